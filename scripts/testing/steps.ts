import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { root } from '../fresh-build.ts';

/**
 * Runs one command line of package.json's kind from the project's root, its output streamed, and tells whether it
 * succeeded. The tools of node_modules come first, so that every step runs on the project's own Node.
 */
export function runStep(title: string, command: string, env: NodeJS.ProcessEnv = {}): boolean {
  console.log(`\n▸ ${title}: ${command}`);
  const began = performance.now();
  const PATH = [join(root, 'node_modules', '.bin'), process.env['PATH'] ?? ''].join(delimiter);
  const { status, error } = spawnSync(command, {
    cwd: root,
    shell: true,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, PATH, ...env },
  });
  if (error) console.error(error.message);
  const ok = status === 0;
  console.log(
    `▸ ${title}: ${ok ? 'done' : 'FAILED'} in ${((performance.now() - began) / 1000).toFixed(1)} s`,
  );
  return ok;
}

/** Removes a report of an earlier run, which would otherwise speak for a step that died before writing its own. */
export function forget(report: string): string {
  const file = join(root, report);
  rmSync(file, { force: true });
  return file;
}
