-- Which order of the back end a posted one has paid; most have paid none.
CREATE TABLE remote_orders (
    serial INTEGER PRIMARY KEY,
    remote TEXT NOT NULL
);
CREATE INDEX remote_orders_by_remote ON remote_orders (remote);
