// A wall whose house is gone: it empties itself, because nobody would tell it who came in, and fills again by itself when
// the house is back. Nobody touches the projector.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { House } from "./never-lost-house.mjs";
import { newContext, startBrowser } from "./support.mjs";

const AGREED = "Eliška chodí do školy s babičkou.";
const LATER = "Babička má klíče od bytu.";
/** A wall waits four seconds for its house, and looks twice a second. */
const SILENCE = 4_000 + 500;

let browser, house;
before(async () => {
  browser = await startBrowser();
  house = await House.open();
});
after(async () => {
  await browser?.close();
  await house?.close();
});

const words = (page) => page.locator("body").innerText().then((text) => text.replaceAll("\u00a0", " "), () => "");

/** Waits until the page says so, or no longer does. */
async function until(page, text, limit, stands = true) {
  const deadline = Date.now() + limit;
  while ((await words(page)).includes(text) !== stands) {
    if (Date.now() > deadline) assert.fail(`${stands ? "not" : "still"} “${text}” after ${limit} ms:\n${await words(page)}`);
    await page.waitForTimeout(50);
  }
}

/** Types an agreement on the recorder's page. */
async function agree(recorder, text) {
  await recorder.locator(".rec-area").focus();
  await recorder.keyboard.type(`/d ${text}`);
  await recorder.keyboard.press("Enter");
}

test("a wall that hears nothing empties itself and fills again by itself", { timeout: 180_000 }, async () => {
  const staff = await newContext(browser, house.base);
  const recorder = await staff.newPage();
  const address = await house.beginMeeting(recorder);
  const meeting = address.replace(/\/zapisovat$/, "");
  await recorder.goto(`${meeting}/pritomni`);
  await recorder.getByRole("button", { name: /^Přišel/ }).first().click();
  await recorder.waitForLoadState();

  const lead = await staff.newPage();
  await lead.goto(`${meeting}/stena`);
  await lead.getByRole("button", { name: "Zapnout stěnu" }).click();
  const code = await lead.locator("p.code").innerText();
  const projector = await newContext(browser, house.base);
  const wall = await projector.newPage();
  await wall.goto("/s");
  await wall.getByLabel("Kód stěny").fill(code);
  await wall.getByRole("button", { name: "Ukázat stěnu" }).click();
  await lead.goto(`${meeting}/vedeni`);

  await recorder.goto(address);
  await recorder.locator(".rec-status-text", { hasText: "Uloženo u úřadu" }).waitFor();
  await agree(recorder, AGREED);
  await until(wall, AGREED, 15_000);

  await house.kill();
  // While it still waits nothing may be new on it; then nothing stands there.
  await until(wall, AGREED, SILENCE + 2_000, false);
  await agree(recorder, LATER);
  await wall.waitForTimeout(1_000);
  for (const text of [AGREED, LATER]) assert.ok(!(await words(wall)).includes(text), `${text} stands on a wall without its house`);

  await house.up();
  // Whoever leads has their page open: it goes on by itself as well, and so does the recorder's.
  await until(wall, AGREED, 40_000);
  await until(wall, LATER, 40_000);
});
