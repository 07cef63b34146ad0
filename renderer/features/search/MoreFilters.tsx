import { ChevronDown } from 'lucide-react';
import { Button, Menu, MenuItem, MenuTrigger, Popover, ToggleButton } from 'react-aria-components';
import { chapterWords } from '../../lib/chapters.ts';
import { cx } from '../../ui/cx.ts';
import { useSearch } from './search-model.tsx';
import { showChapters, toggleBillable, useSearchState } from './search-store.ts';
import chips from './SystemFilter.module.css';
import s from './MoreFilters.module.css';

/** Beside the code systems: only what can be reported, and the chapters of ICD-10-CM, each with what it would leave. */
export function MoreFilters() {
  const { answer } = useSearch();
  const { billable, chapters } = useSearchState();
  const facets = answer.response?.facets;
  return (
    <div className={s['line']}>
      <ToggleButton className={chips['chip'] ?? ''} isSelected={billable} onChange={toggleBillable}>
        <span className={chips['tag']}>Billable</span>
        <span className={chips['count']}>{facets?.billable.toLocaleString('en-US')}</span>
      </ToggleButton>
      <MenuTrigger>
        <Button
          className={cx(chips['chip'], s['chapters'])}
          {...(chapters.length > 0 ? { 'data-selected': true } : {})}
          aria-label={spokenWords(chapters)}
        >
          <span className={chips['tag']}>{buttonWords(chapters)}</span>
          <ChevronDown size={12} aria-hidden="true" />
        </Button>
        <Popover className={s['popover'] ?? ''} placement="bottom start">
          <Menu
            className={s['menu'] ?? ''}
            aria-label="Chapters of ICD-10-CM"
            selectionMode="multiple"
            selectedKeys={chapters}
            onSelectionChange={(keys) => showChapters(keys === 'all' ? [] : [...keys].map(String))}
          >
            {[...chapterWords].map(([number, name]) => {
              const count = facets?.chapters[number] ?? 0;
              return (
                <MenuItem
                  key={number}
                  id={number}
                  textValue={name}
                  className={cx(s['item'], count === 0 && s['none'])}
                >
                  <span className={s['number']}>{number}</span>
                  <span className={s['name']}>{name}</span>
                  <span className={s['count']}>{count.toLocaleString('en-US')}</span>
                </MenuItem>
              );
            })}
          </Menu>
        </Popover>
      </MenuTrigger>
    </div>
  );
}

function nameOf(number: string): string {
  return chapterWords.get(number) ?? number;
}

/** Begins with, or holds, what is written on the button: who speaks to the computer says that. */
function spokenWords(chapters: readonly string[]): string {
  const names = chapters.map(nameOf);
  if (names.length > 1) names.unshift(buttonWords(chapters));
  return `Chapters of ICD-10-CM: ${names.length === 0 ? 'all' : names.join(', ')}`;
}

function buttonWords(chapters: readonly string[]): string {
  const [only] = chapters;
  if (only === undefined) return 'Chapters';
  return chapters.length === 1 ? nameOf(only) : `${chapters.length} chapters`;
}
