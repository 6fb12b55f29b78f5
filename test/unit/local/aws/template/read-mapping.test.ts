import { resource } from './assembly';
import { BUCKET, FUNCTION, STREAM, wiringOf } from './one-stack';

type Given = Readonly<Record<string, unknown>>;

function mapping(properties: Given = {}) {
  return resource('S/Mapping', 'AWS::Lambda::EventSourceMapping', {
    EventSourceArn: { 'Fn::GetAtt': ['Stream', 'Arn'] },
    FunctionName: { Ref: 'Function' },
    StartingPosition: 'TRIM_HORIZON',
    ...properties,
  });
}

describe('an event source mapping', () => {
  it("has CloudFormation's defaults, which never give up", () => {
    expect(wiringOf({ ...STREAM, ...FUNCTION, Mapping: mapping() }).mappings).toEqual([
      {
        id: 'transform-trips',
        streamName: 'trips',
        functionName: 'transform',
        startingPosition: 'TRIM_HORIZON',
        batchSize: 100,
        maximumBatchingWindowSeconds: 0,
        parallelizationFactor: 1,
        bisectBatchOnError: false,
        maximumRetryAttempts: -1,
        maximumRecordAgeSeconds: -1,
        reportBatchItemFailures: false,
      },
    ]);
  });

  it.each([
    ['its name', { Ref: 'Function' }],
    ['its ARN', { 'Fn::GetAtt': ['Function', 'Arn'] }],
    ['an alias', { Ref: 'Live' }],
    ['its name and an alias', { 'Fn::Join': [':', [{ Ref: 'Function' }, 'live']] }],
    ['a version', { Ref: 'Version' }],
  ])('finds the function by %s', (_, FunctionName) => {
    const { mappings } = wiringOf({
      ...STREAM,
      ...FUNCTION,
      Live: resource('S/Live', 'AWS::Lambda::Alias', { Name: 'live', FunctionName: { Ref: 'Function' } }),
      Version: resource('S/Version', 'AWS::Lambda::Version', { FunctionName: { Ref: 'Function' } }),
      Mapping: mapping({ FunctionName }),
    });
    expect(mappings[0]?.functionName).toBe('transform');
  });

  it('keeps failed batches in the bucket it names', () => {
    const Destination = { 'Fn::GetAtt': ['Bucket', 'Arn'] };
    const Mapping = mapping({ DestinationConfig: { OnFailure: { Destination } } });
    expect(wiringOf({ ...STREAM, ...FUNCTION, ...BUCKET, Mapping }).mappings[0]?.onFailureBucket).toBe('lake');
  });

  it('from a queue, or switched off, is passed over', () => {
    const { mappings } = wiringOf({
      ...STREAM,
      ...FUNCTION,
      Queue: resource('S/Queue', 'AWS::SQS::Queue'),
      FromQueue: mapping({ EventSourceArn: { 'Fn::GetAtt': ['Queue', 'Arn'] } }),
      Off: mapping({ Enabled: false }),
    });
    expect(mappings).toEqual([]);
  });

  it.each([
    ['S, Mapping (AWS::Lambda::EventSourceMapping): StartingPosition is missing', { StartingPosition: undefined }],
    ['StartingPosition is AT_TIMESTAMP: one machine knows TRIM_HORIZON', { StartingPosition: 'AT_TIMESTAMP' }],
    ['BatchSize is "many", not a number', { BatchSize: 'many' }],
    ['EventSourceArn cannot be known: no stack exports X', { EventSourceArn: { 'Fn::ImportValue': 'X' } }],
    [
      'DestinationConfig.OnFailure.Destination is arn:aws:sqs:us-east-1:000000000000:dead: one machine keeps',
      { DestinationConfig: { OnFailure: { Destination: 'arn:aws:sqs:us-east-1:000000000000:dead' } } },
    ],
    [
      'transform-other points at the stream other, which no stack has; there are: trips',
      { EventSourceArn: 'arn:aws:kinesis:us-east-1:000000000000:stream/other' },
    ],
    ['points at the Node function other, which no stack has; there are: transform', { FunctionName: 'other' }],
  ])('says what is amiss: %s', (message, properties) => {
    expect(() => wiringOf({ ...STREAM, ...FUNCTION, Mapping: mapping(properties) })).toThrow(message);
  });
});
