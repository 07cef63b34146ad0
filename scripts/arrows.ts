/** Checks the arrows between rooms, the names at the top and the length of files: part of `npm run lint`. */
import { fileURLToPath } from 'node:url';
import { checkHouse } from './house/check.ts';
import { minimum } from './house/rules.ts';

const { problems, files, imports } = checkHouse(fileURLToPath(new URL('..', import.meta.url)), minimum);
for (const problem of problems) console.error(problem);
if (problems.length > 0) {
  console.error(`${problems.length} against the house, in ${files} files. The rules: scripts/house/rules.ts`);
  process.exitCode = 1;
} else {
  console.log(`Arrows: ${files} files, ${imports} imports, all allowed.`);
}
