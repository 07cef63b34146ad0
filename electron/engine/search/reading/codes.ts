/** A text that may be a code or its beginning: at most 8 letters and digits, a digit among them, one dot at most. */
export interface CodeLike {
  /** Upper case without dot. */
  key: string;
  dotted: boolean;
}

/**
 * What was probably meant by a code that nothing matches: letter O for zero and I or L for one, or the other way
 * round in the first place of an ICD code. Nearest reading first; never the code as typed.
 */
export function repairedKeys(key: string): string[] {
  const digits = (text: string) => text.replaceAll('O', '0').replaceAll(/[IL]/g, '1');
  const rest = digits(key.slice(1));
  const first = key.charAt(0);
  const asLetter = first === '0' ? 'O' : first === '1' ? 'I' : first;
  return [...new Set([first + rest, asLetter + rest, digits(first) + rest])].filter(
    (repaired) => repaired !== key,
  );
}

/**
 * Reads a text as a code: "e11.9", "E119", "99213", "J11", "LT". Two bare letters may be a modifier. Null when
 * the text cannot be one.
 */
export function codeLike(text: string): CodeLike | null {
  const trimmed = text.trim().toUpperCase();
  const match = /^([A-Z0-9]{1,3})(\.?)([A-Z0-9]{0,5})$/.exec(trimmed);
  if (!match) return null;
  const key = `${match[1]}${match[3]}`;
  const dotted = match[2] === '.';
  if (dotted && match[1]?.length !== 3) return null;
  if (/^[A-Z]{2}$/.test(key)) return { key, dotted };
  return /\d/.test(key) && key.length >= 2 && key.length <= 7 ? { key, dotted } : null;
}

/** "E11.9" and "99213" are codes and nothing else; "t2" and "ms" may be words too. */
export function isPlainlyCode(key: string): boolean {
  return key.length >= 3 && /\d\d|\d[A-Z]\d/.test(key);
}

/** Five characters as CPT and HCPCS write their codes; no dose ("5000u"). Modifiers stand behind these. */
export function isFullCode(key: string): boolean {
  return /^(\d{5}|\d{4}F|0\d{3}[AMTU]|[A-V]\d{4})$/.test(key);
}

/**
 * A text that is meant as a code even when nothing held matches: a dot in the right place, five characters as CPT and
 * HCPCS write them, or an ICD category that goes on. "b12", "covid19" and "2023" are not.
 */
export function isSurelyCode({ key, dotted }: CodeLike): boolean {
  if (dotted && /^\d/.test(key)) return key.length > 3;
  if (isFullCode(key)) return true;
  const icd = /^[A-Z]\d[0-9A-Z][0-9A-Z]{0,4}$/.test(key);
  return icd && (dotted ? key.length > 3 : /^[A-Z]\d[0-9AB][0-9A-Z]{1,4}$/.test(key));
}

/**
 * "S72?01", "E11.*": any one letter or digit at each "?", any others at a "*". Two characters stand before the first;
 * null where the text is none. A short one without dot ("b12?") may be a word with a question mark.
 */
export function codePattern(text: string): { pattern: string; dotted: boolean; sure: boolean } | null {
  const match = /^\s*([a-z0-9]{2}[a-z0-9?*])(\.?)([a-z0-9?*]{0,5})\s*$/i.exec(text);
  const dotted = match?.[2] === '.';
  // Something stands behind a dot: "E11.*" is not E11 itself.
  const tail = dotted && match?.[3] === '*' ? '?*' : match?.[3];
  const pattern = `${match?.[1] ?? ''}${tail ?? ''}`.toUpperCase();
  if (!/[?*]/.test(pattern) || !/\d/.test(pattern)) return null;
  return { pattern, dotted, sure: dotted || pattern.length >= 5 };
}

/** "e11 65" and "E11-65": an ICD code whose dot was typed otherwise, if a file holds it; "T12-L1" is none. */
export function respacedCode(text: string): CodeLike | null {
  const match = /^\s*([a-z]\d[0-9a-z])[ -]([0-9a-z]{1,4})\s*$/i.exec(text);
  return match ? { key: `${match[1]}${match[2]}`.toUpperCase(), dotted: true } : null;
}
