import { expect, test } from 'vitest';
import type { MachineReaders } from './fingerprint.ts';
import { readFingerprint } from './fingerprint.ts';

const nothing: MachineReaders = {
  platform: 'linux',
  systemRoot: String.raw`C:\Windows`,
  readFile: () => Promise.reject(new Error('ENOENT')),
  run: () => Promise.reject(new Error('ENOENT')),
};
const guid = '2F1E0D3C-4B5A-6978-8796-A5B4C3D2E1F0';

test('each system’s own id makes the fingerprint', async () => {
  const windows = await readFingerprint({
    ...nothing,
    platform: 'win32',
    run: (program, given) =>
      program === String.raw`C:\Windows\System32\reg.exe` && given.includes('MachineGuid')
        ? Promise.resolve(
            `\r\nHKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Cryptography\r\n    MachineGuid    REG_SZ    ${guid}\r\n\r\n`,
          )
        : Promise.reject(new Error(program)),
  });
  const mac = await readFingerprint({
    ...nothing,
    platform: 'darwin',
    run: () =>
      Promise.resolve(
        `+-o Mac  <class IOPlatformExpertDevice>\n    {\n      "IOPlatformUUID" = "${guid}"\n    }\n`,
      ),
  });
  const linux = await readFingerprint({
    ...nothing,
    readFile: (path) =>
      path === '/var/lib/dbus/machine-id'
        ? Promise.resolve('0123456789abcdef0123456789abcdef\n')
        : Promise.reject(new Error(path)),
  });
  expect(windows).toMatch(/^[0-9a-f]{64}$/);
  expect(mac).toBe(windows);
  expect(linux).toMatch(/^[0-9a-f]{64}$/);
  expect(linux).not.toBe(windows);
  expect(windows).not.toContain('2f1e0d3c');
});

test('a system without an id is told, and an empty id is none', async () => {
  const none = expect.objectContaining({ code: 'licence-no-machine-id' }) as unknown;
  await expect(readFingerprint(nothing)).rejects.toEqual(none);
  await expect(readFingerprint({ ...nothing, readFile: () => Promise.resolve('\n') })).rejects.toEqual(none);
  await expect(readFingerprint({ ...nothing, platform: 'win32' })).rejects.toEqual(none);
});
