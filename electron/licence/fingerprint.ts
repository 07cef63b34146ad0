import { createHmac } from 'node:crypto';
import { AppError } from '../contract/errors.ts';

/** How the system's own id of the computer is read; handed in, so that tests have a computer of their own. */
export interface MachineReaders {
  platform: NodeJS.Platform;
  /** Windows' own folder, so that no other program of that name is run. */
  systemRoot: string;
  readFile: (path: string) => Promise<string>;
  /** Standard output of a program of the operating system. */
  run: (program: string, parameters: string[]) => Promise<string>;
}

/**
 * The fingerprint that machine files name: 64 hexadecimal digits, made from the operating system's id of this
 * installation. The id itself is never shown or sent. It survives a reinstall of the program, not one of the system.
 *
 * @throws AppError `licence-no-machine-id` where the system has none
 */
export async function readFingerprint(readers: MachineReaders): Promise<string> {
  const id = await machineId(readers).catch(() => undefined);
  if (id !== undefined) return createHmac('sha256', id).update('case2code desktop').digest('hex');
  throw new AppError(
    'licence-no-machine-id',
    'This computer’s operating system has no id of its own, so a licence for one computer cannot be used here. A licence for named people can.',
  );
}

async function machineId({
  platform,
  systemRoot,
  readFile,
  run,
}: MachineReaders): Promise<string | undefined> {
  if (platform === 'win32') {
    const key = String.raw`HKLM\SOFTWARE\Microsoft\Cryptography`;
    // 64-bit view: a 32-bit process would be shown another key.
    const output = await run(String.raw`${systemRoot}\System32\reg.exe`, [
      'query',
      key,
      '/v',
      'MachineGuid',
      '/reg:64',
    ]);
    return /MachineGuid\s+REG_SZ\s+([0-9a-fA-F-]{36})/.exec(output)?.[1]?.toLowerCase();
  }
  if (platform === 'darwin') {
    const output = await run('/usr/sbin/ioreg', ['-rd1', '-c', 'IOPlatformExpertDevice']);
    return /"IOPlatformUUID"\s*=\s*"([0-9A-Fa-f-]{36})"/.exec(output)?.[1]?.toLowerCase();
  }
  // systemd writes the first, D-Bus the second; both are 32 hexadecimal digits (machine-id(5)).
  for (const path of ['/etc/machine-id', '/var/lib/dbus/machine-id']) {
    const id = (await readFile(path).catch(() => '')).trim();
    if (/^[0-9a-f]{32}$/.test(id)) return id;
  }
  return undefined;
}
