-- What is known of each order on its way to its back end. asked_at: a request went out whose outcome
-- was not learnt for certain, so look the order up before it is sent again. Times that are compared
-- are of UTC, all written alike.
ALTER TABLE outbox ADD COLUMN asked_at TEXT;
ALTER TABLE outbox ADD COLUMN last_try TEXT;
ALTER TABLE outbox ADD COLUMN said_code TEXT NOT NULL DEFAULT '';
ALTER TABLE outbox ADD COLUMN said_what TEXT NOT NULL DEFAULT '';
ALTER TABLE outbox ADD COLUMN server_id TEXT;
ALTER TABLE outbox ADD COLUMN server_number TEXT NOT NULL DEFAULT '';
ALTER TABLE outbox ADD COLUMN server_status TEXT NOT NULL DEFAULT '';
ALTER TABLE outbox ADD COLUMN server_total INTEGER;
ALTER TABLE outbox ADD COLUMN server_currency TEXT;
ALTER TABLE outbox ADD COLUMN receipt_number TEXT NOT NULL DEFAULT '';
ALTER TABLE outbox ADD COLUMN sent_at TEXT;
ALTER TABLE outbox ADD COLUMN settled_by TEXT;
ALTER TABLE outbox ADD COLUMN settled_reason TEXT;

-- Few rows are unsent, among however many there were.
CREATE INDEX outbox_unsent ON outbox (profile, serial) WHERE state != 'sent';

-- Until when a server asked to be left in peace; kept, so that another process leaves it too.
CREATE TABLE server_waits (profile TEXT PRIMARY KEY, until TEXT NOT NULL) WITHOUT ROWID;

-- What no call is known for: a person registers it at the system, and it is checked off here.
CREATE TABLE by_hand (
    id INTEGER PRIMARY KEY,
    profile TEXT NOT NULL,
    kind TEXT NOT NULL,
    serial INTEGER,
    reference TEXT NOT NULL,
    amount INTEGER NOT NULL,
    currency TEXT NOT NULL,
    at TEXT NOT NULL,
    checked_at TEXT,
    checked_by TEXT NOT NULL DEFAULT '',
    document TEXT NOT NULL DEFAULT ''
);
CREATE INDEX by_hand_open ON by_hand (profile, id) WHERE checked_at IS NULL;
CREATE UNIQUE INDEX by_hand_orders ON by_hand (serial) WHERE serial IS NOT NULL;

-- Who wants to be told of each sale is told at least once; in the order of the sales.
CREATE TABLE webhook_calls (
    id INTEGER PRIMARY KEY,
    hook TEXT NOT NULL,
    serial INTEGER NOT NULL,
    event TEXT NOT NULL,
    state TEXT NOT NULL DEFAULT 'waiting',
    tries INTEGER NOT NULL DEFAULT 0,
    said_code TEXT NOT NULL DEFAULT '',
    said_what TEXT NOT NULL DEFAULT '',
    last_error TEXT NOT NULL DEFAULT '',
    last_try TEXT,
    next_try TEXT,
    sent_at TEXT
);
CREATE INDEX webhook_calls_unsent ON webhook_calls (hook, id) WHERE state != 'sent';
