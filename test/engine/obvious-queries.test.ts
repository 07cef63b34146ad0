import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { searchResponseSchema } from '../../electron/contract/search.ts';
import type { SearchRow } from '../../electron/contract/search.ts';
import { EngineHost } from '../../electron/engine/host.ts';
import { forkEngine } from '../../electron/engine/node-port.ts';
import type { FileToOpen, OpenRequest } from '../../electron/engine/rpc.ts';
import { planImport } from '../../electron/importers/import.ts';
import { importLine } from '../../electron/importers/import-line.ts';
import { openRequest } from '../../scripts/terminal/open-library.ts';
import { engineEntry, reference } from '../fixtures/engine.ts';
import { request } from '../fixtures/search.ts';

vi.setConfig({ hookTimeout: 300_000 });

const data = resolve(fileURLToPath(new URL('../../../shared/data', import.meta.url)));
const sources = ['icd10cm-2026.zip', 'hcpcs-2025-oct.zip'].map((name) => join(data, name));
const missing = sources.filter((source) => !existsSync(source));

/** What a coder types, and a code that must be among the first five rows. Several: any of them will do. */
const everywhere: [typed: string, codes: string[]][] = [
  ['E119', ['E11.9']],
  ['E11.9', ['E11.9']],
  ['e11.9', ['E11.9']],
  ['diab mell 2', ['E11', 'E11.9']],
  ['pnuemonia', ['J18.9', 'J18']],
  ['htn', ['I10']],
  ['J1100', ['J1100']],
  ['fx femur left', ['S72.92XA', 'S72.302A', 'S72.402A', 'S72.002A']],
];
const ofStarter: typeof everywhere = [
  ['99213', ['99213']],
  ['0264T', ['0264T']],
];

async function fiveFor(host: EngineHost, typed: string): Promise<SearchRow[]> {
  const answer = searchResponseSchema.parse(await host.request('search', request(typed)));
  return answer.rows.slice(0, 5);
}

function obvious(queries: typeof everywhere, library: () => Promise<OpenRequest>): void {
  const host = new EngineHost({ spawn: () => forkEngine(engineEntry) });
  beforeAll(async () => {
    expect((await host.open(await library())).problems).toEqual([]);
  });
  afterAll(() => host.close());

  test.each(queries)('%s', async (typed, codes) => {
    const five = (await fiveFor(host, typed)).map(({ code }) => code);
    expect(
      codes.some((code) => five.includes(code)),
      `${typed}: ${five.join(' ')}`,
    ).toBe(true);
  });

  test('G0439 is two codes, each with its system; the dot decides which comes first', async () => {
    const systems = async (typed: string) =>
      (await fiveFor(host, typed)).slice(0, 2).map(({ system }) => system);
    expect(await systems('G0439')).toEqual(['hcpcs', 'icd10cm']);
    expect(await systems('G04.39')).toEqual(['icd10cm', 'hcpcs']);
  });

  test('every beginning of a query is answered, as it is while someone types', async () => {
    const unanswered: string[] = [];
    // A slip allows for none of its beginnings, and an abbreviation is nothing until it is whole.
    for (const [typed] of queries.filter(([one]) => !['pnuemonia', 'htn'].includes(one))) {
      for (let length = 2; length <= typed.length; length += 1) {
        const beginning = typed.slice(0, length);
        if ((await fiveFor(host, beginning)).length === 0) unanswered.push(beginning);
      }
    }
    expect(unanswered).toEqual([]);
  });
}

describe('in the starter set', () => {
  obvious([...everywhere, ...ofStarter], () => openRequest(['starter']));
});

/** Missing files are a skip on a developer's machine and a failure where the whole verification runs. */
test.runIf(missing.length > 0 && process.env['REAL_ELECTRON'])('the public files are here', () => {
  expect.fail(`${missing.join(', ')} not found`);
});

describe.skipIf(missing.length > 0)(
  'in the whole ICD-10-CM and HCPCS (skipped when the public files are not beside this checkout)',
  () => {
    const folder = mkdtempSync(join(tmpdir(), 'case2code-test-'));
    afterAll(() => {
      rmSync(folder, { recursive: true, force: true });
    });

    obvious(everywhere, async () => {
      const { planned } = await planImport(sources);
      const files: FileToOpen[] = [];
      for (const line of ['icd10cm', 'hcpcs'] as const) {
        const codes = planned.filter((one) => one.importer.dataset === `${line}-codes`);
        const { written } = await importLine(line, codes, { folder });
        if (written) files.push({ line, file: join(folder, written.file), key: written.key });
      }
      expect(files.map(({ line }) => line)).toEqual(['icd10cm', 'hcpcs']);
      return { files, reference, problems: [] };
    });
  },
);
