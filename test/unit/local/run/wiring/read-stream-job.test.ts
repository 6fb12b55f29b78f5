import type { ResourceTemplate } from '../../../../../local/aws/template/assembly';
import { readTripstreamWiring } from '../../../../../local/run/wiring/tripstream-wiring';
import { cloudAssembly, resource } from '../../aws/template/assembly';

type Given = Readonly<Record<string, unknown>>;

const STREAMS = {
  Trips: resource('S/Trips', 'AWS::Kinesis::Stream'),
  Statistics: resource('S/Statistics', 'AWS::Kinesis::Stream'),
};
const KEY = {
  Key: resource('S/Key', 'AWS::SecretsManager::Secret', { GenerateSecretString: { ExcludePunctuation: true } }),
};

/** The wiring of one stack S. */
function wiringOf(Resources: Readonly<Record<string, ResourceTemplate>>) {
  return readTripstreamWiring(cloudAssembly({ S: { Resources } }));
}

describe('a stream job', () => {
  const PARAMETERS = {
    parallelism: 1,
    checkpointIntervalSeconds: 10,
    checkpointPauseSeconds: 5,
    stateTtlHours: 97,
    totalsEverySeconds: 2,
    maskedShare: 1,
    years: { from: 2009, to: 2035 },
  };
  const NAMES = [
    '{"sourceStream":"',
    { Ref: 'Trips' },
    '","statisticsStream":"',
    { Ref: 'Statistics' },
    '","region":"',
  ];
  const written = (parameters: Given) => `",${JSON.stringify(parameters).slice(1)}`;
  const job = (parameters: Given = PARAMETERS, Tags: Given = { 'masking-secret-arn': { Ref: 'Key' } }) =>
    resource('S/Job', 'AWS::SSM::Parameter', {
      Value: { 'Fn::Join': ['', [...NAMES, { Ref: 'AWS::Region' }, written(parameters)]] },
      Tags,
    });

  it('has the parameters of the template between the streams of this machine, and the name of its key', () => {
    expect(wiringOf({ ...STREAMS, ...KEY, Job: job() }).streamJobs).toEqual([
      {
        name: 'job',
        maskingSecretName: 'key',
        parameters: { sourceStream: 'trips', statisticsStream: 'statistics', region: 'us-east-1', ...PARAMETERS },
      },
    ]);
  });

  it('is not any other parameter', () => {
    const Other = resource('S/Other', 'AWS::SSM::Parameter', { Value: 'anything' });
    expect(wiringOf({ ...STREAMS, Other }).streamJobs).toEqual([]);
  });

  it.each([
    [
      "S, Job (AWS::SSM::Parameter): Value does not fit a job: The job's maskedShare is 2",
      job({ ...PARAMETERS, maskedShare: 2 }),
    ],
    ['The job has no parameter colour', job({ ...PARAMETERS, colour: 'red' })],
    [
      'Tags.masking-secret-arn is arn:elsewhere, a secret that no stack generates',
      job(PARAMETERS, { 'masking-secret-arn': 'arn:elsewhere' }),
    ],
  ])('says what is wrong: %s', (message, Job) => {
    expect(() => wiringOf({ ...STREAMS, ...KEY, Job })).toThrow(message);
  });

  it('must read a stream that is there', () => {
    const { Statistics } = STREAMS;
    const Job = JSON.parse(JSON.stringify(job()).replace('{"Ref":"Trips"}', '"gone"'));
    expect(() => wiringOf({ Statistics, ...KEY, Job })).toThrow(
      'The job of job points at the stream gone, which no stack has; there are: statistics',
    );
  });
});
