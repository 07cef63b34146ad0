import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Fact, FactRow } from '../../codeset/facts.ts';
import { AppError } from '../../contract/errors.ts';
import { memberOf, zipOf } from '../fixtures.ts';
import { articleExport, csv, lcdColumns, lcdExport, lcds, ncdExport } from './mcd-fixtures.ts';
import type { Description, Importer, ImportReport, Member } from '../importer.ts';
import { mcdArticles, mcdLcds, mcdNcds } from './mcd.ts';
import { droppedIn, newReport } from '../report.ts';
import { openSource } from '../reading/source.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mcd-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function write(files: Readonly<Record<string, string | Buffer>>): Promise<void> {
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), content);
  }
}

interface Release extends Description {
  files: Member[];
}

/** As the planner does: every file to the first importer that knows it, and together what is of one edition. */
async function releasesIn(path: string): Promise<Map<Importer, Map<string, Release>>> {
  const releases = new Map<Importer, Map<string, Release>>();
  for (const member of (await openSource(path)).members) {
    const probe = { member, head: await headOf(member) };
    for (const importer of [mcdLcds, mcdArticles, mcdNcds]) {
      if (!(await importer.recognise(probe))) continue;
      const described = await importer.describe(member);
      const editions = releases.get(importer) ?? new Map<string, Release>();
      const { files } = editions.get(described.edition.name) ?? { files: [] };
      releases.set(
        importer,
        editions.set(described.edition.name, { ...described, files: [...files, member] }),
      );
      break;
    }
  }
  return releases;
}

async function headOf(member: Member): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of await member.open()) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).subarray(0, 1 << 16);
}

async function readExport(
  importer: Importer,
  files: readonly Member[],
): Promise<{
  documents: FactRow<'coverageDocument'>[];
  codes: FactRow<'coverageCode'>[];
  facts: Fact[];
  report: ImportReport;
}> {
  const report = newReport();
  const [first, ...others] = files;
  const facts: Fact[] = [];
  if (first) for await (const fact of importer.read([first, ...others], report)) facts.push(fact);
  return {
    documents: facts.flatMap((fact) => (fact.table === 'coverageDocument' ? [fact.row] : [])),
    codes: facts.flatMap((fact) => (fact.table === 'coverageCode' ? [fact.row] : [])),
    facts,
    report,
  };
}

const utf8 = (files: Readonly<Record<string, string>>): Record<string, Buffer> =>
  Object.fromEntries(Object.entries(files).map(([name, text]) => [name, Buffer.from(text)]));

describe('an export', () => {
  test('is one release of all its files, from a zip, a folder or two exports in one', async () => {
    const both = {
      ...Object.fromEntries(Object.entries(utf8(lcdExport)).map(([name, text]) => [`lcd/${name}`, text])),
      ...Object.fromEntries(Object.entries(utf8(articleExport)).map(([name, text]) => [`art/${name}`, text])),
    };
    await write({
      'current_lcd_csv.zip': await zipOf(utf8(lcdExport)),
      ...Object.fromEntries(Object.entries(both).map(([name, text]) => [`both/${name}`, text])),
    });
    const zip = await releasesIn(join(folder, 'current_lcd_csv.zip'));
    expect([...zip.keys()]).toEqual([mcdLcds]);
    const [release, ...more] = [...(zip.get(mcdLcds)?.values() ?? [])];
    expect(more).toEqual([]);
    expect(release?.edition).toEqual({
      name: 'LCDs of 2026-08-27',
      line: 'coverage',
      begins: '2026-08-27',
      ends: '2026-09-10',
    });
    expect(release?.source.id).toBe('coverage-lcd:2026-08-27');
    expect(release?.files.map(({ name }) => name)).toEqual(
      Object.keys(lcdExport).filter((name) => name !== 'lcd_x_urls.csv'),
    );
    const mixed = await releasesIn(join(folder, 'both'));
    const counts = [...mixed].map(([importer, editions]) => [
      importer.dataset,
      [...editions.values()].map(({ files }) => files.length),
    ]);
    expect(counts).toEqual([
      ['coverage-article', [10]],
      ['coverage-lcd', [5]],
    ]);
  });

  test('is dated by its folder or zip where that says a date', async () => {
    await write({ 'ncd_20260830.zip': await zipOf(utf8(ncdExport)) });
    const [editions] = (await releasesIn(join(folder, 'ncd_20260830.zip'))).values();
    expect([...(editions?.keys() ?? [])]).toEqual(['NCDs of 2026-08-30']);
  });

  test('files that are chosen one by one find the documents beside them', async () => {
    await write({ 'single/lcd.csv': lcdExport['lcd.csv'], 'single/lcd_x_hcpc_code.csv': '' });
    const path = join(folder, 'single/lcd_x_hcpc_code.csv');
    await writeFile(path, lcdExport['lcd_x_hcpc_code.csv']);
    const [editions] = (await releasesIn(path)).values();
    expect([...(editions?.keys() ?? [])]).toEqual(['LCDs of 2026-08-27']);
  });

  test('without its documents it is refused with what to do', async () => {
    const codes = memberOf('lcd_x_hcpc_code.csv', lcdExport['lcd_x_hcpc_code.csv']);
    await expect(mcdLcds.describe(codes)).rejects.toMatchObject({ code: 'source-unrecognised' });
    await expect(readExport(mcdLcds, [codes])).rejects.toThrow(/lcd\.csv is missing/);
  });
});

const members = (files: Readonly<Record<string, string>>): Member[] =>
  Object.entries(utf8(files)).map(([name, content]) => memberOf(name, content, 777));

describe('reading', () => {
  test('LCDs: documents with their contractors and words, then codes without descriptors', async () => {
    const { documents, codes, facts, report } = await readExport(mcdLcds, members(lcdExport));
    expect(documents).toEqual([
      {
        kind: 'lcd',
        id: 'L33822',
        version: '41',
        title: 'Example Tests',
        status: 'Active',
        contractor: 'Example MAC, LLC (01112, 01212)',
        effective: '2026-07-01',
        ended: null,
        text: 'Coverage Indications, Limitations, and/or Medical Necessity\nCovered when age < 18:\n• one\n• two\n\nCPT/HCPCS codes, group 1\nExample devices.',
      },
      expect.objectContaining({ id: 'DL39999', status: 'Proposed', contractor: '', effective: null }),
    ]);
    expect(documents[1]?.text).toContain('Example — draft');
    expect(codes.map(({ id, system, code, role, group }) => [id, system, code, role, group])).toEqual([
      ['L33822', 'hcpcs', 'E0601', 'procedure', 1],
      ['L33822', 'cpt', '99901', 'procedure', 2],
    ]);
    expect(JSON.stringify(facts)).not.toContain('LICENSED');
    expect(report).toMatchObject({ read: 9, kept: 4, rejected: 3 });
    expect(report.dropped).toEqual({
      'the list says that it holds no code': 1,
      'ADA dental (D) code: licensed content': 1,
    });
    expect(report.rejects).toEqual([
      { line: 6, reason: 'lcd_x_hcpc_code.csv: "E06" is not a CPT or HCPCS code' },
      { line: 7, reason: 'lcd_x_hcpc_code.csv: document 1 1 is not in the export' },
      { line: 8, reason: 'lcd_x_hcpc_code.csv: the row names no document' },
    ]);
  });

  test('articles: what each list of codes means', async () => {
    const { documents, codes, report } = await readExport(mcdArticles, members(articleExport));
    expect(documents).toMatchObject([
      {
        id: 'A52458',
        effective: '2019-10-03',
        text: 'Article Text\nTwice encoded\n\nICD-10-CM codes that support medical necessity, group 1\nExample.\n* only so',
      },
    ]);
    expect(codes.map(({ system, code, role, group, note }) => [system, code, role, group, note])).toEqual([
      ['bill-type', '013X', 'bill-type', 0, null],
      ['modifier', 'KX', 'modifier', 1, null],
      ['icd10cm', 'G4733', 'supports', 1, '*'],
      ['icd10cm', 'QA001', 'supports', 2, null],
      ['icd10cm', 'I10', 'does-not-support', 1, null],
      ['icd10pcs', '0016070', 'procedure', 1, null],
      ['revenue-code', '0300', 'revenue-code', 0, null],
    ]);
    expect(report).toMatchObject({ read: 9, kept: 8, rejected: 0 });
  });

  test('NCDs: by their section of the manual, with coverage level and benefit', async () => {
    const { documents, report } = await readExport(mcdNcds, members(ncdExport));
    expect(documents).toMatchObject([
      {
        id: '280.3',
        status: 'Active',
        text: 'Restricted coverage\n\nBenefit category: Durable Medical Equipment\n\nIndications and Limitations of Coverage\nYes.',
      },
      { id: '280.3 (20)', status: 'Retired', effective: '2005-05-05', ended: '2004-01-01', text: '' },
    ]);
    expect(report).toMatchObject({ read: 2, kept: 2 });
  });

  test('what is repeated in every document is short', async () => {
    const endless = {
      ...lcdExport,
      'contractor.csv': lcdExport['contractor.csv'].replace('Example', 'x'.repeat(300)),
    };
    await expect(readExport(mcdLcds, members(endless))).rejects.toMatchObject({ code: 'source-damaged' });
  });

  test('very many paragraphs of one document take no more than reading them', async () => {
    const [header = '', row = ''] = lcdExport['lcd_x_hcpc_code_group.csv'].split('\r\n');
    const many = {
      ...lcdExport,
      'lcd_x_hcpc_code_group.csv': [header, ...Array<string>(60_000).fill(row)].join('\r\n'),
    };
    const { documents } = await readExport(mcdLcds, members(many));
    expect(documents[0]?.text.match(/Example devices/g)).toHaveLength(60_000);
  });

  test('a document of more than a quarter of a million characters', async () => {
    const long = csv(lcdColumns, [{ ...lcds[0], indication: `<p>${'example '.repeat(100_000)}</p>` }]);
    const { documents } = await readExport(mcdLcds, members({ 'lcd.csv': long }));
    expect(documents[0]?.text.length).toBeGreaterThan(790_000);
  });

  test('changed bytes anywhere: every record is kept, dropped or rejected, or an AppError', async () => {
    const change = fc.record({
      at: fc.nat(),
      by: fc.constantFrom('"', ',', '\n', '\r', '\u0000', 'é', '<', '9'),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(change, { maxLength: 8 }), fc.nat(4), async (changes, which) => {
        const files = Object.entries(lcdExport).map(([name, content], index) => {
          let text = content;
          for (const { at, by } of index === which ? changes : []) {
            const place = at % text.length;
            text = text.slice(0, place) + by + text.slice(place + 1);
          }
          return [name, text] as const;
        });
        try {
          const { facts, report } = await readExport(mcdLcds, members(Object.fromEntries(files)));
          expect(report.read).toBe(report.kept + report.rejected + droppedIn(report));
          expect(facts).toHaveLength(report.kept);
        } catch (error) {
          expect(error).toBeInstanceOf(AppError);
        }
      }),
      { numRuns: 60 },
    );
  });
});
