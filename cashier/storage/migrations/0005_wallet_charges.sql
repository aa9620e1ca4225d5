-- What a wallet was asked for, written before it is asked, beside the tender's own row. The token
-- stands here only until the outcome is known; amounts are minor units of the tender's currency.
CREATE TABLE wallet_charges (
    tender TEXT PRIMARY KEY,
    order_id BLOB NOT NULL,
    token TEXT NOT NULL,
    products TEXT NOT NULL,
    before INTEGER NOT NULL,
    after INTEGER,
    by_person INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX wallet_charges_order ON wallet_charges (order_id);
