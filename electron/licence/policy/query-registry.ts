import { execFile } from 'node:child_process';
import { win32 } from 'node:path';
import { promisify } from 'node:util';
import { policyKey } from './registry.ts';

const run = promisify(execFile);
const patience = 5000;

/**
 * Asks Windows for the policy key with its own `reg.exe`; null on other systems and where nobody has set a policy.
 * The code page is changed first, because reg.exe otherwise prints names outside it as question marks.
 *
 * @param systemRoot of Windows: the program is named in full, so that none of that name elsewhere runs
 */
export async function queryRegistry(
  platform: NodeJS.Platform,
  systemRoot: string,
  execute: (file: string, args: string[]) => Promise<string> = executeFile,
): Promise<string | null> {
  if (platform !== 'win32') return null;
  const system = win32.join(systemRoot, 'System32');
  const query = `"${win32.join(system, 'reg.exe')}" query "${policyKey}" /s /reg:64`;
  const command = `"${win32.join(system, 'chcp.com')}" 65001 >nul & ${query}`;
  try {
    return await execute(win32.join(system, 'cmd.exe'), ['/d', '/s', '/c', `"${command}"`]);
  } catch (error) {
    // Exit code 1: there is no such key. Anything else is told.
    if ((error as { code?: unknown }).code === 1) return null;
    throw error;
  }
}

async function executeFile(file: string, args: string[]): Promise<string> {
  const { stdout } = await run(file, args, {
    encoding: 'utf8',
    timeout: patience,
    windowsHide: true,
    windowsVerbatimArguments: true,
  });
  return stdout;
}
