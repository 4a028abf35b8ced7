// The recorder's page: puts the parts together and decides what is saved where, and when.
import { Clock, Outbox } from "./outbox.js";
import { Keeper } from "./recorder-keeper.js";
import { Editor } from "./recorder-editor.js";
import { Minutes } from "./recorder-minutes.js";
import { confidentiality, toldOf } from "./recorder-people.js";
import { View } from "./recorder-view.js";
import { bare, count, h, initials, refusal, SENTENCES, status } from "./recorder-words.js";

/** An upload at the latest after this long of unbroken typing, and after this long a pause. */
const UNBROKEN = 5_000;
const BREATH = 1_500;
/** How long an act waits for others that belong to it. */
const ACT = 150;
const TICK = 5_000;
/** How long everything has to be saved before the page says so. */
const CALM = 350;
/** How long the house may take for its first answer before the page says that it is silent. */
const FIRST_ANSWER = 3_000;

const counted = () => Math.round(performance.now() * 1000);

class Recorder {
  #typed = 0;
  #saved = 0;
  #breath = null;
  #restless = -CALM;
  #look = null;
  sealed = false;
  isClosed = false;
  isLate = false;

  constructor(root, page) {
    this.page = page;
    this.clock = new Clock(page.now, counted());
    this.minutes = new Minutes({
      outbox: new Outbox({ device: "" }), now: () => this.clock.now(counted()), changed: () => this.#changed(),
    });
    this.minutes.phases = page.phases.map((phase) => phase.id);
    this.minutes.ended = page.ended ?? null;
    this.say = (sentence) => this.view.say(sentence);
    this.seatName = (id) => this.seats().find((seat) => seat.id === id)?.name ?? "někdo";
    this.editor = new Editor(this);
    this.editor.phase = this.phase();
    this.view = new View(root, this);
    this.keeper = new Keeper(this);
    document.addEventListener("keydown", (event) => this.#key(event));
    addEventListener("beforeunload", (event) => {
      // Asked before the line is left: leaving saves, and saving by itself is no reason to hold anybody.
      const wasDirty = this.#isDirty();
      this.editor.leave();
      if ((wasDirty && this.#isDirty()) || (this.minutes.outbox.waiting.length > 0 && !this.keeper.isSafe)) event.preventDefault();
    });
    addEventListener("blur", () => this.#parting());
    addEventListener("pagehide", () => {
      this.#parting();
      this.keeper.farewell();
    });
    document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && this.#parting());
    this.drawing = false;
    this.ready = true;
    this.render();
    this.view.tick();
    setInterval(() => this.view.tick(), TICK);
    setTimeout(() => {
      this.isLate = true;
      this.status();
    }, FIRST_ANSWER);
    this.editor.area.focus({ preventScroll: true });
  }

  /** The person goes elsewhere, perhaps for good. */
  #parting() {
    this.editor.leave();
    this.send();
  }

  // --- saving

  /** Something was typed that is no entry yet. */
  typed() {
    this.#typed += 1;
    clearTimeout(this.#breath);
    this.#breath = setTimeout(() => this.send(), BREATH);
    this.status();
  }

  /** Nothing was there to be written after all. */
  rested() {
    if (!this.editor.isDirty) this.written();
  }

  /** All that was typed is in the outbox: it goes to the disk, and soon to the house. */
  written() {
    const upTo = this.#typed;
    const dirty = this.editor.isDirty;
    if (this.minutes.outbox.waiting.length > 0) this.keeper.uploader.soon(this.keeper.isSafe ? UNBROKEN : 0);
    this.keeper.save().then(() => {
      if (!dirty) this.#saved = Math.max(this.#saved, upTo);
      this.status();
    }, () => this.status());
    this.status();
  }

  /** An act by itself, not a letter of many: it does not wait for more. */
  acted() {
    this.written();
    this.keeper.uploader.soon(ACT);
  }

  /** To the house, now. */
  send() {
    clearTimeout(this.#breath);
    this.editor.commit();
    this.keeper.uploader.soon(0);
  }

  #isDirty() {
    return this.#saved < this.#typed || this.editor.isDirty || this.keeper.isSaving;
  }

  /** "Saved" is said only after a short calm: a line that flickers at every letter is no help. */
  #isRestless() {
    const now = performance.now();
    if (this.#isDirty()) this.#restless = now;
    const calm = now - this.#restless - CALM;
    if (calm >= 0) return false;
    this.#look ??= setTimeout(() => {
      this.#look = null;
      this.status();
    }, Math.max(20, -calm));
    return true;
  }

  status() {
    if (!this.ready) return;
    const { uploader, isSafe, isFull } = this.keeper;
    const { outbox } = this.minutes;
    const trouble = uploader.trouble;
    const dirty = this.#isRestless();
    const joining = this.keeper.mode === "no key";
    const state = { waiting: outbox.waiting.length, aside: outbox.aside.length, dirty, local: isSafe, joining, full: isFull, trouble, sealed: this.sealed };
    this.view.showStatus(status(state), trouble?.kind === "sign_in");
    const notes = [];
    this.shell?.classList.toggle("rec-away", trouble === null || joining);
    if (this.sealed && outbox.aside.length === 0) notes.push(["success", "Zápis se už nemění.", "Opravuje se jen dodatkem. Co odsud došlo až potom, stojí na stránce Zápis."]);
    if (this.keeper.mode === "none") notes.push(["warning", "", SENTENCES.noCopy]);
    if (joining && (trouble !== null || this.isLate)) notes.push(["warning", "", SENTENCES.noKey]);
    for (const { entry, why } of outbox.aside) {
      const text = entry.act.text ?? entry.act.value ?? "";
      notes.push(["error", "Jeden zápis úřad nevzal:", `${refusal(why)}. ${text.length > 300 ? `${text.slice(0, 300)}…` : text}`]);
    }
    if (this.keeper.waitsElsewhere > 0) notes.push(["", "", `V tomto zařízení ${count(this.keeper.waitsElsewhere, "čeká ještě zápis", "čekají ještě zápisy", "čeká ještě zápisů")} z dřívějšího okna (${this.keeper.waitsElsewhere}). Odešlou se, jakmile to půjde; co psal někdo jiný, až se tu přihlásí.`]);
    this.view.showNotes([...notes, ...(this.isClosed ? [] : confidentiality(this.seats(), this.minutes.room, Boolean(this.page.ended)))]);
  }

  // --- drawing

  #changed() {
    if (!this.ready || this.drawing) return;
    this.drawing = true;
    queueMicrotask(() => this.render());
  }

  render() {
    this.drawing = false;
    if (!this.ready) return;
    const { activeElement } = document;
    this.view.render();
    this.view.tick();
    if (activeElement && activeElement !== document.activeElement && this.editor.li.contains(activeElement)) activeElement.focus({ preventScroll: true });
    this.status();
  }

  nameOf(line, marks) {
    const shown = this.minutes.shown();
    const at = shown.findIndex((one) => one.id === line?.id);
    const kind = this.page.kinds?.find((one) => one.code === (marks.kind ?? "said"))?.label ?? "";
    return `${at === -1 ? "Nový řádek" : `Řádek ${at + 1}`}${kind ? `, ${kind}` : ""}${marks.speaker ? `, mluví ${this.seatName(marks.speaker)}` : ""}`;
  }

  // --- going from line to line

  newLine() {
    this.editor.openNew(this.phase());
  }

  /** To the line above or below; below the last one waits a new one. */
  go(step) {
    const { editor } = this;
    const shown = this.minutes.shown(editor.begun ? editor.line : null);
    let at = shown.findIndex((line) => line.id === (editor.begun ? editor.line : editor.behind));
    if (at === -1 && !editor.begun && editor.isNext) at = shown.findLastIndex((line) => line.phase === editor.phase) + (step > 0 ? 0 : 1);
    else if (!editor.begun && step < 0) at += 1;
    const to = shown[at + step];
    if (to !== undefined) editor.open(to.id, step < 0 ? "end" : "start");
    else if (step > 0 && !editor.isNext) this.newLine();
  }

  // --- the room

  seats() {
    const { presence, guests, whereabouts } = this.minutes.room;
    // Until the journal has come the page knows who takes part, but not how.
    const now = (seat) => presence[seat.id]?.findLast((time) => time.until === null)?.way ?? null;
    const known = new Set(this.page.seats.map((seat) => seat.id));
    const came = Object.entries(guests).filter(([id]) => !known.has(id))
      .map(([id, guest]) => ({ id, name: guest.name, role: guest.label, short: initials(guest.name) }));
    const touched = Object.keys(presence).length > 0;
    const where = (seat) => (touched ? { here: now(seat) !== null, way: now(seat), whereabouts: whereabouts[seat.id] } : { here: Boolean(seat.present) });
    return [...this.page.seats, ...came].map((seat) => ({ ...seat, short: seat.short.replace(/[^\p{L}]/gu, ""), ...where(seat) }));
  }

  /** Somebody came, went, was asked out, or takes part from afar. */
  step(seat, step) {
    this.minutes.put({ do: "step", seat: seat.id, step });
    this.acted();
    this.say(`${seat.name}: ${toldOf(step)}`);
  }

  /** What a note offers to write down; the note goes, and writing goes on. */
  note(act, label) {
    this.minutes.put(act);
    this.acted();
    this.say(`Zapsáno: ${label}`);
    this.editor.area.focus();
  }

  /** People whose initials or names begin so; those present first. */
  people(text) {
    const wanted = bare(text);
    const fits = (seat) => bare(seat.short).startsWith(wanted) || bare(seat.name).split(/\s+/u).some((word) => word.startsWith(wanted)) || bare(seat.name) === wanted;
    return this.seats().filter(fits).sort((a, b) => Number(b.here) - Number(a.here));
  }

  phase() {
    return this.minutes.currentPhase() ?? this.page.current_phase ?? null;
  }

  phaseTitle(id) {
    if (id === null) return "Zápis jednání";
    return this.page.phases.find((phase) => phase.id === id)?.title ?? "Mimo program";
  }

  childName(id) {
    return this.page.children.find((child) => child.id === id)?.name ?? "jiné dítě";
  }

  topicLabel(code) {
    return this.page.topics.find((topic) => topic.code === code)?.label ?? code;
  }

  following() {
    const ids = this.minutes.phases;
    return ids[ids.indexOf(this.phase()) + 1] ?? null;
  }

  nextPhase() {
    const next = this.following();
    if (next !== null && !this.page.ended) this.enterPhase(next);
  }

  enterPhase(phase) {
    this.editor.leave();
    this.minutes.put({ do: "enter", phase });
    this.acted();
    this.say(`Bod: ${this.phaseTitle(phase)}`);
    this.newLine();
    this.view.tick();
  }

  /** A pause begins; of the same key, or any while one lasts, it ends. A safety pause may follow a break. */
  pause(kind) {
    if (this.page.ended) return;
    const running = this.minutes.pause();
    const ends = running !== null && !(kind === "safety" && running.pause === "break");
    this.minutes.put(ends ? { do: "resume" } : { do: "pause", pause: kind });
    this.acted();
    this.say(ends ? "Pokračuje se" : kind === "break" ? "Přestávka" : "Bezpečnostní pauza");
    this.view.tick();
    this.editor.area.focus();
  }

  /** Minutes left of the phase; below zero: over. Null where nothing is planned. */
  minutesLeft() {
    const phase = this.page.phases.find((one) => one.id === this.phase());
    if (!phase?.minutes) return null;
    const now = this.clock.now(counted());
    const inside = (times, from, until) => times.reduce((sum, time) => sum + Math.max(0, Math.min(time.until ?? now, until) - Math.max(time.from, from)), 0);
    const visits = this.minutes.room.visits.filter((visit) => visit.phase === phase.id);
    const spent = visits.reduce((sum, { from, until }) => sum + (until ?? now) - from - inside(this.minutes.room.pauses, from, until ?? now), 0);
    return Math.ceil(phase.minutes - spent / 60e6);
  }

  undo() {
    this.editor.leave();
    const line = this.minutes.undo();
    if (line === undefined) return this.say("Není co vzít zpět");
    this.acted();
    this.say("Vzato zpět");
    this.view.tick();
    return this.editor.area.focus();
  }

  help() {
    this.view.help.showModal();
    this.view.help.querySelector("h2").focus();
  }

  #key(event) {
    if (event.defaultPrevented || this.view.help.open || (this.isClosed && event.key !== "F1")) return;
    const undo = (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey && event.key.toLowerCase() === "z" && !event.target.closest?.("input");
    const acts = {
      F1: () => this.help(), F2: () => this.editor.choose("topic"), F3: () => this.editor.choose("child"), F7: () => this.editor.choose("weight"), F4: () => this.nextPhase(), F8: () => this.pause("break"), F9: () => this.pause("safety"),
    };
    const act = undo ? () => this.undo() : event.ctrlKey || event.altKey || event.metaKey ? undefined : acts[event.key];
    if (act === undefined) return;
    event.preventDefault();
    if (!event.repeat || undo) act();
  }

  // --- from the house

  /** Any answer: the time, and whether all is over. */
  heard({ sealed, ended, current_phase: phase }) {
    if (ended !== undefined) this.page.ended = ended;
    if (phase !== undefined) this.page.current_phase = phase;
    if (sealed) this.sealed = true;
  }

  /** Sealed: nothing is written here any more. */
  close() {
    this.isClosed = true;
    document.getElementById("zapisovatel").classList.add("rec-closed");
    this.editor.openNew(this.phase());
    this.editor.area.disabled = true;
    this.editor.li.hidden = true;
    this.render();
  }

  tell(now, sent, came) {
    if (Number.isFinite(now)) this.clock = this.clock.answered(now, Math.round(sent), Math.round(came));
  }
}

const root = document.getElementById("zapisovatel");
const data = document.getElementById("jednani");
const base = location.pathname.replace(/\/zapisovat$/, "");
const conference = location.pathname.split("/")[2];
const barePage = {
  conference, now: Date.now() * 1000, started: 0, ended: null, sealed: false, phases: [], current_phase: null, seats: [], children: [], topics: [],
  kinds: [], day: new Date().toISOString().slice(0, 10), device_address: `${base}/zarizeni`, journal_address: `${base}/denik`, live_address: `${base}/zive`,
};

async function start() {
  const sent = data === null ? null : JSON.parse(data.textContent);
  const kept = await Keeper.recall(sent, conference);
  const page = sent ?? kept.page ?? barePage;
  const recorder = new Recorder(root, page);
  recorder.shell = document.getElementById("bez-spojeni");
  if (kept.house) recorder.clock = new Clock(kept.house, counted());
  await recorder.keeper.start(kept, sent === null);
}
if (root !== null) start().catch((failure) => {
  console.error(failure);
  root.append(h("p", { className: "message error" }, "Tuto stránku se nepodařilo otevřít. Zapisujte, prosím, v jednoduchém formuláři."));
});
