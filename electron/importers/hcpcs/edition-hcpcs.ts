import type { Edition } from '../../contract/codes.ts';
import { lastYearIn, monthIn } from '../reading/edition-words.ts';
import type { Member } from '../importer.ts';
import { baseName } from '../reading/member-name.ts';

/**
 * The edition of a HCPCS file by its name: `HCPC2025_OCT_ANWEB` is the October quarter; a yearly file without a
 * month (`HCPC2019_CONTR_ANWEB`) is the January one. Null when the name does not say.
 */
export function hcpcsEditionByName(member: Member): Edition | null {
  const name = baseName(member.name);
  const year = lastYearIn(name);
  if (year === null) return null;
  const month = monthIn(name) ?? 1;
  return (month - 1) % 3 === 0 ? hcpcsQuarter(year, month) : null;
}

/**
 * The edition of a HCPCS file by its content: the quarter of the newest date on which a record was added or changed.
 * CMS publishes a file for the day on which its newest records take effect.
 */
export function hcpcsEditionByDate(newest: string): Edition {
  const month = Number(newest.slice(5, 7));
  return hcpcsQuarter(Number(newest.slice(0, 4)), month - ((month - 1) % 3));
}

function hcpcsQuarter(year: number, month: number): Edition {
  const name = ['Jan', 'Apr', 'Jul', 'Oct'][(month - 1) / 3] ?? '';
  const lastDay = new Date(Date.UTC(year, month + 2, 0)).toISOString().slice(0, 10);
  return {
    name: `HCPCS ${name} ${year}`,
    line: 'hcpcs',
    begins: `${year}-${String(month).padStart(2, '0')}-01`,
    ends: lastDay,
  };
}
