//! A message to send in tests.
#![allow(dead_code, clippy::unwrap_used, reason = "each test binary uses its part")]

use mail::{CalendarPart, Mailbox, Message};

pub const ICS: &str = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nMETHOD:REQUEST\r\nBEGIN:VEVENT\r\nSUMMARY:Pracovní schůzka se \r\n školou\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";

pub fn mailbox(name: &str, address: &str) -> Mailbox {
    Mailbox { name: name.into(), address: address.into() }
}

pub fn invitation() -> Message {
    Message {
        from: mailbox("OSPOD Lhota, sociální odbor", "ospod@mesto.example"),
        return_path: None,
        to: mailbox("MUDr. Žofie \"Žofka\" Příhodová, Ph.D.", "z.prihodova@ordinace.example"),
        reply_to: Some(mailbox("Podatelna", "spis@mesto.example")),
        subject: "Pozvánka na pracovní schůzku 3. prosince 2026 ve 13:00, prosíme o odpověď do 27. listopadu".into(),
        text: "Dobrý den,\n\nzveme Vás na schůzku.\n.\n..tečka na začátku\nOdpověď: https://pripadovka.example/odpoved/7Qm2x\n".into(),
        html: Some("<p>Dobrý den,</p>\n<p>zveme Vás na schůzku.</p>\n".into()),
        calendar: Some(CalendarPart { method: "REQUEST".into(), text: ICS.into() }),
        attachments: vec![],
        message_id: "0192f3a4-5b6c-7d8e-9f00-112233445566@pripadovka.example".into(),
        moment: "2026-11-20T08:15:30Z".parse().unwrap(),
    }
}
