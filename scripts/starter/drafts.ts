import { join } from 'node:path';
import type { Fact } from '../../electron/codeset/facts.ts';
import type { CodeRow, CodeSetDraft, PageTextRow, ReleaseDraft } from '../../electron/codeset/rows.ts';
import { codeKey } from '../../electron/codeset/code-format.ts';
import type { Edition, System } from '../../electron/contract/codes.ts';
import type { Dataset } from '../../electron/contract/editions.ts';
import { factTexts } from './facts.ts';
import { readPageFiles } from './page-files.ts';
import { editions, notices, sources } from './sources.ts';
import { Table } from './tables.ts';

const noDates = { added: null, ended: null };

/** The starter set as drafts of three lines, read from the tables and pages in `folder`. */
export function starterDrafts(folder: string): CodeSetDraft[] {
  const icd10cm = readIcd10cm(folder);
  const hcpcs = [...readHcpcs(folder), ...readModifiers(folder)];
  const cpt = readCpt(folder);
  const places = readPlaces(folder);
  const systemsByKey = new Map<string, System>();
  for (const { key, system } of [...icd10cm, ...hcpcs, ...cpt, ...places]) {
    // Two-digit places of service are never what a page's related codes or modifiers mean.
    if (system !== 'pos') systemsByKey.set(key, system);
  }
  // G0439 is a HCPCS code and, undotted, an ICD-10-CM one; pages and facts mean the HCPCS code.
  for (const { key, system } of hcpcs) systemsByKey.set(key, system);
  const systemOf = (key: string): System | null => systemsByKey.get(key) ?? null;
  const texts = [
    ...readPageFiles(join(folder, 'pages'), systemOf),
    ...factTexts(folder, systemOf),
    ...placeNotes(folder),
  ];
  return [
    {
      line: 'icd10cm',
      starter: true,
      releases: [
        release(
          'icd10cm-codes',
          editions.icd10cm,
          [sources.icd10cm],
          [notices.selection],
          codeFacts(icd10cm),
        ),
      ],
    },
    {
      line: 'hcpcs',
      starter: true,
      releases: [
        release('hcpcs-codes', editions.hcpcs, [sources.hcpcs], [notices.selection], codeFacts(hcpcs)),
      ],
    },
    {
      line: 'editorial',
      starter: true,
      releases: [
        release('place-of-service', editions.editorial, [sources.pos], [], codeFacts(places)),
        release(
          'editorial',
          editions.editorial,
          [sources.editorial, sources.ncci, sources.mpfs],
          [notices.cpt, notices.ncci],
          [...codeFacts(cpt), ...texts.map((row): Fact => ({ table: 'text', row }))],
        ),
      ],
    },
  ];
}

function codeFacts(codes: readonly CodeRow[]): Fact[] {
  return codes.map((row) => ({ table: 'code', row }));
}

function release(
  dataset: Dataset,
  edition: Edition,
  from: ReleaseDraft['sources'],
  texts: string[],
  facts: Fact[],
): ReleaseDraft {
  return { dataset, edition, sources: from, notices: texts, files: [], sha256: '', facts };
}

function readIcd10cm(folder: string): CodeRow[] {
  const keys = new Set<string>();
  return new Table(folder, 'icd10cm.tsv').rows.map((row) => {
    const key = codeKey(row.need('code'));
    const parent = parentOf(key, keys);
    keys.add(key);
    const billable = row.need('billable') === '1';
    const title = row.need('title');
    return {
      ...noDates,
      system: 'icd10cm',
      key,
      title,
      short: '',
      billable,
      parent,
      detail: {},
    };
  });
}

function parentOf(key: string, keys: ReadonlySet<string>): string | null {
  for (let length = key.length - 1; length >= 3; length -= 1) {
    const wider = key.slice(0, length);
    if (keys.has(wider)) return wider;
  }
  return null;
}

function readHcpcs(folder: string): CodeRow[] {
  return new Table(folder, 'hcpcs.tsv').rows.map((row) => ({
    system: 'hcpcs',
    key: row.need('code'),
    title: row.need('title'),
    short: row.get('short'),
    billable: null,
    parent: null,
    added: row.date('added'),
    ended: row.date('ended'),
    detail: row.get('coverage') ? { 'Coverage code': row.get('coverage') } : {},
  }));
}

function readModifiers(folder: string): CodeRow[] {
  return new Table(folder, 'hcpcs-modifiers.tsv').rows.map((row) => ({
    system: 'modifier',
    key: row.need('modifier'),
    title: row.need('title'),
    short: '',
    billable: null,
    parent: null,
    added: row.date('added'),
    ended: row.date('ended'),
    detail: {},
  }));
}

function readCpt(folder: string): CodeRow[] {
  return new Table(folder, 'cpt.tsv').rows.map((row) => ({
    ...noDates,
    system: 'cpt',
    key: row.need('code'),
    title: row.need('name'),
    short: '',
    billable: null,
    parent: null,
    detail: {},
  }));
}

function readPlaces(folder: string): CodeRow[] {
  return new Table(folder, 'places-of-service.tsv').rows.map((row) => ({
    ...noDates,
    system: 'pos',
    key: row.need('code'),
    title: row.need('name'),
    short: '',
    billable: null,
    parent: null,
    detail: {
      'Physician fee schedule rate': row.need('facility') === '1' ? 'Facility' : 'Non-facility',
    },
  }));
}

function placeNotes(folder: string): PageTextRow[] {
  return new Table(folder, 'places-of-service.tsv').rows.map((row) => ({
    system: 'pos',
    key: row.need('code'),
    kind: 'plain',
    block: { type: 'text', text: row.need('note') },
    source: sources.editorial.id,
    edition: null,
  }));
}
