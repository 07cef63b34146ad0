import type { Line } from '../contract/codes.ts';
import { AppError } from '../contract/errors.ts';
import type { Library } from './library.ts';
import { changeLibrary } from './library.ts';

/**
 * Lets `entries` answer for their lines. What answered for them before is kept, one file a line: it takes the place of
 * the one kept until now.
 */
export function switchLines(folder: string, entries: Library['lines']): Promise<Library> {
  return changeLibrary(folder, ({ lines, kept }) => {
    const replaced = Object.fromEntries(
      linesOf(entries).flatMap((line) => {
        const before = lines[line];
        return before ? [[line, { ...before, because: 'replaced' as const }]] : [];
      }),
    );
    return { lines: { ...lines, ...entries }, kept: { ...kept, ...replaced } };
  });
}

/**
 * Lets the file kept of a line answer, and keeps the one that answered: back to the edition before, forward again, or
 * a removed line back in its place.
 *
 * @throws AppError `not-found` when nothing is kept of the line
 */
export function turnBack(folder: string, line: Line): Promise<Library> {
  return changeLibrary(folder, ({ lines, kept }) => {
    const { because, ...entry } = keptOf({ kept }, line);
    const before = lines[line];
    const next = because === 'replaced' ? 'rolled-back' : 'replaced';
    return {
      lines: { ...lines, [line]: entry },
      kept: before ? { ...kept, [line]: { ...before, because: next } } : without(kept, line),
    };
  });
}

/** Lets nothing answer for a line any more; its file is kept, in the place of the one kept until now. */
export function removeLine(folder: string, line: Line): Promise<Library> {
  return changeLibrary(folder, ({ lines, kept }) => {
    const before = lines[line];
    if (!before) throw notHeld(`The library holds nothing of the line ${line} that could be removed.`);
    return { lines: without(lines, line), kept: { ...kept, [line]: { ...before, because: 'removed' } } };
  });
}

/** Forgets every kept file. */
export function forgetKept(folder: string): Promise<Library> {
  return changeLibrary(folder, () => ({ kept: {} }));
}

/** @throws AppError `not-found` when nothing is kept of the line */
export function keptOf({ kept }: Pick<Library, 'kept'>, line: Line): NonNullable<Library['kept'][Line]> {
  const found = kept[line];
  if (!found) {
    throw notHeld(`Of the line ${line} no other edition is kept. Install or import the one you want.`);
  }
  return found;
}

function notHeld(message: string): AppError {
  return new AppError('not-found', message);
}

function linesOf(entries: Library['lines']): Line[] {
  // The keys of a record of lines are lines.
  return Object.keys(entries) as Line[];
}

function without<T extends Partial<Record<Line, unknown>>>(record: T, line: Line): T {
  const rest = { ...record };
  delete rest[line];
  return rest;
}
