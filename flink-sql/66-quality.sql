-- How good is what arrives?
INSERT INTO trip_quality_document
SELECT
  'trip-quality' AS statistic,
  REPLACE(arrival_date, '-', '') || '-' || measure || COALESCE('-' || reason, '') AS document_id,
  {{generation}} AS generation,
  MAX(trips) AS n,
  arrival_date,
  measure,
  reason,
  MAX(trips) AS trips,
  DATE_FORMAT(MAX(arrived_at), 'yyyy-MM-dd''T''HH:mm:ss.SSS''Z''') AS arrived_at
FROM TABLE(TUMBLE(TABLE quality_so_far, DESCRIPTOR(proc), INTERVAL '{{totals_every_seconds}}' SECOND))
GROUP BY window_start, window_end, arrival_date, measure, reason;
