//! Everything that leaves the house in one case, and everything that somebody is shown who does not work on it.

use super::family::{Family, Seat};
use super::files;
use super::judge::Kind;
use super::words::Dice;
use crate::canaries::addresses_of;
use crate::harness::browser::Answer;
use crate::harness::forms::plausible;
use crate::harness::{Browser, Person, TestHouse, outsiders};
use axum::http::StatusCode;
use portable_sql::Sql;
use std::collections::BTreeSet;
use uuid::Uuid;

const WHOSE: Sql = Sql::new(
    "WHOSE",
    "SELECT i.participant_id, i.id FROM invitation_link l JOIN invitation i ON i.id = l.invitation_id WHERE l.token_hash = $1",
);
const WHOSE_ERASURE: Sql = Sql::new(
    "WHOSE_ERASURE",
    "SELECT i.participant_id, i.id FROM invitation_erasure_link l JOIN invitation_erasure e ON e.id = l.erasure_id \
     JOIN invitation i ON i.id = e.invitation_id WHERE l.token_hash = $1",
);
const FILED: Sql = Sql::new(
    "FILED",
    "SELECT id, reader_id, kind FROM document WHERE conference_id = $1 AND mime = 'application/pdf'",
);

/// Something that left the house or was shown.
pub struct Output {
    pub kind: Kind,
    /// The seat of the reader; none for whoever is no participant.
    pub reader: Option<Uuid>,
    /// The seats of all who read it at once, where it is the wall.
    pub room: Vec<Uuid>,
    pub place: String,
    pub text: String,
}

/// What a case left.
#[derive(Default)]
pub struct Outputs(pub Vec<Output>);

impl Outputs {
    pub fn put(
        &mut self,
        kind: Kind,
        reader: Option<Uuid>,
        place: impl Into<String>,
        text: impl Into<String>,
    ) {
        let (place, text) = (place.into(), text.into());
        self.0.push(Output { kind, reader, room: Vec::new(), place, text });
    }

    /// What the projector shows while these are in the room.
    pub fn wall(&mut self, room: &[Uuid], answer: &Answer) {
        let place = format!("the wall before {} people", room.len());
        self.put(Kind::Address, None, &place, addresses_of(answer));
        let (room, text) = (room.to_vec(), answer.text());
        self.0.push(Output { kind: Kind::Wall, reader: None, room, place, text });
    }

    /// An answer to a participant: its words, and what its addresses, headers and file names tell.
    pub fn answer(&mut self, kind: Kind, reader: Option<Uuid>, answer: &Answer) {
        let route: String = answer.url.split('/').skip(3).collect::<Vec<_>>().join("/");
        let place = format!("/p/…/{route} ({})", answer.status.as_u16());
        self.put(Kind::Address, reader, &place, addresses_of(answer));
        let name = answer.header("content-disposition");
        if !name.is_empty() {
            self.put(Kind::FileName, reader, &place, name);
        }
        let kind = match answer.status {
            status if status.is_success() || status == StatusCode::UNPROCESSABLE_ENTITY => kind,
            _ => Kind::ErrorPage,
        };
        self.put(kind, reader, place, files::words(&answer.body));
    }
}

/// Sends the invitations of a conference, each reader's in turn; who stays without because something is protected.
pub async fn send(worker: &mut Browser, family: &Family, dice: &mut Dice) -> usize {
    let mut sent = 0;
    for seat in family.seats.iter().filter(|seat| !seat.staff) {
        let list = format!("/konference/{}/pozvanky?komu={}", family.conference, seat.id);
        if dice.chance(20) {
            let page = worker.visit(&list).await;
            if let Some(form) = page.forms().into_iter().find(|form| form.action.ends_with("/zpusob")) {
                let mut fields = form.hidden();
                fields.push(("zpusob".into(), "letter".into()));
                worker.submit(&form, &fields).await;
            }
        }
        let check = format!("/konference/{}/pozvanky/odeslat?komu={}", family.conference, seat.id);
        let page = worker.visit(&check).await;
        let Some(form) = page.forms().into_iter().find(|form| form.action.contains("/odeslat")) else {
            continue;
        };
        let mut fields = plausible(&form);
        fields.retain(|(name, _)| name != "komu");
        fields.push(("komu".into(), seat.id.to_string()));
        sent += usize::from(worker.submit(&form, &fields).await.status == StatusCode::SEE_OTHER);
    }
    sent
}

/// What staff can show each participant: the letter and the page, as they will be.
pub async fn previews(worker: &mut Browser, family: &Family, outputs: &mut Outputs) {
    for seat in family.seats.iter().filter(|seat| !seat.staff) {
        for (kind, part) in [(Kind::Letter, "dopis"), (Kind::FirstPage, "stranka")] {
            let address = format!("/konference/{}/pozvanky/nahled/{}/{part}", family.conference, seat.id);
            let answer = worker.get(&address).await;
            if answer.status == StatusCode::OK {
                outputs.answer(kind, Some(seat.id), &answer);
            }
        }
    }
}

/// Whose a personal link is: seat and invitation.
async fn whose(house: &TestHouse, link: &str) -> Option<(Uuid, Uuid)> {
    let token = link.trim_start_matches("/p/").split('/').next().unwrap_or_default();
    let token = pripadovka::kernel::Token::parse(token)?;
    let of = if link.ends_with("/smazani") { WHOSE_ERASURE } else { WHOSE };
    of.bind(token.hash()).one(&house.raw.0).await.unwrap()
}

/// The mails that left since the last time, as the transport sent them.
pub async fn mails(house: &TestHouse, family: &Family, outputs: &mut Outputs, from: &mut usize) {
    let sent = house.house.exit.transport.kept().await.unwrap();
    for mail in sent.iter().skip(*from) {
        // Of two people at one mailbox both read it; the words tell which of them is addressed.
        let linked = linked_seat(house, mail).await;
        let reader = linked.or_else(|| {
            let of = family.seats.iter().find(|seat| seat.email == mail.envelope_to);
            of.map(|seat| seat.id)
        });
        let read = mail::read(&mail.raw).unwrap();
        outputs.put(Kind::Subject, reader, "a mail's subject", &read.subject);
        let words = read.text.clone().unwrap_or_default() + &read.html.clone().unwrap_or_default();
        outputs.put(Kind::Mail, reader, "a mail", words);
        let (headers, _) = mail.raw.split_once("\r\n\r\n").unwrap_or((&mail.raw, ""));
        outputs.put(Kind::Header, reader, "a mail's headers", headers);
        if let Some(calendar) = &read.calendar {
            outputs.put(Kind::Ics, reader, "a calendar part", &calendar.text);
        }
        for attachment in &read.attachments {
            outputs.put(Kind::FileName, reader, "an attachment's name", &attachment.file_name);
            let paper = attachment.bytes.starts_with(b"%PDF") || files::is_package(&attachment.bytes);
            let text = files::words(&attachment.bytes);
            outputs.put(if paper { Kind::Letter } else { Kind::Ics }, reader, "an attachment", text);
        }
    }
    *from = sent.len();
}

async fn linked_seat(house: &TestHouse, mail: &mail::Sent) -> Option<Uuid> {
    let read = mail::read(&mail.raw).ok()?;
    let text = read.text.unwrap_or_default();
    let (_, rest) = text.split_once("/p/")?;
    let link: String = rest.chars().take_while(|c| c.is_alphanumeric() || *c == '/').collect();
    whose(house, &format!("/p/{link}")).await.map(|(seat, _)| seat)
}

/// Everybody who has a link follows it, answers, asks, gives the code and reads what is behind it.
pub async fn visits(
    house: &TestHouse,
    worker: &mut Browser,
    family: &Family,
    (outputs, dice): (&mut Outputs, &mut Dice),
) -> usize {
    let links: BTreeSet<String> = outsiders::links(house).await.into_iter().map(|(_, link)| link).collect();
    for link in &links {
        let Some((seat, invitation)) = whose(house, link).await else { continue };
        let reader = Some(seat);
        if link.ends_with("/smazani") {
            let mut browser = house.stranger();
            let answer = browser.get(link).await;
            outputs.answer(Kind::FirstPage, reader, &answer);
            outputs.answer(Kind::FirstPage, reader, &browser.post(link, &[]).await);
            outputs.answer(Kind::FirstPage, reader, &browser.get(link).await);
            continue;
        }
        let mut browser = house.stranger();
        let staff = format!("/konference/{}/pozvanky/{invitation}", family.conference);
        visit(worker, &mut browser, (link, &staff), (outputs, reader, dice)).await;
    }
    links.len()
}

async fn visit(
    worker: &mut Browser,
    browser: &mut Browser,
    (link, staff): (&str, &str),
    (outputs, reader, dice): (&mut Outputs, Option<Uuid>, &mut Dice),
) {
    outputs.answer(Kind::FirstPage, reader, &browser.get(link).await);
    outputs.answer(Kind::FirstPage, reader, &browser.post(&format!("{link}/otevrit"), &[]).await);
    let tongue = *dice.one(&["cs", "cs", "uk", "en"]);
    browser.post(&format!("{link}/jazyk"), &[("jazyk".into(), tongue.into())]).await;
    let page = browser.get(link).await;
    outputs.answer(Kind::FirstPage, reader, &page);
    let parts = ["/odpoved", "/upresneni", "/potreby", "/zastup", "/zadost"];
    for part in parts {
        let page = browser.get(link).await.page();
        let Some(form) = page.forms().into_iter().find(|form| form.action.ends_with(part)) else { continue };
        if part == "/zastup" && dice.chance(70) {
            continue;
        }
        outputs.answer(Kind::FirstPage, reader, &browser.submit(&form, &plausible(&form)).await);
    }
    outputs.answer(Kind::Ics, reader, &browser.get(&format!("{link}/kalendar.ics")).await);
    outputs.answer(Kind::ErrorPage, reader, &browser.get(&format!("{link}/nic")).await);
    let nonsense = Some(("text/plain".to_owned(), b"odpoved=%ff%00".to_vec()));
    let answer = browser.send(axum::http::Method::POST, &format!("{link}/odpoved"), nonsense).await;
    outputs.answer(Kind::ErrorPage, reader, &answer);
    let give = |code: &str| [("kod".to_owned(), code.to_owned())];
    let wrong = browser.post(&format!("{link}/kod"), &give("0000 0001")).await;
    outputs.answer(Kind::FirstPage, reader, &wrong);
    let made = worker.post(&format!("{staff}/kod"), &[]).await;
    let Some(code) = made.page().texts(".code b").first().cloned() else { return };
    outputs.answer(Kind::FirstPage, reader, &browser.post(&format!("{link}/kod"), &give(&code)).await);
    let inside = browser.get(&format!("{link}/priprava")).await;
    outputs.answer(Kind::Behind, reader, &inside);
    for form in inside.page().forms().into_iter().filter(|form| form.action.contains("/podklady/")) {
        outputs.answer(Kind::PaperFile, reader, &browser.submit(&form, &plausible(&form)).await);
    }
    let release = browser.get(&format!("{link}/uvolneni")).await;
    if release.body.starts_with(b"%PDF") {
        outputs.answer(Kind::Employer, reader, &release);
    }
}

/// Asks somebody to destroy what they got.
pub async fn call_back(house: &TestHouse, worker: &mut Browser, family: &Family, dice: &mut Dice) {
    let of = Sql::new("INVITED", "SELECT id FROM invitation WHERE conference_id = $1 ORDER BY id");
    let invited: Vec<(Uuid,)> = of.bind(family.conference).all(&house.raw.0).await.unwrap();
    if invited.is_empty() {
        return;
    }
    let (id,) = *dice.one(&invited);
    let reason = [("duvod".to_owned(), "Přišla na adresu, kterou už nemá.".to_owned())];
    worker.post(&format!("/konference/{}/pozvanky/{id}/odvolat", family.conference), &reason).await;
    pripadovka::worker::drain(&house.house).await.unwrap();
}

/// The extract of everybody at the table, and papers that were filed.
pub async fn extracts(house: &TestHouse, worker: &mut Browser, family: &Family, outputs: &mut Outputs) {
    for seat in &family.seats {
        let address = format!("/konference/{}/zapis/vypis/{}/nahled", family.conference, seat.id);
        outputs.answer(Kind::Extract, Some(seat.id), &worker.get(&address).await);
        // What they take home is told by the same rules.
        let address = format!("/konference/{}/jednani/listy/{}", family.conference, seat.id);
        outputs.answer(Kind::Extract, Some(seat.id), &worker.get(&address).await);
    }
    let page = worker.visit(&format!("/konference/{}/zapis", family.conference)).await;
    if let Some(form) = page.forms().into_iter().find(|form| form.action.ends_with("/zapis")) {
        worker.submit(&form, &plausible(&form)).await;
    }
    filed(house, worker, family, outputs).await;
}

/// Papers that were filed: extracts and letters by their reader, the office's own record by nobody.
pub async fn filed(house: &TestHouse, worker: &mut Browser, family: &Family, outputs: &mut Outputs) {
    let filed: Vec<(Uuid, Option<Uuid>, String)> =
        FILED.bind(family.conference).all(&house.raw.0).await.unwrap();
    for (document, reader, what) in filed {
        let reader = reader.filter(|id| family.seats.iter().any(|seat| seat.id == *id));
        let kind = match reader {
            Some(_) if what == pripadovka::minutes::EXTRACT => Kind::Extract,
            Some(_) => Kind::Letter,
            None => Kind::Record,
        };
        let answer = worker.get(&format!("/dokumenty/{document}/soubor")).await;
        // A paper that the guard keeps in the house reaches nobody: the page that says so is the worker's own.
        if answer.status != StatusCode::CONFLICT {
            outputs.answer(kind, reader, &answer);
        }
    }
}

/// People who do not work on the case look for it and knock at its doors.
pub async fn strangers(house: &TestHouse, family: &Family, (outputs, dice): (&mut Outputs, &mut Dice)) {
    let strangers = dice.shuffled(&[
        Person::Colleague,
        Person::FormerDeputy,
        Person::OtherWorker,
        Person::OtherHead,
        Person::OtherOfficer,
        Person::Methodologist,
        Person::Administrator,
    ]);
    let (case, conference) = (family.case, family.conference);
    for person in strangers.into_iter().take(2) {
        let mut browser = house.browser_of(person).await;
        let mut addresses: Vec<String> =
            ["/", "/pripady", "/konference", "/lhuty"].iter().map(|path| (*path).to_owned()).collect();
        for part in ["", "/deti", "/chranene/novy", "/souhlasy", "/sdeleno", "/nahlizeni"] {
            addresses.push(format!("/pripady/{case}{part}"));
        }
        for part in
            ["", "/pozvanky", "/zapis", "/sdeleni", "/podklady", "/dokumenty", "/jednani", "/ucastnici"]
        {
            addresses.push(format!("/konference/{conference}{part}"));
        }
        for seat in family.seats.iter().take(2) {
            addresses.push(format!("/konference/{conference}/zapis/vypis/{}/nahled", seat.id));
        }
        for address in addresses {
            let answer = browser.get(&address).await;
            outputs.put(Kind::Foreign, None, format!("{person:?} {address}"), answer.text());
            outputs.put(Kind::Address, None, format!("{person:?} {address}"), addresses_of(&answer));
        }
        for secret in dice.shuffled(&family.secrets).iter().take(20) {
            let beginning: String = super::words::bare(&secret.needle).chars().take(6).collect();
            let address = format!("/pripady?hledat={beginning}");
            let text = browser.get(&address).await.text().replace(&beginning, " ");
            outputs.put(Kind::Foreign, None, format!("{person:?} searches"), text);
        }
    }
}

/// What those who lead and write the meeting see while it runs.
pub async fn led(house: &TestHouse, family: &Family, outputs: &mut Outputs) {
    let (case, conference) = (family.case, family.conference);
    for person in [Person::Facilitator, Person::MinuteTaker] {
        let mut browser = house.browser_of(person).await;
        for part in ["", "/jednani", "/ucastnici", "/pozvanky", "/zapis", "/sdeleni", "/podklady"] {
            let answer = browser.get(&format!("/konference/{conference}{part}")).await;
            outputs.put(Kind::Led, None, format!("{person:?} {}", answer.url), answer.text());
        }
        let answer = browser.get(&format!("/pripady/{case}")).await;
        outputs.put(Kind::Foreign, None, format!("{person:?} the case"), answer.text());
    }
}

/// How a seat reads, for a report.
pub fn described(seat: &Seat) -> String {
    let legal: Vec<&str> = seat.positions.values().copied().collect();
    format!("{} [{}]", seat.kinds.join(" + "), legal.join(", "))
}
