import { posix, win32 } from 'node:path';

/**
 * The folder that holds for every user of the computer: `policy.json` and the clinic's licence and roster files. Only
 * administrators should be able to write in it; docs/clinics.md says how it is made.
 *
 * @param programData of Windows, as the system's registry names it, never the environment (`windowsFolders`)
 */
export function machineFolder(platform: NodeJS.Platform, programData: string): string {
  if (platform === 'win32') return win32.join(programData, 'Case2Code');
  if (platform === 'darwin') return '/Library/Application Support/Case2Code';
  return posix.join('/etc', 'case2code');
}
