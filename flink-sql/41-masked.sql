-- Where do trips begin and end, as closely as may be shown?
-- Planar Laplace noise (Andrés et al. 2013): any angle alike, a distance of Gamma(2, 1/ε), with ε = ln 4 at 200 m, so 289 m
-- on average. The two ends of a trip are displaced apart from each other. Coordinates are whole hundred-thousandths of a
-- degree, about a metre: further digits of a double would tell how the noise was drawn.
CREATE TEMPORARY VIEW trip_noise AS
SELECT
  *,
  2 * PI() * {{pickup_angle}} AS pickup_angle,
  -(LN(1 - {{pickup_first}}) + LN(1 - {{pickup_second}})) / (LN(4.0E0) / 200) AS pickup_metres,
  2 * PI() * {{dropoff_angle}} AS dropoff_angle,
  -(LN(1 - {{dropoff_first}}) + LN(1 - {{dropoff_second}})) / (LN(4.0E0) / 200) AS dropoff_metres,
  {{share}} AS share
FROM trip_digits;
CREATE TEMPORARY VIEW trip_masked AS
SELECT
  *,
  CAST(ROUND((pickup_latitude + pickup_metres * COS(pickup_angle) / 111320) * 1.0E5) AS BIGINT) AS pickup_latitude_e5,
  CAST(ROUND((pickup_longitude + pickup_metres * SIN(pickup_angle) / (111320 * COS(RADIANS(pickup_latitude)))) * 1.0E5) AS BIGINT) AS pickup_longitude_e5,
  CAST(ROUND((dropoff_latitude + dropoff_metres * COS(dropoff_angle) / 111320) * 1.0E5) AS BIGINT) AS dropoff_latitude_e5,
  CAST(ROUND((dropoff_longitude + dropoff_metres * SIN(dropoff_angle) / (111320 * COS(RADIANS(dropoff_latitude)))) * 1.0E5) AS BIGINT) AS dropoff_longitude_e5
FROM trip_noise;
