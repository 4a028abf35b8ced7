// What windows of the recorder left on a device that are no more: every one has its own name, key and outbox.
import { Outbox } from "./outbox.js";
import { fitting } from "./recorder-link.js";
import { importKey } from "./recorder-store.js";
import { newId } from "./recorder-words.js";

/** How many answers may take nothing away before we leave it for later. */
const PATIENCE = 3;

/** Under which name a window keeps its device's name, and holds its lock as long as it lives (app.js asks for the same lock). */
export const slot = (name) => `pripadovka-zarizeni-${name}`;

/** Sends what a window left to the house, which gives the key to whoever wrote it only. `kept` hears of what the house has
    before it leaves the device. Gives the outbox as it is then. */
export async function sendOther({ store, link, device, kept }) {
  if (!store.hasKey(device)) {
    const answer = await link.device(device);
    if (answer.key) store.useKey(device, await importKey(answer.key));
  }
  const box = new Outbox(await store.outbox(device));
  let idle = 0;
  while (box.waiting.length > 0 && idle < PATIENCE) {
    const before = box.waiting.length;
    const batch = box.batch(fitting(box.waiting));
    const answer = await link.send(box.device, batch);
    const heard = box.answered(answer);
    if (heard.new_name) {
      box.rename(newId());
      await link.device(box.device);
    }
    idle = box.waiting.length < before ? 0 : idle + 1;
    await kept(heard.kept);
    await store.forget(device, heard.kept.map((entry) => entry.id), box.unkept().length === 0);
  }
  if (box.aside.length > 0) await store.putAside(box.aside);
  return box;
}
