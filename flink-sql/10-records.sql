-- What arrives? Each record as text, with the time at which the stream took it, and a list of its fields.
-- Text, for the connector of Flink 1.15 ends the job, again and again, on a record that is no JSON where a table asks for
-- metadata as well (FLINK-33176). Of what is no JSON object the list is null.
CREATE TEMPORARY TABLE trip_source (
  record STRING,
  arrived_at TIMESTAMP_LTZ(3) METADATA FROM 'timestamp' VIRTUAL,
  fields AS CASE WHEN record IS JSON OBJECT THEN ARRAY[
    {{fields}}
  ] END,
  proc AS PROCTIME(),
  -- Nothing goes by it: it keeps the planner from reading the text again wherever a field is used.
  WATERMARK FOR arrived_at AS arrived_at
) WITH (
  'connector' = 'kinesis',
  'stream' = '{{stream}}',
  {{access}},
  'scan.stream.initpos' = 'TRIM_HORIZON',
  'scan.stream.recordpublisher' = 'POLLING',
  -- A shard gives 5 reads a second to all its readers: the 200 ms of Flink would leave none to the transform.
  'scan.shard.getrecords.intervalmillis' = '1000',
  'format' = 'raw'
);
