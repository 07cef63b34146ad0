import { Screen, ScreenPart } from '../../ui/Screen.tsx';
import { Trouble } from '../../ui/Trouble.tsx';
import { useAccount } from './account-query.ts';
import { AccountFacts } from './AccountFacts.tsx';
import { ActivateOnline } from './ActivateOnline.tsx';
import { LicenceNotices } from './LicenceNotices.tsx';
import { MakeRequest } from './MakeRequest.tsx';
import { Managed } from './Managed.tsx';
import { OpenLicence } from './OpenLicence.tsx';
import { Receipt } from './Receipt.tsx';
import { SignIn } from './SignIn.tsx';
import { TakeOff } from './TakeOff.tsx';

/** What this copy may open and why, and every way to change that: online, by file, by request, by moving it. */
export function AccountScreen() {
  const { data: account, error, refetch } = useAccount();
  return (
    <Screen title="Account">
      {error ? (
        <Trouble title="The account could not be read" error={error} onRetry={() => void refetch()} />
      ) : null}
      {account ? (
        <>
          <Receipt />
          <LicenceNotices account={account} />
          <AccountFacts account={account} />
          {account.online ? (
            <ScreenPart title={`Activate on ${account.online.host}`}>
              <ActivateOnline account={account} />
            </ScreenPart>
          ) : null}
          {account.online ? (
            <ScreenPart title="Sign in with an e-mail address">
              <SignIn mayRegister={account.online.mayRegister} />
            </ScreenPart>
          ) : null}
          <ScreenPart title="Open a licence file">
            <OpenLicence keysKept={account.keysKept} />
          </ScreenPart>
          {account.computer ? (
            <ScreenPart title="Ask for a licence file without a network">
              <MakeRequest />
            </ScreenPart>
          ) : null}
          {account.removable ? (
            <ScreenPart title="Move to another computer">
              <TakeOff isOnline={account.removable.isOnline} />
            </ScreenPart>
          ) : null}
          {account.managed ? <Managed managed={account.managed} /> : null}
        </>
      ) : null}
    </Screen>
  );
}
