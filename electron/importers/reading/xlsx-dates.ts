/** How a workbook counts days, and which of its cell styles show a number as a date. */
export interface WorkbookDates {
  styles: ReadonlySet<number>;
  /** True where day 0 is 1 January 1904, as in files that began on a Macintosh. */
  from1904: boolean;
}

/** Number formats that Excel does not write down and that hold a day (ECMA-376 part 1, 18.8.30). */
const builtIn: readonly (readonly [first: number, last: number])[] = [
  [14, 17],
  [22, 22],
  [27, 36],
  [50, 58],
];
/** What is no letter of a format: quoted and escaped text, colours and conditions, fillers. */
const literal = /"[^"]*"|\\.|\[[^\]]*\]|[_*]./g;
const day = 86_400_000;
/** Excel takes 1900 for a leap year, so the days before 1 March 1900 have other numbers. */
const firstSerial = 61;
/** 31 December 9999. */
const lastSerial = 2_958_465;

/** True when a number format shows a day or a year; `code` is empty for one that the file does not define. */
export function isDateFormat(id: number, code: string): boolean {
  if (code === '') return builtIn.some(([first, last]) => id >= first && id <= last);
  return /[dy]/i.test(code.replaceAll(literal, ''));
}

/** The number of a date cell as CMS writes dates, "45017" → "20230401"; other text as it is. */
export function dateDigits(text: string, from1904: boolean): string {
  const serial = Math.floor(Number(text)) + (from1904 ? 1462 : 0);
  if (!(serial >= firstSerial && serial <= lastSerial)) return text;
  return new Date(Date.UTC(1899, 11, 30) + serial * day).toISOString().slice(0, 10).replaceAll('-', '');
}
