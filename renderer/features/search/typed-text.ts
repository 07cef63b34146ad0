/** The text without a condition, and without the gap it leaves. */
export function withoutCondition(text: string, typed: string): string {
  const at = text.indexOf(typed);
  if (at < 0) return text;
  return `${text.slice(0, at)} ${text.slice(at + typed.length)}`.replaceAll(/\s+/g, ' ').trim();
}

/** The text with a short form written out; it is found as a word of its own, in any case. */
export function replaceTyped(text: string, typed: string, reading: string): string {
  const escaped = typed.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll(' ', '[^\\p{L}\\p{N}]+');
  const word = new RegExp(`(?<![\\p{L}\\p{N}])${escaped}(?![\\p{L}\\p{N}])`, 'iu');
  return word.test(text) ? text.replace(word, () => reading) : reading;
}
