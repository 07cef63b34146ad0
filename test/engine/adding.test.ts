import { existsSync, readFileSync, readdirSync, rmSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { libraryFileOf } from '../../electron/codeset/library.ts';
import { openCodeSetFile } from '../../electron/codeset/open.ts';
import type { CodeSetDraft } from '../../electron/codeset/rows.ts';
import { writeCodeSet } from '../../electron/codeset/writer.ts';
import type { FileToOpen } from '../../electron/engine/rpc.ts';
import { draft, hcpcsDraft, manyRows, row } from '../fixtures/drafts.ts';
import { keepers, linesOf, problemsOf } from '../fixtures/keeper.ts';
import { request } from '../fixtures/search.ts';

const { folder, library, keeper, installed, fileOf } = keepers();
const caught = (error: unknown): unknown => error;

async function elsewhere(from: CodeSetDraft): Promise<FileToOpen> {
  const { line, file, key } = await writeCodeSet(from, join(folder(), 'elsewhere'));
  return { line, file: join(folder(), 'elsewhere', file), key };
}

describe('add', () => {
  test('adopts under a new key; the old file is kept to go back to, the one before it goes at the next start', async () => {
    await installed();
    const old = await fileOf('hcpcs');
    const added = await elsewhere(draft('hcpcs', [row('hcpcs', 'A1000', 'Something of our own')]));
    const adding = keeper();
    await adding.start();
    const told: string[] = [];
    const status = await adding.add([added], ({ detail }) => told.push(detail));
    expect(told.at(-1)).toBe('Done');
    expect(linesOf(status)).toEqual(['icd10cm', 'hcpcs']);
    expect(status.lines.map(({ starter }) => starter)).toEqual([true, false]);
    expect((await adding.host.request('search', request('something'))).rows[0]?.code).toBe('A1000');
    const now = join(library(), await fileOf('hcpcs'));
    await expect(openCodeSetFile(now, Buffer.from(added.key))).rejects.toMatchObject({
      code: 'library-wrong-key',
    });
    await adding.add([await elsewhere(hcpcsDraft())], () => {});
    const last = join(library(), await fileOf('hcpcs'));
    expect(existsSync(join(library(), old))).toBe(true);
    await adding.close();
    const next = keeper();
    await next.start();
    expect(existsSync(join(library(), old))).toBe(false);
    expect([now, last].map((file) => existsSync(file))).toEqual([true, true]);
    await next.close();
  });

  test('a lost library.json is told, and what was added is never replaced in silence', async () => {
    await installed();
    const adding = keeper();
    await adding.start();
    await adding.add([await elsewhere(hcpcsDraft())], () => {});
    const added = join(library(), await fileOf('hcpcs'));
    await adding.close();
    rmSync(libraryFileOf(library()));

    const next = keeper();
    const status = await next.start();
    expect(status).toMatchObject({ state: 'damaged', lines: [] });
    expect(problemsOf(status)).toEqual([[null, 'library-missing']]);
    expect(await next.restoreStarter()).toMatchObject({ state: 'ready', problems: [] });
    await next.close();
    const last = keeper();
    expect((await last.start()).state).toBe('ready');
    expect(existsSync(added)).toBe(true);
    await last.close();
  });

  test('of a damaged file changes nothing', async () => {
    await installed();
    const before = readFileSync(libraryFileOf(library()), 'utf8');
    const added = await elsewhere(hcpcsDraft());
    truncateSync(added.file, 5000);
    const adding = keeper();
    await adding.start();
    await expect(adding.add([added], () => {})).rejects.toMatchObject({ code: 'library-truncated' });
    expect(readFileSync(libraryFileOf(library()), 'utf8')).toBe(before);
    expect(adding.status().state).toBe('ready');
    await adding.close();
  });

  test('while another job runs is refused, and both leave a library that answers', async () => {
    await installed();
    const added = await elsewhere(draft('hcpcs', manyRows(3000)));
    const busy = keeper();
    await busy.start();
    const first = busy.add([added], () => {});
    await expect(busy.add([added], () => {})).rejects.toMatchObject({ code: 'not-allowed' });
    const refused = await busy.restoreStarter();
    expect(refused.state).toBe('ready');
    expect(linesOf(refused)).toEqual(['icd10cm', 'hcpcs']);
    expect(problemsOf(refused)).toEqual([[null, 'not-allowed']]);
    const done = await first;
    expect(done.problems).toEqual([]);
    expect(done.lines.find(({ line }) => line === 'hcpcs')?.codes).toBe(3000);
    await busy.close();
  });

  test('cancelled leaves library.json as it was; the next start removes what was half-written', async () => {
    await installed();
    const before = readFileSync(libraryFileOf(library()), 'utf8');
    const added = await elsewhere(draft('hcpcs', manyRows(20_000)));
    const adding = keeper();
    await adding.start();
    const error = await adding
      .add([added], ({ detail }) => {
        if (detail.startsWith('Copying')) adding.cancelJob();
      })
      .catch(caught);
    expect(error).toMatchObject({ code: 'cancelled' });
    expect(adding.status()).toMatchObject({ state: 'ready', problems: [] });
    await adding.close();
    expect(readFileSync(libraryFileOf(library()), 'utf8')).toBe(before);
    const next = keeper();
    await next.start();
    const left = readdirSync(library()).filter((name) => name.includes('.tmp'));
    expect(left).toEqual([]);
    expect(readFileSync(libraryFileOf(library()), 'utf8')).toBe(before);
    await next.close();
  });
});
