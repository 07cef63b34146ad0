/**
 * The vendor's side of licences, without a server: `npm run licence -- issue --desk DIR …`. docs/licensing.md is its
 * runbook.
 *
 * Standard output holds the result as JSON, standard error one sentence for a failure. Exit codes: 0 done, 1 failed or
 * refused, 2 wrong usage.
 */
import { runLicence } from './licence/program.ts';

process.exitCode = await runLicence(process.argv.slice(2), {
  now: new Date(),
  say: (result) => process.stdout.write(`${JSON.stringify(result, null, 2)}\n`),
});
