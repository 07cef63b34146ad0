import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Command } from 'commander';
import { referenceFiles } from '../electron/engine/search/reading/word-lists.ts';
import { buildStarterPack } from '../electron/packs/starter.ts';
import { checkTitles } from './starter/check-titles.ts';
import { starterDrafts } from './starter/drafts.ts';

const data = fileURLToPath(new URL('../data', import.meta.url));
const starter = join(data, 'starter');
const program = new Command('starter').description('Builds and checks the starter set in data/starter.');

program
  .command('build')
  .description(
    'builds the public pack and puts it, with the word lists and the list of public sources, where the program looks for them',
  )
  .requiredOption('--out <folder>', 'folder to write into')
  .action(async ({ out }: { out: string }) => {
    mkdirSync(out, { recursive: true });
    const manifest = await buildStarterPack(join(out, 'starter.c2cpack'), {
      created: '2026-11-01',
      drafts: starterDrafts(starter),
    });
    for (const name of [...referenceFiles, 'sources.json']) copyFileSync(join(data, name), join(out, name));
    const rows = manifest.sets
      .flatMap(({ releases }) => releases)
      .map((release) => `${release.edition.name}: ${release.rows}`);
    console.log(`starter pack: ${rows.join(', ')} rows`);
  });

program
  .command('check')
  .description("compares the ICD-10-CM and HCPCS titles with the publishers' files")
  .requiredOption('--data <folder>', 'folder that holds icd10cm-2026.zip and hcpcs-2025-oct.zip')
  .action(async ({ data: folder }: { data: string }) => {
    const differences = await checkTitles(starter, folder);
    for (const difference of differences) console.error(difference);
    console.log(
      differences.length === 0 ? 'all titles are the official ones' : `${differences.length} titles differ`,
    );
    process.exitCode = differences.length === 0 ? 0 : 1;
  });

await program.parseAsync();
