// A demo that is killed and started again over the same data, with a meeting that has begun.
import { execFileSync, spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const binary = process.env.PRIPADOVKA_BINARY ?? join(root, "target/debug/pripadovka");

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

export class House {
  #child = null;
  #said = "";

  static async open() {
    const house = new House();
    house.data = await mkdtemp(join(tmpdir(), "pripadovka-never-lost-"));
    house.port = await freePort();
    house.base = `http://127.0.0.1:${house.port}`;
    await house.up();
    return house;
  }

  /** Starts it, or again. Done once it answers. */
  async up() {
    if (this.#child !== null) return;
    // A limit on the size of files stands in for a full disk: without the signal, the same writes fail.
    const child = spawn("sh", ["-c", "trap '' XFSZ; exec \"$@\"", "demo", binary, "demo", "--data", join(this.data, "demo"), "--listen", `127.0.0.1:${this.port}`]);
    this.#child = child;
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (piece) => (this.#said += piece));
    const deadline = Date.now() + 120_000;
    for (;;) {
      if (child.exitCode !== null) throw new Error(`the demo ended with ${child.exitCode}:\n${this.#said}`);
      if (await fetch(`${this.base}/ukazka`).then((answer) => answer.ok, () => false)) return;
      if (Date.now() > deadline) throw new Error(`the demo did not start:\n${this.#said}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  /** `kill -9`. */
  async kill() {
    const child = this.#child;
    if (child === null) return;
    this.#child = null;
    const ended = new Promise((resolve) => child.once("exit", resolve));
    child.kill("SIGKILL");
    await ended;
  }

  /** From now on no file takes a byte more. */
  fill() {
    execFileSync("prlimit", ["--pid", String(this.#child.pid), "--fsize=0:"]);
  }

  /** There is room again. */
  makeRoom() {
    execFileSync("prlimit", ["--pid", String(this.#child.pid), "--fsize=unlimited:"]);
  }

  async close() {
    await this.kill();
    await rm(this.data, { recursive: true, force: true });
  }

  signInPath = "/ukazka/vstup/pracovnice";

  /** Begins the meeting of a convened conference; gives the address of the recorder's page. */
  async beginMeeting(page) {
    await page.goto(this.base + this.signInPath);
    await page.goto(`${this.base}/konference`);
    const links = await page.locator("main a[href^='/konference/']").evaluateAll((all) => all.map((a) => a.getAttribute("href")));
    for (const href of new Set(links.filter((one) => /^\/konference\/[0-9a-f-]{36}$/.test(one)))) {
      await page.goto(`${this.base}${href}/jednani`);
      const begin = page.getByRole("button", { name: "Zahájit jednání" });
      if ((await begin.count()) === 0) continue;
      await begin.click();
      await page.waitForLoadState();
      return `${this.base}${href}/jednani/zapisovat`;
    }
    throw new Error(`no conference of the demo can begin: ${links}`);
  }
}
