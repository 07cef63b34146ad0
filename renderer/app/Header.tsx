import { useNavigate } from '@tanstack/react-router';
import { AccountMenu } from '../features/account/AccountMenu.tsx';
import { DateOfService } from '../features/date-of-service/DateOfService.tsx';
import { useServiceDate } from '../features/date-of-service/service-date.ts';
import { SearchField } from '../features/search/SearchField.tsx';
import { cx } from '../ui/cx.ts';
import { setDrawer } from './drawer.ts';
import { useInSearchRoom, useLastPage } from './places.ts';
import s from './Header.module.css';

export function Header() {
  const { isToday } = useServiceDate();
  const inSearchRoom = useInSearchRoom();
  const navigate = useNavigate();
  const showResults = () => {
    setDrawer(true);
    if (inSearchRoom) return;
    const { page } = useLastPage.getState();
    if (page) void navigate({ to: '/code/$system/$code', params: { ...page } });
    else void navigate({ to: '/' });
  };
  return (
    <header className={cx(s['header'], !isToday && s['away'])} data-pane="search" data-print="never">
      <SearchField onUse={showResults} isListShown={inSearchRoom} />
      <div className={s['space']} />
      <DateOfService />
      <AccountMenu />
    </header>
  );
}
