-- Version 4: buddies, numbers of the shift, and cards as a release tells them.
-- db/schema.sql says what each column holds.

CREATE TABLE buddy (
  id     INTEGER PRIMARY KEY,
  name   TEXT    NOT NULL CHECK (name <> ''),
  folded TEXT    NOT NULL CHECK (folded <> ''),
  role   TEXT    NOT NULL,
  shifts INTEGER NOT NULL CHECK (shifts BETWEEN 1 AND 3),
  joined INTEGER NOT NULL,
  again  INTEGER NOT NULL CHECK (again IN (0, 1))
);
CREATE UNIQUE INDEX buddy_by_name ON buddy (folded);

CREATE TABLE buddy_choice (
  buddy  INTEGER NOT NULL REFERENCES buddy (id),
  kind   INTEGER NOT NULL CHECK (kind IN (0, 1)),
  folded TEXT    NOT NULL CHECK (folded <> ''),
  name   TEXT    NOT NULL CHECK (name <> ''),
  PRIMARY KEY (buddy, kind, folded)
) WITHOUT ROWID;

CREATE TABLE buddy_round (
  id       INTEGER PRIMARY KEY,
  state    INTEGER NOT NULL CHECK (state IN (0, 1, 2)),
  from_day INTEGER NOT NULL,
  to_day   INTEGER NOT NULL CHECK (to_day >= from_day)
);
CREATE UNIQUE INDEX buddy_round_standing ON buddy_round (state)
  WHERE state < 2;

CREATE TABLE buddy_member (
  round  INTEGER NOT NULL REFERENCES buddy_round (id),
  buddy  INTEGER NOT NULL REFERENCES buddy (id),
  place  INTEGER NOT NULL CHECK (place >= 0),
  locked INTEGER NOT NULL CHECK (locked IN (0, 1)),
  PRIMARY KEY (round, buddy)
) WITHOUT ROWID;
CREATE INDEX buddy_member_by_buddy ON buddy_member (buddy);

CREATE TABLE buddy_connection (
  day   INTEGER PRIMARY KEY,
  count INTEGER NOT NULL CHECK (count >= 1)
);

CREATE TABLE shift_number (
  day   INTEGER NOT NULL,
  shift INTEGER NOT NULL CHECK (shift IN (0, 1)),
  field TEXT    NOT NULL CHECK (field <> ''),
  value INTEGER NOT NULL CHECK (value BETWEEN 0 AND 999999),
  PRIMARY KEY (day, shift, field)
) WITHOUT ROWID;

CREATE INDEX action_told ON action (raised, state, tier, theme)
  WHERE removed IS 0;

PRAGMA user_version = 4;
