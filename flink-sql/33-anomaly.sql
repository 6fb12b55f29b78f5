-- How far does the duration of each trip lie from those of trips before it that began in the same New York hour of day?
-- Durations are compared by their logarithm: half as long is as far off as twice as long.
CREATE TEMPORARY VIEW log_duration_so_far AS
SELECT
  trip_id,
  hour_at,
  new_york_hour,
  vendor_id,
  duration_s,
  x,
  COUNT(*) OVER so_far - 1 AS before_n,
  SUM(x) OVER so_far - x AS before_sum,
  SUM(x * x) OVER so_far - x * x AS before_squares,
  arrived_at,
  proc
FROM (
  SELECT *, LN(CAST(duration_s AS DOUBLE)) AS x
  FROM trip
  WHERE duration_s > 0
)
WINDOW so_far AS (PARTITION BY new_york_hour ORDER BY proc ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW);
CREATE TEMPORARY VIEW log_duration_spread AS
SELECT
  *,
  before_sum / before_n AS before_mean,
  (before_squares - before_sum * before_sum / before_n) / (before_n - 1) AS before_variance
FROM log_duration_so_far
WHERE before_n >= 30;
CREATE TEMPORARY VIEW trip_scored AS
SELECT *, (x - before_mean) / SQRT(before_variance) AS z
FROM log_duration_spread
-- Of trips that all take the same time nothing but rounding is left, about 1E-14: there is no measure in it.
WHERE before_variance > 1.0E-9;
