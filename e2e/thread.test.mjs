// One conference from the first doubt to its minutes in a real browser: with a mouse, by keyboard alone, and with script
// switched off. The same story each time; only the hand differs.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Keys, Mouse } from "./hands.mjs";
import { newContext, startBrowser, startDemo, watch } from "./support.mjs";

let demo;
let browser;
before(async () => {
  demo = await startDemo();
  browser = await startBrowser();
});
after(async () => {
  await browser?.close();
  await demo?.stop();
});

/** Answers the page of a question: "none of this" where it is offered, else the first of each group. */
async function answerQuestion(page, hand) {
  const none = page.getByLabel("nic z toho");
  if (await none.count()) {
    await hand.choose(none);
  } else {
    const names = await page.$$eval("main input[type=radio], main input[type=checkbox]", (all) => [...new Set(all.map((e) => e.name))]);
    for (const name of names) await hand.choose(page.locator(`main input[name="${name}"]`).first());
  }
  const words = page.locator("main textarea");
  if (await words.count()) await hand.type(words.first(), "Škola a rodina vidí situaci různě.");
  await hand.press(page.getByRole("button", { name: "Uložit a pokračovat" }));
}

async function story(options, Hand, mark) {
  const context = await newContext(browser, demo.base, options);
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  const trouble = watch(page, demo.base);
  const hand = new Hand(page);
  const be = (who) => page.goto(`/ukazka/vstup/${who}`);

  // 1. A case in two minutes.
  await be("pracovnice");
  await page.goto("/pripady/novy");
  await hand.type(page.getByLabel("Spisová značka", { exact: true }), mark);
  await hand.type(page.getByLabel("Jak případu říkáte"), "Horáčkovi");
  await hand.type(page.getByRole("group", { name: "1. dítě" }).getByLabel("Jméno a příjmení"), "Tereza Horáčková");
  await hand.type(page.getByLabel("Lidé kolem dětí"), "Ivana Horáčková; matka\nHana Bílá; třídní učitelka");
  await hand.press(page.getByRole("button", { name: "Založit případ" }));
  await page.getByRole("heading", { name: "Horáčkovi", level: 1 }).waitFor();
  const ofCase = new URL(page.url()).pathname;
  await hand.press(page.getByRole("link", { name: /Upravit – Hana Bílá/ }));
  await hand.type(page.getByLabel(/E-mail/), "bila@skola.example");
  await hand.press(page.getByRole("button", { name: "Uložit údaje člověka" }));

  // 2. Does a conference fit?
  await page.goto(ofCase);
  await hand.press(page.getByRole("button", { name: "Zvážit případovou konferenci" }));
  await page.waitForURL(/vhodnost\/1/);
  const conference = page.url().split("/")[4];
  const of = (part) => page.goto(`/konference/${conference}${part}`);
  for (let question = 1; question <= 8; question++) {
    await page.waitForURL(new RegExp(`vhodnost/${question}`));
    await answerQuestion(page, hand);
  }
  await page.waitForURL(/vhodnost(\?|$)/);
  await be("vedouci");
  await of("/vhodnost");
  await hand.choose(page.getByLabel("Svolat konferenci"));
  await hand.type(page.getByLabel("Důvod", { exact: true }), "Pomáhá víc lidí a nevědí o sobě.");
  await hand.press(page.getByRole("button", { name: "Uložit rozhodnutí" }));
  await page.waitForURL(/cile/);

  // 3. Planning.
  await be("pracovnice");
  await of("/cile");
  await hand.type(page.getByLabel("Cíl 1"), "Tereza chodí do školy a má si s kým promluvit.");
  await hand.press(page.getByRole("button", { name: "Uložit cíle" }));
  await of("/termin");
  const day = new Date(Date.now() + 21 * 86_400_000);
  while (day.getDay() !== 3) day.setDate(day.getDate() + 1);
  await hand.type(page.getByLabel("Den", { exact: true }), `${day.getDate()}. ${day.getMonth() + 1}. ${day.getFullYear()}`);
  await hand.type(page.getByLabel("Od", { exact: true }), "13.00");
  await hand.type(page.getByLabel("Do", { exact: true }), "15.00");
  await hand.press(page.getByRole("button", { name: "Uložit termín" }));
  await of("/misto");
  await hand.type(page.getByLabel("Místo", { exact: true }), "Městská knihovna, zasedací místnost");
  await hand.type(page.getByLabel("Adresa"), "Masarykova 12, Šternberk");
  await hand.press(page.getByRole("button", { name: "Uložit místo" }));
  await of("/ucastnici/pridat");
  await hand.pick(page.getByLabel("Člověk z případu"), await page.locator("select[name=osoba] option", { hasText: "Hana Bílá" }).innerText());
  await hand.press(page.getByRole("button", { name: "Přidat na seznam" }));
  for (let round = 0; round < 3 && (await page.locator(".error-summary").count()); round++) {
    for (const name of ["ctenar", "pohled"]) {
      const list = page.locator(`main select[name=${name}]`);
      if (!(await list.inputValue())) await hand.pick(list, await list.locator("option").nth(1).innerText());
    }
    const role = page.getByLabel("V jaké roli");
    if (!(await role.inputValue())) await hand.type(role, "třídní učitelka");
    await hand.press(page.getByRole("button", { name: "Přidat na seznam" }));
  }
  await of("/ucastnici");
  assert.match(await page.locator("main").innerText(), /Hana Bílá/);

  // 4. Inviting: a neutral mail with a personal link; the invited person answers without an account.
  // The same demo serves all three stories: only a mail that was not there before is ours.
  await page.goto("/ukazka/posta");
  const earlier = await page.locator("main tr", { hasText: "bila@skola.example" }).count();
  await of("/pozvanky/odeslat");
  assert.match(await page.locator("main").innerText(), /Hana Bílá/);
  // What each kind of reader gets is looked at before it is sent.
  const looks = page.locator("main input[name=videno]");
  assert.ok((await looks.count()) > 0, "nothing has to be looked at");
  for (let at = 0; at < (await looks.count()); at++) await hand.choose(looks.nth(at));
  await hand.press(page.locator("main form button").first());
  let mailed = null;
  for (let wait = 0; wait < 60 && !mailed; wait++) {
    await page.goto("/ukazka/posta");
    const letters = page.locator("main tr", { hasText: "bila@skola.example" });
    const letter = letters.getByRole("link").first();
    mailed = (await letters.count()) > earlier ? await letter.getAttribute("href") : null;
    if (!mailed) await page.waitForTimeout(500);
  }
  assert.ok(mailed, "no mail came to the demo's mailbox");
  await page.goto(mailed);
  assert.doesNotMatch(await page.locator("h1").innerText(), /Tereza|Horáčk|OSPOD|konferenc/i, "the subject tells");
  await hand.press(page.getByRole("link", { name: "Otevřít odkaz pozvaného" }));
  for (const act of ["/otevrit", "/odpoved"]) {
    const form = page.locator(`main form[action$='${act}']`);
    if (!(await form.count())) continue;
    const choice = form.locator("input[type=radio]").first();
    if (await choice.count()) await hand.choose(choice);
    await hand.press(form.locator("button").first());
  }
  assert.equal(await page.locator(".error-summary").count(), 0);
  await page.goto(`/konference/${conference}/pozvanky`);
  assert.match(await page.locator("main").innerText(), /přijde/i);

  // 5. Meeting.
  await of("/jednani");
  await hand.press(page.getByRole("button", { name: "Zahájit jednání" }));
  const line = page.locator("main form[action$='/jednani/radky']").first();
  await hand.type(line.locator("textarea, input[type=text]").first(), "Tereza se vrátí do školy se zkráceným rozvrhem.");
  await hand.press(line.locator("button").first());
  assert.match(await page.locator("main").innerText(), /zkráceným rozvrhem/);
  await of("/jednani/konec");
  await hand.press(page.getByRole("button", { name: "Ukončit jednání" }));

  assert.deepEqual(await page.locator(".error-summary li").allInnerTexts(), []);

  // 6. Minutes as PDF.
  await of("/zapis");
  await hand.press(page.locator("main form[action$='/zapis'] button").first());
  await of("/dokumenty");
  const paper = page.locator("main a[href^='/dokumenty/']").first();
  const href = (await paper.getAttribute("href")).split("?")[0].replace(/\/soubor$/, "");
  const pdf = await page.request.get(`${href}/soubor`);
  assert.equal(pdf.headers()["content-type"], "application/pdf");
  assert.equal((await pdf.body()).subarray(0, 5).toString(), "%PDF-");

  // 7. Desk.
  await of("");
  assert.match(await page.locator("h1").innerText(), /\S/);
  await page.goto("/");
  assert.deepEqual(trouble, []);
  await context.close();
}

test("the whole thread with a mouse", () => story({}, Mouse, "Om 901/2026"));
test("the whole thread by keyboard alone", () => story({}, Keys, "Om 902/2026"));
test("the whole thread with script switched off", () => story({ javaScriptEnabled: false }, Mouse, "Om 903/2026"));
