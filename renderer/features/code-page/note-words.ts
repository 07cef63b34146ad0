import type { NoteGroup } from '../../../electron/contract/codes.ts';

type Kind = NoteGroup['notes'][number]['kind'];

/** What heads notes of each kind, as the Tabular List prints it. */
export const noteWords: Readonly<Record<Kind, string>> = {
  inclusionTerm: 'Inclusion terms',
  includes: 'Includes',
  excludes1: 'Excludes1',
  excludes2: 'Excludes2',
  codeFirst: 'Code first',
  useAdditionalCode: 'Use additional code',
  codeAlso: 'Code also',
  notes: 'Note',
  sevenChrNote: '7th character',
  visualImpairment: 'Visual impairment',
};
