import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { EngineHost } from '../../electron/engine/host.ts';
import type { OpenRequest } from '../../electron/engine/rpc.ts';
import { newKey } from '../../electron/codeset/keys.ts';
import { hcpcsDraft, icdDraft } from '../fixtures/drafts.ts';
import { hosts, kill, libraryOf } from '../fixtures/engine.ts';
import { folderPerTest } from '../fixtures/folder.ts';
import { request } from '../fixtures/search.ts';

const folder = folderPerTest();
const { start, pids } = hosts();

const library = async (): Promise<OpenRequest> => ({
  ...(await libraryOf(folder(), [icdDraft(), hcpcsDraft()])),
  userData: { file: join(folder(), 'user-data.db'), key: newKey() },
});
const codes = async (host: EngineHost, text: string, picks = true): Promise<string[]> => {
  const { rows } = await host.request('search', { ...request(text), picks });
  return rows.map(({ code }) => code);
};
const pick = (host: EngineHost, query: string, code: string, at = 1) =>
  host.request('remember', { what: 'picked', query, system: 'icd10cm', code, at });

test('what was chosen comes up for the same words, is kept encrypted, and survives a crash and a start', async () => {
  const opened = await library();
  const host = start();
  await host.open(opened);
  const before = await codes(host, 'type 2 diabetes');
  const third = before[2] ?? '';
  await pick(host, 'Type 2  diabetes', third);
  const after = [third, ...before.filter((code) => code !== third)];
  expect(await codes(host, 'diabetes TYPE 2')).toEqual(after);
  expect((await codes(host, 'diab type 2'))[0]).toBe(third);
  expect(await codes(host, 'type 2 diabetes', false)).toEqual(before);
  expect(await host.request('picks', null)).toBe(1);
  kill(pids.at(-1));
  expect(await codes(host, 'type 2 diabetes')).toEqual(after);
  await host.close();

  for (const name of ['user-data.db', 'user-data.db-wal']) {
    const bytes = readOrEmpty(join(folder(), name));
    expect(bytes.includes('diabetes')).toBe(false);
  }
  const again = start();
  await again.open(opened);
  expect(await codes(again, 'type 2 diabetes')).toEqual(after);
  await again.request('forget', { what: 'recents' });
  expect(await codes(again, 'type 2 diabetes')).toEqual(after);
  await again.request('forget', { what: 'picks' });
  expect(await codes(again, 'type 2 diabetes')).toEqual(before);
  expect(await again.request('picks', null)).toBe(0);
  await again.close();
});

test('a code typed whole, and a sentence out of a chart, are not remembered', async () => {
  const host = start();
  await host.open(await library());
  await pick(host, 'e119', 'E11.9');
  await pick(host, 'a man of seventy with type 2 diabetes was seen today for his blood pressure', 'I10');
  expect(await host.request('picks', null)).toBe(0);
  await pick(host, 'E11', 'E11.9');
  expect(await codes(host, 'E11')).toEqual(['E11', 'E11.9', 'E11.6', 'E11.65']);
  await host.close();
});

test('where nothing of a user is kept, searches answer as ever and a choice is refused', async () => {
  const host = start();
  const { userData: _none, ...terminal } = await library();
  await host.open(terminal);
  expect(await codes(host, 'diabetes')).toEqual(await codes(host, 'diabetes', false));
  await expect(pick(host, 'diabetes', 'E11.65')).rejects.toMatchObject({ code: 'not-found' });
  await host.close();
});

function readOrEmpty(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch {
    return Buffer.alloc(0);
  }
}
