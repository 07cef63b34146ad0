import { useEffect, useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { ChevronLeft } from 'lucide-react';
import { Button } from '../../ui/Button.tsx';
import { Trouble } from '../../ui/Trouble.tsx';
import { browseRooms } from './browse-books.ts';
import { usePcs } from './browse-query.ts';
import { useBrowse, useCopyable } from './browse-store.ts';
import { EditionLine } from './EditionLine.tsx';
import type { IndexTrail } from './index-trail.ts';
import { choiceId, choicesId, PcsChoices } from './PcsChoices.tsx';
import { PcsMeaning, PcsResult } from './PcsPanel.tsx';
import { PcsSlots } from './PcsSlots.tsx';
import s from './PcsScreen.module.css';

/** An ICD-10-PCS code value by value: only what leads to a code can be chosen. */
export function PcsScreen() {
  const words = browseRooms.pcs;
  const navigate = useNavigate();
  const { code: asked } = useSearch({ from: '/browse/$room' });
  const typed = useBrowse((state) => state.pcs);
  const setTyped = (code: string): void => useBrowse.setState({ pcs: code.toUpperCase() });
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (asked !== undefined) useBrowse.setState({ pcs: asked.toUpperCase() });
    field.current?.focus();
  }, [asked]);

  const { data, error, refetch } = usePcs(typed);
  useCopyable(data?.target ?? null);
  const [marked, setMarked] = useState({ start: '', at: 0 });
  const start = data?.steps.map(({ value }) => value).join('') ?? '';
  const at = marked.start === start ? marked.at : 0;
  const choices = data?.choices ?? [];
  const choose = (value: string): void => {
    setTyped(start + value);
    field.current?.focus();
  };
  const open = async (): Promise<void> => {
    const target = data?.target;
    if (!data || !target) return;
    const indexTrail: IndexTrail = {
      room: 'pcs',
      edition: data.speaks.edition.name,
      at: start,
      path: data.steps.map(({ label, value }) => label ?? value),
      code: target.code,
    };
    await navigate({ to: '/browse/$room', params: { room: 'pcs' }, search: { code: start }, replace: true });
    const params = { system: target.system, code: target.code };
    await navigate({ to: '/code/$system/$code', params, state: { indexTrail } });
  };

  const press = (event: KeyboardEvent): void => {
    const move = (to: number): void => {
      event.preventDefault();
      setMarked({ start, at: Math.max(0, Math.min(choices.length - 1, to)) });
    };
    if (event.key === 'ArrowDown') move(at + 1);
    else if (event.key === 'ArrowUp') move(at - 1);
    else if (event.key === 'Enter') {
      event.preventDefault();
      const choice = choices[at];
      if (data?.target) void open();
      else if (choice) choose(choice.value);
    } else if (event.key === 'Escape' && typed !== '') {
      event.preventDefault();
      event.stopPropagation();
      setTyped('');
    }
  };

  return (
    <>
      <div className={s['head']}>
        <div className={s['row']}>
          <h1 className={s['title']}>{words.name}</h1>
          <input
            ref={field}
            className={s['input']}
            type="text"
            role="combobox"
            aria-label="Code, as far as it is known"
            aria-autocomplete="list"
            aria-haspopup="listbox"
            aria-expanded={choices.length > 0}
            aria-controls={choices.length > 0 ? choicesId : undefined}
            {...(choices.length > 0 ? { 'aria-activedescendant': choiceId(at) } : {})}
            autoComplete="off"
            spellCheck={false}
            maxLength={7}
            placeholder="0DTJ"
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
            onKeyDown={press}
          />
          <Button
            kind="quiet"
            isDisabled={typed === ''}
            onPress={() => {
              setTyped(typed.slice(0, -1));
              field.current?.focus();
            }}
          >
            <ChevronLeft size={14} aria-hidden="true" /> One step back
          </Button>
          <p className={s['missed']} role="status">
            {data && data.refused !== '' ? refusedWords(start, data.refused) : ''}
          </p>
        </div>
        <div className={s['edition']}>{data ? <EditionLine room="pcs" speaks={data.speaks} /> : null}</div>
      </div>
      {error ? (
        <div className={s['trouble']}>
          <Trouble title={`${words.name} cannot be used`} error={error} onRetry={() => void refetch()} />
        </div>
      ) : data ? (
        <div className={s['columns']}>
          <div className={s['left']}>
            <PcsSlots
              steps={data.steps}
              axis={data.axis}
              onBack={(length) => {
                setTyped(start.slice(0, length));
                field.current?.focus();
              }}
            />
            {data.target ? (
              <PcsResult target={data.target} onOpen={() => void open()} />
            ) : (
              <PcsChoices
                axis={data.axis}
                choices={choices}
                marked={at}
                onMark={(to) => setMarked({ start, at: to })}
                onChoose={choose}
              />
            )}
          </div>
          <PcsMeaning steps={data.steps} axis={data.axis} choice={choices[at]} />
        </div>
      ) : null}
    </>
  );
}

function refusedWords(start: string, refused: string): string {
  return start === ''
    ? `No code begins with ${refused}.`
    : `No code goes on from ${start} with ${refused}: choose a value below.`;
}
