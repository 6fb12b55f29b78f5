-- How do the vendors compare, day by day?
INSERT INTO trip_vendor_day_document
SELECT
  'trip-vendor-day' AS statistic,
  REPLACE(new_york_date, '-', '') || '-' || vendor_id AS document_id,
  {{generation}} AS generation,
  MAX(trips) AS n,
  new_york_date,
  vendor_id,
  MAX(trips) AS trips,
  MAX(duration_s) AS duration_s,
  MAX(passengers) AS passengers,
  MAX(distance_thousandths) AS distance_thousandths,
  DATE_FORMAT(MAX(arrived_at), 'yyyy-MM-dd''T''HH:mm:ss.SSS''Z''') AS arrived_at
FROM TABLE(TUMBLE(TABLE vendor_day_so_far, DESCRIPTOR(proc), INTERVAL '{{totals_every_seconds}}' SECOND))
GROUP BY window_start, window_end, new_york_date, vendor_id;
