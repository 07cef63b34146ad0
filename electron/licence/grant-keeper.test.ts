import { expect, test } from 'vitest';
import type { CodePage } from '../contract/codes.ts';
import type { Notice } from '../contract/grants.ts';
import type { LicenceState } from '../contract/licence.ts';
import type { Viewed } from './grant-keeper.ts';
import { freshViewed, GrantKeeper, viewedSchema } from './grant-keeper.ts';
import type { GrantsInput } from './grants-input.ts';
import { builtInNotices, noticesOf } from './notices.ts';

const notice = (version: string): Notice => ({ id: 'cpt', version, title: 'CPT', paragraphs: ['words'] });
const view = (code: string): Pick<CodePage, 'view' | 'system' | 'code'> => ({
  view: 'counted',
  system: 'cpt',
  code,
});
const licensed: Pick<LicenceState, 'tier' | 'entitlements'> = { tier: 'licensed', entitlements: ['PAGES'] };

function keeper(kept: Viewed = freshViewed, isForeign = false, notices: Notice[] = []) {
  let viewed = kept;
  const sent: GrantsInput[] = [];
  const grants = new GrantKeeper({
    store: {
      get: () => viewed,
      set: (next) => {
        viewed = viewedSchema.parse(next);
        return Promise.resolve();
      },
    },
    isForeign,
    notices: () => notices,
    send: (input) => {
      sent.push(input);
      return Promise.resolve();
    },
    onChange: () => {},
    today: () => '2026-11-26',
  });
  return { grants, sent, kept: () => viewed, notices };
}

test('a guest has one view, a free account five more, a licence no count', async () => {
  const { grants, sent } = keeper();
  expect(grants.standing().views).toEqual({ left: 1, of: 1 });
  await grants.count(view('99213'));
  await grants.count(view('99213'));
  expect(grants.standing().views).toEqual({ left: 0, of: 1 });
  await grants.setLicence({ tier: 'registered', entitlements: [] });
  expect(grants.standing().views).toEqual({ left: 5, of: 6 });
  for (const code of ['99214', '99215', '45378', '27447', '93000']) await grants.count(view(code));
  expect(grants.standing().views).toEqual({ left: 0, of: 6 });
  await grants.setLicence(licensed);
  expect(grants.standing().views).toBeNull();
  expect(sent.at(-1)).toMatchObject({ entitlements: ['PAGES'], views: null });
});

test('views with a licence are not counted, and after it the free account’s are as they were', async () => {
  const { grants } = keeper();
  await grants.count(view('99213'));
  await grants.setLicence(licensed);
  await grants.count({ ...view('27447'), view: 'free' });
  await grants.setLicence({ tier: 'registered', entitlements: [] });
  expect(grants.standing().views).toEqual({ left: 5, of: 6 });
});

test('what another installation counted here is a guest’s view had', () => {
  expect(keeper(freshViewed, true).grants.standing().views).toEqual({ left: 0, of: 1 });
});

test('a page that cannot be kept as counted is not to be shown', async () => {
  const parts = keeper();
  const failing = new GrantKeeper({
    store: { get: () => freshViewed, set: () => Promise.reject(new Error('disk full')) },
    isForeign: false,
    notices: () => [],
    send: () => Promise.resolve(),
    onChange: () => {},
    today: () => '2026-11-26',
  });
  await expect(failing.count(view('99213'))).rejects.toThrow('disk full');
  expect(parts.kept()).toEqual(freshViewed);
});

test('a notice is accepted in the wording that was shown, with the day, and a new wording asks again', async () => {
  const { grants, notices, sent, kept } = keeper(freshViewed, false, [notice('v1')]);
  expect(grants.grants().accepted).not.toContain('cpt');
  expect(grants.standing().due).toHaveLength(1);
  await grants.accept([{ id: 'cpt', version: 'v0' }]);
  expect(grants.standing().due).toHaveLength(1);
  await grants.accept([{ id: 'cpt', version: 'v1' }]);
  expect(sent.at(-1)?.accepted).toContain('cpt');
  expect(kept().accepted).toEqual([{ id: 'cpt', version: 'v1', on: '2026-11-26' }]);
  notices[0] = notice('v2');
  expect(grants.grants().accepted).not.toContain('cpt');
});

test('whose AMA licence it is and for how many people is kept', async () => {
  const { grants } = keeper();
  await grants.record({ holder: 'North Clinic', users: 12 });
  expect(grants.standing().rights).toEqual([{ holder: 'North Clinic', users: 12, on: '2026-11-26' }]);
});

test('notices are the vendor’s and the files’ own words, and change their version with them', () => {
  const line = (copyright: string) => ({
    line: 'cpt' as const,
    notices: ['All rights reserved.'],
    sources: [{ id: 'a', publisher: 'AMA', document: 'x', notice: copyright }],
  });
  const config = builtInNotices();
  const [first] = noticesOf([line('CPT copyright 2026')], config);
  expect(first).toMatchObject({ id: 'cpt', paragraphs: ['CPT copyright 2026', 'All rights reserved.'] });
  const [second] = noticesOf([line('CPT copyright 2027')], config);
  expect(second?.version).not.toBe(first?.version);
  const own = { ...config, cpt: { title: 'CPT', paragraphs: ['As agreed.'] } };
  expect(noticesOf([line('CPT copyright 2026')], own)[0]?.paragraphs[0]).toBe('As agreed.');
  expect(noticesOf([], config)).toEqual([]);
  expect(Object.values(config).flatMap(({ paragraphs }) => paragraphs)).toEqual([]);
});
