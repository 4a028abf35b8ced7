// A fresh demo behind a free port, and a browser to visit it with.
import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
export const binary = process.env.PRIPADOVKA_BINARY ?? join(root, "target/debug/pripadovka");

/** A port that was free a moment ago. */
function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

/** Starts `pripadovka demo` in a folder of its own; `stop()` ends it and removes the folder. */
export async function startDemo() {
  const data = await mkdtemp(join(tmpdir(), "pripadovka-e2e-"));
  const port = await freePort();
  const child = spawn(binary, ["demo", "--data", join(data, "demo"), "--listen", `127.0.0.1:${port}`], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  child.stdout.on("data", (piece) => (said += piece));
  child.stderr.on("data", (piece) => (said += piece));
  const ended = new Promise((resolve) => child.once("exit", resolve));
  const base = `http://127.0.0.1:${port}`;
  const stop = async () => {
    child.kill("SIGTERM");
    await ended;
    await rm(data, { recursive: true, force: true });
  };
  const deadline = Date.now() + 120_000;
  for (;;) {
    if (child.exitCode !== null) throw new Error(`the demo ended with ${child.exitCode}:\n${said}`);
    try {
      if ((await fetch(`${base}/ukazka`)).ok) break;
    } catch {
      // Not yet.
    }
    if (Date.now() > deadline) {
      await stop();
      throw new Error(`the demo did not start:\n${said}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  return { base, stop, said: () => said };
}

/** Chromium as Debian ships it; nothing is downloaded. */
export function startBrowser() {
  return chromium.launch({
    executablePath: process.env.PRIPADOVKA_CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--no-first-run", "--lang=cs"],
  });
}

/** A context of its own (cookies, script or not, size), in Czech. */
export function newContext(browser, base, options = {}) {
  return browser.newContext({ baseURL: base, locale: "cs-CZ", timezoneId: "Europe/Prague", ...options });
}

/** Signs in with one click on the demo's signpost. */
export async function enter(page, name) {
  await page.goto("/ukazka");
  await page.locator("main a", { hasText: name }).last().click();
  await page.waitForLoadState();
}

/** Keeps what goes wrong in a page: failed requests, errors of script, refusals of the content policy. */
export function watch(page, base) {
  const trouble = [];
  page.on("pageerror", (error) => trouble.push(`script: ${error.message}`));
  page.on("console", (message) => {
    // A page that answers 4xx on purpose is also a failed resource to the console.
    if (message.type() === "error" && !message.text().includes("status of 4")) trouble.push(`console: ${message.text()}`);
  });
  page.on("request", (request) => {
    // Chromium's own viewer of PDFs loads its own parts.
    const own = ["data:", "chrome:", "chrome-extension:"].some((scheme) => request.url().startsWith(scheme));
    if (!request.url().startsWith(base) && !own) trouble.push(`outside: ${request.url()}`);
  });
  // "Opravdu odejít?" – yes.
  page.on("dialog", (dialog) => dialog.accept());
  page.on("response", (response) => {
    if (response.status() >= 500) trouble.push(`${response.status()}: ${response.url()}`);
  });
  return trouble;
}
