-- The store, version 4. Every table says what it must not hold.
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
CREATE INDEX round_day ON round (day);

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
-- release: the one that told it; 0 not yet; -1 never will (the store was
-- restored, and its period may have been told by what was lost).
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
  counted       INTEGER NOT NULL,
  release       INTEGER NOT NULL DEFAULT 0 CHECK (release >= -1)
);
CREATE UNIQUE INDEX draw_by_round ON draw (round, place);
CREATE INDEX draw_by_cut
  ON draw (instrument, version, item, cut, epsilon_milli, kind, id);
CREATE INDEX draw_untold ON draw (release) WHERE release = 0;

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

-- Notes: no author, no time. A day's notes lie together, newest day first, by
-- their random id, so that a page of the list is a stretch of the table.
-- minutes: of a stop-this (kind 3). text: '' of a redacted one (state 5).
-- into_note: the note it was merged into (state 4). action: its card, or 0.
-- A day that there is not is -2147483648, here and in the tables below.
CREATE TABLE note (
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
CREATE UNIQUE INDEX note_by_id ON note (id);
-- All that lists count and filter by, without the texts.
CREATE INDEX note_list
  ON note (day DESC, id, kind, state, theme, minutes, action);
CREATE INDEX note_waiting ON note (day, id, state, kind)
  WHERE state = 0 AND kind IN (2, 3);
CREATE INDEX note_answered ON note (answered, id)
  WHERE state IN (2, 3) AND action = 0;

-- Cards on the board. removed: its adding was undone; nothing shows it.
-- note: its source's id or ''. waits: the day on which the tier that it is at
-- was asked, while that has not answered and the card is not done or closed.
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
-- All that a release tells of cards. IS, so that only that query takes it.
CREATE INDEX action_told ON action (raised, state, tier, theme)
  WHERE removed IS 0;

-- What a tier was asked of a card, and what came of it.
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
CREATE INDEX response_told ON response (answered, action, tier, asked);

-- Tests of change, in their order.
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

-- Whole steps, in the order in which they were taken; a day, nobody's name.
-- state: 0 done, 1 undone, 2 can be neither undone nor done again any more.
-- of: the step that an undo or a redo is about. action and note: the first of
-- each that it changed.
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

-- What each step changed. Rows are only ever added; the one thing that is ever
-- taken out of them is the words of a note that is redacted.
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

-- What left the unit, or will: one a period, in the order in which they were
-- sealed. A row never changes. previous: the hash of the one before, '' of an
-- epoch's first. hash: SHA-256 of the document, which is canonical JSON. key:
-- the number of the unit's key that signs it.
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

-- How far each came on its way to the office. state: 0 sealed, 1 its file
-- waits in the outbox, 2 sent. next_try: the earliest moment of the next try.
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

-- People who want a buddy, by their own wish; who leaves is deleted, from all
-- rounds too. folded: the name as names are compared. shifts: 1 days, 2
-- nights, 3 both. again: somebody of their group asks for another buddy, until
-- the next round: set for all of it, so that nothing knows who.
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

-- Whom somebody wishes for (kind 0) or not to be with (1), by name: the other
-- may join later. Nothing shows or prints kind 1.
CREATE TABLE buddy_choice (
  buddy  INTEGER NOT NULL REFERENCES buddy (id),
  kind   INTEGER NOT NULL CHECK (kind IN (0, 1)),
  folded TEXT    NOT NULL CHECK (folded <> ''),
  name   TEXT    NOT NULL CHECK (name <> ''),
  PRIMARY KEY (buddy, kind, folded)
) WITHOUT ROWID;

-- Rounds of buddies. state: 0 proposed, 1 confirmed, 2 ended; at most one is
-- proposed, at most one is confirmed.
CREATE TABLE buddy_round (
  id       INTEGER PRIMARY KEY,
  state    INTEGER NOT NULL CHECK (state IN (0, 1, 2)),
  from_day INTEGER NOT NULL,
  to_day   INTEGER NOT NULL CHECK (to_day >= from_day)
);
CREATE UNIQUE INDEX buddy_round_standing ON buddy_round (state)
  WHERE state < 2;

-- Who is with whom: those of one place. locked: by the coordinator's hand.
CREATE TABLE buddy_member (
  round  INTEGER NOT NULL REFERENCES buddy_round (id),
  buddy  INTEGER NOT NULL REFERENCES buddy (id),
  place  INTEGER NOT NULL CHECK (place >= 0),
  locked INTEGER NOT NULL CHECK (locked IN (0, 1)),
  PRIMARY KEY (round, buddy)
) WITHOUT ROWID;
CREATE INDEX buddy_member_by_buddy ON buddy_member (buddy);

-- How often "we connected" was said on a day. By whom is never stored.
CREATE TABLE buddy_connection (
  day   INTEGER PRIMARY KEY,
  count INTEGER NOT NULL CHECK (count >= 1)
);

-- Numbers of a shift, such as the census: of the unit, never of people.
CREATE TABLE shift_number (
  day   INTEGER NOT NULL,
  shift INTEGER NOT NULL CHECK (shift IN (0, 1)),
  field TEXT    NOT NULL CHECK (field <> ''),
  value INTEGER NOT NULL CHECK (value BETWEEN 0 AND 999999),
  PRIMARY KEY (day, shift, field)
) WITHOUT ROWID;

-- Whose file this is ("hudl"), and of which version.
PRAGMA application_id = 1752523884;
PRAGMA user_version = 4;
