import { table } from './table.ts';

/** Facts of ICD-10-CM and ICD-10-PCS: the books around the codes, and the lists that codes are on. */
export const icd10Tables = {
  /**
   * A note of the Tabular List at a code, section ("A00-A09") or chapter ("1"). `kind` is the XML's own name:
   * includes, excludes1, excludes2, codeFirst, useAdditionalCode, codeAlso, inclusionTerm, notes, sevenChrNote,
   * visualImpairment. `ordinal` runs from 0 over all notes of a place, whatever their kind.
   */
  note: table('note', { at: 'text', level: 'text', kind: 'text', ordinal: 'integer', text: 'text' }, [
    'at',
    'level',
    'kind',
    'ordinal',
  ]),
  /** A 7th character and its meaning, at the code where the Tabular List defines it; codes below inherit it. */
  seventhCharacter: table('seventh_character', { at: 'text', character: 'text', meaning: 'text' }, [
    'at',
    'character',
  ]),
  /** A chapter or section of the Tabular List with the categories it runs from and to. */
  tabularPart: table(
    'tabular_part',
    { level: 'text', id: 'text', ordinal: 'integer', first: 'text', last: 'text', title: 'text' },
    ['level', 'id'],
  ),
  /**
   * A main term (level 0) or subterm of an index, in reading order from 0; `parent` is another `id` of the book.
   * Book: index, external, pcs. `code` may be incomplete ("S72.0-" is S720).
   */
  indexTerm: table(
    'index_term',
    {
      book: 'text',
      id: 'integer',
      parent: 'integer?',
      level: 'integer',
      title: 'text',
      /** Words in parentheses that do not change the code. */
      nonessential: 'list',
      code: 'text?',
      /** The second code of a pair, in brackets: the manifestation. */
      manifestation: 'text?',
    },
    ['book', 'id'],
    [['code'], ['book', 'parent']],
  ),
  /** Where an index or table term sends the reader: see, seeAlso, subcat, seecat, use, codes, tab … */
  indexReference: table(
    'index_reference',
    { book: 'text', term: 'integer', ordinal: 'integer', kind: 'text', text: 'text' },
    ['book', 'term', 'ordinal'],
  ),
  /**
   * A row of the Neoplasm Table (columns: malignant primary, malignant secondary, in situ, benign, uncertain,
   * unspecified) or the Table of Drugs and Chemicals (accidental, self-harm, assault, undetermined, adverse effect,
   * underdosing). Null is the printed "--". Book: neoplasms, drugs.
   */
  tableTerm: table(
    'table_term',
    {
      book: 'text',
      id: 'integer',
      parent: 'integer?',
      level: 'integer',
      title: 'text',
      nonessential: 'list',
      column2: 'text?',
      column3: 'text?',
      column4: 'text?',
      column5: 'text?',
      column6: 'text?',
      column7: 'text?',
    },
    ['book', 'id'],
    [['book', 'parent']],
  ),
  /** A line of an order addendum. Action as printed without its colon: Add, Delete, Revise from, Revise to. */
  addendum: table(
    'addendum',
    {
      system: 'text',
      ordinal: 'integer',
      action: 'text',
      code: 'text',
      billable: 'integer?',
      short: 'text',
      title: 'text',
    },
    ['system', 'ordinal'],
    [['code']],
  ),
  /**
   * From `effective` on `code` is used for what was `previous` before; many to many, both ways. Either is empty
   * where the publisher names none.
   */
  conversion: table(
    'conversion',
    {
      system: 'text',
      code: 'text',
      previous: 'text',
      /** Where a range was published ("T15-T19"): its last code or category, included; `previous` is its first. */
      last: 'text?',
      effective: 'text',
      /** New, Revised or Deleted (`previous` went, `code` may be older), as PCS prints it; CM lists new codes. */
      change: 'text',
      /** 1 where the previous codes of this code were reported together ("C56.1 and C56.2"), not one of them. */
      together: 'integer',
    },
    ['system', 'code', 'previous', 'effective', 'change'],
    [['previous']],
  ),
  /** One value of one axis of a PCS table. Row 0 holds positions 1–3 of the table, rows from 1 positions 4–7. */
  pcsValue: table(
    'pcs_value',
    {
      table: 'text',
      row: 'integer',
      position: 'integer',
      value: 'text',
      axis: 'text',
      label: 'text',
      definition: 'text?',
    },
    ['table', 'row', 'position', 'value'],
  ),
  /** A defined term of PCS: what a value of an axis means, in a section, and what it includes. */
  pcsDefinition: table(
    'pcs_definition',
    {
      section: 'text',
      position: 'integer',
      ordinal: 'integer',
      axis: 'text',
      term: 'text',
      definition: 'text?',
      explanation: 'text?',
      includes: 'list',
    },
    ['section', 'position', 'ordinal'],
  ),
  /** A section of the official guidelines, by its number ("I.C.4.a.2"), without the text of its own sections. */
  guideline: table(
    'guideline',
    { id: 'text', ordinal: 'integer', parent: 'text?', title: 'text', text: 'text' },
    ['id'],
    [['ordinal']],
  ),
  /** The codes that a guideline section governs or names: a range of undotted codes, both ends included. */
  guidelineScope: table('guideline_scope', { id: 'text', first: 'text', last: 'text', how: 'text' }, [
    'id',
    'first',
    'last',
  ]),
  poaExempt: table('poa_exempt', { code: 'text' }, ['code']),
  /** A list of the Medicare Code Editor that a code is on. `rule` is the list's own name. */
  codeEdit: table('code_edit', { system: 'text', code: 'text', kind: 'text', rule: 'text' }, [
    'code',
    'system',
    'kind',
    'rule',
  ]),
  /** MS-DRG: level CC or MCC; `aliveOnly` is 1 where a diagnosis is MCC only for a patient discharged alive. */
  complication: table('complication', { code: 'text', level: 'text', aliveOnly: 'integer' }, ['code']),
  /** Payment condition category of a diagnosis by model ("CMS-HCC V28"). */
  hierarchicalCondition: table('hierarchical_condition', { code: 'text', model: 'text', category: 'text' }, [
    'code',
    'model',
    'category',
  ]),
  /** General Equivalence Mapping. Direction: to-icd9 or from-icd9; the flags are the file's own. */
  equivalence: table(
    'equivalence',
    {
      direction: 'text',
      code: 'text',
      ordinal: 'integer',
      target: 'text?',
      approximate: 'integer',
      noMap: 'integer',
      combination: 'integer',
      scenario: 'integer',
      choice: 'integer',
    },
    ['direction', 'code', 'ordinal'],
    [['target']],
  ),
} as const;
