import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { errors } from './keygen-errors.ts';
import { sealFile } from '../fixtures/keygen-files.ts';
import type { Answered, KeygenState, Served, ServedLicence, ServedMachine } from './keygen-server.ts';

const validateSchema = z.object({
  meta: z.object({
    key: z.string(),
    nonce: z.number().optional(),
    scope: z.object({ fingerprint: z.string(), product: z.string().optional() }),
  }),
});
const reference = (type: string) => z.object({ data: z.object({ type: z.literal(type), id: z.string() }) });
const activateSchema = z.object({
  data: z.object({
    type: z.literal('machines'),
    attributes: z.strictObject({ fingerprint: z.string(), name: z.string(), platform: z.string() }),
    relationships: z.object({ license: reference('licenses') }),
  }),
});
const checkOutSchema = z.object({
  meta: z.strictObject({
    encrypt: z.boolean(),
    algorithm: z.literal('aes-256-gcm+ed25519'),
    ttl: z.number().int().min(3600).nullable(),
    include: z.array(z.string()),
  }),
});
const userSchema = z.object({
  data: z.object({
    type: z.literal('users'),
    attributes: z.strictObject({ email: z.string(), password: z.string() }),
  }),
});
const createSchema = z.object({
  data: z.object({
    type: z.literal('licenses'),
    relationships: z.object({ policy: reference('policies') }),
  }),
});

const notFound: Answered = {
  status: 404,
  json: errors('Not found', 'The requested resource was not found', 'NOT_FOUND'),
};
const unauthorized = (code: string): Answered => ({
  status: 401,
  json: errors('Unauthorized', 'You must be authenticated to complete the request', code),
});
const forbidden: Answered = {
  status: 403,
  json: errors('Access denied', 'You do not have permission to complete the request'),
};
const unprocessable = (detail: string, code: string, pointer: string): Answered => ({
  status: 422,
  json: errors('Unprocessable resource', detail, code, pointer),
});

/** What Keygen answers. */
export function answerKeygen(state: KeygenState, served: Served, version: string): Answered {
  if (version !== '1.7') {
    return {
      status: 400,
      json: errors('Bad request', 'unsupported API version requested', 'INVALID_API_VERSION'),
    };
  }
  const [path = '', query = ''] = served.path.split('?');
  if (path.startsWith('/')) return notFound;
  const [, machine, action] = /^machines\/([^/]+)(?:\/actions\/(.+))?$/.exec(path) ?? [];
  switch (`${served.method} ${machine === undefined ? path : `machine ${action ?? ''}`}`.trim()) {
    case 'POST licenses/actions/validate-key':
      return validate(state, validateSchema.parse(served.body).meta);
    case 'POST machines':
      return activate(state, served);
    case 'GET machine':
    case 'DELETE machine':
    case 'POST machine ping':
    case 'POST machine check-out':
      return ofMachine(state, served, decodeURIComponent(machine ?? ''), action);
    case 'POST users':
      return register(state, userSchema.parse(served.body).data.attributes);
    case 'POST tokens':
      return signIn(state, served);
    case 'GET licenses':
      return own(state, served, new URLSearchParams(query).get('product'));
    case 'POST licenses':
      return create(state, served);
    default:
      return notFound;
  }
}

function validate(
  state: KeygenState,
  { key, nonce, scope }: z.infer<typeof validateSchema>['meta'],
): Answered {
  const licence = state.licences.find((one) => one.key === key);
  const code = licence ? codeOf(state, licence, scope) : 'NOT_FOUND';
  const meta = { ts: state.now().toISOString(), valid: code === 'VALID', detail: code, code, scope, nonce };
  return { status: 200, json: { data: licence ? licenceResource(licence) : null, meta } };
}

function codeOf(
  state: KeygenState,
  licence: ServedLicence,
  scope: { fingerprint: string; product?: string | undefined },
): string {
  if (licence.code !== undefined) return licence.code;
  if (licence.status !== 'ACTIVE') return licence.status;
  if (scope.product !== undefined && scope.product !== licence.product) return 'PRODUCT_SCOPE_MISMATCH';
  const machines = state.machines.filter((one) => one.licence === licence.id);
  if (machines.length === 0) return 'NO_MACHINES';
  const machine = machines.find((one) => one.fingerprint === scope.fingerprint);
  if (!machine) return 'FINGERPRINT_SCOPE_MISMATCH';
  return licence.requireHeartbeat && machine.pings === 0 ? 'HEARTBEAT_NOT_STARTED' : 'VALID';
}

/** The licence whose key signs in, or why it may not. */
function asLicence(state: KeygenState, { authorization }: Served): ServedLicence | Answered {
  const [scheme, key] = authorization.split(' ');
  if (scheme !== 'License') return unauthorized(authorization === '' ? 'TOKEN_MISSING' : 'TOKEN_INVALID');
  return state.licences.find((one) => one.key === key) ?? unauthorized('LICENSE_INVALID');
}

function activate(state: KeygenState, served: Served): Answered {
  const licence = asLicence(state, served);
  if (!('id' in licence)) return licence;
  const { attributes, relationships } = activateSchema.parse(served.body).data;
  if (relationships.license.data.id !== licence.id) return forbidden;
  const machines = state.machines.filter((one) => one.licence === licence.id);
  if (machines.some((one) => one.fingerprint === attributes.fingerprint)) {
    return unprocessable('has already been taken', 'FINGERPRINT_TAKEN', '/data/attributes/fingerprint');
  }
  if (machines.length >= licence.maxMachines) {
    const words = `machine count has exceeded maximum allowed for license (${licence.maxMachines})`;
    return unprocessable(words, 'MACHINE_LIMIT_EXCEEDED', '/data');
  }
  const { fingerprint, name } = attributes;
  const machine = { id: randomUUID(), licence: licence.id, fingerprint, name, pings: 0, isDead: false };
  state.machines.push(machine);
  return { status: 201, json: { data: machineResource(machine, licence) } };
}

function ofMachine(state: KeygenState, served: Served, id: string, action: string | undefined): Answered {
  const licence = asLicence(state, served);
  if (!('id' in licence)) return licence;
  const machine = state.machines.find(
    (one) => one.licence === licence.id && (one.id === id || one.fingerprint === id),
  );
  if (!machine) return notFound;
  if (served.method === 'DELETE') {
    state.machines.splice(state.machines.indexOf(machine), 1);
    return { status: 204 };
  }
  if (action === 'ping') {
    if (machine.isDead) {
      return unprocessable('is dead', 'MACHINE_HEARTBEAT_DEAD', '/data/attributes/heartbeatStatus');
    }
    machine.pings += 1;
  }
  if (action === 'check-out') return checkOut(state, served, machine, licence);
  return { status: 200, json: { data: machineResource(machine, licence) } };
}

function checkOut(
  state: KeygenState,
  served: Served,
  machine: ServedMachine,
  licence: ServedLicence,
): Answered {
  const { ttl, include } = checkOutSchema.parse(served.body).meta;
  if (licence.status === 'SUSPENDED') {
    return { status: 403, json: errors('Access denied', 'license is suspended', 'LICENSE_SUSPENDED') };
  }
  const issued = state.now();
  const expiry = ttl === null ? null : new Date(issued.getTime() + ttl * 1000).toISOString();
  const included = licence.entitlements.map((code) => ({
    type: 'entitlements',
    id: randomUUID(),
    attributes: { name: code, code },
  }));
  const owner = state.users
    .filter(({ id }) => include.includes('license.owner') && id === licence.owner)
    .map(({ id, email }) => ({ type: 'users', id, attributes: { email } }));
  const document = {
    data: machineResource(machine, licence),
    included: [licenceResource(licence), ...included, ...owner],
    meta: { issued: issued.toISOString(), expiry, ttl },
  };
  const secret = `${licence.key}${machine.fingerprint}`;
  return {
    status: 200,
    json: {
      data: {
        type: 'machine-files',
        id: randomUUID(),
        attributes: {
          certificate: sealFile('MACHINE', document, state, secret),
          algorithm: 'aes-256-gcm+ed25519',
          ttl,
          issued: issued.toISOString(),
          expiry,
        },
      },
    },
  };
}

function register(state: KeygenState, { email, password }: { email: string; password: string }): Answered {
  if (!state.isOpen) return forbidden;
  if (!email.includes('@')) return unprocessable('must be valid', 'EMAIL_INVALID', '/data/attributes/email');
  if (state.users.some((one) => one.email === email.toLowerCase())) {
    return unprocessable('already exists', 'EMAIL_TAKEN', '/data/attributes/email');
  }
  if (password.length < 6) {
    return unprocessable('is too short', 'PASSWORD_TOO_SHORT', '/data/attributes/password');
  }
  const user = { id: randomUUID(), email: email.toLowerCase(), password };
  state.users.push(user);
  return { status: 201, json: { data: { type: 'users', id: user.id, attributes: { email: user.email } } } };
}

function signIn(state: KeygenState, { authorization }: Served): Answered {
  const [scheme, credentials = ''] = authorization.split(' ');
  const [email = '', ...password] = Buffer.from(credentials, 'base64').toString('utf8').split(':');
  const user = state.users.find(
    (one) => one.email === email.toLowerCase() && one.password === password.join(':'),
  );
  if (scheme !== 'Basic' || !user) return unauthorized('CREDENTIALS_INVALID');
  const token = `user-${randomUUID()}`;
  state.tokens.set(token, user.id);
  return { status: 201, json: { data: { type: 'tokens', id: randomUUID(), attributes: { token } } } };
}

function userOf(state: KeygenState, { authorization }: Served): string | undefined {
  const [scheme, token = ''] = authorization.split(' ');
  return scheme === 'Bearer' ? state.tokens.get(token) : undefined;
}

function own(state: KeygenState, served: Served, product: string | null): Answered {
  const user = userOf(state, served);
  if (user === undefined) return unauthorized('TOKEN_INVALID');
  const held = state.licences.filter((one) => one.owner === user && (product ?? one.product) === one.product);
  return { status: 200, json: { data: held.map(licenceResource) } };
}

function create(state: KeygenState, served: Served): Answered {
  const owner = userOf(state, served);
  if (owner === undefined) return unauthorized('TOKEN_INVALID');
  const policy = createSchema.parse(served.body).data.relationships.policy.data.id;
  if (!state.openPolicies.has(policy)) return forbidden;
  const licence: ServedLicence = {
    id: randomUUID(),
    key: `FREE-${randomUUID().toUpperCase()}`,
    policy,
    owner,
    product: 'desktop',
    status: 'ACTIVE',
    expiry: null,
    maxMachines: 1,
    requireHeartbeat: false,
    entitlements: [],
    metadata: { tier: 'registered' },
  };
  state.licences.push(licence);
  return { status: 201, json: { data: licenceResource(licence) } };
}

function licenceResource(licence: ServedLicence): object {
  const { id, key, status, expiry, policy, product, metadata } = licence;
  return {
    type: 'licenses',
    id,
    attributes: { name: null, key, expiry, status, metadata, created: '2026-01-01T00:00:00.000Z' },
    relationships: {
      policy: { data: { type: 'policies', id: policy } },
      product: { data: { type: 'products', id: product } },
    },
  };
}

function machineResource(machine: ServedMachine, licence: ServedLicence): object {
  const { id, fingerprint, name } = machine;
  return {
    type: 'machines',
    id,
    attributes: {
      fingerprint,
      name,
      requireHeartbeat: licence.requireHeartbeat,
      heartbeatStatus: machine.pings > 0 ? 'ALIVE' : 'NOT_STARTED',
      heartbeatDuration: licence.requireHeartbeat ? 600 : null,
      created: '2026-01-01T00:00:00.000Z',
    },
    relationships: { license: { data: { type: 'licenses', id: licence.id } } },
  };
}
