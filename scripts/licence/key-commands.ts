import type { Command } from 'commander';
import { Option } from 'commander';
import { AppError } from '../../electron/contract/errors.ts';
import type { KeyUse } from '../../electron/licence/vendor-keys.ts';
import { keyUses } from '../../electron/licence/vendor-keys.ts';
import { Ledger } from './ledger.ts';
import type { Common, Place } from './options.ts';
import { calendarDate, dayOf, deskOption, passphraseOption, readPassphrase } from './options.ts';
import { createKeyFile, readKeyFile, retireKey } from './private-key.ts';

export function addKeyCommands(program: Command, { now, say }: Place): void {
  const keys = program
    .command('keys')
    .description('The vendor’s key pairs: private halves stay on the desk.');
  keys
    .command('create')
    .description('Make a key pair and print its entry for data/vendor-keys.json.')
    .addOption(deskOption())
    .addOption(passphraseOption())
    .addOption(new Option('--use <use...>', 'what it may sign').choices(keyUses).makeOptionMandatory())
    .option('--from <date>', 'first day on which it signs', calendarDate, dayOf(now))
    .option('--until <date>', 'last day on which it signs', calendarDate)
    .action(async (flags: Common & { use: KeyUse[]; from: string; until?: string }) => {
      const { desk, use, from, until = null, passphraseFile } = flags;
      const ledger = new Ledger(desk);
      const folder = await ledger.keyFile('ID');
      const made = await createKeyFile(
        (id) => folder.replace(/ID\.json$/, `${id}.json`),
        { uses: use, from, until },
        await readPassphrase(passphraseFile),
      );
      say(made.entry);
    });
  keys
    .command('list')
    .description('Print the public halves as the whole content of data/vendor-keys.json.')
    .addOption(deskOption())
    .action(async ({ desk }: Common) => {
      const files = await new Ledger(desk).keyFiles();
      const entries = await Promise.all(files.map(async (file) => (await readKeyFile(file)).public));
      say({ format: 'case2code vendor keys', version: 1, keys: entries });
    });
  keys
    .command('retire')
    .description('Set the last day of a key. What it signed by then stays good.')
    .argument('<id>', 'id of the key')
    .addOption(deskOption())
    .requiredOption('--until <date>', 'last day on which it signs', calendarDate)
    .action(async (id: string, { desk, until }: Common & { until: string }) => {
      if (!/^[0-9a-f]{16}$/.test(id)) throw new AppError('usage', `“${id}” is no id of a key.`);
      say(await retireKey(await new Ledger(desk).keyFile(id), until));
    });
}
