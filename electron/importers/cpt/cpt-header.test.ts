import { describe, expect, test } from 'vitest';
import { cptDataFiles } from './cpt.ts';
import { codes, isCpt, long, longFile, medium, member, notice, readCpt, short } from './cpt-fixtures.ts';
import { memberOf } from '../fixtures.ts';

describe('edition and notice', () => {
  const described = (content: string, name = 'LONGULT.txt') =>
    cptDataFiles.describe(memberOf(name, Buffer.from(content)));

  test('come from the header of each file', async () => {
    for (const file of [long, medium, short]) {
      const { edition, source, notices } = await cptDataFiles.describe(file);
      expect(edition).toEqual({ name: 'CPT 2026', line: 'cpt', begins: '2026-01-01', ends: '2026-12-31' });
      expect(source).toMatchObject({ id: 'cpt-codes:2026-01-01', notice });
      expect(notices[0]).toBe(notice);
      expect(notices.join(' ')).toContain('registered trademark');
      expect(notices.join(' ')).not.toContain('Example Street');
    }
  });

  // As the AMA's files print it: wrapped, and the years end in the one before the edition.
  const years = [
    'CPT® codes, descriptions and other data are copyright 1966, 1970, 1973,',
    '1977, 1981, 1983-2025 American Medical Association. All rights reserved.',
    'CPT is a registered trademark of the American Medical Association.',
    '',
    '',
  ].join('\r\n');

  test('a wrapped notice is one sentence with its own year', async () => {
    const { edition, source } = await described(longFile(codes, years), 'CPT 2026 Data File/LONGULT.txt');
    expect(source.notice).toBe(
      'CPT® codes, descriptions and other data are copyright 1966, 1970, 1973, 1977, 1981, 1983-2025 American Medical Association. All rights reserved.',
    );
    expect(edition.name).toBe('CPT 2026');
  });

  test('that list of years does not tell the edition: refused with what to do', async () => {
    const error = described(longFile(codes, years));
    await expect(error).rejects.toMatchObject({ code: 'source-unrecognised' });
    await expect(error).rejects.toThrow(/folder called, for example, CPT 2026/);
  });

  test.each([
    ['CPT2026/standard/LONGULT.txt', 'CPT 2026'],
    ['2027 CPT release/x/LONGULT.txt', 'CPT 2027'],
    ['releases/2025/LONGULT.txt', 'CPT 2025'],
  ])('the folder %s says %s', async (name, edition) => {
    expect((await described(longFile(codes, years), name)).edition.name).toBe(edition);
  });

  test('the folder around the chosen one counts when it says CPT', async () => {
    const chosen = {
      ...memberOf('LONGULT.txt', Buffer.from(longFile(codes, years))),
      source: '/x/CPT 2026/standard',
    };
    expect((await cptDataFiles.describe(chosen)).edition.name).toBe('CPT 2026');
    await expect(cptDataFiles.describe({ ...chosen, source: '/x/2024/standard' })).rejects.toThrow(/folder/);
  });

  test('one single year of a copyright line does, where nothing else is said', async () => {
    expect((await described(longFile(codes, `${notice}\r\n`))).edition.name).toBe('CPT 2026');
  });

  test('without a copyright line the file is refused', async () => {
    const error = described(longFile(codes, 'CPT 2026\r\n'));
    await expect(error).rejects.toMatchObject({ code: 'source-unrecognised' });
    await expect(error).rejects.toThrow(/copyright line/);
  });
});

describe('modifiers', () => {
  const list = [
    notice,
    '',
    'Appendix A',
    '',
    'This list is of the CPT 2026 codes.',
    '',
    '22 Example effort: When an example is',
    '25 times as long, say so.',
    '',
    '23 Example sleep',
    '',
    'Anesthesia Physical Status ',
    '',
    'Physical Status Modifier P1: An example patient',
    'Physical Status Modifier P2: Another example',
    '',
    'Modifiers Approved for Ambulatory Surgery Center (ASC) Hospital Outpatient Use',
    '',
    'CPT Level I Modifiers',
    '',
    '22 Example effort',
    '',
    '27 Example visits: on one day',
    '',
    'Category II Modifiers',
    '',
    '1P Example reason',
    'Reasons include:',
    'an example',
    '',
    'Level II (HCPCS/National) Modifiers',
    '',
    'E1 Example eyelid',
    'E2 Example eyelid',
  ].join('\r\n');
  const modifiers = member('MODUL.txt', list);

  test('are part of the release', async () => {
    expect(await isCpt(list)).toBe(true);
    expect((await cptDataFiles.describe(modifiers)).edition.name).toBe('CPT 2026');
    const { rows, report } = await readCpt(long, modifiers);
    expect(
      rows
        .filter(({ system }) => system === 'modifier')
        .map(({ key, title, detail }) => [key, title, detail['Description']]),
    ).toEqual([
      ['22', 'Example effort', 'When an example is 25 times as long, say so.'],
      ['23', 'Example sleep', undefined],
      ['P1', 'An example patient', undefined],
      ['P2', 'Another example', undefined],
      ['27', 'Example visits', 'on one day'],
      ['1P', 'Example reason', 'Reasons include: an example'],
    ]);
    expect(report).toMatchObject({
      read: 16,
      kept: 13,
      dropped: {
        'modifier listed again for outpatient use': 1,
        'Level II modifier: CMS publishes it with HCPCS': 2,
      },
    });
  });
});
