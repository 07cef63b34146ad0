import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { clinicCsv } from './clinic/clinic-csv.ts';
import { cptDataFiles } from './cpt/cpt.ts';
import { realFiles } from './fixtures.ts';
import type { Member } from './importer.ts';
import { mcdArticles, mcdLcds, mcdNcds } from './coverage/mcd.ts';
import { openSource } from './reading/source.ts';

const folder = realFiles();

async function headOf(member: Member): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of await member.open()) {
    chunks.push(chunk as Buffer);
    length += (chunk as Buffer).length;
    if (length >= 1 << 16) break;
  }
  return Buffer.concat(chunks).subarray(0, 1 << 16);
}

// None of the AMA's files, coverage exports or clinic lists are among the real files, so these importers claim none.
describe.skipIf(folder === null)(
  'files of other formats (skipped: no real files beside this checkout)',
  () => {
    const zips = folder === null ? [] : readdirSync(folder).filter((name) => name.endsWith('.zip'));
    test.each(zips)('%s', async (zip) => {
      const { members } = await openSource(join(folder ?? '', zip));
      const claimed: string[] = [];
      for (const member of members) {
        const probe = { member, head: await headOf(member) };
        for (const importer of [cptDataFiles, mcdLcds, mcdArticles, mcdNcds, clinicCsv]) {
          if (await importer.recognise(probe)) claimed.push(`${importer.format}: ${member.name}`);
        }
      }
      expect(members.length).toBeGreaterThan(0);
      expect(claimed).toEqual([]);
    });
  },
);
