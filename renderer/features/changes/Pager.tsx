import { Button } from '../../ui/Button.tsx';
import { pageSize } from './changes-query.ts';
import s from './Pager.module.css';

interface PagerProps {
  /** From 1. */
  page: number;
  pages: number;
  total: number;
  onPage: (page: number) => void;
}

/** Where one is in a long list, and the way on. */
export function Pager({ page, pages, total, onPage }: PagerProps) {
  if (pages < 2) return null;
  const first = (page - 1) * pageSize + 1;
  const last = Math.min(page * pageSize, total);
  return (
    <nav className={s['pager']} aria-label="Pages of the list">
      <Button onPress={() => onPage(page - 1)} isDisabled={page <= 1}>
        Previous
      </Button>
      <Button onPress={() => onPage(page + 1)} isDisabled={page >= pages}>
        Next
      </Button>
      <span className={s['place']} role="status">
        {first.toLocaleString('en-US')}–{last.toLocaleString('en-US')} of {total.toLocaleString('en-US')}
      </span>
    </nav>
  );
}
