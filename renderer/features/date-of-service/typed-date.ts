import { isServiceDate } from '../../lib/dates.ts';

/** What the date field holds while someone types in it. */
export interface Typed {
  /** As it stands in the field; empty where nobody has typed. */
  text: string;
  /** The date it means, or null where a part is missing or the calendar has no such day. */
  date: string | null;
  /** Digits of the year as a number; 0 where it is empty. */
  year: number;
}

export const nothingTyped: Typed = { text: '', date: null, year: 0 };

interface Part {
  type: string;
  text: string;
  isPlaceholder: boolean;
}

/** Reads the parts of a date field. A year of two digits is of this century. */
export function typedDate(parts: readonly Part[]): Typed {
  const number = (type: string) => {
    const part = parts.find((one) => one.type === type);
    return part && !part.isPlaceholder ? Number.parseInt(part.text, 10) : 0;
  };
  // The formatter puts marks of direction between the parts.
  const text = parts.map((part) => part.text.replace(/[\u2066-\u2069]/g, '')).join('');
  const year = number('year');
  const month = number('month');
  const day = number('day');
  const full = year > 0 && year < 100 ? 2000 + year : year;
  const date = [String(full).padStart(4, '0'), pad(month), pad(day)].join('-');
  const moment = new Date(Date.UTC(full, month - 1, day));
  const isReal = moment.getUTCMonth() === month - 1 && moment.getUTCDate() === day;
  return { text, date: isReal && isServiceDate(date) ? date : null, year };
}

function pad(value: number): string {
  return String(value).padStart(2, '0');
}
