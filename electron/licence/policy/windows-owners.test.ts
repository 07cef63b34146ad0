import { expect, test } from 'vitest';
import { windowsOwners } from './windows-owners.ts';

test('Windows is asked with its own program, and with nothing of the user’s environment', async () => {
  const given = { systemRoot: 'C:\\Windows', folder: 'C:\\P\\x', file: "C:\\P\\x\\it's; evil.json" };
  const owners = await windowsOwners(given, (program, parameters, env) => {
    expect(program).toBe('C:\\Windows\\System32\\WindowsPowerShell\\v1.0\\powershell.exe');
    expect(parameters.join(' ')).not.toContain('evil');
    expect(env).toEqual({ SystemRoot: 'C:\\Windows', C2C_FOLDER: given.folder, C2C_FILE: given.file });
    return Promise.resolve('S-1-5-32-544\r\nS-1-5-21-1-2-3-1001\r\n');
  });
  expect(owners).toEqual(['S-1-5-32-544', 'S-1-5-21-1-2-3-1001']);
});
