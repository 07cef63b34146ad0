import type { ReactNode } from 'react';
import { Button } from './Button.tsx';
import { Dialog } from './Dialog.tsx';

interface ConfirmProps {
  /** The question. */
  title: string;
  /** What the button does that says yes. */
  yes: string;
  /** What stays when the other one is pressed. */
  no?: string;
  isOpen: boolean;
  onClose: () => void;
  onConfirm: () => void;
  /** What is lost, and what is not. */
  children: ReactNode;
}

/** Asks before something is done that cannot be undone by itself, or that costs more than a moment. */
export function Confirm({
  title,
  yes,
  no = 'Keep as it is',
  isOpen,
  onClose,
  onConfirm,
  children,
}: ConfirmProps) {
  return (
    <Dialog
      title={title}
      role="alertdialog"
      isOpen={isOpen}
      onClose={onClose}
      actions={
        <>
          <Button
            kind="primary"
            onPress={() => {
              onClose();
              onConfirm();
            }}
          >
            {yes}
          </Button>
          <Button onPress={onClose}>{no}</Button>
        </>
      }
    >
      {children}
    </Dialog>
  );
}
