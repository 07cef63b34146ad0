// Runs a TypeScript script on the Node that comes with the project: `node scripts/node24.mjs scripts/lookup.ts …`.
// With no script it only sees to the link below. Plain JavaScript, because it may be started by Node 20.
//
// npm puts node_modules/.bin first on the path, and the project's own Node has a link there – except with npm 10,
// which removes the link again with the packages for other systems. It is put back here, for the tools that follow.
import { spawnSync } from 'node:child_process';
import { existsSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const modules = fileURLToPath(new URL('../node_modules', import.meta.url));
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
const [script, ...args] = process.argv.slice(2);

// From 22.18 on Node runs TypeScript without a flag.
if (major > 22 || (major === 22 && minor >= 18)) {
  process.argv.splice(1, 1);
  if (script !== undefined) await import(pathToFileURL(script).href);
} else {
  process.exitCode = runOnOwnNode();
}

function runOnOwnNode() {
  const system = `${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
  const binary = process.platform === 'win32' ? 'node.exe' : 'node';
  const own = [`node-${system}`, `node-bin-${system}`]
    .map((name) => join(modules, name, 'bin', binary))
    .find((path) => existsSync(path));
  if (own === undefined) {
    process.stderr.write(
      `Node ${process.versions.node} is too old and none came with the project for ${system}. Install Node 22.18 or newer.\n`,
    );
    return 1;
  }
  link(own);
  if (script === undefined) return 0;
  const env = { ...process.env, PATH: `${dirname(own)}${delimiter}${process.env['PATH'] ?? ''}` };
  return spawnSync(own, [script, ...args], { stdio: 'inherit', env }).status ?? 1;
}

/** @param {string} own path of the project's Node */
function link(own) {
  const bin = join(modules, '.bin');
  const target = relative(bin, own);
  if (process.platform === 'win32') {
    writeFileSync(join(bin, 'node.cmd'), `@"%~dp0${target}" %*\r\n`);
    return;
  }
  rmSync(join(bin, 'node'), { force: true });
  symlinkSync(target, join(bin, 'node'));
}
