import { describe, expect, test } from 'vitest';
import { factsOf, realMember, recognised, rowsOf } from '../icd10cm/fixtures-icd.ts';
import { contentOf, memberOf, realFiles } from '../fixtures.ts';
import { editorTable, newborn } from './fixtures-lists.ts';
import { medicareCodeEditor } from './medicare-code-editor.ts';

describe('the code lists of the Medicare Code Editor', () => {
  test('give diagnoses and procedures with the edit and the list', async () => {
    const content = editorTable(newborn, '41.1\t10\t11\tF\tNoncovered_Over60\tP\t0TY00Z0\tx');
    expect(await recognised(medicareCodeEditor, content)).toBe(true);
    const { facts, report } = await factsOf(medicareCodeEditor, memberOf('mce.txt', content));
    expect(rowsOf(facts, 'codeEdit')).toEqual([
      { system: 'icd10cm', code: 'A33', kind: 'age', rule: 'Newborn Only' },
      { system: 'icd10pcs', code: '0TY00Z0', kind: 'noncovered-procedure', rule: 'Noncovered Over60' },
    ]);
    expect(report).toMatchObject({ read: 2, kept: 2, rejected: 0 });
  });

  test.each([
    ['another version', newborn.replace('41.1', '41'), 'A33: version "41" in a file of version 41.1'],
    ['ICD-9', newborn.replace('\t10\t', '\t9\t'), 'A33: not of ICD-10'],
    [
      'an edit without a list',
      newborn.replace('\t4\t', '\t3\t'),
      'A33: section "3" of the Medicare Code Editor has no list of codes',
    ],
    [
      'a list without a name',
      newborn.replace('Newborn_Only', ''),
      'A33: section "4" of the Medicare Code Editor has no list of codes',
    ],
    [
      'a list named without end',
      newborn.replace('Newborn_Only', 'x'.repeat(101)),
      'A33: section "4" of the Medicare Code Editor has no list of codes',
    ],
    ['a code type', newborn.replace('\tD\t', '\tX\t'), 'A33: the code type is "X", not D or P'],
    ['a procedure code', newborn.replace('\tD\t', '\tP\t'), '"A33" is not an ICD-10-PCS code'],
    ['a diagnosis code', newborn.replace('A33', 'a33'), '"a33" is not an ICD-10-CM code'],
    ['a repeated row', newborn, 'A33 is on the list Newborn Only twice; the first one is kept'],
  ])('%s is rejected', async (_, bad, reason) => {
    const { facts, report } = await factsOf(
      medicareCodeEditor,
      memberOf('mce.txt', editorTable(newborn, bad)),
    );
    expect(facts).toHaveLength(1);
    expect(report).toMatchObject({ read: 2, kept: 1, rejected: 1, rejects: [{ line: 3, reason }] });
  });

  test('its version is in its rows', async () => {
    const { edition, source } = await medicareCodeEditor.describe(memberOf('x.txt', editorTable(newborn)));
    expect(edition).toMatchObject({ name: 'MCE v41.1', begins: '2024-04-01', ends: '2024-09-30' });
    expect(source.id).toBe('code-editor:2024-04-01');
    await expect(medicareCodeEditor.describe(memberOf('x.txt', editorTable()))).rejects.toMatchObject({
      code: 'source-unrecognised',
    });
  });
});

describe.skipIf(realFiles() === null)('the real lists (skipped without the public files)', () => {
  test('version 37 as it is: every row, by list', async () => {
    const member = await realMember('mce.zip', 'MCE_Simple_Code_Edits_v37.txt');
    const raw = await contentOf(member);
    expect(await recognised(medicareCodeEditor, raw)).toBe(true);
    expect((await medicareCodeEditor.describe(member)).edition.name).toBe('MCE v37');
    const { facts, report } = await factsOf(medicareCodeEditor, member);
    expect(report).toMatchObject({ read: 14_153, kept: 14_153, rejected: 0, dropped: {} });
    const lines = raw.trimEnd().split(/\r?\n/).slice(1);
    expect(
      rowsOf(facts, 'codeEdit').map(({ code, rule }) => `${rule.replaceAll(' ', '_')}\t${code}`),
    ).toEqual(lines.map((line) => `${line.split('\t')[4]}\t${line.split('\t')[6]}`));
    expect(rowsOf(facts, 'codeEdit').filter(({ kind }) => kind === 'sex')).toHaveLength(
      3135 + 2294 + 529 + 1916,
    );
  });

  test('version 41.1, brought into that layout', async () => {
    const raw = await contentOf(await realMember('mce.zip', 'mce_v41.1_code_edits.tsv'));
    expect(await recognised(medicareCodeEditor, raw)).toBe(false);
    const sections: Record<string, string> = { Age: '4', Sex: '5', Other: '6' };
    const rows = raw
      .trimEnd()
      .split('\n')
      .slice(1)
      .map((line) => line.split('\t'));
    const content = editorTable(
      ...rows.map(([code, text, group = '', rule]) =>
        ['41.1', '10', sections[group], '_', rule, 'D', code?.replace('.', ''), text].join('\t'),
      ),
    );
    const { facts, report } = await factsOf(medicareCodeEditor, memberOf('mce_v41.1.txt', content));
    expect(report).toMatchObject({ read: 7946, kept: 7946, rejected: 0 });
    const kinds = rowsOf(facts, 'codeEdit').map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === 'age')).toHaveLength(
      rows.filter(([, , group]) => group === 'Age').length,
    );
  });
});
