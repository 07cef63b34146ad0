import type { ManagedSetting } from '../../contract/account.ts';
import type { Policy, PolicyField } from './policy.ts';
import type { ManagedPolicy } from './read-policy.ts';

const names: Record<PolicyField, string> = {
  organization: 'Organization',
  licenceFile: 'Licence file',
  licenceKey: 'Licence key',
  activation: 'Activation server',
  systems: 'Code systems shown at first',
  notesShare: 'Clinic notes folder',
  updates: 'Look for code-set updates',
  updateFeed: 'Code-set feed',
  assistant: 'Assistant',
  proxy: 'Proxy',
};

/** What is managed, in the order of the documentation, as the user reads it. A key is never shown. */
export function managedSettings({ policy, from }: ManagedPolicy): ManagedSetting[] {
  return (Object.keys(names) as PolicyField[]).flatMap((field) => {
    const source = from[field];
    return source === undefined
      ? []
      : [{ field, name: names[field], value: shown(policy, field), from: source }];
  });
}

function shown(policy: Policy, field: PolicyField): string {
  const { activation, proxy, systems } = policy;
  switch (field) {
    case 'licenceKey':
      return 'set';
    case 'activation':
      return activation ? `${activation.account} at ${new URL(activation.address).host}` : '';
    case 'proxy':
      if (proxy?.mode === 'fixed') return proxy.server;
      return proxy?.mode === 'direct' ? 'none: directly' : 'as the system is set up';
    case 'systems':
      return systems?.join(', ') ?? '';
    case 'updates':
    case 'assistant':
      return policy[field] === true ? 'on' : 'off';
    default:
      return policy[field] ?? '';
  }
}
