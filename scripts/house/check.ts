import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join, posix } from 'node:path';
import { type Import, importsOf } from './imports.ts';
import { besideFile, maxLines, reservedPackages, rooms, topLevel, vagueNames } from './rules.ts';

export interface Report {
  problems: string[];
  /** Source files read, and imports found in them. */
  files: number;
  imports: number;
}

const sourceFolders = ['electron', 'renderer', 'scripts', 'test'];
const code = /\.(ts|tsx|mts)$/;
const counted = /\.(ts|tsx|mts|css)$/;
const test = /\.test\.tsx?$/;
const builtins = new Set(builtinModules);

/**
 * Reads the tree under `root` and tells every arrow, name and length that the house does not allow. Having read less
 * than `least` is a problem too.
 */
export function checkHouse(root: string, least: { files: number; imports: number }): Report {
  const report: Report = { problems: [], files: 0, imports: 0 };
  checkTopLevel(root, report);
  for (const folder of sourceFolders) {
    for (const file of walk(root, folder, report)) {
      const text = readFileSync(join(root, file), 'utf8');
      const lines = text.split('\n').length - (text.endsWith('\n') ? 1 : 0);
      if (lines > maxLines) {
        report.problems.push(`${file} has ${lines} lines; at ${maxLines} a file does more than one thing`);
      }
      if (code.test(file)) checkFile(root, file, text, report);
    }
  }
  if (report.files < least.files || report.imports < least.imports) {
    report.problems.push(
      `read only ${report.files} files and ${report.imports} imports, expected at least ${least.files} and ` +
        `${least.imports}: the check has not seen the tree`,
    );
  }
  return report;
}

function checkFile(root: string, file: string, text: string, report: Report): void {
  report.files++;
  if (!rooms.has(roomOf(file))) {
    report.problems.push(`${file} is in no room of scripts/house/rules.ts`);
    return;
  }
  let imports: Import[];
  try {
    imports = importsOf(file, text);
  } catch (error) {
    report.problems.push(error instanceof Error ? error.message : String(error));
    return;
  }
  report.imports += imports.length;
  for (const one of imports) {
    const problem = judge(root, file, one);
    if (problem) report.problems.push(`${file}:${one.line} ${problem}`);
  }
}

/** The sentence that forbids the import, or null. */
function judge(root: string, file: string, one: Import): string | null {
  const from = roomOf(file);
  const room = rooms.get(from);
  if (!room) return null;
  if (one.name === null) {
    return from === 'scripts' || from === 'test'
      ? null
      : 'imports a computed name, which no check can follow';
  }
  const name = one.name.replace(/\?.*$/, '');
  if (name.startsWith('.')) {
    const target = posix.normalize(posix.join(posix.dirname(file), name));
    if (!existsSync(join(root, target)))
      return `imports ${name}, which is not there; write its extension too`;
    const to = roomOf(target);
    const beside = test.test(file) ? besideFile(from) : null;
    // names.ts is a room of its own only for the preload.
    const reached = to === 'names' && from !== 'preload' ? 'contract' : to;
    if (reached === from || room.mayImport.includes(reached) || beside?.mayImport.includes(reached))
      return null;
    return `imports ${target}: ${from} may not import ${reached}. Why: ${beside?.why ?? room.why}`;
  }
  if (name.startsWith('node:') || builtins.has(name)) {
    return room.node || test.test(file)
      ? null
      : `imports ${name}: there is no Node in ${from}. Why: ${room.why}`;
  }
  const parts = name.split('/');
  const packageName = name.startsWith('@') ? parts.slice(0, 2).join('/') : (parts[0] ?? name);
  const reserved = reservedPackages[packageName];
  const typesWillDo = one.typeOnly && reserved?.typesFrom.includes(from);
  if (
    reserved &&
    !typesWillDo &&
    (!reserved.rooms.includes(from) || (packageName === 'electron' && test.test(file)))
  ) {
    return `imports ${name}: only ${reserved.rooms.join(', ')} may. Why: ${reserved.why}`;
  }
  if (room.onlyPackages && !room.onlyPackages.includes(packageName) && !test.test(file)) {
    return `imports ${name}: ${from} may not. Why: ${room.why}`;
  }
  return null;
}

/** The room of a path: the one whose folder or file matches longest; `root` for files at the top. */
function roomOf(path: string): string {
  let best = '';
  let found: string | undefined;
  for (const [name, room] of rooms) {
    if ((path === room.path || path.startsWith(`${room.path}/`)) && room.path.length > best.length) {
      best = room.path;
      found = name;
    }
  }
  const [first = '', second] = path.split('/');
  return found ?? (second === undefined ? 'root' : first);
}

function* walk(root: string, folder: string, report: Report): Generator<string> {
  if (!existsSync(join(root, folder))) return;
  for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) {
      if (vagueNames.includes(entry.name)) {
        report.problems.push(`${path}/ is a kind of file, not a capability: name what it is for`);
      }
      yield* walk(root, path, report);
    } else if (counted.test(entry.name)) {
      yield path;
    }
  }
}

function checkTopLevel(root: string, report: Report): void {
  const ignored = new Set(
    readFileSync(join(root, '.gitignore'), 'utf8')
      .split('\n')
      .map((line) => line.trim().replace(/\/$/, '')),
  );
  for (const name of readdirSync(root)) {
    if (name.startsWith('.') || ignored.has(name) || topLevel.includes(name)) continue;
    report.problems.push(`${name} stands at the top of the tree, where the names are fixed: find its room`);
  }
}
