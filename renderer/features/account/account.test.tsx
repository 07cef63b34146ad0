import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import type { Account } from '../../../electron/contract/account.ts';
import { clinicAccount, guestAccount, licensedAccount } from '../../../test/fixtures/fake-account.ts';
import type { FakeBridge } from '../../../test/fixtures/fake-bridge.ts';
import { FakeFailure, fakeBridge } from '../../../test/fixtures/fake-bridge.ts';
import { App } from '../../app/app.tsx';
import { queryClient } from '../../app/query-client.ts';
import { takenOff } from './taken-off.ts';

afterEach(() => {
  cleanup();
  queryClient.clear();
  takenOff(null);
});

type Changes = NonNullable<Parameters<typeof fakeBridge>[0]>;

async function open(account: Account, changes: Changes = {}): Promise<FakeBridge> {
  window.matchMedia = (query) =>
    ({ matches: false, media: query, addEventListener: () => {}, removeEventListener: () => {} }) as never;
  window.scrollTo = () => {};
  Element.prototype.scrollTo = () => {};
  window.location.hash = '#/account';
  const bridge = fakeBridge({ 'licence.account': () => account, ...changes });
  window.case2code = bridge;
  render(<App />);
  await screen.findByRole('heading', { level: 1, name: 'Account' });
  await screen.findByRole('heading', { name: 'Open a licence file' });
  return bridge;
}

const main = () => within(screen.getByRole('main'));
const press = (name: string | RegExp) => fireEvent.click(main().getByRole('button', { name }));
const type = (label: string | RegExp, value: string) =>
  fireEvent.change(main().getByLabelText(label), { target: { value } });
const asked = (bridge: FakeBridge, channel: string) =>
  bridge.asked.filter((one) => one.channel === channel).map(({ input }) => input);

describe('a guest without a server', () => {
  it('is told what it may open, and offered nothing that would connect', async () => {
    await open(guestAccount);
    expect(main().getByText('Guest')).toBeTruthy();
    expect(main().queryByText(/Activate on/)).toBeNull();
    expect(main().queryByRole('button', { name: /Register|Sign in/ })).toBeNull();
    expect(main().queryByText('Move to another computer')).toBeNull();
    expect(main().queryByText(/Managed by/)).toBeNull();
  });

  it('opens a file', async () => {
    const bridge = await open(guestAccount);
    press('Open a licence file…');
    expect(await main().findByText('Licensed')).toBeTruthy();
    expect(asked(bridge, 'licence.chooseFile')).toEqual([{ key: null }]);
  });

  it('is asked for the key of an encrypted file, and gives it with the next try', async () => {
    const bridge = await open(guestAccount, {
      'licence.takeText': ({ key }) => {
        if (key === null) throw new FakeFailure('licence-needs-key', 'This file is encrypted.');
        return licensedAccount;
      },
    });
    press('Paste its text…');
    type('Text of the file', '-----BEGIN MACHINE FILE-----');
    press('Take this text');
    expect(await main().findByText('This file is encrypted.')).toBeTruthy();
    type('Licence key of the file', ' KEY-1 ');
    press('Take this text');
    await main().findByText('Licensed');
    expect(asked(bridge, 'licence.takeText').at(-1)).toEqual({
      text: '-----BEGIN MACHINE FILE-----',
      key: 'KEY-1',
    });
  });

  it('makes a request for a key, and for a free account where an address is typed', async () => {
    const bridge = await open(guestAccount);
    type(/Licence key, or e-mail/, 'KEY-1');
    press('Make a request');
    expect(await main().findByRole('img', { name: 'The request as a QR code' })).toBeTruthy();
    press('Save the request…');
    await screen.findByText('Request saved');
    type(/Licence key, or e-mail/, 'ann@clinic.example');
    expect(main().queryByRole('img')).toBeNull();
    press('Make a request');
    await main().findByRole('img');
    expect(asked(bridge, 'licence.request')).toEqual([
      { purpose: 'activate', key: 'KEY-1' },
      { purpose: 'register', email: 'ann@clinic.example' },
    ]);
  });
});

describe('with a server', () => {
  const online: Account = { ...guestAccount, online: { host: 'licences.vendor.example', mayRegister: true } };

  it('activates a key, and shows why it could not', async () => {
    const bridge = await open(online, {
      'licence.activate': ({ key }) => {
        if (key === 'OLD') throw new FakeFailure('activation-refused', 'This licence has expired. Renew it.');
        return licensedAccount;
      },
    });
    expect(main().getByRole<HTMLButtonElement>('button', { name: 'Activate' }).disabled).toBe(true);
    type('Licence key', 'OLD');
    press('Activate');
    expect((await main().findByRole('alert')).textContent).toContain('This licence has expired. Renew it.');
    type('Licence key', 'KEY-1');
    press('Activate');
    expect(await main().findByText('Licensed')).toBeTruthy();
    expect(asked(bridge, 'licence.activate')).toEqual([{ key: 'OLD' }, { key: 'KEY-1' }]);
  });

  it('can be stopped while it is asked', async () => {
    const bridge = await open(online, { 'licence.activate': () => new Promise(() => {}) });
    type('Licence key', 'KEY-1');
    press('Activate');
    await main().findByText('Asking the activation server');
    press('Cancel');
    await waitFor(() => expect(asked(bridge, 'licence.cancel')).toHaveLength(1));
  });

  it('registers, and forgets the password', async () => {
    const bridge = await open(online);
    type('E-mail', 'ann@clinic.example');
    type('Password', 'long enough');
    press('Register free account');
    await waitFor(() => expect(main().getByLabelText<HTMLInputElement>('Password').value).toBe(''));
    expect(asked(bridge, 'licence.signIn')).toEqual([
      { email: 'ann@clinic.example', password: 'long enough', isNew: true },
    ]);
  });

  it('takes a licence off after a question; where the server is silent, offers to go without it', async () => {
    const bridge = await open(licensedAccount, {
      'licence.takeOff': ({ isOffline }) => {
        if (!isOffline) throw new FakeFailure('network-down', 'The activation server is out of order.');
        return { account: guestAccount, request: '{"purpose":"deactivate"}' };
      },
    });
    press('Take the licence off this computer…');
    fireEvent.click(within(await screen.findByRole('alertdialog')).getByRole('button', { name: 'Keep it' }));
    expect(asked(bridge, 'licence.takeOff')).toEqual([]);
    press('Take the licence off this computer…');
    fireEvent.click(
      within(await screen.findByRole('alertdialog')).getByRole('button', { name: 'Take it off' }),
    );
    fireEvent.click(await main().findByRole('button', { name: 'Take it off without the server' }));
    expect(await main().findByText('The licence is off this computer')).toBeTruthy();
    expect(main().getByText('Guest')).toBeTruthy();
    expect(asked(bridge, 'licence.takeOff')).toEqual([{ isOffline: false }, { isOffline: true }]);
  });
});

describe('what there is to know', () => {
  it('a renewal that is due is in the header and on the screen', async () => {
    await open(licensedAccount);
    expect(main().getByText('The licence ends in 13 days.')).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Account: Licensed' })).toBeTruthy();
  });

  it('a clock that was turned back can be confirmed', async () => {
    const turned = {
      kind: 'clock-rolled-back' as const,
      days: 14,
      sentence: 'This computer’s clock shows an earlier time than it did before.',
      next: 'Set the date and time.',
    };
    const licence = { ...licensedAccount.licence, warnings: [turned] };
    const bridge = await open({ ...licensedAccount, licence, mayConfirmClock: true });
    press('Date and time are right now');
    await waitFor(() => expect(asked(bridge, 'licence.confirmClock')).toEqual([null]));
  });

  it('a folder from another computer says so', async () => {
    await open({ ...guestAccount, isForeign: true });
    expect(main().getByText('This data folder comes from another computer or account')).toBeTruthy();
  });

  it('what an administrator set is shown with its source, and what is wrong with it', async () => {
    await open(clinicAccount);
    expect(main().getByRole('heading', { name: 'Managed by Northside Clinic' })).toBeTruthy();
    expect(main().getByText('proxy.northside.example:3128')).toBeTruthy();
    expect(main().getByText(/“updateFeed” is ignored/)).toBeTruthy();
    expect(main().getByText('38 of 50')).toBeTruthy();
    fireEvent.click(screen.getByRole('link', { name: 'Settings' }));
    expect(await screen.findByText(/3 settings are made by your administrator/)).toBeTruthy();
  });

  it('files that were dropped are told, wherever one is', async () => {
    const bridge = await open(guestAccount);
    bridge.emit('licence.dropped', { taken: 2, problems: [] });
    expect(await screen.findByText('2 licence files taken')).toBeTruthy();
    bridge.emit('licence.changed', licensedAccount);
    expect(await main().findByText('Licensed')).toBeTruthy();
  });
});
