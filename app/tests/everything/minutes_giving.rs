//! The record reaches its people: each gets the extract cut for them and nobody another's, opening it behind the code is
//! the proof, the gate is asked again, and every step is a row that stays.

use crate::acts::form_of;
use crate::harness::browser::Answer;
use crate::harness::stages::prepare;
use crate::harness::trace::{By, Watch};
use crate::harness::{Backend, Browser, Person, TestHouse};
use crate::record::words_of;
use axum::http::StatusCode;
use portable_sql::Sql;
use pripadovka::access::Errand;
use pripadovka::audit::About;
use pripadovka::cases::ReaderKind;
use pripadovka::conferences::Conference;
use pripadovka::feedback::FeedbackClosed;
use pripadovka::invitations::doors;
use pripadovka::kernel::{Failure, Id};
use pripadovka::minutes::{Extract, extracts};
use pripadovka::participants::{self, Participant};
use uuid::Uuid;

const STEPS: Sql = Sql::new(
    "STEPS",
    "SELECT step, channel, document_id, participant_id FROM minutes_given WHERE conference_id = $1 ORDER BY noted, position",
);
const EXTRACTS: Sql = Sql::new("EXTRACTS", "SELECT COUNT(*) FROM minutes_extract WHERE conference_id = $1");
const CONCERN: Sql = Sql::new("CONCERN", "UPDATE case_file SET safety_concern = $2 WHERE id = $1");
const SWAP: Sql = Sql::new("SWAP", "UPDATE minutes_extract SET document_id = $2 WHERE document_id = $1");
const SWAP_STEPS: Sql =
    Sql::new("SWAP_STEPS", "UPDATE minutes_given SET document_id = $2 WHERE document_id = $1");
const NUMBER: Sql = Sql::new(
    "NUMBER",
    "UPDATE document SET reference_number = $2 WHERE id = (SELECT document_id FROM minutes_edition WHERE conference_id = $1 ORDER BY edition DESC LIMIT 1)",
);

macro_rules! on_held {
    ($name:ident, $body:expr) => {
        mod $name {
            use super::*;
            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn on_sqlite() {
                $body(Table::sealed(Backend::Sqlite).await).await;
            }
            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn on_postgres() {
                $body(Table::sealed(Backend::Postgres).await).await;
            }
        }
    };
}

/// A sealed record with its table.
struct Table {
    house: TestHouse,
    case: Uuid,
    held: Uuid,
    worker: Browser,
}

impl Table {
    async fn sealed(backend: Backend) -> Self {
        let (house, case, held) = prepare(backend, "held").await;
        let mut worker = house.browser_of(Person::Coordinator).await;
        let home = format!("/konference/{held}/zapis");
        let form = form_of(&mut worker, &home, "/zapis").await;
        assert_eq!(worker.submit(&form, &form.hidden()).await.status, StatusCode::SEE_OTHER);
        let form = form_of(&mut worker, &format!("{home}/pecet"), "/pecet").await;
        let sealed = worker.submit(&form, &form.hidden()).await;
        assert_eq!(sealed.status, StatusCode::SEE_OTHER, "{}", sealed.text());
        house.house.clock.set(house.house.clock.now().plus_seconds(60));
        Self { house, case, held, worker }
    }

    fn home(&self) -> String {
        format!("/konference/{}/zapis/predani", self.held)
    }

    async fn make(&mut self) -> Answer {
        let home = self.home();
        let form = form_of(&mut self.worker, &home, "/vyhotovit").await;
        self.worker.submit(&form, &form.hidden()).await
    }

    async fn extracts(&self) -> Vec<Extract> {
        let id: Id<Conference> = Id::from_uuid(self.held);
        extracts(Errand::begin(&self.house.house).lookup(), id).await.unwrap()
    }

    async fn steps(&self) -> Vec<(String, String, Uuid, Uuid)> {
        STEPS.bind(self.held).all(&self.house.raw.0).await.unwrap()
    }

    /// Those of the table who get an extract from outside the office.
    async fn readers(&self) -> Vec<Participant> {
        let id: Id<Conference> = Id::from_uuid(self.held);
        let all = participants::of_conference(Errand::begin(&self.house.house).lookup(), id).await.unwrap();
        all.into_iter().filter(|who| who.staff.is_none() && who.child.is_none()).collect()
    }

    /// What the form of one person says to this.
    async fn note(&mut self, who: Id<Participant>, typed: &[(&str, &str)]) -> Answer {
        let page = format!("{}/{who}", self.home());
        let form = form_of(&mut self.worker, &page, &who.to_string()).await;
        let mut fields = form.hidden();
        let day = czech::dates::short(self.house.house.clock.today());
        if typed.iter().all(|(name, _)| *name != "den") {
            fields.push(("den".into(), day));
        }
        fields.extend(typed.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
        self.worker.submit(&form, &fields).await
    }

    /// A link and a code, as a paper given into their hands bears them.
    async fn door(&self, who: &Participant) -> (String, String) {
        let url = self.house.house.exit.public_url.clone();
        let about = About { case: Some(self.case), conference: Some(self.held) };
        let by = pripadovka::audit::By::system(who.office.uuid());
        let shared = (who.clone(), url.clone());
        let key = self
            .house
            .house
            .trail
            .run(by, move |mut operation| {
                let (who, url) = shared.clone();
                async move {
                    let key = doors::hand_out(&mut operation, &url, &who).await?.expect("a door");
                    Ok::<_, Failure>((operation.record(&FeedbackClosed { about }).await?, key))
                }
            })
            .await
            .unwrap();
        (key.link.as_str().strip_prefix(&url).unwrap().to_owned(), key.code.as_str().to_owned())
    }

    /// Somebody who got their extract by link, and their browser, which gave no code yet.
    async fn given(&mut self) -> (Participant, Browser, String, String) {
        assert_eq!(self.make().await.status, StatusCode::SEE_OTHER);
        let who = self.readers().await.into_iter().next().expect("somebody from outside");
        // Who never got a link has nothing to open it with.
        let refused = self.note(who.id, &[("co", "odkaz")]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.text().contains("osobní odkaz nikdy nedostal"), "{}", refused.text());
        let (link, code) = self.door(&who).await;
        let noted = self.note(who.id, &[("co", "odkaz")]).await;
        assert_eq!(noted.status, StatusCode::SEE_OTHER, "{:?}", noted.page().problems());
        (who, self.house.stranger(), link, code)
    }

    /// Adds to the sealed record, a minute later.
    async fn amend(&mut self, topic: &str, words: &str) {
        self.house.house.clock.set(self.house.house.clock.now().plus_seconds(60));
        let page = format!("/konference/{}/zapis/dodatek", self.held);
        let form = form_of(&mut self.worker, &page, "/dodatek").await;
        let mut fields = form.hidden();
        fields.push(("dodatek".into(), words.into()));
        fields.push(("oblast".into(), topic.into()));
        let made = self.worker.submit(&form, &fields).await;
        assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.text());
    }

    /// The extract of somebody that was made last, as it is filed.
    async fn newest_of(&self, who: Id<Participant>) -> Extract {
        self.extracts().await.into_iter().find(|one| one.participant == who).expect("an extract")
    }

    async fn alter(&self, sql: Sql, one: Uuid, other: impl Into<Altered>) {
        let other = other.into();
        self.house
            .meddle(async |mut work| {
                match &other {
                    Altered::Id(id) => sql.bind(one).bind(*id).execute(&mut work).await?,
                    Altered::Flag(flag) => sql.bind(one).bind(*flag).execute(&mut work).await?,
                    Altered::Text(text) => sql.bind(one).bind(text.as_str()).execute(&mut work).await?,
                };
                Ok((work, ()))
            })
            .await;
    }
}

enum Altered {
    Id(Uuid),
    Flag(bool),
    Text(String),
}
impl From<Uuid> for Altered {
    fn from(id: Uuid) -> Self {
        Self::Id(id)
    }
}
impl From<bool> for Altered {
    fn from(flag: bool) -> Self {
        Self::Flag(flag)
    }
}
impl From<&str> for Altered {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

async fn prove(browser: &mut Browser, link: &str, code: &str) {
    let answer = browser
        .post(&format!("{link}/kod"), &[("kod".into(), code.into()), ("zpet".into(), "vypis".into())])
        .await;
    assert_eq!(answer.location(), Some(format!("{link}/vypis").as_str()), "{}", answer.text());
}

fn is_pdf(answer: &Answer) -> bool {
    answer.body.starts_with(b"%PDF")
}

fn outsider(steps: &[(String, String, Uuid, Uuid)], step: &str) -> usize {
    steps.iter().filter(|(what, channel, ..)| what == step && channel == "link").count()
}

async fn all_for_many_twice_is_once(mut table: Table) {
    let page = table.worker.visit(&table.home()).await;
    assert!(page.text().contains("nepřipraveno"), "{}", page.text());
    let desk = table.worker.visit(&format!("/konference/{}", table.held)).await.text();
    let readers = table.readers().await;
    assert!(desk.contains(&format!("Předat zápis: zbývá {}", readers.len())), "{desk}");
    let home = table.home();
    let form = form_of(&mut table.worker, &home, "/vyhotovit").await;
    let mut second = table.house.browser_of(Person::Coordinator).await;
    let hidden = form.hidden();
    let (one, other) = tokio::join!(table.worker.submit(&form, &hidden), second.submit(&form, &hidden));
    for answer in [one, other, table.worker.submit(&form, &hidden).await] {
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    }
    let (count,): (i64,) = EXTRACTS.bind(table.held).get(&table.house.raw.0).await.unwrap();
    let made = table.extracts().await;
    for who in &readers {
        let own = made.iter().filter(|extract| extract.participant == who.id).count();
        assert_eq!(own, 1, "one extract for each, however often the button is pressed");
    }
    assert_eq!(usize::try_from(count).unwrap(), readers.len(), "none for staff or children unless asked for");
    let page = table.worker.visit(&table.home()).await;
    assert!(page.text().contains("připraveno") && !page.text().contains("Vyhotovit výpisy pro všechny"));
    assert!(table.steps().await.is_empty(), "nothing is given by making it");
}

async fn the_code_opens_and_opening_is_the_proof(mut table: Table) {
    let (who, mut browser, link, code) = table.given().await;
    let first = browser.visit(&link).await;
    assert!(first.text().contains("Výpis ze zápisu je připravený"), "{}", first.text());
    let own = format!("{link}/vypis");
    let closed = browser.visit(&own).await;
    assert!(
        closed.text().contains("Výpis ze zápisu je připravený")
            && closed.forms().iter().all(|f| f.action != own)
    );
    // Without the code nothing leaves, whatever is posted.
    let refused = browser.post(&own, &[]).await;
    assert!(refused.status == StatusCode::SEE_OTHER && !is_pdf(&refused));
    assert_eq!(outsider(&table.steps().await, "taken"), 0);
    prove(&mut browser, &link, &code).await;
    let watch = Watch::begin(&table.house).await;
    for _ in 0..2 {
        let opened = browser.post(&own, &[]).await;
        assert_eq!(opened.status, StatusCode::OK);
        assert!(is_pdf(&opened) && opened.header("content-disposition").contains("vypis-1.pdf"));
        let document =
            table.extracts().await.into_iter().find(|one| one.participant == who.id).unwrap().document;
        let filed = table.worker.get(&format!("/dokumenty/{document}/soubor")).await;
        assert_eq!(opened.body, filed.body, "exactly the filed paper");
    }
    let event = watch.expect(&table.house, "minutes.opened", By::Outsider, Some(table.case)).await;
    assert!(!event.detail.contains("Výpis"), "{}", event.detail);
    let opened =
        watch.since(&table.house).await.into_iter().filter(|event| event.code == "minutes.opened").count();
    assert_eq!((opened, outsider(&table.steps().await, "taken")), (1, 1), "opening is written down once");
    assert!(browser.visit(&own).await.text().contains("Převzali jste ho"));
    let page = table.worker.visit(&format!("{}/{}", table.home(), who.id)).await;
    assert!(page.text().contains("převzato (otevřeno): osobním odkazem za kódem"), "{}", page.text());
    // Another device of whoever holds the link is asked again, and what was opened is not mended.
    assert!(!is_pdf(&table.house.stranger().post(&own, &[]).await));
    let mended = page.forms().into_iter().find(|form| form.action.ends_with(&who.id.to_string()));
    assert!(mended.is_none_or(|form| form.fields.iter().all(|field| field.value != "oprava")));
    // A number that came meanwhile changes nothing for them.
    table.alter(NUMBER, table.held, "MUST 123/2026").await;
    assert!(is_pdf(&browser.post(&own, &[]).await));
}

async fn nobody_opens_anothers(mut table: Table) {
    let (who, mut browser, link, code) = table.given().await;
    prove(&mut browser, &link, &code).await;
    let own = format!("{link}/vypis");
    // Somebody to whom nothing was given by link has nothing to open, even behind their code.
    let other = table.readers().await.into_iter().find(|one| one.id != who.id).expect("two from outside");
    let (others, others_code) = table.door(&other).await;
    let mut second = table.house.stranger();
    second.post(&format!("{others}/kod"), &[("kod".into(), others_code)]).await;
    let nothing = second.post(&format!("{others}/vypis"), &[]).await;
    assert!(nothing.status != StatusCode::OK && !is_pdf(&nothing));
    // The code of one on the link of another opens nothing.
    assert!(!is_pdf(&second.post(&own, &[]).await));
    // A row that names another's document gives nothing either.
    let made = table.extracts().await;
    let of = |id| made.iter().find(|one| one.participant == id).unwrap().document.uuid();
    let (mine, theirs) = (of(who.id), of(other.id));
    table.alter(SWAP, mine, theirs).await;
    table.alter(SWAP_STEPS, mine, theirs).await;
    let answer = browser.post(&own, &[]).await;
    assert!(!is_pdf(&answer), "another's extract was opened");
    assert_eq!(outsider(&table.steps().await, "taken"), 0);
    for dead in [format!("/p/{}/vypis", pripadovka::kernel::Token::fresh().text())] {
        assert_eq!(table.house.stranger().get(&dead).await.status, StatusCode::GONE);
        assert_eq!(table.house.stranger().post(&dead, &[]).await.status, StatusCode::GONE);
    }
}

async fn the_gate_is_asked_again(mut table: Table) {
    let (who, mut browser, link, code) = table.given().await;
    prove(&mut browser, &link, &code).await;
    let own = format!("{link}/vypis");
    table.alter(CONCERN, table.case, true).await;
    let watch = Watch::begin(&table.house).await;
    for _ in 0..2 {
        let held = browser.post(&own, &[]).await;
        assert!(held.status == StatusCode::SEE_OTHER && !is_pdf(&held), "a concern was noted since");
    }
    watch.expect(&table.house, "minutes.held", By::Outsider, Some(table.case)).await;
    assert_eq!(outsider(&table.steps().await, "held"), 1, "told once");
    let page = browser.visit(&own).await.text();
    assert!(page.contains("Výpis se teď nedá otevřít") && !page.contains("bezpečí"), "{page}");
    let list = table.worker.visit(&table.home()).await.text();
    assert!(list.contains("zadrženo"), "{list}");
    // What cannot be opened cannot be handed over or posted either.
    let other = table.readers().await.into_iter().find(|one| one.id != who.id).unwrap();
    let refused = table.note(other.id, &[("co", "osobne")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text().contains("Vyhotovte nový"), "{}", refused.text());
    // Nor printed out of the file, nor bound for the post without a word.
    let filed = table.extracts().await.into_iter().find(|one| one.participant == who.id).unwrap();
    let file = table.worker.get(&format!("/dokumenty/{}/soubor", filed.document)).await;
    assert!(file.status == StatusCode::CONFLICT && !is_pdf(&file), "{}", file.status);
    assert!(file.text().contains("Vyhotovit nový výpis"), "{}", file.text());
    let bundle = table.worker.get(&format!("{}/tisk", table.home())).await;
    assert!(!is_pdf(&bundle), "a concern was noted since");
    // A new one, cut for what holds now, is given and opened.
    table.house.house.clock.set(table.house.house.clock.now().plus_seconds(60));
    let extract = format!("/konference/{}/zapis/vypis/{}", table.held, who.id);
    let form = form_of(&mut table.worker, &extract, &who.id.to_string()).await;
    assert_eq!(table.worker.submit(&form, &form.hidden()).await.status, StatusCode::SEE_OTHER);
    let gone = browser.post(&own, &[]).await;
    assert!(!is_pdf(&gone), "the new one was not given yet");
    assert_eq!(table.note(who.id, &[("co", "odkaz")]).await.status, StatusCode::SEE_OTHER);
    let opened = browser.post(&own, &[]).await;
    assert!(is_pdf(&opened), "{}", opened.text());
    if let Some(words) = words_of(&opened.body) {
        assert!(!words.contains("Kdo byl u stolu"), "{words}");
    }
}

async fn steps_are_only_added(mut table: Table) {
    let who = table.readers().await.into_iter().next().unwrap().id;
    let early = table.worker.visit(&format!("{}/{who}", table.home())).await;
    assert!(early.forms().iter().all(|form| !form.action.ends_with(&who.to_string())), "nothing to give yet");
    table.make().await;
    let page = format!("{}/{who}", table.home());
    let stale = form_of(&mut table.worker, &page, &who.to_string()).await;
    // What cannot be is said beside its field, and nothing is kept.
    for (typed, sentence) in [
        (vec![("co", "posta"), ("cislo", "RR12345678CZ")], "má jich být devět"),
        (vec![("co", "posta")], "Opište podací číslo"),
        (vec![("co", "schranka"), ("cislo", "zprava 5")], "jen číslice"),
        (vec![("co", "osobne"), ("den", "1. 1. 2090")], "teprve přijde"),
        (vec![("co", "osobne"), ("den", "1. 1. 2020")], "ještě výpis nebyl"),
        (vec![("co", "posta-dorucena")], "Nejdřív zapište, že to odešlo"),
        (vec![], "Vyberte, co se stalo"),
    ] {
        let answer = table.note(who, &typed).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{typed:?}");
        assert!(answer.text().contains(sentence), "{sentence}: {:?}", answer.page().problems());
    }
    assert!(table.steps().await.is_empty());
    // Posted, twice the same form, then it comes back.
    let day = czech::dates::short(table.house.house.clock.today());
    let mut fields = stale.hidden();
    fields.extend([
        ("co".to_owned(), "posta".to_owned()),
        ("den".into(), day),
        ("cislo".into(), "rr 123 456 789 cz".into()),
    ]);
    let watch = Watch::begin(&table.house).await;
    for _ in 0..2 {
        assert_eq!(table.worker.submit(&stale, &fields).await.status, StatusCode::SEE_OTHER);
    }
    let event =
        watch.expect(&table.house, "minutes.given", By::Staff(Person::Coordinator), Some(table.case)).await;
    assert!(event.detail.contains("post") && !event.detail.contains("123456789"), "{}", event.detail);
    assert_eq!(table.steps().await.len(), 1, "the same form twice is one step");
    let shown = table.worker.visit(&table.home()).await.text();
    assert!(shown.contains("RR123456789CZ") && shown.contains("předáno"), "{shown}");
    // The page that was open before shows both and keeps what was typed.
    let mut late: Vec<(String, String)> = fields.clone();
    late.retain(|(name, _)| name != "co" && name != "nove_id");
    late.extend([
        ("co".to_owned(), "osobne".to_owned()),
        ("nove_id".into(), Uuid::from_u128(77).to_string()),
    ]);
    let answer = table.worker.submit(&stale, &late).await;
    assert_eq!(answer.status, StatusCode::CONFLICT);
    assert!(answer.text().contains("Mezitím přibyl další zápis"), "{}", answer.text());
    assert_eq!(table.note(who, &[("co", "posta-vracena")]).await.status, StatusCode::SEE_OTHER);
    assert!(table.worker.visit(&table.home()).await.text().contains("vráceno"));
    // A mistake is mended by a row; nothing is taken away.
    assert_eq!(table.note(who, &[("co", "oprava")]).await.status, StatusCode::SEE_OTHER);
    let shown = table.worker.visit(&page).await;
    assert!(shown.text().contains("oprava: předchozí zápis neplatí") && shown.text().contains("vráceno"));
    assert_eq!(table.note(who, &[("co", "posta-dorucena")]).await.status, StatusCode::SEE_OTHER);
    let steps: Vec<String> = table.steps().await.into_iter().map(|(step, ..)| step).collect();
    assert_eq!(steps, ["sent", "returned", "undone", "taken"]);
    // Nobody who was never at the table, and no child.
    let nobody = format!("{}/{}", table.home(), Uuid::from_u128(4));
    assert_eq!(table.worker.get(&nobody).await.status, StatusCode::NOT_FOUND);
    // The description of the exported record tells who got what when, without names.
    let taken = table.worker.post(&format!("/konference/{}/zapis/vyvest", table.held), &[]).await;
    let whole = String::from_utf8_lossy(&taken.body).into_owned();
    assert!(whole.contains("zpusob=\"post\" stav=\"taken\""), "the export tells who got what");
    assert!(!whole.contains("RR123456789CZ"));
}

async fn a_mail_tells_nothing_and_whom_none_reaches_is_on_a_list(mut table: Table) {
    table.make().await;
    for who in table.readers().await {
        table.door(&who).await;
        assert_eq!(table.note(who.id, &[("co", "odkaz")]).await.status, StatusCode::SEE_OTHER);
    }
    pripadovka::worker::drain(&table.house.house).await.unwrap();
    pripadovka::worker::drain(&table.house.house).await.unwrap();
    let steps = table.steps().await;
    let readers = table.readers().await.len();
    let (mailed, not) = (outsider(&steps, "mailed"), outsider(&steps, "unmailed"));
    assert_eq!(mailed + not, readers, "each is told once, or somebody has to: {steps:?}");
    let list = table.worker.visit(&table.home()).await.text();
    assert_eq!(list.contains("e-mailem jim to říct nejde"), not > 0, "{list}");
    let sent = table.house.house.exit.transport.kept().await.unwrap();
    let told: Vec<String> = sent
        .into_iter()
        .filter_map(|sent| mail::read(&sent.raw).ok())
        .map(|mail| format!("{}\n{}", mail.subject, mail.text.unwrap_or_default()))
        .filter(|mail| mail.contains("dokument ze setk"))
        .collect();
    assert_eq!(told.len(), mailed);
    for mail in told {
        assert!(!mail.contains("zápis") && !mail.contains("Výpis"), "{mail}");
    }
}

async fn an_addendum_is_given_to_whom_it_is_for(mut table: Table) {
    assert_eq!(table.make().await.status, StatusCode::SEE_OTHER);
    let parent = |who: &Participant| who.reader == ReaderKind::ParentWithResponsibility;
    let mother = table.readers().await.into_iter().find(parent).expect("a parent at the table").id;
    let page = format!("{}/{mother}", table.home());
    assert_eq!(table.note(mother, &[("co", "osobne")]).await.status, StatusCode::SEE_OTHER);
    let old = table.newest_of(mother).await.document;
    table.amend("plan_tasks", "Bod dva platí.").await;
    table.amend("health_others", "Tatínek začal léčbu.").await;
    // Whoever has an extract has it without the addenda: it is asked for anew, and the old one does not leave any more.
    let list = table.worker.visit(&table.home()).await.text();
    assert!(list.contains("Po pečeti přibyl dodatek") && list.contains("nepřipraveno"), "{list}");
    let filed = table.worker.get(&format!("/dokumenty/{old}/soubor")).await;
    assert!(
        filed.status == StatusCode::CONFLICT && filed.text().contains("přibyl dodatek"),
        "{}",
        filed.status
    );
    assert_eq!(table.make().await.status, StatusCode::SEE_OTHER);
    let new = table.newest_of(mother).await.document;
    assert_ne!(old, new, "the same form as before the addendum would make nothing");
    let shown = table.worker.visit(&page).await.text();
    assert!(shown.contains("připraveno") && shown.contains("k dřívějšímu výpisu"), "{shown}");
    let filed = table.worker.get(&format!("/dokumenty/{new}/soubor")).await;
    assert!(is_pdf(&filed), "{}", filed.text());
    if let Some(words) = words_of(&filed.body) {
        assert!(words.contains("Dodatek č. 1") && words.contains("Bod dva platí."), "{words}");
        assert!(words.contains("Dodatek č. 2") && !words.contains("léčbu"), "{words}");
    }
    // It is given again, with a proof of its own.
    assert_eq!(table.note(mother, &[("co", "osobne")]).await.status, StatusCode::SEE_OTHER);
    let taken =
        table.steps().await.into_iter().filter(|(step, _, _, who)| step == "taken" && *who == mother.uuid());
    assert_eq!(taken.count(), 2, "one for each extract");
}

on_held!(extracts_for_everybody_are_made_once, all_for_many_twice_is_once);
on_held!(only_the_code_opens_and_opening_is_written_down_once, the_code_opens_and_opening_is_the_proof);
on_held!(nobody_opens_an_extract_of_somebody_else, nobody_opens_anothers);
on_held!(what_changed_since_keeps_an_extract_in, the_gate_is_asked_again);
on_held!(an_addendum_stands_in_new_extracts_and_is_given_again, an_addendum_is_given_to_whom_it_is_for);
on_held!(every_step_stays_and_mistakes_are_further_steps, steps_are_only_added);
on_held!(
    whoever_is_told_by_mail_reads_nothing_there,
    a_mail_tells_nothing_and_whom_none_reaches_is_on_a_list
);
