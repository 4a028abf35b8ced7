// The disk fills during a meeting: the office's, and the one of the device. Everybody is told so in a sentence, goes on
// writing, and finds everything once there is room again.
import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { chromium } from "playwright-core";
import { barriers } from "./barriers.mjs";
import { House } from "./never-lost-house.mjs";

const flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--no-first-run", "--lang=cs"];
const look = { executablePath: process.env.PRIPADOVKA_CHROMIUM ?? "/usr/bin/chromium", args: flags, locale: "cs-CZ", timezoneId: "Europe/Prague", viewport: { width: 1280, height: 900 } };

let house;
let context;
let page;
let room;
let profile;

before(async () => {
  house = await House.open();
  profile = await mkdtemp(join(tmpdir(), "pripadovka-profile-"));
  context = await chromium.launchPersistentContext(profile, look);
  context.on("page", (one) => one.on("dialog", (dialog) => dialog.accept().catch(() => {})));
  page = context.pages()[0];
  const address = await house.beginMeeting(page);
  room = address.replace("/zapisovat", "");
  await page.goto(address);
  await says(/^Uloženo u úřadu/);
});
after(async () => {
  await context?.close();
  await house?.close();
  await rm(profile, { recursive: true, force: true });
});

async function says(pattern) {
  await page.waitForFunction(([source]) => new RegExp(source).test(document.querySelector(".rec-status-text")?.textContent ?? ""), [pattern.source], { timeout: 60_000 })
    .catch(async () => assert.fail(`not ${pattern}: ${await page.locator(".rec-status-text").textContent()}`));
}
async function write(line) {
  await page.keyboard.type(line);
  await page.keyboard.press("Enter");
}
const read = async (one) => (await one.locator("main").innerText()).replaceAll("\u00a0", " ");
const often = (text, words) => text.split(words).length - 1;

test("while the office's disk is full the recorder goes on, a form gives the words back, and nothing is lost", async () => {
  await write("Před tím bylo místo.");
  await says(/^Uloženo u úřadu/);
  const plain = await context.newPage();
  await plain.goto(room);
  await plain.locator("#text").fill("Babička nabídla dva dny v týdnu.");
  const outside = await context.newPage();

  house.fill();
  await write("Psáno na plný disk.");
  await says(/^Uloženo v tomto zařízení\. Na serveru úřadu nejspíš došlo místo, dejte hned vědět správci\. Pište dál, odešle se samo\./);

  await plain.locator("#text").press("Enter");
  await plain.getByRole("heading", { name: "Teď se nedá nic uložit" }).waitFor();
  assert.match(await read(plain), /nejspíš došlo místo na disku[\s\S]*uloženo není[\s\S]*Babička nabídla dva dny v týdnu\.[\s\S]*Poslat znovu[\s\S]*Číslo pro správce/);
  assert.deepEqual(await barriers(plain), []);
  // Once more, still full: nothing of it is lost.
  await plain.getByRole("button", { name: "Poslat znovu" }).click();
  await plain.waitForLoadState();
  assert.match(await read(plain), /Teď se nedá nic uložit[\s\S]*Babička nabídla dva dny v týdnu\./);
  // Who only reads is told the same, and nothing internal.
  const answer = await outside.goto(room);
  assert.equal(answer.status(), 507);
  assert.match(await read(outside), /^\s*Případovka\s+Teď se nedá nic uložit\s+Na serveru úřadu nejspíš došlo místo/);
  assert.deepEqual(await barriers(outside), []);

  house.makeRoom();
  await plain.getByRole("button", { name: "Poslat znovu" }).click();
  await plain.waitForURL((url) => url.pathname.startsWith("/konference/") );
  await says(/^Uloženo u úřadu/);
  for (const again of [false, true]) {
    if (again) {
      await house.kill();
      await house.up();
      await plain.goto(house.base + house.signInPath);
    }
    await plain.goto(room);
    const told = await read(plain);
    for (const line of ["Před tím bylo místo.", "Psáno na plný disk.", "Babička nabídla dva dny v týdnu."]) {
      assert.equal(often(told, line), 1, `${line} in ${told}`);
    }
  }
});

test("while the device is full the page says so, and the office has every line", async () => {
  await page.reload();
  await says(/^Uloženo u úřadu/);
  await page.evaluate(() => {
    const { put } = IDBObjectStore.prototype;
    globalThis.makeRoom = () => Object.assign(IDBObjectStore.prototype, { put });
    IDBObjectStore.prototype.put = () => {
      throw new DOMException("full", "QuotaExceededError");
    };
  });
  await context.setOffline(true);
  await write("Psáno do plného zařízení.");
  await says(/^V tomto zařízení došlo místo\. Nezavírejte tuto stránku, \d+ zápis/);
  await context.setOffline(false);
  await page.evaluate(() => globalThis.makeRoom());
  await write("Zase je kam psát.");
  await says(/^Uloženo u úřadu/);
  const plain = await context.newPage();
  await plain.goto(room);
  const told = await read(plain);
  for (const line of ["Psáno do plného zařízení.", "Zase je kam psát."]) assert.equal(often(told, line), 1, line);
});
