/*
 * trouble -- what shall go wrong in a server that was started with
 * trouble.c before it.
 */
import {
  closeSync, ftruncateSync, openSync, readSync, writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { root } from '../served.mjs';

const library = process.env.LIBTROUBLE
  ?? join(root, 'build/tests/fault/libtrouble.so');
const kinds = { nothing: 0, memory: 1, files: 2, lies: 3 };
/* Places in the file, as trouble.c has them. */
const WHAT = 0;
const SEEN = 16;
const FAILED = 20;
const SHIFT = 24;
const SIZE = 32 + 8 * (1 << 17);

export class Trouble {
  /* file: in a folder of the test's own.  One place in step has its turn. */
  constructor(file, { step = 1, lot = () => 0 } = {}) {
    this.fd = openSync(file, 'w+');
    this.env = { LD_PRELOAD: library, TROUBLE: file };
    this.step = step;
    this.seed = lot(step);
    ftruncateSync(this.fd, SIZE);
  }

  put(at, ...words) {
    const bytes = Buffer.alloc(4 * words.length);
    words.forEach((w, i) => bytes.writeInt32LE(w, 4 * i));
    writeSync(this.fd, bytes, 0, bytes.length, at);
  }

  /* From now on one call fails, from a place that had no turn; or all do. */
  arm(kind, { lasting = false } = {}) {
    this.put(WHAT, kinds.nothing, Number(lasting), this.step, this.seed, 0, 0);
    this.put(WHAT, kinds[kind]);
  }

  /* Nothing goes wrong any more; how many calls were seen, and failed. */
  calm() {
    this.put(WHAT, kinds.nothing);
    const now = Buffer.alloc(8);
    readSync(this.fd, now, 0, 8, SEEN);
    return { seen: now.readInt32LE(0), failed: now.readInt32LE(FAILED - SEEN) };
  }

  /* The clock on the server's wall is so many seconds ahead. */
  shift(seconds) {
    const bytes = Buffer.alloc(8);
    bytes.writeBigInt64LE(BigInt(seconds));
    writeSync(this.fd, bytes, 0, 8, SHIFT);
  }

  close() { closeSync(this.fd); }
}
