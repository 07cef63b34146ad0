import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { ensureBuilt, root } from '../../scripts/fresh-build.ts';
import { importsOf } from '../../scripts/house/imports.ts';

const out = join(root, 'out');
const builtins = new Set(builtinModules.flatMap((name) => [name, `node:${name}`]));

beforeAll(ensureBuilt, 120_000);

const filesIn = (folder: string) =>
  readdirSync(join(out, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));

/** What a bundle loads that is neither its own chunk nor one of Node's modules. */
function foreignImports(file: string): string[] {
  const names = importsOf(file, readFileSync(file, 'utf8')).map(({ name }) => name ?? '(computed)');
  return names.filter((name) => {
    if (name.startsWith('.')) return !existsSync(join(dirname(file), name));
    return !builtins.has(name);
  });
}

describe('the bundles of main and engine', () => {
  it('load only Electron, Node and the addon', () => {
    const files = filesIn('main');
    expect(files.map((file) => basename(file))).toEqual(expect.arrayContaining(['main.js', 'engine.js']));
    const foreign = new Set(files.flatMap(foreignImports));
    expect([...foreign].toSorted()).toEqual(['better-sqlite3', 'electron']);
  });

  it('keep Electron out of the engine, and the addon out of main', () => {
    expect(reached('engine.js')).not.toContain('electron');
    expect(reached('main.js')).not.toContain('better-sqlite3');
  });
});

it('the preload is one CommonJS file that loads Electron alone', () => {
  const files = filesIn('preload');
  expect(files.map((file) => basename(file))).toEqual(['preload.cjs']);
  const [file = ''] = files;
  expect(foreignImports(file)).toEqual(['electron']);
  expect(readFileSync(file, 'utf8')).not.toMatch(/^\s*(import|export)\b/m);
});

it('the window loads only its own files', () => {
  const scripts = filesIn('renderer').filter((file) => file.endsWith('.js'));
  expect(scripts.length).toBeGreaterThan(0);
  expect(scripts.flatMap(foreignImports)).toEqual([]);
  expect(readFileSync(join(out, 'renderer/index.html'), 'utf8')).not.toMatch(/(src|href)="(https?:)?\/\//);
});

describe('every bundle', () => {
  const bundles = () =>
    ['main', 'preload', 'renderer'].flatMap(filesIn).filter((file) => /\.(c?js|css)$/.test(file));

  it('is minified', () => {
    // A file of a few statements has no shape to tell by.
    const large = bundles().filter((file) => readFileSync(file).length > 4000);
    expect(large.length).toBeGreaterThan(2);
    for (const file of large) {
      const text = readFileSync(file, 'utf8');
      expect(text.length / text.split('\n').length, `${file}, characters in a line`).toBeGreaterThan(200);
    }
  });

  it('has no source map', () => {
    expect(filesIn('.').filter((file) => file.endsWith('.map'))).toEqual([]);
    for (const file of bundles()) expect(readFileSync(file, 'utf8'), file).not.toContain('sourceMappingURL');
  });

  it('holds nothing of the tests and no path of this machine', () => {
    for (const file of bundles()) {
      const text = readFileSync(file, 'utf8');
      expect(text.includes('playwright'), file).toBe(false);
      expect(text.includes('test/shim'), file).toBe(false);
      expect(text.includes(root), file).toBe(false);
    }
  });
});

/** Every foreign import that a bundle of out/main reaches through its chunks. */
function reached(entry: string, seen = new Set<string>()): string[] {
  if (seen.has(entry)) return [];
  seen.add(entry);
  const file = join(out, 'main', entry);
  return importsOf(file, readFileSync(file, 'utf8')).flatMap(({ name }) =>
    name?.startsWith('.') ? reached(name.slice(2), seen) : [name ?? ''],
  );
}
