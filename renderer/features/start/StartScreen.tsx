import { keysOf } from '../../app/hotkeys.ts';
import { useKeyFamily } from '../../app/platform.ts';
import { Kbd } from '../../ui/Kbd.tsx';
import { Button } from 'react-aria-components';
import { RecentCodes } from '../recent/RecentCodes.tsx';
import { focusSearch } from '../search/SearchField.tsx';
import { typeSearch } from '../search/search-store.ts';
import s from './StartScreen.module.css';

const examples = [
  { text: 'diab kidney', note: 'words, also cut short, in any order' },
  { text: 'htn', note: 'an abbreviation' },
  { text: 'E119', note: 'a code, with or without its dot' },
];

/** What stands in the page pane before a page has been opened: what can be typed, and the keys of the hand. */
export function StartScreen() {
  const family = useKeyFamily();
  const keys = [
    { keys: '↑ ↓', does: 'move in the results' },
    { keys: 'Enter', does: 'open the page' },
    { keys: keysOf('copy.code', family), does: 'copy the code' },
    { keys: keysOf('date.focus', family), does: 'set the date of service' },
    { keys: '?', does: 'all shortcuts' },
  ];
  return (
    <div className={s['start']}>
      <h1 className={s['title']}>Type a word or a code</h1>
      <ul className={s['examples']}>
        {examples.map(({ text, note }) => (
          <li key={text}>
            <Button
              className={s['example'] ?? ''}
              onPress={() => {
                typeSearch(text);
                focusSearch();
              }}
            >
              <span className={s['text']}>{text}</span> <span className={s['note']}>{note}</span>
            </Button>
          </li>
        ))}
      </ul>
      <RecentCodes />
      <h2 className={s['keysTitle']}>Keys</h2>
      <dl className={s['keys']}>
        {keys.map((key) => (
          <div key={key.does} className={s['key']}>
            <dt>
              <Kbd keys={key.keys} />
            </dt>
            <dd>{key.does}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
