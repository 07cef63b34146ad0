import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import type { CodeSetDraft } from '../../codeset/rows.ts';
import { closedTitle } from '../../codeset/gate.ts';
import type { Source } from '../../contract/codes.ts';
import { draft, hcpcsDraft, plainText, row } from '../../../test/fixtures/drafts.ts';
import { everything, libraryOf } from '../../../test/fixtures/engine.ts';
import { folderPerTest } from '../../../test/fixtures/folder.ts';
import type { GrantsInput } from '../../licence/grants-input.ts';
import { nobody } from '../../licence/grants-input.ts';
import { LibrarySession } from '../library-session.ts';
import type { OpenRequest } from '../rpc.ts';

const folder = folderPerTest();
const date = '2026-06-01';
let request: OpenRequest;

const under = (given: CodeSetDraft, change: Partial<Source>): CodeSetDraft => ({
  ...given,
  releases: given.releases.map((release) => ({
    ...release,
    sources: [{ ...release.sources[0], ...change }],
  })),
});
const text = (system: 'cpt' | 'hcpcs', key: string, kind: 'plain' | 'history', words: string) => ({
  ...plainText,
  system,
  key,
  kind,
  source: 'ours',
  block: { type: 'text' as const, text: words },
});
/** Two pages of ours, and a vendor's CPT file whose titles are marked. */
const ours = () =>
  under(
    draft(
      'editorial',
      [row('cpt', '99213', 'Our short name for a visit'), row('cpt', '99214', 'Our other name')],
      {
        texts: [
          text('cpt', '99213', 'plain', 'metered words one'),
          text('cpt', '99213', 'history', 'metered words two'),
          text('cpt', '99214', 'plain', 'metered words three'),
        ],
      },
    ),
    { id: 'ours', licence: 'METERED' },
  );
const vendors = () =>
  under(
    draft('cpt', [
      row('cpt', '99213', 'Zyxmarkone descriptor'),
      row('cpt', '99499', 'Zyxmarktwo descriptor'),
    ]),
    { id: 'ama', publisher: 'American Medical Association', licence: 'CPT' },
  );

beforeEach(async () => {
  request = await libraryOf(join(folder(), 'library'), [hcpcsDraft(), ours(), vendors()]);
});
const opened = (grants: GrantsInput | undefined): Promise<LibrarySession> => {
  const { grants: _, ...bare } = request;
  return LibrarySession.open(grants ? { ...bare, grants } : bare);
};
const views = (left: number, seen: string[] = []): GrantsInput => ({
  ...nobody,
  views: { opened: seen, left, isRegistered: false },
  accepted: ['pages', 'cpt'],
});
const ask = (typed: string) => ({ text: typed, systems: [], date, limit: 20 });
const page = (session: LibrarySession, code: string) => session.page({ system: 'cpt', code, date });

test('by default nobody sees anything that needs a licence or counts as a view', async () => {
  const session = await opened(undefined);
  const found = page(session, '99213');
  expect(found).toMatchObject({
    title: 'Our short name for a visit',
    official: { state: 'needs-licence' },
    plain: null,
    sections: [],
    view: 'closed',
  });
  expect(found.locked.map(({ part, opensBy }) => [part, opensBy])).toEqual([
    ['official', ['licence', 'import']],
    ['plain', ['notice']],
    ['history', ['notice']],
  ]);
  expect(JSON.stringify(found)).not.toMatch(/zyxmark|metered words/i);
  session.close();
});

test('a closed code is found by its number with our name or none, never by its words', async () => {
  const session = await opened(views(1));
  expect(session.search(ask('99213')).rows[0]?.title).toBe('Our short name for a visit');
  expect(session.search(ask('99499')).rows).toMatchObject([
    { system: 'cpt', code: '99499', title: closedTitle },
  ]);
  expect(session.search(ask('99')).rows.map(({ code }) => code)).toContain('99499');
  const words = session.search(ask('zyxmarkone'));
  expect([words.rows, words.readAs]).toEqual([[], []]);
  const misspelt = JSON.stringify(session.search(ask('zyxmrkone')));
  expect(misspelt).not.toMatch(/zyxmark/i);
  expect(page(session, '99499').official.state).toBe('needs-licence');
  session.close();
});

test('with the entitlement and the notice accepted the publisher’s words are there', async () => {
  const session = await opened(everything);
  expect(session.search(ask('zyxmarktwo')).rows[0]).toMatchObject({ code: '99499' });
  expect(page(session, '99213')).toMatchObject({
    title: 'Zyxmarkone descriptor',
    official: { state: 'held' },
    plain: { paragraphs: ['metered words one'] },
    locked: [],
    view: 'free',
  });
  session.close();
});

test('without the notice accepted they are not, and the page says how they open', async () => {
  const session = await opened({ ...everything, accepted: ['pages'] });
  const { official, locked } = page(session, '99213');
  expect(official.state).toBe('needs-licence');
  expect(locked).toMatchObject([{ part: 'official', opensBy: ['notice'] }]);
  session.close();
});

test('an entitlement that ends closes its file at once, and one that comes opens it', async () => {
  const session = await opened(everything);
  const titles = (): (string | undefined)[] => session.search(ask('99499')).rows.map(({ title }) => title);
  session.grant({ ...everything, entitlements: ['PAGES'] });
  expect(titles()).toEqual([closedTitle]);
  expect(session.search(ask('zyxmarktwo')).rows).toEqual([]);
  session.grant(everything);
  expect(titles()).toEqual(['Zyxmarktwo descriptor']);
  session.close();
});

test('a guest’s one view opens one page, again and again, and no other', async () => {
  const session = await opened(views(1));
  expect(page(session, '99213')).toMatchObject({
    view: 'counted',
    plain: { paragraphs: ['metered words one'] },
  });
  expect(page(session, '99213').view).toBe('counted');
  const other = page(session, '99214');
  expect(other).toMatchObject({ view: 'closed', plain: null });
  expect(other.locked).toMatchObject([
    { part: 'plain', holds: '1 paragraph', opensBy: ['account', 'licence'] },
  ]);
  session.close();
});

test('a page seen before costs nothing; a free account is told of the licence only', async () => {
  const seen = await opened(views(0, ['cpt 99214']));
  expect([page(seen, '99214').view, page(seen, '99213').view]).toEqual(['counted', 'closed']);
  const registered = { opened: [], left: 0, isRegistered: true };
  seen.grant({ ...nobody, views: registered, accepted: ['pages'] });
  expect(page(seen, '99214').locked).toMatchObject([{ opensBy: ['licence'] }]);
  seen.close();
});

test('public and own content never counts and is never closed', async () => {
  const session = await opened(undefined);
  expect(session.page({ system: 'hcpcs', code: 'G0439', date })).toMatchObject({ locked: [], view: 'free' });
  expect(session.search(ask('wellness')).rows.length).toBeGreaterThan(0);
  session.close();
});
