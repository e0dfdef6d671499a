-- The wellness office's store in PostgreSQL, version 1: counts that units have
-- released, and nothing else. Days are counted from 1970-01-01; the views at
-- the end tell them as dates. Every key begins with the organization, so that
-- the tables can be spread over servers by it; ids compare byte by byte.

-- Small facts under a name: the organization, the version of the tables.
CREATE TABLE meta (
  name  TEXT COLLATE "C" PRIMARY KEY NOT NULL,
  value TEXT NOT NULL
);

-- An enrolled unit and how far its summaries came.
CREATE TABLE unit (
  organization TEXT COLLATE "C" NOT NULL,
  unit         TEXT COLLATE "C" NOT NULL,
  name         TEXT COLLATE "C" NOT NULL,
  site         TEXT COLLATE "C" NOT NULL,
  signing_key  TEXT COLLATE "C" NOT NULL,
  epoch        BIGINT NOT NULL,
  sequence     BIGINT NOT NULL,
  hash         TEXT COLLATE "C" NOT NULL,
  from_day     BIGINT,
  to_day       BIGINT,
  enrolled_day BIGINT NOT NULL,
  small        BIGINT NOT NULL CHECK (small IN (0, 1)),
  PRIMARY KEY (organization, unit)
);

-- Every summary that was accepted, as it was signed.
CREATE TABLE document (
  organization TEXT COLLATE "C" NOT NULL,
  unit         TEXT COLLATE "C" NOT NULL,
  epoch        BIGINT NOT NULL,
  sequence     BIGINT NOT NULL,
  from_day     BIGINT NOT NULL,
  to_day       BIGINT NOT NULL,
  hash         TEXT COLLATE "C" NOT NULL,
  text         TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (organization, unit, epoch, sequence, from_day)
) PARTITION BY RANGE (from_day);

-- The counts of these, one a row, in the order in which they are read. What
-- name1 to name3 and n1 to n8 are depends on the part; the views say it.
CREATE TABLE fact (
  organization TEXT COLLATE "C" NOT NULL,
  unit         TEXT COLLATE "C" NOT NULL,
  epoch        BIGINT NOT NULL,
  sequence     BIGINT NOT NULL,
  place        BIGINT NOT NULL,
  from_day     BIGINT NOT NULL,
  part         TEXT COLLATE "C" NOT NULL,
  name1 TEXT COLLATE "C", name2 TEXT COLLATE "C", name3 TEXT COLLATE "C",
  n1 BIGINT, n2 BIGINT, n3 BIGINT, n4 BIGINT,
  n5 BIGINT, n6 BIGINT, n7 BIGINT, n8 BIGINT,
  PRIMARY KEY (organization, unit, epoch, sequence, place, from_day)
) PARTITION BY RANGE (from_day);

-- Verified, but too early: kept until the gap before it closes. signing_key has
-- signed it, next_key is the one that it announces.
CREATE TABLE held (
  organization TEXT COLLATE "C" NOT NULL,
  unit         TEXT COLLATE "C" NOT NULL,
  epoch        BIGINT NOT NULL,
  sequence     BIGINT NOT NULL,
  hash         TEXT COLLATE "C" NOT NULL,
  signing_key  TEXT COLLATE "C" NOT NULL,
  next_key     TEXT COLLATE "C" NOT NULL,
  text         TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (organization, unit, epoch, sequence)
);

-- What was refused, once a file; nothing of its contents.
CREATE TABLE refused (
  organization TEXT COLLATE "C" NOT NULL,
  hash         TEXT COLLATE "C" NOT NULL,
  file         TEXT COLLATE "C" NOT NULL,
  size         BIGINT NOT NULL,
  unit         TEXT COLLATE "C" NOT NULL,
  day          BIGINT NOT NULL,
  alarm        BIGINT NOT NULL CHECK (alarm IN (0, 1)),
  reason       TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (organization, hash)
);

-- A partition a year, by the first day of the period.
DO $$
BEGIN
  FOR year IN 2025..2050 LOOP
    EXECUTE format('CREATE TABLE document_%s PARTITION OF document '
      'FOR VALUES FROM (%s) TO (%s)', year,
      make_date(year, 1, 1) - date '1970-01-01',
      make_date(year + 1, 1, 1) - date '1970-01-01');
    EXECUTE format('CREATE TABLE fact_%s PARTITION OF fact '
      'FOR VALUES FROM (%s) TO (%s)', year,
      make_date(year, 1, 1) - date '1970-01-01',
      make_date(year + 1, 1, 1) - date '1970-01-01');
  END LOOP;
END $$;
CREATE TABLE document_other PARTITION OF document DEFAULT;
CREATE TABLE fact_other PARTITION OF fact DEFAULT;

-- For people who ask in SQL.

CREATE VIEW summary AS
SELECT organization, unit, name1 AS name, name2 AS site, epoch, sequence,
  date '1970-01-01' + from_day::integer AS "from",
  date '1970-01-01' + n1::integer AS "to", n2 AS planned_day,
  n3 AS planned_night, n4 AS held_day, n5 AS held_night, n6 AS minutes,
  n7 AS headcount, n8 AS largest
FROM fact WHERE part = 'summary';

CREATE VIEW pulse AS
SELECT organization, unit, epoch, sequence,
  date '1970-01-01' + from_day::integer AS "from", name1 AS instrument,
  name2 AS item, n1 AS version, n2 AS answers_mask, n3 AS epsilon_milli,
  date '1970-01-01' + n4::integer AS since, n5 AS rounds, n6 AS paper_rounds,
  n7 AS answered, n8 AS counted
FROM fact WHERE part = 'pulse';

CREATE VIEW notes AS
SELECT organization, unit, epoch, sequence,
  date '1970-01-01' + from_day::integer AS "from", name1 AS kind,
  name2 AS theme, n1 AS "count"
FROM fact WHERE part = 'notes';

CREATE VIEW actions AS
SELECT organization, unit, epoch, sequence,
  date '1970-01-01' + from_day::integer AS "from", name1 AS state,
  name2 AS tier, name3 AS theme, n1 AS "count", n2 AS median_age_days
FROM fact WHERE part = 'actions';

CREATE VIEW dropped AS
SELECT organization, unit, epoch, sequence,
  date '1970-01-01' + from_day::integer AS "from", n1 AS tasks,
  n2 AS minutes_a_shift
FROM fact WHERE part = 'dropped';

CREATE VIEW shift AS
SELECT organization, unit, epoch, sequence,
  date '1970-01-01' + from_day::integer AS "from", name1 AS field,
  n1 AS shifts, n2 AS "sum"
FROM fact WHERE part = 'shift';

CREATE VIEW response AS
SELECT organization, unit, epoch, sequence,
  date '1970-01-01' + from_day::integer AS "from", name1 AS tier,
  n1 AS answered, n2 AS unanswered, n3 AS median_days, n4 AS p90_days
FROM fact WHERE part = 'response';

CREATE VIEW buddies AS
SELECT organization, unit, epoch, sequence,
  date '1970-01-01' + from_day::integer AS "from", n1 AS pairs,
  n2 AS connections
FROM fact WHERE part = 'buddies';

CREATE VIEW withheld AS
SELECT organization, unit, epoch, sequence,
  date '1970-01-01' + from_day::integer AS "from", name1 AS part,
  name2 AS reason
FROM fact WHERE part = 'withheld';
