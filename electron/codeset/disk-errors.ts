import { AppError } from '../contract/errors.ts';

/** The system's own code of a failed call ("ENOSPC"), where the error carries one. */
export function systemCode(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}

/** A failed write as the typed error whose message tells the user what to do; `AppError`s pass through. */
export function asAppError(error: unknown, file: string): AppError {
  if (error instanceof AppError) return error;
  // SQLite's codes may be extended: SQLITE_READONLY_DIRECTORY is a SQLITE_READONLY.
  switch (systemCode(error)?.replace(/^(SQLITE_[A-Z]+)_.*$/, '$1')) {
    case 'ENOSPC':
    case 'EDQUOT':
    case 'SQLITE_FULL':
      return new AppError(
        'disk-full',
        `The disk is full: ${file} was not written. Nothing that was there has changed. Free some space and try again.`,
        { cause: error },
      );
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
    case 'ENOTDIR':
    case 'EEXIST':
    case 'SQLITE_READONLY':
    case 'SQLITE_CANTOPEN':
      return new AppError(
        'read-only',
        `${file} could not be written: its folder cannot be made or is read-only for this account. Choose another folder or change its permissions.`,
        { cause: error },
      );
    default:
      return new AppError('internal', `${file} could not be written. The log has the details.`, {
        cause: error,
      });
  }
}
