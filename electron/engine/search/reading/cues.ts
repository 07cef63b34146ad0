import type { History } from './histories.ts';

/** What a cue makes of the condition behind it. */
export interface Cue {
  kind: History | 'late';
  /** How many words the cue has. */
  length: number;
}

const written: Record<Cue['kind'], string> = {
  family:
    'fhx;fh;famhx;fam hx;fam hx of;family hx;family hx of;family history;family history of;family h o;mother had;father had;' +
    'mother with;father with;sister with;brother with;sister had;brother had',
  personal: 'h o;hx;hx of;pmh;pmhx;pmh of;pmhx of;history of;past history of;personal history of',
  late: 'late effect;late effects;late effect of;late effects of;sequela of;sequelae of;residual of;residuals of',
};

const cues = new Map(
  (['family', 'personal', 'late'] as const).flatMap((kind) =>
    written[kind].split(';').map((cue): [string, Cue['kind']] => [cue, kind]),
  ),
);
const longest = 3;

/** The cue that begins at a word, the longest there is; undefined where none does or nothing follows it. */
export function cueAt(words: readonly string[], at: number): Cue | undefined {
  for (let length = Math.min(longest, words.length - at - 1); length >= 1; length -= 1) {
    const kind = cues.get(words.slice(at, at + length).join(' '));
    if (kind) return { kind, length };
  }
  return undefined;
}

/** Words of which a text has to say all of one list to be about such a history. */
export const cueSayings: Record<Cue['kind'], string[][]> = {
  family: [['family', 'history']],
  personal: [
    'history',
    'status',
    'following',
    'sequela',
    'sequelae',
    'old',
    'absence',
    'presence',
    'remission',
  ].map((word) => [word]),
  late: ['sequela', 'sequelae', 'following', 'late'].map((word) => [word]),
};
