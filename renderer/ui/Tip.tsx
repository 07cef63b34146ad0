import type { ComponentProps, ReactNode } from 'react';
import { Tooltip, TooltipTrigger } from 'react-aria-components';
import { Kbd } from './Kbd.tsx';
import s from './Tip.module.css';

interface TipProps {
  label: string;
  keys?: string;
  placement?: NonNullable<ComponentProps<typeof Tooltip>['placement']>;
  /** One control that can take focus. */
  children: ReactNode;
}

export function Tip({ label, keys, placement = 'bottom', children }: TipProps) {
  return (
    <TooltipTrigger delay={500} closeDelay={0}>
      {children}
      <Tooltip className={s['tip'] ?? ''} placement={placement} offset={6}>
        {label}
        {keys === undefined ? null : <Kbd keys={keys} />}
      </Tooltip>
    </TooltipTrigger>
  );
}
