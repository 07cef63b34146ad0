import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CommanderError } from 'commander';
import { beforeEach, describe, expect, test } from 'vitest';
import { keyFileOf, writeKeyFile } from '../../electron/codeset/keys.ts';
import { replaceLines } from '../../electron/codeset/library.ts';
import type { CodeSetDraft } from '../../electron/codeset/rows.ts';
import { writeCodeSet } from '../../electron/codeset/writer.ts';
import { codeFacts, fileOf, icdRows, release, row } from '../../test/fixtures/drafts.ts';
import { folderPerTest } from '../../test/fixtures/folder.ts';
import { createKeyFile } from '../licence/private-key.ts';
import { exitCodeOf, exitCodes } from './exit-codes.ts';
import { packCommand } from './pack-command.ts';

const folder = folderPerTest();
const at = (name: string) => join(folder(), name);

/** Runs `codeset pack …` as the terminal does, in this process. */
async function pack(...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  const ended = { code: -1, stdout: '', stderr: '' };
  const command = packCommand({
    answer: async (_json, run) => {
      ended.code = await run().catch((error: unknown) => {
        ended.stderr = error instanceof Error ? error.message : String(error);
        return exitCodeOf(error);
      });
    },
    print: (json, object, text) => {
      ended.stdout = json === true ? JSON.stringify(object) : text;
    },
  });
  for (const one of command.commands) one.configureOutput({ writeErr: (text) => (ended.stderr += text) });
  await command.parseAsync(args, { from: 'user' }).catch((error: unknown) => {
    if (!(error instanceof CommanderError)) throw error;
    ended.code = exitCodes.usage;
  });
  return ended;
}

async function libraryAt(name: string, draft: CodeSetDraft): Promise<void> {
  const { file, key, line } = await writeCodeSet(draft, at(name));
  await writeKeyFile(keyFileOf(join(at(name), file)), key);
  await replaceLines(at(name), { [line]: { file } });
}

const year = (named: number, more: string): CodeSetDraft => {
  const days = [`${named - 1}-10-01`, `${named}-09-30`] as const;
  const rows = [...icdRows(), row('icd10cm', 'Z99', more)];
  return fileOf({
    ...release('icd10cm-codes', `FY${named}`, days, codeFacts(rows)),
    files: ['order.txt'],
    sha256: more,
  });
};

let signing: string[];
let trust: string[];
beforeEach(async () => {
  writeFileSync(at('passphrase'), 'a long enough passphrase\n');
  const { file, entry } = await createKeyFile(
    (id) => at(`${id}.json`),
    { uses: ['packs'], from: '2020-01-01', until: null },
    'a long enough passphrase',
  );
  signing = ['--sign-key', file, '--passphrase-file', at('passphrase')];
  writeFileSync(at('vendor.pub'), entry.publicKey);
  trust = ['--trust', at('vendor.pub')];
});

describe('codeset pack', { timeout: 60_000 }, () => {
  test('builds, signs, shows, verifies and installs a full pack and a delta', async () => {
    await libraryAt('2025', year(2025, 'old words'));
    await libraryAt('2026', year(2026, 'new words'));
    const full = at('full.c2cpack');
    expect(await pack('build', '--from', at('2025'), '--out', full, '--serial', '1')).toMatchObject({
      code: 0,
    });
    expect(await pack('verify', full, ...trust)).toMatchObject({ code: 5, stdout: '' });
    expect(await pack('sign', full, ...signing)).toMatchObject({ code: 0 });
    expect((await pack('verify', full, ...trust)).stdout).toMatch(/^good /);
    expect(await pack('verify', full)).toMatchObject({ code: 1 });
    expect(JSON.parse((await pack('inspect', full, '--json')).stdout)).toMatchObject({
      ok: true,
      kind: 'full',
      serial: 1,
      id: 'icd10cm-2024-10-01-s1',
      contentKey: null,
      sets: [{ line: 'icd10cm', releases: [{ facts: icdRows().length + 1 }] }],
    });
    expect(await pack('install', full, '--out', at('mine'), ...trust)).toMatchObject({ code: 0 });

    const delta = at('delta.c2cpack');
    const changes = ['--base', at('2025'), '--serial', '2', ...signing];
    expect(await pack('build', '--from', at('2026'), '--out', delta, ...changes)).toMatchObject({ code: 0 });
    expect((await pack('install', delta, '--out', at('fresh'), ...trust)).stderr).toContain('FY2025');
    expect(await pack('install', delta, '--out', at('mine'), ...trust)).toMatchObject({ code: 0 });
    // One file with its manifest and key, and library.json.
    expect(readdirSync(at('mine'))).toHaveLength(4);
    const differences = await pack('diff', at('mine'), at('2026'), '--json');
    expect(JSON.parse(differences.stdout)).toEqual({
      ok: true,
      releases: [
        {
          dataset: 'icd10cm-codes',
          edition: 'FY2026',
          from: 'FY2026',
          kept: icdRows().length + 1,
          gone: 0,
          come: 0,
        },
      ],
    });
    expect((await pack('install', full, '--out', at('mine'), ...trust)).stderr).toMatch(/older/);
  });

  test('tells a damaged pack by its exit code', async () => {
    await libraryAt('2025', year(2025, 'words'));
    const file = at('pack.c2cpack');
    await pack('build', '--from', at('2025'), '--out', file, '--serial', '1', ...signing);
    const bytes = readFileSync(file);
    bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
    writeFileSync(file, bytes);
    const { code, stderr } = await pack('verify', file, ...trust);
    expect(code).toBe(5);
    expect(stderr).toMatch(/^The pack pack\.c2cpack cannot be installed: /);
  });

  test('code numbers that the AMA claims go into no pack that everybody opens', async () => {
    await libraryAt('edits', fileOf(release('unit-limits-practitioner', 'Q1', ['2026-01-01', null], [])));
    await libraryAt(
      'words',
      fileOf(release('clinic', 'Ours', ['2026-01-01', null], codeFacts([row('cpt', '99213', 'A visit')]))),
    );
    const limit = {
      table: 'unitLimit' as const,
      row: { setting: 'practitioner', code: '99213', units: 1, adjudication: 2, rationale: '' },
    };
    await libraryAt(
      'limits',
      fileOf(release('unit-limits-practitioner', 'Q1', ['2026-01-01', null], [limit])),
    );
    writeFileSync(at('content-key'), '1'.repeat(64));
    const locked = ['--content-key-file', at('content-key'), '--kid', 'cpt-2026'];
    for (const library of ['edits', 'words', 'limits']) {
      const out = at(`${library}.c2cpack`);
      const mine = at(`mine-${library}`);
      const build = ['build', '--from', at(library), '--out', out, '--serial', '1', ...signing];
      expect(await pack(...build)).toMatchObject({ code: 1, stderr: expect.stringContaining('AMA') });
      expect(readdirSync(folder())).not.toContain(`${library}.c2cpack`);
      expect(await pack(...build, ...locked)).toMatchObject({ code: 0 });
      expect(readFileSync(out).includes('1'.repeat(64))).toBe(false);
      expect((await pack('verify', out, ...trust)).stdout).toContain('locked');
      expect((await pack('install', out, '--out', mine, ...trust)).stderr).toContain('cpt-2026');
      expect(await pack('install', out, '--out', mine, ...trust, ...locked)).toMatchObject({
        code: 0,
      });
    }
  });

  test('wrong usage is 2', async () => {
    for (const wrong of [
      ['build', '--from', folder(), '--out', at('x'), '--serial', '0'],
      ['sign', at('x')],
      ['inspect'],
      ['verify', at('x'), '--kid', 'k'],
      ['verify', at('x'), '--trust', at('passphrase')],
    ]) {
      expect([wrong, (await pack(...wrong)).code]).toEqual([wrong, 2]);
    }
  });
});
