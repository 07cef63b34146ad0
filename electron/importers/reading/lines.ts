import type { ImportReport, Member } from '../importer.ts';

/** One line of a text file. One character of `text` is one byte, so that fixed columns can be cut before decoding. */
export interface TextLine {
  /** From 1. */
  number: number;
  text: string;
}

/** Longer lines are cut here: no record comes near it, and a binary file must not fill memory. */
export const longestLine = 1 << 16;

/**
 * Reads a file line by line (CRLF, LF or a lone CR at the end) without holding more than one block of it.
 * A byte-order mark is left out. The last line counts when it is not empty. Keeps `line` and `done` of `report`.
 */
export async function* linesOf(member: Member, report?: ImportReport): AsyncGenerator<TextLine> {
  const stream = await member.open();
  let number = 0;
  let bytes = 0;
  let rest = '';
  try {
    for await (const chunk of stream) {
      if (!Buffer.isBuffer(chunk)) throw new TypeError('A source file gives bytes.');
      bytes += chunk.length;
      if (report) report.done = Math.min(1, bytes / Math.max(1, member.size));
      // Of a line that is cut already nothing more is kept.
      if (rest.length === longestLine && !chunk.includes(10)) continue;
      const text = rest + chunk.toString('latin1');
      let from = 0;
      for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', from)) {
        number += 1;
        if (report) report.line = number;
        yield { number, text: tidy(text.slice(from, end), number) };
        from = end + 1;
      }
      rest = text.slice(from, from + longestLine);
    }
    if (rest !== '') {
      number += 1;
      if (report) report.line = number;
      yield { number, text: tidy(rest, number) };
    }
  } finally {
    stream.destroy();
  }
}

/** The complete lines of a file's head; the last one, cut off by the end of the head, is left out. */
export function headLines(head: Buffer, whole: boolean): string[] {
  const lines = head.toString('latin1').split('\n');
  if (!whole) lines.pop();
  return lines.map((line, index) => tidy(line, index + 1)).filter((line) => line.trim() !== '');
}

function tidy(line: string, number: number): string {
  const start = number === 1 && line.startsWith('\u00EF\u00BB\u00BF') ? 3 : 0;
  const end = line.endsWith('\r') ? line.length - 1 : line.length;
  return line.slice(start, Math.min(end, start + longestLine));
}
