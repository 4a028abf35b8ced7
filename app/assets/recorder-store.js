// What lies on the device: entries that wait, and what was read, each sealed with the device's key (AES-256-GCM). The
// key never lies here. Every saving waits for the disk (durability: strict).
const PREFIX = "pripadovka-jednani-";

/** Whether this browser, here, can keep anything safely: needs https or localhost. */
export const canKeep = () =>
  Boolean(globalThis.crypto?.subtle && globalThis.indexedDB && globalThis.navigator?.locks);

/** The key as the house sends it (base64), for use only: it cannot be read out again. */
export async function importKey(base64) {
  const raw = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
  return crypto.subtle.importKey("raw", raw, "AES-GCM", false, ["encrypt", "decrypt"]);
}

const done = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
const finished = (work) =>
  new Promise((resolve, reject) => {
    work.oncomplete = () => resolve();
    work.onabort = () => reject(work.error ?? new Error("aborted"));
  });

export class Store {
  #db;
  #conference;
  #keys = new Map();
  /** What is known to be on the disk: entry → how it lies there. */
  #lies = new Map();
  /** Savings follow each other. */
  #last = Promise.resolve();
  /** The saving that has not begun: whoever wants one more has it in this one. */
  #next = null;

  static async open(conference) {
    const opening = indexedDB.open(PREFIX + conference, 1);
    opening.onupgradeneeded = () => {
      const db = opening.result;
      db.createObjectStore("devices", { keyPath: "device" });
      db.createObjectStore("outbox", { keyPath: "id" }).createIndex("device", "device");
      db.createObjectStore("seen", { autoIncrement: true }).createIndex("device", "device");
      db.createObjectStore("page", { keyPath: "device" });
    };
    const store = new Store();
    store.#db = await done(opening);
    store.#conference = conference;
    // Another tab wipes: let it.
    store.#db.onversionchange = () => store.#db.close();
    localStorage.setItem(PREFIX + conference, new Date().toISOString().slice(0, 10));
    return store;
  }

  useKey(device, key) {
    this.#keys.set(device, key);
  }

  hasKey(device) {
    return this.#keys.has(device);
  }

  #about(device, what) {
    return new TextEncoder().encode(`${this.#conference}|${device}|${what}`);
  }

  async #seal(device, what, value) {
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const clear = new TextEncoder().encode(JSON.stringify(value));
    const how = { name: "AES-GCM", iv, additionalData: this.#about(device, what) };
    return { iv, data: await crypto.subtle.encrypt(how, this.#keys.get(device), clear) };
  }

  async #open(device, what, { iv, data }) {
    const how = { name: "AES-GCM", iv, additionalData: this.#about(device, what) };
    return JSON.parse(new TextDecoder().decode(await crypto.subtle.decrypt(how, this.#keys.get(device), data)));
  }

  #write(names) {
    return this.#db.transaction(names, "readwrite", { durability: "strict" });
  }

  #inTurn(work) {
    const turn = this.#last.then(work, work);
    this.#last = turn.catch(() => {});
    return turn;
  }

  /** Saves an outbox as it stands when its turn comes, all of it or nothing. Done means: on the disk. */
  save(outbox) {
    this.#next ??= this.#inTurn(() => {
      this.#next = null;
      return this.#save(outbox().saved());
    });
    return this.#next;
  }

  async #save({ device, seq, stamp, waiting, aside }) {
    const all = [...waiting, ...aside];
    const how = ({ entry, tried, why }) => JSON.stringify([entry.device, entry.seq, entry.stamp, tried ?? true, why ?? null]);
    const fresh = all.filter((one) => this.#lies.get(one.entry.id) !== how(one));
    const sealed = await Promise.all(fresh.map(async ({ entry, tried, why }) => ({
      id: entry.id, device, seq: entry.seq, tried: tried ?? true, why: why ?? null, ...(await this.#seal(device, entry.id, entry)),
    })));
    const ids = new Set(all.map((one) => one.entry.id));
    const gone = [...this.#lies.keys()].filter((id) => !ids.has(id));
    const work = this.#write(["outbox", "devices"]);
    for (const id of gone) work.objectStore("outbox").delete(id);
    for (const row of sealed) work.objectStore("outbox").put(row);
    work.objectStore("devices").put({ device, seq, stamp });
    await finished(work);
    for (const id of gone) this.#lies.delete(id);
    for (const one of fresh) this.#lies.set(one.entry.id, how(one));
  }

  /** The outbox of a device as it was last saved; null if there is none. Its key must be known. */
  async outbox(device) {
    const work = this.#db.transaction(["devices", "outbox"]);
    const [head, rows] = await Promise.all([
      done(work.objectStore("devices").get(device)), done(work.objectStore("outbox").index("device").getAll(device)),
    ]);
    if (head === undefined) return null;
    rows.sort((a, b) => a.seq - b.seq);
    const open = await Promise.all(rows.map(async (row) => ({ ...row, entry: await this.#open(device, row.id, row) })));
    const saved = {
      device, seq: head.seq, stamp: head.stamp,
      waiting: open.filter((row) => row.why === null).map(({ entry, tried }) => ({ entry, tried })),
      aside: open.filter((row) => row.why !== null).map(({ entry, why }) => ({ entry, why })),
    };
    return saved;
  }

  /** Says that what was just read of a device is what lies there: the next saving writes only what changed. */
  adopt({ waiting, aside }) {
    for (const { entry, tried, why } of [...waiting, ...aside])
      this.#lies.set(entry.id, JSON.stringify([entry.device, entry.seq, entry.stamp, tried ?? true, why ?? null]));
  }

  /** Other devices whose entries wait here, and how many. */
  async others(own) {
    const rows = await done(this.#db.transaction("outbox").objectStore("outbox").index("device").getAllKeys());
    const devices = await done(this.#db.transaction("devices").objectStore("devices").getAllKeys());
    const found = [];
    for (const device of devices) {
      if (device === own || rows.length === 0) continue;
      const waits = await done(this.#db.transaction("outbox").objectStore("outbox").index("device").count(device));
      if (waits > 0) found.push({ device, waits });
    }
    return found;
  }

  /** Takes kept entries of another device out, and the device once it is empty. */
  forget(device, ids, whole) {
    return this.#inTurn(async () => {
      const work = this.#write(["outbox", "devices", "seen", "page"]);
      for (const id of ids) work.objectStore("outbox").delete(id);
      if (whole) await this.#forgetDevice(work, device);
      await finished(work);
    });
  }

  /** Notes that the house did not take these, and why: they are not sent again. */
  putAside(aside) {
    return this.#inTurn(async () => {
      const work = this.#write(["outbox"]);
      const rows = work.objectStore("outbox");
      for (const { entry, why } of aside) {
        const row = await done(rows.get(entry.id));
        if (row !== undefined) rows.put({ ...row, why });
      }
      await finished(work);
    });
  }

  /** What belongs to a device leaves; others stay. */
  leave(device) {
    return this.#inTurn(async () => {
      const work = this.#write(["outbox", "devices", "seen", "page"]);
      for (const id of await done(work.objectStore("outbox").index("device").getAllKeys(device))) work.objectStore("outbox").delete(id);
      await this.#forgetDevice(work, device);
      await finished(work);
      this.#lies.clear();
      this.#keys.delete(device);
    });
  }

  async #forgetDevice(work, device) {
    work.objectStore("devices").delete(device);
    work.objectStore("page").delete(device);
    for (const key of await done(work.objectStore("seen").index("device").getAllKeys(device))) work.objectStore("seen").delete(key);
  }

  /** Keeps what the house sent, to be read again without it. */
  addSeen(device, entries, position) {
    return this.#inTurn(async () => {
      const sealed = await this.#seal(device, `seen ${position}`, entries);
      const work = this.#write(["seen"]);
      work.objectStore("seen").put({ device, position, ...sealed });
      await finished(work);
    });
  }

  async seen(device) {
    const rows = await done(this.#db.transaction("seen").objectStore("seen").index("device").getAll(device));
    const pieces = await Promise.all(rows.map((row) => this.#open(device, `seen ${row.position}`, row)));
    return { entries: pieces.flat(), position: rows.reduce((last, row) => Math.max(last, row.position), 0) };
  }

  /** The page's own data (agenda, names), for opening it without the house. */
  savePage(device, page) {
    return this.#inTurn(async () => {
      const sealed = await this.#seal(device, "page", page);
      const work = this.#write(["page"]);
      work.objectStore("page").put({ device, ...sealed });
      await finished(work);
    });
  }

  async page(device) {
    const row = await done(this.#db.transaction("page").objectStore("page").get(device));
    return row === undefined ? null : this.#open(device, "page", row);
  }

  /** Everything of this conference leaves the device. */
  async wipe() {
    await this.#last;
    this.#db.close();
    this.#keys.clear();
    await wipeConference(this.#conference);
  }
}

export async function wipeConference(conference) {
  await new Promise((resolve) => {
    const request = indexedDB.deleteDatabase(PREFIX + conference);
    request.onsuccess = request.onerror = request.onblocked = () => resolve();
  });
  localStorage.removeItem(PREFIX + conference);
}
