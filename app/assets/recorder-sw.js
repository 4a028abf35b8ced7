// The recorder's page without a connection. It holds the device's key in memory for as long as a page of the recorder
// says that it is open, and gives an empty page without a word about anybody when the house does not answer.
const SHELL = "/assets/recorder.html";
const CACHE = "pripadovka-zapisovatel-1";
const PARTS = [
  SHELL, "/assets/app.css", "/assets/meeting.css", "/assets/journal.js", "/assets/outbox.js", "/assets/recorder.js",
  "/assets/recorder-editor.js", "/assets/recorder-fields.js", "/assets/recorder-keeper.js", "/assets/recorder-link.js", "/assets/recorder-minutes.js",
  "/assets/recorder-offer.js", "/assets/recorder-others.js", "/assets/recorder-people.js", "/assets/recorder-store.js", "/assets/recorder-view.js", "/assets/recorder-words.js",
  "/assets/icons.svg", "/assets/favicon.svg", "/assets/fonts/roboto-regular.woff2", "/assets/fonts/roboto-regular-ext.woff2",
  "/assets/fonts/roboto-medium.woff2", "/assets/fonts/roboto-medium-ext.woff2", "/assets/fonts/roboto-bold.woff2",
  "/assets/fonts/roboto-bold-ext.woff2",
];
/** Conference and device → key, and the house's clock by this worker's counter. */
const held = new Map();
/** A page says every few seconds that it is there; without it the key is let go. */
const LEASE = 60_000;

self.addEventListener("install", (event) => {
  const fill = async () => (await caches.open(CACHE)).addAll(PARTS.map((part) => new Request(part, { cache: "no-cache" })));
  event.waitUntil(fill().then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  const tidy = async () => {
    for (const name of await caches.keys()) if (name.startsWith("pripadovka-zapisovatel-") && name !== CACHE) await caches.delete(name);
    await self.clients.claim();
  };
  event.waitUntil(tidy());
});

self.addEventListener("message", (event) => {
  const { do: what, conference, device, key, house } = event.data;
  const name = `${conference}|${device}`;
  for (const [other, { told }] of held) if (performance.now() - told > LEASE) held.delete(other);
  if (what === "hold") held.set(name, { key, house, told: performance.now() });
  if (what === "let go") for (const other of held.keys()) if (other.startsWith(`${conference}|`)) held.delete(other);
  if (what !== "ask") return;
  const found = held.get(name);
  const answer = found === undefined ? null : { key: found.key, house: found.house + (performance.now() - found.told) * 1000 };
  event.ports[0]?.postMessage(answer);
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== self.location.origin) return;
  const page = request.mode === "navigate" && /^\/konference\/[^/]+\/jednani\/zapisovat$/.test(pathname);
  if (page) event.respondWith(orElse(event, SHELL));
  else if (PARTS.includes(pathname)) event.respondWith(orElse(event, pathname));
});

async function orElse(event, part) {
  try {
    const response = await fetch(event.request);
    if (response.ok) event.waitUntil(renew(part, response.clone()));
    // The house is there, but something before it is not (a proxy that says 502).
    if (response.status < 502 || response.status > 504) return response;
  } catch {
    // No connection.
  }
  return (await (await caches.open(CACHE)).match(part)) ?? Response.error();
}

/** The parts of today's program, for the day without a connection. Of a page only the empty one is kept. */
async function renew(part, response) {
  const cache = await caches.open(CACHE);
  const fresh = part === SHELL ? await fetch(new Request(SHELL, { cache: "no-cache" })).catch(() => null) : response;
  if (fresh?.ok) await cache.put(part, fresh);
}
