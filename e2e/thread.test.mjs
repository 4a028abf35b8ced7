// The whole thread in a real browser: by mouse, by keyboard alone, and with script switched off.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { keyboard, mouse, tellStory } from "./story.mjs";
import { startBrowser, startDemo } from "./support.mjs";

let browser;
before(async () => {
  browser = await startBrowser();
});
after(async () => {
  await browser?.close();
});

/** Each way of telling gets a demo of its own, so that none leans on what another left behind. */
async function told(options) {
  const demo = await startDemo();
  try {
    assert.deepEqual(await tellStory({ browser, base: demo.base, ...options }), []);
  } finally {
    await demo.stop();
  }
}

test("a conference goes from the first doubt to its minutes by mouse", () => told({ hands: mouse }));

test("the same goes by keyboard alone", () => told({ hands: keyboard }));

test("the same goes with script switched off", () => told({ hands: mouse, context: { javaScriptEnabled: false } }));
