import { randomInt } from 'node:crypto';
import { z } from 'zod';
import { validationMeanings } from './code-meanings.ts';
import type { Identity, Request } from './conversation.ts';
import { converse } from './conversation.ts';
import type { Endpoint } from './endpoint.ts';
import type { RefusalReason } from './refusals.ts';
import { ServiceError } from './service-error.ts';
import type { WebParts } from './web.ts';
import type { LicenceResource, MachineResource } from './wire.ts';
import {
  licenceSchema,
  licencesSchema,
  machineFileSchema,
  machineSchema,
  tokenSchema,
  userSchema,
  validationSchema,
} from './wire.ts';

const secondsPerDay = 86_400;
/** What a machine file must carry for the program to know what it opens. */
const included = ['license', 'license.entitlements', 'license.policy', 'license.product', 'license.owner'];

/** What a computer says of itself when it is activated. */
export interface Machine {
  fingerprint: string;
  /** As its owner recognises it in a list: the host name. */
  name: string;
  platform: string;
}

/** What `validate-key` says; `reason` is null for a key that is good on this machine. */
export interface Validation {
  licence: LicenceResource;
  reason: RefusalReason | null;
  code: string;
}

/** The calls of a Keygen-compatible API that the program makes, one function each. */
export class Keygen {
  readonly #parts: WebParts;
  readonly #endpoint: Endpoint;
  readonly #signal: AbortSignal | undefined;

  constructor(parts: WebParts, endpoint: Endpoint, signal?: AbortSignal) {
    this.#parts = parts;
    this.#endpoint = endpoint;
    this.#signal = signal;
  }

  /** `POST licenses/actions/validate-key`. A key that is not good is no error here: its licence and why are told. */
  async validateKey(key: string, fingerprint: string): Promise<Validation> {
    const { product } = this.#endpoint;
    // The server gives the number back: an answer recorded earlier has another one.
    const nonce = randomInt(1, 2 ** 47);
    const { data, meta } = await this.#ask({
      method: 'POST',
      path: 'licenses/actions/validate-key',
      identity: null,
      body: { meta: { key, nonce, scope: { fingerprint, ...(product === undefined ? {} : { product }) } } },
      answer: validationSchema,
      repeatable: true,
    });
    if (meta.nonce !== null && meta.nonce !== undefined && meta.nonce !== nonce)
      throw new ServiceError('replayed');
    const code = meta.code ?? meta.constant ?? (meta.valid ? 'VALID' : '');
    if (data === null) throw new ServiceError(validationMeanings[code] ?? 'unknown-key', code);
    // An answer about another key is not ours, whatever it says.
    if (data.attributes.key !== key) throw new ServiceError('replayed');
    return { licence: data, reason: meta.valid ? null : (validationMeanings[code] ?? 'refused'), code };
  }

  /** `POST machines`: activates this computer. @throws ServiceError `machine-known` where it is active already */
  async activate(key: string, licenceId: string, machine: Machine): Promise<MachineResource> {
    const { data } = await this.#ask({
      method: 'POST',
      path: 'machines',
      identity: { as: 'licence', key },
      body: {
        data: {
          type: 'machines',
          attributes: machine,
          relationships: { license: { data: { type: 'licenses', id: licenceId } } },
        },
      },
      answer: machineSchema,
      // Done twice it answers FINGERPRINT_TAKEN, which says that it is done.
      repeatable: true,
    });
    return this.#ours(data, machine.fingerprint);
  }

  /** `GET machines/{fingerprint}`: this computer, where it is active. */
  async machine(key: string, fingerprint: string): Promise<MachineResource> {
    const { data } = await this.#ask({
      method: 'GET',
      path: `machines/${encodeURIComponent(fingerprint)}`,
      identity: { as: 'licence', key },
      answer: machineSchema,
      repeatable: true,
    });
    return this.#ours(data, fingerprint);
  }

  /** `POST machines/{id}/actions/check-out`: the text of a machine file, encrypted for this key and computer. */
  async checkOut(key: string, machineId: string): Promise<string> {
    const { fileDays = 0 } = this.#endpoint;
    const { data } = await this.#ask({
      method: 'POST',
      path: `machines/${encodeURIComponent(machineId)}/actions/check-out`,
      identity: { as: 'licence', key },
      body: {
        meta: {
          encrypt: true,
          algorithm: 'aes-256-gcm+ed25519',
          ttl: fileDays === 0 ? null : fileDays * secondsPerDay,
          include: included,
        },
      },
      answer: machineFileSchema,
      repeatable: true,
    });
    return data.attributes.certificate;
  }

  /** `POST machines/{id}/actions/ping`. @throws ServiceError `machine-gone`, `heartbeat-dead` */
  async ping(key: string, machineId: string): Promise<MachineResource> {
    const { data } = await this.#ofMachine({
      method: 'POST',
      path: `machines/${encodeURIComponent(machineId)}/actions/ping`,
      identity: { as: 'licence', key },
      answer: machineSchema,
      repeatable: true,
    });
    return data;
  }

  /** `DELETE machines/{id}`. A machine that the server does not know any more is deactivated too. */
  async deactivate(key: string, machineId: string): Promise<void> {
    try {
      await this.#ofMachine({
        method: 'DELETE',
        path: `machines/${encodeURIComponent(machineId)}`,
        identity: { as: 'licence', key },
        answer: z.unknown(),
        repeatable: true,
      });
    } catch (error) {
      if (!(error instanceof ServiceError && error.reason === 'machine-gone')) throw error;
    }
  }

  /** `POST users`: a new account. @throws ServiceError `email-taken`, `registration-closed` … */
  async createUser(email: string, password: string): Promise<void> {
    await this.#registering({
      method: 'POST',
      path: 'users',
      identity: null,
      body: { data: { type: 'users', attributes: { email, password } } },
      answer: userSchema,
      repeatable: false,
    });
  }

  /** `POST tokens` with the user's e-mail and password: a token that signs in as them. */
  async signIn(email: string, password: string): Promise<string> {
    const { data } = await this.#ask({
      method: 'POST',
      path: 'tokens',
      identity: { as: 'user', email, password },
      answer: tokenSchema,
      repeatable: true,
    });
    return data.attributes.token;
  }

  /** `GET licenses`: those of the signed-in user. */
  async licences(identity: Identity): Promise<LicenceResource[]> {
    const { product } = this.#endpoint;
    const { data } = await this.#ask({
      method: 'GET',
      path: `licenses?limit=100${product === undefined ? '' : `&product=${encodeURIComponent(product)}`}`,
      identity,
      answer: licencesSchema,
      repeatable: true,
    });
    return data;
  }

  /** `POST licenses` as the user, under an open policy. */
  async createLicence(token: string, policy: string): Promise<LicenceResource> {
    const { data } = await this.#registering({
      method: 'POST',
      path: 'licenses',
      identity: { as: 'token', token },
      body: {
        data: { type: 'licenses', relationships: { policy: { data: { type: 'policies', id: policy } } } },
      },
      answer: licenceSchema,
      // Sent again after a lost answer it would make a second licence.
      repeatable: false,
    });
    return data;
  }

  #ask<T>(request: Request<T>): Promise<T> {
    return converse(
      this.#parts,
      this.#endpoint,
      this.#signal ? { ...request, signal: this.#signal } : request,
    );
  }

  /** A machine file or id of another computer is an answer to somebody else's question. */
  #ours(machine: MachineResource, fingerprint: string): MachineResource {
    if (machine.attributes.fingerprint !== fingerprint) throw new ServiceError('replayed');
    return machine;
  }

  /** "Not found" of a machine's own address means that the machine is gone, not that the account is wrong. */
  async #ofMachine<T>(request: Request<T>): Promise<T> {
    try {
      return await this.#ask(request);
    } catch (error) {
      if (error instanceof ServiceError && error.serverCode === 'NOT_FOUND') {
        throw new ServiceError('machine-gone', error.serverCode);
      }
      throw error;
    }
  }

  /** What is forbidden to a user who registers is forbidden because the account or policy is protected. */
  async #registering<T>(request: Request<T>): Promise<T> {
    try {
      return await this.#ask(request);
    } catch (error) {
      if (error instanceof ServiceError && error.reason === 'not-permitted') {
        throw new ServiceError('registration-closed', error.serverCode);
      }
      throw error;
    }
  }
}
