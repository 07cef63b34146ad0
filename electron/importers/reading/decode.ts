/** What cp1252 has where Latin-1 has control characters, 0x80 to 0x9F; five places are empty. */
const cp1252 =
  '\u20AC\uFFFD\u201A\u0192\u201E\u2026\u2020\u2021\u02C6\u2030\u0160\u2039\u0152\uFFFD\u017D\uFFFD' +
  '\uFFFD\u2018\u2019\u201C\u201D\u2022\u2013\u2014\u02DC\u2122\u0161\u203A\u0153\uFFFD\u017E\u0178';
const utf8 = new TextDecoder('utf-8', { fatal: true });

/**
 * The text of one field of a record whose characters are bytes: UTF-8 where it is valid, else cp1252, which is what
 * CMS's files use. White space of every kind becomes one blank; both ends are trimmed. Not `TextDecoder` for cp1252:
 * some versions of Node decode it as plain Latin-1.
 */
export function fieldText(bytes: string): string {
  return tidyText(isAscii(bytes) ? bytes : decode(bytes));
}

/**
 * The text of a field as it was printed, runs of blanks and all: CMS lists a blank too many as a revision. Control
 * characters become blanks; both ends are trimmed.
 */
export function verbatimText(bytes: string): string {
  const text = isAscii(bytes) ? bytes : decode(bytes);
  // eslint-disable-next-line no-control-regex -- they are what is removed
  return text.replaceAll(/[\u0000-\u001F\u007F-\u009F]/g, ' ').trim();
}

/** White space and control characters as single blanks, trimmed: a title never holds a line break or a tab. */
export function tidyText(text: string): string {
  // eslint-disable-next-line no-control-regex -- they are what is removed
  return text.replaceAll(/[\s\u0000-\u001F\u007F-\u009F]+/g, ' ').trim();
}

function isAscii(bytes: string): boolean {
  for (let at = 0; at < bytes.length; at += 1) if (bytes.charCodeAt(at) > 0x7f) return false;
  return true;
}

function decode(bytes: string): string {
  try {
    return utf8.decode(Buffer.from(bytes, 'latin1'));
  } catch {
    return bytes.replaceAll(/[\u0080-\u009F]/g, (byte) => cp1252.charAt(byte.charCodeAt(0) - 0x80));
  }
}
