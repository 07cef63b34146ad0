import { useState } from 'react';
import { FieldError, Input, Label, Text, TextField } from 'react-aria-components';
import type { UpdateSettings, UpdateState } from '../../../electron/contract/updates.ts';
import { updateSettingsSchema } from '../../../electron/contract/updates.ts';
import { CheckBox } from '../../ui/CheckBox.tsx';
import { Choice } from '../../ui/Choice.tsx';
import { Trouble } from '../../ui/Trouble.tsx';
import { useSaveSettings, useSettings } from '../settings/settings-query.ts';
import s from './UpdateSettingsPart.module.css';

const rounds = [
  { value: '24', name: 'Once a day', note: '' },
  { value: '168', name: 'Once a week', note: '' },
];
const caps = [
  { value: 'none', name: 'As fast as the line allows', note: '' },
  { value: '1000', name: '1 MB a second', note: '' },
  { value: '250', name: '250 KB a second', note: 'Leaves a slow line to the rest of the clinic.' },
];
const ways = [
  { value: 'ask', name: 'Tell me, and wait', note: 'Nothing changes until you press “Update now”.' },
  {
    value: 'automatic',
    name: 'Install by itself',
    note: 'New editions answer as soon as they are installed, also while you work on a chart.',
  },
] as const;

/** What the program may do by itself: off until the user or the clinic says otherwise. */
export function UpdateSettingsPart({ state: { settings: inForce, managed } }: { state: UpdateState }) {
  const { data } = useSettings();
  const save = useSaveSettings();
  // What the policy decides is shown as it is in force; the rest as the user has set it.
  const updates = data ? { ...data.updates, ...only(inForce, managed) } : inForce;
  const set = (change: Partial<UpdateSettings>) => {
    if (data) save.mutate({ updates: { ...data.updates, ...change } });
  };
  return (
    <div className={s['settings']}>
      {managed.length === 0 ? null : (
        <p className={s['managed']}>Managed by your organization: what is grey cannot be changed here.</p>
      )}
      {save.error ? <Trouble title="The setting was not kept" error={save.error} /> : null}
      <div className={s['switch']}>
        <CheckBox
          label="Look for updates of the code sets"
          note={
            updates.feed === null ? 'Give the address of a feed first; your vendor or clinic has it.' : ''
          }
          isSelected={updates.enabled}
          onChange={(enabled) => set({ enabled })}
          isDisabled={managed.includes('enabled') || (updates.feed === null && !updates.enabled)}
        />
      </div>
      <Address
        key={updates.feed}
        feed={updates.feed}
        isDisabled={managed.includes('feed')}
        onChange={(feed) => set(feed === null ? { feed, enabled: false } : { feed })}
      />
      <Choice
        label="How often"
        value={String(updates.everyHours)}
        options={withOwn(rounds, String(updates.everyHours), `Every ${updates.everyHours} hours`)}
        onChange={(hours) => set({ everyHours: Number(hours) })}
      />
      <Choice
        label="When one is found"
        value={updates.install}
        options={ways}
        onChange={(install) => set({ install })}
      />
      <Choice
        label="Downloads"
        value={String(updates.kilobytesPerSecond ?? 'none')}
        options={withOwn(
          caps,
          String(updates.kilobytesPerSecond ?? 'none'),
          `${updates.kilobytesPerSecond} KB a second`,
        )}
        onChange={(cap) => set({ kilobytesPerSecond: cap === 'none' ? null : Number(cap) })}
      />
    </div>
  );
}

interface AddressProps {
  feed: string | null;
  isDisabled: boolean;
  onChange: (feed: string | null) => void;
}

/** Kept when the field is left or Enter is pressed; what is no address is said and not kept. */
function Address({ feed, isDisabled, onChange }: AddressProps) {
  const [text, setText] = useState(feed ?? '');
  const [isWrong, setWrong] = useState(false);
  const keep = () => {
    const typed = text.trim();
    const parsed = updateSettingsSchema.shape.feed.safeParse(typed === '' ? null : typed);
    setWrong(!parsed.success);
    if (parsed.success && parsed.data !== feed) onChange(parsed.data);
  };
  return (
    <TextField
      className={s['address'] ?? ''}
      value={text}
      onChange={setText}
      onBlur={keep}
      onKeyDown={({ key }) => {
        if (key === 'Enter') keep();
      }}
      isInvalid={isWrong}
      isDisabled={isDisabled}
      type="url"
      validationBehavior="aria"
    >
      <Label className={s['label'] ?? ''}>Feed address</Label>
      <div>
        <Input className={s['input'] ?? ''} placeholder="https://" spellCheck={false} />
        {isWrong ? (
          <FieldError className={s['wrong'] ?? ''}>
            That is no address of a feed: it begins with https:// and was not kept.
          </FieldError>
        ) : (
          <Text slot="description" className={s['note'] ?? ''}>
            A folder of files on a web server; what it offers is signed.
          </Text>
        )}
      </div>
    </TextField>
  );
}

/** A value that a policy or a file has set is shown, although nobody could choose it here. */
function withOwn(
  options: readonly { value: string; name: string; note: string }[],
  value: string,
  name: string,
): readonly { value: string; name: string; note: string }[] {
  return options.some((one) => one.value === value) ? options : [...options, { value, name, note: '' }];
}

function only(settings: UpdateSettings, fields: UpdateState['managed']): Partial<UpdateSettings> {
  return {
    ...(fields.includes('enabled') ? { enabled: settings.enabled } : {}),
    ...(fields.includes('feed') ? { feed: settings.feed } : {}),
  };
}
