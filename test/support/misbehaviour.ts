import type { ServerResponse } from 'node:http';
import type { Behaviour, Reply } from './file-server.ts';

/** Ways in which servers and the networks before them misbehave. */

/** Sends the head of an answer and `length` bytes of its body, then the connection breaks. */
function cut(response: ServerResponse, reply: Reply, length: number): 'handled' {
  response.writeHead(reply.status, { 'content-length': String(reply.body.length), ...reply.headers });
  if (length >= reply.body.length) {
    response.end(reply.body);
    return 'handled';
  }
  response.flushHeaders();
  response.write(reply.body.subarray(0, length), () => {
    breakSoon(response);
  });
  return 'handled';
}

/** The bytes arrive before the connection goes: what a reader has not taken by then is lost to it. */
function breakSoon(response: ServerResponse): void {
  setTimeout(() => response.destroy(), 20);
}

/** Every connection breaks after `length` bytes of its body. */
export const cutEvery =
  (length: number): Behaviour =>
  ({ reply, response }) =>
    cut(response, reply, length);

/** The first connection breaks after `length` bytes; the others hold. */
export const cutOnce =
  (length: number): Behaviour =>
  ({ count, reply, response }) =>
    count === 0 ? cut(response, reply, length) : reply;

/** Gives the whole file whatever part is asked for, and breaks the first connection half-way. */
export const ignoresRange =
  (whole: Buffer): Behaviour =>
  ({ count, reply, response }) => {
    const { 'content-range': _, ...headers } = reply.headers;
    const all = { status: 200, headers, body: whole };
    return count === 0 ? cut(response, all, Math.floor(whole.length / 2)) : all;
  };

/** Says of a part that it is another one, until `times` parts were given so. */
export const wrongRange = (range: string, times = Number.POSITIVE_INFINITY): Behaviour => {
  let given = 0;
  return ({ count, reply, response }) => {
    if (count === 0) return cut(response, reply, Math.floor(reply.body.length / 2));
    if (reply.status !== 206 || given >= times) return reply;
    given += 1;
    return { ...reply, headers: { ...reply.headers, 'content-range': range } };
  };
};

/** Says that the file has `length` bytes, and ends the connection where it really ends. */
export const liesAboutLength =
  (length: number): Behaviour =>
  ({ reply, response }) => {
    if (reply.status !== 200) return reply;
    response.writeHead(200, { ...reply.headers, 'content-length': String(length) });
    response.write(reply.body.subarray(0, length), () => {
      if (length <= reply.body.length) response.end();
      else breakSoon(response);
    });
    return 'handled';
  };

/** Never begins to answer. */
export const hangs: Behaviour = () => 'handled';

/** Begins, sends `length` bytes, and falls silent. */
export const fallsSilent =
  (length: number): Behaviour =>
  ({ reply, response }) => {
    response.writeHead(reply.status, { 'content-length': String(reply.body.length), ...reply.headers });
    response.write(reply.body.subarray(0, length));
    return 'handled';
  };

/** Answers `status` to the first `times` requests. */
export const failsFirst =
  (times: number, status: number, headers: Record<string, string> = {}): Behaviour =>
  ({ count, reply }) =>
    count < times ? { status, headers, body: Buffer.from('busy') } : reply;

/** Sends people who ask for `path` elsewhere. */
export const redirects =
  (path: string, location: string): Behaviour =>
  ({ asked, reply }) =>
    asked.path === path ? { status: 302, headers: { location }, body: Buffer.alloc(0) } : reply;

/** Sends a page of HTML, as a licence to be accepted or a hotel's network does. */
export const sendsPage =
  (type: string): Behaviour =>
  () => ({
    status: 200,
    headers: { 'content-type': type },
    body: Buffer.from('\n<!DOCTYPE html><html><body>Click to accept the license</body></html>'),
  });

/** Sends the body without saying how long it is. */
export const withoutLength: Behaviour = ({ reply, response }) => {
  response.writeHead(reply.status, reply.headers);
  response.write(reply.body.subarray(0, 100));
  response.end(reply.body.subarray(100));
  return 'handled';
};
