-- Version 3: releases, how far each came on its way to the office, and which
-- release told a draw. db/schema.sql says what each column holds.

ALTER TABLE draw ADD COLUMN release INTEGER NOT NULL DEFAULT 0
  CHECK (release >= -1);
CREATE INDEX draw_untold ON draw (release) WHERE release = 0;
CREATE INDEX round_day ON round (day);
CREATE INDEX response_told ON response (answered, action, tier, asked);

CREATE TABLE release (
  id       INTEGER PRIMARY KEY,
  epoch    INTEGER NOT NULL CHECK (epoch >= 1),
  sequence INTEGER NOT NULL CHECK (sequence >= 1),
  from_day INTEGER NOT NULL,
  to_day   INTEGER NOT NULL CHECK (to_day >= from_day),
  sealed   INTEGER NOT NULL,
  previous TEXT    NOT NULL,
  hash     TEXT    NOT NULL CHECK (hash <> ''),
  key      INTEGER NOT NULL CHECK (key >= 1),
  document TEXT    NOT NULL
);
CREATE UNIQUE INDEX release_by_number ON release (epoch, sequence);

CREATE TABLE delivery (
  release  INTEGER PRIMARY KEY REFERENCES release (id),
  state    INTEGER NOT NULL CHECK (state BETWEEN 0 AND 2),
  file     TEXT    NOT NULL,
  tries    INTEGER NOT NULL CHECK (tries >= 0),
  next_try INTEGER NOT NULL,
  sent     INTEGER NOT NULL,
  problem  TEXT    NOT NULL
);
CREATE INDEX delivery_by_state ON delivery (state, release);

PRAGMA user_version = 3;
