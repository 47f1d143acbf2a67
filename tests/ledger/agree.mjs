#!/usr/bin/env node
// agree.mjs MAKE_BUNDLE [COUNT [SEED]] -- two verifiers, one opinion.
//
// An exported ledger is damaged in COUNT ways, with and without a last line
// that fits the damage, and every piece is given to the program's verifier
// and to verify.mjs.  They must agree on each.  TAP.

import {execFileSync} from 'node:child_process';
import {createHash} from 'node:crypto';
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

import {verify} from './verify.mjs';

const [program, countText = '1000', seedText] = process.argv.slice(2);
const count = Number(countText);
const seed = Number(seedText ?? process.pid);

// Numerical Recipes' linear congruence: enough to choose places.
let state = seed >>> 0;
const below = (n) => {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  return Math.floor((state / 2 ** 32) * n);
};

let told = 0;
let failed = 0;
const tell = (good, words) => {
  told++;
  failed += good ? 0 : 1;
  console.log(`${good ? 'ok' : 'not ok'} ${told} - ${words}`);
};

// ---- damage ----

const flipBit = (bytes) => {
  const out = Buffer.from(bytes);
  out[below(out.length)] ^= 1 << below(8);
  return out;
};

const cut = (bytes) => bytes.subarray(0, below(bytes.length));

const editLines = (edit) => (bytes) => {
  const lines = bytes.toString('latin1').split('\n').slice(0, -1);
  edit(lines, below(lines.length), below(lines.length));
  return Buffer.from(lines.map((line) => `${line}\n`).join(''), 'latin1');
};

// Another character of the same spelling, in one word of one line.
const swapCharacter = (lines, at) => {
  const place = below(lines[at].length);
  const letters = '0123456789abcdefABCDEF+/=Zz ';
  const line = lines[at];
  lines[at] = line.slice(0, place) + letters[below(letters.length)] +
    line.slice(place + 1);
};

const damages = {
  'a bit': flipBit,
  'a character': editLines(swapCharacter),
  'the end cut off': cut,
  'a line taken': editLines((lines, at) => lines.splice(at, 1)),
  'a line doubled': editLines((lines, at) =>
    lines.splice(at, 0, lines[at])),
  'a line moved': editLines((lines, from, to) =>
    lines.splice(to, 0, ...lines.splice(from, 1))),
  'a line replaced': editLines((lines, from, to) => {
    lines[to] = lines[from];
  }),
};

const withoutEnd = (bytes) => bytes.subarray(0, bytes.lastIndexOf('end '));

// What is behind the last newline is of no line: the verifiers refuse it.
const reseal = (bytes) => {
  let sum = Buffer.alloc(32);
  for (const line of bytes.toString('latin1').match(/[^\n]*\n/g) ?? []) {
    sum = createHash('sha256').update(sum).update(line, 'latin1').digest();
  }
  return Buffer.concat([bytes, Buffer.from(`end ${sum.toString('hex')}\n`)]);
};

const damaged = (bundle) => {
  const names = Object.keys(damages);
  const name = names[below(names.length)];
  if (below(4) === 0) return [name, damages[name](bundle)];
  return [`${name}, resealed`, reseal(damages[name](withoutEnd(bundle)))];
};

// ---- the two opinions ----

const theirs = (key, files) => {
  const out = execFileSync(program, ['check', key, ...files],
    {encoding: 'utf8', maxBuffer: 2 ** 26});
  return out.trimEnd().split('\n').map((line) => line.startsWith('good '));
};

const compare = (dir, bundle, keyText) => {
  const key = Buffer.from(keyText, 'base64');
  const cases = Array.from({length: count}, (_, i) => {
    const [name, bytes] = damaged(bundle);
    const file = join(dir, `case-${i}`);
    writeFileSync(file, bytes);
    return {name, bytes, file, harmless: bytes.equals(bundle)};
  });
  const opinions = theirs(keyText, cases.map((c) => c.file));
  tell(opinions.length === count, `${count} opinions were given`);
  let bad = 0;
  cases.forEach((c, i) => {
    const own = verify(c.bytes, key);
    bad += own.good ? 0 : 1;
    if (own.good === opinions[i] && (own.good || !c.harmless)) return;
    tell(false, `${c.name} (case ${i}, seed ${seed}): C says ` +
      `${opinions[i]}, node ${own.good} (${own.words})`);
  });
  tell(failed === 0, `both agree on ${count} damaged ledgers, ${bad} bad`);
  tell(bad > count * 0.8, 'most of the damage was real');
};

const main = () => {
  const dir = mkdtempSync(join(tmpdir(), 'diogel-agree-'));
  try {
    console.log(`# seed ${seed}`);
    execFileSync(program, ['make', dir]);
    const bundle = readFileSync(join(dir, 'bundle'));
    const keyText = readFileSync(join(dir, 'key'), 'utf8');
    const kept = readFileSync(join(dir, 'kept'));
    const key = Buffer.from(keyText, 'base64');
    const own = verify(bundle, key, kept);
    tell(own.good, `node takes a sound ledger: ${own.words}`);
    tell(theirs(keyText, [join(dir, 'bundle')])[0], 'and so does C');
    tell(own.leaves === 152 && own.checkpoints === 3,
      `${own.leaves} leaves, ${own.checkpoints} checkpoints`);
    tell(!verify(bundle, Buffer.alloc(32, 1)).good, 'not with another key');
    const other = Buffer.from(kept);
    other[other.indexOf('\n') + 1] ^= 1;
    tell(!verify(bundle, key, other).good, 'a kept checkpoint is checked');
    compare(dir, bundle, keyText);
  } finally {
    rmSync(dir, {recursive: true});
  }
  console.log(`1..${told}`);
  process.exitCode = failed ? 1 : 0;
};

main();
