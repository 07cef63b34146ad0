import { describe, expect, test } from 'vitest';
import { AppError } from '../contract/errors.ts';
import { asAppError, systemCode } from './disk-errors.ts';

const failed = (code: string): Error => Object.assign(new Error(`${code}: the system's own words`), { code });

describe('a failed write as people read it', () => {
  test.each([
    ['ENOSPC', 'disk-full'],
    ['EDQUOT', 'disk-full'],
    ['SQLITE_FULL', 'disk-full'],
    ['EACCES', 'read-only'],
    ['EPERM', 'read-only'],
    ['EROFS', 'read-only'],
    ['ENOTDIR', 'read-only'],
    ['EEXIST', 'read-only'],
    ['SQLITE_READONLY', 'read-only'],
    ['SQLITE_READONLY_DIRECTORY', 'read-only'],
    ['SQLITE_CANTOPEN', 'read-only'],
    ['SQLITE_CANTOPEN_ISDIR', 'read-only'],
    ['EIO', 'internal'],
    ['SQLITE_IOERR_WRITE', 'internal'],
    ['SQLITE_ERROR', 'internal'],
  ])('%s is %s, names the file and keeps the cause', (system, code) => {
    const cause = failed(system);
    const error = asAppError(cause, '/library/hcpcs');
    expect(error).toMatchObject({ code, cause });
    expect(error.message).toContain('/library/hcpcs');
    expect(error.message).not.toContain('own words');
  });

  test('a typed error passes through', () => {
    const error = new AppError('cancelled', 'Cancelled.');
    expect(asAppError(error, 'x')).toBe(error);
  });
});

test.each([
  [failed('ENOENT'), 'ENOENT'],
  [new Error('plain'), undefined],
  [{ code: 7 }, undefined],
  ['ENOENT', undefined],
  [null, undefined],
])('the code of %s is %s', (error, code) => {
  expect(systemCode(error)).toBe(code);
});
