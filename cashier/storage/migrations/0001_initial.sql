-- The ledger: everything the till made final, and what is still open. Amounts are whole minor
-- units, quantities and rates thousandths, times ISO 8601 with their offset.

CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

-- Words a document was issued under, one row per distinct text, so that a copy says the same.
CREATE TABLE letterheads (id INTEGER PRIMARY KEY, content TEXT NOT NULL UNIQUE);

CREATE TABLE days (
    number INTEGER PRIMARY KEY,
    state TEXT NOT NULL,
    opened_at TEXT NOT NULL,
    closed_at TEXT,
    float INTEGER NOT NULL,
    currency TEXT NOT NULL,
    z_number INTEGER
);

-- Running totals, so that closing costs the same after a million sales as after one.
CREATE TABLE day_totals (
    day INTEGER NOT NULL,
    key TEXT NOT NULL,
    count INTEGER NOT NULL,
    amount INTEGER NOT NULL,
    vat INTEGER NOT NULL,
    PRIMARY KEY (day, key)
) WITHOUT ROWID;

-- One series for sales and refunds: serial 1 is the first receipt.
CREATE TABLE orders (
    serial INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE,
    number TEXT NOT NULL,
    kind TEXT NOT NULL,
    at TEXT NOT NULL,
    fiscal_day INTEGER NOT NULL,
    operator TEXT NOT NULL,
    currency TEXT NOT NULL,
    subtotal INTEGER NOT NULL,
    discount INTEGER NOT NULL,
    discount_percent INTEGER,
    total INTEGER NOT NULL,
    rounding INTEGER NOT NULL,
    change INTEGER NOT NULL,
    vat_mode TEXT NOT NULL,
    vat TEXT NOT NULL,
    customer TEXT NOT NULL,
    note TEXT NOT NULL,
    refund_of INTEGER,
    profile TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    letterhead INTEGER NOT NULL,
    entry INTEGER NOT NULL
);
CREATE INDEX orders_refunds ON orders (refund_of) WHERE refund_of IS NOT NULL;

CREATE TABLE order_lines (
    serial INTEGER NOT NULL,
    line_no INTEGER NOT NULL,
    name TEXT NOT NULL,
    quantity INTEGER NOT NULL,
    unit TEXT NOT NULL,
    price INTEGER NOT NULL,
    list_price INTEGER,
    vat_rate INTEGER NOT NULL,
    letter TEXT NOT NULL,
    gross INTEGER NOT NULL,
    discount INTEGER NOT NULL,
    discount_percent INTEGER,
    total INTEGER NOT NULL,
    share INTEGER NOT NULL,
    note TEXT NOT NULL,
    product_key TEXT NOT NULL,
    barcode TEXT NOT NULL,
    PRIMARY KEY (serial, line_no)
) WITHOUT ROWID;

CREATE TABLE order_tenders (
    serial INTEGER NOT NULL,
    position INTEGER NOT NULL,
    type TEXT NOT NULL,
    amount INTEGER NOT NULL,
    tendered INTEGER,
    change INTEGER,
    reference TEXT NOT NULL,
    PRIMARY KEY (serial, position)
) WITHOUT ROWID;

-- Rows of a few bytes: what waits for its first print is found by walking them, which costs less
-- than an index that every posting and every print would write to.
CREATE TABLE documents (
    serial INTEGER PRIMARY KEY,
    printed_at TEXT,
    copies INTEGER NOT NULL
);

CREATE TABLE outbox (
    serial INTEGER PRIMARY KEY,
    profile TEXT NOT NULL,
    state TEXT NOT NULL,
    tries INTEGER NOT NULL,
    last_error TEXT NOT NULL,
    next_try TEXT
);

CREATE TABLE journal (
    seq INTEGER PRIMARY KEY,
    body TEXT NOT NULL,
    seal TEXT NOT NULL
);

-- Orders that are not posted: in progress, parked, or cancelled.
CREATE TABLE open_orders (
    id BLOB PRIMARY KEY,
    status TEXT NOT NULL,
    content TEXT NOT NULL,
    total INTEGER NOT NULL,
    updated_at TEXT NOT NULL,
    operator TEXT NOT NULL
) WITHOUT ROWID;

-- Every tender asked for, written before it was asked; never deleted.
CREATE TABLE tender_attempts (
    position INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    order_id BLOB NOT NULL,
    type TEXT NOT NULL,
    amount INTEGER NOT NULL,
    currency TEXT NOT NULL,
    state TEXT NOT NULL,
    reference TEXT NOT NULL,
    asked_at TEXT NOT NULL,
    answered_at TEXT
);
CREATE INDEX tender_attempts_order ON tender_attempts (order_id);
