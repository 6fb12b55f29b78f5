import { resolve } from 'node:path';
import { readWiring } from '../../../../../local/aws/template/read-wiring';
import { cloudAssembly, resource } from './assembly';
import { CODE, FUNCTION, STREAM, wiringOf } from './one-stack';

describe('a function', () => {
  it("has the asset's folder and CloudFormation's defaults", () => {
    const folder = cloudAssembly({ S: { Resources: FUNCTION } }, { 'code.zip': 'asset.code' });
    expect(readWiring(folder).functions).toEqual([
      {
        name: 'transform',
        arn: 'arn:aws:lambda:us-east-1:000000000000:function:transform',
        assetDirectory: resolve(folder, 'asset.code'),
        handler: 'index.handler',
        environment: {},
        timeoutSeconds: 3,
        memoryMiB: 128,
        tracing: false,
      },
    ]);
  });

  it('has in its environment what one machine knows, without what only the cloud knows', () => {
    const Variables = {
      STREAM: { Ref: 'Stream' },
      SIZE: 500,
      ENDPOINT: { 'Fn::GetAtt': ['Domain', 'DomainEndpoint'] },
    };
    const { functions } = wiringOf({
      ...STREAM,
      Domain: resource('S/Domain', 'AWS::OpenSearchService::Domain'),
      Function: resource('S/Index', 'AWS::Lambda::Function', { ...CODE, Environment: { Variables } }),
    });
    expect(functions[0]?.environment).toEqual({ STREAM: 'trips', SIZE: '500' });
  });

  it('in another language, or inline in the template, is passed over', () => {
    const { functions } = wiringOf({
      Python: resource('S/Python', 'AWS::Lambda::Function', { ...CODE, Runtime: 'python3.14' }),
      Inline: resource('S/Inline', 'AWS::Lambda::Function', { ...CODE, Code: { ZipFile: 'exports.handler = 1' } }),
    });
    expect(functions).toEqual([]);
  });
});
