import type { ReactNode } from 'react';
import { Button } from 'react-aria-components';
import { Tip } from './Tip.tsx';
import s from './IconButton.module.css';

interface IconButtonProps {
  /** Accessible name; also the tooltip. */
  label: string;
  /** Shown in the tooltip beside the name. */
  keys?: string;
  onPress: () => void;
  isDisabled?: boolean;
  children: ReactNode;
}

/** A button that shows only an icon and says its name on hover, on focus and to screen readers. */
export function IconButton({ label, keys, onPress, isDisabled = false, children }: IconButtonProps) {
  return (
    <Tip label={label} {...(keys === undefined ? {} : { keys })}>
      <Button className={s['button'] ?? ''} aria-label={label} onPress={onPress} isDisabled={isDisabled}>
        {children}
      </Button>
    </Tip>
  );
}
