import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import type { LockedPart } from '../../../electron/contract/codes.ts';
import type { Notice, Standing } from '../../../electron/contract/grants.ts';
import { draw } from '../../../test/fixtures/draw.tsx';
import { fakeBridge } from '../../../test/fixtures/fake-bridge.ts';
import { guestStanding } from '../../../test/fixtures/fake-standing.ts';
import { LockedParts } from './LockedParts.tsx';
import { ViewMeter } from './ViewMeter.tsx';
import { ViewsUsed } from './ViewsUsed.tsx';

afterEach(cleanup);

const locked: LockedPart = {
  part: 'history',
  title: 'History',
  holds: '2 texts',
  opensBy: ['account', 'licence'],
  entitlement: null,
  sentence: 'The page views of a guest are used up.',
};
const notice: Notice = {
  id: 'pages',
  version: 'v2',
  title: 'Before the first page',
  paragraphs: ['As agreed.'],
};

function standingIs(standing: Partial<Standing>) {
  const bridge = fakeBridge({ 'grants.standing': () => ({ ...guestStanding, ...standing }) });
  window.case2code = bridge;
  return bridge;
}

it('says how many views remain, and nothing to whoever is licensed', async () => {
  standingIs({ views: { left: 1, of: 6 } });
  await draw(<ViewMeter />);
  expect(await screen.findByText('1 code page view remaining')).toBeTruthy();
  cleanup();
  standingIs({ views: null });
  const drawn = await draw(<ViewMeter />);
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(drawn.textContent).toBe('');
});

it('a locked part says what it holds and how it opens', async () => {
  standingIs({});
  const drawn = await draw(<LockedParts parts={[locked]} />);
  expect(drawn.textContent).toContain('Locked: 2 texts');
  expect(screen.getByText('Register free account').getAttribute('href')).toBe('/account');
  expect(screen.getByText('Activate a licence').getAttribute('href')).toBe('/account');
});

it('a guest past the views is told the limit and the way to more; a free account the licence', async () => {
  standingIs({ views: { left: 0, of: 1 } });
  const drawn = await draw(<ViewsUsed page={{ view: 'closed' }} />);
  await screen.findByText('0 code page views remaining');
  expect(drawn.textContent).toContain('Guest accounts are limited to 1 page view.');
  expect(drawn.textContent).toContain('Register free account to get 5 more views.');
  cleanup();
  standingIs({ views: { left: 0, of: 6 } });
  await draw(<ViewsUsed page={{ view: 'closed' }} />);
  expect(await screen.findByText(/A licence opens every page\./)).toBeTruthy();
});

it('notices are read in a dialog and accepted in the version that was shown', async () => {
  const bridge = standingIs({ due: [notice] });
  await draw(<ViewsUsed page={{ view: 'closed' }} />);
  fireEvent.click(await screen.findByRole('button', { name: 'Read and accept the notices' }));
  expect(screen.getByText('As agreed.')).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: 'Accept' }));
  await waitFor(() => {
    expect(bridge.asked.filter(({ channel }) => channel === 'grants.accept')).toEqual([
      { channel: 'grants.accept', input: { notices: [{ id: 'pages', version: 'v2' }] } },
    ]);
  });
});
