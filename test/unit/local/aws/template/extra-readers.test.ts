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

it('adds the list of a given reader to the wiring, without the resources that it passes over', () => {
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

it('ignores a type that no reader reads', () => {
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
