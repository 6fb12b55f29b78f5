-- Where do trips begin and end, as closely as may be shown? Times to the minute, a share of the trips by the same hash.
INSERT INTO trip_masked_document
SELECT
  'trip-masked' AS statistic,
  trip_id AS document_id,
  {{generation}} AS generation,
  1 AS n,
  SUBSTRING(pickup_at, 1, 16) || ':00Z' AS pickup_at,
  SUBSTRING(dropoff_at, 1, 16) || ':00Z' AS dropoff_at,
  vendor_id,
  ROW(shown_pickup_latitude, shown_pickup_longitude) AS pickup,
  ROW(shown_dropoff_latitude, shown_dropoff_longitude) AS dropoff,
  DATE_FORMAT(arrived_at, 'yyyy-MM-dd''T''HH:mm:ss.SSS''Z''') AS arrived_at
FROM (
  SELECT
    *,
    pickup_latitude_e5 / 1.0E5 AS shown_pickup_latitude,
    pickup_longitude_e5 / 1.0E5 AS shown_pickup_longitude,
    dropoff_latitude_e5 / 1.0E5 AS shown_dropoff_latitude,
    dropoff_longitude_e5 / 1.0E5 AS shown_dropoff_longitude
  FROM trip_masked
)
WHERE share < {{masked_share}};
