import { describe, expect, test } from 'vitest';
import { factsOf, realMember, recognised, rowsOf } from '../icd10cm/fixtures-icd.ts';
import { contentOf, memberOf, realFiles } from '../fixtures.ts';
import { poaList, poaSmall } from './fixtures-lists.ts';
import { poaExempt } from './poa-exempt.ts';

const name = 'POAexemptCodesFY26.txt';
describe('the POA exempt list', () => {
  test('gives each code as a key', async () => {
    const { facts, report } = await factsOf(poaExempt, memberOf(name, poaSmall));
    expect(rowsOf(facts, 'poaExempt')).toEqual([{ code: 'B900' }, { code: 'Q99811' }, { code: 'QA00101' }]);
    expect(report).toMatchObject({ read: 3, kept: 3, rejected: 0, dropped: {} });
  });

  test('bad codes and repeated ones are rejected by line', async () => {
    const content = poaList('1\tB90.0\tx', '2\t90.0\tx', '3\tB90.0\ty', 'B90.1');
    const { facts, report } = await factsOf(poaExempt, memberOf(name, content));
    expect(facts).toHaveLength(1);
    expect(report).toMatchObject({
      read: 4,
      kept: 1,
      rejected: 3,
      rejects: [
        { line: 3, reason: '"90.0" is not an ICD-10-CM code' },
        { line: 4, reason: 'B90.0 is in the file twice; the first one is kept' },
        { line: 5, reason: '"" is not an ICD-10-CM code' },
      ],
    });
  });

  test('tells its year by its header and April by its name', async () => {
    const plain = await poaExempt.describe(memberOf('list.txt', poaSmall));
    expect(plain.edition).toEqual({
      name: 'POA Exempt List FY2026',
      line: 'icd10cm',
      begins: '2025-10-01',
      ends: '2026-03-31',
    });
    expect(plain.source).toMatchObject({ id: 'poa-exempt:2025-10-01', document: 'list.txt' });
    const april = await poaExempt.describe(memberOf('POAexemptCodes-April-2026.txt', poaSmall));
    expect(april.edition).toMatchObject({ name: 'POA Exempt List April 2026', begins: '2026-04-01' });
  });

  test.each([
    ['additions', poaList('30389\tQ87.87\tHao-Fountain Syndrome')],
    ['deletions', 'POAexemptCode\tDescription\r\nQ89.8\tOther\r\n'],
    ['revisions', 'Order26\tAction\tPOAexemptCode\tDescription\r\n30219\tRevise from:\tQ75.001\tx\r\n'],
    ['a list without rows', poaList()],
    ['an empty file', ''],
  ])('%s are no such list', async (_, content) => {
    expect(await recognised(poaExempt, content)).toBe(false);
  });
});

describe.skipIf(realFiles() === null)('the list of FY2026 (skipped without the public files)', () => {
  test('every code, and none of the side files', async () => {
    const member = await realMember('icd10cm-2026.zip', name);
    const raw = await contentOf(member);
    expect(await recognised(poaExempt, raw)).toBe(true);
    const { facts, report } = await factsOf(poaExempt, member);
    const codes = raw
      .trimEnd()
      .split('\r\n')
      .slice(1)
      .map((line) => line.split('\t')[1]?.replace('.', ''));
    expect(codes).toHaveLength(38_349);
    expect(rowsOf(facts, 'poaExempt').map(({ code }) => code)).toEqual(codes);
    expect(report).toMatchObject({ read: 38_349, kept: 38_349, rejected: 0, dropped: {} });
    for (const side of ['Add', 'Delete', 'Revise', 'ReadMe']) {
      const other = await realMember(
        'icd10cm-2026.zip',
        side === 'ReadMe' ? 'ReadMePOAexemptFY26.txt' : `POAexempt${side}CodesFY26.txt`,
      );
      expect(await recognised(poaExempt, await contentOf(other))).toBe(false);
    }
  });
});
