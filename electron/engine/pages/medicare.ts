import type { Block, Section } from '../../contract/codes.ts';
import { naWords, paymentWords, relativeValuesOf } from '../fees/relative-value.ts';
import type { RelativeValue } from '../fees/relative-value.ts';
import { statusOf } from '../fees/statuses.ts';
import { officialFields } from './official-fields.ts';
import { factSection, sectionTitles } from './section.ts';
import type { Subject } from './subject.ts';
import { answeringFor } from './subject.ts';

/** What Medicare says of a procedure code: the publisher's own fields, and the relative values of the release in force. */
export function medicareOf(subject: Subject): Section[] {
  return [...publishedFields(subject), ...relativeValues(subject), ...qualifyingFactor(subject)];
}

function publishedFields({ state, source, edition }: Subject): Section[] {
  const block = officialFields(state.detail);
  if (!block) return [];
  const title = sectionTitles.medicare;
  return [{ kind: 'medicare', title, blocks: [block], source, edition: edition.name, notKnown: null }];
}

function relativeValues(subject: Subject): Section[] {
  const { key } = subject.stored;
  const speaks = isProcedure(subject) ? answeringFor(subject, 'relative-values') : undefined;
  const rows = speaks ? relativeValuesOf(speaks.set, speaks.release, key) : [];
  const [first] = rows;
  if (!speaks || !first) return [];
  const blocks: Block[] = [
    { type: 'list', items: rows.map((row) => statusWords(key, row)) },
    {
      type: 'table',
      caption: 'Relative value units, national: before the indices of a locality',
      columns: [
        'Modifier',
        'Work',
        'PE non-facility',
        'PE facility',
        'Malpractice',
        'Total non-facility',
        'Total facility',
        'Global days',
      ],
      rows: rows.map(cellsOf),
    },
  ];
  if (rows.some(({ status }) => statusOf(status).payment === 'priced')) {
    blocks.push({ type: 'text', text: `Conversion factor ${first.conversionFactor}.` });
  }
  return factSection('medicare', speaks, blocks);
}

/** From 2026 qualifying participants of an alternative payment model have a conversion factor of their own. */
function qualifyingFactor(subject: Subject): Section[] {
  const speaks = isProcedure(subject) ? answeringFor(subject, 'relative-values-qpp') : undefined;
  const rows = speaks ? relativeValuesOf(speaks.set, speaks.release, subject.stored.key) : [];
  const priced = rows.find(({ status }) => statusOf(status).payment === 'priced');
  if (!speaks || !priced) return [];
  const text = `Conversion factor for qualifying participants of an alternative payment model: ${priced.conversionFactor}.`;
  return factSection('medicare', speaks, [{ type: 'text', text }]);
}

function isProcedure({ stored: { system } }: Subject): boolean {
  return system === 'cpt' || system === 'hcpcs';
}

function statusWords(key: string, row: RelativeValue): string {
  const name = row.modifier === '' ? key : `${key}-${row.modifier}`;
  return [`${name}: ${paymentWords(row.status)}.`, naWords(row)].filter((words) => words !== '').join(' ');
}

/** A code that is not priced has zeros in the file, which are no price. */
function cellsOf(row: RelativeValue): string[] {
  const { modifier, status, work, nonFacilityPe, facilityPe, malpractice } = row;
  const isPriced = statusOf(status).payment === 'priced';
  const values = [work, nonFacilityPe, facilityPe, malpractice, row.nonFacilityTotal, row.facilityTotal];
  return [
    modifier || 'none',
    ...values.map((value) => (isPriced || Number(value) !== 0 ? value : '–')),
    row.globalDays,
  ];
}
