const units: Readonly<Record<number, string>> = { 3: 'quarter', 6: 'half-year', 12: 'year' };
const numbers = 'no one two three four five six seven eight nine ten eleven twelve'.split(' ');

/**
 * How long ago an edition's last day was, in the step in which its publisher releases: "eight quarters old". Whole
 * steps only; less than one is told in months, and less than a month in days. Null while it is in force, and where it
 * has no last day.
 *
 * @param ends last day, `YYYY-MM-DD`
 * @param step months between two releases: 3, 6 or 12
 */
export function ageWords(ends: string | null, today: string, step: number): string | null {
  if (ends === null || ends >= today) return null;
  const months = wholeMonths(ends, today);
  if (months >= step) return `${amount(Math.floor(months / step), units[step] ?? 'year')} old`;
  if (months > 0) return `${amount(months, 'month')} old`;
  const days = Math.round((Date.parse(today) - Date.parse(ends)) / 86_400_000);
  return `${amount(days, 'day')} old`;
}

/** From the first day after `ends`: an edition that ended with June is three months old on the first of October. */
function wholeMonths(ends: string, today: string): number {
  const after = new Date(Date.parse(ends) + 86_400_000);
  const now = new Date(Date.parse(today));
  const months =
    (now.getUTCFullYear() - after.getUTCFullYear()) * 12 + now.getUTCMonth() - after.getUTCMonth();
  return now.getUTCDate() < after.getUTCDate() ? months - 1 : months;
}

function amount(count: number, noun: string): string {
  return `${numbers[count] ?? count} ${noun}${count === 1 ? '' : 's'}`;
}
