import { describe, expect, test } from 'vitest';
import { desk, keygenPerTest, reasonOf } from '../../../test/fixtures/keygen.ts';
import type { Misbehaviour } from '../../../test/support/keygen-server.ts';
import { Keygen } from './keygen.ts';
import { isUnheard } from './service-error.ts';

const talk = keygenPerTest();

describe('a network that misbehaves', () => {
  const four = (how: Misbehaviour['how']) => Array.from({ length: 4 }, () => ({ how }));

  test.each(['silent', 'cut', 'html', 'no-json', 'other-json', 'huge', 'redirect', 'lost'] as const)(
    'an answer that is %s once costs a pause, four times is told as unheard, never as a refusal',
    async (how) => {
      const licence = talk().server.licence();
      talk().server.misbehave({ how });
      expect((await talk().activate(licence.key)).licenceId).toBe(licence.id);
      expect(talk().pauses).toEqual([500]);
      talk().server.misbehave(...four(how));
      const error = await talk()
        .activate(licence.key)
        .catch((thrown: unknown) => thrown);
      expect(isUnheard(error)).toBe(true);
      expect(talk().server.state.machines).toHaveLength(1);
    },
  );

  test.each(['lost', 'cut', 'silent'] as const)(
    'the machine whose answer is %s is activated once',
    async (how) => {
      const licence = talk().server.licence();
      talk().server.misbehave({ path: /^machines$/, how });
      expect((await talk().activate(licence.key)).machineId).toBe(talk().server.state.machines[0]?.id);
      expect(talk().server.state.machines).toHaveLength(1);
    },
  );

  test('429 waits as long as it is told, in seconds or until a date, and gives up where that is too long', async () => {
    const licence = talk().server.licence();
    const busy = (after: string): Misbehaviour => ({
      how: { status: 429, headers: { 'retry-after': after } },
    });
    talk().server.misbehave(busy('3'), busy(new Date(talk().parts.now() + 7000).toUTCString()));
    await talk().activate(licence.key);
    expect(talk().pauses).toEqual([3000, 7000]);
    talk().server.misbehave(busy('3600'));
    expect(await reasonOf(talk().activate(licence.key))).toBe('busy');
    expect(talk().pauses).toHaveLength(2);
  });

  test('5xx is tried again with growing pauses, four times in all', async () => {
    talk().server.misbehave(...four({ status: 503 }));
    expect(await reasonOf(talk().activate(talk().server.licence().key))).toBe('down');
    expect(talk().pauses).toEqual([500, 1000, 2000]);
    expect(talk().server.served).toHaveLength(4);
  });

  test('what is refused is not asked again', async () => {
    expect(await reasonOf(talk().activate('NO-SUCH-KEY'))).toBe('unknown-key');
    expect(talk().server.served).toHaveLength(1);
  });

  test('an answer that was recorded earlier is not believed', async () => {
    const licence = talk().server.licence();
    await talk().activate(licence.key);
    licence.status = 'SUSPENDED';
    talk().server.misbehave({ path: /validate-key/, how: 'replay' });
    expect(await reasonOf(talk().activate(licence.key))).toBe('replayed');
    expect(await reasonOf(talk().activate(licence.key))).toBe('suspended');
  });

  test("another licence's answer, and another computer's, are not believed", async () => {
    const [mine, theirs] = [talk().server.licence(), talk().server.licence()];
    const keygen = new Keygen(talk().parts, talk().endpoint);
    const answer = await fetch(
      `${talk().endpoint.address}/v1/accounts/${talk().endpoint.account}/licenses/actions/validate-key`,
      {
        method: 'POST',
        headers: { 'keygen-version': '1.7' },
        body: JSON.stringify({ meta: { key: theirs.key, scope: { fingerprint: 'x' } } }),
      },
    );
    talk().server.misbehave({ path: /validate-key/, how: { status: 200, body: await answer.json() } });
    expect(await reasonOf(keygen.validateKey(mine.key, desk.fingerprint))).toBe('replayed');
    const other = await keygen.activate(theirs.key, theirs.id, { ...desk, fingerprint: 'a'.repeat(64) });
    talk().server.misbehave({ path: /^machines/, how: { status: 201, body: { data: other } } });
    expect(await reasonOf(keygen.activate(mine.key, mine.id, desk))).toBe('replayed');
  });

  test('cancelled while it waits and while it asks, nothing more is sent', async () => {
    const controller = new AbortController();
    talk().server.misbehave({ how: 'silent' });
    setTimeout(() => controller.abort(), 50);
    await expect(talk().activate(talk().server.licence().key, controller.signal)).rejects.toMatchObject({
      code: 'cancelled',
    });
    expect(talk().server.served).toHaveLength(1);
    await expect(talk().activate('x', controller.signal)).rejects.toMatchObject({ code: 'cancelled' });
    expect(talk().server.served).toHaveLength(1);
  });
});
