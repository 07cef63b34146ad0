import { spawn } from 'node:child_process';
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findElectron, leadingSwitches } from '../../../scripts/electron.ts';
import { programEnvironment, runtime } from './launch.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const register = new URL('../../shim/register.ts', import.meta.url).href;

/** Runs the program with arguments of a deployment tool: it opens no window and ends by itself. */
export async function runProgram(
  userData: string,
  args: readonly string[],
  env: Record<string, string>,
): Promise<{ exitCode: number | null; output: string }> {
  const scratch = realpathSync(mkdtempSync(join(tmpdir(), 'c2c-command-')));
  try {
    const own = [`--user-data-dir=${userData}`, ...args];
    const electron = findElectron();
    const [program, words] =
      runtime === 'electron' && electron !== undefined
        ? [electron, [...leadingSwitches(scratch, root), root, ...own]]
        : [process.execPath, ['--import', register, join(root, 'out/main/main.js'), ...own]];
    const child = spawn(program, words, {
      cwd: root,
      env: programEnvironment(env),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
    const exitCode = await new Promise<number | null>((resolve) => {
      child.once('exit', resolve);
    });
    return { exitCode, output };
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}
