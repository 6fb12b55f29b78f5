-- Which records are JSON, and what do their fields hold? A value that is not of the type of its field is null.
-- Instants stay text: written alike, they compare as they are, and no time zone of a session changes them.
CREATE TEMPORARY VIEW trip_parsed AS
SELECT
  {{columns}},
  fields,
  arrived_at,
  proc
FROM trip_source
WHERE fields IS NOT NULL;
