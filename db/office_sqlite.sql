-- The wellness office's store in SQLite, version 1: counts that units have
-- released, and nothing else. Days are counted from 1970-01-01; the views at
-- the end tell them as dates.

PRAGMA application_id = 1752523887;
PRAGMA user_version = 1;

-- Small facts under a name: the organization, the version of the tables.
CREATE TABLE meta (
  name  TEXT PRIMARY KEY NOT NULL,
  value TEXT NOT NULL
) WITHOUT ROWID;

-- An enrolled unit and how far its summaries came.
CREATE TABLE unit (
  organization TEXT    NOT NULL,
  unit         TEXT    NOT NULL,
  name         TEXT    NOT NULL,
  site         TEXT    NOT NULL,
  signing_key  TEXT    NOT NULL,
  epoch        INTEGER NOT NULL,
  sequence     INTEGER NOT NULL,
  hash         TEXT    NOT NULL,
  from_day     INTEGER,
  to_day       INTEGER,
  enrolled_day INTEGER NOT NULL,
  small        INTEGER NOT NULL CHECK (small IN (0, 1)),
  PRIMARY KEY (organization, unit)
) WITHOUT ROWID;

-- Every summary that was accepted, as it was signed.
CREATE TABLE document (
  organization TEXT    NOT NULL,
  unit         TEXT    NOT NULL,
  epoch        INTEGER NOT NULL,
  sequence     INTEGER NOT NULL,
  from_day     INTEGER NOT NULL,
  to_day       INTEGER NOT NULL,
  hash         TEXT    NOT NULL,
  text         TEXT    NOT NULL,
  PRIMARY KEY (organization, unit, epoch, sequence)
);

-- The counts of these, one a row, in the order in which they are read. What
-- name1 to name3 and n1 to n8 are depends on the part; the views say it.
CREATE TABLE fact (
  organization TEXT    NOT NULL,
  unit         TEXT    NOT NULL,
  epoch        INTEGER NOT NULL,
  sequence     INTEGER NOT NULL,
  place        INTEGER NOT NULL,
  from_day     INTEGER NOT NULL,
  part         TEXT    NOT NULL,
  name1 TEXT, name2 TEXT, name3 TEXT,
  n1 INTEGER, n2 INTEGER, n3 INTEGER, n4 INTEGER,
  n5 INTEGER, n6 INTEGER, n7 INTEGER, n8 INTEGER,
  PRIMARY KEY (organization, unit, epoch, sequence, place)
) WITHOUT ROWID;

-- Verified, but too early: kept until the gap before it closes. signing_key has
-- signed it, next_key is the one that it announces.
CREATE TABLE held (
  organization TEXT    NOT NULL,
  unit         TEXT    NOT NULL,
  epoch        INTEGER NOT NULL,
  sequence     INTEGER NOT NULL,
  hash         TEXT    NOT NULL,
  signing_key  TEXT    NOT NULL,
  next_key     TEXT    NOT NULL,
  text         TEXT    NOT NULL,
  PRIMARY KEY (organization, unit, epoch, sequence)
);

-- What was refused, once a file; nothing of its contents.
CREATE TABLE refused (
  organization TEXT    NOT NULL,
  hash         TEXT    NOT NULL,
  file         TEXT    NOT NULL,
  size         INTEGER NOT NULL,
  unit         TEXT    NOT NULL,
  day          INTEGER NOT NULL,
  alarm        INTEGER NOT NULL CHECK (alarm IN (0, 1)),
  reason       TEXT    NOT NULL,
  PRIMARY KEY (organization, hash)
);

-- For people who ask in SQL.

CREATE VIEW summary AS
SELECT organization, unit, name1 AS name, name2 AS site, epoch, sequence,
  date(from_day * 86400, 'unixepoch') AS "from",
  date(n1 * 86400, 'unixepoch') AS "to", n2 AS planned_day,
  n3 AS planned_night, n4 AS held_day, n5 AS held_night, n6 AS minutes,
  n7 AS headcount, n8 AS largest
FROM fact WHERE part = 'summary';

CREATE VIEW pulse AS
SELECT organization, unit, epoch, sequence,
  date(from_day * 86400, 'unixepoch') AS "from", name1 AS instrument,
  name2 AS item, n1 AS version, n2 AS answers_mask, n3 AS epsilon_milli,
  date(n4 * 86400, 'unixepoch') AS since, n5 AS rounds, n6 AS paper_rounds,
  n7 AS answered, n8 AS counted
FROM fact WHERE part = 'pulse';

CREATE VIEW notes AS
SELECT organization, unit, epoch, sequence,
  date(from_day * 86400, 'unixepoch') AS "from", name1 AS kind,
  name2 AS theme, n1 AS "count"
FROM fact WHERE part = 'notes';

CREATE VIEW actions AS
SELECT organization, unit, epoch, sequence,
  date(from_day * 86400, 'unixepoch') AS "from", name1 AS state,
  name2 AS tier, name3 AS theme, n1 AS "count", n2 AS median_age_days
FROM fact WHERE part = 'actions';

CREATE VIEW dropped AS
SELECT organization, unit, epoch, sequence,
  date(from_day * 86400, 'unixepoch') AS "from", n1 AS tasks,
  n2 AS minutes_a_shift
FROM fact WHERE part = 'dropped';

CREATE VIEW shift AS
SELECT organization, unit, epoch, sequence,
  date(from_day * 86400, 'unixepoch') AS "from", name1 AS field,
  n1 AS shifts, n2 AS "sum"
FROM fact WHERE part = 'shift';

CREATE VIEW response AS
SELECT organization, unit, epoch, sequence,
  date(from_day * 86400, 'unixepoch') AS "from", name1 AS tier,
  n1 AS answered, n2 AS unanswered, n3 AS median_days, n4 AS p90_days
FROM fact WHERE part = 'response';

CREATE VIEW buddies AS
SELECT organization, unit, epoch, sequence,
  date(from_day * 86400, 'unixepoch') AS "from", n1 AS pairs,
  n2 AS connections
FROM fact WHERE part = 'buddies';

CREATE VIEW withheld AS
SELECT organization, unit, epoch, sequence,
  date(from_day * 86400, 'unixepoch') AS "from", name1 AS part,
  name2 AS reason
FROM fact WHERE part = 'withheld';
