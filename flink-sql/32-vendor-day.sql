-- What did each vendor drive on each New York day so far?
CREATE TEMPORARY VIEW vendor_day_so_far AS
SELECT
  new_york_date,
  vendor_id,
  COUNT(*) OVER so_far AS trips,
  SUM(CAST(COALESCE(duration_s, 0) AS BIGINT)) OVER so_far AS duration_s,
  SUM(CAST(COALESCE(passenger_count, 0) AS BIGINT)) OVER so_far AS passengers,
  SUM(COALESCE(distance_thousandths, 0)) OVER so_far AS distance_thousandths,
  MAX(arrived_at) OVER so_far AS arrived_at,
  proc
FROM trip
WINDOW so_far AS (PARTITION BY new_york_date, vendor_id ORDER BY proc RANGE BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW);
