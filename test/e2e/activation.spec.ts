import { vendor } from '../fixtures/licence-desk.ts';
import { KeygenServer } from '../support/keygen-server.ts';
import { Account, desk, filesIn } from './account.ts';
import { expect, runtime, test } from './driver/test.ts';

// The one place where this program may connect in a test: the activation server on this computer.
test.use({ denied: ['127.0.0.1'] });

let server: KeygenServer;
let policy: string;
test.beforeEach(async () => {
  server = new KeygenServer(vendor.privateKey);
  server.state.now = () => new Date('2026-01-15T11:00:00.000Z');
  server.state.openPolicies.add('free');
  const address = await server.start();
  policy = JSON.stringify({
    activation: { address, account: server.state.account, registrationPolicy: 'free' },
  });
});
test.afterEach(() => server.stop());

test('register, then activate a licence, then work without the server, then free the licence', async ({
  launch,
}, info) => {
  const machineFolder = filesIn(info.outputPath('machine'), { 'policy.json': policy });
  const env = desk('DESK-7', '2026-01-15', { machineFolder });
  const app = await launch({ env });
  let user = await (await new Account(app).ready()).open();
  await user.expectTier('Guest');
  expect(server.served, 'nothing is asked before a button is pressed').toEqual([]);

  await user.main.getByLabel('E-mail', { exact: true }).fill('ann@northside.example');
  await user.main.getByLabel('Password').fill('a long password');
  await user.push('Register free account');
  await user.expectTier('Registered');
  await expect(user.main).toContainText('ann@northside.example');

  const { key } = server.licence({ entitlements: ['PAGES', 'CPT'], expiry: '2027-01-31T00:00:00.000Z' });
  await user.main.getByLabel('Licence key', { exact: true }).fill('C2C-NO-SUCH-KEY');
  await user.push('Activate');
  await expect(user.main.getByRole('alert')).toContainText('does not know this licence key');
  await user.main.getByLabel('Licence key', { exact: true }).fill(key);
  await user.push('Activate');
  await user.expectTier('Licensed');

  const asked = server.served.length;
  const next = await app.relaunch({ env });
  user = await (await new Account(next).ready()).open();
  if (runtime === 'shim') {
    // No keyring there: the key that opens the file was not kept, and is asked for.
    await user.main.getByLabel('Licence key of the encrypted file').fill(key);
    await user.push('Open it');
  }
  await user.expectTier('Licensed');
  expect(server.served, 'a start asks nothing').toHaveLength(asked);
  if (runtime === 'shim') return;

  expect(server.state.machines).toHaveLength(2);
  await user.push('Take the licence off this computer…');
  await user.page.getByRole('alertdialog').getByRole('button', { name: 'Take it off' }).click();
  await user.expectTier('Registered');
  expect(server.state.machines).toHaveLength(1);
});
