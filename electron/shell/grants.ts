import { join } from 'node:path';
import type { Standing } from '../contract/grants.ts';
import type { LineInfo } from '../contract/library.ts';
import type { KeySeal } from '../engine/sealed-files.ts';
import { freshViewed, GrantKeeper, viewedSchema } from '../licence/grant-keeper.ts';
import type { GrantsInput } from '../licence/grants-input.ts';
import { builtInNotices, noticesOf } from '../licence/notices.ts';
import { ProtectedStore } from '../secrets/protected-store.ts';

/** Puts together what says who may see what: kept beside the data folder too, so that a reinstall finds it again. */
export async function openGrants(parts: {
  userData: string;
  seal: KeySeal;
  lines: () => LineInfo[];
  send: (grants: GrantsInput) => Promise<void>;
  onChange: (standing: Standing) => void;
  today: () => string;
  log: (message: string) => void;
}): Promise<GrantKeeper> {
  const { userData, seal, lines, log } = parts;
  const store = await ProtectedStore.load({
    places: [join(userData, 'licence', 'views'), join(`${userData}-state`, 'views')],
    seal,
    schema: viewedSchema,
    fresh: freshViewed,
    log,
  });
  const config = builtInNotices();
  return new GrantKeeper({
    store,
    isForeign: store.isForeign,
    notices: () => noticesOf(lines(), config),
    send: parts.send,
    onChange: parts.onChange,
    today: parts.today,
  });
}
