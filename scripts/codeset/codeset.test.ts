import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, readdir, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { hcpcsTextLines, orderFile, orderLine, zipOf } from '../../electron/importers/fixtures.ts';

const script = fileURLToPath(new URL('../codeset.ts', import.meta.url));
const name = 'icd10cm_order_2026.txt';
const hcpcs = hcpcsTextLines({ HCPC: 'V5362', 'LONG DESCRIPTION': 'Speech screening', 'ADD DT': '19900101' });

let folder = '';
let out = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'codeset-'));
  out = join(folder, 'library');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** Runs `codeset`; `interruptAt` sends a Ctrl-C once stderr holds that text. */
function codeset(args: readonly string[], interruptAt?: string): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [script, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
    const ended: Ended = { code: null, stdout: '', stderr: '' };
    child.stdout.on('data', (chunk: Buffer) => (ended.stdout += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => {
      const before = ended.stderr;
      ended.stderr += chunk.toString();
      const reached = interruptAt !== undefined && ended.stderr.includes(interruptAt);
      if (reached && !before.includes(interruptAt)) child.kill('SIGINT');
    });
    child.on('error', reject);
    child.on('close', (code) => resolve({ ...ended, code }));
  });
}

async function put(file: string, content: string | Buffer): Promise<string> {
  await writeFile(join(folder, file), content);
  return join(folder, file);
}

function build(from: string, ...more: string[]): Promise<Ended> {
  return codeset(['build', '--from', from, '--out', out, ...more]);
}

describe('what goes wrong', { timeout: 30_000 }, () => {
  test('wrong usage is 2 and prints nothing on stdout', async () => {
    const wrong = [
      [],
      ['build', '--out', 'x'],
      ['build', '--from', 'x'],
      ['build', '--from', 'x', '--out', 'y', '--line', 'icd9'],
      ['inspect', 'x', '--deep'],
    ];
    for (const ended of await Promise.all(wrong.map((args) => codeset(args)))) {
      expect(ended).toMatchObject({ code: 2, stdout: '' });
    }
    const help = await codeset(['--help']);
    expect(help).toMatchObject({ code: 0, stdout: expect.stringContaining('Exit codes: 0 done') });
  });

  test('a missing source is 1, and one object with --json', async () => {
    const missing = join(folder, 'missing.zip');
    const { code, stdout, stderr } = await build(missing, '--json');
    expect([code, stderr]).toEqual([1, `There is no file or folder ${missing}. Check the path.\n`]);
    expect(JSON.parse(stdout)).toEqual({ ok: false, error: { code: 'not-found', message: stderr.trim() } });
    expect(existsSync(out)).toBe(false);
  });

  test('a zip cut off is 1 and leaves no folder', async () => {
    const zip = await zipOf({ [name]: orderFile });
    const { code, stderr } = await build(await put('cut.zip', zip.subarray(0, 200)));
    expect(code).toBe(1);
    expect(stderr).toMatch(
      /^.*cut\.zip is damaged or not complete .* Download it again from its publisher\.\n$/,
    );
    expect(existsSync(out)).toBe(false);
  });

  test('nothing recognised is 4', async () => {
    const { code, stdout } = await build(await put('order.txt', orderFile), '--json');
    expect(code).toBe(4);
    expect(JSON.parse(stdout)).toMatchObject({ ok: false, lines: [], passed: [{ member: 'order.txt' }] });
    expect(existsSync(out)).toBe(false);
  });

  test('a line that was not asked for is not built', async () => {
    const { code, stdout } = await build(await put(name, orderFile), '--line', 'hcpcs');
    expect(code).toBe(4);
    expect(stdout).toContain('the line icd10cm was not asked for');
  });

  test('a source without one usable record is 1; the lines finished before it are kept', async () => {
    const zip = await zipOf({
      [name]: orderFile,
      'HCPC2025_OCT_ANWEB.txt': (hcpcs[0] ?? '')
        .replace('Speech', '      ')
        .replace('screening', '         '),
    });
    const { code, stderr } = await build(await put('half.zip', zip));
    expect(code).toBe(1);
    expect(stderr).toContain('None of the 1 records of HCPC2025_OCT_ANWEB.txt could be used');
    expect(await codeset(['verify', out])).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^good {2}\S+icd10cm-\S+\n$/),
    });
    await rm(out, { recursive: true });
    const alone = await build(await put('HCPC2025_OCT_ANWEB.txt', (hcpcs[0] ?? '').slice(0, 11).padEnd(320)));
    expect(alone.code).toBe(1);
    expect(existsSync(out)).toBe(false);
  });

  test('rejected records are 3, listed by line', async () => {
    const { code, stdout } = await build(
      await put(name, `${orderFile}\r\n${orderLine(13, 'S53', '9', 'x')}`),
    );
    expect(code).toBe(3);
    expect(stdout).toContain('13 read, 12 kept, 0 left out, 1 rejected');
    expect(stdout).toContain('line 13: S53: the flag is "9", not 0 or 1');
  });

  test('inspect and verify of what is no library are 1', async () => {
    const paths = [folder, join(folder, 'none')];
    const runs = paths.flatMap((path) => [codeset(['inspect', path]), codeset(['verify', path])]);
    for (const ended of await Promise.all(runs)) expect(ended).toMatchObject({ code: 1, stdout: '' });
  });
});

describe('a library', { timeout: 30_000 }, () => {
  test('is built, listed and verified', async () => {
    const zip = await put(
      'all.zip',
      await zipOf({ [name]: orderFile, 'HCPC2025_OCT_ANWEB.txt': hcpcs.join('\n') }),
    );
    const { code, stdout, stderr } = await build(zip, '--json');
    expect([code, stderr]).toEqual([0, '']);
    const result: { lines: { file: string }[] } = JSON.parse(stdout);
    expect(result).toMatchObject({
      ok: true,
      out,
      lines: [
        {
          line: 'icd10cm',
          codes: 12,
          releases: [
            {
              dataset: 'icd10cm-codes',
              files: [{ member: name }],
              outcome: 'added',
              read: 12,
              kept: 12,
              rejected: 0,
              edition: { ends: '2026-03-31' },
            },
          ],
        },
        { line: 'hcpcs', codes: 1, releases: [{ format: 'HCPCS Level II text file' }] },
      ],
    });
    const files = result.lines.map(({ file }) => file);
    expect((await readdir(out)).toSorted()).toEqual(
      [...files.flatMap((file) => [file, `${file}.json`, `${file}.key`]), 'library.json'].toSorted(),
    );
    if (process.platform !== 'win32') {
      expect((await stat(join(out, `${files[0]}.key`))).mode & 0o777).toBe(0o600);
    }
    const listed = await codeset(['inspect', out]);
    expect(listed.code).toBe(0);
    expect(listed.stdout).toContain('ICD-10-CM FY2026, 2025-10-01 to 2026-03-31');
    const inspected = await codeset(['inspect', join(out, files[0] ?? ''), '--json']);
    expect(JSON.parse(inspected.stdout)).toMatchObject({ ok: true, files: [{ line: 'icd10cm', codes: 12 }] });
    expect(await codeset(['verify', out])).toMatchObject({ code: 0, stderr: '' });
  });

  test('keeps its other lines, and gives up the file that a new one replaces', async () => {
    await build(await put(name, orderFile));
    const first = (await readdir(out)).find((file) => file.endsWith('.c2c'));
    await build(await put('HCPC2025_OCT_ANWEB.txt', hcpcs.join('\n')));
    const again = await build(await put(name, `${orderFile}\n`), '--json');
    expect(JSON.parse(again.stdout)).toMatchObject({ lines: [{ releases: [{ outcome: 'replaced' }] }] });
    const files = (await readdir(out)).filter((file) => file.endsWith('.c2c'));
    expect(files.map((file) => file.split('-')[0])).toEqual(['hcpcs', 'icd10cm']);
    expect(files).not.toContain(first);
    expect(await codeset(['verify', out])).toMatchObject({ code: 0 });
  });

  test('with a key file of its own holds no key', async () => {
    const keyFile = await put('my.key', `${'ab'.repeat(32)}\n`);
    expect(await build(await put(name, orderFile), '--key-file', keyFile)).toMatchObject({ code: 0 });
    expect((await readdir(out)).filter((file) => file.endsWith('.key'))).toEqual([]);
    expect(await codeset(['verify', out, '--key-file', keyFile])).toMatchObject({ code: 0 });
    expect(await codeset(['verify', out])).toMatchObject({ code: 1 });
    const wrong = await put('wrong.key', 'cd'.repeat(32));
    expect(await codeset(['verify', out, '--key-file', wrong])).toMatchObject({ code: 1 });
    const bad = await put('bad.key', 'no key');
    expect(await build(await put(name, orderFile), '--key-file', bad)).toMatchObject({ code: 1 });
  });

  test.each(['changed in the middle', 'cut off', 'deleted'])(
    'with a file %s: verify is 5',
    async (damage) => {
      await build(await put(name, orderFile));
      const file = (await readdir(out)).find((one) => one.endsWith('.c2c')) ?? '';
      const path = join(out, file);
      const bytes = await readFile(path);
      if (damage === 'deleted') await rm(path);
      else if (damage === 'cut off') await truncate(path, bytes.length - 10);
      else {
        bytes.writeUInt8(bytes.readUInt8(bytes.length - 5000) ^ 1, bytes.length - 5000);
        await writeFile(path, bytes);
      }
      const { code, stdout, stderr } = await codeset(['verify', out, '--json']);
      expect(code).toBe(5);
      expect(JSON.parse(stdout)).toMatchObject({ ok: false, files: [{ ok: false, damaged: true }] });
      expect(stderr).toContain(file);
    },
  );

  test('does not change when the same files come again', async () => {
    const file = await put(name, orderFile);
    await build(file);
    const before = (await readdir(out)).toSorted();
    const { code, stdout } = await build(file);
    expect([code, stdout]).toEqual([
      0,
      'icd10cm: nothing new\n  ICD-10-CM FY2026, in force 2025-10-01 to 2026-03-31: held already\n',
    ]);
    expect((await readdir(out)).toSorted()).toEqual(before);
  });

  test('holds several editions side by side, built in one step or in two', async () => {
    const older = await put('icd10cm_order_2025.txt', orderFile.split('\r\n').slice(1).join('\r\n'));
    await build(await put(name, orderFile));
    await build(older);
    const { stdout } = await codeset(['inspect', out, '--json']);
    expect(JSON.parse(stdout)).toMatchObject({
      files: [
        {
          codes: 12,
          editions: [{ name: 'ICD-10-CM FY2026' }, { name: 'ICD-10-CM FY2025' }],
          releases: [{ rows: 11 }, { rows: 12 }],
        },
      ],
    });
  });

  // A process cannot be sent a Ctrl-C on Windows; it can only be ended.
  test.skipIf(process.platform === 'win32')('goes on where Ctrl-C stopped it', async () => {
    await build(await put(name, orderFile));
    const before = (await readdir(out)).toSorted();
    const index = await readFile(join(out, 'library.json'), 'utf8');
    const rows = Array.from({ length: 60_000 }, (_, at) =>
      orderLine(
        at,
        `A0${at.toString(36).toUpperCase().padStart(4, '0')}`,
        '1',
        `Invented disease number ${at}`,
      ),
    );
    const large = await put('icd10cm-order-2027.txt', rows.join('\n'));
    // Large enough that the signal comes while its line is still being written.
    const services = Array.from({ length: 9999 }, (_, at) =>
      hcpcsTextLines({
        HCPC: `V${String(at).padStart(4, '0')}`,
        'LONG DESCRIPTION': `Invented service number ${at}`,
        'ADD DT': '19900101',
      }),
    );
    const second = await put('HCPC2025_OCT_ANWEB.txt', services.flat().join('\n'));
    const both = ['build', '--from', second, large, '--out', out];
    const stopped = await codeset(both, 'ICD-10-CM FY2027');
    expect([stopped.code, stopped.stdout]).toEqual([1, '']);
    expect(stopped.stderr).toContain('Cancelled. Nothing was changed.');
    expect((await readdir(out)).toSorted()).toEqual(before);
    expect(await readFile(join(out, 'library.json'), 'utf8')).toBe(index);
    const elsewhere = join(folder, 'new', 'library');
    expect(await codeset(['build', '--from', large, '--out', elsewhere], 'FY2027')).toMatchObject({
      code: 1,
    });
    expect(existsSync(join(folder, 'new'))).toBe(false);
    // Here the first line is finished when the second is stopped.
    const late = await codeset([...both.slice(0, -1), elsewhere], 'hcpcs: ');
    expect(late.stderr).toContain('Finished and kept: icd10cm. The same command goes on with the rest.');
    const rest = await codeset([...both.slice(0, -1), elsewhere, '--json']);
    expect(JSON.parse(rest.stdout)).toMatchObject({
      lines: [
        { line: 'icd10cm', file: null, releases: [{ outcome: 'same' }] },
        { line: 'hcpcs', releases: [{ outcome: 'added' }] },
      ],
    });
  });
});
