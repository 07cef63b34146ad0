/** `npm run test:e2e` and `npm run test:e2e:electron`: builds if needed, then runs the suite on one runtime. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureChromium } from './chromium.ts';
import { findElectron } from './electron.ts';
import { ensureBuilt, root } from './fresh-build.ts';

/** @returns the exit code of the suite */
async function main(argv: string[]): Promise<number> {
  const { values, tokens } = parseArgs({
    args: argv,
    options: { runtime: { type: 'string' } },
    strict: false,
    tokens: true,
  });
  const { runtime } = values;
  if (runtime !== 'shim' && runtime !== 'electron')
    throw new Error('Usage: node scripts/e2e.ts --runtime shim|electron [arguments of `playwright test`]');
  if (runtime === 'electron' && findElectron() === undefined)
    throw new Error(
      'There is no Electron to run the suite in: run `npx install-electron`, or set ELECTRON_OVERRIDE_DIST_PATH.',
    );
  const env: NodeJS.ProcessEnv = { ...process.env, E2E_RUNTIME: runtime };
  if (runtime === 'shim') env['CHROMIUM_PATH'] = await ensureChromium({ install: true });
  ensureBuilt();

  const own = tokens.find((token) => token.kind === 'option' && token.name === 'runtime');
  const rest = argv.filter((_, index) => own === undefined || !ownIndexes(own).includes(index));
  const cli = join(root, 'node_modules/playwright/cli.js');
  const config = join(root, 'scripts/config/playwright.config.ts');
  const suite = spawnSync(process.execPath, [cli, 'test', '-c', config, ...rest], {
    cwd: root,
    env,
    stdio: 'inherit',
  });
  return suite.status ?? 1;
}

/** Places of `--runtime x` (two) or `--runtime=x` (one) among the arguments; the others are Playwright's. */
function ownIndexes(token: { index: number; inlineValue?: boolean | undefined }): number[] {
  return token.inlineValue ? [token.index] : [token.index, token.index + 1];
}

main(process.argv.slice(2)).then(
  (code) => (process.exitCode = code),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 2;
  },
);
