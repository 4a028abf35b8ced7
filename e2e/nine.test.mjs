// Nine invitations: how many clicks and keystrokes it takes a worker to choose the people, look at what each kind of reader
// will get, and send – by mouse, and by keyboard alone. The time is a model's, not a stopwatch's: the keystroke-level model
// (Card, Moran, Newell 1980) with its usual times, and reading at an ordinary pace.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { newContext, startBrowser, startDemo, watch } from "./support.mjs";

/** Seconds: a key of somebody who does not type for a living, pointing at something, a press of the mouse's button, moving the
 * hand between mouse and keyboard, making up one's mind. */
const MODEL = { key: 0.28, point: 1.1, button: 0.2, home: 0.4, mind: 1.35 };
/** Words read in a minute, silently and with care. */
const WORDS_A_MINUTE = 180;
/** The worker's time for nine invitations, in minutes. */
const BOUND = 15;

let browser;
before(async () => {
  browser = await startBrowser();
});
after(async () => {
  await browser?.close();
});

/** Counts what hands, eyes and head do. */
class Tally {
  keys = 0;
  clicks = 0;
  minds = 0;
  homes = 0;
  words = 0;
  spared = 0;
  get minutes() {
    const hands = this.keys * MODEL.key + this.clicks * (MODEL.point + MODEL.button) + this.homes * MODEL.home;
    return (hands + this.minds * MODEL.mind) / 60 + this.words / WORDS_A_MINUTE;
  }
  toString() {
    return `${this.clicks} clicks, ${this.keys} keys, ${this.minds} decisions, ${this.words} words read: ${this.minutes.toFixed(1)} minutes; with every linked page read as well ${(this.minutes + this.spared / WORDS_A_MINUTE).toFixed(1)}`;
  }
}

class Mouse {
  constructor(page, tally) {
    Object.assign(this, { page, tally });
  }
  /** To another page and back. */
  async leave() {
    this.tally.clicks += 2;
  }
  /** Presses or ticks something. */
  async press(control, leaves = false) {
    this.tally.minds += 1;
    this.tally.clicks += 1;
    await Promise.all([leaves ? this.page.waitForNavigation({ waitUntil: "load" }) : null, control.click()]);
  }
}

class Keys {
  constructor(page, tally) {
    Object.assign(this, { page, tally });
  }
  /** To another page and back: Enter on the link that is reached on the way, Alt and an arrow. */
  async leave() {
    this.tally.keys += 3;
  }
  async press(control, leaves = false) {
    this.tally.minds += 1;
    const box = await control.evaluate((element) => element.type === "checkbox");
    for (let step = 0; step < 400; step++) {
      if (await control.evaluate((element) => element === document.activeElement)) break;
      assert.ok(step < 399, `the keyboard does not reach ${control}`);
      await this.page.keyboard.press("Tab");
      this.tally.keys += 1;
    }
    this.tally.keys += 1;
    await Promise.all([
      leaves ? this.page.waitForNavigation({ waitUntil: "load" }) : null,
      this.page.keyboard.press(box ? "Space" : "Enter"),
    ]);
  }
}

async function nine(Hand) {
  // Each hand gets a demo of its own: whoever is invited once is not chosen again.
  const demo = await startDemo();
  try {
    const context = await newContext(browser, demo.base);
    const page = await context.newPage();
    page.setDefaultTimeout(15_000);
    const trouble = watch(page, demo.base);
    await page.goto("/ukazka/vstup/pracovnice");
    // The planned conference of the invented family: ten adults and a child sit at its table.
    await page.goto("/pripady?hledat=dolezal");
    const ofCase = await page.locator("main a[href^='/pripady/']", { hasText: "Doležalovi" }).first().getAttribute("href");
    await page.goto(ofCase);
    const href = await page.locator("main a[href^='/konference/']").first().getAttribute("href");
    const conference = href.split("/")[2];

    // Another hour than the one they were told: everybody is to be invited anew.
    await page.goto(`/konference/${conference}/termin`);
    await page.getByLabel("Od", { exact: true }).fill("14.00");
    await page.getByLabel("Do", { exact: true }).fill("16.00");
    await page.getByRole("button", { name: "Uložit termín" }).click();
    await page.waitForLoadState();
    assert.equal(await page.locator(".error-summary").count(), 0);

    // From here on everything counts: from the list of people to the sentence that the invitations are on their way.
    await page.goto(`/konference/${conference}/pozvanky`);
    const tally = new Tally();
    const hand = new Hand(page, tally);
    await hand.press(page.locator("main a.button[href$='/pozvanky/odeslat']").first(), true);
    const offered = await page.locator("main input[name=komu]:not([disabled])").count();
    assert.ok(offered >= 9, `only ${offered} people can be invited`);
    // Nine of them: whoever is too many is taken out by a tick, last first.
    for (let surplus = offered; surplus > 9; surplus--) {
      await hand.press(page.locator("main input[name=komu]:checked").last());
    }
    // What has to be looked at is read from beginning to end, each page that it links to as well, and ticked.
    const chosen = await page.$$eval("main input[name=komu]:checked", (all) => all.map((e) => e.value));
    assert.equal(chosen.length, 9);
    let looks = 0;
    for (const id of chosen) {
      const box = page.locator(`#videno-${id}`);
      if (!(await box.count())) continue;
      const words = async (where, path) => (await where.locator(path).innerText()).split(/\s+/).length;
      tally.words += await words(page, `#podivat-${id}`);
      const shown = await context.newPage();
      await shown.goto(`/konference/${conference}/pozvanky/nahled/${id}/stranka`);
      const onPage = await words(shown, "body");
      await shown.close();
      // The page behind the link says in other order what the mail says: the first one is opened and read, there and back;
      // what reading all of them would add is told beside the sum.
      if (looks === 0) {
        tally.words += onPage;
        tally.minds += 1;
        await hand.leave();
      } else {
        tally.spared += onPage;
      }
      await hand.press(box);
      looks += 1;
    }
    assert.ok(looks > 0, "nothing had to be looked at");
    await hand.press(page.locator("main form button.button").first(), true);
    assert.equal(await page.locator(".error-summary").count(), 0, await page.locator("main").innerText());
    assert.match(await page.locator("main").innerText(), /odejd|odesl|odešl|na cestě|připraven/i);
    console.log(`nine invitations, ${Hand.name}: ${looks} looks, ${tally}`);
    assert.ok(tally.minutes <= BOUND, `${tally} is more than ${BOUND} minutes`);
    // Hands alone: more than this would be felt even by somebody who reads fast.
    assert.ok(tally.clicks <= 60, `${tally.clicks} clicks`);
    assert.ok(tally.keys <= 400, `${tally.keys} keys`);
    assert.deepEqual(trouble, []);
    await context.close();
  } finally {
    await demo.stop();
  }
}

test("nine invitations by mouse", () => nine(Mouse));
test("nine invitations by keyboard alone", () => nine(Keys));
