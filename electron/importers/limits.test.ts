import { describe, expect, test } from 'vitest';
import type { Fact } from '../codeset/facts.ts';
import { memberOf } from './fixtures.ts';
import { ReleaseLimits } from './limits.ts';

const poaExempt: Fact = { table: 'poaExempt', row: { code: 'A00' } };
const code = (title: string): Fact => ({
  table: 'code',
  row: {
    system: 'hcpcs',
    key: 'A0001',
    title,
    short: '',
    billable: null,
    parent: null,
    added: null,
    ended: null,
    detail: { Description: title },
  },
});

function count(fact: Fact, times: number, size = 0): number {
  const limits = new ReleaseLimits([{ ...memberOf('a.txt', ''), size }]);
  for (let time = 0; time < times; time += 1) {
    try {
      limits.count(fact);
    } catch (error) {
      expect(error).toMatchObject({ code: 'source-damaged' });
      return time;
    }
  }
  return times;
}

describe('a release', () => {
  test('has so many rows of a table and no more', () => {
    expect(count(poaExempt, 2 ** 21, 2 ** 30)).toBe(2 ** 20);
    expect(count(code('x'), 2 ** 21, 2 ** 30)).toBe(2 ** 18);
  });

  test('gives so much more text than its files hold, and no more', () => {
    const pair: Fact = {
      table: 'unitLimit',
      row: { setting: '', code: '', units: 1, adjudication: 1, rationale: 'x'.repeat(2 ** 20) },
    };
    expect(count(pair, 1000)).toBe(16);
    expect(count(pair, 1000, 2 ** 20)).toBe(32);
  });

  test('holds no more text of codes than fits into memory', () => {
    expect(count(code('x'.repeat(2 ** 17)), 1000, 2 ** 30)).toBeLessThan(129);
  });
});
