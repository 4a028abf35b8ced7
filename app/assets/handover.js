// Hands over what windows of the recorder left on this device that are no more.
import { Link, Trouble } from "./recorder-link.js";
import { sendOther, slot } from "./recorder-others.js";
import { canKeep, Store } from "./recorder-store.js";
import { count, h, refusal } from "./recorder-words.js";

/** How long after a silence of the house we try again. */
const AGAIN = 10_000;

const place = document.getElementById("predani");
const { konference: conference } = place.dataset;
const base = `/konference/${conference}/jednani`;
let isAtRest = false;
let sent = 0;
const link = new Link({
  page: { device_address: `${base}/zarizeni`, journal_address: `${base}/denik` },
  heard: (answer) => {
    isAtRest = isAtRest || Boolean(answer.sealed);
  },
  clock: () => {},
});

/** What stands on the page: a sentence that is read aloud, and below it what the house did not take. */
function say(sentences, refused = []) {
  const list = refused.map(({ entry, why }) => h("li", {}, `${refusal(why)}: ${entry.act.text ?? entry.act.value ?? "změna beze slov"}`));
  place.replaceChildren(
    h("div", { role: "status" }, ...sentences.map((sentence) => h("p", {}, sentence))),
    ...(list.length > 0 ? [h("p", { className: "strong" }, "Tohle úřad nevzal, opište si to:"), h("ul", { className: "list" }, ...list)] : []),
  );
}

/** Hands over what one window left: `{left, stranger, refused}`; null while that window is open. */
const ofOne = (store, device, waits) => navigator.locks.request(slot(device), { ifAvailable: true }, async (lock) => {
  if (lock === null) return null;
  const kept = async (entries) => {
    sent += entries.length;
  };
  try {
    const box = await sendOther({ store, link, device, kept });
    return { left: box.waiting.length, stranger: 0, refused: box.aside };
  } catch (trouble) {
    if (trouble instanceof Trouble && ["withdrawn", "not_here"].includes(trouble.kind)) return { left: 0, stranger: waits, refused: [] };
    throw trouble;
  }
});

async function handOver() {
  if (!canKeep()) return say(["Tento prohlížeč si z jednání nic nenechává. Není co předat."]);
  const store = await Store.open(conference);
  const others = await store.others(null);
  const windows = [];
  for (const { device, waits } of others) windows.push(await ofOne(store, device, waits));
  const sum = (name) => windows.reduce((all, one) => all + (one?.[name] ?? 0), 0);
  const refused = windows.flatMap((one) => one?.refused ?? []);
  const sentences = [];
  if (sent > 0) sentences.push(`${count(sent, "zápis je předaný", "zápisy jsou předané", "zápisů je předaných")} úřadu.`);
  if (sum("left") > 0) sentences.push(`${count(sum("left"), "zápis ještě čeká", "zápisy ještě čekají", "zápisů ještě čeká")}. Zkuste to za chvíli znovu.`);
  if (sum("stranger") > 0) sentences.push(`${count(sum("stranger"), "zápis tu psal", "zápisy tu psal", "zápisů tu psal")} někdo jiný. Předají se, až se tu přihlásí a otevře tuto stránku.`);
  if (windows.includes(null)) sentences.push("Zapisování je otevřené v jiném okně. Co čeká tam, předá to okno samo.");
  if (sentences.length === 0 && refused.length === 0) sentences.push("V tomto zařízení na úřad nic nečeká.");
  say(sentences, refused);
  // Once nothing changes any more and nothing is left, nothing stays here.
  const isEmpty = (await store.others(null)).length === 0 && !windows.includes(null);
  if (isAtRest && isEmpty) await store.wipe();
  return undefined;
}

async function start() {
  try {
    await handOver();
  } catch (trouble) {
    if (!(trouble instanceof Trouble)) console.error(trouble);
    if (trouble.kind === "sign_in") return say(["Přihlášení vypršelo. Přihlaste se a otevřete tuto stránku znovu, v zařízení všechno zůstalo."]);
    say(["Úřad teď neodpovídá. V zařízení všechno zůstalo, zkusíme to za chvíli znovu."]);
    setTimeout(start, AGAIN);
  }
  return undefined;
}
start();
