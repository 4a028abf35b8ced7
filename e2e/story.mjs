// One conference from the first doubt to its minutes, told once. Whoever tells it brings a pair of hands:
// a mouse, or a keyboard alone. Everything is found by what the page says, never by its address.
import assert from "node:assert/strict";
import { newContext, watch } from "./support.mjs";

/** Tab stops after which an element counts as out of reach. */
const FARTHEST = 300;
/** Letters, reminders and answers travel by the queue; none may take longer than this. */
const QUEUE_MS = 20_000;

/** Acts the way most people do. */
export function mouse(page) {
  return {
    activate: (target) => target.click(),
    write: (target, words) => target.fill(words),
    choose: (target, option) => target.selectOption({ label: option }),
    tick: (target) => target.click(),
  };
}

/** Acts by keys only: Tab until the element has the focus, then what a keyboard user would press. */
export function keyboard(page) {
  const holdsFocus = (target) => target.evaluate((element) => element === document.activeElement);
  async function reach(target, arrived = holdsFocus) {
    for (let stops = 0; stops < FARTHEST; stops += 1) {
      if (await arrived(target)) return;
      await page.keyboard.press("Tab");
    }
    throw new Error(`${await page.title()}: Tab never reaches ${target}`);
  }
  return {
    async activate(target) {
      await reach(target);
      const seen = await target.evaluate((element) => {
        const style = getComputedStyle(element);
        return style.outlineStyle !== "none" || style.boxShadow !== "none";
      });
      assert.ok(seen, `the focus cannot be seen on ${target}`);
      await page.keyboard.press("Enter");
    },
    async write(target, words) {
      await reach(target);
      await page.keyboard.press("Control+A");
      await page.keyboard.type(words);
    },
    async choose(target, option) {
      await reach(target);
      await page.keyboard.press("Home");
      const options = await target.evaluate((element) => element.options.length);
      for (let at = 0; at <= options; at += 1) {
        if ((await target.evaluate((element) => element.selectedOptions[0]?.textContent)) === option) return;
        await page.keyboard.press("ArrowDown");
      }
      throw new Error(`${await page.title()}: the arrows never reach the option ${option}`);
    },
    async tick(target) {
      // One Tab stop serves a whole group of radios; inside it the arrows move.
      const inGroup = (wanted) =>
        wanted.evaluate((element) => {
          const active = document.activeElement;
          return active === element || (element.type === "radio" && active?.type === "radio" && active.name === element.name && active.form === element.form);
        });
      await reach(target, inGroup);
      for (let at = 0; at < 30 && !(await holdsFocus(target)); at += 1) await page.keyboard.press("ArrowDown");
      assert.ok(await holdsFocus(target), `the arrows never reach ${target}`);
      if (!(await target.isChecked())) await page.keyboard.press("Space");
    },
  };
}

/** Words as they are read: a space is a space, also one that does not break. */
function plain(words) {
  return words.replace(/[\s\u00a0]+/g, " ").trim();
}

/** The whole name of a link or button. Words for screen readers stand apart, so a space may come before their colon. */
function whole(name) {
  if (name instanceof RegExp) return name;
  const escaped = name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  return new RegExp(`^${escaped.replaceAll(": ", " ?: ?")}$`);
}

/** A person in front of a browser of their own, with no cookies to begin with. */
class Visitor {
  constructor(page, hands, trouble) {
    Object.assign(this, { page, hands, trouble, main: page.locator("main") });
  }

  /** The first address is the only one ever typed; from there on it is links and buttons. */
  async arrive(address) {
    await this.page.goto(address);
  }

  async leave(target, status = 200) {
    assert.equal(await target.count(), 1, `${await this.page.title()} (${this.page.url()}): ${await target.count()} of ${target}`);
    const [answer] = await Promise.all([this.page.waitForNavigation({ waitUntil: "load" }), this.hands.activate(target)]);
    assert.equal(answer.status(), status, `${this.page.url()} answered ${answer.status()}: ${await this.main.innerText()}`);
  }

  link(name, within = this.main) {
    return this.leave(within.getByRole("link", { name: whole(name) }));
  }

  press(name, within = this.main, status = 200) {
    return this.leave(within.getByRole("button", { name: whole(name) }), status);
  }

  write(label, words, within = this.main) {
    return this.hands.write(within.getByLabel(label, { exact: typeof label === "string" }), words);
  }

  /** Chooses the only option that says `words`. */
  async choose(label, words, within = this.main) {
    const list = within.getByRole("combobox", { name: label });
    const options = await list.locator("option").allTextContents();
    const fitting = options.filter((option) => plain(option).includes(words));
    const [option] = fitting.length > 1 ? fitting.filter((one) => plain(one) === words) : fitting;
    assert.ok(option, `${label} does not offer „${words}“, but: ${options.join(" | ")}`);
    await this.hands.choose(list, option);
    assert.equal(await list.evaluate((element) => element.selectedOptions[0]?.textContent), option);
  }

  async tick(label, within = this.main) {
    const box = within.getByRole("radio", { name: label }).or(within.getByRole("checkbox", { name: label }));
    await this.hands.tick(box);
    assert.ok(await box.isChecked(), `${label} is not chosen`);
  }

  /** Opens a folded part of the page, which needs no script. */
  async unfold(words) {
    const fold = this.main.locator("details", { has: this.page.locator("summary", { hasText: words }) });
    if (!(await fold.evaluate((element) => element.open))) await this.hands.activate(fold.locator("summary"));
  }

  /** What a reader sees, with spaces that do not break read as spaces. */
  async text(within = this.main) {
    return plain(await within.innerText());
  }

  async reads(...sentences) {
    const text = await this.text(this.page.locator("body"));
    for (const sentence of sentences) assert.ok(text.includes(sentence), `${this.page.url()} does not say „${sentence}“, but: ${text}`);
  }

  async doesNotRead(...sentences) {
    const text = await this.text();
    for (const sentence of sentences) assert.ok(!text.includes(sentence), `${this.page.url()} says „${sentence}“: ${text}`);
  }

  /** The part of the page under a heading. */
  card(heading) {
    return this.main.locator("section.card", { has: this.page.getByRole("heading", { name: heading, exact: true }) });
  }

  /** One step of the conference, from the row of its parts. */
  async step(name) {
    await this.link(name, this.page.getByRole("navigation", { name: "Části konference" }));
  }

  /** Back on the page of the conference, by the trail of crumbs. */
  async backToConference() {
    await this.link(/^(Konference|Případová konference)$/, this.page.getByRole("navigation", { name: "Drobečková navigace" }));
  }

  /** The sentences of what is still missing, unfinished first. */
  async missing() {
    const lines = await this.card("Co zbývá").locator(".acts li b").allInnerTexts();
    return lines.map(plain);
  }
}

/** Day, month and year as people here write them. */
function written(day) {
  return `${day.getUTCDate()}. ${day.getUTCMonth() + 1}. ${day.getUTCFullYear()}`;
}

/** A working day about three weeks ahead: Tuesday to Thursday, so Easter cannot be hit, and none of the fixed holidays. */
function workingDayAhead() {
  const holidays = ["1. 1.", "1. 5.", "8. 5.", "5. 7.", "6. 7.", "28. 9.", "28. 10.", "17. 11.", "24. 12.", "25. 12.", "26. 12."];
  const day = new Date(Date.now() + 20 * 86_400_000);
  while (![2, 3, 4].includes(day.getUTCDay()) || holidays.includes(written(day).replace(/ \d{4}$/, ""))) day.setUTCDate(day.getUTCDate() + 1);
  return day;
}

/** The time on the wall half an hour ago, or midnight: a meeting cannot end in the minute in which it began. */
function halfAnHourAgo() {
  const [hour, minute] = new Intl.DateTimeFormat("en-GB", { timeZone: "Europe/Prague", hour: "2-digit", minute: "2-digit" }).format(new Date()).split(":");
  const minutes = Math.max(0, Number(hour) * 60 + Number(minute) - 30);
  return `${Math.floor(minutes / 60)}.${String(minutes % 60).padStart(2, "0")}`;
}

/** Tells the story; `how.hands` are the hands, `how.context` options of the browser. Returns what went wrong on the way. */
export async function tellStory({ browser, base, hands, context = {} }) {
  const contexts = [];
  const visitors = [];
  const someone = async () => {
    const own = await newContext(browser, base, context);
    own.setDefaultTimeout(10_000);
    const page = await own.newPage();
    const visitor = new Visitor(page, hands(page), watch(page, base));
    contexts.push(own);
    visitors.push(visitor);
    return visitor;
  };
  try {
    const worker = await someone();
    const head = await someone();
    const guest = await someone();
    await signIn(worker, "Vstoupit jako Jana Kubíčková");
    await signIn(head, "Mgr. Petr Hron");
    await openCase(worker);
    await considerConference(worker);
    await decideToConvene(head);
    await plan(worker);
    await gatherPeople(worker);
    await invite(worker);
    await answer(guest);
    await seeTheAnswer(worker);
    await meet(worker);
    await fileMinutes(worker);
    // The browser's own viewer of papers is part of the browser, not a request of the page.
    return visitors.flatMap((visitor) => visitor.trouble).filter((line) => !/^outside: chrome(-extension)?:/.test(line));
  } finally {
    for (const own of contexts) await own.close();
  }
}

async function signIn(visitor, name) {
  await visitor.arrive("/ukazka");
  await visitor.reads("Vítejte v ukázce");
  await visitor.link(name);
  await visitor.reads("Můj den");
}

async function openCase(worker) {
  await worker.link("Založit případ");
  await worker.reads("Pro začátek stačí spisová značka a jména.");
  await worker.write("Spisová značka", "Om 4321/2026");
  await worker.write("Jak případu říkáte", "Zelenkovi");
  const first = worker.page.getByRole("group", { name: "1. dítě" });
  await worker.write("Jméno a příjmení", "Anežka Zelenková", first);
  await worker.write("Datum narození (nepovinné)", "3. 4. 2015", first);
  await worker.press("Založit případ");
  await worker.reads("Případ je založený.", "Om 4321/2026", "Anežka Zelenková");

  await worker.link("Přidat člověka");
  await worker.write("Jméno", "Hana");
  await worker.write("Příjmení", "Zelenková");
  await worker.choose("Kdo to je", "rodič s rodičovskou odpovědností");
  const child = worker.page.getByRole("group", { name: "Anežka", exact: true });
  await worker.choose("Vztah", "matka", child);
  await worker.choose("Právní postavení", "rodič s rodičovskou odpovědností", child);
  await worker.write("E-mail (nepovinné)", "hana.zelenkova@rodina.example");
  await worker.press("Uložit údaje člověka");
  await worker.reads("Hana Zelenková", "hana.zelenkova@rodina.example");

  await worker.link("Přidat odborníka");
  await worker.write("Jméno", "Iva");
  await worker.write("Příjmení", "Bártová");
  await worker.choose("Kdo to je", "škola nebo školské zařízení");
  await worker.write("Organizace (nepovinné)", "ZŠ Lipová");
  await worker.write("Pozice (nepovinné)", "třídní učitelka");
  await worker.write("E-mail (nepovinné)", "bartova@skola.example");
  await worker.press("Uložit údaje člověka");
  await worker.reads("Iva Bártová", "ZŠ Lipová");
}

async function considerConference(worker) {
  await worker.press("Zvážit případovou konferenci");
  const answers = [
    ["potíže ve škole, zameškané hodiny", "potřebujeme spojit, co kdo o dítěti ví"],
    ["Ne, žádný návrh se nechystá"],
    ["Ne, dítě je teď v bezpečí"],
    ["nic z toho"],
    ["hlas dítěte", "rodina ze strany matky", "škola"],
    [],
    ["rozhovory s rodinou"],
    ["Za dva až tři týdny"],
  ];
  for (const [at, chosen] of answers.entries()) {
    await worker.reads(`Otázka ${at + 1} z 8`, "Proč se ptáme:");
    for (const label of chosen) await worker.tick(label);
    if (at === 0) await worker.write("Co by se mělo vyjasnit nebo rozhodnout (nepovinné)", "Anežka skoro nechodí do školy.");
    if (at === 5) {
      for (const who of ["Rodina", "Dítě"]) await worker.tick("Ví o tom a souhlasí", worker.page.getByRole("group", { name: who, exact: true }));
    }
    await worker.press("Uložit a pokračovat");
  }
  await worker.reads("Výsledek", "Co mluví pro", "Jiné cesty", "Čeká na rozhodnutí vedoucího nebo vedoucí.");
}

async function decideToConvene(head) {
  await head.link("Případy", head.page.getByRole("navigation").first());
  await head.link(/Zelenkovi/);
  await head.link(/onference/, head.card("Případové konference"));
  await head.link(/Rozhodnout, jestli konferenci svolat/);
  await head.reads("Jak rozhodujete?");
  await head.tick(/^Svol/);
  await head.press("Uložit rozhodnutí");
  await head.reads("Konference je svolaná a má obvyklý program.");
}

async function plan(worker) {
  await worker.backToConference();
  assert.equal((await worker.missing())[0], "Napsat, oč nám jde");
  await worker.step("Cíle");
  await worker.write("Cíl 1", "Anežka chodí do školy a má s kým mluvit.");
  await worker.press("Uložit cíle");
  await worker.reads("Uloženo.", "Anežka chodí do školy a má s kým mluvit.");

  await worker.step("Termín");
  await worker.write("Den", written(workingDayAhead()));
  await worker.write("Od", "13.00");
  await worker.write("Do", "15.00");
  await worker.press("Uložit termín");
  await worker.reads("Uloženo.", "13.00–15.00");

  await worker.step("Místo");
  await worker.write("Místo", "Městská knihovna, klubovna");
  await worker.write("Adresa", "Lipová 12, Šternberk");
  await worker.write("Kde jde čekat zvlášť (nepovinné)", "čítárna v přízemí");
  await worker.press("Uložit místo");
  await worker.reads("Uloženo.");

  await worker.step("Program");
  await worker.reads("dohromady 120 minut", "13.00");
  await worker.write("Co se děje, část 1", "Přivítání a pravidla");
  await worker.press("Uložit program");
  await worker.reads("Program je uložený.");
  await worker.backToConference();
}

async function gatherPeople(worker) {
  await worker.step("Lidé");
  await worker.link(/^Hana Zelenková/, worker.card("Rodina ze strany matky"));
  await worker.write("V jaké roli", "maminka");
  await worker.tick(/^Bez něj setkání nemá smysl/);
  await worker.press("Přidat na seznam");
  await worker.link("Přidat účastníka");
  await worker.choose("Člověk z případu", "Iva Bártová");
  await worker.write("V jaké roli", "třídní učitelka");
  await worker.choose("Čí pohled přinese", "škola");
  await worker.press("Přidat na seznam");
  await worker.reads("Hana Zelenková", "Iva Bártová");

  await worker.link("Rozhodnout: Anežka Zelenková");
  await worker.write("Co si dítě přeje (nepovinné)", "Aby se nemluvilo před celou třídou.");
  await worker.tick(/^Předem si s ním někdo promluví zvlášť/i);
  await worker.write("Proč takhle", "Anežka nechce sedět mezi dospělými.");
  await worker.press("Uložit rozhodnutí");

  await worker.link(/^Určit/);
  await worker.choose("Facilitátor s účtem", "Mgr. Ivana Součková – Šternberk");
  await worker.choose("Zapisovatel s účtem", "Bc. Lukáš Dvorník – Šternberk");
  await worker.press("Uložit");
  await worker.reads("Mgr. Ivana Součková", "Bc. Lukáš Dvorník");

  for (const perspective of ["rodina ze strany otce", "OSPOD a vedení setkání"]) {
    const unneeded = worker.main.getByRole("button", { name: whole(`Tento pohled nepotřebujeme: ${perspective}`) });
    if (await unneeded.count()) await worker.leave(unneeded);
  }
  await worker.doesNotRead("zatím nikdo");
  await worker.backToConference();
  assert.deepEqual(await worker.missing(), ["Odeslat pozvánky 2 lidem"]);
}

async function invite(worker) {
  await worker.link(/: Odeslat pozvánky 2 lidem/);
  await worker.link("Náhled: Hana Zelenková", worker.card("Lidé")).catch(async (problem) => {
    // The first on the list is shown at once and then has no link.
    if (!(await worker.text()).includes("náhled je zobrazený")) throw problem;
  });
  await worker.reads("Předmět", "Lipová 12", "odkaz jen pro tohoto člověka");
  await worker.doesNotRead("Anežka Zelenková");
  await worker.link(/^Odeslat pozvánky 2 lidem|^Zkontrolovat a odeslat/);
  await worker.reads("Zkontrolovat a odeslat", "Hana Zelenková, maminka", "Iva Bártová, třídní učitelka");
  await worker.press(/^Odeslat pozvánky 2 lidem/);
  await worker.reads("Pozvánky jsou na cestě.");
}

async function answer(guest) {
  await guest.arrive("/ukazka");
  const deadline = Date.now() + QUEUE_MS;
  const letter = guest.main.getByRole("row", { name: /hana\.zelenkova@rodina\.example/ });
  for (;;) {
    await guest.link("Pošta ukázky", guest.page.getByRole("navigation", { name: "Ukázka" }));
    if ((await letter.count()) > 0) break;
    assert.ok(Date.now() < deadline, "the invitation never arrived");
  }
  await guest.link(/.+/, letter);
  await guest.link("Otevřít odkaz pozvaného");
  // Nothing about anybody before the visitor says so: programs that look into mail open links too.
  await guest.reads("máme pro vás pozvánku k setkání", "Pozvánka je jen pro vás.");
  await guest.doesNotRead("Zelenk", "knihovna");
  await guest.press("Zobrazit pozvánku");
  await guest.reads("zveme vás k setkání", "13.00", "Městská knihovna, klubovna");
  await guest.doesNotRead("Anežka", "Bártová", "Om 4321");
  await guest.press("Uložit odpověď", guest.main, 422);
  await guest.reads("Ještě je potřeba opravit", "Vyberte, jak se zapojíte.");
  await guest.tick(/^Přijdu(?! jen)/);
  await guest.press("Uložit odpověď");
  await guest.reads("Odpověď je uložená. Děkujeme.", "Vaše odpověď");
}

async function seeTheAnswer(worker) {
  await worker.backToConference();
  assert.deepEqual(await worker.missing(), ["Zavolat 1 člověku, který ještě neodpověděl"]);
  const table = await worker.text(worker.card("Čí pohled u stolu bude"));
  assert.match(table, /rodina ze strany matky.*(jistě|přijde)/i);
}

async function arrived(worker, name) {
  await worker.press(`Přišel(a) ${name}`);
}

async function meet(worker) {
  await worker.step("Jednání");
  await worker.reads("Než začnete", "1 v plánu konference", "Konference není naplánovaná na dnešek.");
  await worker.write("Začátek (nepovinné)", halfAnHourAgo());
  await worker.press("Zahájit jednání");
  await worker.reads("u stolu 0 z");
  await worker.press("Přítomní to vzali na vědomí");
  await arrived(worker, "Hana Zelenková");
  await arrived(worker, "Iva Bártová");
  await worker.reads("u stolu 2 z");

  await worker.write("Další řádek", "Anežka chodí ráda jen na výtvarku.");
  await worker.press("řečeno");
  await worker.write("Další řádek", "Anežka začne dvěma hodinami denně.");
  await worker.press("dohodnuto");
  await worker.write("Další řádek", "Připraví rozvrh na první týden.");
  await worker.unfold("Úkol: kdo a do kdy");
  await worker.choose("Kdo úkol udělá", "třídní učitelka");
  await worker.write("Do kdy", written(workingDayAhead()));
  await worker.press("úkol");
  await worker.reads("Anežka chodí ráda jen na výtvarku.", "Anežka začne dvěma hodinami denně.", "Připraví rozvrh na první týden.");

  await worker.link("Ukončit jednání");
  await worker.reads("Než se rozejdete", "Dohodnuté body: 1, úkoly: 1.");
  await worker.choose("Kdo bude účastníkům odpovídat", "Jana Kubíčková");
  await worker.press("Ukončit jednání");
  await worker.reads("Jednání skončilo. Zbývá vyhotovit zápis.");
}

async function fileMinutes(worker) {
  await worker.backToConference();
  assert.equal((await worker.missing())[0], "Vyhotovit zápis");
  await worker.step("Zápis");
  await worker.reads("dohodnuto", "Anežka začne dvěma hodinami denně.", "Připraví rozvrh na první týden.", "Hana Zelenková");
  await worker.press("Vyhotovit zápis");
  await worker.reads("čeká na č. j.");
  const paper = worker.main.getByRole("link", { name: "Otevřít PDF" });
  // The browser shows the paper itself; its bytes are fetched with the same cookies, as saving it would.
  const [shown] = await Promise.all([worker.page.waitForResponse((response) => response.url().endsWith("/soubor")), worker.hands.activate(paper)]);
  assert.equal(shown.status(), 200);
  const bytes = await (await worker.page.context().request.get(shown.url())).body();
  assert.equal(bytes.subarray(0, 4).toString("latin1"), "%PDF");
  assert.ok(bytes.length > 10_000, `the minutes have only ${bytes.length} bytes`);
  await worker.page.goBack();
  if ((await worker.page.getByRole("navigation", { name: "Drobečková navigace" }).getByRole("link", { name: "Dokumenty" }).count()) > 0) {
    await worker.link("Dokumenty", worker.page.getByRole("navigation", { name: "Drobečková navigace" }));
  }
  await worker.backToConference();
  assert.deepEqual(await worker.missing(), ["Doplnit číslo jednací zápisu"]);
}
