import { afterEach, expect, test, vi } from 'vitest';
import { windowsFolders } from './windows-folders.ts';

afterEach(() => {
  vi.unstubAllEnvs();
});

const printed = (type: string, path: string) =>
  `\r\nHKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion\\ProfileList\r\n    ProgramData    ${type}    ${path}\r\n\r\n`;

test('what the environment says moves neither the system’s programs nor the machine-wide folder', async () => {
  vi.stubEnv('SystemRoot', 'C:\\Users\\eve\\fake');
  vi.stubEnv('ProgramData', 'C:\\Users\\eve\\policy');
  const run: string[][] = [];
  const folders = await windowsFolders('win32', (program, parameters) => {
    run.push([program, ...parameters]);
    return Promise.resolve(printed('REG_EXPAND_SZ', '%SystemDrive%\\ProgramData'));
  });
  expect(folders).toEqual({ systemRoot: 'C:\\Windows', programData: 'C:\\ProgramData' });
  expect(run).toEqual([
    [
      'C:\\Windows\\System32\\reg.exe',
      'query',
      'HKLM\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion\\ProfileList',
      '/v',
      'ProgramData',
      '/reg:64',
    ],
  ]);
});

test.each([
  [printed('REG_SZ', 'D:\\Shared Data'), 'D:\\Shared Data'],
  [printed('REG_EXPAND_SZ', '%USERPROFILE%\\policy'), 'C:\\ProgramData'],
  [printed('REG_SZ', '\\\\server\\share'), 'C:\\ProgramData'],
  ['', 'C:\\ProgramData'],
])('ProgramData of a computer that was set up otherwise, or the usual one: %#', async (said, programData) => {
  const folders = await windowsFolders('win32', () => Promise.resolve(said));
  expect(folders.programData).toBe(programData);
});

test('a reg.exe that is blocked leaves the usual folders; other systems run nothing', async () => {
  const fails = () => Promise.reject(new Error('blocked'));
  const usual = { systemRoot: 'C:\\Windows', programData: 'C:\\ProgramData' };
  expect(await windowsFolders('win32', fails)).toEqual(usual);
  expect(await windowsFolders('linux', fails)).toEqual(usual);
});
