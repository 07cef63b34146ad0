import { Link } from '@tanstack/react-router';
import { Notice } from '../../ui/Notice.tsx';
import { useAccount } from './account-query.ts';

/** Says among the settings that an administrator has set some; nothing where none are managed. */
export function ManagedNote() {
  const { data: account } = useAccount();
  const managed = account?.managed;
  if (!managed) return null;
  const who = managed.organization ?? 'your organization';
  return (
    <Notice kind={managed.problems.length > 0 ? 'caution' : 'info'} title={`Managed by ${who}`}>
      <p>
        {managed.settings.length} {managed.settings.length === 1 ? 'setting is' : 'settings are'} made by your
        administrator{managed.problems.length > 0 ? ', and part of them could not be used' : ''}.{' '}
        <Link to="/account">Show them under Account</Link>
      </p>
    </Notice>
  );
}
