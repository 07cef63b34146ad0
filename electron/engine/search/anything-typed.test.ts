import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hcpcsDraft, hcpcsRows, icdDraft, icdRows } from '../../../test/fixtures/drafts.ts';
import { request, searchIn } from '../../../test/fixtures/search.ts';
import { maxQueryLength } from '../../contract/names.ts';
import { searchResponseSchema } from '../../contract/search.ts';

const both = searchIn(icdDraft(), hcpcsDraft());

describe('anything may be typed', () => {
  const fragment = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.string({ unit: 'grapheme', maxLength: 60 }),
    fc.constantFrom(
      '\0',
      '‮עברית',
      '🩺🦴',
      '.*+?^${}()|[]\\',
      "'; DROP TABLE code; --",
      '%_%',
      'E11.9',
      'fracture ',
      'w/o ',
      '￿',
      'ﾞ',
    ),
  );
  const text = fc.array(fragment, { maxLength: 10 }).map((parts) => parts.join('').slice(0, maxQueryLength));

  test('search never throws, keeps to its limit, names only codes that exist and marks only their titles', () => {
    const known = new Map(
      [...icdRows(), ...hcpcsRows()].map(({ system, key, title }) => [`${system} ${key}`, title]),
    );
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 50 }), (typed, limit) => {
        const answer = searchResponseSchema.parse(both.search(request(typed, { limit })));
        expect(answer.rows.length).toBeLessThanOrEqual(limit);
        for (const { system, code, title, marks } of answer.rows) {
          expect(known.get(`${system} ${code.replace('.', '')}`)).toBe(title);
          let end = 0;
          for (const [start, length] of marks) {
            expect(start).toBeGreaterThanOrEqual(end);
            expect(length).toBeGreaterThan(0);
            end = start + length;
          }
          expect(end).toBeLessThanOrEqual(title.length);
        }
      }),
      { numRuns: 400 },
    );
  });

  test.each([
    '🩺'.repeat(200),
    '('.repeat(400),
    'a '.repeat(200),
    'e'.repeat(400),
    '\0'.repeat(400),
    '9'.repeat(400),
  ])('%.8s… is answered', (typed) => {
    expect(both.search(request(typed.slice(0, maxQueryLength))).rows.length).toBeLessThanOrEqual(50);
  });
});
