import { expect, test } from 'vitest';
import { queryRegistry } from './query-registry.ts';

test('other systems have no registry, and nothing is run there', async () => {
  const execute = () => Promise.reject(new Error('must not run'));
  expect(await queryRegistry('linux', '', execute)).toBeNull();
  expect(await queryRegistry('darwin', '', execute)).toBeNull();
});

test('Windows is asked with its own programs by their full names, in UTF-8, for the 64-bit view', async () => {
  const run: [string, string[]][] = [];
  const answer = await queryRegistry('win32', 'C:\\Windows', (file, args) => {
    run.push([file, args]);
    return Promise.resolve('answer');
  });
  expect(answer).toBe('answer');
  const [file, args] = run[0] ?? [];
  expect(file).toBe('C:\\Windows\\System32\\cmd.exe');
  expect(args?.slice(0, 3)).toEqual(['/d', '/s', '/c']);
  expect(args?.[3]).toBe(
    '""C:\\Windows\\System32\\chcp.com" 65001 >nul & "C:\\Windows\\System32\\reg.exe" query "HKLM\\SOFTWARE\\Policies\\Case2Code" /s /reg:64"',
  );
});

test('no such key is no policy; a reg.exe that is blocked or hangs is told', async () => {
  const fails = (error: object) =>
    queryRegistry('win32', 'C:\\Windows', () => {
      throw Object.assign(new Error('x'), error);
    });
  expect(await fails({ code: 1 })).toBeNull();
  await expect(fails({ code: 'EPERM' })).rejects.toThrow('x');
  await expect(fails({ killed: true })).rejects.toThrow('x');
});
