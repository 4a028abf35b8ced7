// Takes the pictures of docs/gallery from a running demo:
//   node e2e/pictures.mjs http://127.0.0.1:8080 docs/gallery
// Needs playwright-core (npm install in e2e) and Debian's chromium. Commit only pictures that changed.
import { chromium } from 'playwright-core';
import { stages } from './stages.mjs';

const [base, folder] = process.argv.slice(2);
const browser = await chromium.launch({
  executablePath: '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--no-first-run'],
});

async function page(width, role) {
  const context = await browser.newContext({ viewport: { width, height: 900 }, locale: 'cs-CZ' });
  const page = await context.newPage();
  if (role) await page.goto(`${base}/ukazka/vstup/${role}`);
  return page;
}

async function picture(page, path, name, full = true) {
  if (path) {
    const answer = await page.goto(base + path);
    if (answer.status() !== 200) console.error(`${path}: ${answer.status()}`);
  }
  const width = page.viewportSize().width;
  await page.screenshot({ path: `${folder}/${name}-${width}.png`, fullPage: full });
  console.log(`${name}-${width}.png`);
}

// The main conference: the first one on the worker's day that belongs to the Doležalovi.
const finder = await page(1280, 'pracovnice');
await finder.goto(base + '/pripady');
const family = await finder.getByRole('link', { name: /Doležalovi/ }).first().getAttribute('href');
await finder.goto(base + family);
const conference = await finder.locator('main a[href^="/konference/"]').first().getAttribute('href');
await finder.goto(base + '/ukazka');
const outsider = await finder.locator('a[href*="/p/"]').first().getAttribute('href');

for (const width of [1280, 390]) {
  const worker = await page(width, 'pracovnice');
  await picture(worker, '/', 'muj-den');
  await picture(worker, family, 'pripad');
  await picture(worker, conference, 'desk');
  await picture(worker, `${conference}/cile`, 'cile');
  await picture(worker, `${conference}/program`, 'program');
  await picture(worker, `${conference}/ucastnici`, 'ucastnici');
  await picture(worker, `${conference}/pozvanky`, 'pozvanky');
  await picture(worker, `${conference}/vhodnost/1`, 'vhodnost');
  await picture(worker, `${conference}/vhodnost`, 'rozhodnuti');
  await picture(worker, '/lhuty', 'lhuty');
  await picture(worker, '/kdo-smi-co-vedet', 'kdo-smi-co-vedet');
  const head = await page(width, 'vedouci');
  await picture(head, '/sprava/auditni-stopa', 'auditni-stopa');
  const guest = await page(width);
  await guest.goto(outsider.startsWith('http') ? outsider : base + outsider);
  await picture(guest, null, 'pozvani');
  const open = guest.getByRole('button', { name: /Zobrazit/ });
  if (await open.count()) await open.click();
  await picture(guest, null, 'answer');
  const stranger = await page(width);
  await picture(stranger, '/prihlaseni', 'prihlaseni');
}

// The meeting and what comes after it, at the desk, on a tablet, on a phone. Last: it uses the planned conference up.
await stages(
  async (role) => {
    const context = await browser.newContext({ baseURL: base, locale: 'cs-CZ', timezoneId: 'Europe/Prague' });
    const page = await context.newPage();
    if (role) await page.goto(`/ukazka/vstup/${role}`);
    return page;
  },
  async (page, name) => {
    for (const width of [1280, 768, 390]) {
      await page.setViewportSize({ width, height: 900 });
      await picture(page, null, name);
    }
  },
);
await browser.close();
