// The stages after the table has risen: the draft is commented, the record given, the conference closed and followed by
// another one. Each page in its states: empty, filled, with sentences beside the fields, before and behind the code,
// after the seal, closed.

const button = (page, name) => page.getByRole("button", { name }).first();
async function press(page, name) {
  await button(page, name).click();
  await page.waitForLoadState();
}
/** Spaces that keep a number with its word are spaces. */
export const words = async (page) => (await page.locator("main").innerText()).replaceAll("\u00a0", " ");

/** A day as people type it, so many days from today. */
export function day(ahead) {
  const then = new Date(Date.now() + ahead * 86_400_000);
  const [year, month, date] = new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Prague" }).format(then).split("-").map(Number);
  return `${date}. ${month}. ${year}`;
}

/** A fresh code for somebody's link, as a worker reads it out on the telephone. */
export async function codeFor(coordinator, conference, name) {
  await coordinator.goto(`${conference}/pozvanky`);
  const href = await coordinator.locator("main a[href*='/pozvanky/']", { hasText: name }).first().getAttribute("href");
  await coordinator.goto(href);
  await press(coordinator, "Sdělit kód telefonem");
  return coordinator.locator("p.code").innerText();
}

/** Types a code where a page asks for it. */
export async function give(page, code) {
  await page.locator("#kod").fill(code);
  await page.locator("form[action$='/kod'] button").click();
  await page.waitForLoadState();
}

/** The form beside the place of the record that says so; the one for the whole record when nothing is said. */
export async function beside(page, text = null) {
  const forms = page.locator("form[action$='/zapis']");
  if (text === null) return forms.filter({ hasNot: page.locator("[name=radek]") }).first();
  const spot = page.locator("main div[id^='radek-']", { hasText: text }).first();
  await spot.locator("summary").first().click();
  return spot.locator("form[action$='/zapis']");
}

/** Sends what the form holds with one of its buttons. */
export async function say(page, form, text, kind = "correct") {
  await form.locator("[name=slova]").fill(text);
  await form.locator(`button[value=${kind}]`).click();
  await page.waitForLoadState();
}

/** The draft: nobody reads it, it is given, read behind the code, commented, decided upon. */
export async function commenting({ coordinator, mother, away }, { of, conference, links }, visit) {
  const own = `${links.mother}/zapis`;
  await mother.goto(own);
  await visit(mother, "navrh-jeste-neni");
  await coordinator.goto(of("/zapis/pripominky"));
  await visit(coordinator, "pripominky-nikdo");
  const last = coordinator.locator("form[action$='/uvolnit'] [name=do]");
  await last.fill("31. 2. 2027");
  await press(coordinator, "Dát k připomínkám");
  await visit(coordinator, "pripominky-chyba");
  await last.fill(day(7));
  await press(coordinator, "Dát k připomínkám");
  await visit(coordinator, "pripominky-cte-se");
  await mother.goto(links.mother);
  await visit(mother, "po-setkani-navrh");
  await mother.goto(own);
  await visit(mother, "navrh-odkaz");
  await give(mother, "0000-0000");
  await visit(mother, "navrh-kod-chyba");
  const code = await codeFor(coordinator, conference, "Markéta");
  await mother.goto(own);
  await give(mother, code);
  await visit(mother, "navrh");
  await say(mother, await beside(mother, "tři hodiny"), "   ");
  await visit(mother, "navrh-prazdna");
  await mother.goto(own);
  await say(mother, await beside(mother), "Bylo to jinak. ".repeat(3_400), "own");
  await visit(mother, "navrh-dlouha");
  await mother.goto(own);
  await say(mother, await beside(mother, "tři hodiny"), "Domluvili jsme se na dvou hodinách.");
  await visit(mother, "navrh-rekla");
  await say(mother, await beside(mother), "Chyběla mi tam přestávka.", "own");
  const absent = await codeFor(coordinator, conference, "Zelinková").catch(() => null);
  if (absent) {
    await away.goto(`${links.away}/zapis`);
    await visit(away, "navrh-nebyla");
  }
  await coordinator.goto(of("/zapis/pripominka-za"));
  await visit(coordinator, "pripominka-za");
  await press(coordinator, "Zapsat připomínku");
  await visit(coordinator, "pripominka-za-chyba");
  await coordinator.getByLabel("Kdo ji říká").selectOption({ index: 2 });
  await coordinator.getByLabel("po telefonu").check();
  await coordinator.getByLabel("doplnit").check();
  await coordinator.getByLabel("Co říká").fill("Tatínek chce připsat, že nabídl odvoz.");
  await press(coordinator, "Zapsat připomínku");
  await coordinator.goto(of("/zapis/pripominky"));
  await visit(coordinator, "pripominky");
  await coordinator.getByRole("link", { name: /^Vyřídit.*dohoda/ }).first().click();
  await coordinator.waitForLoadState();
  await visit(coordinator, "pripominka");
  const one = coordinator.url();
  const text = coordinator.getByLabel("Jak má řádek znít");
  await text.fill("");
  await press(coordinator, "Přijmout a opravit řádek");
  await visit(coordinator, "pripominka-chyba");
  await coordinator.goto(one);
  await text.fill("Eliška chodí od pondělí na dvě hodiny denně.");
  await coordinator.getByLabel(/^Odpověď/).fill("Děkujeme, opravili jsme to.");
  await press(coordinator, "Přijmout a opravit řádek");
  await visit(coordinator, "pripominky-vyrizena");
  await coordinator.goto(one);
  await visit(coordinator, "pripominka-vyrizena");
  await coordinator.goto(of("/zapis/pripominky"));
  await coordinator.getByRole("link", { name: /^Vyřídit/ }).first().click();
  await coordinator.waitForLoadState();
  await visit(coordinator, "pripominka-celek");
  await mother.goto(own);
  await visit(mother, "navrh-prijato");
}

/** The seal with comments nobody decided upon. */
export async function undecided({ coordinator }, { of }, visit) {
  await coordinator.goto(of("/zapis/pecet"));
  await visit(coordinator, "zapis-pecet-pripominky");
}

/** The sealed record reaches its people. */
export async function giving({ coordinator, mother }, { of, links }, visit) {
  await mother.goto(`${links.mother}/zapis`);
  await visit(mother, "navrh-po-peceti");
  await say(mother, await beside(mother), "Ještě mě něco napadlo.", "add");
  await visit(mother, "navrh-rekla-po-peceti");
  await coordinator.goto(of("/zapis/pripominky"));
  await visit(coordinator, "pripominky-po-peceti");
  await coordinator.getByRole("link", { name: /^Vyřídit/ }).first().click();
  await coordinator.waitForLoadState();
  await visit(coordinator, "pripominka-po-peceti");
  await mother.goto(`${links.mother}/vypis`);
  await visit(mother, "vypis-neni");
  await coordinator.goto(of("/zapis/predani"));
  await visit(coordinator, "predani");
  const person = await coordinator.getByRole("link", { name: /^Markéta/ }).first().getAttribute("href");
  await coordinator.goto(person);
  await visit(coordinator, "predani-cloveku-nic");
  await coordinator.goto(of("/zapis/predani"));
  await press(coordinator, /^Vyhotovit výpisy pro všechny/);
  await visit(coordinator, "predani-pripraveno");
  await coordinator.goto(person);
  await visit(coordinator, "predani-cloveku");
  await press(coordinator, "Zapsat");
  await visit(coordinator, "predani-cloveku-chyba");
  await coordinator.goto(person);
  await coordinator.getByLabel(/odkaz/i).first().check();
  await press(coordinator, "Zapsat");
  await coordinator.goto(person);
  await visit(coordinator, "predani-cloveku-odkaz");
  await coordinator.goto(of("/zapis/predani"));
  await visit(coordinator, "predani-odkaz");
  await mother.goto(links.mother);
  await visit(mother, "po-setkani-vypis");
  await mother.goto(`${links.mother}/vypis`);
  await visit(mother, "vypis");
  const stranger = await mother.context().browser().newContext({ baseURL: new URL(mother.url()).origin, locale: "cs-CZ" });
  const other = await stranger.newPage();
  await other.goto(`${links.mother}/vypis`);
  await visit(other, "vypis-odkaz");
  await stranger.close();
  await opened(mother, `${links.mother}/vypis`);
  await mother.goto(`${links.mother}/vypis`);
  await visit(mother, "vypis-otevreny");
  await coordinator.goto(person);
  await visit(coordinator, "predani-cloveku-otevreno");
}

/** Opens the extract as the button does; the answer is a file, so it is asked for beside the page. */
export async function opened(page, own) {
  return page.request.post(own, { headers: { origin: new URL(page.url()).origin } });
}

/** All that is asked before a conference is convened, and the head's yes; its address. */
export async function convene({ coordinator, head }, next) {
  for (let step = 1; step <= 8; step++) {
    await coordinator.goto(`${next}/vhodnost/${step}`);
    const form = coordinator.locator("main form[data-warn]");
    const names = await form.locator("input[type=radio], input[type=checkbox]").evaluateAll((all) => [...new Set(all.map((e) => e.name))]);
    for (const name of names) {
      const one = form.locator(`input[name="${name}"]`);
      // Of several answers the last says that none of it applies.
      await ((await one.first().getAttribute("type")) === "radio" ? one.first() : one.last()).check();
    }
    await form.locator("[name=slovy]").fill("Jak jsme si řekli minule.");
    await press(coordinator, "Uložit a pokračovat");
  }
  await head.goto(`${next}/vhodnost`);
  const form = head.locator("main form[data-warn]");
  await form.locator("input[name=rozhodnuti]").first().check();
  await form.locator("details").evaluateAll((all) => all.forEach((one) => (one.open = true)));
  await form.locator("input[name=druh]").first().check();
  await form.locator("[name=duvod]").fill("Sejdeme se znovu, jak jsme slíbili.");
  await press(head, "Uložit rozhodnutí");
}

/** The next conference is begun, what is open comes back to its table, the first one is closed. */
export async function following({ coordinator, recorder, head }, { of }, visit) {
  await coordinator.goto(of("/minule"));
  await visit(coordinator, "minule-nic");
  await coordinator.goto(of("/navazat"));
  await visit(coordinator, "navazat");
  await coordinator.getByLabel("Den (nepovinný)").fill("24. 12. 2027");
  await coordinator.getByLabel("Od", { exact: true }).fill("13.00");
  await coordinator.getByLabel("Do", { exact: true }).fill("12.00");
  await press(coordinator, "Založit navazující konferenci");
  await visit(coordinator, "navazat-chyba");
  await coordinator.goto(of("/navazat"));
  await press(coordinator, "Založit navazující konferenci");
  const next = new URL(coordinator.url()).pathname.match(/^\/konference\/[0-9a-f-]+/)[0];
  await coordinator.goto(`${next}/minule`);
  await visit(coordinator, "minule-zvazuje-se");
  await convene({ coordinator, head }, next);
  await coordinator.goto(next);
  await visit(coordinator, "konference-navazuje");
  await coordinator.goto(`${next}/jednani`);
  await visit(coordinator, "jednani-pred-navazuje");
  await press(coordinator, "Zahájit jednání");
  await coordinator.goto(`${next}/jednani`);
  await visit(coordinator, "jednani-navazuje");
  await coordinator.goto(`${next}/minule`);
  await visit(coordinator, "minule");
  const rows = coordinator.locator("main li[id^='ukol-']");
  await rows.first().locator("summary", { hasText: "Trvá dál" }).click();
  await rows.first().locator("input[name^=termin]").fill("1. 2. 2020");
  await press(coordinator, /^Zapsat, že trvá dál/);
  await visit(coordinator, "minule-chyba");
  await rows.first().locator("input[name^=termin]").fill("18. 3. 2027");
  await press(coordinator, /^Zapsat, že trvá dál/);
  await visit(coordinator, "minule-trva");
  const silent = rows.filter({ has: coordinator.locator("summary", { hasText: "Už není třeba" }) }).first();
  if (await silent.count()) {
    await silent.locator("summary", { hasText: "Už není třeba" }).click();
    await silent.getByRole("button", { name: /^Zapsat, že už není třeba/ }).click();
    await coordinator.waitForLoadState();
    await visit(coordinator, "minule-proc");
    await coordinator.locator("input[name^=slovo]").first().fill("Byt se našel jinak.");
    await press(coordinator, /^Zapsat, že už není třeba/);
  }
  await visit(coordinator, "minule-probrano");
  await coordinator.goto(of("/uzavrit"));
  await visit(coordinator, "uzavrit");
  await press(coordinator, "Uzavřít konferenci");
  await visit(coordinator, "uzavrit-chyba");
  await coordinator.getByLabel("Souhrn vlastními slovy").fill("Eliška chodí do školy, maminka ví, na koho se obrátit. Bydlení řešíme dál.");
  for (const name of ["vim", "vim_zapis"]) {
    const tick = coordinator.locator(`input[name=${name}]`);
    if (await tick.count()) await tick.check();
  }
  await press(coordinator, "Uzavřít konferenci");
  await coordinator.goto(of("/uzavrit"));
  await visit(coordinator, "uzavrena");
  await coordinator.goto(of("/ukoly"));
  await visit(coordinator, "ukoly-uzavrena");
  await recorder.goto(of("/jednani"));
  await visit(recorder, "jednani-uzavrena");
  return next;
}

/** What the people of a closed conference find at their link. */
export async function closedLinks({ mother, outsider }, { links, personal }, visit) {
  await mother.goto(`${links.mother}/zapis`);
  await visit(mother, "navrh-uzavrena");
  await mother.goto(`${links.mother}/vypis`);
  await visit(mother, "vypis-uzavrena");
  await outsider.goto(`${personal}/ukoly`);
  await visit(outsider, "moje-ukoly-uzavrena");
}
