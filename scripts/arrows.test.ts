import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkHouse } from './house/check.ts';
import { importsOf } from './house/imports.ts';
import { minimum } from './house/rules.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'house-'));
  put('.gitignore', 'node_modules/\nout/\n');
  put('electron/contract/codes.ts', `import { z } from 'zod';\nexport const a = z.null();\n`);
  put('electron/contract/names.ts', `export const names = [];\n`);
  put(
    'electron/codeset/rows.ts',
    `import type { a } from '../contract/codes.ts';\nexport type B = typeof a;\n`,
  );
});
afterEach(() => rmSync(root, { recursive: true }));

function put(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

const problems = () => checkHouse(root, { files: 1, imports: 1 }).problems;

describe('the arrows', () => {
  it('let the allowed ones through', () => {
    put('electron/importers/icd.ts', `import type { B } from '../codeset/rows.ts';\nimport 'node:fs';\n`);
    put('electron/preload.ts', `import 'electron';\nimport './contract/names.ts';\n`);
    put('electron/main.ts', `import { app } from 'electron';\nimport './codeset/rows.ts';\n`);
    put('renderer/app/page.tsx', `import 'react';\nimport '../../electron/contract/codes.ts';\n`);
    put('test/shim/electron.ts', `import type * as Electron from 'electron';\nexport const app = {};\n`);
    put('electron/engine/rank.test.ts', `import '../importers/icd.ts';\nimport 'vitest';\n`);
    put('test/fixtures/window.ts', `export const a = 1;\n`);
    put('renderer/app/page.test.tsx', `import '../../test/fixtures/window.ts';\nimport 'node:fs';\n`);
    expect(problems()).toEqual([]);
  });

  // One seeded arrow each: the path, the import, and the words that must stand in the message.
  it.each([
    ['electron/codeset/bad.ts', `import '../importers/icd.ts';`, 'codeset may not import importers'],
    ['electron/codeset/bad.ts', `export * from '../importers/icd.ts';`, 'codeset may not import importers'],
    [
      'electron/codeset/bad.ts',
      `type X = import('../importers/icd.ts').X;`,
      'codeset may not import importers',
    ],
    ['electron/codeset/bad.ts', `await import('../importers/icd.ts');`, 'codeset may not import importers'],
    ['electron/codeset/bad.ts', `const x = await import(name);`, 'computed name'],
    [
      'electron/importers/bad.ts',
      `import type { X } from '../engine/entry.ts';`,
      'importers may not import engine',
    ],
    ['electron/engine/bad.ts', `import { utilityProcess } from 'electron';`, 'imports electron: only main'],
    ['electron/engine/bad.ts', `import type { App } from 'electron';`, 'imports electron: only main'],
    ['electron/engine/bad.ts', `const e = require('electron/main');`, 'imports electron/main: only main'],
    ['electron/engine/bad.ts', `import '../main.ts';`, 'engine may not import main'],
    ['electron/engine/bad.test.ts', `import '../main.ts';`, 'engine may not import main'],
    ['electron/shell/bad.test.ts', `import { app } from 'electron';`, 'imports electron: only main'],
    [
      'electron/shell/bad.ts',
      `import Database from 'better-sqlite3';`,
      'imports better-sqlite3: only codeset',
    ],
    ['electron/contract/bad.ts', `import 'node:fs';`, 'no Node in contract'],
    ['electron/contract/bad.ts', `import 'minisearch';`, 'contract may not'],
    ['electron/contract/names.ts', `import './codes.ts';`, 'names may not import contract'],
    ['electron/preload.ts', `import './contract/codes.ts';`, 'preload may not import contract'],
    ['electron/preload.ts', `import 'zod';`, 'imports zod: preload may not'],
    ['renderer/app/bad.tsx', `import '../../electron/codeset/rows.ts';`, 'renderer may not import codeset'],
    [
      'renderer/app/bad.test.tsx',
      `import '../../electron/engine/entry.ts';`,
      'renderer may not import engine',
    ],
    ['renderer/app/bad.tsx', `import { ipcRenderer } from 'electron';`, 'imports electron: only main'],
    ['renderer/app/bad.tsx', `import 'path';`, 'no Node in renderer'],
    ['test/e2e/bad.ts', `import '../../renderer/app/page.tsx';`, 'test may not import renderer'],
    ['test/e2e/bad.ts', `import { app } from 'electron';`, 'imports electron: only main'],
    ['scripts/bad.ts', `import '../electron/main.ts';`, 'scripts may not import main'],
    ['electron/codeset/bad.ts', `import './rows';`, 'write its extension'],
    ['electron/loose.ts', `export const a = 1;`, 'in no room'],
    ['electron/codeset/bad.ts', `import {`, 'does not parse'],
  ])('catch %s: %s', (path, text, words) => {
    put('electron/importers/icd.ts', 'export type X = 1;\n');
    put('electron/engine/entry.ts', 'export type X = 1;\n');
    put('electron/main.ts', 'export {};\n');
    put('renderer/app/page.tsx', 'export {};\n');
    put(path, `${text}\n`);
    const found = problems();
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(words);
    expect(found[0]).toContain(path);
  });

  it('catch a vague room, a stray name at the top and a long file', () => {
    put('renderer/utils/dates.ts', 'export {};\n');
    put('notes.txt', '');
    put('out/built.js', '');
    put('renderer/styles/long.css', 'a {}\n'.repeat(301));
    expect(problems()).toEqual([
      expect.stringContaining('notes.txt stands at the top'),
      expect.stringContaining('renderer/styles/long.css has 301 lines'),
      expect.stringContaining('renderer/utils/ is a kind of file'),
    ]);
  });

  it('never pass having read nothing', () => {
    rmSync(join(root, 'electron'), { recursive: true });
    expect(problems()).toEqual([expect.stringContaining('read only 0 files and 0 imports')]);
  });

  it('hold in this tree, read as a whole', () => {
    const report = checkHouse(fileURLToPath(new URL('..', import.meta.url)), minimum);
    expect(report.problems).toEqual([]);
  });
});

describe('reading imports', () => {
  it('sees every form, with its line', () => {
    const text = [
      `import a, { type B } from 'one';`,
      `import { type C } from 'two';`,
      `import type { D } from 'three';`,
      `export { e } from 'four';`,
      `export type * from 'five';`,
      `type F = import('six').F;`,
      `const g = () => import('seven');`,
      `const h = require('eight');`,
      `const i = import(where);`,
      `// import 'nine'`,
      'const text = `import "ten"`;',
      `import { createRequire as make } from 'node:module';`,
      `const load = make(import.meta.url); load('twelve');`,
      'import(`thirteen`);',
    ].join('\n');
    expect(importsOf('x.ts', text)).toEqual([
      { name: 'one', line: 1, typeOnly: false },
      { name: 'two', line: 2, typeOnly: true },
      { name: 'three', line: 3, typeOnly: true },
      { name: 'four', line: 4, typeOnly: false },
      { name: 'five', line: 5, typeOnly: true },
      { name: 'six', line: 6, typeOnly: true },
      { name: 'seven', line: 7, typeOnly: false },
      { name: 'eight', line: 8, typeOnly: false },
      { name: null, line: 9, typeOnly: false },
      { name: 'node:module', line: 12, typeOnly: false },
      { name: 'twelve', line: 13, typeOnly: false },
      { name: 'thirteen', line: 14, typeOnly: false },
    ]);
  });
});
