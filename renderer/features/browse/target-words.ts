import type { BrowseReference, BrowseTarget, GridCell } from '../../../electron/contract/browse.ts';

/** The word beside a code, only for what keeps it off a claim; the dash of a header says that characters follow. */
export function stateMark({
  state,
  below,
  verdict,
}: Pick<BrowseTarget, 'state' | 'below' | 'verdict'>): string | null {
  switch (state) {
    case 'header':
      return below === 1 ? '1 code' : `${below.toLocaleString('en-US')} codes`;
    case 'gone':
      return verdict ? 'ended' : 'not held';
    case 'not-yet':
      return 'not yet';
    case 'valid':
    case 'unknown-date':
      return null;
  }
}

/** What a table's cell says of its code, as a sentence. */
export function cellWords({ state }: GridCell): string {
  switch (state) {
    case 'valid':
      return 'may be reported';
    case 'header':
      return 'choose one of the codes under it';
    case 'gone':
      return 'not in the codes held';
    case 'not-yet':
      return 'not valid yet';
    case 'unknown-date':
      return 'not known for this date';
  }
}

const leads: Record<BrowseReference['kind'], string> = {
  see: 'see',
  seeAlso: 'see also',
  category: 'see',
  table: 'table',
  use: 'use',
  note: 'note:',
};

/** The words before a reference's own, and those that name where it leads. */
export function referenceWords({ kind, text, destination }: BrowseReference): { lead: string; text: string } {
  const code = destination?.to === 'code' ? destination.target.code : '';
  // "H93.3" alone is a code; "category M01" says itself what it is.
  const words = kind === 'category' && code.length === 3 ? `category ${text}` : text;
  return { lead: leads[kind], text: words };
}
