-- Which trips take far longer or shorter than others of their hour of day?
INSERT INTO trip_anomaly_document
SELECT
  'trip-anomaly' AS statistic,
  trip_id AS document_id,
  {{generation}} AS generation,
  before_n AS n,
  hour_at,
  new_york_hour,
  vendor_id,
  duration_s,
  before_n AS baseline_trips,
  before_mean AS baseline_mean,
  z,
  DATE_FORMAT(arrived_at, 'yyyy-MM-dd''T''HH:mm:ss.SSS''Z''') AS arrived_at
FROM trip_scored
WHERE ABS(z) >= 3.5;
