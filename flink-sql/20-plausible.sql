-- Which records are trips within the bounds of the catalogue? Those that the transform lets into the lake.
-- A bound does not apply to a value that is absent.
CREATE TEMPORARY VIEW trip_plausible AS
SELECT *
FROM trip_parsed
WHERE {{plausible}};
