import { readWiring } from '../../../../../local/aws/template/read-wiring';
import { cloudAssembly, resource } from './assembly';

const assembly = () =>
  cloudAssembly({
    S: {
      Resources: {
        Events: resource('S/Events', 'AWS::Kinesis::Stream'),
        Ours: resource('S/Ours', 'AWS::SSM::Parameter', { Value: { Ref: 'Events' } }),
        Other: resource('S/Other', 'AWS::SSM::Parameter', {}),
      },
    },
  });

it('adds to the wiring what a reader of its own makes of a type, and passes over what it makes nothing of', () => {
  const wiring = readWiring(assembly(), {
    watched: {
      type: 'AWS::SSM::Parameter',
      read: ({ name, properties }, { streams }) =>
        properties.has('Value')
          ? { name, stream: streams.find((stream) => stream.name === properties.text('Value'))?.arn }
          : undefined,
    },
  });
  expect(wiring.streams).toHaveLength(1);
  expect(wiring.watched).toEqual([{ name: 'ours', stream: 'arn:aws:kinesis:us-east-1:000000000000:stream/events' }]);
});

it('says nothing of a type that it does not know and that nobody reads', () => {
  expect(Object.keys(readWiring(assembly())).sort()).toEqual([
    'buckets',
    'customResources',
    'deliveryStreams',
    'functions',
    'mappings',
    'secrets',
    'streams',
    'tables',
  ]);
});
