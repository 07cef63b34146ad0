import { expect, test } from 'vitest';
import { Recent } from './recent.ts';

test('what was read lately is not read again, and no more than twice the number is kept', () => {
  const recent = new Recent<string>(2);
  let reads = 0;
  const read = (key: number) => recent.get(key, () => `${key} read ${(reads += 1)}`);
  expect([read(1), read(1), read(2), read(1)]).toEqual(['1 read 1', '1 read 1', '2 read 2', '1 read 1']);
  for (const key of [3, 4, 5]) read(key);
  expect(read(5)).toBe('5 read 5');
  expect(read(1)).toBe('1 read 6');
});
