import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { App } from 'electron';

interface About {
  name: string;
  version: string;
  folder: string;
}

/**
 * A stock Electron waits for an ESM main before it becomes ready. The loader of the older runtime, in which the suite
 * is run where a stock one cannot be downloaded, imports it and does not wait, so that what must happen before
 * `ready` comes too late. Here the import runs at once: its two asynchronous steps, reading files and compiling the
 * lexer of CommonJS exports, are made synchronous until main has run. The bundle itself stays what is shipped.
 *
 * Self-contained: its source text is loaded by Electron.
 */
function headStart(app: App, about: About, importMain: () => Promise<unknown>): void {
  const fs = process.getBuiltinModule('node:fs');
  const { readFile } = fs.promises;
  const { compile, instantiate } = WebAssembly;
  const assembly = WebAssembly as unknown as Record<string, unknown>;
  const files = fs.promises as unknown as Record<string, unknown>;
  let hurried = true;
  // The program's own imports keep this function; once main has run it is the real one.
  files['readFile'] = (...args: unknown[]): unknown =>
    hurried
      ? Promise.resolve(Reflect.apply(fs.readFileSync as () => unknown, fs, args as []))
      : Reflect.apply(readFile as () => unknown, fs.promises, args as []);
  assembly['compile'] = (bytes: BufferSource) => Promise.resolve(new WebAssembly.Module(bytes));
  assembly['instantiate'] = (module: WebAssembly.Module, imports?: WebAssembly.Imports) =>
    Promise.resolve(new WebAssembly.Instance(module, imports));

  app.setName(about.name);
  (app as unknown as { setVersion(version: string): void }).setVersion(about.version);
  (app as unknown as { setAppPath(path: string): void }).setAppPath(about.folder);
  importMain().catch(() => undefined); // the loader imports it again, and reports
  (process as unknown as { _tickCallback(): void })._tickCallback();

  hurried = false;
  Object.assign(fs.promises, { readFile });
  Object.assign(WebAssembly, { compile, instantiate });
}

/**
 * Writes the script into `folder`.
 * @param project folder whose package.json names the main bundle
 * @returns switches that make Electron load it first
 */
export function headStartSwitches(folder: string, project: string): string[] {
  const manifest = JSON.parse(readFileSync(join(project, 'package.json'), 'utf8')) as Record<string, string>;
  const about: About = {
    name: manifest['productName'] ?? manifest['name'] ?? '',
    version: manifest['version'] ?? '',
    folder: resolve(project),
  };
  const main = pathToFileURL(resolve(project, manifest['main'] ?? 'index.js')).href;
  const file = join(folder, 'head-start.cjs');
  const call = `require('electron').app, ${JSON.stringify(about)}, () => import(${JSON.stringify(main)})`;
  writeFileSync(file, `'use strict';(${headStart.toString()})(${call});\n`);
  return ['-r', file];
}
