// The script's journal against the crate's: the same vectors, the same properties. No browser, no program needed:
//   node --test e2e/journal.test.mjs            (SEED=… repeats a run, ROUNDS=… makes it longer)
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, test } from "node:test";
import * as journal from "../app/assets/journal.js";
import { Clock, Outbox } from "../app/assets/outbox.js";
import { chance, world } from "./journal-world.mjs";

const vectors = (name) => JSON.parse(readFileSync(new URL(`../libs/journal/vectors/${name}.json`, import.meta.url)));
/** As the crate's JSON: absent is null, keys in any order. */
const plain = (value) => JSON.parse(JSON.stringify(value));

function foldWhole({ entries, phases, ended }) {
  const { lines, room } = journal.fold(entries, ended);
  const sorted = journal.order(lines.values(), phases);
  const places = (up) => sorted.map((line) => journal.moved(sorted, line.id, up));
  return {
    lines: Object.fromEntries(lines), order: sorted.map((line) => line.id), up: places(true), down: places(false),
    numbers_due: journal.numbersDue(sorted), room,
  };
}

function outboxSteps({ device, stamp, steps }) {
  const outbox = new Outbox({ device, stamp });
  const one = (step) => {
    switch (step.do) {
      case "put": return outbox.put(step.id, step.happened, step.act);
      case "batch": return outbox.batch(step.most);
      case "answered": return outbox.answered(step.answer);
      case "rename": return outbox.rename(step.device) ?? null;
      default: return outbox.witness(step.stamp) ?? null;
    }
  };
  return steps.map((step) => plain({ gives: one(step), outbox: outbox.saved() }));
}

function clock({ start, answers, at }) {
  let own = new Clock(...start);
  for (const answer of answers) own = own.answered(...answer);
  return own.now(at);
}

function place(one) {
  if (one.do === "between") return journal.between(one.before, one.behind, one.line);
  return one.do === "after" ? journal.after(one.last, one.now, one.line) : journal.isPlace(one.text);
}

describe("the script comes to what the crate comes to", () => {
  const files = {
    fold: foldWhole,
    places: place,
    paste: (one) => journal.splitPasted(one.pieces.map(([piece, times]) => piece.repeat(times)).join("")),
    fields: (one) => journal.accepts(one.field, one.value),
    outbox: outboxSteps,
    clock,
  };
  for (const [name, reach] of Object.entries(files)) {
    test(`vectors ${name}.json`, () => {
      const cases = vectors(name);
      assert.ok(cases.length > 0);
      for (const one of cases) assert.deepEqual(plain(reach(one)), one.expect, one.name);
    });
  }

  test("a line is the same from its own entries as from all of them", () => {
    for (const { entries, ended } of vectors("fold")) {
      const all = journal.fold(entries, ended);
      const groups = journal.byLine(entries);
      for (const [id, line] of all.lines) assert.deepEqual(journal.foldLine(id, groups.get(id)), line);
      assert.deepEqual(journal.foldRoom(groups.get(null) ?? [], ended), all.room);
    }
  });
});

const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));
const rounds = Number(process.env.ROUNDS ?? 400);

test(`any order and any duplication give the same minutes (SEED=${seed})`, () => {
  const dice = chance(seed);
  const ways = vectors("fold");
  for (let round = 0; round < rounds; round += 1) {
    const { entries, phases, ended } = dice.among(ways);
    const expected = foldWhole({ entries, phases, ended });
    const mixed = dice.shuffled([...entries, ...entries.filter(() => dice.happens(0.4))]);
    assert.deepEqual(foldWhole({ entries: mixed, phases, ended }), expected);
    const half = Math.floor(mixed.length * dice.next());
    const merged = foldWhole({ entries: [...mixed.slice(half), ...mixed.slice(0, half)], phases, ended });
    assert.deepEqual(merged, expected);
  }
});

test(`no way of cutting, killing and repeating loses what was called saved or doubles it (SEED=${seed})`, () => {
  for (let round = 0; round < rounds; round += 1) world(chance(seed + round), 60).settle();
});

test(`who writes alone over a bad line never meets a variant of their own (SEED=${seed})`, () => {
  for (let round = 0; round < rounds; round += 1) world(chance(seed + round), 60, true).settle();
});

test("half a character is cut out before it is sent", () => {
  assert.equal(journal.wellFormed("a\ud83d b \ude00 \u{1f600}"), "a b  \u{1f600}");
});
