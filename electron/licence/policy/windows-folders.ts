import { win32 } from 'node:path';

/** Where Windows is, and where it keeps what holds for every user. */
interface WindowsFolders {
  systemRoot: string;
  programData: string;
}

/** Where both are unless a computer was set up otherwise (Microsoft: FOLDERID_Windows, FOLDERID_ProgramData). */
const usual: WindowsFolders = { systemRoot: String.raw`C:\Windows`, programData: String.raw`C:\ProgramData` };
const profiles = String.raw`HKLM\SOFTWARE\Microsoft\Windows NT\CurrentVersion\ProfileList`;

/**
 * The folders of Windows, from nothing that a user can change: an environment variable would let anybody put a policy,
 * or a `reg.exe` that tells another computer's id, in the place of the system's. ProgramData is asked of the registry,
 * where only administrators write.
 *
 * @param execute runs a program and gives its standard output
 */
export async function windowsFolders(
  platform: NodeJS.Platform,
  execute: (program: string, parameters: string[]) => Promise<string>,
): Promise<WindowsFolders> {
  if (platform !== 'win32') return usual;
  const reg = win32.join(usual.systemRoot, 'System32', 'reg.exe');
  const printed = await execute(reg, ['query', profiles, '/v', 'ProgramData', '/reg:64']).catch(() => '');
  const kept = /^ {4}ProgramData {4}REG_(?:EXPAND_)?SZ {4}(.+?)\s*$/m.exec(printed)?.[1] ?? '';
  const path = kept.replace(/^%SystemDrive%/i, win32.parse(usual.systemRoot).root.slice(0, 2));
  return { ...usual, programData: /^[a-z]:\\[^%]+$/i.test(path) ? path : usual.programData };
}
