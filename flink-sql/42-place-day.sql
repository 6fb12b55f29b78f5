-- How many trips of each New York day end in each cell of a grid so far, by where they are masked?
-- A cell is 0.00225° by 0.003°, 250 m by 253 m in Manhattan. Rows count from the south, columns from the west.
CREATE TEMPORARY VIEW place_day_so_far AS
SELECT
  new_york_date,
  grid_row,
  grid_column,
  COUNT(*) OVER so_far AS trips,
  MAX(arrived_at) OVER so_far AS arrived_at,
  proc
FROM (
  SELECT
    new_york_date,
    (dropoff_latitude_e5 - {{south}} * 100000) / 225 AS grid_row,
    (dropoff_longitude_e5 - {{west}} * 100000) / 300 AS grid_column,
    arrived_at,
    proc
  FROM trip_masked
)
WINDOW so_far AS (PARTITION BY new_york_date, grid_row, grid_column ORDER BY proc RANGE BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW);
