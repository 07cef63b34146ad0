import type { Block, Section } from '../../contract/codes.ts';
import type { PairFact } from '../../codeset/pair-book.ts';
import type { HeldPair } from '../../codeset/pair-reader.ts';
import type { Answering } from '../answering.ts';
import { addOnAnswer, addOnsOf, addOnTypes } from '../edits/add-on.ts';
import { isActive, modifierIndicators } from '../edits/pair.ts';
import type { PairSetting, Setting } from '../edits/setting.ts';
import { pairDatasets, settings, unitDatasets } from '../edits/setting.ts';
import { adjudications, unitLimitAnswer } from '../edits/unit-limit.ts';
import { factSection } from './section.ts';
import type { Subject } from './subject.ts';
import { answeringFor, procedure } from './subject.ts';

/** Codes that a page lists of a longer list; the whole of it is for a claim check. */
const mostListed = 10;

const settingWords: Readonly<Record<Setting, string>> = {
  practitioner: 'practitioner services',
  hospital: 'outpatient hospital services',
  supplier: 'durable medical equipment suppliers',
};

/** NCCI edits of a procedure code: unit limits and edit pairs of every setting held, and add-on relations. */
export function editsOf(subject: Subject): Section[] {
  const { system } = subject.stored;
  if (system !== 'cpt' && system !== 'hcpcs') return [];
  return [
    ...settings.flatMap((setting) => unitLimitOf(subject, setting)),
    ...(['practitioner', 'hospital'] as const).flatMap((setting) => pairsOf(subject, setting)),
    ...addOnOf(subject),
  ];
}

function unitLimitOf(subject: Subject, setting: Setting): Section[] {
  const { stored, date } = subject;
  const speaks = answeringFor(subject, unitDatasets[setting]);
  if (!speaks) return [];
  const { limit } = unitLimitAnswer(speaks.set, setting, stored.key, date);
  const words = settingWords[setting];
  const block: Block = limit
    ? {
        type: 'table',
        caption: `Medically unlikely edit (MUE), ${words}`,
        columns: ['Units', 'MAI', 'Applies', 'Reason given'],
        rows: [
          [
            limit.units === 0 ? '0: any unit fails' : String(limit.units),
            String(limit.adjudication),
            adjudications[limit.adjudication],
            limit.rationale,
          ],
        ],
      }
    : {
        type: 'text',
        text: `No published MUE for ${words}. Some limits are not published: check the payer.`,
      };
  return factSection('edits', speaks, [block]);
}

function pairsOf(subject: Subject, setting: PairSetting): Section[] {
  const speaks = answeringFor(subject, pairDatasets[setting]);
  if (!speaks) return [];
  const { key } = subject.stored;
  const { pairs } = speaks.set;
  const first = active(pairs.ofColumn1(speaks.dataset, key), speaks, subject.date);
  const second = active(pairs.ofColumn2(speaks.dataset, key), speaks, subject.date);
  return factSection('edits', speaks, [
    {
      type: 'text',
      text: `Edit pairs (PTP), ${settingWords[setting]}. 0: ${modifierIndicators[0]}. 1: ${modifierIndicators[1]}.`,
    },
    ...pairBlocks(subject, first, {
      other: 'column2',
      words: `${key} in column 1 with ${counted(first)}: ${key} is payable, the other code is denied.`,
    }),
    ...pairBlocks(subject, second, {
      other: 'column1',
      words: `${key} in column 2 with ${counted(second)}: the other code is payable, ${key} is denied.`,
    }),
    {
      type: 'text',
      text: 'A pair that is not listed is none held. That is not permission: check the payer.',
    },
  ]);
}

type ActivePair = Pick<HeldPair, 'column1' | 'column2'> & { fact: PairFact };

function active(pairs: readonly HeldPair[], { bit }: Answering, date: string): ActivePair[] {
  return pairs.flatMap(({ column1, column2, facts }) => {
    const fact = facts.find((one) => (one.releases & bit) !== 0 && isActive(one, date));
    return fact ? [{ column1, column2, fact }] : [];
  });
}

function counted({ length }: readonly ActivePair[]): string {
  if (length === 0) return 'no code on this date';
  return length === 1 ? '1 code on this date' : `${length.toLocaleString('en-US')} codes on this date`;
}

function pairBlocks(
  { sets }: Subject,
  pairs: readonly ActivePair[],
  { other, words }: { other: 'column1' | 'column2'; words: string },
): Block[] {
  const more = pairs.length - mostListed;
  const listed = more > 0 ? ` The first ${mostListed} by number:` : '';
  if (pairs.length === 0) return [{ type: 'text', text: words }];
  return [
    { type: 'text', text: `${words}${listed}` },
    {
      type: 'codes',
      items: pairs.slice(0, mostListed).map((pair) => {
        const { modifier, rationale } = pair.fact;
        const { system } = procedure(sets, pair[other]);
        return { code: pair[other], system, note: `${modifier} · ${rationale}` };
      }),
    },
  ];
}

function addOnOf(subject: Subject): Section[] {
  const { stored, date } = subject;
  const speaks = answeringFor(subject, 'add-on-codes');
  if (!speaks) return [];
  const { type, primaries, instructions } = addOnAnswer(speaks.set, stored.key, date);
  const addOns = addOnsOf(speaks, stored.key, date);
  const blocks: Block[] = [];
  if (type !== null) {
    const text = `${stored.key} is an add-on code of type ${type}: ${addOnTypes[type]}.`;
    blocks.push({ type: 'text', text: [text, ...instructions].join(' ') });
    blocks.push(...codeBlocks(subject, 'Primaries', primaries));
  }
  blocks.push(...codeBlocks(subject, 'Add-on codes that may go with it', addOns));
  return factSection('edits', speaks, blocks);
}

function codeBlocks({ sets }: Subject, words: string, codes: readonly string[]): Block[] {
  if (codes.length === 0) return [];
  const more = codes.length - mostListed;
  const first = more > 0 ? ` The first ${mostListed} by number:` : '';
  const items = codes.slice(0, mostListed).map((code) => {
    const { system, title } = procedure(sets, code);
    return { code, system, note: title ?? 'No name is held.' };
  });
  const text = `${words}: ${codes.length}.${first}`;
  return [
    { type: 'text', text },
    { type: 'codes', items },
  ];
}
