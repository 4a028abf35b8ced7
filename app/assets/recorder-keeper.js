// Where entries lie: in this page, on the device, at the house. Holds the tab's name, its key and its locks.
import { after } from "./journal.js";
import { Outbox } from "./outbox.js";
import { fitting, Link, Stream, Trouble, Uploader } from "./recorder-link.js";
import { sendOther, slot } from "./recorder-others.js";
import { canKeep, importKey, Store } from "./recorder-store.js";
import { newId } from "./recorder-words.js";

const WORKER = "/assets/recorder-sw.js";
const SCOPE = "/konference/";
/** How often the worker hears that this page is open; it lets the key go without. */
const HOLD = 10_000;
const SWEEP = 30_000;
/** How long the page before this one may take to end. */
const HANDOVER = 1_500;

/** Holds a device for as long as this page lives; false if another page has it. */
function hold(device) {
  return new Promise((resolve) => {
    const forEver = () => new Promise(() => resolve(true));
    navigator.locks.request(slot(device), { signal: AbortSignal.timeout(HANDOVER) }, forEver).catch(() => resolve(false));
  });
}

/** The tab's name. A copied tab has the name of the one it was copied from, and takes a new one. */
async function claim(conference) {
  const known = sessionStorage.getItem(slot(conference));
  if (known !== null && (await hold(known))) return known;
  return claimNew(conference);
}

async function claimNew(conference) {
  const device = newId();
  await hold(device);
  sessionStorage.setItem(slot(conference), device);
  return device;
}

const worker = async () => (await navigator.serviceWorker?.getRegistration(SCOPE))?.active ?? null;

/** What the worker holds for this tab: `{key, house}`, or null. */
async function askWorker(conference, device) {
  const active = await worker().catch(() => null);
  if (active === null) return null;
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = (event) => resolve(event.data);
    setTimeout(() => resolve(null), 1_000);
    active.postMessage({ do: "ask", conference, device }, [port2]);
  });
}

export class Keeper {
  /** "safe": on the device and at the house; "no key": only in this page until the house answers; "none": this
      browser cannot keep anything here. */
  mode = "none";
  isFull = false;
  waitsElsewhere = 0;
  #connected = false;
  #wiped = false;
  #saving = 0;
  #notOurs = new Set();
  #sweeping = null;

  /** What this tab has from before: its name, and as much as can be read without the house. */
  static async recall(page, conference) {
    if (!canKeep()) return { mode: "none", device: newId() };
    const store = await Store.open(conference).catch(() => null);
    if (store === null) return { mode: "none", device: newId() };
    const device = await claim(conference);
    const held = await askWorker(conference, device);
    if (held === null) return { mode: "no key", store, device };
    store.useKey(device, held.key);
    const kept = page === null ? await store.page(device).catch(() => null) : null;
    return { mode: "safe", store, device, key: held.key, page: kept, house: page === null ? held.house : null };
  }

  constructor(app) {
    this.app = app;
    this.link = new Link({ page: app.page, heard: (answer) => this.#heard(answer), clock: (...moments) => app.tell(...moments) });
    this.uploader = new Uploader({
      outbox: () => app.minutes.outbox, save: () => this.save().catch(() => {}), needed: () => !this.#connected,
      send: (device, entries) => this.#send(device, entries), kept: (answer) => this.#kept(answer), changed: () => app.status(),
    });
  }

  get isSafe() {
    return this.mode === "safe" && !this.isFull;
  }

  get isSaving() {
    return this.#saving > 0;
  }

  async start({ mode, store = null, device, key = null }, shell) {
    Object.assign(this, { mode, store, device, key, shell });
    const { app } = this;
    const typed = app.minutes.outbox;
    app.minutes.begin(new Outbox({ device, stamp: 0 }), []);
    this.#append(typed.waiting);
    this.stream = new Stream({
      address: app.page.live_address, position: 0, entries: (told) => this.#told(told), state: (told) => this.#heard(told),
      lost: () => this.uploader.probe(), back: () => this.uploader.again(),
    });
    if (mode === "safe") await this.#takeUp();
    this.stream.open();
    this.uploader.soon(0);
    this.#listen();
    if (store !== null) await this.#openWorker();
  }

  #listen() {
    const again = () => {
      if (this.uploader.trouble !== null) this.uploader.again();
      this.stream.again();
    };
    addEventListener("online", again);
    addEventListener("focus", again);
    setInterval(() => this.sweep(), SWEEP);
  }

  async #openWorker() {
    const registration = await navigator.serviceWorker?.register(WORKER, { scope: SCOPE }).catch(() => null);
    if (!registration) return;
    await navigator.serviceWorker.ready;
    this.#tellWorker();
    setInterval(() => this.#tellWorker(), HOLD);
  }

  async #tellWorker() {
    if (this.key === null || this.#wiped) return;
    const house = this.app.minutes.now();
    (await worker())?.postMessage({ do: "hold", conference: this.app.page.conference, device: this.device, key: this.key, house });
  }

  // --- the device

  /** Reads what this tab left on the device. */
  async #takeUp() {
    const { app, store, device } = this;
    const saved = await store.outbox(device);
    const seen = await store.seen(device);
    const typed = app.minutes.outbox.waiting;
    if (saved !== null) store.adopt(saved);
    app.minutes.begin(new Outbox(saved ?? { device, stamp: 0 }), seen.entries);
    if (this.shell) this.#placeAnew(typed);
    this.#append(typed);
    this.stream.position = Math.max(this.stream.position, seen.position);
    await this.save();
  }

  /** A page without the agenda could not know where a line belongs. */
  #placeAnew(waiting) {
    const phase = this.app.minutes.currentPhase();
    const begun = waiting.filter(({ entry }) => entry.act.do === "begin" && entry.act.phase === null).map(({ entry }) => entry.act);
    let last = null;
    for (const act of begun) {
      last = last === null ? this.app.minutes.placeFor(act.line, phase) : after(last, 0, act.line);
      Object.assign(act, { phase, place: last });
    }
  }

  /** Entries that were made before the tab knew what it had: counted behind it. */
  #append(waiting) {
    const { outbox } = this.app.minutes;
    const known = new Set(outbox.unkept().map((entry) => entry.id));
    for (const one of waiting.filter(({ entry }) => !known.has(entry.id))) {
      outbox.seq += 1;
      outbox.stamp += 1;
      Object.assign(one.entry, { device: outbox.device, seq: outbox.seq, stamp: outbox.stamp });
      outbox.waiting.push(one);
    }
    if (waiting.length > 0) this.app.minutes.refresh();
  }

  /** Done means: it lies on the device, if anything can lie there. */
  async save() {
    if (this.mode !== "safe" || this.#wiped) return;
    this.#saving += 1;
    try {
      await this.store.save(() => this.app.minutes.outbox);
      this.isFull = false;
    } catch (failure) {
      this.isFull = true;
      throw failure;
    } finally {
      this.#saving -= 1;
    }
  }

  async #hasKey(answer) {
    if (this.mode !== "no key" || !answer.key) return;
    this.key = await importKey(answer.key);
    this.store.useKey(this.device, this.key);
    const late = answer.now - this.app.minutes.now();
    // A page without a word from the house went by a clock that is nobody's.
    if (this.shell) for (const { entry } of this.app.minutes.outbox.waiting) entry.happened += late;
    try {
      this.mode = "safe";
      await this.#takeUp();
    } catch (failure) {
      // Sealed with another key: somebody else has signed in here. Theirs stays as it is.
      console.error(failure);
      await this.#becomeNew();
    }
    await this.#tellWorker();
    if (this.shell) {
      this.app.editor.leave();
      await this.save();
      location.reload();
    } else await this.store.savePage(this.device, this.app.page).catch(() => {});
  }

  /** Another name, with its own key; what waits goes with it. */
  async #becomeNew() {
    const device = await claimNew(this.app.page.conference);
    const answer = await this.link.device(device);
    this.key = await importKey(answer.key);
    this.store.useKey(device, this.key);
    this.device = device;
    this.app.minutes.outbox.rename(device);
    this.app.minutes.refresh();
    await this.save();
    await this.#tellWorker();
  }

  /** The page ends and nothing can be kept here: what waits is handed to the browser to send. Where the device keeps
      it that is not done: what left must be saved as having left first. */
  farewell() {
    const { outbox } = this.app.minutes;
    if (this.mode === "safe" || outbox.waiting.length === 0 || !this.#connected) return;
    this.link.send(outbox.device, outbox.batch(fitting(outbox.waiting)), true).catch(() => {});
  }

  // --- the house

  async #send(device, entries) {
    if (!this.#connected) {
      const answer = await this.link.device(this.device);
      this.app.minutes.outbox.witness(answer.stamp ?? 0);
      if (this.mode === "safe") await this.store.savePage(this.device, this.app.page).catch(() => {});
      await this.#hasKey(answer);
      this.#connected = true;
      this.sweep();
      // What is to be sent may be counted anew by now.
      return { kept: [], refused: [], stamp: 0, again: true };
    }
    return this.link.send(device, entries);
  }

  async #kept(answer) {
    const { minutes } = this.app;
    const heard = minutes.outbox.answered(answer);
    // First to where it can be read again, then out of what waits.
    if (heard.kept.length > 0 && this.isSafe) await this.store.addSeen(this.device, heard.kept, this.stream.position).catch(() => {});
    minutes.take(heard.kept);
    if (answer.refused.length > 0) minutes.refresh();
    if (heard.new_name) await this.#renamed();
    await this.save().catch(() => {});
    await this.#wipeIfSealed();
  }

  async #renamed() {
    if (this.mode === "safe") return this.#becomeNew();
    this.device = newId();
    await this.link.device(this.device);
    return this.app.minutes.outbox.rename(this.device);
  }

  /** The house told entries by itself; own ones among them are kept, even if the answer was lost. */
  #told({ entries, position, now }) {
    const { minutes } = this.app;
    const told = new Set(entries.map((entry) => entry.id));
    const own = minutes.outbox.unkept().some((entry) => told.has(entry.id));
    minutes.take(entries);
    if (own) minutes.outbox.answered({ kept: [...told], refused: [], stamp: 0 });
    if (this.isSafe) this.store.addSeen(this.device, entries, position).catch(() => {});
    if (own) this.save().catch(() => {});
    this.#heard({ now });
    this.app.status();
  }

  #heard(answer) {
    this.app.heard(answer);
    if (this.uploader?.trouble === null) this.#wipeIfSealed().catch(console.error);
  }

  /** After the seal nothing stays here of this window. What still waits is sent first, of windows that are no more too;
      what somebody else left, whom the house gives no key now, stays for them. */
  async #wipeIfSealed() {
    const isDone = () => this.app.sealed && !this.#wiped && this.#connected && this.app.minutes.outbox.waiting.length === 0;
    if (!isDone()) return;
    await this.sweep();
    const others = this.store === undefined || this.store === null ? [] : await this.store.others(this.device).catch(() => null);
    if (!isDone()) return;
    this.#wiped = true;
    this.mode = "safe";
    // Unread means unknown: then nobody's lines are deleted.
    if (others?.length === 0) await this.store?.wipe();
    else await this.store.leave(this.device);
    (await worker())?.postMessage({ do: "let go", conference: this.app.page.conference });
    this.key = null;
    this.app.close();
  }

  // --- other tabs

  /** Sends what tabs left here that are no more; one sweep at a time. */
  sweep() {
    this.#sweeping ??= this.#sweep().finally(() => {
      this.#sweeping = null;
    });
    return this.#sweeping;
  }

  async #sweep() {
    if (this.mode !== "safe" || this.#wiped || !this.#connected) return;
    const others = await this.store.others(this.device).catch(() => []);
    let waits = 0;
    for (const other of others) {
      waits += await navigator.locks.request(slot(other.device), { ifAvailable: true }, async (lock) => {
        if (lock === null) return 0;
        if (this.#notOurs.has(other.device)) return other.waits;
        return this.#sendOther(other).catch((trouble) => {
          if (!(trouble instanceof Trouble)) console.error(trouble);
          // Somebody else's, who is not signed in here now: asking again and again would fill the trail.
          if (["withdrawn", "not_here"].includes(trouble.kind)) this.#notOurs.add(other.device);
          return other.waits;
        });
      });
    }
    this.waitsElsewhere = waits;
    this.app.status();
  }

  /** Gives how many are left. */
  async #sendOther({ device }) {
    const kept = async (entries) => {
      this.app.minutes.take(entries);
      await this.store.addSeen(this.device, entries, this.stream.position);
    };
    return (await sendOther({ store: this.store, link: this.link, device, kept })).unkept().length;
  }
}
