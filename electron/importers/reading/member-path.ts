import { basename } from 'node:path';
import type { Member } from '../importer.ts';

/** Where a file lies, from the zip or folder the user gave: years and versions stand in any part of it. */
export function pathOf(member: Member): string {
  return `${basename(member.source)}/${member.name}`;
}
