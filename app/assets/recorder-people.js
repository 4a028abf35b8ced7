// Who is at the table: one press for each thing that can happen, and who has not heard of confidentiality yet.
import { h } from "./recorder-words.js";

const WAYS = { room: "u stolu", phone: "po telefonu", video: "na obrazovce" };
const AWAY = { asked_out: "čeká venku", left: "odešel(a)" };

/** What can happen to somebody: the button, what is said aloud. The first that fits is offered at once, the rest below it. */
const STEPS = [
  { step: "arrived", label: "Přišel(a)", told: "přišel(a)", fits: (seat) => seat.way !== "room" },
  { step: "left", label: "Odešel(a)", told: "odešel(a)", fits: (seat) => seat.here },
  { step: "asked_out", label: "Čeká venku", told: "čeká venku", fits: (seat) => seat.way === "room" },
  { step: "by_phone", label: "Telefonem", told: "je na telefonu", fits: (seat) => seat.way !== "phone" },
  { step: "by_video", label: "Na obrazovce", told: "je na obrazovce", fits: (seat) => seat.way !== "video" },
];
export const toldOf = (step) => STEPS.find((one) => one.step === step)?.told ?? "";

/** A row of the list. Somebody who is here leaves by the first button, whoever is not comes by it. */
export function personRow(seat, over, act) {
  const fitting = STEPS.filter((one) => one.fits(seat));
  const first = fitting.find((one) => one.step === (seat.here ? "left" : "arrived"));
  const button = (one, data = {}) => h("button", { type: "button", className: "button plain small", ...data, onclick: (event) => event.detail < 2 && act(seat, one.step) },
    one.label, h("span", { className: "sr" }, `: ${seat.name}`));
  const state = seat.here ? ["success", WAYS[seat.way] ?? WAYS.room] : AWAY[seat.whereabouts] && ["off", AWAY[seat.whereabouts]];
  return h("li", {}, h("b", { className: "strong number" }, seat.short),
    h("span", {}, seat.name, seat.role ? h("small", { className: "soft" }, ` ${seat.role}`) : null),
    state ? h("span", { className: `tag ${state[0]}` }, state[1]) : h("span", {}),
    over ? h("span", {}) : button(first, { "data-seat": seat.id }),
    over ? null : h("details", { className: "rec-more" }, h("summary", {}, "Jinak", h("span", { className: "sr" }, `: ${seat.name}`)),
      h("div", { className: "row" }, fitting.filter((one) => one !== first).map((one) => button(one)))));
}

/** What is missing of confidentiality, as notes with what to press: nothing before somebody came, and nothing at the end. */
export function confidentiality(seats, room, ended) {
  const here = seats.filter((seat) => seat.here);
  if (ended || here.length === 0 || Object.keys(room.presence).length === 0) return [];
  if (room.reminded === null) {
    const sentence = "Řekněte přítomným, že co tu zazní, si nechají pro sebe, a nechte je přikývnout. Patří to před představení případu.";
    return [["warning", "Mlčenlivost ještě nezazněla.", sentence, [["Přítomní to vzali na vědomí", { do: "remind" }]]]];
  }
  const unaware = here.filter((seat) => room.acknowledged[seat.id] === undefined);
  if (unaware.length === 0) return [];
  const presses = unaware.map((seat) => [`${seat.name} to bere na vědomí`, { do: "acknowledge", seat: seat.id }]);
  return [["warning", "Kdo přišel později, mlčenlivost ještě neslyšel.", "Řekněte mu to a zapište, že přikývl.", presses]];
}
