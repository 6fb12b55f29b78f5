-- Where do the rows of a statistic go? To the stream of statistics, one document each.
CREATE TEMPORARY TABLE {{table}} (
  {{columns}}
) PARTITIONED BY (document_id) WITH (
  'connector' = 'kinesis',
  'stream' = '{{stream}}',
  {{access}},
  -- Milliseconds that a row waits for others to be sent with.
  'sink.flush-buffer.timeout' = '500',
  'format' = 'json'
);
