import { readEnvironment } from '../../../../lambda/studio-runner/environment';
import { readEvent } from '../../../../lambda/studio-runner/events';
import { FakeStudio } from './fake-studio';
import { deploy, live, PARAMETERS, RECONCILE, remove, type World, world } from './support';

const studio = new FakeStudio();
let here: World;

beforeAll(() => studio.start());
afterAll(() => studio.stop());
beforeEach(() => {
  here = world(studio);
});

/** The application goes through these states, one a poll. */
const through = (...states: readonly (string | undefined)[]) => {
  const left = [...states];
  here.clock.tick = () => {
    if (left.length > 0) here.application.state = left.shift();
  };
};

describe('the schedule', () => {
  it.each(['READY', 'STARTING', 'STOPPING', 'UPDATING', undefined])(
    'leaves an application alone that does not run: %s',
    async (state) => {
      here.application.state = state;
      expect(await here.run(RECONCILE)).toEqual({});
      expect([here.application.commands, studio.calls]).toEqual([[], []]);
    },
  );

  it('sees to the job of one that runs', async () => {
    expect((await here.run(RECONCILE)).check).toMatchObject({ action: 'reconcile', phase: 'done' });
    expect(live(here)).toEqual(['job1']);
  });

  it('leaves what a deployment asked for to be read', async () => {
    await here.run(deploy());
    await here.run(RECONCILE);
    expect((await here.status()).request).toMatchObject({ id: 'r1', phase: 'done' });
  });

  it('does not start again what a person has stopped', async () => {
    await here.run(deploy());
    through('READY');
    await here.run(remove('stop'));
    await here.run(RECONCILE);
    expect(here.application.commands).toEqual(['stop']);
  });
});

describe('a deployment', () => {
  it('starts the application and waits until it runs', async () => {
    here.application.state = 'READY';
    through('STARTING', 'STARTING', 'RUNNING');
    expect((await here.run(deploy())).request?.phase).toBe('done');
    expect(here.application.commands).toEqual(['start']);
  });

  it('waits for what goes on already', async () => {
    here.application.state = 'STOPPING';
    through('STOPPING', 'READY', 'STARTING', 'UPDATING', 'RUNNING');
    await here.run(deploy());
    expect(here.application.commands).toEqual(['start']);
  });

  it('fails with what to do when the application falls back', async () => {
    here.application.state = 'READY';
    through('STARTING', 'READY');
    await expect(here.run(deploy())).rejects.toThrow('stopped again while it started: its log says why');
    expect((await here.status()).request).toMatchObject({ phase: 'failed' });
  });

  it.each([
    ['ROLLING_BACK', 'is ROLLING_BACK, from which it cannot be started: bring it to READY in the console'],
    [undefined, 'does not exist: deploy the Analytics stack'],
  ])('fails with what to do when the application is %s', async (state, message) => {
    here.application.state = state;
    await expect(here.run(deploy())).rejects.toThrow(message);
  });

  it('fails when the application does not run within ten minutes', async () => {
    here.application.state = 'READY';
    await expect(here.run(deploy())).rejects.toThrow('does not run 10 minutes after its start');
  });

  it('goes on in another run when the first has no time left', async () => {
    here.application.state = 'READY';
    here.clock.end = here.clock.time + 30_000;
    expect((await here.run(deploy())).request?.phase).toBe('working');
    here.application.state = 'RUNNING';
    here.clock.end += 3_600_000;
    expect((await here.run(deploy())).request?.phase).toBe('done');
  });

  it('that is done or has failed is not done again', async () => {
    await here.run(deploy());
    studio.flink.jobs.length = 0;
    await here.run(deploy());
    expect(live(here)).toEqual([]);
    await here.run(deploy('r2'));
    expect(live(here)).toEqual(['job1']);
  });

  it('does nothing while somebody else is at work', async () => {
    const until = new Date(here.clock.time + 60_000).toISOString();
    await here.objects.write('lease.json', JSON.stringify({ holder: 'other', until }));
    expect(await here.run(deploy())).toEqual({});
    expect(studio.calls).toEqual([]);
  });
});

describe('a deletion', () => {
  it('cancels the job, stops the application and waits until it has stopped', async () => {
    await here.run(deploy());
    through('STOPPING', 'READY');
    expect((await here.run(remove('r2'))).request).toMatchObject({ id: 'r2', phase: 'done' });
    expect(live(here)).toEqual([]);
    expect(here.application.commands).toEqual(['stop']);
  });

  it.each([undefined, 'READY', 'DELETING'])('is done with one that is %s', async (state) => {
    here.application.state = state;
    expect((await here.run(remove())).request?.phase).toBe('done');
    expect(here.application.commands).toEqual([]);
  });

  it('stops it though Flink does not answer', async () => {
    studio.intercept = () => ({ status: 500, body: {} });
    through('READY');
    expect((await here.run(remove())).request?.phase).toBe('done');
    expect(here.application.commands).toEqual(['stop']);
  });

  it('forces one that does not stop by itself', async () => {
    here.clock.tick = () => {
      if (here.application.commands.includes('force')) here.application.state = 'READY';
    };
    await here.run(remove());
    expect(here.application.commands).toEqual(['stop', 'force']);
  });

  it('forces one that starts, which cannot be stopped otherwise', async () => {
    here.application.state = 'STARTING';
    here.clock.tick = () => {
      if (here.application.commands.includes('force')) here.application.state = 'READY';
    };
    await here.run(remove());
    expect(here.application.commands).toEqual(['force']);
  });

  it('says so when even force does not help', async () => {
    await expect(here.run(remove())).rejects.toThrow('does not stop, not even by force: stop it in the console');
  });
});

describe('what the runner is told', () => {
  it.each([
    [{ action: 'reconcile' }, { action: 'reconcile' }],
    [{ action: 'deploy', requestId: 'r' }, deploy('r')],
    [{ action: 'status' }, { action: 'status', look: false }],
  ])('is read: %j', (event, expected) => {
    expect(readEvent(event)).toEqual(expected);
  });

  it.each([
    [{ action: 'jump' }, 'The action is "jump": give reconcile, deploy, delete or status.'],
    [{}, 'The action is undefined'],
    [{ action: 'delete' }, 'The action delete needs a requestId'],
  ])('is refused when it is nothing known: %j', (event, message) => {
    expect(() => readEvent(event)).toThrow(message);
  });

  const VARIABLES = {
    APPLICATION_NAME: 'a',
    JOB_PARAMETERS: JSON.stringify(PARAMETERS),
    MASKING_SECRET_ARN: 'm',
    STATE_BUCKET: 'b',
    STATE_PREFIX: 'p/',
  };

  it.each(Object.keys(VARIABLES))('names %s when it is missing', (name) => {
    expect(() => readEnvironment({ ...VARIABLES, [name]: undefined })).toThrow(`${name} is not set: give`);
  });

  it('names what of the job is wrong', () => {
    const JOB_PARAMETERS = JSON.stringify({ ...PARAMETERS, parallelism: 0 });
    expect(() => readEnvironment({ ...VARIABLES, JOB_PARAMETERS })).toThrow("The job's parallelism is 0: give");
    expect(() => readEnvironment({ ...VARIABLES, STATE_PREFIX: 'p' })).toThrow('end it with a slash');
  });
});
