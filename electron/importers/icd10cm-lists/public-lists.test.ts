import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { drgComplications } from './drg-complications.ts';
import { contentOf, realFiles } from '../fixtures.ts';
import { gemsFromIcd9, gemsToIcd9 } from './gems.ts';
import { hccMappings } from './hcc-mappings.ts';
import { icd10cmGuidelines } from '../guidelines/icd10cm-guidelines.ts';
import { medicareCodeEditor } from './medicare-code-editor.ts';
import { baseName } from '../reading/member-name.ts';
import { placeOfService } from '../hcpcs/place-of-service.ts';
import { poaExempt } from './poa-exempt.ts';
import { openSource } from '../reading/source.ts';

const importers = [
  drgComplications,
  gemsFromIcd9,
  gemsToIcd9,
  hccMappings,
  icd10cmGuidelines,
  medicareCodeEditor,
  placeOfService,
  poaExempt,
];

const folder = realFiles();

describe.skipIf(folder === null)('all public files (skipped where they are not beside this checkout)', () => {
  test('each list is taken by its own importer, and nothing else is', { timeout: 60_000 }, async () => {
    const taken: string[] = [];
    for (const zip of readdirSync(folder ?? '').filter((name) => name.endsWith('.zip'))) {
      const { members } = await openSource(join(folder ?? '', zip));
      for (const member of members) {
        const head = Buffer.from((await contentOf(member)).slice(0, 1 << 16), 'latin1');
        for (const importer of importers) {
          if (await importer.recognise({ member, head }))
            taken.push(`${baseName(member.name)}: ${importer.dataset}`);
        }
      }
    }
    expect(taken.toSorted()).toEqual([
      '2018_I10gem.txt: equivalence-to-icd9',
      '2018_I9gem.txt: equivalence-from-icd9',
      '2026 Initial ICD-10-CM Mappings.csv: hierarchical-conditions',
      'ICD-10-CM-October-2025-Guidelines.txt: icd10cm-guidelines',
      'MCE_Simple_Code_Edits_v37.txt: code-editor',
      'POAexemptCodesFY26.txt: poa-exempt',
      'msdrg_v40_appendix_F_J.txt: complications',
      'place_of_service_codes.json: place-of-service',
      'pos_codes_names.tsv: place-of-service',
    ]);
  });
});
