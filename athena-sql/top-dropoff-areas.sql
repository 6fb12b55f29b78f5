-- In which twenty areas do the most trips end?
-- dropoff_zone_id where the source names a taxi zone; else the south-west corner of a cell of 0.01 degrees
-- (1.1 km by 0.8 km in New York): cell_latitude, cell_longitude; trips, share_percent (of all trips in the period)
-- A trip delivered more than once counts once: the copy that came first.
WITH delivery AS (
  SELECT
    dropoff_zone_id,
    dropoff_latitude,
    dropoff_longitude,
    row_number() OVER (PARTITION BY trip_id ORDER BY ingested_at) AS copy
  FROM trips
  WHERE {{period}}
),
area AS (
  SELECT
    dropoff_zone_id,
    CASE WHEN dropoff_zone_id IS NULL
      THEN CAST(floor(dropoff_latitude * 100) / 100 AS decimal(5, 2)) END AS cell_latitude,
    CASE WHEN dropoff_zone_id IS NULL
      THEN CAST(floor(dropoff_longitude * 100) / 100 AS decimal(5, 2)) END AS cell_longitude
  FROM delivery
  WHERE copy = 1
),
counted AS (
  SELECT
    dropoff_zone_id,
    cell_latitude,
    cell_longitude,
    count(*) AS trips,
    round(100e0 * count(*) / sum(count(*)) OVER (), 2) AS share_percent
  FROM area
  GROUP BY dropoff_zone_id, cell_latitude, cell_longitude
)
SELECT
  dropoff_zone_id,
  cell_latitude,
  cell_longitude,
  trips,
  share_percent
FROM counted
WHERE coalesce(dropoff_zone_id, cell_latitude) IS NOT NULL
ORDER BY trips DESC, dropoff_zone_id, cell_latitude, cell_longitude
LIMIT 20
