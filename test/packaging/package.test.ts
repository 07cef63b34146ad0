import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { extractFile } from '@electron/asar';
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { FuseState } from '@electron/fuses/dist/constants.js';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { packagedApp, packedFiles } from '../../scripts/testing/packaged.ts';

// Set by `npm run pack:dir`, which packs first; a package of an earlier day proves nothing and is not looked at.
const packed = process.env['PACKED'];
const app = packagedApp();
const bundles = [
  'out/main/main.js',
  'out/main/engine.js',
  'out/preload/preload.cjs',
  'out/renderer/index.html',
];
const asar = join(app.resources, 'app.asar');

describe.skipIf(packed === undefined)('the packaged program', () => {
  it('holds the bundles and the addon, and nothing else', () => {
    const files = packedFiles();
    const unexpected = files.filter(({ path }) => !expected.some((one) => one.test(path)));
    expect(unexpected.map(({ path }) => path)).toEqual([]);
    const paths = new Set(files.map(({ path }) => path));
    for (const needed of [
      'package.json',
      ...bundles,
      'out/data/starter.c2cpack',
      'out/data/starter.c2cpack.pub',
      'out/data/sources.json',
    ]) {
      expect(paths).toContain(needed);
    }
  });

  it('has one binary, unpacked, for this machine', () => {
    const files = packedFiles();
    expect(files.filter(({ path }) => path.endsWith('.node')).map(({ path }) => path)).toEqual([app.addon]);
    expect(files.filter(({ unpacked }) => unpacked).map(({ path }) => path)).toEqual([app.addon]);
    expect(existsSync(join(`${asar}.unpacked`, app.addon))).toBe(true);
  });

  it('stays small without Electron', () => {
    const bytes = packedFiles().reduce((total, file) => total + file.bytes, 0);
    expect(bytes).toBeLessThan(25e6);
  });

  it('puts nothing of ours beside app.asar', () => {
    const beside = readdirSync(app.resources).filter((name) => !/\.(pak|lproj|icns)$/.test(name));
    expect(beside.toSorted()).toEqual(['app.asar', 'app.asar.unpacked']);
  });

  it('carries a package.json without scripts and devDependencies', () => {
    const manifest = z
      .looseObject({ version: z.string(), main: z.literal('out/main/main.js') })
      .parse(JSON.parse(extractFile(asar, 'package.json').toString('utf8')));
    for (const name of ['scripts', 'devDependencies']) expect(Object.keys(manifest)).not.toContain(name);
  });

  it.each([
    ['RunAsNode', FuseV1Options.RunAsNode, false],
    ['EnableCookieEncryption', FuseV1Options.EnableCookieEncryption, true],
    ['EnableNodeOptionsEnvironmentVariable', FuseV1Options.EnableNodeOptionsEnvironmentVariable, false],
    ['EnableNodeCliInspectArguments', FuseV1Options.EnableNodeCliInspectArguments, false],
    ['EnableEmbeddedAsarIntegrityValidation', FuseV1Options.EnableEmbeddedAsarIntegrityValidation, true],
    ['OnlyLoadAppFromAsar', FuseV1Options.OnlyLoadAppFromAsar, true],
    ['LoadBrowserProcessSpecificV8Snapshot', FuseV1Options.LoadBrowserProcessSpecificV8Snapshot, false],
    ['GrantFileProtocolExtraPrivileges', FuseV1Options.GrantFileProtocolExtraPrivileges, false],
  ])('has the fuse %s set', async (_name, fuse, enabled) => {
    const wire = await getCurrentFuseWire(app.fused);
    expect(wire[fuse]).toBe(enabled ? FuseState.ENABLE : FuseState.DISABLE);
  });
});

describe.skipIf(packed !== 'smoke')('the packaged program, started', () => {
  it('opens its library and says so', { timeout: 90_000 }, async () => {
    const userData = mkdtempSync(join(tmpdir(), 'packaged-'));
    try {
      const flags = (process.env['ELECTRON_EXTRA_LAUNCH_ARGS'] ?? '').split(' ').filter(Boolean);
      const { stdout } = await promisify(execFile)(
        app.executable,
        [...flags, '--smoke-test', `--user-data-dir=${userData}`],
        { timeout: 60_000 },
      );
      const line = stdout.split('\n').find((one) => one.startsWith('{')) ?? '{}';
      expect(JSON.parse(line)).toMatchObject({
        ready: true,
        codes: expect.toSatisfy((codes: number) => codes > 100),
        lines: expect.arrayContaining(['icd10cm']),
      });
    } finally {
      rmSync(userData, { recursive: true, force: true });
    }
  });
});

/** Every path the package may hold. The addon keeps its own JavaScript; of its binaries, this machine's. */
const expected = [
  /^package\.json$/,
  /^out\/main\/[\w.-]+\.js$/,
  /^out\/preload\/preload\.cjs$/,
  /^out\/renderer\/index\.html$/,
  /^out\/renderer\/assets\/[\w.-]+\.(js|css|svg|png|woff2)$/,
  /^out\/data\/(starter\.c2cpack(\.pub)?|sources\.json|[\w-]+\.tsv)$/,
  /^node_modules\/better-sqlite3\/(package\.json|LICENSE|lib\/[\w./-]+\.js)$/,
  new RegExp(`^${app.addon.replaceAll('.', '\\.')}$`),
];
