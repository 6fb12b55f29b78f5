import { documentFields, indexPattern, indexTemplates } from '../../../telemetry/index-templates';
import { STATISTICS } from '../../../telemetry/statistics';

const templates = indexTemplates({ shards: 2, replicas: 1 });

it('has a template for each statistic that declares each of its fields and refuses any other', () => {
  expect(templates.map(({ name }) => name)).toEqual(STATISTICS.map(({ name }) => name));
  for (const [index, statistic] of STATISTICS.entries()) {
    const { body, properties } = templates[index] ?? {};
    expect(Object.entries(properties ?? {}).map(([name, { type }]) => [name, type])).toEqual(
      documentFields(statistic).map(({ name, kind }) => [name, kind]),
    );
    expect(body).toMatchObject({
      template: {
        settings: { index: { number_of_shards: 2, number_of_replicas: 1, refresh_interval: '1s' } },
        mappings: { dynamic: 'strict', properties },
        aliases: { 'trip-statistics': {} },
      },
    });
  }
});

it('keeps only the generation of the envelope, to find documents that a corrected query no longer makes', () => {
  for (const { properties } of templates) {
    expect(Object.keys(properties)).toContain('generation');
    for (const name of ['statistic', 'document_id', 'n']) expect(Object.keys(properties)).not.toContain(name);
  }
});

it('maps every kind so that nothing is guessed or rounded', () => {
  expect(templates.find(({ name }) => name === 'trip-place-day')?.properties).toMatchInlineSnapshot(`
{
  "arrived_at": {
    "format": "strict_date_optional_time",
    "type": "date",
  },
  "cell": {
    "type": "keyword",
  },
  "generation": {
    "coerce": false,
    "type": "long",
  },
  "new_york_date": {
    "format": "strict_date_optional_time",
    "type": "date",
  },
  "place": {
    "type": "geo_point",
  },
  "trips": {
    "coerce": false,
    "type": "long",
  },
}
`);
});

it('gives masked trips an index per month, and matches no index twice', () => {
  expect(STATISTICS.filter((each) => 'monthlyBy' in each).map(indexPattern)).toEqual(['trip-masked-*']);
  const matching = (index: string) =>
    templates.filter(({ pattern }) => new RegExp(`^${pattern.replace('*', '.*')}$`).test(index));
  const indices = templates.map(({ pattern }) => pattern.replace('*', '2016.01'));
  expect(indices.map((index) => matching(index).length)).toEqual(indices.map(() => 1));
});

it('lies within what the writer may write and the viewer read', () => {
  for (const { pattern } of templates) expect(pattern).toMatch(/^trip-/);
});
