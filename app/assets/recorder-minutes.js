// The minutes as this device knows them: what the house sent, and what waits here. No page in it.
import { after, between, byLine, canBeUndone, foldLine, foldRoom, isBlank, lineOfAct, moved, order, wellFormed } from "./journal.js";
import { newId } from "./recorder-words.js";

export class Minutes {
  /** Entries of the house by line (null: the room), each under its identifier. */
  #seen = new Map();
  #ids = new Set();
  /** What this person did, newest last: groups of entries that are undone together. */
  #acts = [];
  lines = new Map();
  room = foldRoom([]);

  /** `now()` gives the house's moment; `changed(lines)` is called with identifiers of lines (null: the room). */
  constructor({ outbox, now, changed }) {
    Object.assign(this, { outbox, now, changed, phases: [], ended: null });
  }

  /** Takes up an outbox that was saved, and entries that were read. */
  begin(outbox, entries) {
    this.outbox = outbox;
    this.#add(entries);
    this.#refold(new Set([...this.#seen.keys(), ...outbox.unkept().map((entry) => lineOfAct(entry.act)), null]));
  }

  #add(entries) {
    const touched = new Set();
    for (const [line, own] of byLine(entries)) {
      if (!this.#seen.has(line)) this.#seen.set(line, new Map());
      for (const entry of own) {
        if (this.#ids.has(entry.id)) continue;
        this.#ids.add(entry.id);
        this.#seen.get(line).set(entry.id, entry);
        this.outbox.witness(entry.stamp);
        touched.add(line);
      }
    }
    return touched;
  }

  /** The house sent or acknowledged entries. */
  take(entries) {
    const touched = this.#add(entries);
    if (touched.size > 0) this.#refold(touched);
  }

  /** Whether the house has this entry. */
  isKept(id) {
    return this.#ids.has(id);
  }

  #refold(touched) {
    const own = this.outbox.unkept();
    for (const line of touched) {
      const mine = own.filter((entry) => lineOfAct(entry.act) === line && !this.#ids.has(entry.id));
      const entries = [...(this.#seen.get(line)?.values() ?? []), ...mine];
      if (line === null) this.room = foldRoom(entries, this.ended);
      else this.lines.set(line, foldLine(line, entries));
    }
    this.changed(touched);
  }

  /** After a change of the outbox from outside, or the end of the meeting. */
  refresh() {
    this.#refold(new Set([...this.lines.keys(), null]));
  }

  /** Does something now. Groups given together are undone together. */
  put(act, group = null) {
    const before = this.outbox.waiting.at(-1)?.entry.id;
    const entry = this.outbox.put(newId(), this.now(), act);
    const replaced = before !== undefined && this.outbox.waiting.at(-2)?.entry.id !== before ? before : null;
    if (canBeUndone(act)) this.#remember(entry.id, lineOfAct(act), replaced, group);
    this.#refold(new Set([lineOfAct(act)]));
    return entry;
  }

  #remember(entry, line, replaced, group) {
    const old = replaced === null ? undefined : this.#acts.flatMap((one) => one.entries).find((one) => one.entry === replaced);
    if (old !== undefined) old.entry = entry;
    else if (group !== null && this.#acts.at(-1)?.group === group) this.#acts.at(-1).entries.push({ entry, line });
    else this.#acts.push({ group, entries: [{ entry, line }] });
  }

  /** Takes back what was done last here; gives the line, undefined if there is nothing. */
  undo() {
    const last = this.#acts.pop();
    for (const { entry, line } of last?.entries.toReversed() ?? []) this.put({ do: "undo", entry, line });
    return last?.entries[0]?.line;
  }

  // --- lines

  line(id) {
    return this.lines.get(id);
  }

  /** The places of a phase in order, those of lines that are not shown too. */
  #places(phase) {
    return [...this.lines.values()].filter((line) => line.phase === phase && line.place !== null).map((line) => line.place).sort();
  }

  /** Where a new line goes: behind another, or at the end of the phase. */
  placeFor(id, phase, behind = null) {
    const places = this.#places(phase);
    const own = this.lines.get(behind);
    const next = own?.phase === phase && own.place !== null ? places.find((place) => place > own.place) : undefined;
    if (next !== undefined) return between(own.place, next, id);
    return after(places.at(-1) ?? null, this.now(), id);
  }

  beginLine(id, phase, behind = null) {
    this.put({ do: "begin", line: id, phase, place: this.placeFor(id, phase, behind) });
  }

  /** Writes a text over those the writer saw; gives the new entry's identifier. */
  write(line, text, over, group = null) {
    return this.put({ do: "write", line, text: wellFormed(text), over }, group).id;
  }

  mark(line, field, value, group = null) {
    if ((this.lines.get(line)?.marks[field] ?? null) === value) return;
    this.put({ do: "mark", line, field, value }, group);
  }

  strike(line, away) {
    this.put({ do: "strike", line, away, over: this.lines.get(line)?.heads ?? [] });
  }

  /** Moves a line by one among those shown; at the edge of its phase into the next one. Gives whether it moved. */
  move(id, up) {
    const line = this.lines.get(id);
    if (line === undefined || line.place === null) return false;
    const place = moved(this.shown(), id, up);
    if (place !== null) this.put({ do: "move", line: id, phase: line.phase, place });
    else return this.#moveOver(line, up);
    return true;
  }

  #moveOver(line, up) {
    const all = [null, ...this.phases];
    const at = all.indexOf(line.phase);
    const phase = at === -1 ? undefined : all[at + (up ? -1 : 1)];
    if (phase === undefined || (phase === null && !this.shown().some((one) => one.phase === null))) return false;
    const there = this.#places(phase);
    const first = there[0] ?? null;
    const place = up || first === null ? after(there.at(-1) ?? null, this.now(), line.id) : between(null, first, line.id);
    this.put({ do: "move", line: line.id, phase, place });
    return true;
  }

  /** The lines a person sees, in order: those that say something, and the one that is worked on. */
  shown(active = null) {
    return order([...this.lines.values()].filter((line) => line.id === active || saysSomething(line)), this.phases);
  }

  currentPhase() {
    const visit = this.room.visits.at(-1);
    return visit && visit.until === null ? visit.phase : null;
  }

  pause() {
    const pause = this.room.pauses.at(-1);
    return pause && pause.until === null ? pause : null;
  }
}

/** A line without words stands only if something else in it is worth seeing. */
export function saysSomething(line) {
  if (line.begun === null && line.heads.length === 0) return false;
  if (!isBlank(line.text) || line.variants.length > 0) return true;
  return !line.struck && ["owner", "owner_note", "due", "indicator", "support"].some((field) => line.marks[field]);
}
