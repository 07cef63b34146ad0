import { randomUUID } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { errors } from './keygen-errors.ts';
import { answerKeygen } from './keygen-routes.ts';

export interface ServedLicence {
  id: string;
  key: string;
  policy: string;
  owner: string | null;
  product: string;
  status: 'ACTIVE' | 'EXPIRED' | 'SUSPENDED';
  expiry: string | null;
  maxMachines: number;
  requireHeartbeat: boolean;
  entitlements: string[];
  metadata: Record<string, unknown>;
  /** Overrides the code of a validation, for codes that this small model has no state for. */
  code?: string;
}

export interface ServedMachine {
  id: string;
  licence: string;
  fingerprint: string;
  name: string;
  pings: number;
  isDead: boolean;
}

/** What a request to the server was. */
export interface Served {
  method: string;
  path: string;
  authorization: string;
  body: unknown;
}

/** One misbehaviour, for the next request whose path it matches. */
export interface Misbehaviour {
  path?: RegExp;
  how:
    | { status: number; body?: unknown; headers?: Record<string, string> }
    | 'silent'
    | 'cut'
    | 'html'
    | 'no-json'
    | 'other-json'
    | 'huge'
    | 'redirect'
    /** Does what is asked and loses the answer. */
    | 'lost'
    /** Answers what was answered to the same path before. */
    | 'replay';
}

export interface KeygenState {
  account: string;
  licences: ServedLicence[];
  machines: ServedMachine[];
  users: { id: string; email: string; password: string }[];
  tokens: Map<string, string>;
  /** Policies under which a user may make a licence of their own. */
  openPolicies: Set<string>;
  /** False: only administrators make users (a protected account). */
  isOpen: boolean;
  /** Signs files. */
  privateKey: KeyObject;
  now: () => Date;
}

export interface Answered {
  status: number;
  json?: unknown;
}

/**
 * A server that speaks Keygen's protocol, as far as the program does: status codes, JSON:API documents and error
 * bodies are those of the API's own controllers. It can be told to misbehave as networks and proxies do.
 */
export class KeygenServer {
  readonly state: KeygenState;
  readonly served: Served[] = [];
  readonly #server = createServer((request, response) => void this.#serve(request, response));
  readonly #bad: Misbehaviour[] = [];
  readonly #before = new Map<string, Answered>();

  constructor(privateKey: KeyObject, account = 'clinic-vendor') {
    this.state = {
      account,
      licences: [],
      machines: [],
      users: [],
      tokens: new Map(),
      openPolicies: new Set(),
      isOpen: true,
      privateKey,
      now: () => new Date(),
    };
  }

  async start(): Promise<string> {
    await new Promise<void>((resolve) => {
      this.#server.listen(0, '127.0.0.1', resolve);
    });
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  licence(changes: Partial<ServedLicence> = {}): ServedLicence {
    const licence: ServedLicence = {
      id: randomUUID(),
      key: `C2C-${randomUUID().toUpperCase()}`,
      policy: 'bought',
      owner: null,
      product: 'desktop',
      status: 'ACTIVE',
      expiry: null,
      maxMachines: 1,
      requireHeartbeat: false,
      entitlements: [],
      metadata: {},
      ...changes,
    };
    this.state.licences.push(licence);
    return licence;
  }

  /** The next matching requests, one each. */
  misbehave(...bad: Misbehaviour[]): void {
    this.#bad.push(...bad);
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await bodyOf(request);
    const path = (request.url ?? '').replace(`/v1/accounts/${this.state.account}/`, '');
    const served = {
      method: request.method ?? '',
      path,
      authorization: request.headers.authorization ?? '',
      body,
    };
    this.served.push(served);
    const at = this.#bad.findIndex((one) => one.path?.test(path) ?? true);
    const how = at < 0 ? undefined : this.#bad.splice(at, 1)[0]?.how;
    const again = `${served.method} ${path}`;
    if (how === undefined || how === 'lost' || how === 'replay') {
      const before = how === 'replay' ? this.#before.get(again) : undefined;
      const answer = before ?? answerKeygen(this.state, served, String(request.headers['keygen-version']));
      this.#before.set(again, answer);
      if (how === 'lost') response.destroy();
      else send(response, answer.status, answer.json);
    } else if (typeof how === 'object') {
      send(response, how.status, how.body ?? errors('Too bad', `status ${how.status}`), how.headers);
    } else misbehaved(response, how);
  }
}

function misbehaved(
  response: ServerResponse,
  how: Exclude<Misbehaviour['how'], object | 'lost' | 'replay'>,
): void {
  switch (how) {
    case 'silent':
      return;
    case 'cut':
      response.writeHead(200, { 'content-type': 'application/vnd.api+json', 'content-length': '5000' });
      response.write('{"data":{"type":"licenses"');
      setTimeout(() => response.destroy(), 10);
      return;
    case 'html':
      response.writeHead(200, { 'content-type': 'text/html' });
      response.end('<html><title>Sign in to the guest network</title></html>');
      return;
    case 'no-json':
      response.writeHead(200, { 'content-type': 'application/vnd.api+json' });
      response.end('{"data":');
      return;
    case 'other-json':
      send(response, 200, { data: { type: 'weather', attributes: { sun: true } }, meta: { valid: 'yes' } });
      return;
    case 'huge':
      response.writeHead(200, { 'content-type': 'application/vnd.api+json' });
      response.write(`{"data":"${'x'.repeat(3_000_000)}`);
      response.end('"}');
      return;
    case 'redirect':
      response.writeHead(302, { location: 'http://127.0.0.1:1/elsewhere' });
      response.end();
  }
}

function send(
  response: ServerResponse,
  status: number,
  json?: unknown,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, {
    'content-type': 'application/vnd.api+json; charset=utf-8',
    'x-request-id': randomUUID(),
    ...headers,
  });
  response.end(json === undefined ? undefined : JSON.stringify(json));
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece as Buffer);
  const text = Buffer.concat(pieces).toString('utf8');
  return text === '' ? null : (JSON.parse(text) as unknown);
}
