// The stages of one meeting and of what comes after it, one page after another, for whoever wants to look at each of
// them: once for barriers, once for pictures. Works the demo's planned conference; it is used up afterwards.

import { tap } from "./hands.mjs";
import { closedLinks, commenting, following, giving, undecided } from "./stages-record.mjs";

const button = (page, name) => page.getByRole("button", { name }).first();
async function press(page, name) {
  await tap(button(page, name));
  await page.waitForLoadState();
}

/** Begins the meeting, puts the wall up, writes some lines. */
async function begin({ recorder, lead, wall }, of, visit) {
  await recorder.goto(of("/jednani"));
  await visit(recorder, "jednani-pred");
  await press(recorder, "Zahájit jednání");
  await recorder.goto(of("/jednani/pritomni"));
  for (const name of ["Markéta Doležalová", "Radek Doležal", "Bečvářová", "Součková", "Dvorník"]) {
    await press(recorder, new RegExp(`^Přišel.*${name}$`));
  }
  await visit(recorder, "pritomni");
  await press(recorder, "Přítomní to vzali na vědomí");
  await lead.goto(of("/jednani/stena"));
  await visit(lead, "stena-vypnuta");
  await press(lead, "Zapnout stěnu");
  await visit(lead, "stena");
  const code = await lead.locator("p.code").innerText();
  await wall.goto("/s");
  await visit(wall, "stena-kod");
  await wall.getByLabel("Kód stěny").fill("1234 5678");
  await press(wall, "Ukázat stěnu");
  await visit(wall, "stena-kod-chyba");
  await wall.getByLabel("Kód stěny").fill(code);
  await press(wall, "Ukázat stěnu");
  await recorder.goto(of("/jednani"));
  const lines = [
    ["Maminka se bojí, že o děti přijde.", "řečeno"], ["Eliška chodí od pondělí na tři hodiny denně.", "dohodnuto"],
    ["Babička vyzvedává Aničku ze školky v úterý a ve čtvrtek.", "dohodnuto"], ["Domluvit zkrácený rozvrh", "úkol"],
    ["Podat žádost o městský byt", "úkol"], ["Střídavou péči tatínek nechce.", "nesouhlas"], ["Prázdniny u babičky", "odloženo"],
  ];
  for (const [text, kind] of lines) {
    const form = recorder.locator("main form[action$='/jednani/radky']").last();
    await form.locator("[name=text]").fill(text);
    if (kind === "úkol") {
      await form.locator("summary").first().click();
      const owner = text.startsWith("Domluvit") ? "A. B." : "M. D.";
      await form.locator("[name=ukol_kdo]").selectOption({ label: await form.locator("[name=ukol_kdo] option", { hasText: owner }).innerText() });
      await form.locator("[name=termin]").fill("18. 12. 2026");
    }
    await form.getByRole("button", { name: kind, exact: true }).click();
    await recorder.waitForLoadState();
  }
}

/** The pages while people sit at the table. */
async function during({ recorder, lead, wall }, of, visit) {
  await visit(recorder, "jednani");
  await recorder.getByRole("link", { name: /^Upravit/ }).first().click();
  await recorder.waitForLoadState();
  await visit(recorder, "radek");
  await recorder.goto(of("/jednani/pridat"));
  await visit(recorder, "pridat");
  await lead.goto(of("/jednani/vedeni"));
  await press(lead, /^Hlásí se.*Markéta/);
  await press(lead, /^Dát slovo.*Radek/);
  await wall.reload();
  await wall.locator("[data-obsah]").waitFor();
  await visit(wall, "platno");
  await visit(lead, "vedeni");
  await press(lead, /Stopka/);
  await visit(lead, "vedeni-stopka");
  await press(lead, "Pokračovat");
  await recorder.goto(of("/jednani/zapisovat"));
  await recorder.waitForFunction(() => /^Uloženo u úřadu/.test(document.querySelector(".rec-status-text")?.textContent ?? ""));
  await visit(recorder, "zapisovat");
  await recorder.goto(of("/jednani/uzavreni"));
  await visit(recorder, "uzavreni");
  await recorder.getByRole("link", { name: /^Projít\s.*Domluvit/ }).first().click();
  await recorder.waitForLoadState();
  await visit(recorder, "uzavreni-ukol");
  await press(recorder, "Všichni souhlasí");
  await recorder.goto(of("/jednani/uzavreni"));
  await recorder.getByRole("link", { name: /^Projít\s.*Eliška/ }).first().click();
  await recorder.waitForLoadState();
  await visit(recorder, "uzavreni-dohoda");
  await lent(recorder, of, visit);
  await recorder.goto(of("/jednani/skala"));
  await visit(recorder, "skala");
  await recorder.goto(of("/jednani/uzavreni"));
  await press(recorder, "Plán je přečtený a uzavřený");
  await recorder.goto(of("/jednani/konec"));
  await visit(recorder, "konec");
  await recorder.getByLabel("Kdo bude účastníkům odpovídat").selectOption({ index: 1 });
  await press(recorder, "Ukončit jednání");
  await wall.getByText("setkání skončilo").waitFor();
  await visit(wall, "platno-konec");
}

/** The tablet goes to somebody who answers alone, and comes back. */
async function lent(recorder, of, visit) {
  await recorder.goto(of("/jednani/postoj"));
  await visit(recorder, "predat-tablet");
  await recorder.getByLabel(/Markéta Doležalová/).check();
  await recorder.getByLabel("PIN, kterým si tablet odemknete").fill("12");
  await press(recorder, "Předat tablet");
  await visit(recorder, "predat-tablet-chyba");
  await recorder.getByLabel("PIN, kterým si tablet odemknete").fill("2580");
  await press(recorder, "Předat tablet");
  await visit(recorder, "postoj");
  // A step back into the file leads to the lock.
  await recorder.goto(of("/jednani"));
  await visit(recorder, "odemknout");
  await recorder.getByLabel("PIN toho, kdo tablet půjčil").fill("9999");
  await press(recorder, "Odemknout");
  await visit(recorder, "odemknout-chyba");
  await recorder.getByLabel("PIN toho, kdo tablet půjčil").fill("2580");
  await press(recorder, "Odemknout");
}

/** The record, from its draft to the seal, and whoever holds the paper. */
async function record(pages, about, visit) {
  const { coordinator, wall } = pages;
  const { of } = about;
  const each = async (part, name) => {
    await coordinator.goto(of(part));
    await visit(coordinator, name);
  };
  await each("/zapis", "zapis");
  await each("/zapis/predani", "predani-jeste-ne");
  await commenting(pages, about, visit);
  await coordinator.goto(of("/zapis"));
  const extract = await coordinator.locator("main a[href*='/zapis/vypis/']").first().getAttribute("href");
  await each("/zapis/casti", "zapis-casti");
  await each("/zapis/podpisy", "zapis-podpisy");
  await each("/zapis/pecet", "zapis-pecet");
  await coordinator.goto(extract);
  await visit(coordinator, "zapis-vypis");
  await each("/zapis/dopisy", "dopisy");
  await coordinator.locator("main a[href*='/zapis/dopis/']").first().click();
  await coordinator.waitForLoadState();
  await visit(coordinator, "dopis");
  await coordinator.goto(of("/zapis"));
  await press(coordinator, "Vyhotovit zápis");
  await undecided(pages, about, visit);
  await press(coordinator, "Zapečetit zápis");
  await visit(coordinator, "zapis-zapeceteny");
  const [code] = (await coordinator.locator("main").innerText()).match(/([0-9A-Z]{4}-){3}[0-9A-Z]{4}/);
  await each("/zapis/dodatek", "zapis-dodatek");
  await wall.goto("/overeni");
  await visit(wall, "overeni");
  await wall.getByLabel("Kód", { exact: true }).fill(code.slice(0, 5) + (code[5] === "7" ? "8" : "7") + code.slice(6));
  await wall.getByLabel("Datum zapečetění").fill("1. 12. 2026");
  await press(wall, "Ověřit");
  await visit(wall, "overeni-preklep");
  await giving(pages, about, visit);
}

/** What follows: tasks, feedback, the file, the plan of protection. */
async function afterwards({ coordinator, wall, outsider }, { of, ofCase, personal }, visit) {
  await outsider.goto(personal);
  await visit(outsider, "po-setkani");
  await outsider.goto(`${personal}/ukoly`);
  await visit(outsider, "moje-ukoly");
  await press(outsider, /Potřebuji pomoc/);
  await visit(outsider, "moje-ukoly-pomoc");
  await coordinator.goto(of("/ukoly"));
  await visit(coordinator, "ukoly");
  await coordinator.locator("main a[href*='/ukoly/']").first().click();
  await coordinator.waitForLoadState();
  await visit(coordinator, "ukol");
  await coordinator.goto(of("/zpetna-vazba"));
  await press(coordinator, "Otevřít zpětnou vazbu");
  await visit(coordinator, "zpetna-vazba");
  const door = (await coordinator.content()).match(/\/z\/[0-9A-Za-z-]+/);
  if (door) {
    await wall.goto(door[0]);
    await visit(wall, "zpetna-vazba-telefon");
  }
  await coordinator.goto(of("/zpetna-vazba/papir/child"));
  await visit(coordinator, "zpetna-vazba-papir");
  await coordinator.goto(`${ofCase}/nahlizeni-do-spisu`);
  await visit(coordinator, "nahlizeni");
  await coordinator.goto(`${ofCase}/nahlizeni-do-spisu/nove`);
  await visit(coordinator, "nahlizeni-nove");
  await coordinator.goto(ofCase);
  const plans = await coordinator.locator("main a[href$='/ipod']").first().getAttribute("href", { timeout: 2_000 }).catch(() => null);
  if (plans === null) return;
  await coordinator.goto(plans);
  await visit(coordinator, "ipod-seznam");
  const first = coordinator.locator("main form[action$='/ipod'] button").first();
  if (await first.count()) await first.click();
  else await coordinator.locator("main a[href*='/ipod/']").first().click();
  await coordinator.waitForLoadState();
  await visit(coordinator, "ipod");
}

/**
 * Goes through all stages. `open(role)` gives a page of a browser of its own, signed in as that role of the demo, or as
 * nobody; `visit(page, name)` looks at what stands there.
 */
export async function stages(open, visit) {
  const pages = {
    recorder: await open("zapisovatel"), lead: await open("facilitatorka"), coordinator: await open("pracovnice"),
    wall: await open(null), outsider: await open(null), head: await open("vedouci"), mother: await open(null), away: await open(null),
  };
  const { coordinator, outsider } = pages;
  await coordinator.goto("/pripady?hledat=dolezal");
  const ofCase = await coordinator.locator("main a[href^='/pripady/']", { hasText: "Doležalovi" }).first().getAttribute("href");
  await coordinator.goto(ofCase);
  const conference = await coordinator.locator("main a[href^='/konference/']").first().getAttribute("href");
  await outsider.goto("/ukazka");
  const linkOf = (mailbox) => outsider.locator("main li, main tr", { hasText: mailbox }).last().locator("a[href*='/p/']").first().getAttribute("href");
  const personal = await linkOf("becvarova@skola.example");
  const links = { mother: await linkOf("marketa.dolezalova@rodina.example"), away: await linkOf("ordinace@lekarka.example") };
  const of = (part) => `${conference}${part}`;
  await begin(pages, of, visit);
  await during(pages, of, visit);
  const about = { of, ofCase, conference, personal, links };
  await record(pages, about, visit);
  await afterwards(pages, about, visit);
  await following(pages, about, visit);
  await closedLinks(pages, about, visit);
}
