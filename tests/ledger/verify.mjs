#!/usr/bin/env node
// verify.mjs BUNDLE PUBLIC_KEY [CHECKPOINT] -- the second verifier of an
// exported ledger.
//
// Written from docs/ledger.md alone and sharing nothing with the program:
// where the two differ, the page is wrong or one of them is.  PUBLIC_KEY is
// base64 of 32 bytes, CHECKPOINT a file kept elsewhere.  Ends with 0 when
// nothing is wrong.

import {createHash, createPublicKey, verify as edVerify} from 'node:crypto';
import {readFileSync} from 'node:fs';
import {pathToFileURL} from 'node:url';

const NEWLINE = 10;

class Fault extends Error {}

const fault = (words) => {
  throw new Fault(words);
};

const sha256 = (...parts) => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
};

// ---- spellings: only the canonical one is taken ----

const unhex = (text, bytes) => {
  if (!/^(?:[0-9a-f]{2})*$/.test(text)) fault('not hex');
  const out = Buffer.from(text, 'hex');
  if (out.length !== bytes) fault('hex of another length');
  return out;
};

const unbase64 = (text) => {
  const out = Buffer.from(text, 'base64');
  if (out.toString('base64') !== text) fault('not canonical base64');
  return out;
};

const number = (text) => {
  if (!/^(?:0|[1-9][0-9]{0,14})$/.test(text)) fault('not a number');
  return Number(text);
};

// ---- an entry ----

class Reader {
  constructor(bytes) {
    this.bytes = bytes;
    this.at = 0;
  }

  take(n) {
    if (n > this.bytes.length - this.at) fault('entry ends too early');
    this.at += n;
    return this.bytes.subarray(this.at - n, this.at);
  }

  u32() {
    return this.take(4).readUInt32BE();
  }

  framed() {
    return this.take(this.u32());
  }

  id(optional) {
    const id = this.framed();
    if (id.length !== 16 && !(optional && id.length === 0)) {
      fault('an id that is not 16 bytes');
    }
    return id.toString('hex');
  }
}

const readEntry = (bytes) => {
  const r = new Reader(bytes);
  if (r.framed().toString('latin1') !== 'diogel entry 1') {
    fault('entry of an unknown version');
  }
  const entry = {id: r.id(false), time: r.take(8).readBigInt64BE()};
  entry.kind = r.framed().toString('utf8');
  entry.action = r.framed();
  entry.account = r.id(true);
  entry.agency = r.id(true);
  for (const part of ['purpose', 'rule', 'outcome', 'detail']) {
    entry[part] = r.framed();
  }
  entry.about = [];
  for (let left = r.u32(); left > 0; left--) {
    const letter = r.framed();
    if (letter.length !== 1) fault('a kind that is not one letter');
    entry.about.push([letter.toString('latin1'), r.id(false)]);
  }
  if (r.at !== bytes.length) fault('entry has more than it should');
  return entry;
};

const leafHash = (salt, entry) =>
  sha256(Buffer.of(0), sha256('diogel leaf', salt, entry));

// ---- the tree: a stack of perfect subtrees, largest first ----

class Tree {
  constructor() {
    this.size = 0;
    this.stack = []; // {height, hash}
  }

  add(hash) {
    let top = {height: 0, hash};
    while (this.stack.at(-1)?.height === top.height) {
      const left = this.stack.pop();
      top = {
        height: top.height + 1,
        hash: sha256(Buffer.of(1), left.hash, top.hash),
      };
    }
    this.stack.push(top);
    this.size++;
  }

  root() {
    if (!this.stack.length) return sha256('');
    return this.stack
      .map((s) => s.hash)
      .reduceRight((right, left) => sha256(Buffer.of(1), left, right));
  }
}

// ---- signed notes ----

const ed25519 = (key) =>
  createPublicKey({
    format: 'jwk',
    key: {kty: 'OKP', crv: 'Ed25519', x: key.toString('base64url')},
  });

const keyId = (name, key) =>
  sha256(name, Buffer.of(NEWLINE, 1), key).subarray(0, 4);

const DASH = Buffer.from('\u2014 ');

// One signature line: true when it is ours and right.
const isOurs = (line, name, key, text) => {
  const space = line.indexOf(' ', DASH.length);
  if (!line.subarray(0, DASH.length).equals(DASH) || space < 0) {
    fault('not a signature line');
  }
  const who = line.subarray(DASH.length, space);
  const code = unbase64(line.subarray(space + 1).toString('latin1'));
  if (code.length <= 4) fault('a signature without bytes');
  if (!who.equals(Buffer.from(name, 'latin1'))) return false;
  if (!code.subarray(0, 4).equals(keyId(Buffer.from(name, 'latin1'), key))) {
    return false;
  }
  if (!edVerify(null, text, ed25519(key), code.subarray(4))) {
    fault('the signature is wrong');
  }
  return true;
};

const splitLines = (bytes) => {
  const lines = [];
  let from = 0;
  for (let at; (at = bytes.indexOf(NEWLINE, from)) >= 0; from = at + 1) {
    lines.push(bytes.subarray(from, at));
  }
  if (from !== bytes.length) fault('the last line has no end');
  return lines;
};

const openNote = (note, name, key) => {
  const gap = note.subarray(0, note.length - 1).lastIndexOf('\n\n');
  if (gap < 0) fault('a note without signatures');
  const text = note.subarray(0, gap + 1);
  const lines = splitLines(note.subarray(gap + 2));
  if (lines.length > 16) fault('a note with too many lines');
  const ours = lines.map((line) => isOurs(line, name, key, text));
  if (!ours.includes(true)) fault('not signed by the key');
  return text;
};

const readNote = (note, state) => {
  const text = openNote(note, state.origin, state.key);
  const lines = splitLines(text).map((line) => line.toString('latin1'));
  if (lines.length !== 3) fault('a checkpoint that is not three lines');
  if (lines[0] !== state.origin) fault('a checkpoint of another ledger');
  return {size: number(lines[1]), root: unbase64(lines[2])};
};

const checkNote = (note, state) => {
  const {size, root} = readNote(note, state);
  if (size !== state.tree.size) fault('a checkpoint of another size');
  if (!root.equals(state.tree.root())) fault('a checkpoint of another tree');
};

// ---- lines of a bundle ----

const addLeaf = (state, at, hash) => {
  if (number(at) !== state.tree.size) fault('a leaf out of its place');
  state.tree.add(hash);
  if (state.kept?.size !== state.tree.size) return;
  if (!state.kept.root.equals(state.tree.root())) fault('it was rewritten');
  state.kept = undefined;
};

const kinds = {
  leaf: (state, [at, hashText, saltText, entryText]) => {
    const hash = unhex(hashText, 32);
    const bytes = unbase64(entryText);
    const entry = readEntry(bytes);
    if (!leafHash(unhex(saltText, 32), bytes).equals(hash)) {
      fault('the content is not what was hashed');
    }
    if (entry.time < state.time) fault('time goes back');
    state.time = entry.time;
    addLeaf(state, at, hash);
    if (entry.kind !== 'erasure') return;
    for (const [letter, id] of entry.about) {
      if (letter === 'l') state.gone.delete(id);
    }
  },
  gone: (state, [at, hashText, idText]) => {
    unhex(idText, 16);
    addLeaf(state, at, unhex(hashText, 32));
    state.gone.set(idText, at);
  },
  checkpoint: (state, [note]) => {
    checkNote(unbase64(note), state);
    state.checkpoints++;
  },
  head: (state, [note]) => {
    checkNote(unbase64(note), state);
    state.head = true;
  },
};

const wordCount = {leaf: 5, gone: 4, checkpoint: 2, head: 2, end: 2};

const checkTop = (lines, key) => {
  const [first, origin, keyLine] = lines.map((l) => l.toString('latin1'));
  if (first !== 'diogel ledger 1') fault('not a ledger');
  if (!origin?.startsWith('origin ')) fault('no origin');
  if (!keyLine?.startsWith('key ')) fault('no key');
  if (!unbase64(keyLine.slice('key '.length)).equals(key)) {
    fault('of another key');
  }
  return origin.slice('origin '.length);
};

const takeLine = (line, state) => {
  const words = line.toString('latin1').split(' ');
  if (state.ended) fault('something behind the end');
  if (wordCount[words[0]] !== words.length) fault('no such line');
  if (words[0] === 'end') {
    state.ended = true;
    if (!unhex(words[1], 32).equals(state.sum)) fault('the sum is wrong');
    return;
  }
  if (state.head) fault('something behind the head');
  kinds[words[0]](state, words.slice(1));
};

const checkLines = (lines, state) => {
  lines.forEach((line, index) => {
    state.line = index + 1;
    if (index >= 3) takeLine(line, state);
    state.sum = sha256(state.sum, line, '\n');
  });
};

// {good, leaves, checkpoints, words}; kept is a checkpoint's note, or nothing
export const verify = (bundle, key, kept) => {
  const state = {
    key,
    tree: new Tree(),
    time: -(2n ** 63n),
    gone: new Map(),
    checkpoints: 0,
    line: 0,
    sum: Buffer.alloc(32),
  };
  try {
    if (key.length !== 32) fault('a public key is 32 bytes');
    const lines = splitLines(bundle);
    state.origin = checkTop(lines.slice(0, 3), key);
    if (kept) state.kept = readNote(kept, state);
    checkLines(lines, state);
    if (state.kept?.size) fault('a kept checkpoint is of a longer ledger');
    if (!state.ended) fault('no end');
    if (!state.head) fault('no head');
    for (const at of state.gone.values()) {
      fault(`leaf ${at} was erased, and no erasure names it`);
    }
  } catch (e) {
    if (!(e instanceof Fault)) throw e;
    return {good: false, words: `line ${state.line}: ${e.message}`};
  }
  const {tree, checkpoints} = state;
  return {good: true, leaves: tree.size, checkpoints, words: 'all is well'};
};

const main = ([file, key, kept]) => {
  if (!file || !key) {
    console.error('verify.mjs BUNDLE PUBLIC_KEY [CHECKPOINT]');
    return 2;
  }
  const found = verify(readFileSync(file), Buffer.from(key, 'base64'),
    kept && readFileSync(kept));
  console.log(found.good
    ? `${found.leaves} leaves, ${found.checkpoints} checkpoints: all is well`
    : found.words);
  return found.good ? 0 : 1;
};

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  process.exitCode = main(process.argv.slice(2));
}
