// What a window of the recorder leaves on a device when it dies without a connection: any page tells of it, the page of
// handing over sends it, and the seal takes nobody else's lines away.
import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { chromium } from "playwright-core";
import { House } from "./never-lost-house.mjs";

const flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--no-first-run", "--lang=cs"];
const look = { executablePath: process.env.PRIPADOVKA_CHROMIUM ?? "/usr/bin/chromium", args: flags, locale: "cs-CZ", timezoneId: "Europe/Prague", viewport: { width: 1280, height: 900 } };
const NOTICE = "V tomto zařízení čekají zápisy z jednání";

let house;
let profile;
let context;
let recorder;
const trouble = [];

async function open(address) {
  const page = await context.newPage();
  page.on("pageerror", (error) => trouble.push(error.message));
  page.on("console", (message) => message.type() === "error" && /policy|Uncaught/i.test(message.text()) && trouble.push(message.text()));
  page.on("dialog", (dialog) => dialog.accept().catch(() => {}));
  await page.goto(address);
  return page;
}

/** Waits until the page says so. */
async function until(page, pattern, where = "main") {
  await page.waitForFunction(([selector, source]) => new RegExp(source).test((document.querySelector(selector)?.innerText ?? "").replaceAll("\u00a0", " ")), [where, pattern.source], { timeout: 45_000 })
    .catch(async () => assert.fail(`not ${pattern}: ${await page.locator(where).innerText()}`));
}

/** A window that dies without a connection, with a line that the house never got. */
async function dies(words) {
  const page = await open(recorder);
  // Only with its key the device can keep anything.
  await page.waitForFunction(() => /Uloženo u úřadu/.test(document.querySelector(".rec-status-text")?.textContent) && !/bez něj nejdou přečíst/.test(document.querySelector("main").innerText), null, { timeout: 45_000 });
  await context.setOffline(true);
  await page.keyboard.type(words);
  await page.keyboard.press("Enter");
  await until(page, /Uloženo v tomto zařízení/, ".rec-status-text");
  await page.close();
  await context.setOffline(false);
}

/** Entries that lie on the device. */
const lying = (page) => page.evaluate(async () => {
  const names = (await indexedDB.databases()).map((one) => one.name).filter((name) => name.startsWith("pripadovka-jednani-"));
  let rows = 0;
  for (const name of names) {
    const db = await new Promise((resolve) => (indexedDB.open(name).onsuccess = (event) => resolve(event.target.result)));
    rows += await new Promise((resolve) => (db.transaction("outbox").objectStore("outbox").count().onsuccess = (event) => resolve(event.target.result)));
    db.close();
  }
  return { stores: names.length, rows };
});

before(async () => {
  house = await House.open();
  profile = await mkdtemp(join(tmpdir(), "pripadovka-profile-"));
  context = await chromium.launchPersistentContext(profile, look);
  recorder = await house.beginMeeting(context.pages()[0]);
});
after(async () => {
  await context?.close();
  await house?.close();
  await rm(profile, { recursive: true, force: true });
});

test("any page tells what was left, and hands it over", async () => {
  await dies("Napsáno bez spojení.");
  const page = await open(house.base);
  await until(page, new RegExp(NOTICE));
  await page.getByRole("link", { name: "Předat je úřadu" }).click();
  await until(page, /(je předaný|jsou předané|je předaných) úřadu/);
  await page.goto(house.base);
  await page.waitForTimeout(1_000);
  assert.equal(await page.getByText(NOTICE).count(), 0, "it is told although nothing waits");
  await page.goto(recorder.replace("/zapisovat", ""));
  assert.match(await page.locator("main").innerText(), /Napsáno bez spojení\./);
  await page.close();
});

test("nothing typed, nothing asked: the recorder lets go", async () => {
  const page = await open(recorder);
  await until(page, /Uloženo u úřadu/, ".rec-status-text");
  let asked = 0;
  page.on("dialog", () => (asked += 1));
  await page.locator("body").click({ position: { x: 5, y: 5 } });
  await page.goto(recorder.replace("/zapisovat", ""));
  assert.equal(asked, 0, "who typed nothing is asked whether to leave");
  await page.close();
});

test("the seal takes nobody else's lines away, and they are read beside the record", async () => {
  await dies("Tohle psala koordinátorka.");
  const base = recorder.replace("/jednani/zapisovat", "");
  const head = await open(`${house.base}/ukazka/vstup/vedouci`);
  const table = await open(recorder);
  await until(table, /Uloženo u úřadu/, ".rec-status-text");
  await head.goto(`${base}/jednani/konec`);
  await head.getByRole("button", { name: "Ukončit jednání" }).click();
  await head.waitForLoadState();
  await head.goto(`${base}/zapis`);
  await head.getByRole("button", { name: /^Vyhotovit/ }).first().click();
  await head.waitForLoadState();
  await head.goto(`${base}/zapis/pecet`);
  await head.getByRole("button", { name: /Zapečetit/ }).click();
  await head.waitForLoadState();
  await until(head, /Zápis je zapečetěný/);
  await until(table, /Zápis se už nemění/, "main");
  assert.ok((await lying(table)).rows > 0, "the other's lines are gone");
  await table.close();
  const page = await open(`${house.base}/ukazka/vstup/pracovnice`);
  await page.goto(house.base);
  await until(page, new RegExp(NOTICE));
  await page.getByRole("link", { name: "Předat je úřadu" }).click();
  await until(page, /se už nemění/);
  await until(page, /(je předaný|jsou předané|je předaných) úřadu/);
  await page.waitForTimeout(500);
  assert.deepEqual(await lying(page), { stores: 0, rows: 0 }, "nothing of a sealed meeting stays on the device");
  await page.goto(`${base}/zapis`);
  await until(page, /Došlo až po zapečetění[\s\S]*Tohle psala koordinátorka\./);
  assert.deepEqual(trouble, []);
});
