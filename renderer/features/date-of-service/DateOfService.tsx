import { useState } from 'react';
import { parseDate } from '@internationalized/date';
import type { CalendarDate } from '@internationalized/date';
import { CalendarDays, ChevronLeft, ChevronRight } from 'lucide-react';
import {
  Button as AriaButton,
  Calendar,
  CalendarCell,
  CalendarGrid,
  DateInput,
  DatePicker,
  DateSegment,
  Dialog,
  Group,
  Heading,
  Label,
  Popover,
} from 'react-aria-components';
import { isServiceDate, serviceDateLabel } from '../../lib/dates.ts';
import { Button } from '../../ui/Button.tsx';
import { cx } from '../../ui/cx.ts';
import { backToToday, chooseServiceDate, useServiceDate } from './service-date.ts';
import s from './DateOfService.module.css';

/** The control in the header. While a year is typed digit by digit the old date goes on answering. */
export function DateOfService() {
  const { date, today, isToday } = useServiceDate();
  const [draft, setDraft] = useState<CalendarDate | null>(null);
  const change = (value: CalendarDate | null) => {
    const text = value?.toString() ?? '';
    if (!isServiceDate(text)) {
      setDraft(value);
      return;
    }
    setDraft(null);
    chooseServiceDate(text, today);
  };
  return (
    <div className={s['control']}>
      <DatePicker
        className={s['picker'] ?? ''}
        value={draft ?? parseDate(date)}
        onChange={change}
        onBlur={() => setDraft(null)}
        shouldForceLeadingZeros
      >
        <Label className={cx(s['label'], !isToday && s['away'])}>{serviceDateLabel(date, today)}</Label>
        <Group className={s['group'] ?? ''}>
          <DateInput className={s['input'] ?? ''} data-date-of-service="">
            {(segment) => <DateSegment segment={segment} className={s['segment'] ?? ''} />}
          </DateInput>
          {isToday ? <span className={s['today']}>today</span> : null}
          <AriaButton className={s['open'] ?? ''} aria-label="Open the calendar">
            <CalendarDays size={15} aria-hidden="true" />
          </AriaButton>
        </Group>
        <Popover className={s['popover'] ?? ''} placement="bottom end" offset={6}>
          <Dialog className={s['dialog'] ?? ''}>
            <Calendar>
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

/** Puts the cursor in the first part of the date. */
export function focusDateOfService(): void {
  document.querySelector<HTMLElement>('[data-date-of-service] [role="spinbutton"]')?.focus();
}
