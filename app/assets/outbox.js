// What waits on a device until the house has it, and what time it is there. Pure, as journal.js; the twin of
// libs/journal/src/{outbox,clock}.rs.

/** The largest number that may stand in an entry. */
const LARGEST = 2 ** 53 - 1;
/** How far a stamp may lie above the house's. */
const STAMP_LEAP = 1_000_000;

/**
 * The entries a device has made and does not know to be kept by the house. Plain data (`saved()`), saved whole or in
 * parts after every change and before anything leaves; an entry leaves it only when the house names it as kept.
 */
export class Outbox {
  constructor({ device, seq = 0, stamp = 0, waiting = [], aside = [] }) {
    Object.assign(this, { device, seq, stamp, waiting, aside });
  }

  saved() {
    return structuredClone({ device: this.device, seq: this.seq, stamp: this.stamp, waiting: this.waiting, aside: this.aside });
  }

  /** Makes an entry and puts it at the end; a text never sent is replaced by the one written over it. */
  put(id, happened, act) {
    const own = this.#replaceLast(structuredClone(act));
    this.seq = Math.min(this.seq + 1, LARGEST);
    this.stamp = Math.min(this.stamp + 1, LARGEST);
    const entry = { id, device: this.device, seq: this.seq, stamp: this.stamp, happened, act: own };
    this.waiting.push({ entry, tried: false });
    return entry;
  }

  #replaceLast(act) {
    const last = this.waiting.at(-1);
    const older = last?.entry.act;
    const replaces = act.do === "write" && last && !last.tried && older.do === "write" && older.line === act.line
      && act.over.includes(last.entry.id);
    if (!replaces) return act;
    this.waiting.pop();
    const over = act.over.filter((one) => one !== last.entry.id);
    return { ...act, over: [...over, ...older.over.filter((one) => !over.includes(one))] };
  }

  /** At most `most` entries to send, the oldest first; from here on they may have left. Save, then send. */
  batch(most) {
    const sending = this.waiting.slice(0, most);
    for (const one of sending) one.tried = true;
    return sending.map((one) => one.entry);
  }

  /** An answer came, perhaps late or twice. Gives the entries that are kept, and whether a new name is needed. */
  answered({ kept, refused, stamp }) {
    this.witness(stamp);
    const ids = new Set(kept);
    const isKept = (one) => ids.has(one.entry.id);
    const heard = { kept: [...this.waiting, ...this.aside].filter(isKept).map((one) => one.entry), new_name: false };
    this.waiting = this.waiting.filter((one) => !isKept(one));
    this.aside = this.aside.filter((one) => !isKept(one));
    let ahead = false;
    for (const { entry, why } of refused) {
      const one = this.waiting.find((waiting) => waiting.entry.id === entry);
      if (one === undefined) continue;
      if (why === "count_taken") heard.new_name = true;
      else if (why === "stamp_ahead") ahead ||= one.entry.stamp > stamp + STAMP_LEAP;
      else {
        this.waiting = this.waiting.filter((other) => other !== one);
        this.aside.push({ entry: one.entry, why });
      }
    }
    if (ahead) this.#stampAnew(stamp);
    return heard;
  }

  #stampAnew(from) {
    this.stamp = from;
    for (const one of this.waiting) {
      this.stamp = Math.min(this.stamp + 1, LARGEST);
      one.entry.stamp = this.stamp;
    }
  }

  /** A new name of the device; what waits is counted anew under it and keeps its identifiers. */
  rename(device) {
    this.device = device;
    this.seq = 0;
    for (const one of this.waiting) {
      this.seq += 1;
      [one.entry.device, one.entry.seq] = [device, this.seq];
    }
  }

  /** The device has seen this stamp: what it makes from now on counts as later. */
  witness(stamp) {
    this.stamp = Math.max(this.stamp, Math.min(stamp, LARGEST));
  }

  /** All that it has made and does not know to be kept. */
  unkept() {
    return [...this.waiting, ...this.aside].map((one) => one.entry);
  }
}

/** Moments of the house (microseconds since 1970) carried on by a counter that only grows. */
export class Clock {
  constructor(house, counted) {
    Object.assign(this, { house, counted });
  }

  now(counted) {
    return this.house + (counted - this.counted);
  }

  /** The house said `house`; it was asked at `sent` and the answer came at `came`. */
  answered(house, sent, came) {
    return came < sent ? this : new Clock(house, sent + Math.floor((came - sent) / 2));
  }
}
