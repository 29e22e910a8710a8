-- Memory models, variants that can be switched, clocks that were wrong, planned leave. One transaction;
-- user_version becomes 2. References are not enforced while it runs and checked as a whole before its end.

-- What a memory model holds of a card: days of stability in thousandths, difficulty in thousandths. Both or neither.
ALTER TABLE cards ADD COLUMN stability INTEGER CHECK (stability >= 0);
ALTER TABLE cards ADD COLUMN difficulty INTEGER
    CHECK (difficulty >= 0) CHECK ((difficulty IS NULL) = (stability IS NULL));

-- The variant of the scheduler that made the card's state, as its last standing answer or switch names it; NULL: none
-- did. Where a deck asks for another, its cards are replayed.
ALTER TABLE cards ADD COLUMN variant TEXT CHECK (variant <> '');
UPDATE cards SET variant = (
    SELECT params.json ->> 'variant' FROM reviews JOIN params ON params.id = reviews.params
    WHERE reviews.card = cards.id AND reviews.kind IN ('grade', 'drill')
        AND NOT EXISTS (SELECT 1 FROM reviews AS undos WHERE undos.undoes = reviews.seq)
    ORDER BY reviews.seq DESC LIMIT 1)
WHERE state <> 'new';
CREATE INDEX cards_variant ON cards (deck, variant) WHERE variant IS NOT NULL;

-- The log with the columns of a memory model and two kinds more: `redate` gives earlier rows of its card, written by
-- a wrong clock, another time (its note holds which and when), `ease` mends an ease that sank too low.
-- A CHECK cannot be changed in place, so the rows move to a new table, each with its number.
CREATE TABLE reviews_new (
    seq         INTEGER PRIMARY KEY,
    uuid        BLOB NOT NULL CHECK (length(uuid) = 16),
    card        INTEGER NOT NULL REFERENCES cards (id),
    kind        TEXT NOT NULL CHECK (kind IN
        ('grade', 'drill', 'cram', 'mock', 'exam', 'undo', 'suspend', 'unsuspend', 'bury', 'reset',
         'set-due', 'switch', 'seed', 'link', 'flag', 'unflag', 'redate', 'ease')),
    at          INTEGER NOT NULL,
    day         INTEGER NOT NULL,
    to_rollover INTEGER NOT NULL,        -- seconds from `at` to the end of `day`
    grade       INTEGER CHECK (grade BETWEEN 1 AND 4),
    millis      INTEGER CHECK (millis >= 0),             -- from question to grade; NULL: not known
    fuzz        INTEGER CHECK (fuzz BETWEEN 0 AND 999),
    params      INTEGER REFERENCES params (id),
    undoes      INTEGER REFERENCES reviews (seq),        -- the row that an undo takes back
    batch       INTEGER,                 -- `seq` of the first row of an action on several cards
    note        TEXT,                    -- JSON: what a link, flag, bury, redate changed beside the state
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
    before_stability INTEGER CHECK (before_stability >= 0),
    before_difficulty INTEGER CHECK (before_difficulty >= 0),
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
    after_stability INTEGER CHECK (after_stability >= 0),
    after_difficulty INTEGER CHECK (after_difficulty >= 0),
    CHECK (kind NOT IN ('grade', 'drill') OR (grade IS NOT NULL AND params IS NOT NULL)),
    CHECK (kind <> 'switch' OR params IS NOT NULL),
    CHECK (kind <> 'redate' OR note IS NOT NULL),
    CHECK ((before_stability IS NULL) = (before_difficulty IS NULL)),
    CHECK ((after_stability IS NULL) = (after_difficulty IS NULL)),
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
INSERT INTO reviews_new (
    seq, uuid, card, kind, at, day, to_rollover, grade, millis, fuzz, params, undoes, batch, note,
    before_state, before_step, before_due_at, before_due_day, before_interval, before_ease, before_streak,
    before_lapses, before_last_day, before_leech, after_state, after_step, after_due_at, after_due_day,
    after_interval, after_ease, after_streak, after_lapses, after_last_day, after_leech)
SELECT
    seq, uuid, card, kind, at, day, to_rollover, grade, millis, fuzz, params, undoes, batch, note,
    before_state, before_step, before_due_at, before_due_day, before_interval, before_ease, before_streak,
    before_lapses, before_last_day, before_leech, after_state, after_step, after_due_at, after_due_day,
    after_interval, after_ease, after_streak, after_lapses, after_last_day, after_leech
FROM reviews ORDER BY seq;
DROP TABLE reviews;
ALTER TABLE reviews_new RENAME TO reviews;

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

CREATE TRIGGER reviews_day AFTER INSERT ON reviews
    BEGIN INSERT INTO days (day, first_seq) VALUES (NEW.day, NEW.seq) ON CONFLICT DO NOTHING; END;

-- Rows of the log that a standing `redate` gave another time: what the notes of those rows say, so that a list by day
-- need not read them. Removed again when the redate is undone.
CREATE TABLE redates (
    seq         INTEGER PRIMARY KEY REFERENCES reviews (seq),
    redate      INTEGER NOT NULL REFERENCES reviews (seq),
    at          INTEGER NOT NULL,
    day         INTEGER NOT NULL,
    to_rollover INTEGER NOT NULL
) STRICT;

-- Study days on which nothing is to be due, the first and the last of each leave.
CREATE TABLE leaves (
    first INTEGER PRIMARY KEY,
    last  INTEGER NOT NULL CHECK (last >= first)
) STRICT;
