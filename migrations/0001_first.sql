-- The first schema. Applied in one transaction; user_version becomes 1.
--
-- Days are days since 1970-01-01, instants are Unix seconds, file times are nanoseconds since 1970.
-- Scheduling state is written the same way in `cards` and, before and after, in `reviews`:
-- `state`, `step`, `due_at`, `due_day`, `interval` (days), `ease` (thousandths), `streak`, `lapses`,
-- `last_day`, `leech`. The CHECKs hold the shapes apart: a new card has no step and no due, a review
-- card is due on a day, a card in steps has a step and is due either at an instant or on a day.

-- A folder of decks, by its canonical path, or "builtin:" for the deck inside the program.
CREATE TABLE roots (
    id   INTEGER PRIMARY KEY,
    path TEXT NOT NULL UNIQUE
) STRICT;

-- Every file seen in a root, so that an unchanged one need not be read again.
-- good: as last read. broken: the file has faults, the cards of its last good version stay in use.
-- stale: another root took a card of it, so it must be read again. gone: no longer there.
-- `deck` to `study` is what a deck file says of its deck; several files may speak of one deck.
CREATE TABLE files (
    id       INTEGER PRIMARY KEY,
    root     INTEGER NOT NULL REFERENCES roots (id),
    path     TEXT NOT NULL,              -- relative to the root, "/" between folders
    status   TEXT NOT NULL CHECK (status IN ('good', 'broken', 'stale', 'gone')),
    size     INTEGER NOT NULL CHECK (size >= 0),
    mtime_ns INTEGER NOT NULL,
    hash     BLOB NOT NULL CHECK (length(hash) = 32),
    read_at  INTEGER NOT NULL,           -- real clock, nanoseconds: when the content was hashed
    deck     TEXT,
    title    TEXT,
    document TEXT,                       -- relative to the root
    url      TEXT,
    study    INTEGER NOT NULL DEFAULT 1 CHECK (study IN (0, 1)),
    UNIQUE (root, path)
) STRICT;

-- Learning objectives, from deck files and from objectives.toml (which serves its folder and those below).
CREATE TABLE objectives (
    file     INTEGER NOT NULL REFERENCES files (id),
    position INTEGER NOT NULL,
    name     TEXT NOT NULL,
    title    TEXT NOT NULL,
    PRIMARY KEY (file, position)
) STRICT, WITHOUT ROWID;

-- A deck as a root holds it: what its files say, put together.
CREATE TABLE decks (
    id       INTEGER PRIMARY KEY,
    root     INTEGER NOT NULL REFERENCES roots (id),
    name     TEXT NOT NULL,              -- the first part of the keys of its cards
    title    TEXT NOT NULL,
    document TEXT,                       -- relative to the root
    url      TEXT,
    study    INTEGER NOT NULL CHECK (study IN (0, 1)),
    UNIQUE (root, name)
) STRICT;

-- The learner's own copy of a deck's document; it outlives every change of the deck.
CREATE TABLE documents (
    deck TEXT PRIMARY KEY,
    path TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- One row a key, for ever: history hangs on it, whichever root holds the text today (through `deck`).
-- Only what scheduling needs is here, so that a grade rewrites a short row; the text is in `texts`.
CREATE TABLE cards (
    id           INTEGER PRIMARY KEY,
    key          TEXT NOT NULL UNIQUE,
    born_key     TEXT,                   -- the key at creation, where a link has changed it since
    deck         INTEGER NOT NULL REFERENCES decks (id),
    file         INTEGER NOT NULL REFERENCES files (id),
    position     INTEGER NOT NULL,
    answer_hash  INTEGER NOT NULL,       -- of the normalised first answer: such cards are kept apart
    text_hash    INTEGER NOT NULL,       -- of kind, question and answers: changes when reworded
    content_hash INTEGER NOT NULL,       -- of all that was written: changes when anything did
    archived     INTEGER NOT NULL DEFAULT 0 CHECK (archived IN (0, 1)),
    suspended    INTEGER NOT NULL DEFAULT 0 CHECK (suspended IN (0, 1)),
    buried_on    INTEGER,                -- the study day for which it is put aside
    flagged      INTEGER NOT NULL DEFAULT 0 CHECK (flagged IN (0, 1)),
    remark       TEXT,                   -- what the learner noted when flagging
    grades       INTEGER NOT NULL DEFAULT 0 CHECK (grades >= 0), -- rows of kind grade not undone
    state        TEXT NOT NULL CHECK (state IN ('new', 'learning', 'review', 'relearning')),
    step         INTEGER CHECK (step BETWEEN 0 AND 255),
    due_at       INTEGER,
    due_day      INTEGER,
    interval     INTEGER NOT NULL CHECK (interval >= 0),
    ease         INTEGER NOT NULL CHECK (ease BETWEEN 0 AND 65535),
    streak       INTEGER NOT NULL CHECK (streak >= 0),
    lapses       INTEGER NOT NULL CHECK (lapses >= 0),
    last_day     INTEGER,
    leech        INTEGER NOT NULL CHECK (leech IN (0, 1)),
    CHECK (flagged = 1 OR remark IS NULL),
    CHECK (CASE state
        WHEN 'new' THEN step IS NULL AND due_at IS NULL AND due_day IS NULL
        WHEN 'review' THEN step IS NULL AND due_at IS NULL AND due_day IS NOT NULL
        ELSE step IS NOT NULL AND (due_at IS NULL) <> (due_day IS NULL) END)
) STRICT;

-- What is due, and what is new in which order, without touching the rows themselves.
CREATE INDEX cards_due ON cards (deck, state, due_day, due_at, file, position, buried_on)
    WHERE archived = 0 AND suspended = 0;

-- What a card asks, copied in at load, so that studying reads no deck file.
CREATE TABLE texts (
    card      INTEGER PRIMARY KEY REFERENCES cards (id),
    content   TEXT NOT NULL,             -- JSON: the kind, with its question and answers
    why       TEXT,
    hint      TEXT,
    tags      TEXT NOT NULL,             -- JSON: list of text
    objective TEXT,
    source    TEXT,                      -- JSON
    aka       TEXT,                      -- JSON: list of keys; NULL for none
    heading   TEXT,                      -- title of its group
    line      INTEGER NOT NULL           -- in its file, from 1
) STRICT;

-- Scheduler settings a grade was computed with. Never changed: new settings are a new row.
CREATE TABLE params (
    id   INTEGER PRIMARY KEY,
    json TEXT NOT NULL UNIQUE
) STRICT;
CREATE TRIGGER params_keep BEFORE UPDATE ON params
    BEGIN SELECT RAISE (ABORT, 'parameters are never changed'); END;
CREATE TRIGGER params_stay BEFORE DELETE ON params
    BEGIN SELECT RAISE (ABORT, 'parameters are never removed'); END;

-- The log: one row an answer or action, appended, never changed. Replaying it in the order of `seq`
-- gives the state columns of `cards` again. No row is ever removed, so no `seq` is ever used twice.
-- `uuid` names a row on every machine. It has no index: each grade would write one page more, at a random
-- place, for a question that is asked only when two logs are put together.
CREATE TABLE reviews (
    seq         INTEGER PRIMARY KEY,
    uuid        BLOB NOT NULL CHECK (length(uuid) = 16),
    card        INTEGER NOT NULL REFERENCES cards (id),
    kind        TEXT NOT NULL CHECK (kind IN
        ('grade', 'drill', 'cram', 'mock', 'exam', 'undo', 'suspend', 'unsuspend', 'bury', 'reset',
         'set-due', 'switch', 'seed', 'link', 'flag', 'unflag')),
    at          INTEGER NOT NULL,
    day         INTEGER NOT NULL,
    to_rollover INTEGER NOT NULL,        -- seconds from `at` to the end of `day`
    grade       INTEGER CHECK (grade BETWEEN 1 AND 4),
    millis      INTEGER CHECK (millis >= 0),             -- from question to grade; NULL: not known
    fuzz        INTEGER CHECK (fuzz BETWEEN 0 AND 999),
    params      INTEGER REFERENCES params (id),
    undoes      INTEGER REFERENCES reviews (seq),        -- the row that an undo takes back
    batch       INTEGER,                 -- `seq` of the first row of an action on several cards
    note        TEXT,                    -- JSON: what a link, flag, bury changed beside the state
    before_state    TEXT NOT NULL CHECK (before_state IN ('new', 'learning', 'review', 'relearning')),
    before_step     INTEGER,
    before_due_at   INTEGER,
    before_due_day  INTEGER,
    before_interval INTEGER NOT NULL,
    before_ease     INTEGER NOT NULL,
    before_streak   INTEGER NOT NULL,
    before_lapses   INTEGER NOT NULL,
    before_last_day INTEGER,
    before_leech    INTEGER NOT NULL CHECK (before_leech IN (0, 1)),
    after_state     TEXT NOT NULL CHECK (after_state IN ('new', 'learning', 'review', 'relearning')),
    after_step      INTEGER,
    after_due_at    INTEGER,
    after_due_day   INTEGER,
    after_interval  INTEGER NOT NULL,
    after_ease      INTEGER NOT NULL,
    after_streak    INTEGER NOT NULL,
    after_lapses    INTEGER NOT NULL,
    after_last_day  INTEGER,
    after_leech     INTEGER NOT NULL CHECK (after_leech IN (0, 1)),
    CHECK (kind NOT IN ('grade', 'drill') OR (grade IS NOT NULL AND params IS NOT NULL)),
    CHECK ((kind = 'undo') = (undoes IS NOT NULL)),
    CHECK (CASE before_state
        WHEN 'new' THEN before_step IS NULL AND before_due_at IS NULL AND before_due_day IS NULL
        WHEN 'review' THEN before_step IS NULL AND before_due_at IS NULL AND before_due_day IS NOT NULL
        ELSE before_step IS NOT NULL AND (before_due_at IS NULL) <> (before_due_day IS NULL) END),
    CHECK (CASE after_state
        WHEN 'new' THEN after_step IS NULL AND after_due_at IS NULL AND after_due_day IS NULL
        WHEN 'review' THEN after_step IS NULL AND after_due_at IS NULL AND after_due_day IS NOT NULL
        ELSE after_step IS NOT NULL AND (after_due_at IS NULL) <> (after_due_day IS NULL) END)
) STRICT;
CREATE TRIGGER reviews_keep BEFORE UPDATE ON reviews
    BEGIN SELECT RAISE (ABORT, 'the log is never changed'); END;
CREATE TRIGGER reviews_stay BEFORE DELETE ON reviews
    BEGIN SELECT RAISE (ABORT, 'the log is never shortened'); END;
-- A card's history.
CREATE INDEX reviews_card ON reviews (card);
-- A row is undone once.
CREATE UNIQUE INDEX reviews_undoes ON reviews (undoes) WHERE undoes IS NOT NULL;
-- The few links, to know which were undone.
CREATE INDEX reviews_links ON reviews (seq) WHERE kind = 'link';

-- Where in the log a study day begins: an index by day that costs a grade no write but the day's first.
CREATE TABLE days (
    day       INTEGER PRIMARY KEY,
    first_seq INTEGER NOT NULL REFERENCES reviews (seq)
) STRICT;
CREATE TRIGGER reviews_day AFTER INSERT ON reviews
    BEGIN INSERT INTO days (day, first_seq) VALUES (NEW.day, NEW.seq) ON CONFLICT DO NOTHING; END;
