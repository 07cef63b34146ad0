import { Link } from '@tanstack/react-router';
import type { System } from '../../../electron/contract/codes.ts';

interface CodeLinkProps {
  system: System;
  code: string;
  /** What the link says, where that is not the code. */
  label?: string;
  className?: string | undefined;
}

export function CodeLink({ system, code, label, className }: CodeLinkProps) {
  return (
    <Link to="/code/$system/$code" params={{ system, code }} className={className}>
      {label ?? code}
    </Link>
  );
}
