-- How much is done again after a failure? At most what came in since the last checkpoint.
SET 'execution.checkpointing.interval' = '{{interval_seconds}} s';
SET 'execution.checkpointing.min-pause' = '{{pause_seconds}} s';
