import type { ReactNode } from 'react';
import { ChevronRight } from 'lucide-react';
import { Button, Disclosure, DisclosurePanel, Heading } from 'react-aria-components';
import s from './Fold.module.css';

interface FoldProps {
  title: string;
  children: ReactNode;
}

/** A title that opens what stands under it: for long texts that are read now and then. */
export function Fold({ title, children }: FoldProps) {
  return (
    <Disclosure className={s['fold'] ?? ''}>
      <Heading level={3} className={s['heading'] ?? ''}>
        <Button slot="trigger" className={s['trigger'] ?? ''}>
          <ChevronRight size={14} className={s['arrow']} aria-hidden="true" />
          <span>{title}</span>
        </Button>
      </Heading>
      <DisclosurePanel className={s['panel'] ?? ''}>{children}</DisclosurePanel>
    </Disclosure>
  );
}
