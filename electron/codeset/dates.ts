/**
 * Calendar dates as `YYYY-MM-DD` text outside, and as whole days since 1960-01-01 in the index (a `Uint16`
 * reaches 2139). 0 stands for "always was", 65535 for "no end". HCPCS's oldest dates are of 1982.
 */
const epoch = Date.UTC(1960, 0, 1);
const msPerDay = 86_400_000;

export const alwaysWas = 0;
export const noEnd = 65_535;

/** Days since 1960-01-01, kept inside 1..65534 so that the two marks stay free. */
export function dayNumber(date: string): number {
  const days = Math.round((Date.parse(`${date}T00:00:00Z`) - epoch) / msPerDay);
  return Math.min(noEnd - 1, Math.max(alwaysWas + 1, days));
}

/** The local calendar date of an instant; a date of service is a local date, not a UTC one. */
export function localDate(now: Date): string {
  const month = String(now.getMonth() + 1).padStart(2, '0');
  const day = String(now.getDate()).padStart(2, '0');
  return `${now.getFullYear()}-${month}-${day}`;
}

/** True for a real calendar date in `YYYY-MM-DD` form; refuses "2025-02-30". */
export function isCalendarDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

/** The calendar day after, and the one before. */
export function dayAfter(date: string): string {
  return shifted(date, 1);
}
export function dayBefore(date: string): string {
  return shifted(date, -1);
}

function shifted(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * msPerDay).toISOString().slice(0, 10);
}
