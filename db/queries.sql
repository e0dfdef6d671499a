-- Every statement that the program runs on the store, by name. The build
-- makes an enum and texts of them (db/queries.awk), db/stmt.h runs them, and
-- tests/db/test_queries.c reads the plan of each.

-- Before a connection reads anything: if a writer died, the first reader rolls
-- back what it left, and would then delete the journal, old pages and all,
-- into free blocks of the disk. In this mode it only zeroes its head.
-- name: SETTINGS_FIRST
PRAGMA locking_mode = EXCLUSIVE;

-- What a connection is set to. The journal is kept and synced so that "saved"
-- survives a power cut, and overwritten in place so that no free block of the
-- disk holds old pages. The last line reads, which lets go of the lock that
-- the mode before has kept.
-- name: SETTINGS
PRAGMA journal_mode = PERSIST;
PRAGMA locking_mode = NORMAL;
PRAGMA synchronous = EXTRA;
PRAGMA secure_delete = ON;
PRAGMA temp_store = MEMORY;
PRAGMA mmap_size = 0;
PRAGMA trusted_schema = OFF;
PRAGMA cell_size_check = ON;
PRAGMA user_version;

-- A copy before a migration: it only counts once it is whole and renamed.
-- name: COPY_SETTINGS
PRAGMA journal_mode = OFF;
PRAGMA synchronous = FULL;

-- name: APPLICATION_ID
PRAGMA application_id;

-- name: VERSION
PRAGMA user_version;

-- name: BEGIN
BEGIN IMMEDIATE;

-- name: BEGIN_READ
BEGIN;

-- name: COMMIT
COMMIT;

-- name: ROLLBACK
ROLLBACK;

-- name: META_GET
SELECT value FROM meta WHERE name = :name;

-- name: META_SET
INSERT INTO meta (name, value) VALUES (:name, :value)
ON CONFLICT (name) DO UPDATE SET value = excluded.value;

-- Rounds. An open round's check-ins stand in its box.

-- name: ROUND_INSERT
INSERT INTO round (kind, state, instrument, day, shift, opened, paper,
  epsilon_milli, checkins, headcount, key_name, form)
VALUES (:kind, :state, :instrument, :day, :shift, :opened, :paper,
  :epsilon_milli, :checkins, :headcount, :key_name, :form);

-- name: ROUND_GET
SELECT r.id, r.kind, r.state, r.instrument, r.day, r.shift, r.opened, r.paper,
  r.epsilon_milli, coalesce(b.frozen, 0) AS frozen,
  coalesce(b.checkins, r.checkins) AS checkins, r.headcount, r.form
FROM round r LEFT JOIN box b ON b.round = r.id
WHERE r.id = :id;

-- name: ROUND_LIST_OPEN
SELECT r.id, r.kind, r.state, r.instrument, r.day, r.shift, r.opened, r.paper,
  r.epsilon_milli, coalesce(b.frozen, 0) AS frozen,
  coalesce(b.checkins, r.checkins) AS checkins, r.headcount, r.form
FROM round r LEFT JOIN box b ON b.round = r.id
WHERE r.state = 0 AND r.paper = 0
ORDER BY r.id
LIMIT :max;

-- name: ROUND_FIND_OPEN
SELECT r.id, r.kind, r.state, r.instrument, r.day, r.shift, r.opened, r.paper,
  r.epsilon_milli, coalesce(b.frozen, 0) AS frozen,
  coalesce(b.checkins, r.checkins) AS checkins, r.headcount, r.form
FROM round r LEFT JOIN box b ON b.round = r.id
WHERE r.state = 0 AND r.kind = :kind AND r.paper = 0
  AND (r.kind = 0 OR r.instrument = :instrument)
LIMIT 1;

-- A round whose closing was interrupted.
-- name: ROUND_FROZEN
SELECT r.id, r.paper
FROM round r JOIN box b ON b.round = r.id
WHERE r.state = 0 AND r.id > :after AND b.frozen = 1
ORDER BY r.id
LIMIT 1;

-- name: ROUND_LAST_CLOSED
SELECT r.id, r.kind, r.state, r.instrument, r.day, r.shift, r.opened, r.paper,
  r.epsilon_milli, 0 AS frozen, r.checkins, r.headcount, r.form
FROM round r
WHERE r.state = 1 AND r.kind = :kind
ORDER BY r.day DESC, r.shift DESC, r.id DESC
LIMIT 1;

-- name: ROUND_DAYS
SELECT day FROM round
WHERE state = 1 AND kind = :kind
ORDER BY day DESC, shift DESC, id DESC
LIMIT :max;

-- Open rounds that another of this kind and instrument would collide with.
-- name: ROUND_COUNT_OPEN
SELECT count(*) AS count FROM round
WHERE state = 0 AND kind = :kind AND paper = 0
  AND (kind = 0 OR instrument = :instrument);

-- Keys that open rounds need, and those of ended ones that are not wiped yet.
-- name: ROUND_KEYS
SELECT id, state, key_name FROM round WHERE state >= 0 AND key_name <> '';

-- name: ROUND_KEY_WIPED
UPDATE round SET key_name = '' WHERE id = :id AND state <> 0;

-- name: ROUND_FREEZE
UPDATE round SET headcount = :headcount WHERE id = :id AND state = 0;

-- What ends a round whose box may be lost or damaged.
-- name: ROUND_REMAINS
SELECT r.key_name, r.day, coalesce(b.checkins, 0) AS checkins
FROM round r LEFT JOIN box b ON b.round = r.id
WHERE r.id = :id AND r.state = 0;

-- name: ROUND_END
UPDATE round SET state = :state, day = :day, checkins = :checkins,
  headcount = :headcount, reason = :reason
WHERE id = :id AND state = 0;

-- name: BOX_INSERT
INSERT INTO box (round, frozen, checkins, sealed)
VALUES (:round, :frozen, :checkins, :sealed);

-- name: BOX_GET
SELECT r.key_name, r.form, b.frozen, b.checkins, b.sealed
FROM round r JOIN box b ON b.round = r.id
WHERE r.id = :round AND r.state = 0;

-- name: BOX_UPDATE
UPDATE box SET checkins = :checkins, sealed = :sealed
WHERE round = :round AND frozen = 0;

-- name: BOX_FREEZE
UPDATE box SET frozen = 1 WHERE round = :round;

-- name: BOX_DELETE
DELETE FROM box WHERE round = :round;

-- name: DRAW_INSERT
INSERT INTO draw (round, place, kind, instrument, version, item, cut,
  epsilon_milli, answered, counted)
VALUES (:round, :place, :kind, :instrument, :version, :item, :cut,
  :epsilon_milli, :answered, :counted);

-- name: DRAW_LIST
SELECT answered, counted FROM draw
WHERE instrument = :instrument AND version = :version AND item = :item
  AND cut = :cut AND epsilon_milli = :epsilon_milli AND kind = :kind
ORDER BY id DESC
LIMIT :max;

-- name: DRAW_LIST_ROUND
SELECT instrument, version, item, cut, epsilon_milli, answered, counted
FROM draw
WHERE round = :round
ORDER BY place
LIMIT :max;

-- Huddles. Once its round is closed, a huddle's figures are the round's.

-- name: HUDDLE_RUNNING
SELECT h.id, h.day, h.shift, h.agenda, h.planned, h.running, h.run, h.round,
  h.seconds, coalesce(r.headcount, h.headcount) AS headcount,
  coalesce(r.checkins, h.checkins) AS checkins, h.notes, h.note_ids
FROM huddle h LEFT JOIN round r ON r.id = h.round AND r.state = 1
WHERE h.running = 1;

-- name: HUDDLE_LAST
SELECT h.id, h.day, h.shift, h.agenda, h.planned, h.running, h.run, h.round,
  h.seconds, coalesce(r.headcount, h.headcount) AS headcount,
  coalesce(r.checkins, h.checkins) AS checkins, h.notes, h.note_ids
FROM huddle h LEFT JOIN round r ON r.id = h.round AND r.state = 1
WHERE h.running = 0
ORDER BY h.day DESC, h.shift DESC, h.id DESC
LIMIT 1;

-- name: HUDDLE_INSERT
INSERT INTO huddle (day, shift, agenda, planned, running, run, round, seconds,
  headcount, checkins, notes)
VALUES (:day, :shift, :agenda, :planned, :running, :run, :round, :seconds,
  :headcount, :checkins, :notes);

-- name: HUDDLE_SAVE
UPDATE huddle SET run = :run WHERE id = :id AND running = 1;

-- name: HUDDLE_NOTE
UPDATE huddle SET notes = :notes, note_ids = :note_ids
WHERE id = :id AND running = 1;

-- name: HUDDLE_END
UPDATE huddle SET running = 0, run = '', note_ids = '', round = :round,
  seconds = :seconds, headcount = :headcount, checkins = :checkins
WHERE id = :id AND running = 1;

-- name: HUDDLE_DROP
DELETE FROM huddle WHERE id = :id AND running = 1;

-- Notes. States 4 and 5 are merged and redacted.

-- name: NOTE_INSERT
INSERT INTO note (id, kind, state, theme, minutes, day, text)
VALUES (:id, :kind, :state, :theme, :minutes, :day, :text)
ON CONFLICT (id) DO NOTHING;

-- name: NOTE_DELETE
DELETE FROM note WHERE id = :id AND state = 0;

-- name: NOTE_GET
SELECT id, kind, state, theme, minutes, day, text FROM note WHERE id = :id;

-- name: NOTE_LIST
SELECT id, kind, state, theme, minutes, day, text
FROM note
WHERE day >= :since
  AND (:kind < 0 OR kind = :kind)
  AND ((:state < 0 AND state < 4) OR state = :state)
  AND (:theme = '' OR theme = :theme)
ORDER BY day DESC, id;
