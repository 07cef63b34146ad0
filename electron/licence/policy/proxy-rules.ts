import type { Policy } from './policy.ts';

/** A proxy setting as Chromium's network takes it (Electron: `session.setProxy`). */
export type ProxyRules =
  | { mode: 'system' }
  | { mode: 'direct' }
  | { mode: 'fixed_servers'; proxyRules: string; proxyBypassRules: string };

/** What the policy says of the proxy; as the system is set up, where it says nothing. */
export function proxyOf(proxy: Policy['proxy']): ProxyRules {
  if (proxy?.mode === 'direct') return { mode: 'direct' };
  if (proxy?.mode !== 'fixed') return { mode: 'system' };
  return { mode: 'fixed_servers', proxyRules: proxy.server, proxyBypassRules: proxy.bypass ?? '' };
}
