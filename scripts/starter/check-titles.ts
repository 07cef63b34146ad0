import { join } from 'node:path';
import { draftFor, planImport } from '../../electron/importers/import.ts';
import { newReport } from '../../electron/importers/report.ts';
import { starterDrafts } from './drafts.ts';

/**
 * Compares every ICD-10-CM and HCPCS row of the starter set with the publishers' own files: title, billable flag
 * and end date. Returns one sentence per difference.
 */
export async function checkTitles(starter: string, publishers: string): Promise<string[]> {
  const official = new Map<string, string>();
  const { planned } = await planImport(
    ['icd10cm-2026.zip', 'hcpcs-2025-oct.zip'].map((name) => join(publishers, name)),
  );
  for (const plan of planned) {
    for await (const { system, key, title, billable, ended } of draftFor(plan, newReport()).codes) {
      official.set(`${system} ${key}`, JSON.stringify([title, billable, ended]));
    }
  }
  const differences: string[] = [];
  for (const draft of starterDrafts(starter)) {
    if (draft.line === 'editorial') continue;
    for await (const { system, key, title, billable, ended } of draft.codes) {
      const ours = JSON.stringify([title, billable, ended]);
      const theirs = official.get(`${system} ${key}`);
      if (theirs === undefined) differences.push(`${system} ${key} is not in the publisher's file`);
      else if (ours !== theirs) differences.push(`${system} ${key}: ours ${ours}, the publisher's ${theirs}`);
    }
  }
  return differences;
}
