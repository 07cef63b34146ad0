import type { ReactNode } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import { cx } from './cx.ts';
import s from './Button.module.css';

interface ButtonProps {
  children: ReactNode;
  onPress: () => void;
  /** `primary` is the one thing to do on a panel; `quiet` has no border until it is pointed at. */
  kind?: 'plain' | 'primary' | 'quiet';
  isDisabled?: boolean;
  /** Where the words on the button do not say enough by themselves. */
  label?: string;
}

export function Button({ children, onPress, kind = 'plain', isDisabled = false, label }: ButtonProps) {
  return (
    <AriaButton
      className={cx(s['button'], s[kind])}
      onPress={onPress}
      isDisabled={isDisabled}
      {...(label === undefined ? {} : { 'aria-label': label })}
    >
      {children}
    </AriaButton>
  );
}
