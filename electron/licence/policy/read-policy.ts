import { lstat, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { systemCode } from '../../codeset/disk-errors.ts';
import type { Policy, PolicyField, PolicyProblem } from './policy.ts';
import { parsePolicy } from './policy.ts';
import { administrators } from './windows-owners.ts';
import { parseRegistry, policyKey, policyOfRegistry } from './registry.ts';

/** A policy is a page of settings; anything longer is something else. */
const mostBytes = 100_000;

export interface ManagedPolicy {
  policy: Policy;
  /** Where each field that is set came from. */
  from: Partial<Record<PolicyField, string>>;
  problems: PolicyProblem[];
}

export interface PolicySources {
  /** The machine-wide folder. */
  folder: string;
  /** What `reg query` prints of the policy key, or null where there is no such key or no registry. */
  queryRegistry: () => Promise<string | null>;
  /** False only where the folder was given for a test: otherwise a file that any user can change is refused. */
  checkOwner: boolean;
  platform: NodeJS.Platform;
  /** On Windows: security identifiers of the owners of the folder and of `policy.json` in it. */
  windowsOwners: (file: string) => Promise<string[]>;
}

/**
 * Reads the managed policy: what group policy sets in the registry goes before `policy.json`, field by field. Never
 * throws: what is wrong is told among the problems, and the rest holds.
 */
export async function readPolicy(sources: PolicySources): Promise<ManagedPolicy> {
  const { folder, queryRegistry } = sources;
  const file = join(folder, 'policy.json');
  const problems: PolicyProblem[] = [];
  const [fromFile, fromRegistry] = await Promise.all([
    readPolicyFile(file, sources, problems),
    queryRegistry().catch(() => {
      problems.push({ from: policyKey, field: '', message: 'The registry could not be read.' });
      return null;
    }),
  ]);
  const managed: ManagedPolicy = { policy: {}, from: {}, problems };
  if (fromFile !== undefined) add(managed, fromFile, file);
  if (fromRegistry !== null) add(managed, policyOfRegistry(parseRegistry(fromRegistry)), policyKey);
  return managed;
}

function add(managed: ManagedPolicy, raw: unknown, from: string): void {
  const { policy, problems } = parsePolicy(raw, from);
  managed.problems.push(...problems);
  for (const field of Object.keys(policy) as PolicyField[]) managed.from[field] = from;
  Object.assign(managed.policy, policy);
}

async function readPolicyFile(
  file: string,
  { checkOwner, platform, windowsOwners }: PolicySources,
  problems: PolicyProblem[],
): Promise<unknown> {
  const refuse = (message: string): undefined => {
    problems.push({ from: file, field: '', message });
    return undefined;
  };
  try {
    const { size, uid, mode } = await lstat(file);
    if (size > mostBytes) return refuse('It is far too long for a policy, so it is not used.');
    if (checkOwner && platform === 'win32') {
      // There ProgramData lets every user make files and folders, and whoever made one may change it.
      const owners = await windowsOwners(file).catch((): string[] => []);
      if (owners.length !== 2 || !owners.every((owner) => administrators.has(owner))) {
        return refuse(
          'It or its folder does not belong to the administrators, so it is not used. Give both to them: icacls … /setowner *S-1-5-32-544.',
        );
      }
    } else if (checkOwner && (uid !== 0 || (mode & 0o022) !== 0)) {
      return refuse(
        'Users that are not administrators can change it, so it is not used. Give it to root, mode 644.',
      );
    }
    const text = await readFile(file, 'utf8');
    try {
      // Windows editors put a byte order mark first.
      return JSON.parse(text.replace(/^\uFEFF/, '')) as unknown;
    } catch {
      return refuse('It is no valid JSON, so nothing in it is used.');
    }
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return undefined;
    return refuse('It could not be read, so nothing in it is used. Check its permissions.');
  }
}
