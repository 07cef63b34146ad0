import { useEffect } from 'react';
import type { Notice } from '../../../electron/contract/grants.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Trouble } from '../../ui/Trouble.tsx';
import { useAccept } from './standing-query.ts';
import s from './NoticeDialog.module.css';

interface NoticeDialogProps {
  notices: readonly Notice[];
  isOpen: boolean;
  onClose: () => void;
}

/** The publishers' and the vendor's own words, to be accepted before what they are about is first shown. */
export function NoticeDialog({ notices, isOpen, onClose }: NoticeDialogProps) {
  const { mutate, isPending, isSuccess, error } = useAccept();
  useEffect(() => {
    if (isSuccess) onClose();
  }, [isSuccess, onClose]);
  return (
    <Dialog
      title="Before it is shown"
      isOpen={isOpen}
      onClose={onClose}
      role="alertdialog"
      actions={
        <>
          <Button
            kind="primary"
            isDisabled={isPending}
            onPress={() => {
              mutate(notices);
            }}
          >
            Accept
          </Button>
          <Button onPress={onClose}>Not now</Button>
        </>
      }
    >
      {notices.map(({ id, title, paragraphs }) => (
        <section key={id} className={s['notice']}>
          <h3 className={s['title']}>{title}</h3>
          {paragraphs.map((paragraph) => (
            <p key={paragraph}>{paragraph}</p>
          ))}
        </section>
      ))}
      {error ? <Trouble title="That could not be kept" error={error} /> : null}
    </Dialog>
  );
}
