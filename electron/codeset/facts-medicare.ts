import { table } from './table.ts';

/** Facts of Medicare's edits, fee schedule and coverage, and the clinic's own words. */
export const medicareTables = {
  /** Medically Unlikely Edit. Adjudication: 1 per line, 2 per day absolute, 3 per day. */
  unitLimit: table(
    'unit_limit',
    { setting: 'text', code: 'text', units: 'integer', adjudication: 'integer', rationale: 'text' },
    ['setting', 'code'],
  ),
  /**
   * An add-on code and a primary it may go with, with the days of the edit and the last days of the two codes; a
   * pair may come again with other days. `ordinal` is the record's place in its file, from 1. Kind 1: the primaries
   * are all listed; 2: `primary` is CCCCC, the contractor decides; 3: some are listed.
   */
  addOn: table(
    'add_on',
    {
      code: 'text',
      primary: 'text',
      kind: 'integer',
      ordinal: 'integer',
      effective: 'text?',
      deleted: 'text?',
      codeDeleted: 'text?',
      primaryDeleted: 'text?',
      instruction: 'text?',
    },
    ['code', 'primary', 'kind', 'ordinal'],
    [['primary']],
  ),
  /** One line of the National Physician Fee Schedule Relative Value File. Decimals as published. */
  relativeValue: table(
    'relative_value',
    {
      code: 'text',
      modifier: 'text',
      status: 'text',
      notForMedicare: 'text',
      work: 'text',
      nonFacilityPe: 'text',
      nonFacilityNa: 'text',
      facilityPe: 'text',
      facilityNa: 'text',
      malpractice: 'text',
      nonFacilityTotal: 'text',
      facilityTotal: 'text',
      pcTc: 'text',
      globalDays: 'text',
      preOp: 'text',
      intraOp: 'text',
      postOp: 'text',
      multipleProcedure: 'text',
      bilateral: 'text',
      assistant: 'text',
      coSurgeons: 'text',
      teamSurgery: 'text',
      pricing: 'text?',
      endoscopicBase: 'text',
      conversionFactor: 'text',
      supervision: 'text',
      calculation: 'text',
      imagingFamily: 'text',
      oppsNonFacilityPe: 'text',
      oppsFacilityPe: 'text',
      oppsMalpractice: 'text',
    },
    ['code', 'modifier'],
  ),
  /** Geographic practice cost indices of a locality (MAC + locality number). */
  practiceCost: table(
    'practice_cost',
    {
      mac: 'text',
      locality: 'text',
      state: 'text',
      name: 'text',
      work: 'text',
      practiceExpense: 'text',
      malpractice: 'text',
    },
    ['mac', 'locality', 'state'],
  ),
  localityCounty: table(
    'locality_county',
    { mac: 'text', locality: 'text', ordinal: 'integer', state: 'text', area: 'text', counties: 'text' },
    ['mac', 'locality', 'ordinal'],
  ),
  /** Dollars a unit. From 2026 there is a second factor, for qualifying APM participants; null before. */
  anesthesiaFactor: table(
    'anesthesia_factor',
    { mac: 'text', locality: 'text', name: 'text', factor: 'text', qualifyingFactor: 'text?' },
    ['mac', 'locality', 'name'],
  ),
  oppsCap: table(
    'opps_cap',
    {
      code: 'text',
      modifier: 'text',
      status: 'text',
      mac: 'text',
      locality: 'text',
      facility: 'text',
      nonFacility: 'text',
    },
    ['code', 'modifier', 'mac', 'locality'],
  ),
  /**
   * CMS ZIP code to carrier locality. `plusFour` is empty for a five-digit ZIP. Rural: "", R or B. `needsPlusFour` is
   * 1 where the ZIP code spans localities, so that only its nine digits tell. The state is CMS's own: Kansas and
   * Missouri are EK, WK, EM and WM; the locality is found by MAC and locality number.
   */
  zipLocality: table(
    'zip_locality',
    {
      zip: 'text',
      plusFour: 'text',
      state: 'text',
      mac: 'text',
      locality: 'text',
      rural: 'text',
      needsPlusFour: 'integer',
    },
    ['zip', 'plusFour'],
  ),
  /** A coverage document of the Medicare Coverage Database. Kind: lcd, article, ncd. */
  coverageDocument: table(
    'coverage_document',
    {
      kind: 'text',
      id: 'text',
      version: 'text',
      title: 'text',
      status: 'text',
      contractor: 'text',
      effective: 'text?',
      ended: 'text?',
      text: 'text',
    },
    ['kind', 'id', 'version'],
  ),
  /** A code that a coverage document lists. Role: procedure, supports, does-not-support, modifier, bill-type … */
  coverageCode: table(
    'coverage_code',
    {
      kind: 'text',
      id: 'text',
      version: 'text',
      system: 'text',
      code: 'text',
      role: 'text',
      group: 'integer',
      note: 'text?',
    },
    ['kind', 'id', 'version', 'role', 'group', 'system', 'code'],
    [['code']],
  ),
  /** Words under which the clinic looks for a code. */
  synonym: table('synonym', { system: 'text', code: 'text', words: 'text' }, ['system', 'code', 'words']),
} as const;
