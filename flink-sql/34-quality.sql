-- What has arrived on each UTC day so far: records that are JSON, distinct plausible trips, records out of bounds, and
-- those by reason, of which a record may have several? What is left of the records is plausible trips that came again.
CREATE TEMPORARY VIEW quality_so_far AS
SELECT
  arrival_date,
  measure,
  reason,
  COUNT(*) OVER so_far AS trips,
  MAX(arrived_at) OVER so_far AS arrived_at,
  proc
FROM (
  SELECT DATE_FORMAT(arrived_at, 'yyyy-MM-dd') AS arrival_date, 'parsed' AS measure, CAST(NULL AS STRING) AS reason, arrived_at, proc
  FROM trip_parsed
  UNION ALL
  SELECT DATE_FORMAT(arrived_at, 'yyyy-MM-dd'), 'distinct', CAST(NULL AS STRING), arrived_at, proc
  FROM trip
  UNION ALL
  SELECT DATE_FORMAT(arrived_at, 'yyyy-MM-dd'), 'implausible', CAST(NULL AS STRING), arrived_at, proc
  FROM trip_parsed
  WHERE NOT ({{plausible}})
  UNION ALL
  SELECT DATE_FORMAT(arrived_at, 'yyyy-MM-dd'), 'outside', reason, arrived_at, proc
  FROM (SELECT *, {{reasons}} AS reasons FROM trip_parsed WHERE NOT ({{plausible}}))
  CROSS JOIN UNNEST(reasons) AS outside (reason)
  WHERE reason IS NOT NULL
)
WINDOW so_far AS (PARTITION BY arrival_date, measure, reason ORDER BY proc RANGE BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW);
