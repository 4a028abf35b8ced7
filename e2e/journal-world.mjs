// Devices, a house and a bad line between them: what libs/journal/tests/outbox.rs does to the crate's outbox, done to
// the script's.
import assert from "node:assert/strict";
import * as journal from "../app/assets/journal.js";
import { Outbox } from "../app/assets/outbox.js";

/** Numbers by chance that a seed repeats. */
export function chance(seed) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (count) => Math.floor(next() * count);
  const among = (list) => list[below(list.length)];
  const shuffled = (list) => {
    const mixed = [...list];
    for (let at = mixed.length - 1; at > 0; at -= 1) {
      const other = below(at + 1);
      [mixed[at], mixed[other]] = [mixed[other], mixed[at]];
    }
    return mixed;
  };
  return { next, below, among, shuffled, happens: (share) => next() < share };
}

const id = (kind, number) => `${kind}0000000-0000-4000-8000-${number.toString(16).padStart(12, "0")}`;

/** The house's door, as `sift` of the crate. */
function house() {
  const kept = [];
  return {
    kept,
    takeIn(batch) {
      const stamp = Math.max(0, ...kept.map((entry) => entry.stamp));
      const answer = { kept: [], refused: [], stamp };
      for (const entry of structuredClone(batch)) {
        if (kept.some((one) => one.id === entry.id)) answer.kept.push(entry.id);
        else if (kept.some((one) => one.device === entry.device && one.seq === entry.seq))
          answer.refused.push({ entry: entry.id, why: "count_taken" });
        else if (entry.stamp > stamp + 1_000_000) answer.refused.push({ entry: entry.id, why: "stamp_ahead" });
        else {
          kept.push(entry);
          answer.kept.push(entry.id);
          answer.stamp = Math.max(answer.stamp, entry.stamp);
        }
      }
      return answer;
    },
  };
}

/**
 * Three tabs, or one alone, act at random for a number of steps; `settle` brings the line back and looks at what came
 * of it.
 */
export function world(dice, steps, alone = false) {
  const home = house();
  let made = 0;
  let names = 10;
  const fresh = () => new Outbox({ device: id("d", (names += 1)) });
  const tabs = [0, 1, 2].map(() => ({ outbox: fresh(), saved: null, seen: [] }));
  for (const tab of tabs) tab.saved = tab.outbox.saved();
  const requests = [];
  const answers = [];
  const acknowledged = new Set();
  const toldSaved = new Map();
  const grown = new Map();

  const save = (tab) => {
    tab.saved = tab.outbox.saved();
    for (const { entry } of tab.saved.waiting) if (entry.act.do === "write") toldSaved.set(entry.id, entry.act.text);
  };
  const type = (tab, saving) => {
    const line = id("a", 1 + dice.below(2));
    const state = journal.foldLine(line, [...tab.seen, ...tab.outbox.unkept()].filter((one) => one.act.line === line));
    const text = dice.happens(0.1) && state.text !== "" ? state.text : `${state.text}${made} `;
    const before = new Set(tab.outbox.unkept().map((entry) => entry.id));
    const entry = tab.outbox.put(id("e", (made += 1)), made, { do: "write", line, text, over: state.heads });
    const after = new Set(tab.outbox.unkept().map((one) => one.id));
    for (const gone of before) if (!after.has(gone)) grown.set(gone, [...(grown.get(gone) ?? []), entry.id]);
    if (saving) save(tab);
  };
  const send = (tab, most) => {
    const batch = structuredClone(tab.outbox.batch(most));
    save(tab);
    if (batch.length > 0) requests.push({ tab, batch });
  };
  const take = (list, again) => {
    const at = dice.below(list.length);
    return again ? list[at] : list.splice(at, 1)[0];
  };
  const arrive = (again) => {
    if (requests.length === 0) return;
    const { tab, batch } = take(requests, again);
    const answer = home.takeIn(batch);
    for (const one of answer.kept) acknowledged.add(one);
    answers.push({ tab, answer });
  };
  const hear = (again) => {
    if (answers.length === 0) return;
    const { tab, answer } = take(answers, again);
    const heard = tab.outbox.answered(answer);
    tab.seen.push(...heard.kept);
    if (heard.new_name) tab.outbox.rename(id("d", (names += 1)));
    save(tab);
  };
  const kill = (tab) => {
    tab.outbox = new Outbox(JSON.parse(JSON.stringify(tab.saved)));
    tab.seen = structuredClone(home.kept);
  };
  const copy = (tab) => {
    const other = dice.among(tabs);
    // What the place held so far must not vanish with it: a tab is copied over an empty one only.
    if (alone || other === tab || other.outbox.waiting.length > 0) return;
    other.saved = structuredClone(tab.saved);
    kill(other);
  };
  const read = (tab) => {
    tab.seen = structuredClone(home.kept);
    tab.outbox.witness(Math.max(0, ...home.kept.map((entry) => entry.stamp)));
  };

  const doings = [
    [8, (tab) => type(tab, dice.happens(0.9))], [6, (tab) => send(tab, 1 + dice.below(5))],
    [6, () => arrive(dice.happens(0.4))], [5, () => hear(dice.happens(0.4))],
    [1, () => requests.length > 0 && take(requests, false)], [2, () => answers.length > 0 && take(answers, false)],
    [2, kill], [1, copy], [2, read], [1, (tab) => (tab.outbox.stamp += dice.happens(0.3) ? 3_000_000 : 10)],
  ].flatMap(([weight, doing]) => Array(weight).fill(doing));
  for (let step = 0; step < steps; step += 1) dice.among(doings)(alone ? tabs[0] : dice.among(tabs));

  /** Every tab is opened once more with a good line, until nothing waits. */
  const settle = () => {
    tabs.forEach(kill);
    for (let turn = 0; turn < 200 && tabs.some((tab) => tab.outbox.waiting.length > 0); turn += 1) {
      for (const tab of tabs) {
        send(tab, 3);
        while (requests.length > 0) arrive(false);
        while (answers.length > 0) hear(false);
      }
    }
    for (const tab of tabs) assert.deepEqual(tab.outbox.unkept(), [], "everything has left");
    const kept = new Set(home.kept.map((entry) => entry.id));
    assert.equal(kept.size, home.kept.length, "nothing stands there twice");
    const counts = new Set(home.kept.map((entry) => `${entry.device} ${entry.seq}`));
    assert.equal(counts.size, home.kept.length, "no count is used twice");
    for (const one of acknowledged) assert.ok(kept.has(one), `${one} was acknowledged`);
    // What was called saved is there, or grew into something that is.
    const stands = (one) => kept.has(one) || (grown.get(one) ?? []).some(stands);
    for (const one of toldSaved.keys()) assert.ok(stands(one), `${one} was called saved`);
    // What stands in the house is shown, or its author saw what took its place.
    const { lines } = journal.fold(home.kept);
    const replaced = new Set(home.kept.flatMap((entry) => entry.act.over));
    for (const { id: entry, act } of home.kept) {
      const line = lines.get(act.line);
      if (toldSaved.has(entry)) assert.equal(act.text, toldSaved.get(entry));
      assert.ok([line.text, ...line.variants.map((one) => one.text)].includes(act.text) || replaced.has(entry), act.text);
    }
    if (alone) for (const line of lines.values()) assert.deepEqual(line.variants, [], "nobody else wrote");
  };
  return { settle };
}
