-- How many trips begin in each hour, and how long are they?
INSERT INTO trip_hour_document
SELECT
  'trip-hour' AS statistic,
  REGEXP_REPLACE(SUBSTRING(hour_at, 1, 13), '[-T]', '') AS document_id,
  {{generation}} AS generation,
  MAX(trips) AS n,
  hour_at,
  new_york_date,
  new_york_hour,
  -- DAYOFWEEK begins the week with Sunday = 1, ISO 8601 with Monday = 1.
  MOD(DAYOFWEEK(CAST(new_york_date AS DATE)) + 5, 7) + 1 AS new_york_weekday,
  MAX(trips) AS trips,
  MAX(duration_s) AS duration_s,
  MAX(passengers) AS passengers,
  MAX(distance_thousandths) AS distance_thousandths,
  DATE_FORMAT(MAX(arrived_at), 'yyyy-MM-dd''T''HH:mm:ss.SSS''Z''') AS arrived_at
FROM TABLE(TUMBLE(TABLE hour_so_far, DESCRIPTOR(proc), INTERVAL '{{totals_every_seconds}}' SECOND))
GROUP BY window_start, window_end, hour_at, new_york_date, new_york_hour;
