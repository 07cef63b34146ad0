import { mostRecents } from '../../../electron/contract/recent.ts';
import { Forget, ForgetNote } from './Forget.tsx';
import { useForgetRecent } from './recent-query.ts';

/** Clears the list of codes opened, which never leaves this computer. */
export function ForgetRecent() {
  return (
    <Forget
      id="forget-recent"
      title="Recent codes"
      button="Forget them…"
      question="Forget the codes opened?"
      lost="The list of codes opened, and what updates changed of them, are deleted. Nothing else is."
      failed="The codes were not forgotten"
      forget={useForgetRecent()}
    >
      <ForgetNote>
        The last {mostRecents} codes opened are remembered, encrypted and on this computer only, to show them
        again and to say what an update changed of them.
      </ForgetNote>
    </Forget>
  );
}
