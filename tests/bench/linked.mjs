/*
 * linked -- what a linkage of invented extracts found, beside who is who:
 * of groups of children, between agencies, and of twins.
 *
 * Which given names are Welsh and which are written in several alphabets is
 * said by error_breakdown.mjs of the folder LINKAGE, beside the generator.
 */
import { createReadStream, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

export const AGENCIES = ['health', 'school', 'police', 'care'];

async function* rowsOf(file, by) {
  for await (const row of createInterface({ input: createReadStream(file) })) {
    yield row.split(by);
  }
}

const pairsOf = (n) => (n * (n - 1)) / 2;

/* Ids are of one series over all agencies. */
export class Known {
  static async of(linkage, dir) {
    const known = new Known();
    known.person = [];
    known.agency = [];
    known.children = new Map(); /* person: rows by agency, and its groups */
    known.names = known.lists(linkage);
    for (const [a, agency] of AGENCIES.entries()) {
      for await (const row of rowsOf(join(dir, `${agency}.csv`), '|')) {
        if (row[0] !== 'rec_id') known.adds(a, row);
      }
    }
    known.twins = new Map();
    const persons = rowsOf(join(dir, 'persons.csv'), '|');
    for await (const [person, , twin] of persons) {
      if (/^\d+$/.test(twin)) known.twins.set(Number(person), Number(twin));
    }
    return known;
  }

  lists(linkage) {
    const text = readFileSync(join(linkage, 'error_breakdown.mjs'), 'utf8');
    const names = {};
    for (const [, group, list] of text.matchAll(/(welsh|translit): "([^"]*)"/g)) {
      names[group] = new Set(list.split(','));
    }
    return names;
  }

  adds(agency, [id, , person, given]) {
    this.person[id] = Number(person);
    this.agency[id] = agency;
    const child = this.children.get(Number(person))
      ?? { rows: [0, 0, 0, 0], groups: new Set(['all']) };
    this.children.set(Number(person), child);
    child.rows[agency] += 1;
    for (const [group, names] of Object.entries(this.names)) {
      if (names.has(given)) child.groups.add(group);
    }
  }

  /* Pairs of one person, by group. */
  pairs() {
    const all = { all: 0, welsh: 0, translit: 0, healthPolice: 0 };
    for (const { rows, groups } of this.children.values()) {
      const n = pairsOf(rows.reduce((a, b) => a + b));
      for (const group of groups) all[group] += n;
      all.healthPolice += rows[0] * rows[2];
    }
    return all;
  }

  groupsOf(x, y) {
    const groups = [...this.children.get(this.person[x]).groups];
    const agencies = [this.agency[x], this.agency[y]].sort().join('');
    return agencies === '02' ? [...groups, 'healthPolice'] : groups;
  }

  /* Shares found where so many of what is said are right: links, the heaviest
     first, of which those held for a reader are not said. */
  async shares(links, precision) {
    const right = { all: 0, welsh: 0, translit: 0, healthPolice: 0 };
    let wrong = 0;
    let best = { ...right };
    let last = null;
    for await (const [, x, , y, weight, , band] of rowsOf(links, ',')) {
      if (weight !== last && right.all / (right.all + wrong) >= precision) {
        best = { ...right };
      }
      last = weight;
      if (band === 'strong' || band === 'certain') {
        if (this.person[x] !== this.person[y]) wrong += 1;
        else for (const g of this.groupsOf(x, y)) right[g] += 1;
      }
    }
    const there = this.pairs();
    return Object.fromEntries(Object.keys(there).map((g) => (
      [g, best[g] / there[g]])));
  }

  /* Of clusters: the share of pairs found, and the twins made one. */
  async clusters(file) {
    const clusters = new Map();
    for await (const [, id, cluster] of rowsOf(file, ',')) {
      if (cluster === 'cluster') continue;
      const persons = clusters.get(cluster) ?? new Map();
      const person = this.person[id];
      clusters.set(cluster, persons.set(person, (persons.get(person) ?? 0) + 1));
    }
    let found = 0;
    let twins = 0;
    for (const persons of clusters.values()) {
      for (const [person, n] of persons) {
        found += pairsOf(n);
        twins += persons.has(this.twins.get(person)) ? 0.5 : 0;
      }
    }
    return { recall: found / this.pairs().all, twins };
  }
}
