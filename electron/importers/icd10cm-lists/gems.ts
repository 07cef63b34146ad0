import type { Fact } from '../../codeset/facts.ts';
import type { Edition } from '../../contract/codes.ts';
import { AppError } from '../../contract/errors.ts';
import { fieldText } from '../reading/decode.ts';
import type { Importer, ImportReport, Member } from '../importer.ts';
import { headLines, linesOf } from '../reading/lines.ts';
import { baseName } from '../reading/member-name.ts';
import { pathOf } from '../reading/member-path.ts';
import { publicSource } from '../reading/public-domain.ts';
import { reject } from '../report.ts';

type Direction = 'to-icd9' | 'from-icd9';
type Mapping = Omit<Extract<Fact, { table: 'equivalence' }>['row'], 'ordinal'>;

const icd10 = /^[A-Z][0-9A-Z]{2,6}$/;
const icd9 = /^[0-9EV][0-9]{2,4}$/;
const flags = /^[01]{3}[0-9]{2}$/;
const recordLength = 19;

/** ICD-10-CM to ICD-9-CM (`2018_I10gem.txt`). */
export const gemsToIcd9 = gemImporter('to-icd9', 'equivalence-to-icd9', 'ICD-10-CM to ICD-9-CM');
/** ICD-9-CM to ICD-10-CM (`2018_I9gem.txt`). */
export const gemsFromIcd9 = gemImporter('from-icd9', 'equivalence-from-icd9', 'ICD-9-CM to ICD-10-CM');

/**
 * Cuts one line of a diagnosis GEM. Layout (CMS, "Diagnosis Code Set General Equivalence Mappings", positions from
 * 1): source code 1–7 (ICD-10-CM) or 1–5 (ICD-9-CM), blank, target, blank, 15–19 the flags approximate, no map,
 * combination, scenario, choice list. "NoDx" is the target of a code without one. No code has its dot.
 */
export function parseGemLine(line: string, direction: Direction): Mapping | { reason: string } {
  if (line.trimEnd().length !== recordLength) return { reason: 'not 19 characters long' };
  const width = direction === 'to-icd9' ? 7 : 5;
  const code = line.slice(0, width).trimEnd();
  const printed = line.slice(width + 1, 13).trimEnd();
  // CMS's file of 2018 has one target in lower case, "v5889".
  const target = printed === 'NoDx' ? printed : printed.toUpperCase();
  const digits = line.slice(14, recordLength);
  if (line[width] !== ' ' || line[13] !== ' ' || !flags.test(digits)) {
    return { reason: 'the fields are not in the columns of a GEM' };
  }
  const [of, to] = direction === 'to-icd9' ? [icd10, icd9] : [icd9, icd10];
  if (!of.test(code)) return { reason: `"${fieldText(code)}" is not a code of this GEM` };
  const noMap = Number(digits[1]);
  if ((target === 'NoDx') !== (noMap === 1)) {
    return {
      reason: `${code}: its target "${fieldText(target)}" and its flag "no map" contradict each other`,
    };
  }
  if (noMap === 0 && !to.test(target))
    return { reason: `${code}: "${fieldText(target)}" is not a code of this GEM` };
  return {
    direction,
    code,
    target: noMap === 1 ? null : target,
    approximate: Number(digits[0]),
    noMap,
    combination: Number(digits[2]),
    scenario: Number(digits[3]),
    choice: Number(digits[4]),
  };
}

/**
 * General Equivalence Mappings of diagnoses, one direction a file. A record is one line; the lines of one source
 * code are numbered from 0 in the file's order.
 */
function gemImporter(
  direction: Direction,
  dataset: 'equivalence-to-icd9' | 'equivalence-from-icd9',
  title: string,
): Importer {
  return {
    format: `General Equivalence Mappings, ${title}`,
    dataset,
    recognise({ member, head }) {
      const lines = headLines(head, head.length >= member.size);
      const good = lines.filter((line) => !('reason' in parseGemLine(line, direction)));
      return good.length > 0 && good.length >= lines.length * 0.95;
    },
    describe(member) {
      const edition = gemEdition(member);
      if (edition === null) {
        return Promise.reject(
          new AppError(
            'source-unrecognised',
            `${member.name} is a General Equivalence Mapping, but its name does not say of which year. Give it its original name, for example 2018_I10gem.txt.`,
          ),
        );
      }
      const source = publicSource(dataset, edition, member, 'The General Equivalence Mappings');
      return Promise.resolve({ edition, source, notices: [] });
    },
    read: ([member], report) => readGem(member, direction, report),
  };
}

/** 2018 was the last year of GEMs, so that edition has no end of its own. */
function gemEdition(member: Member): Edition | null {
  const year =
    /(?<!\d)20[12]\d(?!\d)/.exec(baseName(member.name)) ?? /(?<!\d)20[12]\d(?!\d)/.exec(pathOf(member));
  if (year === null) return null;
  const last = Number(year[0]);
  return {
    name: `GEMs ${last}`,
    line: 'icd10cm',
    begins: `${last - 1}-10-01`,
    ends: last >= 2018 ? null : `${last}-09-30`,
  };
}

async function* readGem(member: Member, direction: Direction, report: ImportReport): AsyncGenerator<Fact> {
  const counted = new Map<string, number>();
  for await (const { number, text } of linesOf(member, report)) {
    if (text.trim() === '') continue;
    report.read += 1;
    const mapping = parseGemLine(text, direction);
    if ('reason' in mapping) {
      reject(report, number, mapping.reason);
      continue;
    }
    const ordinal = counted.get(mapping.code) ?? 0;
    counted.set(mapping.code, ordinal + 1);
    report.kept += 1;
    yield { table: 'equivalence', row: { ...mapping, ordinal } };
  }
}
