import { AppError } from '../../electron/contract/errors.ts';

/** Exit codes of `lookup`; `codeset` documents its own. */
export const exit = { done: 0, failed: 1, usage: 2 } as const;

/** One sentence on stderr for a failure the user can do something about; the stack only for our own mistakes. */
export function sayError(error: unknown): number {
  if (error instanceof AppError) {
    process.stderr.write(`${error.message}\n`);
    return error.code === 'usage' ? exit.usage : exit.failed;
  }
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  return exit.failed;
}
