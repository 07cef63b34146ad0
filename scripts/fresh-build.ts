/** Builds out/ when it is missing or older than what it is made of. */
import { spawnSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));

const sources = ['electron', 'renderer', 'data', 'package.json', 'scripts/config/electron.vite.config.ts'];
const bundles = [
  'out/main/main.js',
  'out/main/engine.js',
  'out/preload/preload.cjs',
  'out/renderer/index.html',
];

/** @returns newest change below a path, milliseconds; tests are no part of a bundle */
function newest(path: string): number {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat) return 0;
  if (!stat.isDirectory()) return /\.test\.tsx?$/.test(path) ? 0 : stat.mtimeMs;
  return Math.max(0, ...readdirSync(path).map((name) => newest(join(path, name))));
}

const oldestBundle = (): number => Math.min(...bundles.map((path) => newest(join(root, path))));

export function isBuilt(): boolean {
  return oldestBundle() >= Math.max(...sources.map((path) => newest(join(root, path))));
}

/** Runs `npm run build` where it is needed. Throws one sentence when it fails; the build has said why. */
export function ensureBuilt(): void {
  if (isBuilt()) return;
  console.log('Building…');
  const npm = process.env['npm_execpath'];
  const build = npm
    ? spawnSync(process.execPath, [npm, 'run', '--silent', 'build'], { cwd: root, stdio: 'inherit' })
    : spawnSync('npm', ['run', '--silent', 'build'], {
        cwd: root,
        stdio: 'inherit',
        shell: process.platform === 'win32',
      });
  if (build.status !== 0) throw new Error('The build failed, so there is nothing to start.');
}
