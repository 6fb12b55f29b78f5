-- Where do trips end? Cells in which at least 10 trips of a day do: fewer might point at a person.
INSERT INTO trip_place_day_document
SELECT
  'trip-place-day' AS statistic,
  REPLACE(new_york_date, '-', '') || '-' || cell AS document_id,
  {{generation}} AS generation,
  trips AS n,
  new_york_date,
  cell,
  ROW(centre_latitude, centre_longitude) AS place,
  trips,
  DATE_FORMAT(arrived_at, 'yyyy-MM-dd''T''HH:mm:ss.SSS''Z''') AS arrived_at
FROM (
  SELECT
    new_york_date,
    {{south}} + (grid_row + 0.5E0) * 0.00225E0 AS centre_latitude,
    {{west}} + (grid_column + 0.5E0) * 0.003E0 AS centre_longitude,
    CAST(grid_row AS STRING) || '-' || CAST(grid_column AS STRING) AS cell,
    MAX(trips) AS trips,
    MAX(arrived_at) AS arrived_at
  FROM TABLE(TUMBLE(TABLE place_day_so_far, DESCRIPTOR(proc), INTERVAL '{{totals_every_seconds}}' SECOND))
  GROUP BY window_start, window_end, new_york_date, grid_row, grid_column
)
WHERE trips >= 10;
