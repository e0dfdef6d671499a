-- Version 2: notes can be answered, merged and made into cards; cards, with
-- what tiers answered and what was tested; every change of them as an event.
-- db/schema.sql says what each column holds.

CREATE TABLE note_next (
  id        TEXT    NOT NULL CHECK (id <> ''),
  kind      INTEGER NOT NULL CHECK (kind BETWEEN 0 AND 4),
  state     INTEGER NOT NULL CHECK (state BETWEEN 0 AND 5),
  theme     TEXT    NOT NULL,
  minutes   INTEGER NOT NULL CHECK (minutes BETWEEN 0 AND 720),
  day       INTEGER NOT NULL,
  text      TEXT    NOT NULL,
  version   INTEGER NOT NULL CHECK (version >= 1),
  metoo     INTEGER NOT NULL CHECK (metoo >= 0),
  answered  INTEGER NOT NULL,
  answer    TEXT    NOT NULL,
  into_note TEXT    NOT NULL,
  action    INTEGER NOT NULL CHECK (action >= 0),
  PRIMARY KEY (day DESC, id)
) WITHOUT ROWID;
INSERT INTO note_next (id, kind, state, theme, minutes, day, text, version,
  metoo, answered, answer, into_note, action)
SELECT id, kind, state, theme, minutes, day, text, 1, 0, -2147483648, '', '', 0
FROM note;
DROP TABLE note;
ALTER TABLE note_next RENAME TO note;
CREATE UNIQUE INDEX note_by_id ON note (id);
CREATE INDEX note_list
  ON note (day DESC, id, kind, state, theme, minutes, action);
CREATE INDEX note_waiting ON note (day, id, state, kind)
  WHERE state = 0 AND kind IN (2, 3);
CREATE INDEX note_answered ON note (answered, id)
  WHERE state IN (2, 3) AND action = 0;

CREATE TABLE action (
  id       INTEGER PRIMARY KEY,
  version  INTEGER NOT NULL CHECK (version >= 1),
  removed  INTEGER NOT NULL CHECK (removed IN (0, 1)),
  state    INTEGER NOT NULL CHECK (state BETWEEN 0 AND 4),
  tier     INTEGER NOT NULL CHECK (tier BETWEEN 0 AND 2),
  size     INTEGER NOT NULL CHECK (size BETWEEN 0 AND 3),
  theme    TEXT    NOT NULL,
  note     TEXT    NOT NULL,
  title    TEXT    NOT NULL,
  owner    TEXT    NOT NULL,
  aim      TEXT    NOT NULL,
  reason   TEXT    NOT NULL,
  due      INTEGER NOT NULL,
  raised   INTEGER NOT NULL,
  since    INTEGER NOT NULL,
  ended    INTEGER NOT NULL,
  approved INTEGER NOT NULL,
  waits    INTEGER NOT NULL
);
CREATE INDEX action_by_note ON action (note) WHERE note <> '';
CREATE INDEX action_by_owner ON action (owner, removed)
  WHERE removed = 0 AND owner <> '';
CREATE INDEX action_open ON action (due, removed, state)
  WHERE removed = 0 AND state < 3;
CREATE INDEX action_waiting ON action (waits) WHERE waits > -2147483648;
CREATE INDEX action_taken ON action (since)
  WHERE removed = 0 AND state IN (1, 2) AND waits = -2147483648;
CREATE INDEX action_ended ON action (ended)
  WHERE removed = 0 AND state > 2;

CREATE TABLE response (
  action   INTEGER NOT NULL REFERENCES action (id),
  tier     INTEGER NOT NULL CHECK (tier BETWEEN 0 AND 2),
  asked    INTEGER NOT NULL,
  reason   TEXT    NOT NULL,
  answered INTEGER NOT NULL,
  answer   TEXT    NOT NULL,
  PRIMARY KEY (action, tier)
) WITHOUT ROWID;
CREATE INDEX response_answered ON response (answered, action)
  WHERE answer <> '';

CREATE TABLE cycle (
  action     INTEGER NOT NULL REFERENCES action (id),
  place      INTEGER NOT NULL CHECK (place BETWEEN 0 AND 19),
  plan       TEXT    NOT NULL,
  prediction TEXT    NOT NULL,
  measure    TEXT    NOT NULL,
  before     TEXT    NOT NULL,
  after      TEXT    NOT NULL,
  result     TEXT    NOT NULL,
  outcome    INTEGER NOT NULL CHECK (outcome BETWEEN 0 AND 3),
  begun      INTEGER NOT NULL,
  ended      INTEGER NOT NULL,
  PRIMARY KEY (action, place)
) WITHOUT ROWID;
CREATE INDEX cycle_ended ON cycle (ended, action) WHERE ended > -2147483648;

CREATE TABLE revision (
  id     INTEGER PRIMARY KEY,
  day    INTEGER NOT NULL,
  kind   TEXT    NOT NULL CHECK (kind <> ''),
  state  INTEGER NOT NULL CHECK (state BETWEEN 0 AND 2),
  of     INTEGER NOT NULL CHECK (of >= 0),
  action INTEGER NOT NULL CHECK (action >= 0),
  note   TEXT    NOT NULL
);
CREATE INDEX revision_by_day ON revision (day, state);

CREATE TABLE event (
  id       INTEGER PRIMARY KEY,
  revision INTEGER NOT NULL REFERENCES revision (id),
  action   INTEGER NOT NULL CHECK (action >= 0),
  note     TEXT    NOT NULL,
  field    TEXT    NOT NULL CHECK (field <> ''),
  place    INTEGER NOT NULL CHECK (place >= 0),
  before   TEXT    NOT NULL,
  after    TEXT    NOT NULL,
  CHECK ((action = 0) <> (note = ''))
);
CREATE INDEX event_by_revision ON event (revision);
CREATE INDEX event_by_action ON event (action) WHERE action <> 0;
CREATE INDEX event_by_note ON event (note) WHERE note <> '';

PRAGMA user_version = 2;
