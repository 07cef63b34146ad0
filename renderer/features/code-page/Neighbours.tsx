import { Link } from '@tanstack/react-router';
import { ArrowDown, ArrowUp } from 'lucide-react';
import type { CodeRef } from '../../../electron/contract/codes.ts';
import { keysOf } from '../../app/hotkeys.ts';
import { useKeyFamily } from '../../app/platform.ts';
import { Kbd } from '../../ui/Kbd.tsx';
import s from './Neighbours.module.css';

/** The codes printed before and after this one. */
export function Neighbours({ previous, next }: { previous: CodeRef | null; next: CodeRef | null }) {
  const family = useKeyFamily();
  if (!previous && !next) return null;
  return (
    <nav className={s['neighbours']} aria-label="Previous and next code" data-print="never">
      {previous ? <Neighbour name="Previous" to={previous} keys={keysOf('page.previous', family)} /> : null}
      {next ? <Neighbour name="Next" to={next} keys={keysOf('page.next', family)} /> : null}
    </nav>
  );
}

function Neighbour({ name, to, keys }: { name: 'Previous' | 'Next'; to: CodeRef; keys: string }) {
  const Icon = name === 'Previous' ? ArrowUp : ArrowDown;
  return (
    <Link to="/code/$system/$code" params={{ system: to.system, code: to.code }} className={s['neighbour']}>
      <Icon size={14} className={s['icon']} aria-hidden="true" />
      <span className="visually-hidden">{name} code: </span>
      <span className={s['code']}>{to.code}</span> <span className={s['title']}>{to.title}</span>
      <span aria-hidden="true">
        <Kbd keys={keys} />
      </span>
    </Link>
  );
}
