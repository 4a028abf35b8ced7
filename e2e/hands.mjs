// Two ways of working a page: with the mouse, and by keyboard alone. A story is told once and worked by either.

/** As long as this a page takes another press at the same place for the same tap (app/assets/app.js), and a little more. */
const TAP = 650;
const taps = new WeakMap();

/** Presses a control with the mouse like somebody who means it: never a second time within one tap. */
export async function tap(control) {
  const page = control.page();
  const left = (taps.get(page) ?? 0) + TAP - Date.now();
  if (left > 0) await page.waitForTimeout(left);
  const isTap = await control.evaluate((element) => element.closest("form[data-tap]") !== null);
  await control.click();
  if (isTap) taps.set(page, Date.now());
}

/** Works a page with the mouse. */
export class Mouse {
  constructor(page) {
    this.page = page;
  }
  async press(control) {
    await tap(control);
    await this.page.waitForLoadState();
  }
  async choose(control) {
    await control.check();
  }
  async type(field, text) {
    await field.fill(text);
  }
  async pick(list, option) {
    await list.selectOption({ label: option });
  }
}

/** Works a page by keyboard alone: Tab, arrows, Space, Enter and letters. */
export class Keys {
  constructor(page) {
    this.page = page;
  }
  /** Tabs until the control has the focus; fails when it cannot be reached. */
  async reach(control) {
    const focused = () => control.evaluate((element) => element === document.activeElement);
    for (let step = 0; step < 250; step++) {
      if (await focused()) return;
      await this.page.keyboard.press("Tab");
    }
    throw new Error(`the keyboard does not reach ${control}`);
  }
  async press(control) {
    await this.reach(control);
    await Promise.all([this.page.waitForNavigation({ waitUntil: "load" }), this.page.keyboard.press("Enter")]);
  }
  async choose(control) {
    const group = await control.evaluate((e) => (e.type === "radio" ? e.name : null));
    if (!group) {
      await this.reach(control);
      if (!(await control.isChecked())) await this.page.keyboard.press("Space");
      return;
    }
    // Of radios that belong together Tab reaches one, arrows the others.
    for (let step = 0; step < 250; step++) {
      const there = await this.page.evaluate((name) => document.activeElement?.name === name, group);
      if (there) break;
      await this.page.keyboard.press("Tab");
    }
    for (let step = 0; step < 30; step++) {
      if (await control.evaluate((e) => e === document.activeElement)) {
        await this.page.keyboard.press("Space");
        return;
      }
      await this.page.keyboard.press("ArrowDown");
    }
    throw new Error(`the arrows do not reach ${control}`);
  }
  async type(field, text) {
    await this.reach(field);
    await this.page.keyboard.press("Control+A");
    await this.page.keyboard.insertText(text);
  }
  async pick(list, option) {
    await this.reach(list);
    // Signs that are on no key would be put into whichever field had the cursor before; the beginning is enough for a list.
    const [beginning] = /^[ -~]*/.exec(option.replaceAll("\u00a0", " "));
    await this.page.keyboard.type(beginning);
  }
}
