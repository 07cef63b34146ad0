import type { NoteGroup } from '../../../electron/contract/codes.ts';
import { cx } from '../../ui/cx.ts';
import s from './SeventhCharacters.module.css';

interface SeventhCharactersProps {
  /** As written; its own 7th character is pointed out. */
  code: string;
  characters: NoteGroup['characters'];
}

/** The 7th characters that may be added, with what each says. */
export function SeventhCharacters({ code, characters }: SeventhCharactersProps) {
  if (characters.length === 0) return null;
  const own = code.replace('.', '').charAt(6);
  return (
    <table className={s['table']}>
      <caption className={s['caption']}>7th characters</caption>
      <tbody>
        {characters.map(({ character, meaning }) => (
          <tr key={character} className={cx(character === own && s['own'])}>
            <th scope="row" className={s['character']}>
              {character}
            </th>
            <td>
              {meaning}
              {character === own ? <span className={s['this']}> this code</span> : null}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
