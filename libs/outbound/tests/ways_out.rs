//! What a reader gets, and what they do not.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]
#![allow(clippy::disallowed_methods, reason = "the tests stand in for the slices that claim the keys")]

use std::sync::{Arc, LazyLock};

use facts::{FactGroup, Shears, Shown};
use jiff::civil::{Date, date};
use outbound::{
    Booking, CalendarView, Cut, Cutter, Disclosed, Entry, Envelope, Guard, Link, Logistics, Meeting, Notice,
    Occasion, Omissions, OutgoingMail, Recipient, Rights, Sender, Stop, Subject, Verdict, calendar, disclose,
    notice, page, paper,
};
use uuid::Uuid;

static SHEARS: LazyLock<Shears> = LazyLock::new(|| Shears::claim().expect("claimed once"));

const READER: Uuid = Uuid::from_u128(1);
const CHILD: Uuid = Uuid::from_u128(2);

facts::bare_fact! {
    pub PersonName: String = Identity;
    pub BirthDate: Date = Identity;
    pub Address: String = ContactsAddresses;
    pub Email: String = ContactsAddresses;
    pub Illness: String = HealthChild;
    pub Debt: String = HousingMoney;
    pub NotifierName: String = Notifier;
}

/// What a slice holds about an invitation.
struct Invitation {
    name: PersonName,
    child: PersonName,
    born: BirthDate,
    address: Option<Address>,
    illness: Illness,
    debt: Debt,
    notifier: NotifierName,
    held: Date,
    place: String,
}

mod filters {
    #[outbound::askama::filter_fn]
    pub fn czech_day(
        day: &jiff::civil::Date,
        _: &dyn outbound::askama::Values,
    ) -> outbound::askama::Result<String> {
        Ok(format!("{}. {}. {}", day.day(), day.month(), day.year()))
    }
}

outbound::view! {
    /// One child, as the reader may know them.
    pub struct ChildRow {
        /// First name.
        name: Option<Shown<String>>,
        /// Year of birth.
        born: Option<Shown<i32>>,
        illness: Option<Shown<String>>,
    }

    /// The invitation.
    #[page(source = "{% if press.demo %}UKÁZKA {% endif %}{% if let Some(name) = name %}{{ name }}{% else %}Dobrý den{% endif %}|{{ held|czech_day }}|{{ place }}|{% if children.len() == 1 && count > 0 %}jedno dítě{% endif %}|{% for child in children %}{% if let Some(name) = child.name %}{{ name }}{% endif %}{% if let Some(born) = child.born %} ({{ born }}){% endif %}{% if child.illness.is_none() %} bez zdraví{% endif %}{% endfor %}|{% if let Some(address) = address %}{{ address }}{% else %}adresa neuvedena{% endif %}|{% for omission in omitted %}{{ omission.what }}{% if omission.orally %} ústně{% endif %};{% endfor %}")]
    #[mail(source = "{{ held|czech_day }} <{{ link }}>")]
    #[mail_html(source = "<p>{% if let Some(name) = name %}{{ name }}{% endif %}</p>")]
    #[paper(source = "#import \"/house.typ\": *\n#show: house\n= Pozvánka\n#data.place", title = "Pozvánka")]
    pub struct InvitationView {
        // Deliberately first: its place must not matter.
        omitted: Omissions,
        name: Option<Shown<String>>,
        address: Option<Shown<String>>,
        held: Date,
        place: Logistics,
        count: u32,
        children: Vec<ChildRow>,
        debt: Option<Shown<String>>,
        notifier: Option<Shown<String>>,
        link: Link,
    }
}

impl Cut<Invitation> for InvitationView {
    const OCCASION: Occasion = Occasion::Invitation;

    fn cut(content: &Invitation, cutter: &Cutter<'_>) -> Self {
        let reader = cutter.about(Subject::Reader);
        let child = cutter.about(Subject::Child(CHILD));
        Self {
            omitted: cutter.omitted(),
            name: reader.show(&content.name),
            address: reader.show_known(content.address.as_ref()),
            held: content.held,
            place: Logistics::of(&content.place),
            count: 1,
            children: vec![ChildRow {
                name: child.show(&content.child),
                born: child.show_as(&content.born, |day| i32::from(day.year())),
                illness: child.show(&content.illness),
            }],
            debt: reader.show(&content.debt),
            notifier: cutter.about(Subject::Conference).show(&content.notifier),
            link: Link::new("https://ospod.example/o/abc").unwrap(),
        }
    }
}

impl CalendarView for InvitationView {
    fn meeting(&self) -> Meeting {
        Meeting {
            start: "2026-12-10T12:00:00Z".parse().unwrap(),
            end: "2026-12-10T14:00:00Z".parse().unwrap(),
            title: "Pracovní setkání",
            place: Some(self.place.clone()),
            note: "",
            link: Some(self.link.clone()),
        }
    }
}

/// Rights as a short table: what is not named is never shown.
struct Table {
    show: &'static [FactGroup],
    tell: bool,
    demo: bool,
}

impl Rights for Table {
    fn verdict(&self, occasion: Occasion, group: FactGroup, about: Subject) -> Verdict {
        assert_eq!(occasion, Occasion::Invitation);
        match (group, about) {
            _ if self.show.contains(&group) => Verdict::Show,
            (FactGroup::HealthChild, Subject::Child(_)) => Verdict::Oral,
            (FactGroup::HousingMoney, _) => Verdict::AskHead,
            _ => Verdict::Never,
        }
    }

    fn may_say_omitted(&self, _group: FactGroup) -> bool {
        self.tell
    }

    fn ground(&self, _: outbound::Occasion, group: FactGroup, _about: Subject) -> Option<outbound::Ground> {
        (group == FactGroup::HousingMoney).then(|| outbound::Ground::Told("§ 57 ZSPOD".to_owned()))
    }

    fn demo(&self) -> bool {
        self.demo
    }

    fn guard(&self) -> Option<Arc<dyn Guard>> {
        None
    }
}

/// A table with a guard that stops one word.
struct Guarded {
    table: Table,
    word: &'static str,
    excused: bool,
}

impl Rights for Guarded {
    fn verdict(&self, occasion: Occasion, group: FactGroup, about: Subject) -> Verdict {
        self.table.verdict(occasion, group, about)
    }
    fn may_say_omitted(&self, group: FactGroup) -> bool {
        self.table.may_say_omitted(group)
    }
    fn ground(&self, occasion: Occasion, group: FactGroup, about: Subject) -> Option<outbound::Ground> {
        self.table.ground(occasion, group, about)
    }
    fn demo(&self) -> bool {
        self.table.demo
    }
    fn guard(&self) -> Option<Arc<dyn Guard>> {
        Some(Arc::new(Word { word: self.word, excused: self.excused }))
    }
}

struct Word {
    word: &'static str,
    excused: bool,
}

impl Guard for Word {
    fn read(&self, text: &str) -> Vec<Stop> {
        text.match_indices(self.word)
            .map(|(at, found)| Stop { fact: READER, range: at..at + found.len(), excused: self.excused })
            .collect()
    }
}

const DOCTOR: Table = Table { show: &[FactGroup::Identity], tell: true, demo: false };
const FAMILY: Table = Table {
    show: &[FactGroup::Identity, FactGroup::ContactsAddresses, FactGroup::HealthChild],
    tell: false,
    demo: true,
};

fn invitation() -> Invitation {
    Invitation {
        name: PersonName::new("Jana <Dvořáková>"),
        child: PersonName::new("Eliška"),
        born: BirthDate::new(date(2017, 3, 4)),
        address: Some(Address::new("Lipová 3")),
        illness: Illness::new("astma"),
        debt: Debt::new("exekuce"),
        notifier: NotifierName::new("sousedka Malá"),
        held: date(2026, 12, 10),
        place: "Knihovna".to_owned(),
    }
}

fn guarded(word: &'static str, excused: bool) -> Disclosed<InvitationView> {
    let table = Table { show: &[FactGroup::Identity], tell: true, demo: false };
    disclose::<InvitationView, _>(&SHEARS, &invitation(), READER, &Guarded { table, word, excused })
}

#[test]
fn a_protected_word_goes_out_by_no_way() {
    let stopped = guarded("Knihovna", false);
    assert!(stopped.is_stopped());
    assert!(matches!(page(&stopped), Err(outbound::Error::Stopped)));
    let letter = outbound::mail(&stopped, envelope("skola@skola.example"));
    assert!(matches!(letter, Err(outbound::Error::Stopped)));
    assert!(matches!(
        paper(&stopped, "2026-11-20T08:00:00Z".parse().unwrap()),
        Err(outbound::Error::Stopped)
    ));
    let organiser = Sender::new("Městský úřad", "urad@mesto.example");
    let attendee = Recipient::new(&Email::new("skola@skola.example"));
    let entry = entry(&organiser, &attendee, Booking::Request);
    assert!(matches!(calendar(&stopped, &entry), Err(outbound::Error::Stopped)));
}

#[test]
fn words_that_only_the_template_brings_together_are_stopped_too() {
    let stopped = guarded("|Knihovna|", false);
    assert!(!stopped.is_stopped(), "no single field says it");
    assert!(matches!(page(&stopped), Err(outbound::Error::Stopped)));
}

#[test]
fn words_that_stand_together_only_on_paper_are_stopped_too() {
    let stopped = guarded("Pozvánka\nKnihovna", false);
    assert!(!stopped.is_stopped(), "no single field says it");
    let moment = "2026-11-20T08:00:00Z".parse().unwrap();
    assert!(matches!(paper(&stopped, moment), Err(outbound::Error::Stopped)));
}

#[test]
fn staff_see_the_stopped_words_with_what_stands_around_them_and_a_justified_one_goes_out() {
    let stopped = guarded("Knihovna", false);
    let words = stopped.stopped(&SHEARS);
    assert_eq!(words.len(), 1);
    assert_eq!(words[0].words, "Knihovna");
    let excused = guarded("Knihovna", true);
    assert!(!excused.is_stopped() && page(&excused).is_ok());
    assert_eq!(excused.stopped(&SHEARS).len(), 1, "a justified one is still shown to staff");
    assert_eq!(excused.fingerprint(), stopped.fingerprint());
}

fn cut_for(rights: &Table) -> Disclosed<InvitationView> {
    disclose::<InvitationView, _>(&SHEARS, &invitation(), READER, rights)
}

#[test]
fn a_page_shows_what_the_reader_may_know_and_names_what_was_left_out() {
    let html = page(&cut_for(&DOCTOR)).unwrap().into_html();
    assert_eq!(
        html,
        "Jana &#60;Dvořáková&#62;|10. 12. 2026|Knihovna|jedno dítě|Eliška (2017) bez zdraví|\
         adresa neuvedena|zdraví dítěte ústně;bydlení a peníze;adresy a kontakty;"
    );
}

#[test]
fn a_reader_who_may_not_know_of_omissions_is_told_of_none() {
    let html = page(&cut_for(&FAMILY)).unwrap().into_html();
    assert_eq!(
        html,
        "UKÁZKA Jana &#60;Dvořáková&#62;|10. 12. 2026|Knihovna|jedno dítě|Eliška (2017)|Lipová 3|"
    );
}

#[test]
fn nobody_learns_that_there_is_a_notifier_but_staff_see_the_refusal() {
    let disclosed = cut_for(&DOCTOR);
    assert!(disclosed.view().omitted.list().iter().all(|line| line.what != "oznamovatel"));
    let refused: Vec<_> =
        disclosed.refusals().iter().map(|refusal| (refusal.fact, refusal.verdict)).collect();
    assert_eq!(
        refused,
        [
            ("Address", Verdict::Never),
            ("Illness", Verdict::Oral),
            ("Debt", Verdict::AskHead),
            ("NotifierName", Verdict::Never),
        ]
    );
}

#[test]
fn a_ground_is_told_where_there_is_one() {
    let disclosed = cut_for(&DOCTOR);
    let grounds: Vec<_> = disclosed
        .view()
        .omitted
        .list()
        .iter()
        .map(|line| line.ground.as_ref().map(Logistics::as_str))
        .collect();
    assert_eq!(grounds, [None, Some("§ 57 ZSPOD"), None]);
}

#[test]
fn what_is_unknown_is_not_reported_as_refused() {
    let content = Invitation { address: None, ..invitation() };
    let disclosed = disclose::<InvitationView, _>(&SHEARS, &content, READER, &DOCTOR);
    assert!(disclosed.refusals().iter().all(|refusal| refusal.fact != "Address"));
}

#[test]
fn preview_and_sending_have_the_same_fingerprint() {
    let preview = cut_for(&DOCTOR);
    let sent = cut_for(&DOCTOR);
    assert_eq!(preview.fingerprint(), sent.fingerprint());
    assert_eq!(preview.fingerprint().len(), 64);
    assert!(preview.fingerprint().bytes().all(|byte| byte.is_ascii_hexdigit()));
}

#[test]
fn another_cut_or_another_content_has_another_fingerprint() {
    assert_ne!(cut_for(&DOCTOR).fingerprint(), cut_for(&FAMILY).fingerprint());
    let moved = Invitation { held: date(2026, 12, 11), ..invitation() };
    let moved = disclose::<InvitationView, _>(&SHEARS, &moved, READER, &DOCTOR);
    assert_ne!(cut_for(&DOCTOR).fingerprint(), moved.fingerprint());
}

#[test]
fn debug_of_a_disclosed_view_betrays_nothing() {
    let disclosed = cut_for(&FAMILY);
    let text = format!("{disclosed:?} {:?}", disclosed.view());
    for secret in ["Jana", "Eliška", "Lipová", "astma", "abc", "Knihovna"] {
        assert!(!text.contains(secret), "{secret} in {text}");
    }
}

fn entry<'a>(organiser: &'a Sender, attendee: &'a Recipient, booking: Booking) -> Entry<'a> {
    Entry {
        booking,
        uid: Uuid::from_u128(9),
        sequence: 0,
        stamp: "2026-11-19T08:00:00Z".parse().unwrap(),
        organiser,
        attendee,
    }
}

#[test]
fn a_calendar_file_has_one_attendee_and_neutral_words() {
    let office = Sender::new("Městský úřad", "urad@mesto.example");
    let reader = Recipient::new(&Email::new("jana@example.org"));
    let file = calendar(&cut_for(&DOCTOR), &entry(&office, &reader, Booking::Request)).unwrap();
    assert_eq!(file.text().matches("ATTENDEE").count(), 1);
    assert!(file.text().contains("SUMMARY:Pracovní setkání"));
    assert!(file.text().contains("DTSTART:20261210T120000Z"));
    assert!(!file.text().contains("Eliška"));
    assert_eq!(file.mime_type(), "text/calendar; method=REQUEST; charset=utf-8");
}

#[test]
fn an_update_that_calendars_would_ignore_is_refused() {
    let office = Sender::new("Městský úřad", "urad@mesto.example");
    let reader = Recipient::new(&Email::new("jana@example.org"));
    assert!(calendar(&cut_for(&DOCTOR), &entry(&office, &reader, Booking::Update)).is_err());
}

#[test]
fn a_link_is_a_plain_address_and_no_way_to_carry_text() {
    assert!(Link::new("https://ospod.example/o/Ab-3_9~x").is_some());
    assert!(Link::new("/o/abc").is_some());
    for bad in ["", "o/abc", "//jinde.example", "javascript:alert(1)", "https://a.example/Jana Malá", "/\"x"]
    {
        assert!(Link::new(bad).is_none(), "{bad}");
    }
    assert!(Link::new(format!("/{}", "a".repeat(500))).is_none());
}

fn envelope(to: &str) -> Envelope {
    Envelope {
        sender: Sender::new("Městský úřad", "urad@mesto.example"),
        recipient: Recipient::new(&Email::new(to)),
        reply_to: None,
        subject: "Pracovní setkání 10. 12. 2026",
        id: Uuid::from_u128(7),
        moment: "2026-11-19T08:00:00Z".parse().unwrap(),
    }
}

async fn sent(mail: &OutgoingMail) -> mail::ReadMessage {
    let transport = mail::Transport::memory();
    mail.send(&transport).await.unwrap();
    let kept = transport.kept().await.unwrap();
    assert_eq!(kept.len(), 1);
    mail::read(&kept[0].raw).unwrap()
}

#[tokio::test]
async fn a_mail_carries_text_html_calendar_and_paper_of_one_reader() {
    let disclosed = cut_for(&DOCTOR);
    let office = Sender::new("Městský úřad", "urad@mesto.example");
    let reader = Recipient::new(&Email::new("jana@example.org"));
    let event = calendar(&disclosed, &entry(&office, &reader, Booking::Request)).unwrap();
    let letter = paper(&disclosed, "2026-11-19T08:00:00Z".parse().unwrap()).unwrap();
    assert_eq!(letter.fingerprint(), disclosed.fingerprint());
    assert!(letter.bytes().starts_with(b"%PDF-"));

    let outgoing = outbound::mail(&disclosed, envelope("jana@example.org"))
        .unwrap()
        .book(&event)
        .unwrap()
        .attach("pozvanka.pdf", &letter)
        .unwrap();
    let message = sent(&outgoing).await;
    let text = message.text.unwrap();
    assert!(text.contains("10. 12. 2026 <https://ospod.example/o/abc>"), "{text}");
    assert!(message.html.unwrap().contains("Jana &#60;Dvořáková&#62;"));
    assert_eq!(message.calendar.unwrap().method, "REQUEST");
    assert_eq!(message.attachments.len(), 1);
    assert_eq!(message.attachments[0].file_name, "pozvanka.pdf");
    assert_eq!(message.to.unwrap().address, "jana@example.org");
    assert!(message.message_id.unwrap().ends_with("@mesto.example"));
}

#[test]
fn a_paper_cut_for_one_reader_cannot_travel_to_another() {
    let mine = cut_for(&DOCTOR);
    let theirs = disclose::<InvitationView, _>(&SHEARS, &invitation(), Uuid::from_u128(99), &DOCTOR);
    let letter = paper(&theirs, "2026-11-19T08:00:00Z".parse().unwrap()).unwrap();
    let outgoing = outbound::mail(&mine, envelope("jana@example.org")).unwrap();
    assert!(matches!(outgoing.attach("pozvanka.pdf", &letter), Err(outbound::Error::OtherReader)));
}

#[test]
fn paper_gets_null_for_what_was_cut_and_czech_dates() {
    // The template itself refuses to compile unless the data are exactly so.
    let disclosed = disclose::<Probe, _>(&SHEARS, &invitation(), READER, &DOCTOR);
    paper(&disclosed, "2026-11-19T08:00:00Z".parse().unwrap()).unwrap();
}

outbound::view! {
    #[paper(
        source = "#import \"/house.typ\": *\n#show: house\n= Zkouška\n#assert.eq(data.address, none)\n#assert.eq(data.name, \"Jana <Dvořáková>\")\n#assert.eq(data.held.replace(\"\\u{a0}\", \" \"), \"10. prosince 2026\")\n#assert.eq(data.omitted.at(0).what, \"adresy a kontakty\")\n#assert.eq(paper.demo, false)\n#omitted(data.omitted)",
        title = "Zkouška"
    )]
    struct Probe {
        name: Option<Shown<String>>,
        address: Option<Shown<String>>,
        held: Date,
        omitted: Omissions,
    }
}

impl Cut<Invitation> for Probe {
    const OCCASION: Occasion = Occasion::Invitation;

    fn cut(content: &Invitation, cutter: &Cutter<'_>) -> Self {
        let reader = cutter.about(Subject::Reader);
        Self {
            name: reader.show(&content.name),
            address: reader.show_known(content.address.as_ref()),
            held: content.held,
            omitted: cutter.omitted(),
        }
    }
}

#[test]
fn the_tripwire_reads_every_outgoing_word_of_the_fields() {
    let words = cut_for(&FAMILY).words(&SHEARS);
    for outgoing in ["Eliška", "Lipová 3", "Knihovna", "astma"] {
        assert!(words.iter().any(|word| word == outgoing), "{outgoing}");
    }
    assert!(!words.iter().any(|word| word.contains("Malá") || word.contains("exekuce")));
}

#[tokio::test]
async fn a_notice_has_fixed_words_and_a_link_and_takes_no_paper() {
    let words = Notice {
        text: "Někdo požádal o nové heslo k Vašemu účtu.",
        link: Link::new("https://ospod.example/heslo/abc"),
    };
    let outgoing = notice(&words, envelope("urednice@mesto.example"));
    let text = sent(&outgoing).await.text.unwrap();
    assert!(text.contains("Někdo požádal") && text.contains("/heslo/abc"), "{text}");
    let letter = paper(&cut_for(&DOCTOR), "2026-11-19T08:00:00Z".parse().unwrap()).unwrap();
    assert!(outgoing.attach("pozvanka.pdf", &letter).is_err());
}
