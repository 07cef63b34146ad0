import type { CodeRef } from '../../../electron/contract/codes.ts';
import { ask } from '../../lib/bridge.ts';
import { say } from '../../ui/toast.ts';

/** Puts a code, or the code and its description, on the clipboard and says so quietly. */
export function copyCode({ code, title }: Pick<CodeRef, 'code' | 'title'>, full: boolean): void {
  ask('clipboard.write', { text: full ? `${code} ${title}` : code }).then(
    () => say(full ? `Copied ${code} and its description` : `Copied ${code}`),
    (error: unknown) => say(error instanceof Error ? error.message : 'The clipboard could not be written.'),
  );
}
