-- Which hour of each New York day is the busiest so far? Trips × 24 + hour: the later hour wins a tie.
CREATE TEMPORARY VIEW day_so_far AS
SELECT
  new_york_date,
  MAX(trips * 24 + new_york_hour) OVER so_far AS peak,
  MAX(arrived_at) OVER so_far AS arrived_at,
  proc
FROM hour_so_far
WINDOW so_far AS (PARTITION BY new_york_date ORDER BY proc RANGE BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW);
