// axe-core over every page in its states, at a desk and on a phone: no finding of level A or AA, nothing that sticks out.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtemp, readFile, readdir, rm } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { after, before, test } from "node:test";
import { barriers } from "./barriers.mjs";
import { stages } from "./stages.mjs";
import { binary, enter, newContext, startBrowser, startDemo, watch } from "./support.mjs";

const LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"];
/** Pages of one kind that are looked at; more of the same kind show nothing new. */
const OF_ONE_KIND = 1;

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

/** The kind of an address: its path without identifiers and tokens. */
function kind(address) {
  const url = new URL(address, demo.base);
  return url.pathname.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, "…").replace(/\/p\/[^/]+/, "/p/…")
    .replace(/posta\/[^/]+/, "posta/…")
    .replace(/(kdo-smi-co-vedet)(\/[^/]+)(\/[^/]+)?/, (_, page, reader, group) => `${page}/…${group ? "/…" : ""}`);
}

/** What is wrong with the page as it stands, at both sizes. */
async function findings(page, where) {
  const found = [];
  if (process.env.PRIPADOVKA_E2E_TALK) console.error(new Date().toISOString(), where);
  for (const width of [1280, 768, 390]) {
    await page.setViewportSize({ width, height: 900 });
    // Between the two only what sticks out is looked at.
    for (const { id, help, where: at } of width === 768 ? [] : await barriers(page, LEVELS)) {
      found.push(`${where} at ${width}: ${id} (${help}): ${at}`);
    }
    const wide = await page.evaluate(() => {
      if (document.documentElement.scrollWidth <= window.innerWidth) return null;
      const out = [...document.querySelectorAll("body *")].filter((e) => e.getBoundingClientRect().right > window.innerWidth + 1);
      return out.slice(-1).map((e) => e.outerHTML.slice(0, 120))[0] ?? "something";
    });
    if (wide) found.push(`${where} at ${width}: sticks out to the right: ${wide}`);
  }
  await page.setViewportSize({ width: 1280, height: 900 });
  return found;
}

/** Walks everything that links reach, looks at each kind of page, and at each form that came back with sentences. */
async function walk(page, starts, seen) {
  const found = [];
  const waiting = [...starts];
  const visited = new Set();
  while (waiting.length > 0) {
    const address = waiting.shift();
    const path = address.split("#")[0];
    const of = kind(path);
    if (visited.has(path) || (seen.get(of) ?? 0) >= OF_ONE_KIND) continue;
    visited.add(path);
    if (/\.(ics|pdf)$|\/soubor$|\/ukazka\/vstup|\/nahled\.pdf/.test(of)) continue;
    let response;
    try {
      response = await page.goto(path);
    } catch {
      continue; // A file to keep is no page.
    }
    if (!response || !(response.headers()["content-type"] ?? "").startsWith("text/html")) continue;
    seen.set(of, (seen.get(of) ?? 0) + 1);
    found.push(...(await findings(page, of)));
    const links = await page.$$eval("a[href]", (all) => all.map((a) => a.getAttribute("href")));
    waiting.push(...links.filter((href) => href && href.startsWith("/") && !href.startsWith("//")));
    // Each form with fields, sent empty: the page with sentences beside the fields is a state of its own.
    const forms = await page.$$eval("form[method=post]", (all) =>
      all.map((form, at) => (form.querySelector("input:not([type=hidden]), textarea, select") ? at : -1)).filter((at) => at >= 0),
    );
    for (const at of forms) {
      const key = `${of} form ${at}`;
      if (seen.has(key)) continue;
      seen.set(key, 1);
      await page.goto(path);
      const navigated = page.waitForNavigation({ timeout: 4_000 }).catch(() => null);
      await page.evaluate((n) => {
        const form = document.querySelectorAll("form[method=post]")[n];
        for (const field of form.querySelectorAll("input:not([type=hidden]), textarea")) {
          if (["radio", "checkbox"].includes(field.type)) field.checked = false;
          else if (field.type !== "file") field.value = "";
        }
        form.submit();
      }, at);
      const answer = await navigated;
      if (answer && answer.status() === 422) found.push(...(await findings(page, `${key} with sentences`)));
    }
  }
  return found;
}

test("no page, for nobody, has a finding of level A or AA, and none sticks out on a phone", async () => {
  const seen = new Map();
  const found = [];
  const visitors = ["pracovnice", "vedouci", "spravce", "poverenkyne", "facilitatorka", "zapisovatel", "metodik", "zastupkyne", "jiny-urad"];
  for (const visitor of [null, ...visitors]) {
    const context = await newContext(browser, demo.base);
    const page = await context.newPage();
    const trouble = watch(page, demo.base);
    const starts = ["/prihlaseni", "/pristupnost", "/ukazka", "/ukazka/posta", "/tady-nic-neni"];
    if (visitor) {
      const answer = await page.goto(`/ukazka/vstup/${visitor}`);
      if (answer.status() !== 200) continue;
      starts.unshift("/");
      seen.delete("/");
    }
    found.push(...(await walk(page, starts, seen)));
    found.push(...trouble);
    await context.close();
  }
  assert.ok(seen.size > 15, `only ${seen.size} kinds of pages were found: ${[...seen.keys()].join(" ")}`);
  assert.deepEqual([...new Set(found)], []);
});

test("no page of a meeting and of what comes after it, in its states, has a finding", async () => {
  // A demo of its own: the meeting uses the planned conference up.
  const own = await startDemo();
  const contexts = [];
  const found = [];
  const open = async (role) => {
    const context = await newContext(browser, own.base);
    contexts.push(context);
    const page = await context.newPage();
    page.setDefaultTimeout(15_000);
    page.on("dialog", (dialog) => dialog.accept());
    if (role) await page.goto(`/ukazka/vstup/${role}`);
    return page;
  };
  try {
    await stages(open, async (page, name) => found.push(...(await findings(page, name))));
  } finally {
    for (const context of contexts) await context.close();
    await own.stop();
  }
  assert.deepEqual(found, []);
});

test("no sample of the pages around the record, in states that only time brings, has a finding", async () => {
  // A deadline gone by, a paper held back, two people at once: the samples show what no click reaches.
  const folder = await mkdtemp(join(tmpdir(), "pripadovka-gallery-"));
  execFileSync(binary, ["gallery", "--out", folder], { stdio: "ignore" });
  const kinds = { ".html": "text/html; charset=utf-8", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml" };
  const server = createServer(async (request, response) => {
    const path = join(folder, new URL(request.url, "http://x").pathname);
    response.setHeader("content-type", kinds[extname(path)] ?? "application/octet-stream");
    response.end(await readFile(path).catch(() => ""));
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const names = (await readdir(folder)).filter((name) => /^(navrh|vypis|predani|pripomink|konference-(navazat|uzav)|ukol)[^.]*\.html$/.test(name));
  const found = [];
  const context = await newContext(browser, `http://127.0.0.1:${server.address().port}`);
  try {
    const page = await context.newPage();
    for (const name of names) {
      await page.goto(`/${name}`);
      found.push(...(await findings(page, name)));
    }
  } finally {
    await context.close();
    server.close();
    await rm(folder, { recursive: true, force: true });
  }
  assert.ok(names.length > 25, `only ${names.length} samples: ${names.join(" ")}`);
  assert.deepEqual(found, []);
});

test("a page with a planted fault is found out", async () => {
  const context = await newContext(browser, demo.base);
  const page = await context.newPage();
  await page.goto("/prihlaseni");
  await page.evaluate(() => {
    document.body.insertAdjacentHTML("beforeend", '<img src="/assets/favicon.svg"><div style="width:2000px">x</div>');
    document.body.lastElementChild.style.width = "2000px";
  });
  const found = await findings(page, "planted");
  assert.ok(found.some((line) => line.includes("image-alt")), found.join("\n"));
  assert.ok(found.some((line) => line.includes("sticks out")), found.join("\n"));
  await context.close();
});
