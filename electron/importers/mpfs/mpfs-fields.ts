const decimal = /^(?:\d{1,7}(?:\.\d{1,6})?|\.\d{1,6})$/;

/** An unsigned decimal as published, with a zero before a leading point; null when it is none. */
export function decimalText(text: string): string | null {
  if (!decimal.test(text)) return null;
  return text.startsWith('.') ? `0${text}` : text;
}

/** A code of the physician fee schedule: CPT of any category or HCPCS Level II. */
export function isCode(text: string): boolean {
  return /^[0-9A-Z]\d{3}[0-9A-Z]$/.test(text);
}

/** A modifier, or none. */
export function isModifier(text: string): boolean {
  return /^(?:[0-9A-Z]{2})?$/.test(text);
}

/** MAC number with its leading zeros ("2102" → "02102"), or null. */
export function macText(text: string): string | null {
  return /^\d{4,5}$/.test(text) ? text.padStart(5, '0') : null;
}

/** Locality number with its leading zero ("0" → "00"), or null. */
export function localityText(text: string): string | null {
  return /^\d{1,2}$/.test(text) ? text.padStart(2, '0') : null;
}

/** A name without the asterisks that point to a footnote. */
export function withoutMarks(name: string): string {
  let end = name.length;
  while (name[end - 1] === '*') end -= 1;
  return name.slice(0, end).trimEnd();
}

/** A text for a message: what stands in a field where it should not, cut short. */
export function quoted(text: string): string {
  return `"${text.length > 24 ? `${text.slice(0, 24)}…` : text}"`;
}
