-- Lists of orders ask for days; times are of the shop's zone, so their texts sort by its days.
CREATE INDEX orders_at ON orders (at);
