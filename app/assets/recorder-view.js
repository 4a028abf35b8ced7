// The minutes on the screen: phases, lines, who is there, the clock, the status line.
import { isBlank } from "./journal.js";
import { personRow } from "./recorder-people.js";
import { count, day, h, hour, KEYS, kindOf, SENTENCES, weightLabel } from "./recorder-words.js";

/** How long the status line must hold before it is read aloud. */
const CALM = 2_500;

export class View {
  #sections = new Map();
  #lines = new Map();
  #status = "";
  #calm = null;

  constructor(root, app) {
    this.app = app;
    const tool = (label, key, act) => h("button", { type: "button", className: "button quiet small", title: key, onclick: (event) => event.detail < 2 && act() }, label);
    this.phase = h("b", { className: "rec-phase-now" });
    this.left = h("span", { className: "rec-left number" });
    this.state = h("span", { className: "rec-status-text" });
    this.signIn = h("a", { href: location.href, target: "_blank", hidden: true }, SENTENCES.signIn);
    this.next = tool("Další bod", "F4", () => app.nextPhase());
    this.break = tool("Přestávka", "F8", () => app.pause("break"));
    this.safety = tool("Bezpečnostní pauza", "F9", () => app.pause("safety"));
    this.bar = h("div", { className: "rec-bar card" },
      h("p", { className: "rec-now" }, this.phase, this.left),
      h("p", { className: "rec-status" }, h("span", { className: "mark", "aria-hidden": "true" }), h("span", {}, this.state, " ", this.signIn)),
      h("div", { className: "rec-tools row" }, this.next, this.break, this.safety, tool("Klávesy (F1)", "F1", () => app.help())));
    this.told = h("p", { className: "sr", role: "status" });
    this.spoken = h("p", { className: "sr", "aria-live": "polite" });
    this.notes = h("div", { className: "rec-notes stack" });
    this.lines = h("div", { className: "stack rec-lines" });
    this.agenda = h("ul", { className: "seats" });
    this.people = h("ul", { className: "rec-people" });
    const side = h("div", { className: "stack rec-side" },
      h("section", { className: "card", hidden: app.page.phases.length === 0 }, h("header", {}, h("h2", {}, "Program")), this.agenda),
      h("section", { className: "card", hidden: app.page.seats.length === 0 }, h("header", {}, h("h2", {}, "Kdo je u stolu")), this.people));
    this.help = helpDialog();
    const hint = h("p", { className: "sr", id: "radek-rada" }, "Enter zapíše řádek, F1 ukáže všechny klávesy.");
    root.replaceChildren(this.bar, this.told, this.spoken, this.notes, h("div", { className: "grid" }, this.lines, side), this.help, hint);
    this.placeholder = h("li", { className: "rec-line rec-next" }, h("span", {}),
      h("div", { className: "rec-body" }, h("button", { type: "button", className: "rec-add", onclick: () => app.newLine() }, "Další řádek")));
  }

  // --- status

  /** `[look, sentence]`; said aloud only once it lasts. */
  showStatus([look, sentence], signIn) {
    this.bar.dataset.state = look;
    if (this.state.textContent !== sentence) this.state.textContent = sentence;
    const marks = { ok: "success", busy: "off", warning: "warning", error: "error" };
    this.bar.querySelector(".mark").className = `mark ${marks[look]}`;
    this.signIn.hidden = !signIn;
    if (sentence === this.#status) return;
    this.#status = sentence;
    clearTimeout(this.#calm);
    this.#calm = setTimeout(() => (this.told.textContent = sentence), CALM);
  }

  say(sentence) {
    this.spoken.textContent = sentence;
  }

  showNotes(notes) {
    const fresh = JSON.stringify(notes);
    if (fresh === this.notes.dataset.shown) return;
    this.notes.dataset.shown = fresh;
    const press = ([label, act]) => h("button", { type: "button", className: "button quiet small", onclick: (event) => event.detail < 2 && this.app.note(act, label) }, label);
    this.notes.replaceChildren(...notes.map(([look, bold, sentence, presses = []]) => h("div", { className: `message ${look}` },
      h("p", {}, bold ? h("b", {}, bold) : null, bold ? " " : null, sentence), presses.length > 0 ? h("div", { className: "row" }, presses.map(press)) : null)));
  }

  // --- lines

  render() {
    const { app } = this;
    const { editor, minutes } = app;
    const { line: active } = editor.sync();
    this.#editor(active);
    const shown = minutes.shown(editor.begun ? editor.line : null);
    const groups = this.#groups(shown);
    const wanted = groups.map(([phase, own]) => this.#section(phase, own));
    for (const [phase, section] of this.#sections) if (!wanted.includes(section.element)) this.#sections.delete(phase) && section.element.remove();
    place(this.lines, wanted, editor.li.closest("section"));
    for (const [phase, own] of groups) this.#fill(this.#sections.get(phase), own);
    const ids = new Set(shown.map((line) => line.id));
    for (const id of this.#lines.keys()) if (!ids.has(id)) this.#lines.delete(id);
    this.#room();
  }

  /** Phases that have lines, and the one that is talked about. */
  #groups(shown) {
    const { minutes, editor } = this.app;
    const current = this.app.phase();
    const used = new Map();
    for (const line of shown) used.set(line.phase, [...(used.get(line.phase) ?? []), line]);
    if (!used.has(current)) used.set(current, []);
    if (!editor.begun && !used.has(editor.phase)) used.set(editor.phase, []);
    const rank = (phase) => (phase === null ? -1 : minutes.phases.indexOf(phase) === -1 ? Infinity : minutes.phases.indexOf(phase));
    return [...used].sort(([a], [b]) => rank(a) - rank(b));
  }

  #section(phase, lines) {
    let section = this.#sections.get(phase);
    if (section === undefined) {
      const heading = h("h2", {});
      const list = h("ol", { className: "rec-list" });
      section = { heading, list, element: h("section", { className: "card rec-phase" }, h("header", {}, heading), list) };
      this.#sections.set(phase, section);
    }
    const title = this.app.phaseTitle(phase);
    if (section.heading.textContent !== title) section.heading.textContent = title;
    section.lines = lines;
    return section.element;
  }

  #fill({ list }, lines) {
    const { editor } = this.app;
    const phase = [...this.#sections].find(([, section]) => section.list === list)[0];
    const items = [];
    for (const line of lines) {
      items.push(line.id === editor.line ? editor.li : this.#still(line));
      if (!editor.begun && editor.behind === line.id) items.push(editor.li);
    }
    if (editor.isNext && editor.phase === phase) items.push(editor.li);
    else if (phase === this.app.phase()) items.push(this.placeholder);
    place(list, items, editor.li);
  }

  /** A line nobody here is writing in. */
  #still(line) {
    const { app } = this;
    const known = this.#lines.get(line.id) ?? { li: h("li", { className: "rec-line", id: `radek-${line.id}` }), drawn: "" };
    const names = [line.marks.speaker, line.marks.owner].map((seat) => (seat ? app.seatName(seat) : ""));
    const drawn = JSON.stringify([line.text, line.marks, line.numbers, line.struck, line.struck_unseen, line.variants, line.begun, names]);
    if (known.drawn !== drawn) {
      known.drawn = drawn;
      known.li.className = `rec-line${line.struck ? " rec-struck" : ""}`;
      known.li.replaceChildren(tagOf(line), this.#body(line));
    }
    this.#lines.set(line.id, known);
    return known.li;
  }

  #body(line) {
    const { app } = this;
    const go = () => !app.isClosed && app.editor.open(line.id);
    const text = line.struck ? h("s", {}, line.text) : isBlank(line.text) ? h("i", { className: "soft" }, "zatím beze slov") : line.text;
    const said = h("p", { className: line.marks.kind === "agreed" ? "rec-text decided" : "rec-text", onclick: () => getSelection().isCollapsed && go() },
      line.marks.speaker ? h("b", { className: "strong" }, `${app.seatName(line.marks.speaker)}: `) : null, text);
    const about = this.about(line);
    return h("div", { className: "rec-body" }, said, about ? h("p", { className: "soft small-text" }, about) : null,
      this.#variants(line, line.variants), h("button", { type: "button", className: "rec-edit", tabIndex: -1, onclick: go }, "Upravit", h("span", { className: "sr" }, ` řádek: ${line.text.slice(0, 60)}`)));
  }

  /** The quiet words below a line: the task's owner and day, topic, time. */
  about(line) {
    const { marks } = line;
    const owner = marks.owner ? this.app.seatName(marks.owner) : marks.owner_note;
    return [
      marks.kind === "task" && owner, marks.kind === "task" && marks.due && `do ${day(marks.due)}`, marks.kind === "task" && marks.indicator,
      marks.kind === "task" && marks.support && `pomůže ${marks.support}`, weightLabel(marks.weight), marks.child && this.app.childName(marks.child), marks.topic && this.app.topicLabel(marks.topic),
      line.struck_unseen && "někdo řádek škrtl dřív, než viděl toto znění", line.begun && hour(line.begun.happened),
    ].filter(Boolean).join(" · ");
  }

  #variants(line, variants) {
    const { app } = this;
    if (variants.length === 0) return null;
    const keep = (text) => () => {
      if (app.isClosed) return;
      if (app.editor.open(line.id)) app.editor.keep(text);
    };
    return h("ul", { className: "rec-variants" }, variants.map(({ text, device, happened }) => h("li", {},
      h("p", {}, h("b", { className: "strong" }, `${device === app.minutes.outbox.device ? "Tady" : "Jinde"} zapsal(a) současně${happened ? ` v ${hour(happened)}` : ""}: `), text),
      h("div", { className: "row" },
        h("button", { type: "button", className: "button plain small", onclick: keep(text) }, "Nechat jen toto"),
        h("button", { type: "button", className: "button plain small", onclick: keep(line.id === app.editor.line ? app.editor.area.value : line.text) }, "Nechat jen horní")))));
  }

  #editor(line) {
    const { editor } = this.app;
    const marks = line?.marks ?? editor.marks;
    const fresh = tagOf({ marks, numbers: line?.numbers ?? {}, struck: line?.struck ?? false });
    editor.tag.className = fresh.className;
    editor.tag.textContent = fresh.textContent;
    editor.who.textContent = marks.speaker ? `${this.app.seatName(marks.speaker)}:` : "";
    const about = [weightLabel(marks.weight), marks.child && this.app.childName(marks.child), marks.topic && this.app.topicLabel(marks.topic), line?.struck && "škrtnuto, Alt + Delete vrátí", line?.begun && hour(line.begun.happened)];
    editor.about.textContent = about.filter(Boolean).join(" · ");
    const beside = line && editor.begun ? editor.beside(line) : [];
    const drawn = JSON.stringify(beside);
    if (editor.others.dataset.drawn === drawn) return;
    editor.others.dataset.drawn = drawn;
    editor.others.replaceChildren(...[line ? this.#variants(line, beside) : null].filter(Boolean));
  }

  // --- the room

  #room() {
    const { app } = this;
    const pause = app.minutes.pause();
    this.bar.classList.toggle("rec-paused", pause !== null);
    this.break.textContent = pause ? "Pokračovat" : "Přestávka";
    this.safety.hidden = pause !== null && pause.pause !== "break";
    const over = app.isClosed || Boolean(app.page.ended);
    this.next.hidden = over || app.following() === null;
    this.break.hidden = over;
    this.safety.hidden ||= over;
    this.placeholder.hidden = app.isClosed;
    const here = app.phase();
    const phases = JSON.stringify([app.page.phases, here, over, app.minutes.room.visits.map((visit) => visit.phase)]);
    if (this.agenda.dataset.drawn !== phases) {
      this.agenda.dataset.drawn = phases;
      const been = new Set(app.minutes.room.visits.map((visit) => visit.phase));
      this.agenda.replaceChildren(...app.page.phases.map(({ id, title, minutes }) => h("li", {},
        h("span", { className: `mark${id === here ? " warning" : been.has(id) ? " success" : ""}`, "aria-hidden": "true" }),
        h("div", {}, id === here ? h("b", { className: "strong" }, title) : title, h("small", {}, `${count(minutes, "minuta", "minuty", "minut")}${id === here ? ", právě teď" : ""}`)),
        id === here || app.isClosed || app.page.ended ? h("span", {}) : h("button", { type: "button", className: "button plain small", onclick: (event) => event.detail < 2 && app.enterPhase(id) }, "Sem", h("span", { className: "sr" }, `: ${title}`)))));
    }
    const seats = app.seats();
    const people = JSON.stringify([seats, over]);
    if (this.people.dataset.drawn === people) return;
    this.people.dataset.drawn = people;
    const focused = document.activeElement?.closest(".rec-people li")?.querySelector("[data-seat]")?.dataset.seat;
    this.people.replaceChildren(...seats.map((seat) => personRow(seat, over, (who, step) => app.step(who, step))));
    if (focused) this.people.querySelector(`[data-seat="${focused}"]`)?.focus();
  }

  /** The clock: what is left of the phase, told gently. */
  tick() {
    const { app } = this;
    const pause = app.minutes.pause();
    this.phase.textContent = app.phaseTitle(app.phase());
    if (app.page.ended) this.left.textContent = `skončilo v ${hour(app.page.ended)}`;
    else if (pause) this.left.textContent = `${pause.pause === "break" ? "přestávka" : "pauza"} od ${hour(pause.from)}`;
    else {
      const left = app.minutesLeft();
      this.left.textContent = left === null ? "" : left >= 0 ? `${left >= 2 && left <= 4 ? "zbývají" : "zbývá"} ${count(left, "minuta", "minuty", "minut")}` : `o ${count(-left, "minutu", "minuty", "minut")} déle`;
    }
  }
}

function tagOf({ marks, numbers, struck }) {
  const kind = kindOf(marks.kind);
  const number = numbers[kind.code];
  return h("span", { className: `tag ${struck ? "off" : kind.look}` }, struck ? "škrtnuto" : number ? `${kind.label} ${number}` : kind.label);
}

/** Puts children in order without moving `pinned`: moving it would take the focus from somebody who writes. */
function place(parent, wanted, pinned) {
  for (const child of [...parent.children]) if (!wanted.includes(child)) child.remove();
  const at = pinned !== null && pinned.parentNode === parent ? wanted.indexOf(pinned) : -1;
  let next = pinned;
  for (let before = at - 1; before >= 0; before -= 1) {
    if (next.previousSibling !== wanted[before]) parent.insertBefore(wanted[before], next);
    next = wanted[before];
  }
  let last = at === -1 ? null : pinned;
  for (const child of wanted.slice(at + 1)) {
    const here = last === null ? parent.firstChild : last.nextSibling;
    if (here !== child) parent.insertBefore(child, here);
    last = child;
  }
}

function helpDialog() {
  const close = h("button", { type: "button", className: "button", onclick: () => dialog.close() }, "Zpět k zápisu");
  const dialog = h("dialog", { className: "rec-keys", "aria-labelledby": "klavesy" }, h("h2", { id: "klavesy", tabIndex: -1 }, "Klávesy"),
    h("dl", {}, KEYS.map(([key, what]) => h("div", {}, h("dt", {}, key), h("dd", {}, what)))), h("div", { className: "buttons" }, close));
  return dialog;
}
