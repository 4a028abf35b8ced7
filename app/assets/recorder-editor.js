// The line somebody writes in: its text, keys and choices.
import { isBlank, splitPasted } from "./journal.js";
import { lineTools, TaskFields } from "./recorder-fields.js";
import { Offer } from "./recorder-offer.js";
import { bare, h, kindOf, KINDS, newId, WEIGHTS } from "./recorder-words.js";

/** The longest a keystroke waits until it is an entry on the device. */
const KEYSTROKE = 250;
/** How many people are offered at once: a list that would scroll is no help. */
const MOST_OFFERED = 8;
/** No line begins with a gap: the one typed after `MD:` goes. */
const GAPS_BEFORE = /^[ \t\u00a0]+/;

export class Editor {
  /** The line; `begun`: it has an entry. A line that is not begun keeps its marks here until it is. */
  line = newId();
  begun = false;
  phase = null;
  behind = null;
  marks = {};
  /** The texts this text stands over, and the text as it was last written or read. */
  over = [];
  text = "";
  #timer = null;

  constructor(app) {
    this.app = app;
    this.area = h("textarea", { className: "rec-area", rows: 1, id: "radek-text", spellcheck: true, autocapitalize: "sentences", "aria-describedby": "radek-rada" });
    this.offer = new Offer(this.area, { label: "Lidé", say: app.say });
    this.fields = new TaskFields({
      seats: (text) => app.people(text), today: () => app.page.day, say: app.say, typed: () => app.typed(),
      mark: (field, value) => this.mark(field, value), next: () => this.enter(),
    });
    this.tools = lineTools({ siblings: app.page.children.length > 1, kind: (kind) => this.setKind(kind), choose: (field) => this.choose(field), move: (up) => this.move(up), strike: (event) => event.detail < 2 && this.toggleStrike() });
    this.tag = h("span", { className: "tag" });
    this.who = h("b", { className: "strong rec-who" });
    this.others = h("div", { className: "rec-others" });
    this.about = h("p", { className: "soft small-text rec-about" });
    this.li = h("li", { className: "rec-line rec-active" }, this.tag, h("div", { className: "rec-body" },
      h("div", { className: "rec-write" }, this.who, this.area), this.offer.list, this.fields.element, this.others, this.about, this.tools.element));
    this.area.addEventListener("input", () => this.#input());
    this.area.addEventListener("keydown", (event) => this.#key(event));
    this.area.addEventListener("paste", (event) => this.#paste(event));
    this.area.addEventListener("blur", () => this.commit());
  }

  // --- which line

  /** Goes to a line; `caret` is "start" or "end". False if this one cannot be left. */
  open(id, caret = "end") {
    if (!this.#mayLeave()) return false;
    const line = this.app.minutes.line(id);
    Object.assign(this, { line: id, begun: true, phase: line.phase, behind: null, marks: {} });
    this.#adopt(line);
    this.#shown(caret);
    return true;
  }

  /** A new line: at the end of a phase, or behind another line. */
  openNew(phase, behind = null) {
    if (!this.#mayLeave()) return;
    Object.assign(this, { line: newId(), begun: false, phase, behind, marks: {}, over: [], text: "" });
    this.area.value = "";
    this.#shown("end");
  }

  #shown(caret) {
    this.fields.show({}, () => "", true);
    this.app.render();
    this.fields.show(this.#marks(), this.app.seatName, true);
    this.area.focus({ preventScroll: true });
    const at = caret === "start" ? 0 : this.area.value.length;
    this.area.setSelectionRange(at, at);
    this.#grow();
    this.li.scrollIntoView({ block: "nearest" });
  }

  /** Writes whatever is not written yet. */
  leave() {
    this.offer.close();
    this.commit();
    this.fields.settle();
  }

  /** Nobody is led away from words that are not written and would be gone; when all is sealed they lead nowhere. */
  #mayLeave() {
    this.leave();
    if (!this.fields.isStuck || this.app.isClosed) return true;
    this.fields.complain();
    return false;
  }

  get isDirty() {
    const typed = this.area.value !== this.text && (this.begun || !isBlank(this.area.value));
    return typed || this.fields.isDirty;
  }

  /** Whether this is the empty line at the end. */
  get isNext() {
    return !this.begun && this.behind === null;
  }

  #adopt(line) {
    const beside = new Set(line.variants.map((one) => one.entry));
    this.over = line.heads.filter((entry) => !beside.has(entry));
    this.text = line.text;
    if (this.area.value === line.text) return;
    const at = Math.min(this.area.selectionStart, line.text.length);
    this.area.value = line.text;
    this.area.setSelectionRange(at, at);
    this.#grow();
  }

  // --- writing

  #begin() {
    if (this.begun) return;
    this.begun = true;
    this.app.minutes.beginLine(this.line, this.phase, this.behind);
    for (const [field, value] of Object.entries(this.marks)) this.app.minutes.mark(this.line, field, value, this.line);
    this.marks = {};
  }

  /** The text becomes an entry, now. */
  commit(group = null) {
    clearTimeout(this.#timer);
    this.#timer = null;
    const text = this.area.value;
    if (text === this.text || (!this.begun && isBlank(text))) return this.app.rested();
    this.#begin();
    this.text = text;
    this.over = [this.app.minutes.write(this.line, text, this.over, group ?? null)];
    return this.app.written();
  }

  mark(field, value) {
    const quiet = ["kind", "topic", "child", "weight", "speaker"].includes(field);
    if (!this.begun && quiet) {
      if (value === null) delete this.marks[field];
      else this.marks[field] = value;
      return this.app.render();
    }
    if (!this.begun && value === null) return this.app.rested();
    this.#begin();
    this.app.minutes.mark(this.line, field, value);
    return quiet ? this.app.acted() : this.app.written();
  }

  #marks() {
    return this.begun ? (this.app.minutes.line(this.line)?.marks ?? {}) : this.marks;
  }

  setKind(kind) {
    this.mark("kind", kind);
    this.app.say(kindOf(kind).label);
    this.area.focus();
  }

  #typing() {
    this.app.typed();
    this.#timer ??= setTimeout(() => this.commit(), KEYSTROKE);
  }

  #input() {
    if (GAPS_BEFORE.test(this.area.value)) this.#cutOut(0, GAPS_BEFORE.exec(this.area.value)[0].length);
    this.#grow();
    this.#slash();
    this.#people();
    this.#typing();
  }

  #grow() {
    if (CSS.supports("field-sizing", "content")) return;
    this.area.style.height = "auto";
    this.area.style.height = `${this.area.scrollHeight}px`;
  }

  /** `/u ` at the beginning says what the line is. */
  #slash() {
    const said = /^\/([rduno])[ \u00a0]/i.exec(this.area.value);
    if (said === null || this.area.selectionStart !== said[0].length) return;
    this.#cutOut(0, said[0].length);
    this.setKind(KINDS.find((kind) => kind.slash === said[1].toLowerCase()).code);
  }

  #cutOut(from, until, instead = "") {
    const caret = this.area.selectionStart;
    this.area.setRangeText(instead, from, until, "end");
    if (caret > until) this.area.setSelectionRange(caret - (until - from), caret - (until - from));
    this.#grow();
  }

  /** `MD:` at the beginning, `@` anywhere. */
  #people() {
    const caret = this.area.selectionStart;
    const before = this.area.value.slice(0, caret);
    const colon = /^(\p{L}{1,4}):$/u.exec(before);
    const at = /(^|[\s(])@(\p{L}{0,20})$/u.exec(before);
    if (colon === null && at === null) return this.offer.close();
    const exact = colon === null ? [] : this.app.seats().filter((seat) => bare(seat.short) === bare(colon[1]));
    if (exact.length === 1) return this.#speaks(exact[0], 0, caret);
    const found = colon === null ? this.app.people(at[2]) : exact;
    const from = colon === null ? caret - at[2].length - 1 : 0;
    return this.offer.open(found.slice(0, MOST_OFFERED).map((seat) => ({ label: `${seat.short} ${seat.name}`, hint: seat.role, value: seat })),
      (seat) => this.#picked(seat, from), { name: "Lidé" });
  }

  #picked(seat, from) {
    const caret = this.area.selectionStart;
    if (from === 0 && this.#marks().kind !== "task") return this.#speaks(seat, 0, caret);
    this.#cutOut(from, caret, from === 0 ? "" : seat.name);
    if (this.#marks().kind === "task" && !this.#marks().owner) {
      this.mark("owner", seat.id);
      this.app.say(`Udělá: ${seat.name}`);
    }
    return this.#typing();
  }

  #speaks(seat, from, until) {
    this.offer.close();
    this.#cutOut(from, until);
    this.mark("speaker", seat.id);
    this.app.say(`Mluví ${seat.name}`);
    return this.#typing();
  }

  /** Choices of one key each: what the line is about, which child, strength or worry. */
  choose(field) {
    const { topics, children } = this.app.page;
    const lists = {
      topic: ["Čeho se řádek týká", topics.map(({ code, label }) => ({ label, value: code })), "neurčeno"],
      child: ["Kterého dítěte se týká", children.map(({ id, name }) => ({ label: name, value: id })), "všech dětí"],
      weight: ["Síla, nebo obava", WEIGHTS.map(({ code, label }) => ({ label, value: code })), "ani jedno"],
    };
    const [name, items, none] = lists[field];
    this.area.focus();
    this.offer.open([...items, { label: none, value: null }], (value) => this.mark(field, value), { letters: true, name });
  }

  // --- keys

  #key(event) {
    if (event.isComposing || this.offer.key(event)) return;
    const caretAtStart = this.area.selectionEnd === 0;
    const caretAtEnd = this.area.selectionStart === this.area.value.length;
    const digit = /^Digit([1-5])$/.exec(event.code);
    if (event.altKey && !event.ctrlKey && digit) this.setKind(KINDS[digit[1] - 1].code);
    else if (event.altKey && ["ArrowUp", "ArrowDown"].includes(event.key)) this.move(event.key === "ArrowUp");
    else if (event.altKey && event.key === "Delete") this.toggleStrike();
    else if (event.altKey || event.ctrlKey || event.metaKey) return;
    else if (event.key === "Enter") this.enter();
    else if (event.key === "ArrowUp" && (caretAtStart || this.#isOneRow())) this.app.go(-1);
    else if (event.key === "ArrowDown" && (caretAtEnd || this.#isOneRow())) this.app.go(1);
    else if (event.key === "Backspace" && caretAtStart && this.#marks().speaker) this.mark("speaker", null);
    else if (event.key === "Backspace" && this.area.value === "") this.#drop();
    else return;
    event.preventDefault();
  }

  #isOneRow() {
    return this.area.scrollHeight < 2 * Number.parseFloat(getComputedStyle(this.area).lineHeight);
  }

  /** Enter: what is written is written; a new line begins behind it. */
  enter() {
    const wasBlank = isBlank(this.area.value) && !this.begun;
    const mayLeave = this.#mayLeave();
    this.app.send();
    if (wasBlank || !mayLeave) return;
    const last = this.app.minutes.shown().findLast((line) => line.phase === this.phase);
    const atEnd = last === undefined || last.id === this.line;
    this.openNew(this.phase, atEnd && this.phase === this.app.phase() ? null : this.line);
  }

  /** Backspace in an empty line. */
  #drop() {
    if (!this.begun && this.marks.kind) return this.mark("kind", null);
    const { line, begun } = this;
    if (!this.#mayLeave()) return undefined;
    this.app.go(-1);
    if (!begun) return undefined;
    this.app.minutes.strike(line, true);
    return this.app.acted();
  }

  toggleStrike() {
    this.commit();
    if (!this.begun) return;
    const { struck } = this.app.minutes.line(this.line);
    this.app.minutes.strike(this.line, !struck);
    this.app.say(struck ? "Řádek vrácen" : "Řádek škrtnut");
    this.app.acted();
  }

  move(up) {
    this.commit();
    if (!this.begun) return;
    if (!this.app.minutes.move(this.line, up)) return;
    this.app.acted();
    this.area.focus({ preventScroll: true });
    this.li.scrollIntoView({ block: "nearest" });
  }

  /** Pasted text of several lines becomes several lines; nothing is refused. */
  #paste(event) {
    const pasted = event.clipboardData?.getData("text/plain") ?? "";
    const { value, selectionStart, selectionEnd } = this.area;
    const [before, behind] = [value.slice(0, selectionStart), value.slice(selectionEnd)];
    const lines = splitPasted(before + pasted + behind);
    event.preventDefault();
    if (lines.length <= 1) {
      this.#cutOut(selectionStart, selectionEnd, pasted.replace(/[\n\r\u000b\u000c\u0085\u2028\u2029]+$/u, "").replace(/(?!\t)\p{Cc}/gu, ""));
      return this.#input();
    }
    const group = newId();
    this.area.value = lines[0];
    this.app.typed();
    this.commit(group);
    for (const text of lines.slice(1)) this.#append(text, group);
    this.app.send();
    return this.app.say(`Vloženo řádků: ${lines.length}`);
  }

  #append(text, group) {
    const behind = this.line;
    Object.assign(this, { line: newId(), begun: false, behind, marks: {}, over: [], text: "" });
    this.area.value = text;
    this.commit(group);
  }

  // --- keeping up with others

  /** The minutes changed: whatever this line is now is shown, and nothing typed is touched. */
  sync() {
    const line = this.app.minutes.line(this.line);
    const marks = this.#marks();
    if (this.begun && line && this.area.value === this.text) {
      const stands = this.over.some((entry) => line.heads.includes(entry));
      const same = stands && line.text === this.text;
      if (same || (!stands && (line.heads.length > 0 || this.over.length > 0))) this.#adopt(line);
    }
    if (line && this.begun) this.phase = line.phase;
    // The empty line waits where the meeting is.
    if (this.isNext && this.area.value === "") this.phase = this.app.phase();
    this.area.readOnly = line?.struck ?? false;
    this.area.setAttribute("aria-label", this.app.nameOf(line, marks));
    this.area.placeholder = this.isNext ? "Další řádek" : "";
    this.fields.show(marks, this.app.seatName, false);
    this.tools.show(kindOf(marks.kind).code, this.begun, line?.struck ?? false);
    return { line, marks };
  }

  /** Texts beside this one: heads that the text here does not stand over. */
  beside(line) {
    const top = { entry: line.heads[0], text: line.text, device: null, happened: null };
    return [top, ...line.variants].filter((one) => one.entry !== undefined && !this.over.includes(one.entry) && one.text !== this.area.value && !isBlank(one.text));
  }

  /** One of several texts is chosen; the others are written over. */
  keep(text) {
    const line = this.app.minutes.line(this.line);
    this.area.value = text;
    this.text = text;
    this.over = [this.app.minutes.write(this.line, text, [...new Set([...line.heads, ...this.over])])];
    this.app.acted();
    this.area.focus();
  }
}
