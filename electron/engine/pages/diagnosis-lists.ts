import type { Block, Section } from '../../contract/codes.ts';
import type { Answering } from '../answering.ts';
import { displayCode } from '../../codeset/code-format.ts';
import { factSection } from './section.ts';
import type { Subject } from './subject.ts';
import { answeringFor } from './subject.ts';

/** Medicare's lists that a diagnosis or inpatient procedure is on: POA, CC/MCC, Medicare Code Editor, HCC. */
export function diagnosisListsOf(subject: Subject): Section[] {
  const { system } = subject.stored;
  if (system !== 'icd10cm' && system !== 'icd10pcs') return [];
  const editor = codeEditorOf(subject);
  // The other lists hold diagnoses that may be submitted; a header is in none of them.
  if (system === 'icd10pcs' || subject.state.billable !== true) return editor;
  return [...presentOnAdmission(subject), ...complication(subject), ...conditions(subject), ...editor];
}

function presentOnAdmission(subject: Subject): Section[] {
  const speaks = answeringFor(subject, 'poa-exempt');
  if (!speaks) return [];
  const exempt = speaks.set.facts.rows('poaExempt', { release: speaks.release, code: subject.stored.key });
  const text =
    exempt.length > 0
      ? `${named(subject)} is exempt from present-on-admission reporting.`
      : `${named(subject)} is not on the list of exempt codes: an inpatient claim reports whether it was present on admission.`;
  return factSection('medicare', speaks, [{ type: 'text', text }]);
}

function complication(subject: Subject): Section[] {
  const speaks = answeringFor(subject, 'complications');
  if (!speaks) return [];
  const { key } = subject.stored;
  const [row] = speaks.set.facts.rows('complication', { release: speaks.release, code: key });
  return factSection('medicare', speaks, [{ type: 'text', text: complicationWords(subject, row) }]);
}

function complicationWords(subject: Subject, row: { level: string; aliveOnly: number } | undefined): string {
  const code = named(subject);
  if (!row) return `${code} is neither a complication or comorbidity (CC) nor a major one (MCC).`;
  if (row.level !== 'MCC')
    return `${code} is a complication or comorbidity (CC), unless the principal diagnosis excludes it.`;
  const alive = row.aliveOnly === 1 ? ' only where the patient is discharged alive' : '';
  return `${code} is a major complication or comorbidity (MCC)${alive}, unless the principal diagnosis excludes it.`;
}

function conditions(subject: Subject): Section[] {
  const speaks = answeringFor(subject, 'hierarchical-conditions');
  if (!speaks) return [];
  const code = subject.stored.key;
  const rows = speaks.set.facts.rows('hierarchicalCondition', { release: speaks.release, code });
  const models = new Map<string, string[]>();
  for (const { model, category } of rows) models.set(model, [...(models.get(model) ?? []), category]);
  const block: Block =
    models.size === 0
      ? { type: 'text', text: `${named(subject)} has no payment category in any model.` }
      : {
          type: 'table',
          caption: 'Hierarchical condition categories (HCC)',
          columns: ['Model', 'Category'],
          rows: [...models].map(([model, categories]) => [model, categories.join(', ')]),
        };
  return factSection('medicare', speaks, [block]);
}

function codeEditorOf(subject: Subject): Section[] {
  const speaks = answeringFor(subject, 'code-editor');
  if (!speaks) return [];
  const rows = editorRows(speaks, subject);
  if (rows.length === 0) return [];
  return factSection('medicare', speaks, [
    {
      type: 'table',
      caption: 'Medicare Code Editor, inpatient claims only: lists that the code is on',
      columns: ['Edit', 'List'],
      rows,
    },
  ]);
}

function editorRows({ set, release }: Answering, { stored }: Subject): string[][] {
  const { key: code, system } = stored;
  return set.facts
    .rows('codeEdit', { release, code, system })
    .map(({ kind, rule }) => [kind.replaceAll('-', ' '), rule]);
}

function named({ stored }: Subject): string {
  return displayCode(stored.system, stored.key);
}
