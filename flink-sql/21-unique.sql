-- Which trips are there, each once? Of the copies of a trip the first that is plausible.
-- A trip goes on as the list of its fields: the planner looks for copies once more for each set of columns that
-- statements ask for, and of a list they ask for all or nothing.
CREATE TEMPORARY VIEW trip_unique AS
SELECT trip_id, fields, arrived_at, proc
FROM (
  SELECT trip_id, fields, arrived_at, proc, ROW_NUMBER() OVER (PARTITION BY trip_id ORDER BY proc ASC) AS copy
  FROM trip_plausible
)
WHERE copy = 1;
