import type { BrowseBook, GridBook, TreeBook } from '../../../electron/contract/browse.ts';
import { gridBooks, treeBooks } from '../../../electron/contract/browse.ts';
import type { Edition, Line } from '../../../electron/contract/codes.ts';
import type { Dataset } from '../../../electron/contract/editions.ts';
import { datasetLines } from '../../../electron/contract/editions.ts';
import type { LibraryStatus } from '../../../electron/contract/library.ts';

/** Everything that can be browsed: the books, and the builder of ICD-10-PCS codes. */
export type BrowseRoom = BrowseBook | 'pcs';

interface RoomWords {
  /** On its tab. */
  short: string;
  /** As its publisher calls it. */
  name: string;
  dataset: Dataset;
  /** What its field takes. */
  find: string;
  /** Which file holds it, as publishers name it. */
  file: string;
  /** How a trail names it: "Index: Diabetes, type 2 → E11.9". */
  trail: string;
}

/** In the order of the tabs: diagnoses, procedures, supplies. */
export const browseRooms: Record<BrowseRoom, RoomWords> = {
  index: {
    short: 'Index',
    name: 'Alphabetic Index',
    dataset: 'icd10cm-index',
    find: 'Main term, then subterms: diabetes type 2 kidney',
    file: 'icd10cm_index_YYYY.xml, in the “Code Tables, Tabular and Index” zip of CMS or CDC',
    trail: 'Index',
  },
  external: {
    short: 'External causes',
    name: 'External Cause of Injuries Index',
    dataset: 'icd10cm-external-index',
    find: 'Main term, then subterms: fall from ladder',
    file: 'icd10cm_eindex_YYYY.xml, in the “Code Tables, Tabular and Index” zip of CMS or CDC',
    trail: 'External Cause Index',
  },
  neoplasms: {
    short: 'Neoplasms',
    name: 'Neoplasm Table',
    dataset: 'icd10cm-neoplasms',
    find: 'Site: breast upper-outer',
    file: 'icd10cm_neoplasm_YYYY.xml, in the “Code Tables, Tabular and Index” zip of CMS or CDC',
    trail: 'Neoplasm Table',
  },
  drugs: {
    short: 'Drugs',
    name: 'Table of Drugs and Chemicals',
    dataset: 'icd10cm-drugs',
    find: 'Substance: warfarin',
    file: 'icd10cm_drug_YYYY.xml, in the “Code Tables, Tabular and Index” zip of CMS or CDC',
    trail: 'Table of Drugs',
  },
  tabular: {
    short: 'Tabular',
    name: 'Tabular List',
    dataset: 'icd10cm-codes',
    find: 'Code, chapter or section: E11.2',
    file: 'icd10cm_order_YYYY.txt, in the “Code Descriptions in Tabular Order” zip of CMS',
    trail: 'Tabular List',
  },
  pcs: {
    short: 'PCS tables',
    name: 'ICD-10-PCS table builder',
    dataset: 'icd10pcs-tables',
    find: '',
    file: 'icd10pcs_tables_YYYY.xml, in the “ICD-10-PCS Code Tables and Index” zip of CMS',
    trail: 'PCS tables',
  },
  procedures: {
    short: 'PCS Index',
    name: 'ICD-10-PCS Index',
    dataset: 'icd10pcs-index',
    find: 'Main term, then subterms: resection appendix',
    file: 'icd10pcs_index_YYYY.xml, in the “ICD-10-PCS Code Tables and Index” zip of CMS',
    trail: 'PCS Index',
  },
  supplies: {
    short: 'HCPCS',
    name: 'HCPCS Level II by letter',
    dataset: 'hcpcs-codes',
    find: 'Code or section: J1100',
    file: 'HCPCYYYY_XXX_ANWEB.xlsx or .txt, in the quarterly HCPCS zip of CMS',
    trail: 'HCPCS',
  },
};

const names = Object.keys(browseRooms) as BrowseRoom[];

/** A room from an address, or null where it names none. */
export function parseRoom(text: string): BrowseRoom | null {
  return names.find((room) => room === text) ?? null;
}

export function isTreeBook(room: BrowseRoom): room is TreeBook {
  return treeBooks.some((book) => book === room);
}

export function isGridBook(room: BrowseRoom): room is GridBook {
  return gridBooks.some((book) => book === room);
}

/** The line whose file holds a book. */
export function lineOf(room: BrowseRoom): Line {
  return datasetLines[browseRooms[room].dataset];
}

/** The editions of a book that are held, those that speak for other dates among them. */
export function editionsHeld({ lines }: LibraryStatus, room: BrowseRoom): Edition[] {
  const { dataset } = browseRooms[room];
  // Chapters and letters have no editions of their own: the codes in them have.
  if (room === 'tabular' || room === 'supplies') return [];
  return lines.flatMap(({ releases }) =>
    releases.flatMap((release) => (release.dataset === dataset ? [release.edition] : [])),
  );
}

/** What the library holds to browse, in the order of the tabs. */
export function heldRooms({ lines }: Pick<LibraryStatus, 'lines'>): BrowseRoom[] {
  const held = new Set(lines.flatMap(({ releases }) => releases.map(({ dataset }) => dataset)));
  return names.filter((room) => held.has(browseRooms[room].dataset));
}
