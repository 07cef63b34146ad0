import { expect, test } from 'vitest';
import type { UpdateSettings } from '../../contract/updates.ts';
import { noUpdates } from '../../contract/updates.ts';
import { UpdateRounds } from './update-rounds.ts';

const hour = 3_600_000;
const day = 24 * hour;

/** Rounds on a clock that stands until it is told to go on to what was planned. */
function rounds(change: Partial<UpdateSettings> = {}, checked: number | null = null) {
  const settings: UpdateSettings = { ...noUpdates, enabled: true, feed: 'https://feed.example', ...change };
  let clock = Date.UTC(2026, 10, 26);
  let last = checked === null ? null : clock - checked;
  let planned: { at: number; run: () => void } | null = null;
  let fails = false;
  const signals: AbortSignal[] = [];
  const made = new UpdateRounds({
    settings: () => settings,
    checked: () => Promise.resolve(last),
    round: async (signal) => {
      signals.push(signal);
      if (fails) throw new Error('down');
      last = clock;
    },
    now: () => clock,
    later: (run, milliseconds) => {
      const plan = { at: clock + milliseconds, run };
      planned = plan;
      return () => {
        if (planned === plan) planned = null;
      };
    },
    random: () => 0,
  });
  const wait = (): number | null => (planned === null ? null : planned.at - clock);
  const goOn = async (): Promise<void> => {
    if (planned === null) throw new Error('nothing is planned');
    const { at, run } = planned;
    planned = null;
    clock = at;
    run();
    await new Promise(setImmediate);
  };
  return { made, settings, signals, wait, goOn, failing: (is: boolean) => (fails = is) };
}

test('off, nothing is planned; nor without a feed', async () => {
  for (const change of [{ enabled: false }, { feed: null }]) {
    const { made, wait } = rounds(change);
    await made.follow();
    expect(wait()).toBeNull();
  }
});

test('on, it looks soon after the start, then as often as is set', async () => {
  const { made, wait, goOn, signals } = rounds();
  await made.follow();
  expect(wait()).toBe(30_000);
  await goOn();
  expect(signals).toHaveLength(1);
  expect(wait()).toBe(day);
  await goOn();
  expect(signals).toHaveLength(2);
});

test('a look of yesterday evening is remembered by this morning', async () => {
  const { made, wait } = rounds({}, 15 * hour);
  await made.follow();
  expect(wait()).toBe(9 * hour);
});

test('after failures it waits longer and longer, and never longer than is set', async () => {
  const { made, wait, goOn, failing } = rounds({ everyHours: 6 });
  failing(true);
  await made.follow();
  const waits: (number | null)[] = [];
  for (let at = 0; at < 5; at++) {
    await goOn();
    waits.push(wait());
  }
  expect(waits).toEqual([hour, 2 * hour, 4 * hour, 6 * hour, 6 * hour]);
  failing(false);
  await goOn();
  expect(wait()).toBe(6 * hour);
});

test('switched off, what is planned is dropped and what runs is stopped; on again, it goes on', async () => {
  const { made, settings, wait, goOn, signals } = rounds();
  await made.follow();
  await goOn();
  settings.enabled = false;
  await made.follow();
  expect(wait()).toBeNull();
  settings.enabled = true;
  await made.follow();
  expect(wait()).toBe(day);
  settings.everyHours = 1;
  await made.follow();
  expect(wait()).toBe(hour);
  made.end();
  expect(wait()).toBeNull();
  expect(signals.every(({ aborted }) => !aborted)).toBe(true);
});

test('a change of what does not matter plans nothing anew', async () => {
  const { made, settings, wait, goOn } = rounds();
  await made.follow();
  await goOn();
  settings.kilobytesPerSecond = 500;
  await made.follow();
  expect(wait()).toBe(day);
});

test('a month is longer than a timer takes: it is waited for in pieces', async () => {
  const { made, wait, goOn, signals } = rounds({ everyHours: 720 });
  await made.follow();
  await goOn();
  expect(wait()).toBe(2 ** 31 - 1);
  await goOn();
  expect(signals).toHaveLength(1);
  expect(wait()).toBe(30 * day - (2 ** 31 - 1));
  await goOn();
  expect(signals).toHaveLength(2);
});
