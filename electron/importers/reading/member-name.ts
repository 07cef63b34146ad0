/**
 * A name from a zip or a folder as a harmless relative path: forward slashes, no drive letter, no `.` or `..`, no
 * control characters. Null for names that hold nothing.
 */
export function safeName(raw: string): string | null {
  const parts = raw
    .replaceAll('\\', '/')
    .replace(/^[A-Za-z]:/, '')
    // eslint-disable-next-line no-control-regex -- a name is shown in a terminal
    .replaceAll(/[\u0000-\u001F\u007F-\u009F]/g, '_')
    .split('/')
    .filter((part) => part !== '' && part !== '.' && part !== '..');
  return parts.length === 0 ? null : parts.join('/');
}

/** Hidden files, and what macOS adds to a zip. */
export function isHidden(name: string): boolean {
  return name.split('/').some((part) => part.startsWith('.') || part === '__MACOSX');
}

/** The last part of a member's name. */
export function baseName(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1);
}
