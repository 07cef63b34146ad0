import { join } from 'node:path';
import { planImport } from '../../electron/importers/import.ts';
import type { CodeRow, CodeSetDraft } from '../../electron/codeset/rows.ts';
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
    for await (const fact of plan.importer.read(plan.files, newReport())) {
      if (fact.table !== 'code') continue;
      const { system, key, title, billable, ended } = fact.row;
      official.set(`${system} ${key}`, JSON.stringify([title, billable, ended]));
    }
  }
  const differences: string[] = [];
  for (const draft of starterDrafts(starter)) {
    if (draft.line === 'editorial') continue;
    for await (const { system, key, title, billable, ended } of codesOf(draft)) {
      const ours = JSON.stringify([title, billable, ended]);
      const theirs = official.get(`${system} ${key}`);
      if (theirs === undefined) differences.push(`${system} ${key} is not in the publisher's file`);
      else if (ours !== theirs) differences.push(`${system} ${key}: ${firstDifference(ours, theirs)}`);
    }
  }
  return differences;
}

async function* codesOf({ releases }: CodeSetDraft): AsyncGenerator<CodeRow> {
  for (const { facts } of releases) {
    for await (const fact of facts) if (fact.table === 'code') yield fact.row;
  }
}

/** Where two texts part, with a little of both: official texts can be pages long. */
function firstDifference(ours: string, theirs: string): string {
  let at = 0;
  while (at < ours.length && ours[at] === theirs[at]) at += 1;
  const around = (text: string) => text.slice(Math.max(0, at - 20), at + 40);
  return `ours “…${around(ours)}…”, the publisher's “…${around(theirs)}…”`;
}
