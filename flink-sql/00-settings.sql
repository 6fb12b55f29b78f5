-- How is the job planned? Options of the planner, which hold for the statements that follow in the same session.
-- A total lives for a day, and is counted again from the stream: its state is kept for the retention and that day.
SET 'table.exec.state.ttl' = '{{state_ttl_hours}} h';
SET 'table.exec.resource.default-parallelism' = '{{parallelism}}';
-- Times of arrival are written in UTC.
SET 'table.local-time-zone' = 'UTC';
