import { expect, test } from 'vitest';
import { AppError } from '../contract/errors.ts';
import type { Job } from '../contract/library.ts';
import { Jobs } from './jobs.ts';

function jobs(): { jobs: Jobs; told: Job[]; cancels: () => number } {
  const told: Job[] = [];
  let cancels = 0;
  const made = new Jobs(
    (job) => told.push(job),
    () => (cancels += 1),
  );
  return { jobs: made, told, cancels: () => cancels };
}

test('a job tells how far it is and how it ended; only it can be cancelled by its id', async () => {
  const { jobs: all, told, cancels } = jobs();
  const value = await all.run('import', 'Importing files', (progress) => {
    progress({ done: 0.5, detail: 'half' });
    all.cancel('another');
    all.cancel(told[0]?.id ?? '');
    return Promise.resolve('done');
  });
  expect(value).toBe('done');
  expect(told.map(({ state, done, detail }) => [state, done, detail])).toEqual([
    ['running', null, ''],
    ['running', 0.5, 'half'],
    ['finished', 1, ''],
  ]);
  expect(cancels()).toBe(1);
  all.cancel(told[0]?.id ?? '');
  expect(cancels()).toBe(1);
});

test.each([
  ['failed', new AppError('disk-full', 'The disk is full.'), 'disk-full'],
  ['cancelled', new AppError('cancelled', 'Cancelled.'), null],
])('a job that %s says so, and its error passes through', async (state, thrown, code) => {
  const { jobs: all, told } = jobs();
  await expect(all.run('add', 'Adding', () => Promise.reject(thrown))).rejects.toBe(thrown);
  expect(told.at(-1)?.state).toBe(state);
  expect(told.at(-1)?.error?.code ?? null).toBe(code);
});

test('work that is begun while other work runs is refused, and nothing is told of it', async () => {
  const { jobs: all, told } = jobs();
  let begun = false;
  await all.run('import', 'First', async () => {
    const second = all.run('inspect', 'Second', async () => {
      begun = true;
    });
    await expect(second).rejects.toMatchObject({ code: 'not-allowed' });
  });
  expect(begun).toBe(false);
  expect(told.map(({ title, state }) => [title, state])).toEqual([
    ['First', 'running'],
    ['First', 'finished'],
  ]);
  await all.run('inspect', 'Third', () => Promise.resolve());
  expect(told.at(-1)).toMatchObject({ title: 'Third', state: 'finished' });
});

test('work of main itself ends by the signal of its job', async () => {
  const { jobs: all, told } = jobs();
  const work = all.run('download', 'Downloading', (_progress, signal) => {
    all.cancel('another');
    expect(signal.aborted).toBe(false);
    all.cancel(told[0]?.id ?? '');
    expect(signal.aborted).toBe(true);
    return Promise.reject(new AppError('cancelled', 'Cancelled.'));
  });
  await expect(work).rejects.toMatchObject({ code: 'cancelled' });
  expect(told.at(-1)?.state).toBe('cancelled');
});

test('short work runs alone: not beside a job, and no job beside it; nothing is told of it', async () => {
  const { jobs: all, told, cancels } = jobs();
  let done = 0;
  const short = (): Promise<number> => all.alone(() => Promise.resolve((done += 1)));
  await all.run('download', 'Downloading', async () => {
    await expect(short()).rejects.toMatchObject({ code: 'not-allowed' });
  });
  expect(done).toBe(0);
  told.length = 0;
  await all.alone(async () => {
    await expect(all.run('download', 'Downloading', () => Promise.resolve())).rejects.toMatchObject({
      code: 'not-allowed',
    });
  });
  expect([await short(), told, cancels()]).toEqual([1, [], 0]);
});
