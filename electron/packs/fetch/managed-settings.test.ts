import { expect, test } from 'vitest';
import { noUpdates } from '../../contract/updates.ts';
import { underPolicy } from './managed-settings.ts';

const own = { ...noUpdates, enabled: true, feed: 'https://own.example', everyHours: 48 };

test.each([
  ['nothing', {}, { enabled: true, feed: 'https://own.example' }, []],
  ['that nobody looks', { updates: false }, { enabled: false, feed: 'https://own.example' }, ['enabled']],
  [
    'where to look',
    { updateFeed: 'https://clinic.example' },
    { enabled: true, feed: 'https://clinic.example' },
    ['feed'],
  ],
  [
    'both',
    { updates: true, updateFeed: 'https://clinic.example' },
    { enabled: true, feed: 'https://clinic.example' },
    ['enabled', 'feed'],
  ],
])(
  'a policy that says %s decides that, and leaves the rest to the user',
  (_what, policy, decided, managed) => {
    expect(underPolicy(own, policy)).toEqual({ settings: { ...own, ...decided }, managed });
  },
);
