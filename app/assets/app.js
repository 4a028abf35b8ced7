// Conveniences only. Every page does its whole job without this file.
(() => {
  "use strict";

  // An error summary is read first: move the focus there once the page stands.
  document.querySelector(".error-summary")?.focus();

  let unsaved = false;
  document.addEventListener("input", (event) => {
    if (event.target.closest("form[data-warn]")) unsaved = true;
  });
  window.addEventListener("beforeunload", (event) => {
    if (unsaved) event.preventDefault();
  });

  // A page of one-tap forms comes back with its list shifted: under the finger lies the button of somebody else, and the
  // second press of the same tap would be written down as theirs. So a tap is remembered into the page that follows: a press
  // at the same point a moment later is no new one, and the list stands where it stood.
  const TAP = "pripadovka-klepnuti";
  const SAME_TAP = 600;
  const QUICK = 350;
  const SAME_POINT = 12;
  let press = {};

  function lastTap() {
    try {
      return JSON.parse(sessionStorage.getItem(TAP)) ?? {};
    } catch {
      return {};
    }
  }

  function remember(tap) {
    try {
      sessionStorage.setItem(TAP, JSON.stringify(tap));
    } catch {
      // A browser that keeps nothing does without.
    }
  }

  const rememberTap = () => remember({ ...press, path: location.pathname, top: window.scrollY });

  document.addEventListener("click", (event) => {
    press = {};
    const button = event.target.closest?.("button, input");
    // The keyboard presses what has the focus; nothing slides under it.
    if (event.detail === 0 || button?.type !== "submit" || !button.form) return;
    press = { x: event.clientX, y: event.clientY, at: Date.now() };
    const tap = lastTap();
    const since = press.at - tap.at;
    if (!(since >= 0 && since < SAME_TAP && Math.hypot(press.x - tap.x, press.y - tap.y) <= SAME_POINT)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    // The answer is still on its way: whoever goes on tapping taps for that, and may not see at once that it came.
    if (document.querySelector("form[data-tap][data-sent]")) rememberTap();
    else remember({ ...tap, at: Math.max(tap.at, press.at - SAME_TAP + QUICK) });
  }, true);

  const { path, top, ...tapped } = lastTap();
  if (path !== undefined) {
    remember(tapped);
    const isLed = location.hash !== "" || document.querySelector(".error-summary, [autofocus]") !== null;
    if (path === location.pathname && !isLed) window.scrollTo({ top, behavior: "instant" });
  }

  // The second press of a button must not send the form again. Buttons are not
  // disabled: a disabled button would not send its own name and value.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post") return;
    if (form.matches("[data-tap]")) rememberTap();
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "yes";
    if (form.matches("[data-warn]")) unsaved = false;
    event.submitter?.setAttribute("aria-disabled", "true");
  });
  // Coming back by the browser's Back must find a form that can be sent.
  window.addEventListener("pageshow", () => {
    for (const form of document.querySelectorAll("form[data-sent]")) {
      delete form.dataset.sent;
      for (const button of form.querySelectorAll("[aria-disabled]")) button.removeAttribute("aria-disabled");
    }
  });

  // <button hidden data-copy="id of the element with the text">
  for (const button of document.querySelectorAll("button[data-copy]")) {
    const source = document.getElementById(button.dataset.copy);
    if (!source || !navigator.clipboard) continue;
    const label = button.textContent;
    button.hidden = false;
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(source.textContent.trim());
        button.textContent = "Zkopírováno";
      } catch {
        button.textContent = "Nejde zkopírovat, označte text ručně";
      }
      setTimeout(() => { button.textContent = label; }, 3000);
    });
  }

  // <button hidden data-print>
  for (const button of document.querySelectorAll("button[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }

  // What the recorder's page keeps on a device goes with the seal; where the device was not there for that, by itself. What
  // the house has not got yet stays, and is told on every page.
  const KEPT = "pripadovka-jednani-";
  const done = (request) => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

  /** Windows of the recorder with something that the house has not got. */
  async function waiting(name) {
    const opening = indexedDB.open(name);
    // Not there: then it is not made here.
    opening.onupgradeneeded = () => opening.transaction.abort();
    const db = await done(opening).catch(() => null);
    if (db === null) return new Set();
    const rows = await done(db.transaction("outbox").objectStore("outbox").getAll()).catch(() => []);
    db.close();
    return new Set(rows.filter((row) => row.why === null).map((row) => row.device));
  }

  /** Whether one of them is open no more: an open one hands over by itself. */
  async function isLeft(devices) {
    for (const device of devices) {
      const free = (lock) => lock !== null;
      if (await navigator.locks.request(`pripadovka-zarizeni-${device}`, { ifAvailable: true }, free)) return true;
    }
    return false;
  }

  function tell(conference) {
    const note = document.createElement("div");
    note.className = "message warning";
    const link = Object.assign(document.createElement("a"), { href: `/konference/${conference}/jednani/predat`, textContent: "Předat je úřadu" });
    const text = document.createElement("p");
    text.append(Object.assign(document.createElement("b"), { textContent: "V tomto zařízení čekají zápisy z jednání, které úřad ještě nemá." }), " ", link);
    note.append(text);
    document.querySelector("main")?.prepend(note);
  }

  async function lookAfter(name, oldest) {
    const conference = name.slice(KEPT.length);
    const devices = await waiting(name);
    if (devices.size === 0 && localStorage.getItem(name) < oldest) {
      indexedDB.deleteDatabase(name);
      localStorage.removeItem(name);
    }
    // The recorder's page and the page of handing over see to it themselves.
    const isThere = location.pathname.includes(conference) && document.querySelector("#zapisovatel, #predani") !== null;
    if (devices.size > 0 && !isThere && (await isLeft(devices))) tell(conference);
  }

  try {
    const oldest = new Date(Date.now() - 30 * 86_400_000).toISOString().slice(0, 10);
    for (const name of Object.keys(localStorage)) if (name.startsWith(KEPT)) lookAfter(name, oldest).catch(() => {});
  } catch {
    // A browser that keeps nothing has nothing to forget.
  }
})();
