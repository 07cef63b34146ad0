import { describe, expect, it } from 'vitest';
import { editPairs } from './edit-pairs.ts';
import { cmsShapedPairs, dummyEffective, factsOf, realNcci } from './fixtures-ncci.ts';
import type { Member } from '../importer.ts';
import { linesOf } from '../reading/lines.ts';

const text = editPairs[0];
const excerpt = await realNcci('ccipra-v322r0-f1');
const rebuilt = await realNcci('ptp_practitioner_2024q3');

describe.skipIf(excerpt === null || rebuilt === null)('real NCCI tables (../shared/data)', () => {
  it("reads CMS's own excerpt whole", async () => {
    if (!excerpt || !text) return;
    const content: string[] = [];
    for await (const line of linesOf(excerpt)) content.push(line.text);
    const expected = content.filter((line) => /^\w{5}\t\w{5}\t/.test(line));
    const head = Buffer.from(content.join('\r\n'));
    const taken: string[] = [];
    for (const one of editPairs) if (await one.recognise({ member: excerpt, head })) taken.push(one.format);
    expect(taken).toEqual([text.format]);
    expect((await text.describe(excerpt)).edition.name).toBe('NCCI 2026 Q3');
    const { facts, report } = await factsOf(text, excerpt);
    expect(report).toMatchObject({ read: expected.length, kept: 154, rejected: 0 });
    expect(facts.filter((fact) => fact.table === 'editPair' && fact.row.deleted === null).length).toBe(
      expected.filter((line) => /^(?:[^\t]*\t){4}\*/.test(line)).length,
    );
  });

  it('reads 200,000 rows of the table of 2024 Q3 in the shape of CMS', async () => {
    if (!rebuilt || !text) return;
    const limit = 200_000;
    const parts: [Member, Member] = [
      cmsShapedPairs(rebuilt, 'ccipra-v302r0-f1.txt', 0, limit / 2),
      cmsShapedPairs(rebuilt, 'ccipra-v302r0-f2.txt', limit / 2, limit / 2),
    ];
    const expected = { active: 0, bypassable: 0, never: 0 };
    for await (const { number, text: line } of linesOf(rebuilt)) {
      if (number === 1) continue;
      if (number > limit + 1) break;
      if (/\t\*\t[019]\t/.test(line)) expected.active += 1;
      if (/\t1\t[^\t]*$/.test(line)) expected.bypassable += 1;
      if (/\t0\t[^\t]*$/.test(line)) expected.never += 1;
    }
    const { facts, report } = await factsOf(text, ...parts);
    expect(report).toMatchObject({ read: limit, kept: limit, rejected: 0 });
    const found = { active: 0, bypassable: 0, never: 0 };
    const rationales = new Set<string>();
    for (const { table: kind, row } of facts) {
      if (kind !== 'editPair') continue;
      if (row.deleted === null) found.active += 1;
      if (row.modifier === 1) found.bypassable += 1;
      if (row.modifier === 0) found.never += 1;
      expect(row.effective?.replaceAll('-', '')).toBe(dummyEffective);
      rationales.add(row.rationale);
    }
    expect(found).toEqual(expected);
    expect(rationales.size).toBeLessThan(13);
  }, 60_000);
});
