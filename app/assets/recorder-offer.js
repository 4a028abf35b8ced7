// A list of choices under a field, worked by arrows, Enter and Escape while the focus stays in the field.
import { bare, h } from "./recorder-words.js";

/** Letters that follow each other within this time are one beginning. */
const TOGETHER = 1_000;

let made = 0;

export class Offer {
  #items = [];
  #at = 0;
  #pick = null;
  /** What was typed to find an item, and when its last letter was. */
  #typed = "";
  #when = -Infinity;
  /** Nothing was chosen in the list since it was opened. */
  #isFresh = true;

  /** `say` tells those who do not see the list what is in it. */
  constructor(field, { label, say }) {
    made += 1;
    this.field = field;
    this.say = say;
    this.list = h("ul", { id: `nabidka-${made}`, className: "rec-offer", role: "listbox", "aria-label": label, hidden: true });
    field.setAttribute("aria-autocomplete", "list");
    field.setAttribute("aria-haspopup", "listbox");
    this.#expanded(false);
    field.addEventListener("blur", () => this.close());
  }

  get isOpen() {
    return !this.list.hidden;
  }

  /** Items are `{label, hint, value}`; `letters`: letters jump to an item that begins with them. */
  open(items, pick, { letters = false, name = null } = {}) {
    if (items.length === 0) return this.close();
    const fresh = !this.isOpen;
    Object.assign(this, { letters });
    this.#items = items;
    this.#pick = pick;
    this.#typed = "";
    if (name !== null) this.list.setAttribute("aria-label", name);
    this.list.replaceChildren(...items.map((item, at) => h("li", {
      id: `${this.list.id}-${at}`, role: "option",
      onmousedown: (event) => event.preventDefault(), onclick: () => this.#choose(at),
    }, h("b", {}, item.label), item.hint ? h("span", {}, item.hint) : null)));
    this.list.hidden = false;
    this.#expanded(true);
    this.#move(0);
    this.#isFresh = true;
    if (fresh) this.say(`Nabídka: ${items.length}. Šipkami vyberte, Enter potvrdí.`);
    return undefined;
  }

  close() {
    if (this.list.hidden) return;
    this.list.hidden = true;
    this.#expanded(false);
    this.field.removeAttribute("aria-activedescendant");
  }

  #expanded(open) {
    // Only a combobox can say so; a text of several lines cannot be one.
    if (this.field.getAttribute("role") === "combobox") this.field.setAttribute("aria-expanded", String(open));
    if (open) this.field.setAttribute("aria-controls", this.list.id);
    else this.field.removeAttribute("aria-controls");
  }

  #move(to) {
    this.#isFresh = false;
    this.#at = (to + this.#items.length) % this.#items.length;
    for (const [at, option] of [...this.list.children].entries()) option.setAttribute("aria-selected", String(at === this.#at));
    this.field.setAttribute("aria-activedescendant", `${this.list.id}-${this.#at}`);
    this.list.children[this.#at].scrollIntoView?.({ block: "nearest" });
  }

  #choose(at) {
    const item = this.#items[at];
    this.close();
    this.#pick(item.value);
  }

  /** Whether the key was for the list. */
  key(event) {
    if (!this.isOpen || event.ctrlKey || event.altKey || event.metaKey) return false;
    const steps = { ArrowDown: this.#at + 1, ArrowUp: this.#at - 1, Home: this.letters ? 0 : undefined, End: this.letters ? -1 : undefined };
    if (steps[event.key] !== undefined) this.#move(steps[event.key]);
    else if (event.key === "Enter" || event.key === "Tab") this.#choose(this.#at);
    else if (event.key === "Escape") this.close();
    else if (this.letters && event.key.length === 1) this.#letter(bare(event.key));
    else return false;
    event.preventDefault();
    return true;
  }

  /** Letters in a row add up to a beginning; one letter again and again goes round all that begin with it. */
  #letter(letter) {
    const now = performance.now();
    const typed = now - this.#when < TOGETHER ? this.#typed + letter : letter;
    [this.#typed, this.#when] = [typed, now];
    // What a fresh list begins with was not chosen yet, and may be what is meant.
    const next = this.#isFresh ? 0 : 1;
    const behind = (first) => this.#items.map((_, at) => (this.#at + first + at) % this.#items.length);
    const begins = (text) => (at) => bare(this.#items[at].label).startsWith(text);
    const isRound = [...typed].every((one) => one === letter);
    const found = (typed.length > 1 ? behind(0).find(begins(typed)) : undefined) ?? (isRound ? behind(next).find(begins(letter)) : undefined);
    if (found !== undefined) this.#move(found);
  }
}
