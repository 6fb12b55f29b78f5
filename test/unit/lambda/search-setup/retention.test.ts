import { putRetention, retentionPolicy } from '../../../../lambda/search-setup/retention';
import { FakeOpenSearch } from '../../../support/fake-opensearch';
import { cluster } from './support';

const search = new FakeOpenSearch();
let url = '';

beforeAll(async () => {
  url = await search.start();
});
afterAll(() => search.stop());
beforeEach(() => {
  search.requests.length = 0;
});

const put = (days = 90) => putRetention(cluster(url).cluster, days);
const seen = () => search.requests.map(({ method, path }) => `${method} ${path}`);
const POLICY = '/_plugins/_ism/policies/trip-masked-retention';
const ATTACHED = ['POST /_plugins/_ism/add/trip-masked-*', 'POST /_plugins/_ism/change_policy/trip-masked-*'];

it('deletes only the masked trips’ indices, by age', () => {
  expect(retentionPolicy(90)).toMatchObject({
    default_state: 'kept',
    states: [
      { name: 'kept', transitions: [{ state_name: 'expired', conditions: { min_index_age: '90d' } }] },
      { name: 'expired', actions: [{ delete: {} }] },
    ],
    ism_template: [{ index_patterns: ['trip-masked-*'] }],
  });
});

it('puts the policy where there is none, and attaches it to existing indices', async () => {
  search.answer = ({ method }) =>
    method === 'GET' ? { status: 404, body: { error: { reason: 'Policy not found' } } } : undefined;
  expect(await put()).toBeUndefined();
  expect(seen()).toEqual([`GET ${POLICY}`, `PUT ${POLICY}`, ...ATTACHED]);
  expect(JSON.parse(search.requests[1]?.body ?? '')).toEqual({ policy: retentionPolicy(90) });
});

it('replaces an existing policy, naming its version', async () => {
  search.answer = ({ method }) =>
    method === 'GET' ? { status: 200, body: { _seq_no: 7, _primary_term: 2, policy: {} } } : undefined;
  expect(await put(30)).toBeUndefined();
  expect(seen()).toEqual([`GET ${POLICY}`, `PUT ${POLICY}?if_seq_no=7&if_primary_term=2`, ...ATTACHED]);
});

it('accepts that there is no index yet', async () => {
  search.answer = ({ method }) =>
    method === 'PUT' ? undefined : { status: 404, body: { error: { reason: 'not found' } } };
  expect(await put()).toBeUndefined();
});

it.each([400, 404, 405])('is skipped with the reason where the plugin is missing (%d)', async (status) => {
  search.answer = () => ({
    status,
    body: { error: 'no handler found for uri [/_plugins/_ism/policies/x] and method [GET]' },
  });
  expect(await put()).toContain('no handler found');
  expect(search.requests).toHaveLength(1);
});
