import { useState } from 'react';
import { Button } from '../../ui/Button.tsx';
import { Confirm } from '../../ui/Confirm.tsx';
import { say } from '../../ui/toast.ts';
import { Trouble } from '../../ui/Trouble.tsx';
import { useForgetRecent } from './recent-query.ts';
import s from './ForgetRecent.module.css';

/** Clears the list of codes opened, which never leaves this computer. */
export function ForgetRecent() {
  const forget = useForgetRecent();
  const [isAsking, setAsking] = useState(false);
  return (
    <section className={s['group']} aria-labelledby="forget-recent">
      <h2 id="forget-recent" className={s['label']}>
        Recent codes
      </h2>
      <div>
        <p className={s['note']}>
          The last 500 codes opened are remembered, encrypted and on this computer only, to show them again
          and to say what an update changed of them.
        </p>
        <Button onPress={() => setAsking(true)} isDisabled={forget.isPending}>
          Forget them…
        </Button>
        {forget.error ? <Trouble title="The codes were not forgotten" error={forget.error} /> : null}
      </div>
      <Confirm
        title="Forget the codes opened?"
        yes="Forget"
        no="Keep"
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        onConfirm={() => forget.mutate(undefined, { onSuccess: () => say('Forgotten') })}
      >
        <p>The list of codes opened, and what updates changed of them, are deleted. Nothing else is.</p>
      </Confirm>
    </section>
  );
}
