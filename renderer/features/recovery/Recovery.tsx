import type { LineProblem } from '../../../electron/contract/library.ts';
import { LibraryActions } from '../library/LibraryActions.tsx';
import { Problems } from '../library/Problems.tsx';
import { Bare } from './Bare.tsx';

/** No line answers: what happened to which file, what is safe, and the two ways on. */
export function Recovery({ problems }: { problems: readonly LineProblem[] }) {
  return (
    <Bare title="The library cannot be opened">
      <p>
        No file of the library answers, so nothing can be searched yet. Your settings are safe, and the files
        are left as they are until you choose.
      </p>
      <Problems problems={problems} />
      <LibraryActions />
    </Bare>
  );
}
