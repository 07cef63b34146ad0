/** Sums test reports into one closing line: `node scripts/tally.ts FILE…`. Fails when one failed or is missing. */
import { closingLine, readCounts, sum } from './testing/counts.ts';

const files = process.argv.slice(2);
const read = files.map((file) => readCounts(file));
for (const { complaint } of read) if (complaint) console.log(complaint);
const total = sum(read);
console.log(closingLine(total));
process.exitCode = total.failed > 0 || files.length === 0 ? 1 : 0;
