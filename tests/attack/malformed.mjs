/*
 * malformed.mjs [COUNT [SEED]] -- so many requests that are none, at both
 * doors: each is refused or does no harm, and its connection is closed.
 *
 * After each of them the next request, which behind nginx may share its
 * connection to the server, gets its own answer: nothing was left over.  TAP.
 */
import net from 'node:net';
import { dice, seed } from '../served.mjs';
import { done, journey, ok, same } from '../browser/tap.mjs';
import { atEachDoor, closes, openIn } from './doors.mjs';

const count = Number(process.argv[2] ?? 100);
const lot = dice(seed(process.argv[3]));
const CLOSES_MS = 3000;
const AT_ONCE = 8;

/* ---- requests that are none ---- */

const bytes = (text) => Buffer.from(text, 'latin1');
const one = (of) => of[lot(of.length)];
const some = (n, what = () => String.fromCharCode(lot(256))) =>
  Array.from({ length: n }, what).join('');
const host = 'Host: 127.0.0.1\r\n';
const get = (path, lines = host, version = 'HTTP/1.1') =>
  bytes(`GET ${path} ${version}\r\n${lines}\r\n`);
const form = 'Content-Type: application/x-www-form-urlencoded\r\n';
const post = (lines, body) => bytes(`POST /en/sign-in HTTP/1.1\r\n${host}`
  + `${form}${lines}\r\n${body}`);
const line = (text) => get('/en/sign-in', `${host}${text}\r\n`);
const whole = () => post('Content-Length: 30\r\n',
  'login=quidnunc&password=nobody');

/* Refused, and the server itself hangs up. */
const grammar = [
  () => get(`/en/${one(['\0', '%00', '\x01', '\x7f', ' a', '%ff', '%zz'])}x`),
  () => get(`/${one(['..', 'a/..', 'a/./b', '%2e%2e', 'a//b'])}/en/check`),
  () => get(`http://${some(3, () => 'a')}.example/en/check`),
  () => get('/en/check', host, one(['HTTP/1.2', 'HTTP/2.0', 'HTTP/9.9',
    'HTP/1.1', 'http/1.1', 'HTTP/1.1x', 'HTTP/1', ''])),
  () => get('/en/check', ''),
  () => get('/en/check', `${host}Host: ${one(['a', '127.0.0.1', ''])}\r\n`),
  () => line(`X-A: 1${one(['\0', '\x01', '\x08', '\x7f'])}2`),
  () => line('X-A: 1\r\n 2'),
  () => line(`: ${some(lot(9), () => 'x')}`),
  () => line(one(['No colon', 'Bad name: 1', 'X\0Y: 1', '(x): 1'])),
  () => line('Content-Length : 5'),
  () => bytes(`GET /en/check HTTP/1.1\n${host}\r\n`),
  () => post(`Content-Length: ${one(['+5', '-5', '0x5', '5,5', '5 5', ' ', '5a',
    '99999999999999999999'])}\r\n`, 'hello'),
  () => post('Content-Length: 5\r\nContent-Length: 6\r\n', 'hello!'),
  () => post('Content-Length: 5\r\nTransfer-Encoding: chunked\r\n',
    '0\r\n\r\nGET /en/check HTTP/1.1\r\n\r\n'),
  () => post(`Transfer-Encoding: ${one(['xchunked', 'chunked, identity',
    'identity', 'gzip', ' chunked', '\x0bchunked', 'cow'])}\r\n`,
  '0\r\n\r\n'),
  () => post('Transfer-Encoding: chunked\r\n', `${one(['zz', '-1', '5;',
    'fffffffffffffffff', '0x5', ''])}\r\nhello\r\n0\r\n\r\n`),
  () => line(`X-A: ${some(40000 + lot(90000), () => 'a')}`),
  () => line(some(4000, () => 'X-A: 1\r\n').trimEnd()),
  () => bytes(`${one(['GE T', 'G\0T', '', 'GET\t', '\x16\x03\x01'])} / `
    + `HTTP/1.1\r\n${host}\r\n`),
];

/* Whatever is made of it: a long path, another method, what is broken off,
 * noise. */
const anything = [
  () => get(`/en/${some(9000 + lot(90000), () => 'a')}`),
  () => bytes(`${one(['get', 'BREW', 'PUT', 'DELETE', 'CONNECT', 'TRACE',
    some(400, () => 'A')])} /en/check HTTP/1.1\r\n${host}\r\n`),
  () => bytes(`${some(1 + lot(200))}\r\n\r\n`),
  () => bytes('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'),
  () => bytes(`\x16\x03\x01\x02\0\x01${some(200)}`),
  () => post(`Content-Length: ${28 + lot(1000)}\r\n`, 'login=a&password=b'),
  () => whole().subarray(0, 1 + lot(whole().length - 1)),
  () => {
    const text = whole();
    for (let i = 0; i <= lot(4); i += 1) text[lot(text.length)] = lot(256);
    return text;
  },
  () => post('Content-Length: 11\r\n', one(['login=%zz&a', 'login=\0aaaa',
    'login=%00aa', '&&&&&&&&&&&', '===========', 'a=b&a=b&a=b'])),
  () => bytes(`POST /en/sign-in HTTP/1.1\r\n${host}Content-Type: `
    + 'multipart/form-data; boundary=x\r\nContent-Length: 30\r\n\r\n'
    + `--x\r\nContent-Disposition: ${some(30)}`),
  () => get('/en/home', `${host}Cookie: ${some(60)}\r\n`),
];

/* ---- sending one ---- */

/* What came back; hangs: the server kept the line open until we hung up. */
function send(port, request) {
  return new Promise((resolve) => {
    const socket = net.connect({ port, host: '127.0.0.1',
      allowHalfOpen: true });
    const parts = [];
    let hangs = false;
    let closed = true;
    const ends = setTimeout(() => { hangs = true; socket.end(); }, CLOSES_MS);
    const gives = setTimeout(() => { closed = false; socket.destroy(); },
      2 * CLOSES_MS);
    socket.on('data', (d) => parts.push(d));
    socket.on('error', () => {});
    socket.on('end', () => socket.end());
    socket.on('close', () => {
      clearTimeout(ends);
      clearTimeout(gives);
      const said = Buffer.concat(parts).toString('latin1');
      resolve({ said, hangs, closed,
        status: Number(/^HTTP\/1\.[01] (\d{3})/.exec(said)?.[1] ?? 0) });
    });
    socket.write(request);
  });
}

const shown = (request) => JSON.stringify(
  request.subarray(0, 120).toString('latin1'));

/* Nobody else's answer: a plain page, asked for after each. */
async function plain(port) {
  const answer = await fetch(`http://127.0.0.1:${port}/en/sign-in`)
    .catch((e) => ({ status: e.message, text: () => '' }));
  return answer.status === 200 && /<title>Sign in/.test(await answer.text())
    ? '' : `the next request was answered ${answer.status}`;
}

/* What is wrong with how this one was taken. */
async function wrongWith(door, request, strict) {
  const got = await send(door.port, request);
  if (strict && got.status && got.status < 400) {
    return `it was taken: ${got.status}`;
  }
  if (strict && got.hangs) return 'the connection stayed open';
  if (!got.closed) return 'the connection was never closed';
  if (/\bquidnunc\b/.test(got.said)) return 'the answer repeats the question';
  return plain(door.port);
}

async function attack(door) {
  const before = openIn(door.served);
  const tally = { wrong: [], asked: 0 };
  const all = Array.from({ length: count }, (_, i) => {
    const strict = i % 3 !== 0;
    return { request: one(strict ? grammar : anything)(), strict };
  });
  await Promise.all(Array.from({ length: AT_ONCE }, async () => {
    for (let next = all.pop(); next; next = all.pop()) {
      /* nginx makes a good request of some */
      const strict = next.strict && door.name === 'directly';
      const what = await wrongWith(door, next.request, strict);
      tally.asked += 1;
      if (what) tally.wrong.push(`${what}: ${shown(next.request)}`);
    }
  }));
  ok(!tally.wrong.length, `${door.name}: each of ${tally.asked} is refused or `
    + 'harmless, and its connection closed',
  `${tally.wrong.length} wrong\n${tally.wrong.slice(0, 12).join('\n')}`);
  same(door.served.child.exitCode, null, `${door.name}: the server lives`);
  const answer = await door.who.check(door.served.question('on'),
    door.who.with);
  same(answer.status, 200, `${door.name}: and answers a check`);
  ok(await closes(door.served, before + AT_ONCE, 40),
    `${door.name}: no connection is left`, openIn(door.served));
}

await journey('malformed requests', () => atEachDoor(attack));
done();
