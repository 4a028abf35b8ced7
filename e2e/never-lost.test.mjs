// A person types, and the net is cut, the page reloaded, the tab killed, the browser killed and the server killed at
// random. Whatever stood on the screen while it said "Uloženo" (on the device or at the office), and whatever stood there
// for a second whatever it said, is in the minutes in the end, once.
//   ROUNDS=200 SEED=7 node --test e2e/never-lost.test.mjs
import assert from "node:assert/strict";
import { mkdtemp, readlink, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { setTimeout as wait } from "node:timers/promises";
import { chromium } from "playwright-core";
import { chance } from "./journal-world.mjs";
import { House } from "./never-lost-house.mjs";

const rounds = Number(process.env.ROUNDS ?? 5);
const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));
const WORDS = Number(process.env.WORDS ?? 24);

/** In the page: tells every word that stands there when it says "Uloženo", and every word that has stood there for a second:
 *  no more than that may ever be lost. */
function witness() {
  const since = new Map();
  const look = () => {
    const status = document.querySelector(".rec-status-text")?.textContent ?? "";
    const shown = [...document.querySelectorAll(".rec-text")].map((line) => line.textContent);
    shown.push(document.querySelector(".rec-area")?.value ?? "");
    const there = shown.join(" ").match(/w[0-9a-z]*/g) ?? [];
    const now = performance.now();
    for (const word of since.keys()) if (!there.includes(word)) since.delete(word);
    for (const word of there) if (!since.has(word)) since.set(word, now);
    const words = there.filter((word) => status.startsWith("Uloženo") || now - since.get(word) >= 1_000);
    const told = words.join(" ");
    if (told === globalThis.lastTold) return;
    globalThis.lastTold = told;
    globalThis.promised?.(words);
  };
  setInterval(look, 20);
}

class Person {
  promised = new Set();
  typed = 0;
  killed = { net: 0, reload: 0, tab: 0, browser: 0, server: 0 };

  constructor(house, dice, address, profile) {
    Object.assign(this, { house, dice, address, profile });
  }

  async openBrowser() {
    this.context = await chromium.launchPersistentContext(this.profile, {
      executablePath: process.env.PRIPADOVKA_CHROMIUM ?? "/usr/bin/chromium",
      args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--no-first-run", "--lang=cs"],
      locale: "cs-CZ", timezoneId: "Europe/Prague",
    });
    this.context.on("page", (page) => page.on("dialog", (dialog) => dialog.accept().catch(() => {})));
    await this.context.exposeBinding("promised", (_, words) => words.forEach((word) => this.promised.add(word)));
    await this.context.addInitScript(witness);
    await this.openTab(this.context.pages()[0]);
  }

  async openTab(page = null) {
    this.page = page ?? (await this.context.newPage());
    this.page.on("dialog", (dialog) => dialog.accept().catch(() => {}));
    await this.goThere();
  }

  /** To the recorder's page, by the sign-in if that is asked for; again until something to type in stands there. */
  async goThere() {
    for (let turn = 0; turn < 100; turn += 1) {
      await this.page.goto(this.address, { timeout: 10_000 }).catch(() => {});
      if (await this.page.locator(".rec-area").waitFor({ timeout: 3_000 }).then(() => true, () => false)) return this.toNewLine();
      await this.signIn(this.page);
    }
    throw new Error(`the recorder's page does not open: ${this.page.url()}`);
  }

  async signIn(page) {
    await page.goto(this.house.base + this.house.signInPath, { timeout: 10_000 }).catch(() => wait(200));
  }

  async toNewLine() {
    const area = this.page.locator(".rec-area");
    await area.focus();
    if ((await area.inputValue()) !== "") await this.page.keyboard.press("Enter");
  }

  status() {
    return this.page.locator(".rec-status-text").textContent({ timeout: 2_000 }).catch(() => "");
  }

  /** One word, letter by letter; a line ends now and then. */
  async word() {
    const word = `w${(this.typed += 1).toString().padStart(5, "0")}x`;
    for (const letter of `${word} `) await this.page.keyboard.type(letter, { delay: this.dice.below(12) });
    if (this.dice.happens(0.3)) await this.page.keyboard.press("Enter");
    if (this.dice.happens(0.1)) await this.page.keyboard.press("Enter");
    if (this.dice.happens(0.3)) await wait(this.dice.below(2_200));
  }

  async disturb() {
    const { dice, killed } = this;
    const what = dice.among(["net", "net", "reload", "tab", "browser", "server", "server"]);
    killed[what] += 1;
    if (what === "net") await this.cutNet(dice.below(4_000));
    if (what === "reload") await this.page.reload({ timeout: 10_000 }).then(() => this.page.locator(".rec-area").waitFor({ timeout: 5_000 })).catch(() => this.goThere()).then(() => this.toNewLine());
    if (what === "tab") await this.killTab();
    if (what === "browser") await this.killBrowser();
    if (what === "server") await this.killServer(dice.below(4_000));
  }

  async cutNet(time) {
    const { context } = this;
    await context.setOffline(true);
    this.back = Promise.all([this.back, wait(time).then(() => context.setOffline(false)).catch(() => {})]);
  }

  async killServer(time) {
    await this.back;
    await this.house.kill();
    this.back = wait(time).then(() => this.house.up());
  }

  async killTab() {
    const old = this.page;
    const gone = new Promise((resolve) => old.once("crash", resolve));
    const control = await this.context.newCDPSession(old);
    control.send("Page.crash").catch(() => {});
    await gone;
    await this.openTab();
    await old.close().catch(() => {});
  }

  async killBrowser() {
    const lock = await readlink(join(this.profile, "SingletonLock"));
    process.kill(Number(lock.split("-").at(-1)), "SIGKILL");
    await this.context.close().catch(() => {});
    await wait(200);
    await rm(join(this.profile, "SingletonLock"), { force: true });
    await this.openBrowser();
  }

  /** Everything is well again: waits until all lies at the office. */
  async calm() {
    await this.back;
    await this.house.up();
    await this.context.setOffline(false);
    const deadline = Date.now() + 120_000;
    for (;;) {
      const status = await this.status();
      const waits = await this.page.locator(".rec-notes", { hasText: "dřívějšího okna" }).count();
      if (status.startsWith("Uloženo u úřadu") && waits === 0 && (await this.nothingLies())) return;
      if (/Přihlášení/.test(status)) {
        const other = await this.context.newPage();
        await this.signIn(other);
        await other.close();
        await this.page.bringToFront();
      }
      assert.ok(Date.now() < deadline, `it does not come to rest: ${status} ${await this.page.locator(".rec-notes").innerText()}`);
      await wait(200);
    }
  }

  /** Whether no tab, open or dead, has anything on the device that waits. */
  nothingLies() {
    return this.page.evaluate(async () => {
      const names = (await indexedDB.databases()).map((one) => one.name).filter((name) => name.startsWith("pripadovka-jednani-"));
      for (const name of names) {
        const db = await new Promise((resolve) => (indexedDB.open(name).onsuccess = (event) => resolve(event.target.result)));
        const waits = await new Promise((resolve) => (db.transaction("outbox").objectStore("outbox").count().onsuccess = (event) => resolve(event.target.result)));
        db.close();
        if (waits > 0) return false;
      }
      return true;
    }).catch(() => false);
  }
}

/** The minutes as somebody else sees them, and the journal as the house tells it. */
async function read(person) {
  const browser = await chromium.launch({ executablePath: process.env.PRIPADOVKA_CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu"] });
  const page = await browser.newPage();
  await person.signIn(page);
  await page.goto(person.address);
  await page.locator(".rec-status-text", { hasText: "Uloženo u úřadu" }).waitFor();
  const entries = await page.evaluate((address) => new Promise((resolve) => {
    const all = [];
    const source = new EventSource(`${address.replace(/zapisovat$/, "zive")}?od=0`);
    const done = () => (source.close(), resolve(all));
    let timer = setTimeout(done, 5_000);
    source.addEventListener("zapis", (event) => {
      all.push(...JSON.parse(event.data).entries);
      clearTimeout(timer);
      timer = setTimeout(done, 1_000);
    });
  }), person.address);
  await page.waitForFunction((words) => (document.querySelector(".rec-lines").innerText.match(/w\d{5}x/g) ?? []).length >= words, 1, { timeout: 10_000 }).catch(() => {});
  await wait(500);
  const lines = await page.locator(".rec-text").allTextContents();
  const variants = await page.locator(".rec-variants li").allTextContents();
  await browser.close();
  return { lines, variants, entries };
}

test(`nothing called saved is lost, nothing is doubled: ${rounds} rounds (SEED=${seed})`, { timeout: rounds * 240_000 + 120_000 }, async () => {
  console.log(`SEED=${seed} ROUNDS=${rounds}`);
  const house = await House.open();
  const profile = await mkdtemp(join(tmpdir(), "pripadovka-profile-"));
  const browser = await chromium.launch({ executablePath: process.env.PRIPADOVKA_CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu"] });
  const address = await house.beginMeeting(await browser.newPage());
  await browser.close();
  const dice = chance(seed);
  const person = new Person(house, dice, address, profile);
  try {
    await person.openBrowser();
    for (let round = 1; round <= rounds; round += 1) {
      for (let word = 0; word < WORDS; word += 1) {
        if (dice.happens(0.12)) await person.disturb();
        await person.word();
      }
      await person.calm();
      const { lines, variants, entries } = await read(person);
      const words = lines.join(" ").match(/w[0-9a-z]*/g) ?? [];
      const lost = [...person.promised].filter((one) => !words.some((word) => word.startsWith(one)));
      assert.deepEqual(lost, [], `round ${round}: called saved and lost (SEED=${seed})`);
      const whole = words.filter((word) => /^w\d{5}x$/.test(word));
      const doubled = whole.filter((word, at) => whole.indexOf(word) !== at);
      assert.deepEqual(doubled, [], `round ${round}: doubled (SEED=${seed})`);
      assert.deepEqual(variants, [], `round ${round}: nobody else wrote (SEED=${seed})`);
      assert.equal(new Set(entries.map((entry) => entry.id)).size, entries.length, "an entry stands twice in the journal");
      assert.equal(new Set(entries.map((entry) => `${entry.device} ${entry.seq}`)).size, entries.length, "a count was used twice");
      console.log(`round ${round}: ${whole.length} of ${person.typed} words, ${person.promised.size} promised, ${JSON.stringify(person.killed)}`);
    }
  } finally {
    await person.context?.close().catch(() => {});
    await person.back?.catch?.(() => {});
    await house.close();
    await rm(profile, { recursive: true, force: true });
  }
});
