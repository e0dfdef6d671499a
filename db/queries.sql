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

-- Writes what is there already, so that other connections look again.
-- name: TOUCH
PRAGMA application_id = 1752523884;

-- Notes. State 0 is open, 4 and 5 are merged and redacted; kinds 2 and 3 are
-- pebbles and stop-this. Lists find their rows in the index note_list alone;
-- only a search reads the texts. -2147483648 is no day.

-- name: NOTE_INSERT
INSERT INTO note (id, kind, state, theme, minutes, day, text, version, metoo,
  answered, answer, into_note, action)
VALUES (:id, :kind, :state, :theme, :minutes, :day, :text, :version, :metoo,
  :answered, :answer, :into_note, :action)
ON CONFLICT (id) DO NOTHING;

-- name: NOTE_DELETE
DELETE FROM note
WHERE id = :id AND state = 0 AND version = 1 AND metoo = 0 AND action = 0;

-- name: NOTE_UPDATE
UPDATE note SET state = :state, minutes = :minutes, version = :version,
  metoo = :metoo, answered = :answered, answer = :answer,
  into_note = :into_note, action = :action
WHERE id = :id AND version = :seen;

-- name: NOTE_ERASE
UPDATE note SET text = '' WHERE id = :id;

-- Merging changes both, so what was merged is found by the steps of the other.
-- name: NOTE_MERGED
SELECT m.id
FROM event t CROSS JOIN event e ON e.revision = t.revision
  CROSS JOIN note m ON m.id = e.note
WHERE t.note = :note AND t.note <> '' AND e.field = 'into'
  AND e.after = :note AND m.state = 4 AND m.into_note = :note
LIMIT 1;

-- name: NOTE_GET
SELECT id, kind, state, theme, minutes, day, text, version, metoo, answered,
  answer, into_note, action,
  coalesce((SELECT a.state FROM action a WHERE a.id = note.action), -1)
    AS action_state
FROM note
WHERE id = :id;

-- name: NOTE_WINDOW
SELECT n.id, n.kind, n.state, n.theme, n.minutes, n.day, n.text, n.version,
  n.metoo, n.answered, n.answer, n.into_note, n.action,
  coalesce((SELECT a.state FROM action a WHERE a.id = n.action), -1)
    AS action_state
FROM (SELECT day, id FROM note
  WHERE day >= :since AND day <= :until
    AND (:kind < 0 OR kind = :kind)
    AND ((:state < 0 AND state < 4) OR state = :state)
    AND (:waiting = 0 OR (state = 0 AND kind IN (2, 3)))
    AND (:theme = '' OR theme = :theme)
  ORDER BY day DESC, id
  LIMIT :max OFFSET :first) w
  CROSS JOIN note n ON n.day = w.day AND n.id = w.id;

-- name: NOTE_WINDOW_MATCH
SELECT id, kind, state, theme, minutes, day, text, version, metoo, answered,
  answer, into_note, action,
  coalesce((SELECT a.state FROM action a WHERE a.id = note.action), -1)
    AS action_state
FROM note
WHERE day >= :since AND day <= :until
  AND (:kind < 0 OR kind = :kind)
  AND ((:state < 0 AND state < 4) OR state = :state)
  AND (:waiting = 0 OR (state = 0 AND kind IN (2, 3)))
  AND (:theme = '' OR theme = :theme)
  AND (instr(:themes, ',' || theme || ',') OR folded_find(text, :needle))
ORDER BY day DESC, id
LIMIT :max OFFSET :first;

-- name: NOTE_COUNT
SELECT count(*) AS total, coalesce(sum(minutes), 0) AS minutes,
  count(*) FILTER (WHERE kind = 0) AS matters,
  count(*) FILTER (WHERE kind = 1) AS bright,
  count(*) FILTER (WHERE kind = 2) AS pebble,
  count(*) FILTER (WHERE kind = 3) AS stop,
  count(*) FILTER (WHERE kind = 4) AS thanks
FROM note
WHERE day >= :since AND day <= :until
  AND (:kind < 0 OR kind = :kind)
  AND ((:state < 0 AND state < 4) OR state = :state)
  AND (:waiting = 0 OR (state = 0 AND kind IN (2, 3)))
  AND (:theme = '' OR theme = :theme);

-- name: NOTE_COUNT_MATCH
SELECT count(*) AS total, coalesce(sum(minutes), 0) AS minutes,
  count(*) FILTER (WHERE kind = 0) AS matters,
  count(*) FILTER (WHERE kind = 1) AS bright,
  count(*) FILTER (WHERE kind = 2) AS pebble,
  count(*) FILTER (WHERE kind = 3) AS stop,
  count(*) FILTER (WHERE kind = 4) AS thanks
FROM note
WHERE day >= :since AND day <= :until
  AND (:kind < 0 OR kind = :kind)
  AND ((:state < 0 AND state < 4) OR state = :state)
  AND (:waiting = 0 OR (state = 0 AND kind IN (2, 3)))
  AND (:theme = '' OR theme = :theme)
  AND (instr(:themes, ',' || theme || ',') OR folded_find(text, :needle));

-- How many come before a note in the list, and whether it is in it.
-- name: NOTE_PLACE
SELECT count(*) FILTER (WHERE id <> :id) AS place,
  count(*) FILTER (WHERE id = :id) AS here
FROM note
WHERE day >= max(:since, :day) AND day <= :until
  AND (day > :day OR id <= :id)
  AND (:kind < 0 OR kind = :kind)
  AND ((:state < 0 AND state < 4) OR state = :state)
  AND (:waiting = 0 OR (state = 0 AND kind IN (2, 3)))
  AND (:theme = '' OR theme = :theme);

-- name: NOTE_PLACE_MATCH
SELECT count(*) FILTER (WHERE id <> :id) AS place,
  count(*) FILTER (WHERE id = :id) AS here
FROM note
WHERE day >= max(:since, :day) AND day <= :until
  AND (day > :day OR id <= :id)
  AND (:kind < 0 OR kind = :kind)
  AND ((:state < 0 AND state < 4) OR state = :state)
  AND (:waiting = 0 OR (state = 0 AND kind IN (2, 3)))
  AND (:theme = '' OR theme = :theme)
  AND (instr(:themes, ',' || theme || ',') OR folded_find(text, :needle));

-- Actions. States 3 and 4 are done and closed; removed ones had their adding
-- undone.

-- name: ACTION_INSERT
INSERT INTO action (version, removed, state, tier, size, theme, note, title,
  owner, aim, reason, due, raised, since, ended, approved, waits)
VALUES (:version, :removed, :state, :tier, :size, :theme, :note, :title,
  :owner, :aim, :reason, :due, :raised, :since, :ended, :approved, :waits);

-- name: ACTION_UPDATE
UPDATE action SET version = :version, removed = :removed, state = :state,
  tier = :tier, size = :size, theme = :theme, note = :note, title = :title,
  owner = :owner, aim = :aim, reason = :reason, due = :due, raised = :raised,
  since = :since, ended = :ended, approved = :approved, waits = :waits
WHERE id = :id AND version = :seen;

-- name: ACTION_GET
SELECT a.id, a.version, a.removed, a.state, a.tier, a.size, a.theme, a.note,
  a.title, a.owner, a.aim, a.reason, a.due, a.raised, a.since, a.ended,
  a.approved, coalesce(n.metoo, 0) AS metoo
FROM action a LEFT JOIN note n ON n.id = a.note
WHERE a.id = :id;

-- name: RESPONSE_LIST
SELECT tier, asked, reason, answered, answer FROM response
WHERE action = :action
ORDER BY tier;

-- name: RESPONSE_PUT
INSERT INTO response (action, tier, asked, reason, answered, answer)
VALUES (:action, :tier, :asked, :reason, :answered, :answer)
ON CONFLICT (action, tier) DO UPDATE SET asked = excluded.asked,
  reason = excluded.reason, answered = excluded.answered,
  answer = excluded.answer;

-- name: RESPONSE_DELETE
DELETE FROM response WHERE action = :action AND tier = :tier;

-- name: CYCLE_LIST
SELECT place, plan, prediction, measure, before, after, result, outcome, begun,
  ended
FROM cycle
WHERE action = :action
ORDER BY place;

-- name: CYCLE_PUT
INSERT INTO cycle (action, place, plan, prediction, measure, before, after,
  result, outcome, begun, ended)
VALUES (:action, :place, :plan, :prediction, :measure, :before, :after,
  :result, :outcome, :begun, :ended)
ON CONFLICT (action, place) DO UPDATE SET plan = excluded.plan,
  prediction = excluded.prediction, measure = excluded.measure,
  before = excluded.before, after = excluded.after, result = excluded.result,
  outcome = excluded.outcome, begun = excluded.begun, ended = excluded.ended;

-- name: CYCLE_DELETE
DELETE FROM cycle WHERE action = :action AND place >= :place;

-- The whole board, in three walks side by side.
-- name: CARD_LIST
SELECT a.id, a.version, a.state, a.tier, a.size, a.theme, a.title, a.owner,
  a.due, a.raised, a.since, a.ended, coalesce(n.metoo, 0) AS metoo
FROM action a LEFT JOIN note n ON n.id = a.note
WHERE a.id >= 1 AND a.removed = 0
ORDER BY a.id;

-- name: CARD_RESPONSES
SELECT action, tier, asked, answered FROM response
WHERE action >= 1
ORDER BY action, tier;

-- name: CARD_CYCLES
SELECT action, begun, ended, prediction FROM cycle
WHERE action >= 1
ORDER BY action, place;

-- name: ACTION_COUNT
SELECT
  (SELECT count(*) FROM action
    WHERE removed = 0 AND state < 3 AND due >= -2147483648) AS open,
  (SELECT count(*) FROM action
    WHERE removed = 0 AND state < 3 AND due > -2147483648 AND due < :today)
    AS overdue;

-- name: ACTION_OWNERS
SELECT DISTINCT owner FROM action
WHERE removed = 0 AND owner <> '' AND owner >= ''
ORDER BY owner;

-- name: ACTIONS_OF_NOTE
SELECT id, title FROM action
WHERE note = :note AND note <> '' AND id > :after
ORDER BY id
LIMIT 1;

-- What became of what was said: cards by the most telling thing that happened
-- to them since a day (of a test and an answer the newer, on one day the
-- answer) unless they wait again, then notes without a card, then what waits.

-- name: SAID_ENDED
SELECT id, state, ended FROM action
WHERE removed = 0 AND state > 2 AND ended >= :since
ORDER BY ended DESC, id DESC
LIMIT :max;

-- name: SAID_TRIED
SELECT c.action, c.place, c.ended
FROM cycle c CROSS JOIN action a ON a.id = c.action
WHERE c.ended > -2147483648 AND c.ended >= :since
  AND a.removed = 0 AND a.state < 3 AND a.waits = -2147483648
  AND NOT EXISTS (SELECT 1 FROM cycle l
    WHERE l.action = c.action AND (l.ended > c.ended
      OR (l.ended = c.ended AND l.place > c.place)))
  AND NOT EXISTS (SELECT 1 FROM response r
    WHERE r.action = c.action AND r.answer <> '' AND r.answered >= c.ended)
ORDER BY c.ended DESC, c.action DESC
LIMIT :max;

-- name: SAID_ANSWERED
SELECT r.action, r.tier, r.answered
FROM response r CROSS JOIN action a ON a.id = r.action
WHERE r.answer <> '' AND r.answered >= :since
  AND a.removed = 0 AND a.state < 3 AND a.waits = -2147483648
  AND NOT EXISTS (SELECT 1 FROM cycle c
    WHERE c.action = r.action AND c.ended > r.answered)
  AND NOT EXISTS (SELECT 1 FROM response l
    WHERE l.action = r.action AND l.answer <> ''
      AND (l.answered > r.answered
        OR (l.answered = r.answered AND l.tier > r.tier)))
ORDER BY r.answered DESC, r.action DESC
LIMIT :max;

-- name: SAID_AGREED
SELECT a.id, a.since FROM action a
WHERE a.removed = 0 AND a.state IN (1, 2) AND a.waits = -2147483648
  AND a.since >= :since
  AND NOT EXISTS (SELECT 1 FROM cycle c
    WHERE c.action = a.id AND c.ended >= :since)
  AND NOT EXISTS (SELECT 1 FROM response r
    WHERE r.action = a.id AND r.answer <> '' AND r.answered >= :since)
ORDER BY a.since DESC, a.id DESC
LIMIT :max;

-- name: SAID_NOTES
SELECT id, state, answered FROM note
WHERE state IN (2, 3) AND action = 0 AND answered >= :since
ORDER BY answered DESC, id DESC
LIMIT :max;

-- name: SAID_WAITING
SELECT id, waits FROM action
WHERE waits > -2147483648
ORDER BY waits, id
LIMIT :max;

-- name: SAID_WAITING_NOTES
SELECT id, day FROM note
WHERE state = 0 AND kind IN (2, 3) AND day > -2147483648
ORDER BY day, id
LIMIT :max;

-- name: SAID_WAITING_COUNT
SELECT
  (SELECT count(*) FROM action WHERE waits > -2147483648) +
  (SELECT count(*) FROM note
    WHERE state = 0 AND kind IN (2, 3) AND day > -2147483648) AS waiting;

-- What trends are made of, from a day on. Whose test began or ended since then
-- is open, or has ended since then: so no other card's tests are read.

-- name: TREND_DRAWS
SELECT r.kind, r.day, iif(r.kind = 1, r.opened, 0) AS opened, r.checkins,
  iif(r.kind = 0, r.headcount, 0) AS headcount, d.instrument, d.version,
  d.item, d.cut, d.epsilon_milli, d.answered, d.counted
FROM round r CROSS JOIN draw d ON d.round = r.id
WHERE r.day >= :from AND +r.state = 1
ORDER BY r.day;

-- name: TREND_TESTS_OPEN
SELECT a.id, a.title, c.begun, c.ended, c.outcome
FROM action a CROSS JOIN cycle c ON c.action = a.id
WHERE a.removed = 0 AND a.state < 3 AND a.due >= -2147483648
  AND (c.begun >= :from OR c.ended >= :from);

-- name: TREND_TESTS_ENDED
SELECT a.id, a.title, c.begun, c.ended, c.outcome
FROM action a CROSS JOIN cycle c ON c.action = a.id
WHERE a.removed = 0 AND a.state > 2 AND a.ended >= :from
  AND (c.begun >= :from OR c.ended >= :from);

-- name: TREND_DONE
SELECT id, title, ended FROM action
WHERE removed = 0 AND state > 2 AND state = 3 AND ended >= :from;

-- Revisions. State 0 can be undone, 1 can be redone, 2 is neither.

-- name: REVISION_INSERT
INSERT INTO revision (day, kind, state, of, action, note)
VALUES (:day, :kind, :state, :of, 0, '');

-- name: REVISION_FORGET_UNDONE
UPDATE revision SET state = 2 WHERE day = :day AND state = 1;

-- name: REVISION_STATE
UPDATE revision SET state = :state WHERE id = :id;

-- name: REVISION_NAME
UPDATE revision SET action = CASE action WHEN 0 THEN :action ELSE action END,
  note = CASE note WHEN '' THEN :note ELSE note END
WHERE id = :id;

-- What changed nothing is not worth undoing.
-- name: REVISION_TO_UNDO
SELECT id, day, kind, of, action, note FROM revision
WHERE day = :day AND state = 0 AND (action <> 0 OR note <> '')
ORDER BY id DESC
LIMIT 1;

-- name: REVISION_TO_REDO
SELECT id, day, kind, of, action, note FROM revision
WHERE day = :day AND state = 1
ORDER BY id
LIMIT 1;

-- name: REVISION_LAST
SELECT coalesce(max(id), 0) AS id FROM revision;

-- name: REVISION_SEAL_NOTE
UPDATE revision SET state = 2
WHERE state < 2 AND id IN
  (SELECT revision FROM event WHERE note = :note AND note <> '');

-- name: EVENT_INSERT
INSERT INTO event (revision, action, note, field, place, before, after)
VALUES (:revision, :action, :note, :field, :place, :before, :after);

-- name: EVENT_TITLE
SELECT id, revision, before, after FROM event
WHERE action = :action AND action <> 0 AND field = 'title' AND id > :last
ORDER BY id
LIMIT 1;

-- name: EVENT_ERASE
UPDATE event SET before = CASE WHEN :before THEN '' ELSE before END,
  after = CASE WHEN :after THEN '' ELSE after END
WHERE id = :id;

-- The reason of a redaction is an answer, too, and stays.
-- name: EVENT_ERASE_ANSWER
UPDATE event SET before = '',
  after = CASE revision WHEN :revision THEN after ELSE '' END
WHERE note = :note AND note <> '' AND field = 'answer';

-- name: EVENTS_OF_REVISION
SELECT e.action, e.note, e.revision, r.kind, r.of, r.day, e.field, e.place,
  e.before, e.after
FROM event e CROSS JOIN revision r ON r.id = e.revision
WHERE e.revision = :revision
ORDER BY e.id;

-- Changes of a card after a step, on other days than that step's.
-- name: EVENTS_ELSEWHERE
SELECT count(*) AS count
FROM event e CROSS JOIN revision r ON r.id = e.revision
WHERE e.action = :action AND e.action <> 0 AND e.revision > :revision
  AND r.day <> :day;

-- name: EVENTS_OF_ACTION
SELECT e.revision, r.kind, r.of, r.day, e.field, e.place, e.before, e.after
FROM event e CROSS JOIN revision r ON r.id = e.revision
WHERE e.action = :action AND e.action <> 0
ORDER BY e.id;

-- Releases. Draws that were not told yet have release 0. Up to release :lost no
-- file can be made any more, since the keys for it are lost (state 3).

-- name: RELEASE_INSERT
INSERT INTO release (epoch, sequence, from_day, to_day, sealed, previous, hash,
  key, document)
VALUES (:epoch, :sequence, :from, :to, :sealed, :previous, :hash, :key,
  :document);

-- name: DELIVERY_INSERT
INSERT INTO delivery (release, state, file, tries, next_try, sent, problem)
VALUES (:release, :state, :file, :tries, :next_try, :sent, :problem);

-- name: DELIVERY_SAVE
UPDATE delivery SET state = :state, tries = :tries, next_try = :next_try,
  sent = :sent, problem = :problem
WHERE release = :release;

-- name: DRAW_TOLD
UPDATE draw SET release = :release WHERE id = :id AND release = 0;

-- name: RELEASE_HEAD
SELECT epoch, sequence, to_day, hash FROM release
WHERE epoch >= 1
ORDER BY epoch DESC, sequence DESC
LIMIT 1;

-- name: RELEASE_GET
SELECT r.id, r.epoch, r.sequence, r.from_day, r.to_day, r.sealed, r.previous,
  r.hash, r.key, r.document,
  iif(d.state = 0 AND d.release <= :lost, 3, d.state) AS state, d.file,
  d.tries, d.next_try, d.sent, d.problem
FROM release r CROSS JOIN delivery d ON d.release = r.id
WHERE r.id = :id;

-- name: RELEASE_LIST
SELECT r.id, r.epoch, r.sequence, r.from_day, r.to_day, r.sealed, r.previous,
  r.hash, r.key, iif(d.state = 0 AND d.release <= :lost, 3, d.state) AS state,
  d.file, d.tries, d.next_try, d.sent, d.problem
FROM release r CROSS JOIN delivery d ON d.release = r.id
WHERE r.id >= 1
ORDER BY r.id DESC
LIMIT :max;

-- name: DELIVERY_OF_FILE
SELECT count(*) AS known FROM delivery WHERE state >= 0 AND file = :file;

-- Where releases stand, in one go (they are numbered without gaps):
-- -2147483648 is no day.
-- name: RELEASE_STANDING
SELECT
  (SELECT coalesce(max(id), 0) FROM release) AS count,
  (SELECT count(*) FROM delivery WHERE state = 1)
    + (SELECT count(*) FROM delivery WHERE state = 0 AND release > :lost)
    AS waiting,
  (SELECT count(*) FROM delivery WHERE state = 0 AND release <= :lost) AS lost,
  (SELECT count(*) FROM delivery WHERE state = 0 AND release <= :lost
    AND release = (SELECT max(id) FROM release)) AS newest_lost,
  coalesce((SELECT from_day FROM release
    WHERE id >= 1 ORDER BY id DESC LIMIT 1),
    -2147483648) AS from_day,
  coalesce((SELECT to_day FROM release
    WHERE id >= 1 ORDER BY id DESC LIMIT 1),
    -2147483648) AS to_day,
  coalesce((SELECT sealed FROM release WHERE id =
    (SELECT min(release) FROM delivery WHERE state = 1
      OR (state = 0 AND release > :lost))),
    -2147483648) AS waiting_since;

-- name: RELEASE_NEXT
SELECT release, next_try FROM delivery
WHERE state = :state AND release > :after
ORDER BY release
LIMIT 1;

-- What the ledger has to know of records: -2147483648 is no day, and 2932897
-- is later than all days.

-- name: LEDGER_DAYS
SELECT
  max(coalesce((SELECT max(day) FROM round), -2147483648),
    coalesce((SELECT max(day) FROM huddle WHERE running = 0), -2147483648),
    coalesce((SELECT max(day) FROM huddle WHERE running = 1), -2147483648),
    coalesce((SELECT max(day) FROM note), -2147483648),
    coalesce((SELECT max(day) FROM revision), -2147483648)) AS newest,
  coalesce(nullif(min(
    coalesce((SELECT min(day) FROM round WHERE state = 0 AND kind = 0),
      2932897),
    coalesce((SELECT min(day) FROM huddle WHERE running = 1), 2932897)),
    2932897), -2147483648) AS waits;

-- name: LEDGER_OLDEST
SELECT coalesce(nullif(min(
    coalesce((SELECT min(day) FROM round WHERE paper = 0), 2932897),
    coalesce((SELECT min(day) FROM huddle WHERE running = 0), 2932897),
    coalesce((SELECT min(day) FROM huddle WHERE running = 1), 2932897),
    coalesce((SELECT min(day) FROM note), 2932897),
    coalesce((SELECT min(day) FROM revision), 2932897)),
    2932897), -2147483648) AS oldest;

-- What is counted of a period, from its first day to its last. Stocks are as
-- of its last day, as far as the store can still tell.

-- name: FACTS_DRAWS
SELECT d.id, d.instrument, d.version, d.item, d.cut, d.epsilon_milli,
  d.answered, d.counted, r.day, r.paper
FROM draw d CROSS JOIN round r ON r.id = d.round
WHERE d.release = 0 AND r.state = 1 AND r.day <= :to
  AND (r.paper = 0 OR r.day > :lost)
ORDER BY d.id;

-- name: FACTS_NOTES
SELECT kind, theme FROM note WHERE day >= :from AND day <= :to;

-- name: FACTS_CARDS
SELECT state, tier, theme, raised FROM action
WHERE removed IS 0 AND raised <= :to
ORDER BY raised;

-- Asked and answered, or not answered when the period ended: of cards, then of
-- notes that were answered without a card. What is found by the day on which
-- it was answered must not be found by the day on which it was asked: +day.
-- name: FACTS_REPLIES
SELECT r.tier, r.asked, r.answered
FROM response r CROSS JOIN action a ON a.id = r.action
WHERE r.answered >= :from AND r.asked <= :to AND a.removed = 0
UNION ALL
SELECT tier, waits, -2147483648 FROM action
WHERE waits > -2147483648 AND waits <= :to
UNION ALL
SELECT 0, day, answered FROM note
WHERE state IN (2, 3) AND action = 0 AND answered >= :from AND +day <= :to
  AND kind IN (2, 3)
UNION ALL
SELECT 0, day, -2147483648 FROM note
WHERE state = 0 AND kind IN (2, 3) AND day <= :to;

-- Huddles, then what was held without the program: counted on paper, or closed
-- at the command line.
-- name: FACTS_HUDDLES
SELECT count(*) FILTER (WHERE h.shift = 0) AS day,
  count(*) FILTER (WHERE h.shift = 1) AS night,
  coalesce(sum(h.seconds), 0) AS seconds,
  coalesce(sum(coalesce(r.headcount, h.headcount)), 0) AS headcount,
  coalesce(max(coalesce(r.headcount, h.headcount)), 0) AS largest
FROM huddle h LEFT JOIN round r ON r.id = h.round AND r.state = 1
WHERE h.running = 0 AND h.day >= :from AND h.day <= :to
UNION ALL
SELECT count(*) FILTER (WHERE r.shift = 0), count(*) FILTER (WHERE r.shift = 1),
  0, coalesce(sum(r.headcount), 0), coalesce(max(r.headcount), 0)
FROM round r
WHERE r.state = 1 AND r.kind = 0 AND r.day >= :from AND r.day <= :to
  AND r.checkins > 0
  AND NOT EXISTS (SELECT 1 FROM huddle h
    WHERE h.running = 0 AND h.day BETWEEN r.day - 1 AND r.day + 2
      AND h.round = r.id);

-- name: FACTS_DROPPED
SELECT count(*) AS tasks, coalesce(sum(n.minutes), 0) AS minutes
FROM action a CROSS JOIN note n ON n.id = a.note
WHERE a.removed = 0 AND a.state > 2 AND a.state = 3
  AND a.ended > -2147483648 AND a.ended <= :to AND n.kind = 3;

-- Numbers of shifts.

-- name: SHIFT_NUMBER_KEEP
INSERT INTO shift_number (day, shift, field, value)
VALUES (:day, :shift, :field, :value)
ON CONFLICT (day, shift, field) DO UPDATE SET value = excluded.value;

-- name: SHIFT_NUMBER_DELETE
DELETE FROM shift_number
WHERE day = :day AND shift = :shift AND field = :field;

-- name: SHIFT_NUMBER_LIST
SELECT day, shift, field, value FROM shift_number
WHERE day >= :from AND day <= :to
ORDER BY day, shift, field;

-- name: SHIFT_NUMBER_SUMS
SELECT field, count(*) AS shifts, sum(value) AS sum FROM shift_number
WHERE day >= :from AND day <= :to
GROUP BY field;

-- Buddies. Round states: 0 proposed, 1 confirmed, 2 ended; a later round has a
-- greater id. Choices are by name, so one of who left is still there.

-- name: BUDDY_LIST
SELECT id, name, folded, role, shifts, joined, again FROM buddy
WHERE folded > ''
ORDER BY folded;

-- name: BUDDY_CHOICES
SELECT buddy, kind, name, folded FROM buddy_choice
WHERE buddy >= 1
ORDER BY buddy, kind, folded;

-- name: BUDDY_FIND
SELECT id FROM buddy WHERE folded = :folded;

-- name: BUDDY_INSERT
INSERT INTO buddy (name, folded, role, shifts, joined, again)
VALUES (:name, :folded, :role, :shifts, :joined, 0);

-- name: BUDDY_UPDATE
UPDATE buddy SET name = :name, role = :role, shifts = :shifts WHERE id = :id;

-- name: BUDDY_DELETE
DELETE FROM buddy WHERE id = :id;

-- name: BUDDY_ASK
UPDATE buddy SET again = :again WHERE id = :id;

-- name: BUDDY_NOBODY_ASKS
UPDATE buddy SET again = 0 WHERE id >= 1 AND again = 1;

-- name: BUDDY_CHOICE_INSERT
INSERT INTO buddy_choice (buddy, kind, folded, name)
VALUES (:buddy, :kind, :folded, :name);

-- name: BUDDY_CHOICES_DELETE
DELETE FROM buddy_choice WHERE buddy = :buddy;

-- name: BUDDY_ROUND_STANDING
SELECT id, state, from_day, to_day FROM buddy_round
WHERE state = :state AND state < 2;

-- name: BUDDY_ROUNDS_PAST
SELECT id, state, from_day, to_day FROM buddy_round
WHERE id >= 1 AND state > 0
ORDER BY id DESC
LIMIT :max;

-- name: BUDDY_ROUND_INSERT
INSERT INTO buddy_round (state, from_day, to_day) VALUES (0, :from, :to);

-- name: BUDDY_ROUND_STATE
UPDATE buddy_round SET state = :state WHERE id = :id;

-- name: BUDDY_ROUND_DELETE
DELETE FROM buddy_round WHERE id = :id;

-- name: BUDDY_MEMBERS
SELECT m.buddy, m.place, m.locked
FROM buddy_member m CROSS JOIN buddy b ON b.id = m.buddy
WHERE m.round = :round
ORDER BY m.buddy;

-- name: BUDDY_MEMBER_INSERT
INSERT INTO buddy_member (round, buddy, place, locked)
VALUES (:round, :buddy, :place, :locked);

-- name: BUDDY_MEMBERS_DELETE
DELETE FROM buddy_member WHERE round = :round;

-- name: BUDDY_MEMBER_LEAVES
DELETE FROM buddy_member WHERE buddy = :buddy;

-- name: BUDDY_CONNECTED
INSERT INTO buddy_connection (day, count) VALUES (:day, 1)
ON CONFLICT (day) DO UPDATE SET count = count + 1;

-- name: BUDDY_CONNECTIONS
SELECT coalesce(sum(count), 0) AS count FROM buddy_connection
WHERE day >= :from AND day <= :to;

-- A restored store begins a new epoch: what was open ends, and what may have
-- been told by what was lost is never told again.

-- name: RESTART_ROUNDS
UPDATE round SET state = 2, reason = :reason,
  checkins =
    coalesce((SELECT b.checkins FROM box b WHERE b.round = round.id), 0),
  headcount = max(headcount,
    coalesce((SELECT b.checkins FROM box b WHERE b.round = round.id), 0))
WHERE state = 0;

-- name: RESTART_BOXES
DELETE FROM box WHERE round >= 1;

-- name: RESTART_DRAWS
UPDATE draw SET release = -1
WHERE release = 0
  AND (SELECT r.kind = 1 OR r.day <= :to FROM round r
       WHERE r.id = draw.round);
