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

  // The second press of a button must not send the form again. Buttons are not
  // disabled: a disabled button would not send its own name and value.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post") return;
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

  // What the recorder's page keeps on a device goes with the seal; where the device was not there for that, by itself.
  const KEPT = "pripadovka-jednani-";
  try {
    const oldest = new Date(Date.now() - 30 * 86_400_000).toISOString().slice(0, 10);
    for (const name of Object.keys(localStorage)) {
      if (!name.startsWith(KEPT) || localStorage.getItem(name) >= oldest) continue;
      indexedDB.deleteDatabase(name);
      localStorage.removeItem(name);
    }
  } catch {
    // A browser that keeps nothing has nothing to forget.
  }
})();
