import { win32 } from 'node:path';

/** Who may own what everybody obeys: SYSTEM and the group of administrators (Microsoft: well-known SIDs). */
export const administrators: ReadonlySet<string> = new Set(['S-1-5-18', 'S-1-5-32-544']);

/** .NET's own calls and no cmdlet: those are looked for in folders that the environment names. */
const script =
  "foreach ($p in $env:C2C_FOLDER, $env:C2C_FILE) { [System.IO.File]::GetAccessControl($p, 'Owner').GetOwner([System.Security.Principal.SecurityIdentifier]).Value }";

/**
 * The owners of a folder and of a file in it, as Windows' own PowerShell tells them. It gets an environment of its own:
 * a user's could load other code into it.
 *
 * @param execute runs a program with exactly this environment and gives its standard output
 * @returns two security identifiers, the folder's first
 * @throws what `execute` throws
 */
export async function windowsOwners(
  { systemRoot, folder, file }: { systemRoot: string; folder: string; file: string },
  execute: (program: string, parameters: string[], env: Record<string, string>) => Promise<string>,
): Promise<string[]> {
  const program = win32.join(systemRoot, 'System32', 'WindowsPowerShell', 'v1.0', 'powershell.exe');
  const printed = await execute(program, ['-NoProfile', '-NonInteractive', '-Command', script], {
    SystemRoot: systemRoot,
    C2C_FOLDER: folder,
    C2C_FILE: file,
  });
  return printed.split(/\r?\n/).filter((line) => line !== '');
}
