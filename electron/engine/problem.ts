import { randomUUID } from 'node:crypto';
import type { Problem } from '../contract/errors.ts';
import { AppError } from '../contract/errors.ts';

/** What crosses the process boundary instead of an error. Unknown errors keep their text in the log, not on screen. */
export function asProblem(error: unknown, log: (id: string, error: unknown) => void = () => {}): Problem {
  const id = randomUUID().slice(0, 8);
  if (error instanceof AppError) {
    if (error.code !== 'superseded' && error.code !== 'cancelled') log(id, error);
    return { code: error.code, message: error.message, id };
  }
  log(id, error);
  return {
    code: 'internal',
    message: 'Something inside the program failed. Your data is unchanged. Try again; if it happens again, send the log.',
    id,
  };
}
