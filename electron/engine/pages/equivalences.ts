import type { FactRow } from '../../codeset/facts.ts';
import type { Block, Section } from '../../contract/codes.ts';
import { factSection } from './section.ts';
import type { Subject } from './subject.ts';
import { answeringFor } from './subject.ts';

type Equivalence = FactRow<'equivalence'>;

const most = 20;
const noCrosswalk = 'A General Equivalence Mapping is no coding crosswalk: read both codes before using one.';

/** General Equivalence Mappings of an ICD-10-CM code, to ICD-9-CM and from it, with the flags of the files. */
export function equivalencesOf(subject: Subject): Section[] {
  const { system, key } = subject.stored;
  if (system !== 'icd10cm') return [];
  const to = answeringFor(subject, 'equivalence-to-icd9');
  const from = answeringFor(subject, 'equivalence-from-icd9');
  const rowsTo =
    to?.set.facts.rows('equivalence', { release: to.release, direction: 'to-icd9', code: key }) ?? [];
  const rowsFrom =
    from?.set.facts.rows('equivalence', { release: from.release, direction: 'from-icd9', target: key }) ?? [];
  return [
    ...(to
      ? factSection(
          'crosswalks',
          to,
          blocksOf('To ICD-9-CM', rowsTo, ({ target }) => target),
        )
      : []),
    ...(from
      ? factSection(
          'crosswalks',
          from,
          blocksOf('From ICD-9-CM', rowsFrom, ({ code }) => code),
        )
      : []),
  ];
}

function blocksOf(
  caption: string,
  mappings: readonly Equivalence[],
  icd9: (mapping: Equivalence) => string | null,
): Block[] {
  if (mappings.length === 0) return [];
  const more = mappings.length - most;
  return [
    {
      type: 'table',
      caption: more > 0 ? `${caption}: the first ${most} of ${mappings.length}` : caption,
      columns: ['ICD-9-CM', 'Match', 'Scenario', 'Choice list'],
      rows: mappings.slice(0, most).map((mapping) => {
        const code = icd9(mapping);
        const { scenario, choice } = mapping;
        return [
          code === null ? 'none' : dotted(code),
          matchWords(mapping),
          scenario === 0 ? '–' : String(scenario),
          choice === 0 ? '–' : String(choice),
        ];
      }),
    },
    { type: 'text', text: noCrosswalk },
  ];
}

function matchWords({ approximate, noMap, combination }: Equivalence): string {
  if (noMap === 1) return 'no map';
  const nearness = approximate === 1 ? 'approximate' : 'identical';
  return combination === 1 ? `${nearness}, in combination with others` : nearness;
}

/** ICD-9-CM has its dot after the third character, external causes (E800) after the fourth. */
function dotted(code: string): string {
  const head = code.startsWith('E') ? 4 : 3;
  return code.length > head ? `${code.slice(0, head)}.${code.slice(head)}` : code;
}
