import { useNavigate } from '@tanstack/react-router';
import { ChevronDown, CircleUser } from 'lucide-react';
import { Button, Header, Menu, MenuItem, MenuSection, MenuTrigger, Popover } from 'react-aria-components';
import { useAccount, useAct } from './account-query.ts';
import { tierWord } from './tier-words.ts';
import s from './AccountMenu.module.css';

/** Who this copy is for, in the header, and the quickest ways on. */
export function AccountMenu() {
  const { data: account } = useAccount();
  const navigate = useNavigate();
  const choose = useAct('licence.chooseFile');
  const word = account ? tierWord(account.licence) : 'Account';
  const isCaution = account !== undefined && account.licence.warnings.length > 0;
  return (
    <MenuTrigger>
      <Button className={s['button'] ?? ''} aria-label={`Account: ${word}`}>
        <CircleUser size={16} aria-hidden="true" />
        {word}
        {isCaution ? <span className={s['mark']} aria-hidden="true" /> : null}
        <ChevronDown size={14} aria-hidden="true" />
      </Button>
      <Popover className={s['popover'] ?? ''} placement="bottom end">
        <Menu className={s['menu'] ?? ''} aria-label="Account">
          <MenuSection>
            <Header className={s['head'] ?? ''}>
              {account?.licence.sentence ?? ''}
              {isCaution ? (
                <span className={s['warning']}>{account.licence.warnings[0]?.sentence}</span>
              ) : null}
            </Header>
            <MenuItem className={s['item'] ?? ''} onAction={() => void navigate({ to: '/account' })}>
              Account
            </MenuItem>
            <MenuItem
              className={s['item'] ?? ''}
              onAction={() =>
                choose.begin({ key: null }, { onError: () => void navigate({ to: '/account' }) })
              }
            >
              Open a licence file…
            </MenuItem>
          </MenuSection>
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
