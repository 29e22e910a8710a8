-- Exams: sittings with the paper they froze, what was answered in them, papers printed, exams followed.
--
-- Sittings, answers, pauses and ends are appended and never changed: the last row of a question is what stands.
-- Instants are Unix seconds, days are days since 1970-01-01.

-- A sitting, with its paper as it was drawn: later edits of the decks do not change it.
CREATE TABLE sittings (
    id      INTEGER PRIMARY KEY,
    uuid    BLOB NOT NULL CHECK (length(uuid) = 16),
    exam    TEXT NOT NULL,               -- the id of the blueprint, or of what is followed
    kind    TEXT NOT NULL CHECK (kind IN ('exam', 'mock')),
    seed    INTEGER NOT NULL,
    started INTEGER NOT NULL,
    zone    INTEGER NOT NULL,            -- offset of local time from UTC at the start, in seconds
    paper   TEXT NOT NULL                -- JSON
) STRICT;
CREATE INDEX sittings_exam ON sittings (exam, started);

-- What stands of a question after each thing done to it.
CREATE TABLE sitting_answers (
    seq        INTEGER PRIMARY KEY,
    sitting    INTEGER NOT NULL REFERENCES sittings (id),
    question   INTEGER NOT NULL CHECK (question >= 0),   -- its place in the paper, from 0
    given      TEXT,                                     -- JSON; NULL: nothing
    confidence INTEGER CHECK (confidence BETWEEN 1 AND 3),
    flagged    INTEGER NOT NULL CHECK (flagged IN (0, 1)),
    millis     INTEGER NOT NULL CHECK (millis >= 0),     -- spent on the question since its last row
    clock      INTEGER NOT NULL CHECK (clock >= 0),      -- of the exam so far, in milliseconds
    at         INTEGER NOT NULL
) STRICT;
CREATE INDEX sitting_answers_of ON sitting_answers (sitting);

-- A sitting that was left or lost, and gone on with: its clock stood in between.
CREATE TABLE sitting_pauses (
    id      INTEGER PRIMARY KEY,
    sitting INTEGER NOT NULL REFERENCES sittings (id),
    since   INTEGER NOT NULL,            -- when the last answer was saved
    until   INTEGER NOT NULL
) STRICT;
CREATE INDEX sitting_pauses_of ON sitting_pauses (sitting);

CREATE TABLE sitting_ends (
    sitting INTEGER PRIMARY KEY REFERENCES sittings (id),
    why     TEXT NOT NULL CHECK (why IN ('ended', 'time-up')),
    clock   INTEGER NOT NULL CHECK (clock >= 0),
    at      INTEGER NOT NULL
) STRICT;

CREATE TRIGGER sittings_keep BEFORE UPDATE ON sittings
    BEGIN SELECT RAISE (ABORT, 'a sitting is never changed'); END;
CREATE TRIGGER sittings_stay BEFORE DELETE ON sittings
    BEGIN SELECT RAISE (ABORT, 'a sitting is never removed'); END;
CREATE TRIGGER sitting_answers_keep BEFORE UPDATE ON sitting_answers
    BEGIN SELECT RAISE (ABORT, 'an answer is never changed'); END;
CREATE TRIGGER sitting_answers_stay BEFORE DELETE ON sitting_answers
    BEGIN SELECT RAISE (ABORT, 'an answer is never removed'); END;
CREATE TRIGGER sitting_ends_keep BEFORE UPDATE ON sitting_ends
    BEGIN SELECT RAISE (ABORT, 'an end is never changed'); END;

-- Papers printed, so that the next ones can ask something else.
CREATE TABLE papers (
    id      INTEGER PRIMARY KEY,
    exam    TEXT NOT NULL,
    seed    INTEGER NOT NULL,
    at      INTEGER NOT NULL,
    entries TEXT NOT NULL,               -- JSON: list of deck/entry
    UNIQUE (exam, seed, entries)
) STRICT;

-- Exams the learner follows: the day and the minutes are his own.
CREATE TABLE follows (
    exam    TEXT PRIMARY KEY,            -- the id of a blueprint, else the words of `query`
    query   TEXT,                        -- JSON: list of arguments; NULL where a blueprint says what is asked
    day     INTEGER NOT NULL,
    minutes INTEGER NOT NULL CHECK (minutes > 0)
) STRICT, WITHOUT ROWID;
