import type { CodePage, NoteGroup } from '../../../electron/contract/codes.ts';
import { CodeLink } from './CodeLink.tsx';
import { NoteText } from './NoteText.tsx';
import { OutOfForce } from './OutOfForce.tsx';
import { Part } from './Part.tsx';
import { SeventhCharacters } from './SeventhCharacters.tsx';
import { noteWords } from './note-words.ts';
import s from './Notes.module.css';

interface NotesProps {
  page: CodePage;
  title: string;
}

/** Notes of the Tabular List that apply to the code, its own first; each place says where it is. */
export function Notes({ page, title }: NotesProps) {
  const [first] = page.notes;
  if (!first) return null;
  const { source, edition, notKnown } = first;
  return (
    <Part id="notes" title={title} source={source} edition={edition}>
      <OutOfForce notKnown={notKnown} edition={edition} />
      {page.notes.map((group) => (
        <Group key={`${group.from.level} ${group.from.label}`} group={group} page={page} />
      ))}
    </Part>
  );
}

function Group({ group, page }: { group: NoteGroup; page: CodePage }) {
  const { notes, characters, remark } = group;
  return (
    <div className={s['group']}>
      <h3 className={s['from']}>
        <From group={group} />
      </h3>
      {remark === '' ? null : <p className={s['remark']}>{remark}</p>}
      {notes.length === 0 ? null : (
        <dl className={s['notes']}>
          {notes.map(({ kind, items }) => (
            <div key={kind} className={s['note']}>
              <dt className={s['kind']}>{noteWords[kind]}</dt>
              <dd className={s['items']}>
                {items.map((parts, index) => (
                  <p key={index}>
                    <NoteText parts={parts} />
                  </p>
                ))}
              </dd>
            </div>
          ))}
        </dl>
      )}
      <SeventhCharacters code={page.code} characters={characters} />
    </div>
  );
}

function From({ group: { from } }: { group: NoteGroup }) {
  const { level, label, title } = from;
  if (level === 'own') return <>At {label} itself</>;
  return (
    <>
      From {level === 'code' ? <CodeLink system="icd10cm" code={label} className={s['code']} /> : label}
      {title === '' ? null : <span className={s['title']}> {title}</span>}
    </>
  );
}
