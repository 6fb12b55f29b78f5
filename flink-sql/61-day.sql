-- Which hour of each day is the busiest?
INSERT INTO trip_day_document
SELECT
  'trip-day' AS statistic,
  REPLACE(new_york_date, '-', '') AS document_id,
  {{generation}} AS generation,
  MAX(peak) AS n,
  new_york_date,
  CAST(MOD(MAX(peak), 24) AS INT) AS peak_hour,
  MAX(peak) / 24 AS peak_trips,
  DATE_FORMAT(MAX(arrived_at), 'yyyy-MM-dd''T''HH:mm:ss.SSS''Z''') AS arrived_at
FROM TABLE(TUMBLE(TABLE day_so_far, DESCRIPTOR(proc), INTERVAL '{{totals_every_seconds}}' SECOND))
GROUP BY window_start, window_end, new_york_date;
