import { randomUUID } from 'node:crypto';
import type { Problem } from '../contract/errors.ts';
import { AppError } from '../contract/errors.ts';
import { systemCode } from '../codeset/disk-errors.ts';

/** What crosses the process boundary instead of an error. Unknown errors keep their text in the log, not on screen. */
export function asProblem(error: unknown, log: (id: string, error: unknown) => void = () => {}): Problem {
  const id = (error instanceof AppError ? error.id : undefined) ?? randomUUID().slice(0, 8);
  if (error instanceof AppError) {
    if (error.code !== 'superseded' && error.code !== 'cancelled') log(id, error);
    return { code: error.code, message: error.message, id };
  }
  log(id, error);
  return {
    code: 'internal',
    message:
      'Something inside the program failed. Your data is unchanged. Try again; if it happens again, send the log.',
    id,
  };
}

/**
 * An error for the log: its kind, where it came from and what caused it, on one line. Never its words: they may hold
 * what a user typed, or a code's text.
 */
export function traceOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const { name, message, stack = '', cause } = error;
  const code = systemCode(error);
  const places = stack.slice(stack.indexOf(message) + message.length).match(/at [^\n]+/g) ?? [];
  const trace = [code === undefined ? name : `${name} ${code}`, ...places.slice(0, 4)].join(' ');
  return cause === undefined ? trace : `${trace} caused by ${traceOf(cause)}`;
}
