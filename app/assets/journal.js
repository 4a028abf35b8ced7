// The journal of a meeting, pure: no page, no network, no clock of its own. It must come to the same results as the
// crate libs/journal, whose words explain why each rule is as it is; libs/journal/vectors holds both to it.

/** The device of entries that the house makes itself. */
export const HOUSE = "00000000-0000-0000-0000-000000000000";
/** What a line can be; the first stands for a line that is not marked. */
export const KINDS = ["said", "agreed", "task", "dissent", "postponed"];
/** The longest line and the longest words of a field, in code points. */
export const LONGEST_LINE = 8_000;

// --- text

const GAP = /^[ \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\ufeff]$/u;
const LINE_END = /[\n\r\u000b\u000c\u0085\u2028\u2029]/u;
const BLANK = /^[ \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\ufeff\n\r\u000b\u000c\u0085\u2028\u2029]*$/u;

/** Whether there is nothing to read in a text. */
export const isBlank = (text) => BLANK.test(text);

/** A text without halves of characters, which no reader of JSON takes. */
export const wellFormed = (text) => text.replace(/\p{Cs}/gu, "");

/** Lines of the minutes from pasted text; nothing but blank lines, outer gaps and control characters goes. */
export function splitPasted(text) {
  const lines = [];
  for (const raw of text.split(LINE_END)) {
    let rest = trimmed([...raw].filter((c) => c === "\t" || !/\p{Cc}/u.test(c)));
    while (rest.length > 0) {
      const at = cut(rest);
      lines.push(trimmed(rest.slice(0, at)).join(""));
      rest = trimmed(rest.slice(at));
    }
  }
  return lines;
}

function cut(text) {
  if (text.length <= LONGEST_LINE) return text.length;
  let gap = 0;
  for (let at = LONGEST_LINE; at >= 1; at -= 1) {
    if (!GAP.test(text[at])) continue;
    if (".!?…".includes(text[at - 1])) return at;
    gap ||= at;
  }
  return gap || LONGEST_LINE;
}

function trimmed(text) {
  let from = 0;
  let until = text.length;
  while (from < until && GAP.test(text[from])) from += 1;
  while (until > from && GAP.test(text[until - 1])) until -= 1;
  return text.slice(from, until);
}

// --- properties of a line

const IDENTIFIER = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Whether a value makes sense in a field of a line. */
export function accepts(field, value) {
  switch (field) {
    case "kind":
      return KINDS.includes(value);
    case "topic":
      return /^[a-z0-9_]{1,64}$/.test(value);
    case "weight":
      return ["strength", "worry", "serious"].includes(value);
    case "side":
      return ["family", "authority", "other"].includes(value);
    case "child":
    case "speaker":
    case "owner":
    case "told_by":
    case "goal":
      return IDENTIFIER.test(value);
    case "due":
      return isDay(value);
    default:
      return [...value].length <= LONGEST_LINE;
  }
}

function isDay(value) {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(value);
  if (parts === null) return false;
  const [year, month, day] = parts.slice(1).map(Number);
  if (year < 1900 || year >= 2200 || month < 1 || month > 12 || day < 1) return false;
  return day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}

// --- entries

function compare(a, b) {
  for (let at = 0; at < a.length; at += 1) {
    if (a[at] < b[at]) return -1;
    if (a[at] > b[at]) return 1;
  }
  return 0;
}
const key = (entry) => [entry.stamp, entry.device, entry.seq, entry.id];
const byKey = (a, b) => compare(key(a), key(b));
const ABOUT_LINES = new Set(["begin", "write", "mark", "move", "strike", "number", "undo"]);

/** The line an act is about; null: it is about the room. */
export const lineOfAct = (act) => (ABOUT_LINES.has(act.do) ? (act.line ?? null) : null);

/** Whether an act can be undone. */
export const canBeUndone = (act) => !["begin", "number", "undo"].includes(act.do);

/** Each entry once, the first of those with one identifier, in the order that decides which counts. */
function distinct(entries) {
  const byId = new Map();
  for (const entry of entries) if (!byId.has(entry.id)) byId.set(entry.id, entry);
  return [...byId.values()].sort(byKey);
}

function undone(entries) {
  const named = new Set(entries.filter((entry) => entry.act.do === "undo").map((entry) => entry.act.entry));
  return new Set(entries.filter((entry) => named.has(entry.id) && canBeUndone(entry.act)).map((entry) => entry.id));
}

// --- a line

/** The state of a line from its entries, in any order and however often each. */
export function foldLine(id, entries) {
  return lineFrom(id, distinct(entries));
}

function lineFrom(id, entries) {
  const gone = undone(entries);
  const writes = new Map(entries.filter((entry) => entry.act.do === "write").map((entry) => [entry.id, entry]));
  const heads = headsOf(writes, gone);
  const line = {
    id, begun: null, phase: null, place: null, text: heads[0]?.act.text ?? "", variants: variantsOf(heads),
    heads: heads.map((entry) => entry.id), marks: {}, struck: false, struck_unseen: false, numbers: {},
  };
  let seenByStrikers = null;
  for (const entry of entries) {
    if (gone.has(entry.id)) continue;
    const act = entry.act;
    if (act.do === "begin") line.begun ??= { happened: entry.happened, device: entry.device };
    if (act.do === "begin" || act.do === "move") [line.phase, line.place] = [act.phase ?? null, act.place];
    if (act.do === "mark" && act.value == null) delete line.marks[act.field];
    if (act.do === "mark" && act.value != null && accepts(act.field, act.value)) line.marks[act.field] = act.value;
    if (act.do === "number") line.numbers[act.list] ??= act.number;
    if (act.do === "strike") seenByStrikers = act.away ? [...(seenByStrikers ?? []), ...act.over] : null;
  }
  if (seenByStrikers !== null) {
    const seen = withAncestors(seenByStrikers, writes);
    line.struck_unseen = heads.some((entry) => !isBlank(entry.act.text) && !seen.has(entry.id));
    line.struck = !line.struck_unseen;
  }
  return line;
}

const isEarlier = (one, than, writes) => writes.has(one) && byKey(writes.get(one), than) < 0;

/** Texts that no later text replaces, the latest first. */
function headsOf(writes, gone) {
  const replaced = new Set();
  for (const entry of writes.values()) {
    if (gone.has(entry.id)) continue;
    for (const one of entry.act.over) if (isEarlier(one, entry, writes)) replaced.add(one);
  }
  return [...writes.values()].filter((entry) => !gone.has(entry.id) && !replaced.has(entry.id)).sort((a, b) => byKey(b, a));
}

function variantsOf(heads) {
  const shown = new Set(heads.slice(0, 1).map((entry) => entry.act.text));
  const variants = [];
  for (const { id, device, happened, act } of heads.slice(1)) {
    if (isBlank(act.text) || shown.has(act.text)) continue;
    shown.add(act.text);
    variants.push({ entry: id, device, happened, text: act.text });
  }
  return variants;
}

/** Texts, and all that they replaced. */
function withAncestors(open, writes) {
  const all = new Set();
  while (open.length > 0) {
    const one = open.pop();
    const entry = writes.get(one);
    if (entry === undefined || all.has(one)) continue;
    all.add(one);
    open.push(...entry.act.over.filter((older) => isEarlier(older, entry, writes)));
  }
  return all;
}

// --- the room

const WAYS = { arrived: "room", by_phone: "phone", by_video: "video" };
const close = (list, now) => {
  const last = list.at(-1);
  if (last && last.until === null) last.until = now;
};

/** The state of the room from its entries, in any order and however often each. */
export function foldRoom(entries, ended = null) {
  return roomFrom(distinct(entries), ended);
}

function roomFrom(entries, ended) {
  const gone = undone(entries);
  const live = entries.filter((entry) => !gone.has(entry.id));
  const room = { presence: {}, whereabouts: {}, acknowledged: {}, reminded: null, visits: [], pauses: [], guests: {} };
  for (const { act } of live) if (act.do === "guest") room.guests[act.seat] = { name: act.name, label: act.label };
  live.sort((a, b) => compare([a.happened, ...key(a)], [b.happened, ...key(b)]));
  const reminders = [];
  for (const { happened, act } of live) {
    if (ended !== null && happened > ended) continue;
    if (act.do === "step") takeStep(room, act, happened);
    else if (act.do === "acknowledge") room.acknowledged[act.seat] ??= happened;
    else if (act.do === "remind") reminders.push(happened);
    else if (act.do === "enter") follow(room.visits, "phase", act.phase, happened, false);
    else if (act.do === "pause") follow(room.pauses, "pause", act.pause, happened, true);
    else if (act.do === "resume") close(room.pauses, happened);
  }
  room.reminded = reminders[0] ?? null;
  for (const moment of reminders) {
    for (const [seat, times] of Object.entries(room.presence)) {
      if (!times.some((one) => one.from <= moment && (one.until === null || moment < one.until))) continue;
      room.acknowledged[seat] = Math.min(moment, room.acknowledged[seat] ?? moment);
    }
  }
  for (const seat of Object.keys(room.presence)) if (room.presence[seat].length === 0) delete room.presence[seat];
  if (ended !== null) for (const list of [...Object.values(room.presence), room.visits, room.pauses]) close(list, ended);
  return room;
}

function takeStep(room, { seat, step }, now) {
  room.whereabouts[seat] = step;
  const times = (room.presence[seat] ??= []);
  const way = WAYS[step] ?? null;
  const last = times.at(-1);
  if ((last && last.until === null ? last.way : null) === way) return;
  close(times, now);
  if (way !== null) times.push({ from: now, until: null, way });
}

/** The same again changes nothing: a phase that was the last one, a pause as long as it lasts. */
function follow(list, name, what, now, onlyOpen) {
  const last = list.at(-1);
  if (last && last[name] === what && !(onlyOpen && last.until !== null)) return;
  close(list, now);
  list.push({ [name]: what, from: now, until: null });
}

// --- everything together

/** Entries by the line they are about; null holds those about the room. */
export function byLine(entries) {
  const groups = new Map();
  for (const entry of distinct(entries)) {
    const line = lineOfAct(entry.act);
    if (!groups.has(line)) groups.set(line, []);
    groups.get(line).push(entry);
  }
  return groups;
}

/** What a set of entries comes to, in whatever order and however often they arrived. */
export function fold(entries, ended = null) {
  const groups = byLine(entries);
  const room = roomFrom(groups.get(null) ?? [], ended);
  groups.delete(null);
  return { lines: new Map([...groups].map(([id, own]) => [id, lineFrom(id, own)])), room };
}

/** Lines in order: those of no phase, then by the agenda, then the rest; within a phase by place. */
export function order(lines, phases) {
  const rank = (line) => (line.phase === null ? 0 : phases.indexOf(line.phase) + 1 || phases.length + 1);
  const keyed = (line) => ({ line, key: [rank(line), line.phase ?? "", line.place === null ? 1 : 0, line.place ?? "", line.id] });
  return [...lines].map(keyed).sort((a, b) => compare(a.key, b.key)).map(({ line }) => line);
}

/** Numbers that are due, as the acts the house will make. A page never makes them; the tests ask. */
export function numbersDue(lines) {
  const last = {};
  for (const line of lines) for (const [list, n] of Object.entries(line.numbers)) last[list] = Math.max(last[list] ?? 0, n);
  const due = [];
  for (const line of lines) {
    const list = line.marks.kind;
    if (line.struck || isBlank(line.text) || !["agreed", "task"].includes(list) || list in line.numbers) continue;
    last[list] = (last[list] ?? 0) + 1;
    due.push({ do: "number", line: line.id, list, number: last[list] });
  }
  return due;
}

// --- places

const HEAD = 16;
const LAST_HEAD = (1n << 64n) - 1n;
const headOf = (place) => BigInt(`0x${place.slice(0, HEAD)}`);
const salt = (line) => `${line.replaceAll("-", "").slice(-8)}1`;
const whole = (moment, line) => moment.toString(16).padStart(HEAD, "0") + salt(line);
const digits = (place) => [...place].map((digit) => Number.parseInt(digit, 16));

/** Whether a text is a place. */
export function isPlace(text) {
  return text.length >= HEAD && text.length <= 4_096 && /^[0-9a-f]+$/.test(text) && !/^0+$/.test(text)
    && !(text.length > HEAD && text.endsWith("0"));
}

/** The place of a line added at the end: its moment, but always behind the last line known. */
export function after(last, now, line) {
  const moment = BigInt(Math.max(now, 1));
  if (last === null) return whole(moment, line);
  const head = headOf(last);
  if (head === LAST_HEAD) return between(last, null, line);
  return whole(moment > head + 1n ? moment : head + 1n, line);
}

/** A place between two others for this line; null stands for no neighbour. */
export function between(before, behind, line) {
  if (before === null && behind === null) return whole(1n, line);
  if (before === null) {
    const head = headOf(behind);
    return head > 1n ? whole(head - 1n, line) : inside([], digits(behind), line);
  }
  if (behind !== null && before < behind) return inside(digits(before), digits(behind), line);
  const head = headOf(before);
  return head < LAST_HEAD ? whole(head + 1n, line) : inside(digits(before), null, line);
}

const inside = (low, high, line) =>
  middle(low, high).map((digit) => digit.toString(16)).join("").padEnd(HEAD, "0") + salt(line);

function middle(low, high) {
  const made = [];
  let bound = high;
  const longest = Math.max(low.length, high?.length ?? 0);
  for (let at = 0; at <= longest; at += 1) {
    const from = low[at] ?? 0;
    const room = Math.max(0, (bound === null ? 16 : (bound[at] ?? 0)) - from);
    if (room > 1) return [...made, from + (room >> 1)];
    made.push(from);
    if (room === 1) bound = null;
  }
  return [...made, 8];
}

/** The new place of a line that moves by one among the shown lines of its phase; null at the edge. */
export function moved(shown, which, up) {
  const line = shown.find((one) => one.id === which);
  if (line === undefined || line.place === null) return null;
  const beside = shown.filter((one) => one.phase === line.phase && one.place !== null);
  const own = [line.place, line.id];
  const places = beside.map((one) => [one.place, one.id]).sort(compare);
  if (up) {
    const behind = places.findLast((other) => compare(other, own) < 0)?.[0];
    if (behind === undefined) return null;
    return between(places.findLast((other) => other[0] < behind)?.[0] ?? null, behind, which);
  }
  const before = places.find((other) => compare(other, own) > 0)?.[0];
  if (before === undefined) return null;
  return between(before, places.find((other) => other[0] > before)?.[0] ?? null, which);
}
