// What the recorder's page says, and small tools for saying it.

export const KINDS = [
  { code: "said", label: "řečeno", key: "1", slash: "r", look: "bare" },
  { code: "agreed", label: "dohodnuto", key: "2", slash: "d", look: "success" },
  { code: "task", label: "úkol", key: "3", slash: "u", look: "primary" },
  { code: "dissent", label: "nesouhlas", key: "4", slash: "n", look: "warning" },
  { code: "postponed", label: "odloženo", key: "5", slash: "o", look: "off" },
];
export const kindOf = (code) => KINDS.find((kind) => kind.code === code) ?? KINDS[0];

/** What helps and what worries, in words of the method. */
export const WEIGHTS = [{ code: "strength", label: "silná stránka" }, { code: "worry", label: "obava" }, { code: "serious", label: "vážná obava" }];
export const weightLabel = (code) => WEIGHTS.find((one) => one.code === code)?.label;

/** The keys, as F1 shows them. */
export const KEYS = [
  ["Enter", "zapíše řádek a začne nový"],
  ["↑ ↓", "na začátku a na konci textu přejde na sousední řádek"],
  ["Alt + 1 až 5", "řečeno, dohodnuto, úkol, nesouhlas, odloženo"],
  ["/r /d /u /n /o a mezera", "totéž na začátku řádku"],
  ["MD: na začátku", "kdo mluví, podle iniciál"],
  ["@ a písmena", "nabídne lidi; na začátku řádku kdo mluví, jinde jméno, u úkolu kdo ho udělá"],
  ["Tab", "u úkolu: kdo, do kdy, jak poznáme, že je hotovo, kdo pomůže (vše nepovinné)"],
  ["F2", "čeho se řádek týká"],
  ["F3", "kterého dítěte se týká"],
  ["F7", "silná stránka, obava, nebo vážná obava"],
  ["F4", "další bod programu"],
  ["Alt + ↑ ↓", "posune řádek"],
  ["Backspace v prázdném řádku", "řádek zruší"],
  ["Alt + Delete", "řádek škrtne, nebo vrátí škrtnutý"],
  ["Ctrl + Z", "vezme zpět, co jste udělali naposled"],
  ["F8", "přestávka a její konec"],
  ["F9", "bezpečnostní pauza a její konec"],
  ["F1", "tento přehled"],
];

/** Why the house did not take an entry. */
const REFUSALS = {
  out_of_range: "čas nebo pořadí zápisu nedává smysl",
  too_long: "text je příliš dlouhý",
  bad_value: "údaj nejde přečíst",
  house_only: "tohle zapisuje jen úřad",
};
export const refusal = (why) => REFUSALS[why] ?? "úřad ho nepřijal";

/** "1 zápis", "3 zápisy", "5 zápisů". */
export function count(number, one, few, many) {
  return `${number} ${number === 1 ? one : number >= 2 && number <= 4 ? few : many}`;
}

/** The status line: what is saved where. `state` is what the page knows; nothing is promised that is not so. */
export function status(state) {
  const waits = count(state.waiting, "zápis čeká", "zápisy čekají", "zápisů čeká");
  if (state.sealed && state.waiting === 0) return ["ok", "Zápis se už nemění. V tomto zařízení z něj nic vašeho nezůstalo."];
  if (state.trouble?.kind === "withdrawn" || state.trouble?.kind === "not_here") {
    const kept = state.waiting > 0 ? ` ${state.local ? "V tomto zařízení" : "V této stránce"} ${waits} na odeslání.` : "";
    return ["error", `${state.trouble.sentence}${kept}`];
  }
  if (state.full && state.waiting > 0) return ["error", `V tomto zařízení došlo místo. Nezavírejte tuto stránku, ${waits} na odeslání.`];
  if (state.trouble?.kind === "no_room") return noRoom(state, waits);
  if (!state.local) return withoutCopy(state, waits);
  if (state.dirty) return ["busy", "Ukládám…"];
  if (state.trouble?.kind === "sign_in") return ["warning", `Uloženo v tomto zařízení, ${waits} na odeslání. Přihlášení vypršelo.`];
  if (state.trouble && state.waiting > 0) return ["warning", "Uloženo v tomto zařízení, úřad zatím neodpovídá. Pište dál, odešle se samo."];
  if (state.trouble) return ["warning", "Úřad zatím neodpovídá. Pište dál, nic se neztratí."];
  if (state.waiting > 0) return ["busy", "Uloženo v tomto zařízení, posílám úřadu."];
  if (state.aside > 0) return ["error", `${count(state.aside, "zápis zůstává", "zápisy zůstávají", "zápisů zůstává")} jen v tomto zařízení, úřad je nevzal. Ostatní úřad má.`];
  return ["ok", "Uloženo u úřadu"];
}

/** The office's disk is full: writing goes on, and somebody has to be told. */
function noRoom(state, waits) {
  const tell = "Na serveru úřadu nejspíš došlo místo, dejte hned vědět správci.";
  if (!state.local && (state.waiting > 0 || state.dirty)) return ["error", `${tell} Nezavírejte tuto stránku, ${waits} jen v ní.`];
  if (state.dirty) return ["busy", "Ukládám…"];
  if (state.waiting > 0) return ["warning", `Uloženo v tomto zařízení. ${tell} Pište dál, odešle se samo.`];
  return ["warning", `${tell} Pište dál, nic se neztratí.`];
}

function withoutCopy(state, waits) {
  if (state.trouble?.kind === "sign_in") return ["error", `Přihlášení vypršelo, ${waits} jen v této stránce. Nezavírejte ji.`];
  if (state.trouble && state.waiting === 0 && !state.dirty) return ["warning", "Úřad zatím neodpovídá."];
  if (state.trouble) return ["error", `Úřad neodpovídá, ${waits} jen v této stránce. Nezavírejte ji.`];
  if (state.dirty || state.waiting > 0) return ["busy", "Posílám úřadu…"];
  if (state.joining) return ["busy", "Spojuji se s úřadem…"];
  if (state.aside > 0) return ["error", `${count(state.aside, "zápis zůstává", "zápisy zůstávají", "zápisů zůstává")} jen v této stránce, úřad je nevzal.`];
  return ["ok", "Uloženo u úřadu"];
}

export const SENTENCES = {
  noCopy: "Tento prohlížeč tu neumí šifrovat, takže v zařízení nic nezůstává. Každý zápis jde rovnou úřadu.",
  noKey: "Úřad zatím neodpovídá a dřívější zápisy v tomto zařízení bez něj nejdou přečíst. Psát můžete, uloží se, jakmile úřad odpoví. Do té doby tuto stránku nezavírejte.",
  signIn: "Přihlásit se v novém okně",
  unreadDay: "Tomu datu nerozumím. Napište třeba 18. 12. nebo 18. 12. 2026.",
  // As the form of a line says it.
  earlyDay: "Termín je dřív než jednání. Napište pozdější den.",
};

const two = (number) => String(number).padStart(2, "0");

/** "13.42" in the time of this country, from microseconds. */
export function hour(micros) {
  const parts = new Intl.DateTimeFormat("cs-CZ", { timeZone: "Europe/Prague", hour: "numeric", minute: "2-digit" })
    .formatToParts(new Date(micros / 1000));
  const part = (type) => Number(parts.find((one) => one.type === type)?.value ?? 0);
  return `${part("hour")}.${two(part("minute"))}`;
}

/** "18. 12. 2026" from "2026-12-18". */
export function day(iso) {
  const [year, month, date] = iso.split("-").map(Number);
  return `${date}. ${month}. ${year}`;
}

const MONTHS = [/^led(en|na)?$/, /^uno(ra?)?$/, /^bre(zen|zna)?$/, /^dub(en|na)?$/, /^kve(ten|tna)?$/, /^cerv(en|na)$/, /^cerven(ec|ce)$/, /^srp(en|na)?$/, /^zari$/, /^rij(en|na)?$/, /^lis(topadu?)?$/, /^pro(sinec|since)?$/];

/** "2026-12-18" from what people type, as the office's forms read it (libs/czech, dates/reading.rs), days of the week aside:
    "18.12.2026", "18. 12. 26", "18/12/2026", "18. prosince 2026", "2026-12-18". Here the year may be left out as well
    ("18. 12."): then it is the next such day. Null if it cannot be read. */
export function isoDay(text, today) {
  const [first, second, third, ...more] = bare(text).split(/[./\-,\s]+/u).filter((part) => part !== "");
  if (second === undefined || more.length > 0) return null;
  const isIso = first.length === 4;
  const [date, written] = isIso ? [third, first] : [first, third];
  // Two numbers with nothing but a gap or a dash between them may be anything.
  if (written === undefined && !/[./]/.test(text)) return null;
  const named = isIso ? 0 : MONTHS.findIndex((month) => month.test(second)) + 1;
  const month = named > 0 ? named : Number(second);
  const areNumbers = /^\d{1,2}$/.test(date ?? "") && (named > 0 || /^\d{1,2}$/.test(second)) && /^(\d{2}|\d{4})$/.test(written ?? today.slice(0, 4));
  if (!areNumbers) return null;
  const iso = (year) => `${year}-${two(month)}-${two(Number(date))}`;
  if (written?.length === 2) return iso(Number(written) + (Number(written) < 50 ? 2000 : 1900));
  if (written !== undefined) return iso(written);
  const year = Number(today.slice(0, 4));
  return iso(year) < today ? iso(year + 1) : iso(year);
}

/** Without marks above letters, small: how people type initials in a hurry. */
export const bare = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

/** "Jana Nováková" is JN. */
export const initials = (name) => name.split(/[\s-]+/u).filter((word) => /^\p{Lu}/u.test(word) && !word.endsWith("."))
  .map((word) => [...word][0]).join("");

/** An element with properties, attributes and what is in it. */
export function h(name, props = {}, ...inside) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(props)) {
    if (value === null || value === undefined || value === false) continue;
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else if (key in element && !key.startsWith("aria") && key !== "list" && key !== "role") element[key] = value;
    else element.setAttribute(key, value === true ? "" : value);
  }
  element.append(...inside.flat().filter((one) => one !== null && one !== undefined && one !== false));
  return element;
}

/** A new identifier. `crypto.randomUUID` does not exist where the connection is not safe. */
export function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}
