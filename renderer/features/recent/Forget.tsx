import { useState } from 'react';
import type { ReactNode } from 'react';
import type { UseMutationResult } from '@tanstack/react-query';
import { Button } from '../../ui/Button.tsx';
import { Confirm } from '../../ui/Confirm.tsx';
import { say } from '../../ui/toast.ts';
import { Trouble } from '../../ui/Trouble.tsx';
import s from './Forget.module.css';

interface ForgetProps {
  /** Of the heading. */
  id: string;
  title: string;
  /** What is remembered, how much of it and where. */
  children: ReactNode;
  button: string;
  question: string;
  /** What is lost, and what is not. */
  lost: string;
  failed: string;
  forget: UseMutationResult<null, Error, void>;
  isDisabled?: boolean;
}

/** A part of the settings: something that is remembered of the user, and the button that deletes it. */
export function Forget(props: ForgetProps) {
  const { id, title, children, button, question, lost, failed, forget, isDisabled = false } = props;
  const [isAsking, setAsking] = useState(false);
  return (
    <section className={s['group']} aria-labelledby={id}>
      <h2 id={id} className={s['label']}>
        {title}
      </h2>
      <div>
        {children}
        <div className={s['button']}>
          <Button onPress={() => setAsking(true)} isDisabled={isDisabled || forget.isPending}>
            {button}
          </Button>
        </div>
        {forget.error ? <Trouble title={failed} error={forget.error} /> : null}
      </div>
      <Confirm
        title={question}
        yes="Forget"
        no="Keep"
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        onConfirm={() => forget.mutate(undefined, { onSuccess: () => say('Forgotten') })}
      >
        <p>{lost}</p>
      </Confirm>
    </section>
  );
}

export function ForgetNote({ children }: { children: ReactNode }) {
  return <p className={s['note']}>{children}</p>;
}
