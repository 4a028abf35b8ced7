// The recorder's page in a real browser over the real house: by keys alone, without a connection, two at once, with
// what people paste, and after the sign-in is lost.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { chromium } from "playwright-core";
import { barriers } from "./barriers.mjs";
import { House } from "./never-lost-house.mjs";

let house;
let address;
let profile;
let context;
let page;

const flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--no-first-run", "--lang=cs"];
const look = { executablePath: process.env.PRIPADOVKA_CHROMIUM ?? "/usr/bin/chromium", args: flags, locale: "cs-CZ", timezoneId: "Europe/Prague", viewport: { width: 1280, height: 900 } };
const trouble = [];

function watched(one) {
  one.on("pageerror", (error) => trouble.push(error.message));
  one.on("console", (message) => message.type() === "error" && /policy|Uncaught/i.test(message.text()) && trouble.push(message.text()));
  one.on("dialog", (dialog) => dialog.accept().catch(() => {}));
  return one;
}

before(async () => {
  house = await House.open();
  profile = await mkdtemp(join(tmpdir(), "pripadovka-profile-"));
  context = await chromium.launchPersistentContext(profile, look);
  page = watched(context.pages()[0]);
  address = await house.beginMeeting(page);
  await page.goto(address);
  await says(/^Uloženo u úřadu/);
});
after(async () => {
  await context?.close();
  await house?.close();
  await rm(profile, { recursive: true, force: true });
});

/** Waits until the status line says so. */
async function says(pattern, one = page) {
  await one.waitForFunction(([source]) => new RegExp(source).test(document.querySelector(".rec-status-text")?.textContent ?? ""), [pattern.source], { timeout: 45_000 })
    .catch(async () => assert.fail(`not ${pattern}: ${await one.locator(".rec-status-text").textContent()}`));
}
const saved = () => says(/^Uloženo u úřadu/);
const lines = (one = page) => one.locator(".rec-line").evaluateAll((all) => all.map((line) => ({
  tag: line.querySelector(".tag")?.textContent ?? "", text: (line.querySelector(".rec-text")?.textContent ?? line.querySelector(".rec-area")?.value ?? ""),
  about: line.querySelector(".rec-body > .small-text")?.textContent ?? "", variants: [...line.querySelectorAll(".rec-variants p")].map((p) => p.textContent),
})).filter((line) => line.text !== ""));
const texts = async (one = page) => (await lines(one)).map((line) => line.text);
async function write(...parts) {
  for (const part of parts) await (part.length > 1 && !/^(Enter|Tab|F\d|Escape|Backspace|Arrow|Alt\+|Control\+)/.test(part) ? page.keyboard.type(part) : page.keyboard.press(part));
}
function paste(text) {
  return page.evaluate((pasted) => {
    const data = new DataTransfer();
    data.setData("text/plain", pasted);
    document.activeElement.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
  }, text);
}

test("the keys make lines of every kind, with people, tasks and numbers", async () => {
  await write("md: Eliška chodí ráda na volejbal.", "Enter");
  await write("/d Od pondělí zkrácený rozvrh.", "Enter");
  await write("Najít termín", "Alt+3", "Tab", "Bečv", "Enter", "Tab", "24. 12.", "Tab", "termín stojí v kalendáři", "Tab", "maminka", "Enter");
  await write("@rad", "Enter", "Střídavou péči nechce.", "Alt+4", "F2", "Enter", "Enter");
  await write("Alt+5", "Návštěvy u babičky", "Enter");
  await saved();
  const made = await lines();
  assert.deepEqual(made.map((line) => [line.tag, line.text]), [
    ["řečeno", "Markéta Doležalová: Eliška chodí ráda na volejbal."], ["dohodnuto 1", "Od pondělí zkrácený rozvrh."], ["úkol 1", "Najít termín"],
    ["nesouhlas", "Radek Doležal: Střídavou péči nechce."], ["odloženo", "Návštěvy u babičky"],
  ]);
  assert.match(made[2].about, /Bečvářová · do 24\. 12\. \d{4} · termín stojí v kalendáři · pomůže maminka/);
  const plain = await context.newPage();
  await plain.goto(address.replace("/zapisovat", ""));
  assert.match(await plain.locator("main").innerText(), /Najít termín[\s\S]*maminka/);
  await plain.close();
});

test("lines are moved, struck, brought back and taken back", async () => {
  const earlier = await texts();
  await write("škrtnutý", "Alt+Delete", "ArrowDown", "posunutý", "Alt+ArrowUp", "Alt+ArrowUp");
  await saved();
  assert.deepEqual(await texts(), [...earlier.slice(0, -1), "posunutý", ...earlier.slice(-1), "škrtnutý"]);
  await write("Control+z", "Control+z", "Control+z");
  await saved();
  assert.deepEqual(await texts(), [...earlier, "škrtnutý"]);
  assert.equal(await page.locator(".rec-struck").count(), 1);
  await write("Control+z", "Control+z");
  await saved();
  assert.deepEqual(await texts(), earlier);
});

test("what a line is about, which child, and who has come have one key or one tap each", async () => {
  await write("ArrowUp", "F7", "o", "Enter", "F3", "Enter", "F2", "s", "Enter");
  await page.getByRole("button", { name: "Přišel(a) : Věra Hájková" }).click();
  await saved();
  await write("ArrowDown");
  const last = (await lines()).at(-1);
  assert.match(last.about, /^obava · \S+ · škola/);
  assert.match(await page.locator(".rec-people li", { hasText: "Hájková" }).innerText(), /u stolu/);
  const plain = await context.newPage();
  await plain.goto(address.replace("/zapisovat", ""));
  assert.match(await plain.locator(".person", { hasText: "V. H." }).or(plain.locator(".person", { hasText: "Hájková" })).first().innerText(), /Odešel/);
  await plain.close();
  await page.locator(".rec-add, .rec-area").last().focus();
});

test("without a connection too: who takes part from afar, who waits outside, and who has heard of confidentiality", async () => {
  const row = (name) => page.locator(".rec-people li", { hasText: name });
  const note = page.locator(".rec-notes .message");
  const otherwise = async (name, what) => {
    await row(name).locator("summary").click();
    await row(name).getByRole("button", { name: what }).click();
  };
  await page.mouse.move(0, 0);
  await context.setOffline(true);
  assert.match(await note.innerText(), /Mlčenlivost ještě nezazněla\.[\s\S]*před představení případu/);
  await otherwise("Hájková", "Telefonem");
  assert.match(await row("Hájková").innerText(), /po telefonu/);
  await note.getByRole("button", { name: "Přítomní to vzali na vědomí" }).click();
  assert.equal(await note.count(), 0);
  assert.ok(await page.locator(".rec-area").evaluate((area) => area === document.activeElement), "writing goes on");
  await row("Bečvářová").getByRole("button", { name: "Přišel(a)" }).click();
  assert.match(await note.innerText(), /Kdo přišel později/);
  // Colours that are on their way are no colours yet.
  await page.waitForTimeout(600);
  assert.deepEqual(await barriers(page), []);
  await note.getByRole("button", { name: /Bečvářová to bere na vědomí/ }).click();
  assert.equal(await note.count(), 0);
  await otherwise("Bečvářová", "Čeká venku");
  assert.match(await row("Bečvářová").innerText(), /čeká venku/);
  await context.setOffline(false);
  await saved();
  const plain = await context.newPage();
  await plain.goto(address.replace("/zapisovat", "/pritomni"));
  const told = (await plain.locator("main").innerText()).replaceAll("\u00a0", " ");
  assert.match(told, /Hájková[\s\S]*po telefonu/);
  assert.match(told, /Bečvářová[\s\S]*Čeká venku/i);
  assert.match(told, /mlčenlivost na vědomí/);
  assert.doesNotMatch(told, /Mlčenlivost ještě nezazněla/);
  await plain.close();
  await page.locator(".rec-add, .rec-area").last().focus();
});

test("phases and pauses have their keys, and a second press begins nothing", async () => {
  const heading = page.locator(".rec-phase-now");
  const earlier = await heading.textContent();
  await write("F4");
  assert.notEqual(await heading.textContent(), earlier);
  await page.getByRole("button", { name: "Přestávka", exact: true }).dblclick();
  await assert.doesNotReject(page.locator(".rec-left", { hasText: "přestávka od" }).waitFor({ timeout: 2_000 }));
  await write("F8", "V dalším bodu", "Enter", "Enter", "Enter");
  await saved();
  assert.equal((await texts()).at(-1), "V dalším bodu");
  assert.equal((await texts()).filter((text) => text === "V dalším bodu").length, 1);
  assert.equal(await page.locator(".rec-paused").count(), 0);
});

test("a day that cannot stand keeps its line open, with the words in it", async () => {
  const earlier = await texts();
  const hint = page.locator("#ukol-termin-hint");
  await write("Úkol se dnem", "Alt+3", "Tab", "Tab", "za týden", "Enter");
  assert.match(await hint.innerText(), /nerozumím/);
  assert.equal(await page.locator("#ukol-due").inputValue(), "za týden");
  await write("Control+a", "1. 1. 2020", "Enter");
  assert.match(await hint.innerText(), /dřív než jednání/);
  await write("Control+a", "2099-12-24", "Enter");
  await saved();
  assert.deepEqual(await texts(), [...earlier, "Úkol se dnem"]);
  assert.match((await lines()).at(-1).about, /do 24\. 12\. 2099/);
});

test("the second press of one tap writes nobody else down", async () => {
  const plain = await context.newPage();
  await plain.goto(address.replace("/zapisovat", "/pritomni"));
  const absent = plain.getByRole("button", { name: /^Přišel/ });
  const many = await absent.count();
  await absent.first().scrollIntoViewIfNeeded();
  const { x, y } = await absent.first().boundingBox();
  await plain.mouse.click(x + 10, y + 10);
  await plain.waitForTimeout(300);
  await plain.mouse.click(x + 10, y + 10);
  await plain.waitForTimeout(1_000);
  assert.equal(await absent.count(), many - 1);
  await plain.close();
});

test("without the house everything goes on, also after F5, and leaves once it is back", async () => {
  const earlier = await texts();
  await page.waitForTimeout(1_000);
  await house.kill();
  await write("napsáno bez spojení", "Enter", "druhé bez spojení");
  await says(/^Uloženo v tomto zařízení, úřad/);
  await page.reload();
  await page.locator(".rec-area").waitFor();
  await says(/^Uloženo v tomto zařízení, úřad/);
  assert.deepEqual(await texts(), [...earlier, "napsáno bez spojení", "druhé bez spojení"]);
  await write("po F5");
  await says(/^Uloženo v tomto zařízení, úřad/);
  await house.up();
  await saved();
  await page.goto(address);
  await saved();
  // A page that has nothing to hand over says so before it has read what the house keeps.
  const all = [...earlier, "napsáno bez spojení", "druhé bez spojení", "po F5"];
  for (let look = 0; look < 100 && (await texts()).length < all.length; look += 1) await page.waitForTimeout(100);
  assert.deepEqual(await texts(), all);
});

test("what lies on the device is nowhere to be read", () => {
  const places = ["IndexedDB", "Local Storage", "Session Storage", "Service Worker"].map((one) => join(profile, "Default", one));
  // As one byte a letter, as UTF-8 and as UTF-16: words that were written, and names.
  for (const word of ["zkrácený", "napsáno bez", "Markéta", "Bečvářová", "kalendáři"]) {
    for (const how of ["latin1", "utf8", "utf16le"]) {
      const bytes = Buffer.from(word, how);
      const pattern = [...bytes].map((byte) => `\\x${byte.toString(16).padStart(2, "0")}`).join("");
      let found = "";
      try {
        found = execFileSync("grep", ["-rlaP", pattern, ...places], { encoding: "utf8", env: { ...process.env, LC_ALL: "C" } });
      } catch {
        // grep ends with 1: nothing.
      }
      assert.equal(found, "", `${word} (${how})`);
    }
  }
});

test("50,000 characters from a word processor become lines, and go back at one stroke", async () => {
  await write("ArrowDown");
  const earlier = await texts();
  const pasted = "Věta z dlouhé zprávy, kterou někdo přinesl. ".repeat(1_200).slice(0, 50_000);
  await paste(pasted);
  await saved();
  const now = (await texts()).slice(earlier.length);
  assert.ok(now.length >= 7 && now.length < 12, `${now.length} lines`);
  assert.equal(now.join(" "), pasted.trim());
  await write("Control+z");
  await saved();
  assert.deepEqual(await texts(), earlier);
});

test("two who write in one line at once see both texts, and one of them chooses", async () => {
  const other = await chromium.launch(look);
  const second = watched(await (await other.newContext(look)).newPage());
  await second.goto(house.base + house.signInPath);
  await write("společný řádek");
  await saved();
  await second.goto(address);
  await says(/^Uloženo u úřadu/, second);
  await second.locator(".rec-text", { hasText: "společný řádek" }).click();
  await context.setOffline(true);
  await write(" od prvního");
  await second.keyboard.type(" od druhého");
  await says(/^Uloženo u úřadu/, second);
  await context.setOffline(false);
  await page.locator(".rec-variants", { hasText: "od druhého" }).waitFor();
  await second.locator(".rec-variants", { hasText: "od prvního" }).waitFor();
  assert.equal(await second.locator(".rec-area").inputValue(), "společný řádek od druhého");
  await page.getByRole("button", { name: "Nechat jen toto" }).click();
  await saved();
  assert.equal(await page.locator(".rec-variants").count(), 0);
  await second.waitForFunction(() => document.querySelectorAll(".rec-variants").length === 0);
  assert.deepEqual(await texts(second), await texts());
  await other.close();
});

test("a lost sign-in is said, and what was written waits for the new one", async () => {
  await write("Enter");
  const other = watched(await context.newPage());
  await other.goto(house.base);
  await Promise.all([other.waitForNavigation(), other.getByRole("button", { name: "Odhlásit" }).click()]);
  await page.bringToFront();
  await write("po odhlášení");
  await says(/Přihlášení vypršelo/);
  assert.ok(await page.getByRole("link", { name: "Přihlásit se v novém okně" }).isVisible());
  await other.goto(house.base + house.signInPath);
  await other.close();
  await saved();
  assert.equal((await texts()).at(-1), "po odhlášení");
});

test("no barrier in any state, at any width", async () => {
  const clean = async (state) => {
    assert.deepEqual((await barriers(page)).map((one) => `${one.id}: ${one.html}`), [], state);
  };
  await write("Enter", "úkol pro axe", "Alt+3");
  await clean("task");
  await write("Enter", "@");
  await clean("people");
  await write("Escape", "Backspace", "F2");
  await clean("topics");
  await write("Escape", "F1");
  await clean("keys");
  await write("Escape");
  for (const width of [1280, 768, 390]) {
    await page.setViewportSize({ width, height: 900 });
    assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= width, `${width}`);
    await clean(`${width}`);
  }
  assert.deepEqual(trouble, []);
});
