import { describe, expect, test } from 'vitest';
import { desk, keygenPerTest, reasonOf } from '../../../test/fixtures/keygen.ts';
import type { Misbehaviour } from '../../../test/support/keygen-server.ts';
import { errorMeanings, validationMeanings } from './code-meanings.ts';
import { Keygen } from './keygen.ts';
import { refusalReasons, refusalWords } from './refusals.ts';
import type { ServiceError } from './service-error.ts';

const talk = keygenPerTest();

describe('every documented code', () => {
  test.each(Object.entries(validationMeanings))('validation %s means %s', async (code, reason) => {
    const licence = talk().server.licence({ code });
    const keygen = new Keygen(talk().parts, talk().endpoint);
    if (code === 'NOT_FOUND') {
      expect(await reasonOf(keygen.validateKey('NO-SUCH-KEY', desk.fingerprint))).toBe(reason);
    } else {
      expect(await keygen.validateKey(licence.key, desk.fingerprint)).toMatchObject({ reason, code });
    }
  });

  test.each(Object.entries(errorMeanings))('error %s means %s', async (code, reason) => {
    const licence = talk().server.licence();
    const body = { meta: { id: 'req-1' }, errors: [{ title: 'x', detail: 'y', code }] };
    const how = { status: code === 'TOO_MANY_REQUESTS' ? 429 : 422, body };
    talk().server.misbehave(...Array.from({ length: 4 }, (): Misbehaviour => ({ path: /^machines/, how })));
    const asked = new Keygen(talk().parts, talk().endpoint).activate(licence.key, licence.id, desk);
    const error = await asked.then(
      () => undefined,
      (thrown: unknown) => thrown as ServiceError,
    );
    expect(error).toMatchObject({ reason, serverCode: code });
    expect(error?.message).toBe(`${refusalWords[reason]} (${code}, request req-1)`);
  });

  test.each(refusalReasons)('%s has a sentence and a next step', (reason) => {
    expect(refusalWords[reason].split(/[.:;] /).length).toBeGreaterThanOrEqual(
      reason === 'machine-known' ? 1 : 2,
    );
    expect(refusalWords[reason]).not.toMatch(/!|oops/i);
  });

  test.each([
    [401, 'sign-in-wrong'],
    [402, 'endpoint-unpaid'],
    [403, 'not-permitted'],
    [404, 'endpoint-wrong'],
    [409, 'refused'],
    [500, 'down'],
  ])('a code nobody knows is judged by its status: %d is %s', async (status, reason) => {
    const body = { errors: [{ title: 'x', code: 'SOMETHING_NEW' }] };
    talk().server.misbehave(...Array.from({ length: 4 }, () => ({ how: { status, body } })));
    expect(await reasonOf(talk().activate(talk().server.licence().key))).toBe(reason);
  });
});
