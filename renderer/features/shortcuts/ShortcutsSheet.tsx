import { hotkeys, listKeys, printChord } from '../../app/hotkeys.ts';
import type { Family, Hotkey } from '../../app/hotkeys.ts';
import { useKeyFamily } from '../../app/platform.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { Kbd } from '../../ui/Kbd.tsx';
import { hideShortcuts, useSheet } from './sheet-store.ts';
import s from './ShortcutsSheet.module.css';

const groups: readonly Hotkey['group'][] = ['Search', 'Page', 'Window'];

/** Every shortcut, as this machine's keyboard prints it. */
export function ShortcutsSheet() {
  const isOpen = useSheet((state) => state.isOpen);
  const family = useKeyFamily();
  return (
    <Dialog title="Shortcuts" isOpen={isOpen} onClose={hideShortcuts}>
      <div className={s['groups']}>
        {groups.map((group) => (
          <section key={group}>
            <h3 className={s['group']}>{group}</h3>
            <dl>
              {hotkeys
                .filter((hotkey) => hotkey.group === group)
                .map((hotkey) => (
                  <Line key={hotkey.id} title={hotkey.title} chords={printed(hotkey, family)} />
                ))}
            </dl>
          </section>
        ))}
        <section>
          <h3 className={s['group']}>List</h3>
          <dl>
            {listKeys.map(({ title, keys }) => (
              <Line key={title} title={title} chords={[keys]} />
            ))}
          </dl>
        </section>
      </div>
    </Dialog>
  );
}

function printed({ keys }: Hotkey, family: Family): string[] {
  return keys[family].map((chord) => printChord(chord, family));
}

function Line({ title, chords }: { title: string; chords: string[] }) {
  return (
    <div className={s['line']}>
      <dt>{title}</dt>
      <dd className={s['keys']}>
        {chords.map((keys, index) => (
          <span key={keys} className={s['chord']}>
            {index === 0 ? null : <span className={s['or']}>or</span>}
            <Kbd keys={keys} />
          </span>
        ))}
      </dd>
    </div>
  );
}
