import { createHash } from 'node:crypto';
import { z } from 'zod';
import texts from '../../data/notices.json' with { type: 'json' };
import type { Line } from '../contract/codes.ts';
import type { Notice, NoticeId } from '../contract/grants.ts';
import { noticeIds } from '../contract/grants.ts';
import type { LineInfo } from '../contract/library.ts';
import { metered } from './grants-input.ts';

const slotSchema = z.strictObject({
  title: z.string().min(1).max(120),
  /** The vendor's own wording, agreed with the publisher; empty in this repository: none is invented. */
  paragraphs: z.array(z.string().min(1).max(4000)).max(30),
});
const configSchema = z.strictObject({
  pages: slotSchema,
  cpt: slotSchema,
  ncci: slotSchema,
  mpfs: slotSchema,
  coverage: slotSchema,
} satisfies Record<NoticeId, typeof slotSchema>);
export type NoticeConfig = z.infer<typeof configSchema>;

/** The wording that was built into the program (`data/notices.json`). */
export const builtInNotices = (): NoticeConfig => configSchema.parse(texts);

type HeldLine = Pick<LineInfo, 'line' | 'notices' | 'sources'>;

/**
 * The notices of what a library holds: the vendor's wording, then what the publishers' own files print, with the year
 * they have there. A notice without any wording is none.
 */
export function noticesOf(lines: readonly HeldLine[], config: NoticeConfig): Notice[] {
  return noticeIds.flatMap((id): Notice[] => {
    const concerned = lines.filter((line) => isConcerned(id, line));
    if (concerned.length === 0) return [];
    const printed = concerned.flatMap((line) => [...printedIn(id, line), ...line.notices]);
    const paragraphs = [...new Set([...config[id].paragraphs, ...printed])].filter((text) => text !== '');
    if (paragraphs.length === 0) return [];
    const { title } = config[id];
    const version = createHash('sha256')
      .update(JSON.stringify([title, paragraphs]))
      .digest('hex')
      .slice(0, 16);
    return [{ id, version, title, paragraphs }];
  });
}

function isConcerned(id: NoticeId, { line, sources }: HeldLine): boolean {
  if (id === 'pages') return sources.some(({ licence }) => licence === metered);
  return line === (id satisfies Line);
}

/** Copyright lines of the sources that the notice is about. */
function printedIn(id: NoticeId, { sources }: HeldLine): string[] {
  return sources.filter(({ licence }) => id !== 'pages' || licence === metered).map(({ notice }) => notice);
}
