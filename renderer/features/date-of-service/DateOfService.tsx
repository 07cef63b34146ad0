import { use, useEffect, useEffectEvent, useMemo, useRef, useState } from 'react';
import { parseDate } from '@internationalized/date';
import type { CalendarDate } from '@internationalized/date';
import { CalendarDays, ChevronLeft, ChevronRight } from 'lucide-react';
import {
  Button as AriaButton,
  Calendar,
  CalendarCell,
  CalendarGrid,
  DateFieldStateContext,
  DateInput,
  DatePicker,
  DateSegment,
  Dialog,
  Group,
  Heading,
  Label,
  Popover,
} from 'react-aria-components';
import type { DateSegmentProps } from 'react-aria-components';
import { serviceDateLabel } from '../../lib/dates.ts';
import { Button } from '../../ui/Button.tsx';
import { cx } from '../../ui/cx.ts';
import { say } from '../../ui/toast.ts';
import { focusSearch } from '../search/SearchField.tsx';
import { backToToday, chooseServiceDate, useServiceDate } from './service-date.ts';
import { nothingTyped, typedDate } from './typed-date.ts';
import type { Typed } from './typed-date.ts';
import s from './DateOfService.module.css';

/** The control in the header. What is typed comes into force when it is a whole date and confirmed, never before. */
export function DateOfService() {
  const { date, today, isToday } = useServiceDate();
  const inForce = useMemo(() => parseDate(date), [date]);
  /** What the field holds while it is typed in; undefined when it shows the date in force. */
  const [draft, setDraft] = useState<CalendarDate | null>();
  const [typed, setTyped] = useState<Typed>(nothingTyped);
  const [serial, setSerial] = useState(0);
  const cameFrom = useRef<HTMLElement | null>(null);
  const isLeaving = useRef(false);

  const restore = () => {
    setDraft(undefined);
    setTyped(nothingTyped);
    setSerial((before) => before + 1);
  };
  const choose = (text: string) => {
    setDraft(undefined);
    chooseServiceDate(text, today);
  };
  /** True where what is typed is now in force. */
  const commit = (): boolean => {
    if (typed.date === null) return false;
    // A year typed with two digits is not the one shown: draw the field again.
    if (typed.year < 100) restore();
    choose(typed.date);
    return true;
  };
  const watch = (next: Typed) => {
    const isYearDone = typed.year < 1000 && next.year >= 1000 && isInYear();
    setTyped(next);
    if (isYearDone && next.date !== null) choose(next.date);
  };
  const state =
    typed.text === '' || typed.date === date ? '' : typed.date === null ? 'unfinished' : 'Enter applies';

  return (
    <div className={s['control']}>
      <DatePicker
        className={s['picker'] ?? ''}
        value={draft === undefined ? inForce : draft}
        onChange={(value) => {
          if (!isLeaving.current) setDraft(value);
        }}
        shouldForceLeadingZeros
      >
        <Label className={cx(s['label'], !isToday && s['away'])}>{serviceDateLabel(date, today)}</Label>
        <Group className={s['group'] ?? ''}>
          <div
            className={s['typing']}
            onFocusCapture={({ currentTarget, relatedTarget }) => {
              if (relatedTarget instanceof HTMLElement && !currentTarget.contains(relatedTarget))
                cameFrom.current = relatedTarget;
            }}
            onBlurCapture={({ currentTarget, relatedTarget }) => {
              if (isLeaving.current || currentTarget.contains(relatedTarget)) return;
              // The field would now put a real date in place of 02/30; what was typed decides.
              isLeaving.current = true;
              setTimeout(() => (isLeaving.current = false));
              if (typed.text === '' || typed.date === date || commit()) return;
              restore();
              say(`${typed.text} is not a whole date. ${date} stays in force.`);
            }}
            onKeyDownCapture={(event) => {
              if (event.key === 'Enter') {
                event.preventDefault();
                commit();
              } else if (event.key === 'Escape') {
                event.preventDefault();
                event.stopPropagation();
                isLeaving.current = true;
                setTimeout(() => (isLeaving.current = false));
                restore();
                if (cameFrom.current?.isConnected) cameFrom.current.focus();
                else focusSearch();
              }
            }}
          >
            <DateInput key={serial} className={s['input'] ?? ''} data-date-of-service="">
              {(segment) => <Segment segment={segment} onTyped={watch} />}
            </DateInput>
          </div>
          <span className={state === '' ? s['today'] : s['unfinished']} role="status" aria-label="Date state">
            {state === '' ? (isToday ? 'today' : '') : state}
          </span>
          <AriaButton className={s['open'] ?? ''} aria-label="Open the calendar">
            <CalendarDays size={15} aria-hidden="true" />
          </AriaButton>
        </Group>
        <Popover className={s['popover'] ?? ''} placement="bottom end" offset={6}>
          <Dialog className={s['dialog'] ?? ''}>
            <Calendar onChange={(value) => choose(value.toString())}>
              <div className={s['month']}>
                <AriaButton slot="previous" className={s['step'] ?? ''}>
                  <ChevronLeft size={16} aria-hidden="true" />
                </AriaButton>
                <Heading className={s['name'] ?? ''} />
                <AriaButton slot="next" className={s['step'] ?? ''}>
                  <ChevronRight size={16} aria-hidden="true" />
                </AriaButton>
              </div>
              <CalendarGrid className={s['grid'] ?? ''}>
                {(day) => <CalendarCell date={day} className={s['day'] ?? ''} />}
              </CalendarGrid>
            </Calendar>
          </Dialog>
        </Popover>
      </DatePicker>
      {isToday ? null : (
        <Button onPress={backToToday} kind="plain">
          Back to today
        </Button>
      )}
    </div>
  );
}

interface SegmentProps {
  segment: DateSegmentProps['segment'];
  onTyped: (typed: Typed) => void;
}

/** One part of the date; the year tells what the whole field says, also while it is no date. */
function Segment({ segment, onTyped }: SegmentProps) {
  const segments = use(DateFieldStateContext)?.segments;
  const tell = useEffectEvent(() => {
    if (segment.type === 'year' && segments && isInField()) onTyped(typedDate(segments));
  });
  const text = segments?.map((part) => part.text).join('');
  useEffect(() => tell(), [text]);
  return <DateSegment segment={segment} className={s['segment'] ?? ''} />;
}

function isInField(): boolean {
  return document.activeElement?.closest('[data-date-of-service]') !== null;
}

function isInYear(): boolean {
  return document.activeElement?.closest('[data-type="year"]') !== null;
}

/** Puts the cursor in the first part of the date. */
export function focusDateOfService(): void {
  document.querySelector<HTMLElement>('[data-date-of-service] [role="spinbutton"]')?.focus();
}
