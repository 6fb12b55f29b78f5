import { PARAGRAPH, studioNote } from '../../../../flink-sql/studio-note';
import { FakeStudio } from './fake-studio';
import { deploy, live, MASKING_KEY, PARAMETERS, RECONCILE, type World, world } from './support';

const studio = new FakeStudio();
let here: World;

beforeAll(() => studio.start());
afterAll(() => studio.stop());
beforeEach(() => {
  here = world(studio);
});
/** Whatever a run does: the key is nowhere but in Flink. */
afterEach(async () => {
  expect(studio.zeppelin.everything).not.toContain(MASKING_KEY);
  expect(here.told.join() + JSON.stringify(await here.status())).not.toMatch(new RegExp(`${MASKING_KEY}|secret-token`));
});

const posts = () => studio.calls.filter((call) => call.startsWith('POST')).map((call) => call.split('/notebook/')[1]);
const submissions = () => posts().filter((call) => call?.startsWith('job/')).length;
const runs = () => posts().filter((call) => call?.startsWith('run/')).length;

describe('a first deployment', () => {
  it('imports the note, runs its definitions in order and submits the job once', async () => {
    const ran: string[] = [];
    studio.zeppelin.interpret = (text) => {
      ran.push(studio.zeppelin.note.paragraphs.find((each) => each.text === text)?.title ?? '?');
      return undefined;
    };
    const status = await here.run(deploy());
    expect(status).toMatchObject({
      request: { id: 'r1', phase: 'done', message: 'The job job1 was submitted and is at work.' },
      job: { id: 'job1', attempts: 0 },
    });
    expect(ran).toEqual([
      PARAGRAPH.checkpoints,
      PARAGRAPH.checkpointSettings,
      PARAGRAPH.tables,
      PARAGRAPH.views,
      PARAGRAPH.maskingKey,
      PARAGRAPH.maskingKey,
      PARAGRAPH.maskedViews,
    ]);
    expect(submissions()).toBe(1);
    expect(studio.zeppelin.note.path).toBe('/tripstream');
  });

  it('runs the masking key’s paragraph with the key, and leaves it as it was before', async () => {
    const texts: string[] = [];
    studio.zeppelin.interpret = (text) => {
      texts.push(text);
      return undefined;
    };
    await here.run(deploy());
    expect(texts.filter((text) => text.includes(MASKING_KEY))).toHaveLength(1);
    expect(studio.zeppelin.note.paragraphs.map(({ title, text }) => ({ title, text }))).toEqual(
      studioNote(PARAMETERS).paragraphs,
    );
    expect(studio.zeppelin.paragraph(PARAGRAPH.maskingKey)).toMatchObject({ status: 'READY' });
  });

  it('does without SET for the checkpoints, as long as the job takes them', async () => {
    studio.zeppelin.interpret = (text) => (text.includes('execution.checkpointing') ? 'no valid option' : undefined);
    expect((await here.run(deploy())).request?.phase).toBe('done');
  });

  it.each([
    [undefined, 'takes no checkpoints in place of one every 60000 ms'],
    [7_000, 'takes a checkpoint every 7000 ms in place of one every 60000 ms'],
  ])('fails when the job takes checkpoints otherwise: %p', async (interval, message) => {
    studio.flink.usual = { interval };
    await expect(here.run(deploy())).rejects.toThrow(message);
  });

  it('waits for the first checkpoint', async () => {
    studio.flink.usual = { checkpointAt: undefined };
    here.clock.tick = () => {
      const [job] = studio.flink.jobs;
      if (job && here.clock.now() > job.started + 60_000) job.checkpointAt = here.clock.now();
    };
    expect((await here.run(deploy())).request?.phase).toBe('done');
    expect(here.clock.now() - (studio.flink.jobs[0]?.started ?? 0)).toBeGreaterThan(60_000);
  });

  it('fails when the job never gets to work, saying how it stands', async () => {
    studio.flink.usual = { running: 3, state: 'RUNNING' };
    await expect(here.run(deploy())).rejects.toThrow('The job job1 is RUNNING, not all tasks at work.');
  });

  it('fails when the job ends at once, with the reason', async () => {
    studio.flink.usual = {
      state: 'FAILED',
      failures: [{ timestamp: here.clock.now(), stacktrace: 'java.lang.Exception: outer\nCaused by: a.B: no stream' }],
    };
    await expect(here.run(deploy())).rejects.toThrow('The job job1 has ended: a.B: no stream.');
  });

  it('looks for the job when the submission got no answer, and submits no second', async () => {
    studio.intercept = (call) => {
      if (!/^POST .*notebook\/job/.test(call)) return undefined;
      studio.zeppelin.begin();
      return { status: 504, body: '<html></html>' };
    };
    expect((await here.run(deploy())).request?.phase).toBe('done');
    expect(submissions()).toBe(1);
    expect(live(here)).toHaveLength(1);
  });

  it('submits no second when the first was turned away at the door, though any other call would be made again', async () => {
    studio.intercept = (call) =>
      /^POST .*notebook\/job/.test(call) ? { status: 403, body: '<html></html>' } : undefined;
    await expect(here.run(deploy())).rejects.toThrow('Zeppelin does not let the session in (403)');
    expect(submissions()).toBe(1);
  });

  it('says that Flink shows no job when none appears', async () => {
    studio.zeppelin.begin = () => {};
    await expect(here.run(deploy())).rejects.toThrow('Flink shows no job tripstream 120 s after');
    expect(submissions()).toBe(1);
  });
});

describe('a paragraph that fails', () => {
  const STACK = (what: string) =>
    `Fail to run sql command: CREATE ${what}\norg.apache.flink.TableException: no\n  at x\nCaused by: a.NoClass: gone\n`;

  it('is named with the root of its failure, and nothing is submitted', async () => {
    studio.zeppelin.interpret = (text) => (text.includes('TABLE IF EXISTS') ? STACK('TABLE') : undefined);
    await expect(here.run(deploy())).rejects.toThrow('The paragraph "Tables" failed: a.NoClass: gone.');
    expect(submissions()).toBe(0);
    expect((await here.status()).request).toMatchObject({
      phase: 'failed',
      message: expect.stringContaining('Tables'),
    });
  });

  it('fails without the key in it first, so that no log gets to hold the key', async () => {
    studio.zeppelin.interpret = (text) => (text.includes('SHA512') ? `${STACK('VIEW')} ${text}` : undefined);
    await expect(here.run(deploy())).rejects.toThrow('The paragraph "Masking key" failed: a.NoClass: gone.');
    expect(runs()).toBe(5);
  });

  it('with the key in it is reported in no word of its own, and taken out with its results', async () => {
    studio.zeppelin.interpret = (text) => (text.includes(MASKING_KEY) ? `cannot parse ${text}` : undefined);
    await expect(here.run(deploy())).rejects.toThrow(
      /^The paragraph "Masking key" failed with the key in it, though not without/,
    );
    // Zeppelin itself logs what fails: that much nobody can take back.
    expect(studio.zeppelin.log.splice(0).join()).toContain(MASKING_KEY);
    expect(studio.zeppelin.paragraph(PARAGRAPH.maskingKey)).not.toHaveProperty('results');
  });

  it('of the job ends the waiting', async () => {
    studio.zeppelin.begin = () => {
      Object.assign(studio.zeppelin.paragraph(PARAGRAPH.job), {
        status: 'ERROR',
        results: { msg: [{ data: `a.PlanException: SHA512(_UTF-16LE'${MASKING_KEY.slice(0, 20)}` }] },
      });
    };
    await expect(here.run(deploy())).rejects.toThrow(
      `The paragraph "Job" failed: a.PlanException: SHA512(_UTF-16LE'***.`,
    );
    studio.zeppelin.notes.length = 0;
  });
});

describe('a run cut short', () => {
  it('with the key in the notebook is cleaned up after by the next', async () => {
    await here.run(deploy());
    const paragraph = studio.zeppelin.paragraph(PARAGRAPH.maskingKey);
    paragraph.text = paragraph.text.replace('MASKING-KEY-GOES-HERE', MASKING_KEY);
    await here.run(RECONCILE);
    expect(submissions()).toBe(1);
  });

  it('with the key in a failed paragraph’s results too', async () => {
    await here.run(deploy());
    Object.assign(studio.zeppelin.paragraph(PARAGRAPH.maskingKey), { errorMessage: `bad ${MASKING_KEY}` });
    await here.run(RECONCILE);
    expect(studio.zeppelin.paragraph(PARAGRAPH.maskingKey)).not.toHaveProperty('errorMessage');
  });

  it('after the submission leaves a job that nobody knows, which is replaced', async () => {
    studio.flink.add({ jid: 'orphan' });
    await here.run(deploy());
    expect(live(here)).toEqual(['job2']);
  });

  it('while it waited for the job leaves one that the next run keeps', async () => {
    studio.flink.usual = { running: 0 };
    here.clock.end = here.clock.time + 60_000;
    expect((await here.run(deploy())).request?.phase).toBe('working');
    here.clock.end += 3_600_000;
    for (const job of studio.flink.jobs) job.running = 4;
    expect((await here.run(deploy())).request).toMatchObject({ phase: 'done', message: 'The job job1 is at work.' });
    expect(submissions()).toBe(1);
  });

  it('with a paragraph that reads RUNNING without a job has a fresh one put in its place, and nothing aborted', async () => {
    await here.run(deploy());
    studio.flink.jobs.length = 0;
    const old = studio.zeppelin.paragraph(PARAGRAPH.job);
    expect(old.status).toBe('RUNNING');
    studio.zeppelin.paragraph(PARAGRAPH.tables).status = 'PENDING';
    await here.run(RECONCILE);
    expect(studio.zeppelin.paragraph(PARAGRAPH.job).id).not.toBe(old.id);
    expect(studio.zeppelin.note.paragraphs.map(({ title, text }) => ({ title, text }))).toEqual(
      studioNote(PARAMETERS).paragraphs,
    );
    expect(studio.zeppelin.paragraph(PARAGRAPH.tables).status).toBe('FINISHED');
    expect(studio.calls.filter((call) => /^DELETE .*notebook\/job/.test(call))).toEqual([]);
    expect(live(here)).toHaveLength(1);
  });

  it('whose job’s paragraph ends late has that end taken for no other’s', async () => {
    await here.run(deploy());
    studio.flink.jobs.length = 0;
    const old = studio.zeppelin.paragraph(PARAGRAPH.job);
    studio.zeppelin.begin = () => {
      old.status = 'ERROR';
      const submitted = here.clock.now();
      here.clock.tick = () => {
        if (studio.flink.jobs.length === 0 && here.clock.now() >= submitted + 16_000) studio.flink.add();
      };
    };
    expect((await here.run(deploy('r2'))).request?.phase).toBe('done');
    expect(live(here)).toHaveLength(1);
  });
});

describe('a job that is there', () => {
  beforeEach(() => here.run(deploy()));

  it('is left alone by a deployment that changes nothing', async () => {
    const before = studio.calls.length;
    await here.run(deploy('r2'));
    expect(studio.calls.slice(before).filter((call) => !call.startsWith('GET'))).toEqual([]);
    expect(live(here)).toEqual(['job1']);
  });

  it('gives way to another when the SQL has changed', async () => {
    await here.run(deploy('r2'), { totalsEverySeconds: 7 });
    expect(live(here)).toEqual(['job2']);
    expect(studio.zeppelin.paragraph(PARAGRAPH.job).text).toContain("INTERVAL '7' SECOND");
    expect(studio.zeppelin.notes).toHaveLength(1);
  });

  it('stays the only one of its name', async () => {
    studio.flink.add({ jid: 'second' });
    studio.flink.add({ jid: 'other', name: 'somebody’s question' });
    await here.run(RECONCILE);
    expect(live(here)).toEqual(['job1', 'other']);
  });

  it('is cancelled by the way round where a proxy knows no PATCH', async () => {
    studio.flink.refusesPatch = true;
    studio.flink.add({ jid: 'second' });
    await here.run(RECONCILE);
    expect(live(here)).toEqual(['job1']);
  });

  it('is submitted again after the application was started anew', async () => {
    studio.flink.jobs.length = 0;
    studio.zeppelin.paragraph(PARAGRAPH.job).status = 'ABORT';
    studio.flink.usual = { jid: 'after-restart' };
    await here.run(RECONCILE);
    expect(live(here)).toEqual(['after-restart']);
  });

  it('that keeps failing is reported with the reason and not submitted again', async () => {
    const [job] = studio.flink.jobs;
    const now = here.clock.now();
    const stacktrace = `java.lang.RuntimeException: outer ${MASKING_KEY}\n at y\nCaused by: java.lang.ArithmeticException: / by zero`;
    Object.assign(job ?? {}, {
      state: 'RESTARTING',
      failures: [3, 2, 1].map((seconds) => ({ timestamp: now - seconds * 1_000, stacktrace })),
    });
    for (const event of [RECONCILE, deploy('r2')])
      await expect(here.run(event)).rejects.toThrow(
        'The job job1 failed 3 times within 10 minutes, the last time by java.lang.ArithmeticException: / by zero.',
      );
    expect(submissions()).toBe(1);
  });

  it('keeps a person’s own paragraphs, and puts right what was changed of its own', async () => {
    studio.zeppelin.note.paragraphs.push({ id: 'mine', title: '', text: '%flink.ssql SHOW TABLES', status: 'RUNNING' });
    studio.zeppelin.paragraph(PARAGRAPH.views).text = 'changed';
    await here.run(RECONCILE);
    expect(studio.zeppelin.note.paragraphs.at(-1)?.id).toBe('mine');
    expect(studio.zeppelin.paragraph(PARAGRAPH.views).text).not.toBe('changed');
    expect(live(here)).toEqual(['job1']);
  });

  it('has paragraphs that are missing put back in their place, and second ones taken out', async () => {
    const { note } = studio.zeppelin;
    note.paragraphs = note.paragraphs.filter(({ title }) => title !== PARAGRAPH.tables);
    note.paragraphs.push({ ...studio.zeppelin.paragraph(PARAGRAPH.views), id: 'copy' });
    await here.run(RECONCILE);
    expect(note.paragraphs.map(({ title, text }) => ({ title, text }))).toEqual(studioNote(PARAMETERS).paragraphs);
  });
});

describe('a job that ends whenever it is submitted', () => {
  beforeEach(() => {
    studio.flink.usual = {
      state: 'FAILED',
      failures: [{ timestamp: 1, stacktrace: 'Caused by: a.B: no' }],
    };
  });
  const minutes = (count: number) => {
    here.clock.time += count * 60_000;
    here.clock.end = here.clock.time + 3_600_000;
  };

  it('is submitted ever more seldom by the schedule, with its reason each time', async () => {
    await expect(here.run(RECONCILE)).rejects.toThrow('has ended: a.B: no');
    for (let check = 0; check < 24; check++) {
      minutes(5);
      await expect(here.run(RECONCILE)).rejects.toThrow('has ended: a.B: no');
    }
    expect(submissions()).toBe(5);
    expect((await here.status()).check?.message).toMatch(/Submitted 5 times; the next is at 2026-01-01T0/);
  });

  it('is submitted at once when somebody asks', async () => {
    await expect(here.run(RECONCILE)).rejects.toThrow();
    studio.flink.usual = {};
    expect((await here.run(deploy())).job).toMatchObject({ id: 'job2', attempts: 0 });
  });
});
