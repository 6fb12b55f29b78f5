import { Unanswered } from '../../../../lambda/studio-runner/notebook/request';
import { Session } from '../../../../lambda/studio-runner/notebook/session';
import { FakeStudio } from './fake-studio';
import { FakeClock } from './support';

const studio = new FakeStudio();
let clock: FakeClock;
let urls: string[];

beforeAll(() => studio.start());
afterAll(() => studio.stop());
beforeEach(() => {
  studio.reset();
  clock = new FakeClock();
  urls = [];
});

/** @param given a URL in place of a fresh one, the first time */
const session = (given?: string) =>
  new Session({
    name: 'Zeppelin',
    api: '/api',
    clock,
    url: async () => {
      urls.push((urls.length === 0 && given) || studio.url('ZEPPELIN_UI_URL'));
      return urls.at(-1) ?? '';
    },
  });
const GET = { method: 'GET', path: '/notebook' } as const;
const used = async () => {
  const url = studio.url('ZEPPELIN_UI_URL');
  await fetch(url, { redirect: 'manual' });
  return url;
};

it('is entered once for many calls', async () => {
  const made = session();
  expect(await made.call(GET)).toMatchObject({ status: 200, json: { body: [] } });
  await made.call(GET);
  expect(urls).toHaveLength(1);
});

it('asks for another URL, once, when the first is not accepted', async () => {
  expect((await session(await used()).call(GET)).status).toBe(200);
  expect(urls).toHaveLength(2);
});

it('says what is needed when no URL is accepted', async () => {
  const url = await used();
  const made = new Session({ name: 'Zeppelin', api: '/api', clock, url: async () => url });
  await expect(made.call(GET)).rejects.toThrow('Zeppelin accepts no URL made for it (403): check');
});

it('that has ended is entered again', async () => {
  const made = session();
  await made.call(GET);
  studio.forget();
  expect((await made.call(GET)).status).toBe(200);
  expect(urls).toHaveLength(2);
});

it('never makes a call twice that must be made once', async () => {
  const made = session();
  await made.call(GET);
  studio.forget();
  studio.calls.length = 0;
  await expect(made.call({ method: 'POST', path: '/notebook/job/n/p', once: true })).rejects.toThrow('403');
  expect(studio.calls).toHaveLength(1);
});

it('waits for a server that is not up yet', async () => {
  let times = 0;
  studio.intercept = () => (++times < 4 ? { status: 503, body: '<html></html>' } : undefined);
  expect((await session().call(GET)).status).toBe(200);
  expect(times).toBe(4);
});

it('gives up on a server that does not come up, and never asks it twice to do something', async () => {
  studio.intercept = () => ({ status: 502, body: '<html></html>' });
  await expect(session().call(GET)).rejects.toThrow('Zeppelin is not up: GET /notebook got 502.');
  studio.calls.length = 0;
  await expect(session().call({ method: 'POST', path: '/notebook/import', body: {} })).rejects.toThrow(Unanswered);
  expect(studio.calls).toHaveLength(1);
});

it('takes a page for no answer', async () => {
  studio.intercept = () => ({ status: 404, body: '<html>secret-token</html>' });
  await expect(session().call(GET)).rejects.toThrow(
    'Zeppelin answered GET /notebook with a page in place of JSON (404).',
  );
});

it('names neither URL nor cookie when nothing listens', async () => {
  const made = new Session({
    name: 'Zeppelin',
    api: '/api',
    clock,
    url: async () => 'http://127.0.0.1:9/zeppelin/?authToken=secret-token-x',
  });
  const failure = await made.call({ method: 'POST', path: '/notebook' }).catch((error: Error) => error);
  expect(String(failure)).toMatch(/^Unanswered: Zeppelin gave no answer to GET the URL that lets in \(.+\)\.$/);
});

it('makes no call when there is no time for its answer', async () => {
  clock.end = clock.time;
  await expect(session().call({ method: 'POST', path: '/notebook' })).rejects.toThrow('no time left');
  expect(studio.calls).toEqual([]);
});
