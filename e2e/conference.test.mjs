// A whole conference in the browser: who writes down, who leads, the wall and somebody from outside at once, each in a
// browser of its own; then what matters most of it by keyboard alone, and without script.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Keys, Mouse } from "./hands.mjs";
import { convene, words } from "./stages-record.mjs";
import { newContext, startBrowser, startDemo, watch } from "./support.mjs";

const SAID = "Maminka se bojí, že o děti přijde.";
const AGREED = "Eliška chodí od pondělí na tři hodiny denně.";
const TASK = "Domluvit zkrácený rozvrh";
const OTHERWISE = "Domluvili jsme se na dvou hodinách.";
const MENDED = "Eliška chodí od pondělí na dvě hodiny denně.";
const SUMMARY = "Eliška chodí do školy a maminka ví, na koho se obrátit.";
/** How long the wall may take for what was typed. */
const SOON = 3_000;
/** How long the wall waits before it shows again what it hid: the door is still open. */
const DOOR = 5_000;

let browser;
before(async () => {
  browser = await startBrowser();
});
after(async () => {
  await browser?.close();
});

/** Everybody of one conference. */
class Table {
  #open = [];
  static async lay(options = {}) {
    const table = new Table();
    table.demo = await startDemo();
    table.trouble = [];
    for (const [who, visitor] of Object.entries({ recorder: "zapisovatel", lead: "facilitatorka", coordinator: "pracovnice", head: "vedouci", wall: null, outsider: null, mother: null })) {
      const context = await newContext(browser, table.demo.base, options);
      table.#open.push(context);
      table[who] = await context.newPage();
      table[who].setDefaultTimeout(10_000);
      table.trouble.push([who, watch(table[who], table.demo.base)]);
      if (visitor) await table[who].goto(`/ukazka/vstup/${visitor}`);
    }
    await table.coordinator.goto("/pripady?hledat=dolezal");
    const ofCase = await table.coordinator.locator("main a[href^='/pripady/']", { hasText: "Doležalovi" }).first().getAttribute("href");
    await table.coordinator.goto(ofCase);
    table.conference = await table.coordinator.locator("main a[href^='/konference/']").first().getAttribute("href");
    await table.outsider.goto("/ukazka");
    const linkOf = (mailbox) => table.outsider.locator("main li, main tr", { hasText: mailbox }).last().locator("a[href*='/p/']").first().getAttribute("href");
    table.personal = await linkOf("becvarova@skola.example");
    table.mothers = await linkOf("marketa.dolezalova@rodina.example");
    return table;
  }
  of(page, part) {
    return page.goto(`${this.conference}${part}`);
  }
  async clear() {
    for (const context of this.#open) await context.close();
    await this.demo.stop();
  }
}

const button = (page, name) => page.getByRole("button", { name }).first();

/** Waits until the page says so, or no longer does. */
async function until(page, pattern, limit, stands = true) {
  const deadline = Date.now() + limit;
  for (;;) {
    const now = await words(page).catch(() => "");
    if (pattern.test(now) === stands) return;
    if (Date.now() > deadline) assert.fail(`${stands ? "not" : "still"} ${pattern} after ${limit} ms:\n${now}`);
    await page.waitForTimeout(50);
  }
}

/** Begins, writes down who came, and that everybody heard the reminder of confidentiality. */
async function begin(table, hand) {
  const page = table.recorder;
  await table.of(page, "/jednani");
  await hand.press(button(page, "Zahájit jednání"));
  await table.of(page, "/jednani/pritomni");
  for (const name of ["Markéta Doležalová", "Radek Doležal", "Bečvářová", "Součková", "Dvorník"]) {
    await hand.press(button(page, new RegExp(`^Přišel.*${name}$`)));
  }
  await hand.press(button(page, "Přítomní to vzali na vědomí"));
  assert.match(await words(page), /Mlčenlivost zazněla|na vědomí/i);
  assert.equal(await button(page, "Přítomní to vzali na vědomí").count(), 0);
}

/** Puts the wall up: the code is read from the leader's page and typed at the projector. */
async function putUp(table, lead, projector) {
  await table.of(table.lead, "/jednani/stena");
  await lead.press(button(table.lead, "Zapnout stěnu"));
  const code = await table.lead.locator("p.code").innerText();
  await table.wall.goto("/s");
  await projector.type(table.wall.getByLabel("Kód stěny"), code);
  await projector.press(button(table.wall, "Ukázat stěnu"));
  await table.of(table.lead, "/jednani/vedeni");
  await until(table.wall, /Oč nám jde/, SOON * 2);
}

/** Reads every point aloud, notes that all agree, closes the plan. */
async function close(table, hand) {
  const page = table.recorder;
  await table.of(page, "/jednani/uzavreni");
  await hand.press(page.getByRole("link", { name: "Projít bod po bodu" }));
  for (let point = 0; point < 10; point++) {
    await hand.press(button(page, "Všichni souhlasí"));
    const further = page.getByRole("link", { name: "Další bod" });
    if (!(await further.count())) break;
    await hand.press(further);
  }
  await table.of(page, "/jednani/uzavreni");
  const walked = await words(page);
  assert.match(walked, /\d souhlasí/);
  assert.doesNotMatch(walked, /bez odpovědi/);
  await hand.press(button(page, "Plán je přečtený a uzavřený"));
  assert.match(await words(page), /Uzavřeno \d+\. \d+\. \d{4}/);
}

/** What a form would send, sent beside the page: the answer is a file. */
async function answerOf(page, base, form) {
  const sent = await form.evaluate((f) => ({ to: f.getAttribute("action") ?? location.pathname, data: Object.fromEntries(new FormData(f)) }));
  const answer = await page.request.post(sent.to, { form: sent.data, headers: { origin: base } });
  return { type: answer.headers()["content-type"], body: await answer.body() };
}
function isPdf({ type, body }) {
  assert.equal(type, "application/pdf");
  assert.equal(body.subarray(0, 5).toString(), "%PDF-");
}

async function end(table, hand) {
  await table.of(table.recorder, "/jednani/konec");
  // Who only writes this one meeting down says whom people turn to afterwards.
  const contact = table.recorder.getByLabel("Kdo bude účastníkům odpovídat");
  await hand.pick(contact, await contact.locator("option", { hasText: "Kubíčková" }).innerText());
  await hand.press(button(table.recorder, "Ukončit jednání"));
  assert.deepEqual(await table.recorder.locator(".error-summary li").allInnerTexts(), []);
}

/** The draft is given to those who were there; the mother reads it behind her code and says that a line is wrong; the line is mended, and she sees it. */
async function comment(table, hands, Hand) {
  const { coordinator, mother } = table;
  await table.of(coordinator, "/zapis/pripominky");
  await hands.coordinator.press(button(coordinator, "Dát k připomínkám"));
  assert.match(await words(coordinator), /Psát je možné do/);
  await table.of(coordinator, "/pozvanky");
  await hands.coordinator.press(coordinator.locator("main a[href*='/pozvanky/']", { hasText: "Markéta" }).first());
  await hands.coordinator.press(button(coordinator, "Sdělit kód telefonem"));
  const code = await coordinator.locator("p.code").innerText();
  await mother.goto(table.mothers);
  assert.ok(!(await words(mother)).includes(AGREED), "the words of the record stand there without a code");
  await hands.mother.press(mother.getByRole("link", { name: "Přečíst a napsat připomínky" }));
  assert.ok(!(await words(mother)).includes(AGREED), "the words of the record stand there without a code");
  await hands.mother.type(mother.locator("#kod"), code);
  await hands.mother.press(mother.locator("form[action$='/kod'] button"));
  const spot = mother.locator("main div[id^='radek-']", { hasText: AGREED }).first();
  await unfold(mother, spot.locator("summary").first(), Hand);
  await hands.mother.type(spot.locator("[name=slova]"), OTHERWISE);
  await hands.mother.press(spot.getByRole("button", { name: "Opravit: bylo to jinak" }));
  assert.match(await words(mother), new RegExp(`připomínka je u nás[\\s\\S]*${OTHERWISE}`));
  await table.of(coordinator, "/zapis/pripominky");
  assert.match(await words(coordinator), new RegExp(OTHERWISE));
  await hands.coordinator.press(coordinator.getByRole("link", { name: /^Vyřídit/ }).first());
  await hands.coordinator.type(coordinator.getByLabel("Jak má řádek znít"), MENDED);
  await hands.coordinator.press(button(coordinator, "Přijmout a opravit řádek"));
  await mother.reload();
  assert.match(await words(mother), new RegExp(`${MENDED}[\\s\\S]*opraveno po připomínce[\\s\\S]*Přijato: zápis jsme opravili`));
  assert.ok(!(await words(mother)).includes(AGREED));
}

/** Her extract is given by link; opening it is the proof, and the proof stands. */
async function extract(table, hands) {
  const { coordinator, mother } = table;
  await table.of(coordinator, "/zapis/predani");
  await hands.coordinator.press(button(coordinator, /^Vyhotovit výpisy pro všechny/));
  await hands.coordinator.press(coordinator.getByRole("link", { name: /^Markéta/ }).first());
  const person = coordinator.url();
  await hands.coordinator.choose(coordinator.locator("input[name=co][value=odkaz]"));
  await hands.coordinator.press(button(coordinator, "Zapsat"));
  await mother.goto(`${table.mothers}/vypis`);
  isPdf(await answerOf(mother, table.demo.base, mother.locator("form[action$='/vypis']")));
  await mother.goto(`${table.mothers}/vypis`);
  assert.match(await words(mother), /Převzali jste ho/);
  await coordinator.goto(person);
  assert.match(await words(coordinator), /převzato \(otevřeno\): osobním odkazem za kódem/);
}

/** The conference that follows is begun and convened, the open task comes back to its table, the first one is closed. */
async function follow(table, hands) {
  const { coordinator } = table;
  await table.of(coordinator, "/navazat");
  await hands.coordinator.press(button(coordinator, "Založit navazující konferenci"));
  const next = new URL(coordinator.url()).pathname.match(/^\/konference\/[0-9a-f-]+/)[0];
  assert.notEqual(next, table.conference);
  await convene(table, next);
  await coordinator.goto(`${next}/jednani`);
  await hands.coordinator.press(button(coordinator, "Zahájit jednání"));
  await coordinator.goto(`${next}/minule`);
  const task = coordinator.locator("main li[id^='ukol-']", { hasText: TASK });
  await unfold(coordinator, task.locator("summary", { hasText: "Trvá dál" }), hands.coordinator.constructor);
  await hands.coordinator.type(task.locator("input[name^=termin]"), "18. 3. 2027");
  await hands.coordinator.press(task.getByRole("button", { name: /^Zapsat, že trvá dál/ }));
  assert.match(await words(coordinator), /Trvá dál jako úkol č\. 1/);
  await coordinator.goto(`${next}/jednani`);
  assert.match(await words(coordinator), new RegExp(`${TASK}[\\s\\S]*z minula: úkol 1`));
  await table.of(coordinator, "/uzavrit");
  await hands.coordinator.type(coordinator.getByLabel("Souhrn vlastními slovy"), SUMMARY);
  const tick = coordinator.locator("input[name=vim]");
  if (await tick.count()) await hands.coordinator.choose(tick);
  await hands.coordinator.press(button(coordinator, "Uzavřít konferenci"));
  await table.of(coordinator, "/uzavrit");
  assert.match(await words(coordinator), new RegExp(`Konference je uzavřená[\\s\\S]*${SUMMARY}`));
  await table.outsider.goto(`${table.personal}/ukoly`);
  assert.equal(await table.outsider.getByRole("button", { name: /Hotovo/ }).count(), 0);
}

/** Makes the record and seals it; gives its code and day. */
async function seal(table, hand) {
  const page = table.coordinator;
  await table.of(page, "/zapis");
  await hand.press(button(page, "Vyhotovit zápis"));
  await hand.press(page.getByRole("link", { name: "Zapečetit" }).first());
  await hand.press(button(page, "Zapečetit zápis"));
  const now = await words(page);
  const [code] = now.match(/([0-9A-Z]{4}-){3}[0-9A-Z]{4}/);
  const [, day] = now.match(/Zapečetěno\s+(\d+\. \d+\. \d{4})/);
  const paper = await page.getByRole("link", { name: "Otevřít PDF" }).first().getAttribute("href");
  const file = await page.request.get(paper);
  isPdf({ type: file.headers()["content-type"], body: await file.body() });
  return { code, day };
}

/** Whoever holds the paper asks whether code and day agree, here without being anybody. */
async function verify(hand, code, day) {
  const { page } = hand;
  await page.goto("/overeni");
  await hand.type(page.getByLabel("Kód", { exact: true }), code);
  await hand.type(page.getByLabel("Datum zapečetění"), day);
  await hand.press(button(page, "Ověřit"));
  return words(page);
}

/** Another sign at the start of the second group. */
const withTypo = (code) => code.slice(0, 5) + (code[5] === "7" ? "8" : "7") + code.slice(6);

async function report(table, hand) {
  const page = table.outsider;
  await page.goto(table.personal);
  assert.match(await words(page), /Úkol č\. 1/);
  assert.ok(!(await words(page)).includes(TASK), "the words of a task stand there without a code");
  await page.goto(`${table.personal}/ukoly`);
  await hand.press(button(page, /Potřebuji pomoc/));
  assert.match(await words(page), /pomoc/i);
  await table.of(table.coordinator, "/ukoly");
  assert.match(await words(table.coordinator), /Vyřízeno 0 z 1[\s\S]*potřebuje pomoc/);
}

const nothingWrong = (table) => assert.deepEqual(table.trouble.filter(([, all]) => all.length > 0), []);

test("a whole conference with four at once", async (t) => {
  const table = await Table.lay();
  // Everything that ever stood on the wall, frame by frame.
  await table.wall.addInitScript(() => {
    window.stood = [];
    new MutationObserver(() => {
      const wall = document.getElementById("stena");
      if (wall) window.stood.push(wall.innerText);
    }).observe(document, { childList: true, subtree: true });
  });
  const { recorder, lead, wall, outsider, coordinator } = table;
  const hands = Object.fromEntries(["recorder", "lead", "wall", "outsider", "coordinator", "mother"].map((who) => [who, new Mouse(table[who])]));
  const light = () => lead.locator("[data-stena] .tag").first().innerText();
  const saved = () => recorder.waitForFunction(() => /^Uloženo u úřadu/.test(document.querySelector(".rec-status-text")?.textContent ?? ""));
  const type = async (...keys) => {
    for (const key of keys) await (/^(Enter|Tab|Alt\+\d)$/.test(key) ? recorder.keyboard.press(key) : recorder.keyboard.type(key));
  };
  try {
    await outsider.goto(table.personal);
    await t.test("it begins, people come, confidentiality is acknowledged", () => begin(table, hands.recorder));
    await t.test("the wall opens by the code that the leader reads out", () => putUp(table, hands.lead, hands.wall));
    await t.test("an agreement and a task stand on the wall while they are typed, what was said does not", async () => {
      await table.of(recorder, "/jednani/zapisovat");
      await saved();
      await type(`MD: ${SAID}`, "Enter", `/d ${AGREED}`, "Enter", TASK, "Alt+3", "Tab", "Bečv", "Enter", "Tab", "18. 12.", "Tab", "rozvrh visí ve třídě", "Enter");
      await until(wall, new RegExp(AGREED), SOON);
      await until(wall, new RegExp(TASK), SOON);
      await saved();
      assert.match(await words(recorder), /Markéta Doležalová: Maminka se bojí/);
      await until(wall, /výchovná poradkyně · do 18\. 12\./, SOON);
    });
    await t.test("what stands on the wall stays there while nothing happens", async () => {
      const empty = [];
      for (let look = 0; look < 40; look++) {
        if (!(await words(wall)).includes(AGREED)) empty.push(look);
        await wall.waitForTimeout(250);
      }
      assert.deepEqual(empty, [], "the wall was empty at these looks, four in a second");
    });
    await t.test("somebody comes in: the light waits, then says that the door may be opened", async () => {
      // One after another: the second time nothing but who is there is new.
      for (const name of ["Hájková", "Horáková", "Malá"]) {
        await hands.lead.press(button(lead, new RegExp(`^Pozvat dovnitř.*${name}`)));
        const came = Date.now();
        while ((await light()) !== "připravená") {
          assert.ok(Date.now() - came < SOON, `${name}: the light says ${await light()} for ${Date.now() - came} ms`);
          await lead.waitForTimeout(50);
        }
      }
    });
    await t.test("the child's stop sign empties the wall at once, going on brings back what stood there", async () => {
      await hands.lead.press(button(lead, /Stopka/));
      await until(wall, /Oč nám jde|Eliška|rozvrh/, 1_000, false);
      assert.doesNotMatch(await words(wall), /stopk|dítě|pauz/i);
      await hands.lead.press(button(lead, "Pokračovat"));
      await until(wall, new RegExp(AGREED), DOOR + SOON);
      await until(wall, new RegExp(TASK), SOON);
    });
    await t.test("each point is read and agreed to, the plan is closed", () => close(table, hands.recorder));
    await t.test("the sheets for everybody are a PDF within seconds", async () => {
      await table.of(recorder, "/jednani/uzavreni");
      const asked = Date.now();
      isPdf(await answerOf(recorder, table.demo.base, recorder.locator("form[action$='/jednani/listy']").first()));
      assert.ok(Date.now() - asked < 3_000, `${Date.now() - asked} ms`);
    });
    await t.test("the meeting ends, and the wall with it", async () => {
      await end(table, hands.recorder);
      await until(wall, /setkání skončilo/, DOOR);
      assert.ok(!(await words(wall)).includes(AGREED));
    });
    await t.test("nothing that was said ever stood on the wall", async () => {
      const stood = await wall.evaluate(() => window.stood);
      assert.ok(stood.some((frame) => frame.includes(AGREED)), `${stood.length} frames`);
      assert.deepEqual(stood.filter((frame) => /bojí|přijde/.test(frame)), []);
    });
    await t.test("the draft is commented behind the code, and the line is mended visibly", () => comment(table, hands, Mouse));
    await t.test("the record is sealed, and whoever holds the paper can ask", async () => {
      const { code, day } = await seal(table, hands.coordinator);
      // A page of its own: the wall may still be coming back by itself.
      const paper = new Mouse(await wall.context().newPage());
      assert.match(await verify(paper, code, day), /Souhlasí\./);
      assert.match(await verify(paper, code.toLowerCase().replaceAll("-", " "), day), /Souhlasí\./);
      assert.match(await verify(paper, withTypo(code), day), /Ve 2\. skupině je překlep/);
      assert.doesNotMatch(await words(paper.page), /Eliška|Doležal|rozvrh/);
    });
    await t.test("after the seal nothing can be written", async () => {
      assert.equal((await table.of(recorder, "/jednani/zapisovat")).status(), 403);
      assert.match(await words(recorder), /zapečetěný/);
    });
    await t.test("the extract is given by link, and opening it is the proof", () => extract(table, hands));
    await t.test("the owner reports by their link, the coordinator sees it", () => report(table, hands.outsider));
    await t.test("the next conference is begun, the open task comes back to its table, the first one is closed", () => follow(table, hands));
    await t.test("no page was in trouble", () => nothingWrong(table));
  } finally {
    await table.clear();
  }
});

/** Opens what is folded up: with Enter where no mouse is allowed. */
async function unfold(page, summary, Hand) {
  if (Hand === Mouse) return summary.click();
  await new Hand(page).reach(summary);
  return page.keyboard.press("Enter");
}

/** The same by plain pages: what was typed goes by the form. */
async function plainly(t, options, Hand) {
  const table = await Table.lay(options);
  const hands = Object.fromEntries(["recorder", "lead", "wall", "outsider", "coordinator", "mother"].map((who) => [who, new Hand(table[who])]));
  const { recorder, lead, wall } = table;
  try {
    await t.test("it begins", () => begin(table, hands.recorder));
    await t.test("the wall opens", () => putUp(table, hands.lead, hands.wall));
    await t.test("lines by the plain form: what was agreed stands on the wall, what was said does not", async () => {
      await table.of(recorder, "/jednani");
      const form = recorder.locator("main form[action$='/jednani/radky']").last();
      for (const [text, kind] of [[SAID, "řečeno"], [AGREED, "dohodnuto"], [TASK, "úkol"]]) {
        await hands.recorder.type(form.locator("[name=text]"), text);
        if (kind === "úkol") {
          await unfold(recorder, form.locator("summary").first(), Hand);
          await hands.recorder.pick(form.locator("[name=ukol_kdo]"), await form.locator("[name=ukol_kdo] option", { hasText: "A. B." }).innerText());
          await hands.recorder.type(form.locator("[name=termin]"), "18. 12. 2026");
        }
        await hands.recorder.press(form.getByRole("button", { name: kind, exact: true }));
      }
      assert.match(await words(recorder), new RegExp(`${AGREED}[\\s\\S]*${TASK}`));
      // Without script the wall comes back every few seconds by itself.
      await until(wall, new RegExp(AGREED), SOON * 3);
      await until(wall, new RegExp(TASK), SOON * 3);
      assert.doesNotMatch(await words(wall), /bojí/);
    });
    await t.test("stop and on", async () => {
      await table.of(lead, "/jednani/vedeni");
      await hands.lead.press(button(lead, /Stopka/));
      await until(wall, /Oč nám jde|Eliška|rozvrh/, SOON * 2, false);
      await hands.lead.press(button(lead, "Pokračovat"));
      await until(wall, new RegExp(AGREED), DOOR + SOON * 3);
    });
    await t.test("the plan is closed, its sheets are printed, the meeting ends", async () => {
      await close(table, hands.recorder);
      isPdf(await answerOf(recorder, table.demo.base, recorder.locator("form[action$='/jednani/listy']").first()));
      await end(table, hands.recorder);
    });
    await t.test("the draft is commented behind the code, and the line is mended visibly", () => comment(table, hands, Hand));
    await t.test("the record is sealed and can be verified", async () => {
      const { code, day } = await seal(table, hands.coordinator);
      // A page of its own: the wall may still be coming back by itself.
      const paper = new Hand(await wall.context().newPage());
      assert.match(await verify(paper, code, day), /Souhlasí\./);
      assert.match(await verify(paper, withTypo(code), day), /Ve 2\. skupině je překlep/);
    });
    await t.test("the extract is given by link, and opening it is the proof", () => extract(table, hands));
    await t.test("the owner reports, the coordinator sees it", () => report(table, hands.outsider));
    await t.test("the next conference is begun, the open task comes back to its table, the first one is closed", () => follow(table, hands));
    await t.test("no page was in trouble", () => nothingWrong(table));
  } finally {
    await table.clear();
  }
}

test("the same by keyboard alone", (t) => plainly(t, {}, Keys));
test("the same without script", (t) => plainly(t, { javaScriptEnabled: false }, Mouse));
