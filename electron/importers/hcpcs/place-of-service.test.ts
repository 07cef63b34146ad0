import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { AppError } from '../../contract/errors.ts';
import { codesOf, factsOf, realMember, recognised } from '../icd10cm/fixtures-icd.ts';
import { contentOf, memberOf, realFiles } from '../fixtures.ts';
import { placeElement, placeNames, placesJson, placeTable } from './fixtures-hcpcs.ts';
import { placeOfService } from './place-of-service.ts';

describe('place-of-service codes', () => {
  test('from JSON, with the description as detail', async () => {
    expect(await recognised(placeOfService, placesJson)).toBe(true);
    const { facts, report } = await factsOf(placeOfService, memberOf('pos.json', placesJson));
    expect(codesOf(facts).map(({ key, title }) => [key, title])).toEqual([
      ['02', 'Telehealth'],
      ['11', 'Office'],
      ['17', 'Walk-in Retail Health Clinic'],
      ['21', 'Inpatient Hospital'],
    ]);
    expect(codesOf(facts)[3]).toEqual({
      system: 'pos',
      key: '21',
      title: 'Inpatient Hospital',
      short: '',
      billable: null,
      parent: null,
      added: null,
      ended: null,
      detail: { Description: 'A facility.' },
    });
    expect(codesOf(facts)[1]?.detail).toEqual({});
    expect(report).toMatchObject({ read: 4, kept: 4, rejected: 0, done: 1 });
  });

  test('from a list of names and from a table with a header', async () => {
    expect(await recognised(placeOfService, placeNames)).toBe(true);
    expect(await recognised(placeOfService, placeTable)).toBe(true);
    const list = await factsOf(placeOfService, memberOf('pos.tsv', placeNames));
    expect(codesOf(list.facts).map(({ key }) => key)).toEqual(['02', '11', '21', '27']);
    const { facts, report } = await factsOf(placeOfService, memberOf('pos.csv', placeTable));
    expect(codesOf(facts)[0]?.detail).toEqual({ Description: 'Location, other than a hospital' });
    expect(report).toMatchObject({ read: 3, kept: 2, dropped: { 'unassigned codes': 1 } });
  });

  test('bad entries are rejected', async () => {
    const bad = JSON.stringify([
      placeElement('11', 'Office'),
      placeElement('11', 'Office'),
      placeElement('1', 'x'),
      placeElement('12', ' '),
      7,
    ]);
    const { report } = await factsOf(placeOfService, memberOf('pos.json', bad));
    expect(report).toMatchObject({
      read: 5,
      kept: 1,
      rejected: 4,
      rejects: [
        { line: 2, reason: '11 is in the file twice; the first one is kept' },
        { line: 3, reason: '"1" is not a place-of-service code' },
        { line: 4, reason: '12: the name is empty' },
        { line: 5, reason: 'not a place of service' },
      ],
    });
  });

  test.each([
    ['pos.json', placesJson, 'Place of Service Jan 2017', '2017-01-01'],
    ['pos.tsv', placeNames, 'Place of Service Oct 2023', '2023-10-01'],
    ['pos-2025-03-01.tsv', placeNames, 'Place of Service Mar 2025', '2025-03-01'],
  ])('%s is the list of %s', async (name, content, edition, begins) => {
    const { edition: found } = await placeOfService.describe(memberOf(name, content));
    expect(found).toEqual({ name: edition, line: 'hcpcs', begins, ends: null });
  });

  test('a list without a date says what to do', async () => {
    await expect(placeOfService.describe(memberOf('pos.csv', placeTable))).rejects.toMatchObject({
      code: 'source-unrecognised',
      message: expect.stringContaining('Put its date into its name'),
    });
  });

  test.each([
    ['the list of MDCs', '11\tKidney\n21\tInjuries\n'],
    ['other JSON', '[{"a":1}]'],
    ['broken JSON', '[{"placeOfServiceCode"'],
    ['an object', '{"placeOfServiceCode":"11"}'],
    ['nothing', ''],
  ])('%s: not recognised', async (_, content) => {
    expect(await recognised(placeOfService, content)).toBe(false);
  });

  test('what is too large is refused before it is parsed', async () => {
    const large = memberOf('pos.json', `[${'0,'.repeat(1 << 20)}0]`);
    await expect(factsOf(placeOfService, large)).rejects.toMatchObject({ code: 'source-damaged' });
  });

  test('broken files are read, or fail with an error of ours', async () => {
    const broken = fc
      .tuple(
        fc.constantFrom(placesJson, placeNames, placeTable),
        fc.nat(600),
        fc.string({ unit: 'binary', maxLength: 4 }),
      )
      .map(([text, at, put]) => text.slice(0, at % text.length) + put + text.slice((at % text.length) + 1));
    await fc.assert(
      fc.asyncProperty(broken, async (text) => {
        const member = memberOf('pos', Buffer.from(text));
        try {
          const { report } = await factsOf(placeOfService, member);
          const dropped = Object.values(report.dropped).reduce((sum, count) => sum + count, 0);
          expect(report.read).toBe(report.kept + report.rejected + dropped);
        } catch (error) {
          if (!(error instanceof AppError)) throw error;
        }
      }),
    );
  });
});

describe.skipIf(realFiles() === null)('the real lists (skipped without the public files)', () => {
  test('the table of 2017 and the list of names', async () => {
    const web = await realMember('pos.zip', 'place_of_service_codes.json');
    const raw = await contentOf(web);
    expect(await recognised(placeOfService, raw)).toBe(true);
    expect((await placeOfService.describe(web)).edition.begins).toBe('2017-01-01');
    const read = await factsOf(placeOfService, web);
    const codes = [...raw.matchAll(/"placeOfServiceCode":"(\d\d)"/g)].map(([, code]) => code);
    expect(codes).toHaveLength(48);
    expect(codesOf(read.facts).map(({ key }) => key)).toEqual(codes);
    expect(codesOf(read.facts).every(({ detail }) => (detail['Description'] ?? '').length > 20)).toBe(true);

    const list = await realMember('pos.zip', 'pos_codes_names.tsv');
    expect(await recognised(placeOfService, await contentOf(list))).toBe(true);
    expect((await placeOfService.describe(list)).edition.begins).toBe('2024-08-01');
    const names52 = await factsOf(placeOfService, list);
    expect(codesOf(names52.facts).map(({ key, title }) => `${key}\t${title}`)).toEqual(
      (await contentOf(list)).trimEnd().split('\n'),
    );
    expect(names52.report).toMatchObject({ read: 52, kept: 52, rejected: 0 });
  });
});
