import { useEffect, useState } from 'react';
import type { Rights } from '../../../electron/contract/grants.ts';
import { rightsSchema } from '../../../electron/contract/grants.ts';
import { TextField } from '../../ui/TextField.tsx';
import { useStanding } from '../grants/standing-query.ts';
import s from './RightsPart.module.css';

/** Files of the AMA are used under somebody's licence, which counts people: whose, and how many, is recorded. */
export function RightsPart({ onChange }: { onChange: (rights: Rights | null) => void }) {
  const recorded = useStanding()?.rights[0];
  const [holder, setHolder] = useState<string>();
  const [users, setUsers] = useState<string>();
  const shown = {
    holder: holder ?? recorded?.holder ?? '',
    users: users ?? (recorded ? String(recorded.users) : ''),
  };
  const rights = rightsSchema.safeParse({ holder: shown.holder, users: Number(shown.users) }).data ?? null;
  const key = JSON.stringify(rights);
  useEffect(() => {
    onChange(key === 'null' ? null : rightsSchema.parse(JSON.parse(key)));
  }, [key, onChange]);
  return (
    <fieldset className={s['rights']}>
      <legend className={s['legend']}>Your licence from the American Medical Association</legend>
      <p className={s['about']}>
        CPT files are used under a licence that counts named people. It is recorded with the import and stays
        on this computer.
      </p>
      <div className={s['fields']}>
        <TextField
          label="Licence of"
          value={shown.holder}
          onChange={setHolder}
          note="You, or your organization"
        />
        <TextField label="People who use it" value={shown.users} onChange={setUsers} note="A number" />
      </div>
    </fieldset>
  );
}
