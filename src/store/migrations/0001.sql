-- The workbench's records. SQL that SQLite and PostgreSQL both understand, but
-- for the triggers at the end, which each database has its own form of.
-- Times: milliseconds since 1970-01-01 UTC. Days: ISO text. JSON: text.

CREATE TABLE setting (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
);

CREATE TABLE practice (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    tin_sealed BYTEA,                       -- seal.h, context "practice.tin:" || id
    tin_last4 TEXT,                         -- the four digits that screens show
    sites TEXT NOT NULL DEFAULT '[]',       -- JSON: [{id, name, zip, pcmhRecognized, pcmhProgram, pcmhExpires}]
    demonstration INTEGER NOT NULL DEFAULT 0,
    archived INTEGER NOT NULL DEFAULT 0,
    version INTEGER NOT NULL DEFAULT 1,
    created_at BIGINT NOT NULL
);

CREATE TABLE clinician (
    id TEXT PRIMARY KEY,
    practice_id TEXT NOT NULL REFERENCES practice (id) ON DELETE CASCADE,
    npi TEXT NOT NULL,
    name TEXT NOT NULL,
    specialty TEXT NOT NULL DEFAULT '',
    periods TEXT NOT NULL DEFAULT '[]',     -- JSON: [{from, to}], null is open
    removed INTEGER NOT NULL DEFAULT 0,     -- entered by mistake: never with the practice
    version INTEGER NOT NULL DEFAULT 1,
    UNIQUE (practice_id, npi)
);

-- How the practice reports in a performance year, and what CMS knows of it.
CREATE TABLE practice_year (
    practice_id TEXT NOT NULL REFERENCES practice (id) ON DELETE CASCADE,
    year INTEGER NOT NULL,
    settings TEXT NOT NULL,                 -- JSON: YearSettings of docs/openapi.yaml, its facts only
    version INTEGER NOT NULL DEFAULT 1,
    PRIMARY KEY (practice_id, year)
);

-- The activities that the practice means to do.
CREATE TABLE choice (
    practice_id TEXT NOT NULL REFERENCES practice (id) ON DELETE CASCADE,
    year INTEGER NOT NULL,
    measure_id TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('planned', 'doing', 'dropped')),
    owner TEXT NOT NULL DEFAULT '',
    note TEXT NOT NULL DEFAULT '',
    version INTEGER NOT NULL DEFAULT 1,
    PRIMARY KEY (practice_id, year, measure_id)
);

-- Who did what, when: one cell a clinician and activity. A cell that was emptied
-- stays, with no periods, so that its version goes on.
CREATE TABLE ledger_cell (
    practice_id TEXT NOT NULL REFERENCES practice (id) ON DELETE CASCADE,
    year INTEGER NOT NULL,
    measure_id TEXT NOT NULL,
    clinician_id TEXT NOT NULL REFERENCES clinician (id) ON DELETE CASCADE,
    periods TEXT NOT NULL,                  -- JSON: [{start, end}], null is not known
    note TEXT NOT NULL DEFAULT '',
    version INTEGER NOT NULL DEFAULT 1,
    changed_by TEXT NOT NULL,               -- display name
    changed_at BIGINT NOT NULL,
    PRIMARY KEY (practice_id, year, measure_id, clinician_id)
);

CREATE TABLE evidence (
    id TEXT PRIMARY KEY,
    practice_id TEXT NOT NULL REFERENCES practice (id) ON DELETE CASCADE,
    year INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('file', 'link')),
    name TEXT NOT NULL,
    media_type TEXT NOT NULL DEFAULT '',    -- found in the bytes, not what was claimed
    size BIGINT NOT NULL DEFAULT 0,
    sha256 TEXT,
    url TEXT,
    note TEXT NOT NULL DEFAULT '',
    retain_until TEXT NOT NULL,
    withdrawn_at BIGINT,
    withdrawn_reason TEXT NOT NULL DEFAULT '',
    added_by TEXT NOT NULL,
    added_at BIGINT NOT NULL,
    version INTEGER NOT NULL DEFAULT 1
);
CREATE INDEX evidence_of_year ON evidence (practice_id, year);

-- What a piece of evidence is evidence of. '' : the whole activity, or practice.
CREATE TABLE evidence_link (
    evidence_id TEXT NOT NULL REFERENCES evidence (id) ON DELETE CASCADE,
    measure_id TEXT NOT NULL,
    item_id TEXT NOT NULL DEFAULT '',       -- of the guide's proof list
    clinician_id TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (evidence_id, measure_id, item_id, clinician_id)
);

-- The auditor's checklist: one line an item of the guide's proof list.
CREATE TABLE proof_item (
    practice_id TEXT NOT NULL REFERENCES practice (id) ON DELETE CASCADE,
    year INTEGER NOT NULL,
    measure_id TEXT NOT NULL,
    item_id TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('open', 'satisfied', 'notApplicable')),
    note TEXT NOT NULL DEFAULT '',
    reviewed_by TEXT,
    reviewed_at BIGINT,
    version INTEGER NOT NULL DEFAULT 1,
    PRIMARY KEY (practice_id, year, measure_id, item_id)
);

-- Signed and frozen. `content` is what was signed, byte for byte.
CREATE TABLE attestation (
    id TEXT PRIMARY KEY,
    practice_id TEXT NOT NULL REFERENCES practice (id) ON DELETE CASCADE,
    year INTEGER NOT NULL,
    number INTEGER NOT NULL,                -- 1, 2, ... within practice and year
    signed_by TEXT NOT NULL,                -- name as typed
    signed_title TEXT NOT NULL,
    signed_user TEXT NOT NULL,              -- display name of the account
    signed_at BIGINT NOT NULL,
    reason TEXT NOT NULL DEFAULT '',        -- of an amendment
    content TEXT NOT NULL,                  -- JSON, TIN masked
    tin_sealed BYTEA,                       -- seal.h, context "attestation.tin:" || id
    sha256 TEXT NOT NULL,                   -- of `content`
    UNIQUE (practice_id, year, number)
);

-- What CMS answered.
CREATE TABLE receipt (
    id TEXT PRIMARY KEY,
    attestation_id TEXT NOT NULL REFERENCES attestation (id) ON DELETE CASCADE,
    channel TEXT NOT NULL,
    confirmation TEXT NOT NULL,
    received_on TEXT NOT NULL,
    note TEXT NOT NULL DEFAULT '',
    recorded_by TEXT NOT NULL,
    recorded_at BIGINT NOT NULL
);

CREATE TABLE account (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,              -- to sign in with; lower case
    display_name TEXT NOT NULL,
    password_hash TEXT,                     -- Argon2id; NULL: the single user of a loopback server
    disabled INTEGER NOT NULL DEFAULT 0,
    version INTEGER NOT NULL DEFAULT 1,
    created_at BIGINT NOT NULL
);

-- Who may do what where. practice_id '' : every practice.
CREATE TABLE account_grant (
    account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    practice_id TEXT NOT NULL DEFAULT '',
    role TEXT NOT NULL CHECK (role IN
        ('viewer', 'dataEntry', 'reviewer', 'attester', 'administrator', 'auditor')),
    expires_on TEXT,                        -- last day; auditors must have one
    PRIMARY KEY (account_id, practice_id)
);

CREATE TABLE session (
    id_hash BYTEA PRIMARY KEY,              -- of the cookie; the cookie itself is nowhere
    account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    csrf_token TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    seen_at BIGINT NOT NULL
);

CREATE TABLE sign_in_attempt (
    name TEXT NOT NULL,
    peer TEXT NOT NULL,
    at BIGINT NOT NULL
);
CREATE INDEX sign_in_attempt_at ON sign_in_attempt (at);

CREATE TABLE calendar_feed (
    token_hash BYTEA PRIMARY KEY,
    practice_id TEXT NOT NULL REFERENCES practice (id) ON DELETE CASCADE,
    created_by TEXT NOT NULL,
    created_at BIGINT NOT NULL
);

-- Every change, who and when. Append-only, chained: hash = SHA-256 over the
-- previous hash and the row, so that a row that was altered or cut out shows.
CREATE TABLE event (
    id INTEGER PRIMARY KEY,
    at BIGINT NOT NULL,
    account_id TEXT NOT NULL DEFAULT '',
    by_name TEXT NOT NULL,
    practice_id TEXT NOT NULL DEFAULT '',   -- no reference: outlives the practice
    year INTEGER NOT NULL DEFAULT 0,
    kind TEXT NOT NULL,                     -- "ledger.changed"
    text TEXT NOT NULL,                     -- one sentence; no TIN
    undo TEXT,                              -- JSON: what undo needs (before, after); NULL: cannot be undone
    undoes INTEGER,                         -- the event that this one undid
    undone_by INTEGER,                      -- not part of the hash
    previous_hash TEXT NOT NULL,
    hash TEXT NOT NULL
);
CREATE INDEX event_of_practice ON event (practice_id, id);

-- SQLite from here on.
CREATE TRIGGER event_is_append_only BEFORE DELETE ON event
BEGIN SELECT RAISE(ABORT, 'the history is append-only'); END;
CREATE TRIGGER event_is_never_altered
BEFORE UPDATE OF id, at, account_id, by_name, practice_id, year, kind, text, undo, undoes, previous_hash, hash ON event
BEGIN SELECT RAISE(ABORT, 'the history is append-only'); END;
CREATE TRIGGER attestation_is_never_altered BEFORE UPDATE ON attestation
BEGIN SELECT RAISE(ABORT, 'what was signed stays'); END;
CREATE TRIGGER attestation_is_never_removed BEFORE DELETE ON attestation
WHEN (SELECT demonstration FROM practice WHERE id = OLD.practice_id) = 0
BEGIN SELECT RAISE(ABORT, 'what was signed stays'); END;
CREATE TRIGGER practice_is_never_removed BEFORE DELETE ON practice WHEN OLD.demonstration = 0
BEGIN SELECT RAISE(ABORT, 'a practice can be archived, not removed'); END;
