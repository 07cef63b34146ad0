const earliest = '1990-01-01';
const latest = '2100-12-31';

/** A date that can be a date of service: typing a year digit by digit passes through year 2, 20 and 202. */
export function isServiceDate(date: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(date) && date >= earliest && date <= latest;
}

/** The words beside the date control. */
export function serviceDateLabel(date: string, today: string): string {
  return date === today ? 'Date of service' : `Date of service ${date}, not today`;
}

/** "in force 2025-10-01 to 2026-03-31", or "… since" where the edition has no end of its own. */
export function heldRange(begins: string, ends: string | null): string {
  return ends === null ? `in force since ${begins}` : `in force ${begins} to ${ends}`;
}
