// Takes the six pictures of the story in README.md from a fresh running demo (it begins a meeting and seals a record there):
//   node e2e/story.mjs http://127.0.0.1:8080 docs/gallery
// Needs playwright-core (npm install in e2e), Debian's chromium and poppler-utils. Reduce them to a palette of 128 colours and commit only those that changed.
import { execFileSync } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { tap } from "./hands.mjs";

const [base, folder] = process.argv.slice(2);
const browser = await chromium.launch({
  executablePath: "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--no-first-run"],
});

async function open(role, viewport = { width: 1280, height: 860 }) {
  const context = await browser.newContext({ viewport, locale: "cs-CZ", timezoneId: "Europe/Prague" });
  const page = await context.newPage();
  if (role) await page.goto(`${base}/ukazka/vstup/${role}`);
  return page;
}

async function picture(page, name) {
  await page.screenshot({ path: join(folder, `story-${name}.png`) });
  console.log(`story-${name}.png`);
}

/** The upper part of a page of a paper, as a picture. */
async function paper(bytes, name, number = 1, height = 640) {
  const place = await mkdtemp(join(tmpdir(), "pripadovka-story-"));
  await writeFile(join(place, "paper.pdf"), bytes);
  execFileSync("pdftoppm", ["-png", "-r", "76", "-f", `${number}`, "-l", `${number}`, "-singlefile", "-H", `${height}`, join(place, "paper.pdf"), join(folder, `story-${name}`)], { stdio: ["ignore", "ignore", "ignore"] });
  await rm(place, { recursive: true });
  console.log(`story-${name}.png`);
}

/** The conferences of a family, as they stand on the page of its case. */
async function conferences(page, family) {
  await page.goto(`${base}/pripady`);
  await page.goto(base + (await page.getByRole("link", { name: new RegExp(family) }).first().getAttribute("href")));
  return page.locator('main a[href^="/konference/"]').evaluateAll((all) => all.map((a) => a.getAttribute("href")).filter((href) => /^\/konference\/[0-9a-f-]+$/.test(href)));
}

/** Sends a form of the page as the browser would, and gives back what comes. */
async function send(page, form) {
  const [action, fields] = await form.evaluate((f) => [f.getAttribute("action") || location.pathname, Object.fromEntries(new FormData(f))]);
  return page.request.post(new URL(action, page.url()).href, { form: fields, headers: { origin: base, "sec-fetch-site": "same-origin" } });
}

const worker = await open("pracovnice");
const [talk] = await conferences(worker, "Doležalovi");
const room = `${base}${talk}/jednani`;

// 1 the desk, 2 what an invited person sees
await worker.goto(base + talk);
await picture(worker, "1-desk");
await worker.goto(`${base}/ukazka`);
const link = await worker.locator('a[href*="/p/"]').first().getAttribute("href");
const guest = await open(null, { width: 390, height: 720 });
await guest.goto(new URL(link, base).href);
const show = guest.getByRole("button", { name: /Zobrazit/ });
if (await show.count()) await show.click();
await picture(guest, "2-answer");

// 3 the recorder
await worker.goto(room);
await worker.getByRole("button", { name: "Zahájit jednání" }).click();
for (const name of ["Markéta", "Radek", "Hájková", "Horáková", "Bečvářová", "Kubíčková"]) {
  await worker.goto(`${room}/pritomni`);
  const came = worker.locator("button", { hasText: new RegExp(`Přišel\\(a\\).*${name}`) });
  if (await came.count()) await tap(came.first());
}
await worker.goto(room);
await tap(worker.getByRole("button", { name: "Přítomní to vzali na vědomí" }));
await worker.goto(`${room}/zapisovat`);
await worker.locator(".rec-area").waitFor();
const saved = () => worker.waitForFunction(() => /^Uloženo u úřadu/.test(document.querySelector(".rec-status-text")?.textContent ?? ""));
const keys = async (...parts) => {
  for (const part of parts) await (/^(Enter|Tab|F\d|Alt\+.)$/.test(part) ? worker.keyboard.press(part) : worker.keyboard.type(part));
};
await saved();
for (let phase = 0; phase < 7; phase += 1) await keys("F4");
await keys("md: Ráno odcházím do práce v pět, Eliška pak vypravuje sourozence.", "Enter");
await keys("@hor", "Enter", "Když Eliška přijde, pracuje dobře.", "F2", "s", "Enter", "Enter");
await keys("/d Eliška se od 14. prosince vrací do školy se zkráceným rozvrhem.", "F2", "c", "Enter", "Enter");
await keys("Podám žádost o splátkový kalendář", "Alt+3", "Tab", "Markéta", "Enter", "Tab", "22. 12.", "Tab", "máme potvrzení o podání", "Tab", "DiS. Malá", "Enter");
await keys("Sestavím s Eliškou rozvrh", "Alt+3", "Tab", "Bečv", "Enter", "Tab", "14. 12.", "Tab", "Eliška podle něj chodí", "Enter");
await keys("@rad", "Enter", "Chci, aby děti byly u mě stejně dlouho jako u mámy.", "Alt+4", "Enter");
await saved();
await worker.evaluate(() => scrollTo(0, 130));
await picture(worker, "3-recorder");

// 4 the wall
await worker.goto(`${room}/stena`);
await worker.getByRole("button", { name: "Zapnout stěnu" }).click();
await worker.waitForLoadState();
const address = await worker.locator("#adresa").evaluate((code) => code.textContent);
const wall = await open(null, { width: 1280, height: 720 });
await wall.goto(new URL(new URL(address).pathname, base).href);
await wall.waitForTimeout(4_000);
await picture(wall, "4-wall");

// 5 the sheet that somebody takes home
await worker.goto(`${room}/uzavreni`);
const sheet = worker.locator("form.inline-form", { hasText: "Markéta" }).first();
await paper(await (await send(worker, sheet)).body(), "5-sheet");

// 6 the sealed record of a conference that is over
const [over] = await conferences(worker, "Kučerovi");
await worker.goto(`${base}${over}/zapis/pecet`);
const seal = worker.getByRole("button", { name: "Zapečetit zápis" });
if (await seal.count()) await seal.click();
await worker.goto(`${base}${over}/zapis`);
const pdf = await worker.getByRole("link", { name: "Otevřít PDF" }).getAttribute("href");
await paper(await (await worker.request.get(base + pdf)).body(), "6-record", 3);
await browser.close();
