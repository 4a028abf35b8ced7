// What a stranger, a confused parent and a hurried colleague do to the pages around the record: the demo's conference that
// was held, with its draft given to those who were there. Needs poppler-utils (the sheet with link and code is a PDF).
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { beside, give, say, words } from "./stages-record.mjs";
import { newContext, startBrowser, startDemo, watch } from "./support.mjs";

let browser;
let demo;
let held;
const trouble = [];
before(async () => {
  browser = await startBrowser();
  demo = await startDemo();
});
after(async () => {
  await browser?.close();
  await demo?.stop();
});

async function open(role = null, options = {}) {
  const context = await newContext(browser, demo.base, options);
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  trouble.push(watch(page, demo.base));
  if (role) await page.goto(`/ukazka/vstup/${role}`);
  return page;
}
const button = (page, name) => page.getByRole("button", { name, exact: true }).first();
async function press(page, name) {
  await button(page, name).click();
  await page.waitForLoadState();
}
const sticksOut = (page) => page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);

/** The conference of the Kučerovi that was held. */
async function conference(page) {
  await page.goto("/pripady?hledat=kucer");
  await page.goto(await page.locator("main a[href^='/pripady/']", { hasText: "Kučerovi" }).first().getAttribute("href"));
  return page.locator("main a[href^='/konference/']").first().getAttribute("href");
}

/** Link and code of somebody, as the sheet that they take home bears them. */
async function door(page, name) {
  await page.goto(`${held}/jednani/uzavreni`);
  const form = page.locator("form.inline-form", { hasText: name }).first();
  const [to, data] = await form.evaluate((f) => [f.getAttribute("action") ?? location.pathname, Object.fromEntries(new FormData(f))]);
  const answer = await page.request.post(to, { form: data, headers: { origin: demo.base } });
  const folder = await mkdtemp(join(tmpdir(), "pripadovka-sheet-"));
  await writeFile(join(folder, "sheet.pdf"), await answer.body());
  const text = execFileSync("pdftotext", ["-layout", join(folder, "sheet.pdf"), "-"]).toString();
  await rm(folder, { recursive: true, force: true });
  return { link: text.replace(/\s+/g, "").match(/\/p\/[0-9a-z]{40}/)[0], code: text.match(/\b\d{4}[ \u00a0]\d{4}\b/)[0] };
}

/** The tablet of whoever leads, with a finger on the field of a signature: points in its own pixels. */
async function tabletOf() {
  const page = await open("pracovnice", { viewport: { width: 768, height: 1024 }, hasTouch: true });
  const control = await page.context().newCDPSession(page);
  const touch = async (points) => {
    const field = page.locator("[data-sign] canvas");
    await field.scrollIntoViewIfNeeded();
    const box = await field.boundingBox();
    const send = (type, touchPoints) => control.send("Input.dispatchTouchEvent", { type, touchPoints });
    for (const [at, [x, y]] of points.entries()) await send(at ? "touchMove" : "touchStart", [{ x: box.x + x, y: box.y + y }]);
    await send("touchEnd", []);
  };
  return { page, touch };
}

test("the pages around the record are hard to break", async (t) => {
  const worker = await open("pracovnice");
  const colleague = await open("pracovnice");
  held = await conference(worker);
  const [mothers, grannys] = [await door(worker, "Kristýna"), await door(worker, "Ivana Kučerová")];
  const mother = await open(null, { viewport: { width: 390, height: 844 } });
  const granny = await open();
  const own = `${mothers.link}/zapis`;

  await t.test("a signature is drawn with a finger, wiped, drawn again and kept", async () => {
    const { page: tablet, touch } = await tabletOf();
    await tablet.goto(`${held}/zapis/podpisy`);
    await tablet.getByLabel("Kdo podepisuje").selectOption({ index: 1 });
    const strokes = () => tablet.locator("input[name=tahy]").inputValue();
    await touch([[60, 120], [160, 40], [260, 160]]);
    assert.match(await strokes(), /^\d+,\d+( \d+,\d+)+$/);
    assert.ok(await tablet.locator("input[name=jak][value=drawn]").isChecked(), "drawing does not choose the way");
    await press(tablet, "Smazat a podepsat znovu");
    assert.equal(await strokes(), "");
    await touch([[60, 120], [200, 60]]);
    await touch([[80, 60], [220, 140]]);
    assert.equal((await strokes()).split(";").length, 2);
    await press(tablet, "Zapsat");
    assert.equal(await tablet.locator("ul.people .tag", { hasText: "podepsal(a) na obrazovce" }).count(), 1);
    assert.ok(!(await sticksOut(tablet)));
  });
  await t.test("another's code opens nothing", async () => {
    await granny.goto(own);
    await give(granny, grannys.code);
    assert.match(await words(granny), /Kód nesouhlasí/);
    assert.doesNotMatch(await words(granny), /Cíle platí/);
  });
  await t.test("a word without end, signs of markup and of other scripts stay in their column", async () => {
    await mother.goto(own);
    await give(mother, mothers.code);
    await say(mother, await beside(mother), `<b>Ne</b> \u202E👪 ${"x".repeat(300)}`, "own");
    assert.match(await words(mother), /<b>Ne<\/b>/);
    assert.equal(await sticksOut(mother), false);
    await colleague.setViewportSize({ width: 390, height: 844 });
    await colleague.goto(`${held}/zapis/pripominky`);
    assert.match(await words(colleague), /<b>Ne<\/b>/);
    assert.equal(await sticksOut(colleague), false);
  });
  await t.test("a mistake is said at the top, with the way to what was typed", async () => {
    await mother.goto(own);
    await say(mother, await beside(mother), "Bylo to jinak. ".repeat(3_400), "own");
    const first = mother.locator("main > *").nth(1);
    assert.match(await first.innerText(), /Text je moc dlouhý/);
    await first.locator("a").click();
    assert.ok((await mother.locator("[name=slova]:focus").inputValue()).length > 50_000);
  });
  await t.test("whoever ended in another window gets their words back", async () => {
    await mother.goto(own);
    const other = await mother.context().newPage();
    await other.goto(mothers.link);
    await other.locator("form[action$='/skoncit'] button").first().click();
    await other.waitForLoadState();
    await say(mother, await beside(mother), "Psala jsem to půl hodiny.", "own");
    assert.match(await mother.content(), /půl hodiny/);
    assert.doesNotMatch(await words(mother), /Cíle platí/);
    await give(mother, mothers.code);
  });
  await t.test("two colleagues decide at once: the second sees what holds, and their own words", async () => {
    await worker.goto(`${held}/zapis/pripominky`);
    const one = await worker.getByRole("link", { name: /^Vyřídit.*dohoda/ }).first().getAttribute("href");
    await worker.goto(one);
    await colleague.goto(one);
    await press(worker, "Přiložit, jak je");
    await colleague.getByLabel(/^Odpověď/).fill("Moje odpověď z druhého okna.");
    await press(colleague, "Přijmout a opravit řádek");
    assert.match(await words(colleague), /Mezitím se to změnilo[\s\S]*Moje odpověď z druhého okna\.[\s\S]*přiloženo/);
  });
  await t.test("what is written on a page older than the seal is a suggestion for an addendum", async () => {
    await mother.goto(own);
    await worker.goto(`${held}/zapis`);
    await worker.getByRole("button", { name: /^Vyhotovit/ }).first().click();
    await worker.waitForLoadState();
    await worker.goto(`${held}/zapis/pecet`);
    await press(worker, "Zapečetit zápis");
    await say(mother, await beside(mother), "Napsáno na staré stránce.", "add");
    assert.match(await words(mother), /Napsáno na staré stránce\.\s+Zápis už je zapečetěný\. Přečteme to/);
    await colleague.goto(`${held}/zapis/pripominky`);
    assert.match(await words(colleague), /po pečeti[\s\S]*Napsáno na staré stránce/);
  });
  await t.test("an extract is opened by its reader and by nobody else", async () => {
    await worker.goto(`${held}/zapis/predani`);
    await worker.getByRole("button", { name: /^Vyhotovit výpisy/ }).click();
    await worker.waitForLoadState();
    await worker.getByRole("link", { name: /^Kristýna/ }).first().click();
    await worker.waitForLoadState();
    await worker.locator("input[name=co][value=odkaz]").check();
    await press(worker, "Zapsat");
    const opening = (page, origin = demo.base) =>
      page.request.post(`${mothers.link}/vypis`, { headers: { origin }, maxRedirects: 0 });
    await granny.goto(`${grannys.link}/zapis`);
    await give(granny, grannys.code);
    assert.equal((await opening(granny)).status(), 303, "another's cookie");
    assert.equal((await opening(await open())).status(), 303, "no cookie");
    assert.equal((await opening(mother, "https://jinde.example")).status(), 403, "from another site");
    for (let time = 0; time < 2; time++) {
      const paper = await opening(mother);
      assert.equal(paper.headers()["content-type"], "application/pdf");
      assert.equal(paper.headers()["cache-control"], "no-store");
    }
  });
  await t.test("two close at once: the second sees the words that hold, and their own", async () => {
    for (const page of [worker, colleague]) await page.goto(`${held}/uzavrit`);
    for (const [page, text] of [[worker, "Platný souhrn."], [colleague, "Souhrn kolegyně."]]) {
      await page.getByLabel("Souhrn vlastními slovy").fill(text);
      await page.locator("input[name=vim]").check();
      await press(page, "Uzavřít konferenci");
    }
    assert.match(await words(colleague), /mezitím uzavřel[\s\S]*Souhrn kolegyně\.[\s\S]*Platný souhrn\./);
  });
  await t.test("no page was in trouble", () => assert.deepEqual(trouble.flat(), []));
});
