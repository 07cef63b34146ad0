import { expect, it } from 'vitest';
import { heldRange, isServiceDate, serviceDateLabel } from './dates.ts';

it('says in words when the date of service is not today', () => {
  expect(serviceDateLabel('2026-11-22', '2026-11-22')).toBe('Date of service');
  expect(serviceDateLabel('2024-03-05', '2026-11-22')).toBe('Date of service 2024-03-05, not today');
});

it('takes no year that is still being typed', () => {
  expect(['0002-03-05', '0020-03-05', '0202-03-05', ''].some(isServiceDate)).toBe(false);
  expect(isServiceDate('2024-03-05')).toBe(true);
});

it('tells the range an edition is in force', () => {
  expect(heldRange('2025-10-01', '2026-03-31')).toBe('in force 2025-10-01 to 2026-03-31');
  expect(heldRange('2026-01-01', null)).toBe('in force since 2026-01-01');
});
