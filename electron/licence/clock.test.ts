import fc from 'fast-check';
import { expect, test } from 'vitest';
import { machineDocument, sealFile } from '../../test/fixtures/keygen-files.ts';
import { evidence, fingerprint, issued, signer } from '../../test/fixtures/licence-evidence.ts';
import { clockGrace, confirmClock, observeClock } from './clock.ts';
import { freshMemory } from './memory.ts';
import type { Memory } from './memory.ts';
import { evaluate } from './state.ts';

const hour = 3_600_000;
const day = 24 * hour;
const start = Date.parse('2026-11-20T12:00:00Z');
const file = (expiry: string | null, when = issued) =>
  sealFile('MACHINE', machineDocument({ issued: when, expiry, ttl: null }, fingerprint), signer);
const year = file('2027-11-01T00:00:00Z');
const seen = (memory: Memory, now: number, texts = [year], elapsed = 0) =>
  evaluate(evidence(texts, { memory, now, elapsed }));
const isFlagged = ({ state }: ReturnType<typeof seen>) =>
  state.warnings.some(({ kind }) => kind === 'clock-rolled-back');

test('a clock that only goes forward is never flagged, however far it jumps', () => {
  fc.assert(
    fc.property(fc.array(fc.nat({ max: 400 * day }), { maxLength: 8 }), (steps) => {
      let { memory } = seen(freshMemory, start);
      let now = start;
      for (const step of steps) {
        now += step;
        const next = seen(memory, now);
        expect(isFlagged(next)).toBe(false);
        ({ memory } = next);
      }
    }),
    { numRuns: 300 },
  );
});

test('summer time, time zones and corrections of up to an hour are never flagged', () => {
  fc.assert(
    fc.property(fc.integer({ min: -hour, max: hour }), fc.integer({ min: -hour, max: hour }), (a, b) => {
      const first = seen(seen(freshMemory, start).memory, start + a);
      const second = seen(first.memory, first.memory.lastSeen + b);
      expect([isFlagged(first), isFlagged(second)]).toEqual([false, false]);
    }),
    { numRuns: 300 },
  );
  // Both are the same instant: what a computer moved across time zones, or an hour at the end of summer, shows.
  const zones = ['2026-11-01T01:30:00-04:00', '2026-11-01T01:30:00-05:00', '2026-11-01T19:30:00+13:00'];
  const flags = zones.map((now) =>
    isFlagged(seen(seen(freshMemory, start - 30 * day).memory, Date.parse(now))),
  );
  expect(flags).toEqual([false, false, false]);
});

test('a machine that slept, or was suspended and resumed with its old clock, is not flagged', () => {
  const { memory } = seen(freshMemory, start);
  // The clock stood still while the rest of the world went on; then it is set.
  const resumed = seen(memory, start + 5000, [year], 5000);
  expect(isFlagged(resumed)).toBe(false);
  expect(isFlagged(seen(resumed.memory, start + 9 * day, [year], 1000))).toBe(false);
});

test('back by more than an hour asks, grants grace, and is over when the clock is right again', () => {
  fc.assert(
    fc.property(fc.integer({ min: hour + 1, max: 15 * day }), (back) => {
      const before = seen(freshMemory, start);
      const turned = seen(before.memory, start - back);
      expect(isFlagged(turned)).toBe(true);
      expect(turned.state).toMatchObject({ validity: 'grace', tier: 'licensed' });
      expect(turned.mayConfirmClock).toBe(true);
      const right = seen(turned.memory, start + 1);
      expect(right.state).toMatchObject({ validity: 'active', warnings: [] });
      // Nothing of what was known is lost on the way.
      expect(right.memory.lastSeen).toBeGreaterThanOrEqual(before.memory.lastSeen);
    }),
    { numRuns: 300 },
  );
});

test('turning the clock back never makes an ended licence go on for longer than the grace, however it is done', () => {
  const ended = file('2026-11-20T00:00:00Z');
  const grace = 14 * day;
  let longest = 0;
  fc.assert(
    fc.property(
      fc.array(fc.record({ back: fc.nat({ max: 19 * day }), use: fc.nat({ max: 12 * hour }) }), {
        minLength: 40,
        maxLength: 60,
      }),
      (sessions) => {
        let { memory } = seen(freshMemory, start + grace + day, [ended]);
        let used = 0;
        for (const { back, use } of sessions) {
          const now = start - back;
          const opened = seen(memory, now, [ended]);
          ({ memory } = opened);
          const later = seen(memory, now + use, [ended], use);
          ({ memory } = later);
          if (later.state.validity === 'grace') used += use;
        }
        expect(used).toBeLessThanOrEqual(clockGrace);
        longest = Math.max(longest, used);
      },
    ),
    { numRuns: 30 },
  );
  expect(longest).toBeGreaterThan(day);
});

test('a date in the future that was wrong does not lock a paying user out', () => {
  // The clock was set to 2031 for a while; then it is put right.
  const { memory } = seen(freshMemory, Date.parse('2031-01-01'));
  const right = seen(memory, start);
  expect(right.state).toMatchObject({ validity: 'grace', tier: 'licensed' });
  // It looks as if an ended licence were to be brought back: the vendor's next file tells the two apart.
  expect(right.mayConfirmClock).toBe(false);
  const renewed = file('2027-11-01T00:00:00Z', '2026-11-20T11:00:00Z');
  const next = seen(right.memory, start, [renewed]);
  expect(next.state).toMatchObject({ validity: 'grace', tier: 'licensed' });
  expect(next.mayConfirmClock).toBe(true);
  const confirmed = seen(confirmClock(next.memory, start), start + day, [renewed]);
  expect(confirmed.state).toMatchObject({ validity: 'active', warnings: [] });
});

test('what has ended is not brought back by saying that an earlier clock is right, nor with its file moved away', () => {
  const ended = file('2026-11-30T00:00:00Z');
  for (const later of [start + 11 * day, start + 100 * day]) {
    const { memory } = seen(seen(freshMemory, start, [ended]).memory, later, [ended]);
    for (const texts of [[ended], []]) {
      const back = seen(memory, start, texts);
      expect(back.mayConfirmClock).toBe(false);
      expect(confirmClock(back.memory, start)).toEqual(back.memory);
    }
    // Where nothing is gained by it, it may be said.
    expect(seen(memory, later - 3 * hour, [ended]).mayConfirmClock).toBe(true);
  }
});

test('three confirmations, then the vendor’s next file decides; never before the newest signed file', () => {
  let memory = seen(freshMemory, start).memory;
  for (let at = 0; at < 4; at++) {
    const turned = observeClock(memory, start - 2 * day - at * 3 * hour, 0);
    expect(turned.mayConfirm).toBe(at < 3);
    memory = confirmClock(turned.memory, start - 2 * day - at * 3 * hour);
    memory = { ...memory, lastSeen: start };
  }
  expect(memory.clockConfirmed).toBe(3);
  const fresh = seen(memory, start + day, [file(null, '2026-11-21T00:00:00Z')]);
  expect(fresh.memory).toMatchObject({ clockConfirmed: 0, clockGraceUsed: 0 });
  const early = Date.parse('2026-11-20T00:00:00Z');
  expect(confirmClock(fresh.memory, early)).toEqual(fresh.memory);
});

test('a restart counts as use, so that restarting does not stretch the grace', () => {
  let { memory } = seen(freshMemory, start + 400 * day);
  let starts = 0;
  for (; starts < 5000; starts++) {
    const next = seen(memory, start, [file('2027-01-01T00:00:00Z')]);
    ({ memory } = next);
    if (next.state.validity !== 'grace') break;
  }
  expect(starts).toBeGreaterThan(1000);
  expect(starts).toBeLessThan(clockGrace / (15 * 60_000) + 1);
});
