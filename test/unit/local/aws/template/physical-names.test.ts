import type { ResourceTemplate } from '../../../../../local/aws/template/assembly';
import { physicalNames } from '../../../../../local/aws/template/physical-names';
import { resource } from './assembly';

const BUCKET = 'AWS::S3::Bucket';

/** Names by logical id, of resources in one stack S. */
function namesOf(Resources: Readonly<Record<string, ResourceTemplate>>) {
  const names = physicalNames([{ name: 'S', template: { Resources } }]);
  return Object.fromEntries(Object.keys(Resources).map((id) => [id, names.get(`S/${id}`)]));
}

describe('the name of a resource on one machine', () => {
  it("is its construct's id in kebab case", () => {
    expect(namesOf({ A: resource('S/Lake', BUCKET), B: resource('S/Inner/AccessLogs', BUCKET) })).toEqual({
      A: 'lake',
      B: 'access-logs',
    });
  });

  it('is the one that the template gives', () => {
    expect(namesOf({ A: resource('S/Lake', BUCKET, { BucketName: 'given' }) })).toEqual({ A: 'given' });
    const table = resource('S/TripTable', 'AWS::Glue::Table', { TableInput: { Name: 'trips' } });
    expect(namesOf({ A: table })).toEqual({ A: 'trips' });
  });

  it('is not one that only the cloud can compute', () => {
    expect(namesOf({ A: resource('S/Lake', BUCKET, { BucketName: { 'Fn::Sub': 'x' } }) })).toEqual({ A: 'lake' });
  });

  it("begins with the parent's id where two of a type share theirs", () => {
    expect(
      namesOf({
        A: resource('S/Transform/Failures', BUCKET),
        B: resource('S/Index/Failures', BUCKET),
        C: resource('S/Lake', BUCKET),
      }),
    ).toEqual({ A: 'transform-failures', B: 'index-failures', C: 'lake' });
  });

  it('begins with the stack where nothing else tells two apart', () => {
    const lake = (stack: string) => ({
      name: stack,
      template: { Resources: { A: resource(`${stack}/Lake`, BUCKET) } },
    });
    expect([...physicalNames([lake('One'), lake('Two')]).values()]).toEqual(['one-lake', 'two-lake']);
  });

  it('gives way to a name that the template gives to another', () => {
    expect(
      namesOf({ A: resource('S/Own/Lake', BUCKET), B: resource('S/Other', BUCKET, { BucketName: 'lake' }) }),
    ).toEqual({ A: 'own-lake', B: 'lake' });
  });

  it('may be that of a resource of another type', () => {
    expect(namesOf({ A: resource('S/Trips', BUCKET), B: resource('S/Trips', 'AWS::Kinesis::Stream') })).toEqual({
      A: 'trips',
      B: 'trips',
    });
  });

  it('is the logical id without its hash where the template has no paths', () => {
    expect(namesOf({ Lake5F1B88EA: { Type: BUCKET } })).toEqual({ Lake5F1B88EA: 'lake' });
  });
});
