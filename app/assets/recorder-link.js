// The line to the house: requests, the uploading of what waits, and what the house tells by itself.

/** Entries of one sending; the house takes 200 and 2 MB. */
const MOST = 200;
const HEAVIEST = 1_500_000;
const PATIENCE = 15_000;
const LONGEST_PAUSE = 30_000;
/** The house sends a beat every two seconds. */
const SILENCE = 12_000;

/** Something between us and the house; `kind` says what the page has to do. */
export class Trouble extends Error {
  constructor(kind, sentence) {
    super(kind);
    Object.assign(this, { kind, sentence });
  }
}

const PLAIN = {
  withdrawn: "K zápisu této konference už nemáte přístup.",
  not_here: "Tato konference tu není, nebo k ní nemáte přístup.",
};

async function ask(address, options, clock) {
  const sent = performance.now() * 1000;
  let response;
  try {
    response = await fetch(address, {
      ...options, redirect: "manual", cache: "no-store", credentials: "same-origin",
      headers: { Accept: "application/json", ...options.headers }, signal: AbortSignal.timeout(PATIENCE),
    });
  } catch {
    throw new Trouble("offline");
  }
  if (response.type === "opaqueredirect") throw new Trouble("sign_in");
  const answer = await response.json().catch(() => null);
  if (response.ok && answer !== null) {
    clock(answer.now, sent, performance.now() * 1000);
    return answer;
  }
  const kinds = { 401: "sign_in", 403: "withdrawn", 404: "not_here", 413: "too_large" };
  const kind = answer?.error ?? kinds[response.status] ?? "offline";
  throw new Trouble(kind, answer?.sentence ?? PLAIN[kind]);
}

export class Link {
  /** `heard(answer)` is called with every answer that carries the house's time and seal. */
  constructor({ page, heard, clock }) {
    Object.assign(this, { page, heard, clock });
  }

  async device(device) {
    const answer = await ask(this.page.device_address, { method: "POST", body: new URLSearchParams({ zarizeni: device }) }, this.clock);
    this.heard(answer);
    return answer;
  }

  async send(device, entries, keepalive = false) {
    const body = JSON.stringify({ device, entries });
    const options = { method: "POST", body, headers: { "Content-Type": "application/json" }, keepalive: keepalive && body.length < 60_000 };
    const answer = await ask(this.page.journal_address, options, this.clock);
    this.heard(answer);
    return answer;
  }
}

/** How many entries of a batch go at once: by number and by weight. */
export function fitting(waiting, most = MOST) {
  let weight = 0;
  let number = 0;
  for (const { entry } of waiting.slice(0, most)) {
    weight += JSON.stringify(entry).length * 2;
    if (number > 0 && weight > HEAVIEST) break;
    number += 1;
  }
  return number;
}

/** Uploads what waits; one at a time, again and again until nothing waits, more slowly while the house is silent. */
export class Uploader {
  #running = false;
  #timer = null;
  #due = Infinity;
  #failures = 0;
  trouble = null;

  #asking = false;

  /** `needed()` says whether something is to be asked of the house even if nothing waits. */
  constructor({ outbox, save, needed, send, kept, changed }) {
    Object.assign(this, { outbox, save, needed, send, kept, changed });
  }

  /** Sends in `delay` milliseconds at the latest; while the house is silent, when its pause is over. */
  soon(delay = 0) {
    if (this.#failures > 0 && this.#timer !== null) return;
    this.#plan(delay);
  }

  #plan(delay) {
    const due = performance.now() + delay;
    if (this.#timer !== null && this.#due <= due) return;
    clearTimeout(this.#timer);
    this.#due = due;
    this.#timer = setTimeout(() => this.#fire(), delay);
  }

  /** The line may be back: do not wait out the pause. */
  again() {
    this.#failures = 0;
    this.#plan(0);
  }

  /** Asks whether the house answers. */
  probe() {
    this.#asking = true;
    this.soon(0);
  }

  async #fire() {
    this.#timer = null;
    if (this.#running) return;
    this.#running = true;
    try {
      // An empty sending asks whether a trouble is over.
      while (this.outbox().waiting.length > 0 || this.trouble !== null || this.#asking || this.needed()) await this.#once();
      this.#failures = 0;
    } catch (trouble) {
      this.#failed(trouble);
    } finally {
      this.#running = false;
      this.changed();
    }
  }

  async #once() {
    const outbox = this.outbox();
    const most = fitting(outbox.waiting, this.trouble?.kind === "too_large" ? 1 : MOST);
    const batch = outbox.batch(most);
    await this.save();
    const answer = await this.send(outbox.device, structuredClone(batch));
    this.trouble = null;
    this.#asking = false;
    if (answer.again) return;
    await this.kept(answer);
    if (batch.length > 0 && answer.kept.length === 0 && answer.refused.length === 0) throw new Trouble("offline");
    this.changed();
  }

  #failed(trouble) {
    if (!(trouble instanceof Trouble)) console.error(trouble);
    this.trouble = trouble instanceof Trouble ? trouble : new Trouble("offline");
    this.#asking = false;
    this.#failures += 1;
    const pause = Math.min(LONGEST_PAUSE, 1_000 * 2 ** (this.#failures - 1));
    clearTimeout(this.#timer);
    this.#timer = null;
    this.#plan(pause * (0.5 + Math.random() / 2));
  }
}

/** What the house tells by itself; opens again after a silence, where it left off. */
export class Stream {
  #source = null;
  #watch = null;
  #retry = null;
  #failures = 0;
  #closed = false;

  constructor({ address, position, entries, state, lost, back }) {
    Object.assign(this, { address, position, entries, state, lost, back });
  }

  open() {
    if (this.#closed) return;
    this.#source?.close();
    const address = new URL(this.address, location.href);
    address.searchParams.set("od", String(this.position));
    const source = new EventSource(address);
    this.#source = source;
    const alive = () => {
      clearTimeout(this.#watch);
      this.#watch = setTimeout(() => this.#broken(), SILENCE);
      if (this.#failures > 0) this.back();
      this.#failures = 0;
    };
    const hear = (name, then) => source.addEventListener(name, (event) => {
      alive();
      if (event.data) then?.(JSON.parse(event.data));
    });
    source.addEventListener("open", alive);
    hear("tep");
    hear("zapis", (told) => {
      this.position = Math.max(this.position, told.position);
      this.entries(told);
    });
    hear("stav", (told) => this.state(told));
    source.addEventListener("error", () => this.#broken());
    this.#watch = setTimeout(() => this.#broken(), SILENCE);
  }

  #broken() {
    clearTimeout(this.#watch);
    clearTimeout(this.#retry);
    this.#source?.close();
    this.#source = null;
    if (this.#closed) return;
    this.#failures += 1;
    this.lost();
    const pause = Math.min(LONGEST_PAUSE, 1_000 * 2 ** (this.#failures - 1));
    this.#retry = setTimeout(() => this.open(), pause * (0.5 + Math.random() / 2));
  }

  /** The line may be back. */
  again() {
    if (this.#source !== null || this.#closed) return;
    clearTimeout(this.#retry);
    this.open();
  }

  close() {
    this.#closed = true;
    clearTimeout(this.#watch);
    clearTimeout(this.#retry);
    this.#source?.close();
  }
}
