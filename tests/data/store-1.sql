-- A store of version 1, frozen: tests/db/test_migrate.c opens it.
-- No table has a time of day of anything a person did in a round, no trigger,
-- no AUTOINCREMENT; answers of an open round exist only inside box.sealed.

-- Small facts kept under a name: the unit's id, the last headcount.
CREATE TABLE meta (
  name  TEXT PRIMARY KEY NOT NULL,
  value TEXT NOT NULL
) WITHOUT ROWID;

-- A round of check-ins. It is written when it opens, when its box is frozen
-- and when it ends, never by a check-in. key_name is empty once the key of an
-- ended round is wiped.
CREATE TABLE round (
  id         INTEGER PRIMARY KEY,
  kind       INTEGER NOT NULL CHECK (kind IN (0, 1)),
  state      INTEGER NOT NULL CHECK (state IN (0, 1, 2)),
  instrument TEXT    NOT NULL,
  day        INTEGER NOT NULL,
  shift      INTEGER NOT NULL CHECK (shift IN (0, 1)),
  opened     INTEGER NOT NULL,
  paper      INTEGER NOT NULL CHECK (paper IN (0, 1)),
  epsilon_milli INTEGER NOT NULL CHECK (epsilon_milli BETWEEN 100 AND 2000),
  checkins   INTEGER NOT NULL CHECK (checkins >= 0),
  headcount  INTEGER NOT NULL CHECK (headcount >= checkins),
  reason     TEXT    NOT NULL DEFAULT '',
  key_name   TEXT    NOT NULL DEFAULT '',
  form       TEXT    NOT NULL
);
CREATE INDEX round_by_day ON round (state, kind, day, shift);
CREATE INDEX round_open ON round (state, id) WHERE state = 0;
CREATE INDEX round_with_key ON round (state) WHERE key_name <> '';

-- The sealed box of an open round: the one row that a check-in changes.
-- sealed: nonce, XChaCha20-Poly1305 of the tally, tag; one size per form.
-- frozen: its closing has begun, and nobody checks in any more.
CREATE TABLE box (
  round    INTEGER PRIMARY KEY REFERENCES round (id),
  frozen   INTEGER NOT NULL CHECK (frozen IN (0, 1)),
  checkins INTEGER NOT NULL CHECK (checkins >= 0),
  sealed   BLOB    NOT NULL
);

-- One draw a cut at every closing: the only thing that is left of answers.
-- place is the cut's in the round's form, so a round can never draw twice.
-- kind is the round's: a huddle's draws are never added to a walk-up box's.
CREATE TABLE draw (
  id            INTEGER PRIMARY KEY,
  round         INTEGER NOT NULL REFERENCES round (id),
  place         INTEGER NOT NULL CHECK (place >= 0),
  kind          INTEGER NOT NULL CHECK (kind IN (0, 1)),
  instrument    TEXT    NOT NULL,
  version       INTEGER NOT NULL,
  item          TEXT    NOT NULL,
  cut           INTEGER NOT NULL,
  epsilon_milli INTEGER NOT NULL,
  answered      INTEGER NOT NULL CHECK (answered >= 0),
  counted       INTEGER NOT NULL
);
CREATE UNIQUE INDEX draw_by_round ON draw (round, place);
CREATE INDEX draw_by_cut
  ON draw (instrument, version, item, cut, epsilon_milli, kind, id);

-- Huddles: the running one (at most one) and those that were held.
-- note_ids: of the notes typed in the running one; empty once it has ended.
CREATE TABLE huddle (
  id        INTEGER PRIMARY KEY,
  day       INTEGER NOT NULL,
  shift     INTEGER NOT NULL CHECK (shift IN (0, 1)),
  agenda    TEXT    NOT NULL,
  planned   INTEGER NOT NULL CHECK (planned IN (0, 1)),
  running   INTEGER NOT NULL CHECK (running IN (0, 1)),
  run       TEXT    NOT NULL DEFAULT '',
  round     INTEGER NOT NULL DEFAULT 0,
  seconds   INTEGER NOT NULL DEFAULT 0 CHECK (seconds >= 0),
  headcount INTEGER NOT NULL DEFAULT 0 CHECK (headcount >= 0),
  checkins  INTEGER NOT NULL DEFAULT 0 CHECK (checkins >= 0),
  notes     INTEGER NOT NULL DEFAULT 0 CHECK (notes >= 0),
  note_ids  TEXT    NOT NULL DEFAULT ''
);
CREATE UNIQUE INDEX huddle_running ON huddle (running) WHERE running = 1;
CREATE INDEX huddle_by_day ON huddle (running, day, shift);

-- Notes: no author, no time; the random id is the order.
CREATE TABLE note (
  id      TEXT    PRIMARY KEY NOT NULL,
  kind    INTEGER NOT NULL CHECK (kind BETWEEN 0 AND 4),
  state   INTEGER NOT NULL CHECK (state BETWEEN 0 AND 5),
  theme   TEXT    NOT NULL,
  minutes INTEGER NOT NULL CHECK (minutes BETWEEN 0 AND 720),
  day     INTEGER NOT NULL,
  text    TEXT    NOT NULL
) WITHOUT ROWID;
CREATE INDEX note_by_day ON note (day DESC, id);

-- Whose file this is ("hudl"), and of which version.
PRAGMA application_id = 1752523884;
PRAGMA user_version = 1;

INSERT INTO meta VALUES ('unit', '4-west');
INSERT INTO round VALUES (1, 0, 1, 'pulse', 20769, 0, 1794467700, 0, 1000, 12,
  14, '', '', 'item pulse 1 energy 1,2,3,4,5 24
item pulse 1 needs 1,2,3,4,5 24
item pulse 1 turn 1,2,3,4,5 24
');
INSERT INTO round VALUES (2, 0, 2, 'pulse', 20769, 1, 1794510900, 0, 1000, 2, 6,
  'opened by mistake', '', 'item pulse 1 energy 1,2,3,4,5 24
');
INSERT INTO round VALUES (3, 0, 0, 'pulse', 20770, 0, 1794554100, 0, 500, 0, 0,
  '', '0123abcd-0123456789abcdef0123456789abcdef',
  'item pulse 1 energy 1,2,3,4,5 24
');
INSERT INTO box VALUES (3, 0, 3, zeroblob(64));
INSERT INTO draw VALUES
  (1, 1, 0, 0, 'pulse', 1, 'energy', 24, 1000, 12, -1),
  (2, 1, 1, 0, 'pulse', 1, 'needs', 24, 1000, 12, 9),
  (3, 1, 2, 0, 'pulse', 1, 'turn', 24, 1000, 11, 13);
INSERT INTO huddle VALUES
  (1, 20769, 0, 'daily', 1, 0, '', 1, 290, 14, 12, 2, ''),
  (2, 20770, 0, 'daily', 1, 1, '1 40 0 0 0 0 0 0 0 0 0 0 0', 3, 0, 14, 3, 1,
  'abcdefghij');
INSERT INTO note VALUES
  ('abcdefghij', 2, 0, 'supplies', 0, 20769, 'No stapler at the desk'),
  ('0123456789', 3, 0, 'records', 15, 20769, 'Counting it twice');
