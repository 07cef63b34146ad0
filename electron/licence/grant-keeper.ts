import { z } from 'zod';
import tiers from '../../data/tiers.json' with { type: 'json' };
import type { CodePage } from '../contract/codes.ts';
import type { Notice, Rights, Standing } from '../contract/grants.ts';
import { noticeIds, standingSchema } from '../contract/grants.ts';
import type { LicenceState } from '../contract/licence.ts';
import type { GrantsInput } from './grants-input.ts';
import { viewOf } from './grants-input.ts';

const count = z.number().int().min(0).max(1000);
const allowance = z.strictObject({ guestViews: count, registeredViews: count }).parse(tiers);

/** What is kept of a person's views and acceptances, protected and in two places. */
export const viewedSchema = z.strictObject({
  /** Pages counted, oldest first (`viewOf`). */
  opened: z.array(z.string().max(60)).max(2000),
  accepted: standingSchema.shape.accepted.max(200),
  rights: standingSchema.shape.rights.max(200),
});
export type Viewed = z.infer<typeof viewedSchema>;
export const freshViewed: Viewed = { opened: [], accepted: [], rights: [] };

export interface GrantParts {
  store: { get: () => Viewed; set: (viewed: Viewed) => Promise<void> };
  /** True where views were kept here that this installation cannot read: then a guest has had theirs. */
  isForeign: boolean;
  /** Notices of what is held now. */
  notices: () => Notice[];
  /** Lets the engine answer under these grants. */
  send: (grants: GrantsInput) => Promise<void>;
  onChange: (standing: Standing) => void;
  /** `YYYY-MM-DD` */
  today: () => string;
}

const guest: Pick<LicenceState, 'tier' | 'entitlements'> = { tier: 'guest', entitlements: [] };

/**
 * Main's side of who may see what: counts the views of guests and free accounts, keeps what was accepted, and tells the
 * engine. Whoever has a licence is never counted.
 */
export class GrantKeeper {
  readonly #parts: GrantParts;
  #licence = guest;
  #sent = '';

  constructor(parts: GrantParts) {
    this.#parts = parts;
  }

  /** A licence came, changed or ended. */
  async setLicence({ tier, entitlements }: Pick<LicenceState, 'tier' | 'entitlements'>): Promise<void> {
    this.#licence = { tier, entitlements };
    await this.refresh();
  }

  /** Tells the engine and the window, where something has changed: also after another library was opened. */
  async refresh(): Promise<void> {
    const grants = this.grants();
    const standing = this.standing();
    const said = JSON.stringify([grants, standing]);
    if (said === this.#sent) return;
    this.#sent = said;
    this.#parts.onChange(standing);
    await this.#parts.send(grants);
  }

  grants(): GrantsInput {
    const { opened, accepted } = this.#parts.store.get();
    const views = this.#views();
    const isCurrent = ({ id, version }: Pick<Notice, 'id' | 'version'>) =>
      accepted.some((one) => one.id === id && one.version === version);
    const notices = this.#parts.notices();
    return {
      entitlements: this.#licence.entitlements,
      views: views && { opened, left: views.left, isRegistered: this.#licence.tier === 'registered' },
      // What has no wording asks for nothing.
      accepted: noticeIds.filter((id) => notices.every((notice) => notice.id !== id || isCurrent(notice))),
    };
  }

  standing(): Standing {
    const { accepted, rights } = this.#parts.store.get();
    const open = this.grants().accepted;
    const views = this.#views();
    return {
      views,
      allowance: { guest: allowance.guestViews, registered: allowance.registeredViews },
      due: this.#parts.notices().filter(({ id }) => !open.includes(id) && (id !== 'pages' || views !== null)),
      accepted,
      rights,
    };
  }

  /**
   * Counts a page that the engine has opened. To be called before the page is shown.
   *
   * @throws AppError `disk-full`, `read-only` where it cannot be kept: the page is then not to be shown
   */
  async count({ view, system, code }: Pick<CodePage, 'view' | 'system' | 'code'>): Promise<void> {
    if (view !== 'counted') return;
    const viewed = this.#parts.store.get();
    const name = viewOf(system, code);
    if (viewed.opened.includes(name)) return;
    await this.#parts.store.set({ ...viewed, opened: [...viewed.opened, name] });
    await this.refresh();
  }

  /** Keeps that notices were accepted, in the wording that was shown; one that has changed meanwhile is not. */
  async accept(shown: readonly Pick<Notice, 'id' | 'version'>[]): Promise<Standing> {
    const { store, notices, today } = this.#parts;
    const viewed = store.get();
    const accepted = notices()
      .filter((notice) => shown.some(({ id, version }) => id === notice.id && version === notice.version))
      .map(({ id, version }) => ({ id, version, on: today() }));
    const others = viewed.accepted.filter((one) => !accepted.some(({ version }) => version === one.version));
    await store.set({ ...viewed, accepted: [...others, ...accepted].slice(-200) });
    await this.refresh();
    return this.standing();
  }

  /** Records whose licence imported AMA files are used under. */
  async record(rights: Rights): Promise<void> {
    const { store, today } = this.#parts;
    const viewed = store.get();
    await store.set({ ...viewed, rights: [{ ...rights, on: today() }, ...viewed.rights].slice(0, 200) });
    await this.refresh();
  }

  #views(): { left: number; of: number } | null {
    const { tier } = this.#licence;
    if (tier === 'licensed') return null;
    const { guestViews, registeredViews } = allowance;
    const of = tier === 'registered' ? guestViews + registeredViews : guestViews;
    const { opened } = this.#parts.store.get();
    const used = Math.max(opened.length, this.#parts.isForeign ? guestViews : 0);
    return { left: Math.max(0, of - used), of };
  }
}
