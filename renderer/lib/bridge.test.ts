import { afterEach, describe, expect, it, vi } from 'vitest';
import { FakeFailure, fakeBridge } from '../../test/fixtures/fake-bridge.ts';
import { ask, BridgeError, failedWith, listen } from './bridge.ts';

afterEach(() => {
  delete window.case2code;
});

describe('ask', () => {
  it('hands over the value of a good answer', async () => {
    const written = { text: 'E11.22' };
    const bridge = fakeBridge({ 'clipboard.write': () => null });
    window.case2code = bridge;
    await expect(ask('clipboard.write', written)).resolves.toBeNull();
    await expect(ask('settings.get', null)).resolves.toMatchObject({ theme: 'system', density: 'normal' });
    expect(bridge.asked).toEqual([
      { channel: 'clipboard.write', input: written },
      { channel: 'settings.get', input: null },
    ]);
  });

  it('throws the problem of a bad one, with its code, words and id', async () => {
    window.case2code = fakeBridge({
      'settings.get': () => {
        throw new FakeFailure('read-only', 'The settings file cannot be written.');
      },
    });
    const error: unknown = await ask('settings.get', null).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(BridgeError);
    expect(error).toMatchObject({
      code: 'read-only',
      message: 'The settings file cannot be written.',
      id: 'f4ce-0001',
    });
    expect(failedWith(error, 'read-only', 'disk-full')).toBe(true);
    expect(failedWith(error, 'superseded')).toBe(false);
  });

  it('says so in words where there is no bridge', async () => {
    await expect(ask('settings.get', null)).rejects.toThrow('not connected to the program');
  });
});

describe('listen', () => {
  it('stops with its own unsubscribe', () => {
    const bridge = fakeBridge();
    window.case2code = bridge;
    const heard = vi.fn();
    const stop = listen('menu.command', heard);
    bridge.emit('menu.command', 'search');
    stop();
    bridge.emit('menu.command', 'back');
    expect(heard.mock.calls).toEqual([['search']]);
  });
});
