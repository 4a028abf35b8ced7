// What a task has besides its text, and the buttons of a line for those who have no keys at hand.
import { accepts } from "./journal.js";
import { Offer } from "./recorder-offer.js";
import { bare, day, h, isoDay, KINDS, SENTENCES } from "./recorder-words.js";

/** How long a field may hold words that are not in the journal. */
const PAUSE = 500;
const LONGEST = 900;

/** The four small fields of a task, each an own entry of the journal when it rests. */
export class TaskFields {
  #timers = new Map();
  #typed = new Set();

  /** `mark(field, value)` writes; `typed()` says that something is not written yet; `next()` is Enter. */
  constructor({ seats, today, mark, typed, next, say }) {
    Object.assign(this, { seats, today, mark, typed, next, say });
    this.owner = this.#input("owner", "Kdo", "iniciály nebo jméno");
    this.owner.setAttribute("role", "combobox");
    this.offer = new Offer(this.owner, { label: "Kdo úkol udělá", say });
    this.due = this.#input("due", "Do kdy", "např. 18. 12.");
    this.indicator = this.#input("indicator", "Jak poznáme, že je hotovo", "");
    this.support = this.#input("support", "Kdo pomůže", "");
    this.hint = h("p", { className: "hint problem", id: "ukol-termin-hint", hidden: true });
    this.element = h("div", { className: "rec-task", role: "group", "aria-label": "Úkol (vše nepovinné)", hidden: true },
      this.#labelled(this.owner, "Kdo", this.offer.list), this.#labelled(this.due, "Do kdy", this.hint),
      this.#labelled(this.indicator, "Jak poznáme, že je hotovo"), this.#labelled(this.support, "Kdo pomůže"));
  }

  #input(name, label, hint) {
    const input = h("input", {
      className: "input", type: "text", id: `ukol-${name}`, autocomplete: "off", placeholder: hint, maxLength: 8_000,
      oninput: () => this.#typing(name, input), onblur: () => this.#rest(name, input),
      onkeydown: (event) => this.#key(name, input, event),
    });
    return input;
  }

  #labelled(input, label, more = null) {
    return h("div", { className: "field" }, h("label", { htmlFor: input.id }, label), input, more);
  }

  #key(name, input, event) {
    if (name === "owner" && this.offer.key(event)) return;
    if (event.key !== "Enter" || event.isComposing) return;
    event.preventDefault();
    this.#rest(name, input);
    this.next();
  }

  #typing(name, input) {
    this.#typed.add(name);
    this.typed();
    if (name === "owner") this.#people(input.value);
    const timers = this.#timers.get(name) ?? { first: performance.now() };
    clearTimeout(timers.timer);
    const left = Math.max(0, LONGEST - (performance.now() - timers.first));
    timers.timer = setTimeout(() => this.#rest(name, input, true), Math.min(PAUSE, left));
    this.#timers.set(name, timers);
  }

  #people(text) {
    const found = text.trim() === "" ? [] : this.seats(text).slice(0, 6);
    this.offer.open(found.map((seat) => ({ label: `${seat.short} ${seat.name}`, hint: seat.role, value: seat })), (seat) => {
      this.owner.value = seat.name;
      this.#typed.add("owner");
      this.#rest("owner", this.owner);
    });
  }

  /** Writes what a field holds. While somebody types on, an unfinished date is no mistake yet. */
  #rest(name, input, typing = false) {
    clearTimeout(this.#timers.get(name)?.timer);
    this.#timers.delete(name);
    if (!this.#typed.has(name)) return;
    const text = input.value.trim();
    if (name === "due") return this.#restDue(text, typing);
    this.#typed.delete(name);
    if (name !== "owner") return this.mark(name, text === "" ? null : text);
    const seat = this.seats(text).find((one) => [one.short, one.name].map(bare).includes(bare(text)));
    if (seat && !typing) input.value = seat.name;
    this.mark("owner", seat?.id ?? null);
    return this.mark("owner_note", seat || text === "" ? null : text);
  }

  #restDue(text, typing) {
    const iso = isoDay(text, this.today());
    const isRead = iso !== null && accepts("due", iso);
    const wrong = text !== "" && (!isRead || iso < this.today());
    this.hint.textContent = isRead ? SENTENCES.earlyDay : SENTENCES.unreadDay;
    this.hint.hidden = !wrong || typing;
    this.due.setAttribute("aria-invalid", String(wrong && !typing));
    if (wrong && !typing) this.due.setAttribute("aria-describedby", this.hint.id);
    else this.due.removeAttribute("aria-describedby");
    if (wrong) return;
    this.#typed.delete("due");
    this.mark("due", text === "" ? null : iso);
    if (!typing && iso !== null) this.due.value = day(iso);
  }

  /** Writes what is still only in the fields. */
  settle() {
    for (const name of [...this.#typed]) this.#rest(name, this[name]);
  }

  /** Whether a field holds what is not written. A date that cannot be read is never "saved". */
  get isDirty() {
    return this.#typed.size > 0;
  }

  /** After settling: whether a field that is shown holds a day that cannot be written. Going to another line would lose it. */
  get isStuck() {
    return !this.element.hidden && this.#typed.has("due");
  }

  /** Goes to that field and says what is the matter with it. */
  complain() {
    this.due.focus();
    this.say(this.hint.textContent);
  }

  /** Shows what a line holds, but never over what somebody is typing. */
  show(marks, seatName, fresh) {
    if (fresh) {
      this.#typed.clear();
      this.hint.hidden = true;
      this.due.removeAttribute("aria-invalid");
    }
    this.element.hidden = marks.kind !== "task";
    const values = {
      owner: marks.owner ? seatName(marks.owner) : (marks.owner_note ?? ""), due: marks.due ? day(marks.due) : "",
      indicator: marks.indicator ?? "", support: marks.support ?? "",
    };
    for (const [name, value] of Object.entries(values)) {
      const input = this[name];
      if (!this.#typed.has(name) && input.value !== value && (fresh || document.activeElement !== input)) input.value = value;
    }
  }
}

/** Buttons of the line: one stop of Tab, arrows inside. */
export function lineTools(acts) {
  const button = (label, act, more = {}) =>
    h("button", { type: "button", className: "button quiet small", tabIndex: -1, onclick: act, onmousedown: (event) => event.preventDefault(), ...more }, label);
  const kinds = KINDS.map((kind) => button(kind.label, () => acts.kind(kind.code), { "data-kind": kind.code, title: `Alt + ${kind.key}` }));
  const others = [
    button("Čeho se týká", () => acts.choose("topic"), { title: "F2" }), button("Které dítě", () => acts.choose("child"), { title: "F3", hidden: !acts.siblings }),
    button("Síla, obava", () => acts.choose("weight"), { title: "F7" }), button("Výš", () => acts.move(true), { title: "Alt + šipka nahoru" }),
    button("Níž", () => acts.move(false), { title: "Alt + šipka dolů" }), button("Škrtnout", acts.strike, { title: "Alt + Delete", "data-strike": "" }),
  ];
  const all = [...kinds, ...others];
  all[0].tabIndex = 0;
  const element = h("div", { className: "rec-line-tools", role: "toolbar", "aria-label": "Co s řádkem" }, all);
  element.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const seen = all.filter((one) => !one.hidden);
    const to = seen.at((seen.indexOf(document.activeElement) + step) % seen.length);
    for (const one of all) one.tabIndex = one === to ? 0 : -1;
    to.focus();
  });
  const show = (kind, begun, struck) => {
    for (const one of others.slice(3)) one.hidden = !begun;
    for (const one of kinds) one.setAttribute("aria-pressed", String(one.dataset.kind === kind));
    others.at(-1).textContent = struck ? "Vrátit" : "Škrtnout";
  };
  return { element, show };
}
