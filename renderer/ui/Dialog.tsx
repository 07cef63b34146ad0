import type { ReactNode } from 'react';
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { X } from 'lucide-react';
import { IconButton } from './IconButton.tsx';
import s from './Dialog.module.css';

interface DialogProps {
  title: string;
  isOpen: boolean;
  onClose: () => void;
  /** A question that must be answered: no closing by a click beside it. */
  role?: 'dialog' | 'alertdialog';
  children: ReactNode;
  /** Buttons, the one to do first. */
  actions?: ReactNode;
}

export function Dialog({ title, isOpen, onClose, role = 'dialog', children, actions }: DialogProps) {
  return (
    <ModalOverlay
      className={s['overlay'] ?? ''}
      isOpen={isOpen}
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      isDismissable={role === 'dialog'}
    >
      <Modal className={s['modal'] ?? ''}>
        <AriaDialog className={s['dialog'] ?? ''} role={role}>
          <div className={s['head']}>
            <Heading slot="title" level={2} className={s['title'] ?? ''}>
              {title}
            </Heading>
            {role === 'dialog' ? (
              <IconButton label="Close" keys="Esc" onPress={onClose}>
                <X size={16} aria-hidden="true" />
              </IconButton>
            ) : null}
          </div>
          {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a text that scrolls has to be reached by keys */}
          <div className={s['body']} role="group" aria-label={title} tabIndex={0}>
            {children}
          </div>
          {actions === undefined ? null : <div className={s['actions']}>{actions}</div>}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
