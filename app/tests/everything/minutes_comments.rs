//! Comments on the draft: by link and behind the code, beside the line, decided visibly or attached as they are; late,
//! after the seal, at the same moment as the seal; and nobody reads what another said.

use crate::acts::form_of;
use crate::harness::browser::Answer;
use crate::harness::html::Form;
use crate::harness::stages::prepare;
use crate::harness::trace::{By, Watch};
use crate::harness::{Backend, Browser, Person, TestHouse};
use crate::record::{is_clean, words_of};
use axum::http::StatusCode;
use portable_sql::Sql;
use pripadovka::access::Errand;
use pripadovka::audit::About;
use pripadovka::feedback::FeedbackClosed;
use pripadovka::invitations::doors;
use pripadovka::kernel::{Failure, Id};
use pripadovka::meeting;
use pripadovka::participants::{self, Participant};
use uuid::Uuid;

const COUNT: Sql = Sql::new("COUNT", "SELECT COUNT(*) FROM minutes_comment");
const NEWEST: Sql = Sql::new(
    "NEWEST",
    "SELECT late, after_seal, COALESCE(decision, '') FROM minutes_comment ORDER BY given DESC, id DESC LIMIT 1",
);
const CLEAR: Sql = Sql::new("CLEAR", "DELETE FROM minutes_comment WHERE conference_id = $1");
const CLOSE: Sql = Sql::new("CLOSE", "DELETE FROM minutes_release WHERE conference_id = $1");
const OVER: Sql = Sql::new("OVER", "UPDATE minutes_release SET until = $2 WHERE conference_id = $1");
const TOLD: Sql = Sql::new("TOLD", "SELECT COUNT(*) FROM minutes_told WHERE conference_id = $1");
const TOUCH: Sql =
    Sql::new("TOUCH", "UPDATE meeting_line SET version = version + 1 WHERE conference_id = $1");
const PLANTED: &str = "Ledňáčkovo tajemství";

macro_rules! on_held {
    ($name:ident, $body:expr) => {
        mod $name {
            use super::*;
            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn on_sqlite() {
                let (house, case, held) = prepare(Backend::Sqlite, "held").await;
                $body(house, case, held).await;
            }
            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn on_postgres() {
                let (house, case, held) = prepare(Backend::Postgres, "held").await;
                $body(house, case, held).await;
            }
        }
    };
}

/// Somebody at the table with a link and a code.
struct Guest {
    browser: Browser,
    link: String,
    code: String,
}

async fn meddle(house: &TestHouse, sql: Sql, held: Uuid) {
    house
        .meddle(async |mut work| {
            sql.bind(held).execute(&mut work).await?;
            Ok((work, ()))
        })
        .await;
}

async fn comments(house: &TestHouse) -> i64 {
    let (count,): (i64,) = COUNT.statement().get(&house.raw.0).await.unwrap();
    count
}

/// Whether the newest comment is late, whether it came after the seal, and what became of it.
async fn newest(house: &TestHouse) -> (bool, bool, String) {
    NEWEST.statement().get(&house.raw.0).await.unwrap()
}

/// Adults at the table without an account, those who were there or those who were not.
async fn adults(house: &TestHouse, held: Uuid, there: bool) -> Vec<Participant> {
    let lookup = Errand::begin(&house.house).lookup();
    let taps = meeting::presence(lookup, Id::from_uuid(held)).await.unwrap();
    let mut all = participants::of_conference(lookup, Id::from_uuid(held)).await.unwrap();
    all.retain(|who| who.staff.is_none() && who.child.is_none());
    all.retain(|who| taps.iter().any(|tap| tap.seat.uuid() == who.id.uuid()) == there);
    all
}

async fn guest(house: &TestHouse, case: Uuid, who: &Participant) -> Guest {
    let url = house.house.exit.public_url.clone();
    let about = About { case: Some(case), conference: Some(who.conference.uuid()) };
    let by = pripadovka::audit::By::system(who.office.uuid());
    let (to, base) = (who.clone(), url.clone());
    let key = house
        .house
        .trail
        .run(by, move |mut operation| {
            let (to, base) = (to.clone(), base.clone());
            async move {
                let key = doors::hand_out(&mut operation, &base, &to).await?.expect("a door");
                Ok::<_, Failure>((operation.record(&FeedbackClosed { about }).await?, key))
            }
        })
        .await
        .unwrap();
    let link = key.link.as_str().strip_prefix(&*url).expect("a link of this house").to_owned();
    let code = key.code.as_str().to_owned();
    Guest { browser: house.stranger(), link, code }
}

impl Guest {
    fn draft(&self) -> String {
        format!("{}/zapis", self.link)
    }
    async fn prove(&mut self) {
        let fields = [("kod".into(), self.code.clone()), ("zpet".into(), "zapis".into())];
        let answer = self.browser.post(&format!("{}/kod", self.link), &fields).await;
        assert_eq!(answer.location(), Some(self.draft().as_str()), "{}", answer.text());
    }
    /// Forms of the page that take a comment: beside lines, then the one for the whole.
    async fn forms(&mut self) -> Vec<Form> {
        let page = self.browser.visit(&self.draft()).await;
        page.forms().into_iter().filter(|form| form.action.ends_with("/zapis")).collect()
    }
    async fn say(&mut self, form: &Form, words: &str) -> Answer {
        let mut fields = form.hidden();
        fields.extend([("slova".to_owned(), words.to_owned()), ("druh".into(), "correct".into())]);
        self.browser.submit(form, &fields).await
    }
    /// Says something about the whole record.
    async fn whole(&mut self, words: &str) -> Answer {
        let form = self.forms().await.pop().expect("a form for the whole record");
        self.say(&form, words).await
    }
    async fn text(&mut self) -> String {
        plain(&self.browser.visit(&self.draft()).await.text())
    }
}

/// A minute passes.
fn tick(house: &TestHouse) {
    house.house.clock.set(house.house.clock.now().plus_seconds(60));
}

fn plain(text: &str) -> String {
    text.replace('\u{a0}', " ")
}

/// The first agreed point, as staff read it.
async fn first_agreed(worker: &mut Browser, held: Uuid) -> String {
    let agreed = worker.visit(&format!("/konference/{held}/zapis")).await.texts("p.decided");
    plain(agreed.first().expect("an agreed point"))
}

fn is_beside(form: &Form) -> bool {
    form.fields.iter().any(|field| field.name == "radek")
}

async fn by_link(house: TestHouse, case: Uuid, held: Uuid) {
    let there = adults(&house, held, true).await;
    assert!(there.len() > 1, "the demo's meeting had {} adults without an account", there.len());
    let mut mother = guest(&house, case, &there[0]).await;
    let mut other = guest(&house, case, &there[1]).await;
    let mut worker = house.browser_of(Person::Coordinator).await;
    let agreed = first_agreed(&mut worker, held).await;
    let before = comments(&house).await;
    // The link alone: that there is something to read, until when; not a word of it.
    let first = mother.browser.visit(&mother.link.clone()).await;
    assert!(first.links().contains(&mother.draft()), "{}", first.text());
    assert!(first.text().contains("Návrh zápisu je k přečtení"), "{}", first.text());
    assert!(!mother.text().await.contains(&agreed), "the link alone shows the record");
    assert!(mother.forms().await.is_empty());
    let fields = [("slova".to_owned(), PLANTED.to_owned()), ("druh".into(), "own".into())];
    let early = mother.browser.post(&mother.draft(), &fields).await;
    assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(early.text().contains(PLANTED), "what was typed before the code is gone: {}", early.text());
    assert_eq!(comments(&house).await, before, "a comment without the code");
    // Behind the code: the extract, each line with a form.
    mother.prove().await;
    assert!(mother.text().await.contains(&agreed), "{}", mother.text().await);
    assert!(
        mother.text().await.contains("Žádný výpis neobsahuje to, co o ohrožení dětí"),
        "{}",
        mother.text().await
    );
    let forms = mother.forms().await;
    assert!(forms.iter().filter(|form| is_beside(form)).count() > 1 && !is_beside(forms.last().unwrap()));
    // Bad input comes back with what was typed.
    let form = forms.iter().find(|form| is_beside(form)).unwrap().clone();
    assert_eq!(mother.say(&form, "  ").await.status, StatusCode::UNPROCESSABLE_ENTITY);
    let long = "Bylo to jinak. ".repeat(3_400);
    assert!(long.chars().count() > 50_000);
    let refused = mother.say(&form, &long).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text().contains("Text je moc dlouhý") && refused.text().contains(long.trim()));
    // The same form twice is one; with other words it comes back.
    let watch = Watch::begin(&house).await;
    for _ in 0..2 {
        let said = mother.say(&form, PLANTED).await;
        assert_eq!(said.status, StatusCode::SEE_OTHER, "{}", said.text());
    }
    assert_eq!(comments(&house).await, before + 1, "a double click is one comment");
    let event = watch.expect(&house, "minutes.comment_given", By::Outsider, Some(case)).await;
    assert!(!event.detail.contains("Ledňáč"), "{}", event.detail);
    let other_words = mother.say(&form, "Něco úplně jiného.").await;
    assert_eq!(other_words.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(other_words.text().contains("Něco úplně jiného."), "{}", other_words.text());
    let own = mother.text().await;
    assert!(own.contains(PLANTED) && own.contains("Připomínka čeká, až ji přečteme"), "{own}");
    // A line that is not on their page takes nothing; the words stay with them.
    let mut stray = forms.last().unwrap().hidden();
    stray
        .extend([("radek".into(), Uuid::from_u128(77).to_string()), ("slova".into(), "Slova navíc.".into())]);
    let refused = mother.browser.submit(forms.last().unwrap(), &stray).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text().contains("Slova navíc."), "{}", refused.text());
    // Nobody else reads it: not on their page, not in their extract.
    other.prove().await;
    for page in [other.text().await, other.browser.visit(&other.link.clone()).await.text()] {
        assert!(!page.contains("Ledňáč"), "{page}");
    }
    let desk = worker.visit(&format!("/konference/{held}")).await.text();
    assert!(desk.contains("Přečíst připomínky k zápisu"), "{desk}");
    let list = worker.visit(&format!("/konference/{held}/zapis/pripominky")).await;
    assert!(list.text().contains(PLANTED) && plain(&list.text()).contains(&agreed), "{}", list.text());
    // Its author takes it back, nobody else can.
    let back = mother.browser.visit(&mother.draft()).await.forms();
    let back = back.into_iter().find(|form| form.action.ends_with("/zpet")).expect("a way to take it back");
    let theirs = Form { action: format!("{}/zpet", other.draft()), ..back.clone() };
    other.browser.submit(&theirs, &theirs.hidden()).await;
    assert!(mother.text().await.contains(PLANTED), "somebody else took it back");
    let watch = Watch::begin(&house).await;
    assert_eq!(mother.browser.submit(&back, &back.hidden()).await.status, StatusCode::SEE_OTHER);
    watch.expect(&house, "minutes.comment_withdrawn", By::Outsider, Some(case)).await;
    assert!(!mother.text().await.contains(PLANTED));
    in_ukrainian(&mut mother).await;
}

/// Whoever reads Ukrainian is told days and times in Ukrainian, on their first page and at the head of the draft.
async fn in_ukrainian(guest: &mut Guest) {
    const CZECH_MONTHS: [&str; 12] = [
        "ledna",
        "února",
        "března",
        "dubna",
        "května",
        "června",
        "července",
        "srpna",
        "září",
        "října",
        "listopadu",
        "prosince",
    ];
    let chosen = guest.browser.post(&format!("{}/jazyk", guest.link), &[("jazyk".into(), "uk".into())]).await;
    assert_eq!(chosen.status, StatusCode::SEE_OTHER, "{}", chosen.text());
    let first = guest.browser.visit(&guest.link.clone()).await;
    assert!(first.html.contains("<html lang=\"uk\""), "{}", first.html);
    let told = plain(&first.text());
    assert!(told.contains("Зауваження можна писати до") && told.contains(" року"), "{told}");
    let draft = guest.browser.visit(&guest.draft()).await;
    let when = plain(draft.texts(".summary dd").first().expect("when the meeting was"));
    assert!(when.contains(" року, ") && when.contains(':') && !when.contains('.'), "{when}");
    for text in [&told, &when] {
        let czech = CZECH_MONTHS.into_iter().find(|month| text.contains(month));
        assert_eq!(czech, None, "{text}");
    }
}

on_held!(those_who_were_there_comment_by_link_behind_the_code_and_nobody_reads_anothers_words, by_link);

/// The code ends while somebody writes: what they wrote waits for the new code and is kept by it.
async fn ran_out(house: TestHouse, case: Uuid, held: Uuid) {
    const WORDS: &str = "První řádek.\nDruhý řádek & \"uvozovky\".";
    let there = adults(&house, held, true).await;
    let mut mother = guest(&house, case, &there[0]).await;
    mother.prove().await;
    let before = comments(&house).await;
    let beside = mother.forms().await.into_iter().find(is_beside).expect("a form beside a line");
    mother.browser.post(&format!("{}/skoncit", mother.link), &[]).await;
    let asked = mother.say(&beside, WORDS).await;
    assert_eq!(asked.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        asked.text().contains("ještě neuložila") && asked.text().contains("Druhý řádek"),
        "{}",
        asked.text()
    );
    // A wrong code asks again, there and not on another page, and still holds what was written.
    let with = |answer: &Answer, code: &str| {
        let door =
            answer.page().forms().into_iter().find(|form| form.action.ends_with("/kod")).expect("a door");
        let mut fields: Vec<(String, String)> = door
            .fields
            .iter()
            .filter(|field| !field.name.is_empty() && field.name != "kod")
            .map(|field| (field.name.clone(), field.value.clone()))
            .collect();
        fields.push(("kod".into(), code.into()));
        (door, fields)
    };
    let (door, fields) = with(&asked, "0000 0001");
    let wrong = mother.browser.submit(&door, &fields).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(!wrong.page().problems().is_empty() && wrong.page().forms().len() == 1, "{}", wrong.text());
    assert_eq!(comments(&house).await, before, "a wrong code kept a comment");
    // The right one sends it on as it was: the same line, the same words, the same kind.
    let (door, fields) = with(&wrong, &mother.code.clone());
    let right = mother.browser.submit(&door, &fields).await;
    assert_eq!(right.status, StatusCode::TEMPORARY_REDIRECT, "{}", right.text());
    let to = right.location().expect("a way on").to_owned();
    assert_eq!(to, mother.draft());
    let kept = mother.browser.post(&to, &fields).await;
    assert_eq!(kept.status, StatusCode::SEE_OTHER, "{}", kept.text());
    assert_eq!(comments(&house).await, before + 1);
    let page = mother.text().await;
    assert!(page.contains("Druhý řádek & \"uvozovky\"."), "{page}");
}

on_held!(what_was_written_when_the_code_ran_out_waits_for_it_and_is_kept, ran_out);

/// From whom a fact is protected, nothing typed comes back while the code is asked for: whether the page came or not
/// would tell which of the words that somebody tries is the secret.
async fn ran_out_before_a_secret(house: TestHouse, case: Uuid, held: Uuid) {
    const SECRET: &str = "Ledňáčkova ulice 12";
    let there = adults(&house, held, true).await;
    let mut mother = guest(&house, case, &there[0]).await;
    mother.prove().await;
    let whole = mother.forms().await.pop().expect("a form for the whole record");
    crate::stopped::protect_in(&house, case, SECRET).await;
    mother.browser.post(&format!("{}/skoncit", mother.link), &[]).await;
    for words in [SECRET, "Růžová ulice 7"] {
        let asked = mother.say(&whole, words).await;
        assert_eq!(asked.status, StatusCode::UNPROCESSABLE_ENTITY, "{words}");
        assert!(!asked.text().contains(words) && asked.text().contains("ještě jednou"), "{}", asked.text());
        let mut fields = whole.hidden();
        fields.extend([("slova".to_owned(), words.to_owned()), ("druh".into(), "own".into())]);
        fields.extend([("kod".to_owned(), "0000 0001".to_owned()), ("zpet".into(), "zapis".into())]);
        let wrong = mother.browser.post(&format!("{}/kod", mother.link), &fields).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY, "{words}");
        assert!(!wrong.text().contains(words), "{}", wrong.text());
    }
}

on_held!(from_whom_a_fact_is_protected_nothing_typed_comes_back_at_the_door, ran_out_before_a_secret);

/// A conference that is closed without a seal takes nothing that nobody could decide about any more.
async fn closed(house: TestHouse, case: Uuid, held: Uuid) {
    const CLOSED: Sql = Sql::new("CLOSED", "UPDATE conference SET state = 'closed' WHERE id = $1");
    let there = adults(&house, held, true).await;
    let mut mother = guest(&house, case, &there[0]).await;
    mother.prove().await;
    let whole = mother.forms().await.pop().expect("a form for the whole record");
    assert_eq!(mother.whole("Tohle se mělo probrat.").await.status, StatusCode::SEE_OTHER);
    let own = Sql::new(
        "OWN",
        "SELECT id, withdrawn FROM minutes_comment WHERE conference_id = $1 ORDER BY given DESC, id DESC LIMIT 1",
    );
    let (said, _): (Uuid, Option<pripadovka::kernel::Moment>) =
        own.bind(held).get(&house.raw.0).await.unwrap();
    let before = comments(&house).await;
    meddle(&house, CLOSED, held).await;
    // Nor is anything taken out of a record that stays as it is.
    let back = format!("{}/zpet", mother.draft());
    let taken = mother.browser.post(&back, &[("pripominka".into(), said.to_string())]).await;
    assert!(!taken.location().unwrap_or_default().contains("hotovo=zpet"), "{:?}", taken.location());
    let (_, gone): (Uuid, Option<pripadovka::kernel::Moment>) =
        own.bind(held).get(&house.raw.0).await.unwrap();
    assert!(gone.is_none(), "a comment was taken out of a closed record");
    let refused = mother.say(&whole, "Bylo to jinak.").await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", refused.text());
    assert!(refused.text().contains("Bylo to jinak.") && refused.text().contains("zavolejte nám"));
    assert_eq!(comments(&house).await, before);
    assert!(mother.forms().await.is_empty());
    let first = mother.browser.visit(&mother.link.clone()).await;
    assert!(!first.links().contains(&mother.draft()), "{}", first.text());
}

on_held!(a_closed_conference_takes_no_comment_that_nobody_could_decide, closed);

/// Whoever was not there reads a sentence and can say nothing.
async fn absent(house: TestHouse, case: Uuid, held: Uuid) {
    const LEFT: Sql = Sql::new("LEFT", "DELETE FROM meeting_presence WHERE seat_id = $1");
    let who = match adults(&house, held, false).await.into_iter().next() {
        Some(who) => who,
        None => {
            let who = adults(&house, held, true).await.pop().expect("somebody");
            meddle(&house, LEFT, who.id.uuid()).await;
            who
        }
    };
    let mut away = guest(&house, case, &who).await;
    let before = comments(&house).await;
    let fields = [("kod".into(), away.code.clone()), ("zpet".into(), "zapis".into())];
    away.browser.post(&format!("{}/kod", away.link), &fields).await;
    let page = away.browser.visit(&away.draft()).await;
    assert!(page.text().contains("Návrh zápisu připomínkují ti, kdo na setkání byli"), "{}", page.text());
    assert!(page.forms().iter().all(|form| !form.action.ends_with("/zapis")), "a form for somebody absent");
    let fields = [("slova".to_owned(), "Nebyl jsem tam.".to_owned()), ("druh".into(), "own".into())];
    assert_eq!(away.browser.post(&away.draft(), &fields).await.status, StatusCode::SEE_OTHER);
    assert_eq!(comments(&house).await, before, "a comment of somebody who was not there");
}

on_held!(whoever_was_not_there_is_told_so_and_gets_no_window, absent);

/// The words of the record that was made last.
async fn paper(worker: &mut Browser, held: Uuid) -> Option<String> {
    let home = format!("/konference/{held}/zapis");
    let form = form_of(worker, &home, "/zapis").await;
    assert_eq!(worker.submit(&form, &form.hidden()).await.status, StatusCode::SEE_OTHER);
    last_paper(worker, held).await
}

async fn last_paper(worker: &mut Browser, held: Uuid) -> Option<String> {
    let page = worker.visit(&format!("/konference/{held}/zapis")).await;
    let link = page.links().into_iter().find(|link| link.ends_with("/soubor")).expect("a paper");
    let paper = worker.get(&link).await;
    assert!(is_clean(&paper.body), "qpdf finds something wrong");
    words_of(&paper.body).map(|words| words.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// What the extract of somebody would print.
async fn extract(worker: &mut Browser, held: Uuid, who: &Participant) -> Option<String> {
    let answer = worker.get(&format!("/konference/{held}/zapis/vypis/{}/nahled", who.id)).await;
    assert_eq!(answer.status, StatusCode::OK);
    words_of(&answer.body).map(|words| words.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// The page of the comment that holds these words.
async fn page_of(worker: &mut Browser, held: Uuid, words: &str) -> String {
    let list = format!("/konference/{held}/zapis/pripominky");
    let page = worker.visit(&list).await;
    for link in page.links().into_iter().filter(|link| link.starts_with(&format!("{list}/"))) {
        if worker.visit(&link).await.text().contains(words) {
            return link;
        }
    }
    panic!("no comment says {words}: {}", page.text());
}

async fn decide(worker: &mut Browser, form: &Form, more: &[(&str, &str)]) -> Answer {
    let mut fields = form.hidden();
    fields.extend(more.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
    worker.submit(form, &fields).await
}

async fn decided(house: TestHouse, case: Uuid, held: Uuid) {
    let by = By::Staff(Person::Coordinator);
    meddle(&house, CLEAR, held).await;
    let there = adults(&house, held, true).await;
    let mut mother = guest(&house, case, &there[0]).await;
    mother.prove().await;
    let mut worker = house.browser_of(Person::Coordinator).await;
    let many = worker.visit(&format!("/konference/{held}/zapis")).await.texts("p.decided").len();
    let first = first_agreed(&mut worker, held).await;
    // The forms of agreed points stand in their order among the others.
    let forms = mother.forms().await;
    let page = mother.browser.visit(&mother.draft()).await;
    let spots = page.attributes("div[id^=radek-]", "id");
    let texts = page.texts("div[id^=radek-] > p");
    let at =
        texts.iter().position(|text| plain(text).contains(&first)).expect("the agreed point on the page");
    let line = spots[at].trim_start_matches("radek-").to_owned();
    let form = forms
        .iter()
        .find(|form| form.fields.iter().any(|field| field.name == "radek" && field.value == line))
        .expect("its form")
        .clone();
    assert_eq!(mother.say(&form, "Mělo by tam být do konce ledna.").await.status, StatusCode::SEE_OTHER);
    assert_eq!(mother.whole(PLANTED).await.status, StatusCode::SEE_OTHER);
    // The line changed while the page was open: both stand there, nothing is written.
    let one = page_of(&mut worker, held, "do konce ledna").await;
    let id = one.rsplit('/').next().unwrap().to_owned();
    let form = form_of(&mut worker, &one, &id).await;
    let accept = [
        ("text", "Sejdeme se znovu do konce ledna."),
        ("odpoved", "Děkujeme, doplnili jsme to."),
        ("rozhodnuti", "accepted"),
    ];
    meddle(&house, TOUCH, held).await;
    let stale = decide(&mut worker, &form, &accept).await;
    assert_eq!(stale.status, StatusCode::CONFLICT, "{}", stale.text());
    assert!(
        plain(&stale.text()).contains(&first) && stale.text().contains("Sejdeme se znovu"),
        "{}",
        stale.text()
    );
    // Without another wording nothing is accepted.
    let form = form_of(&mut worker, &one, &id).await;
    let same = decide(&mut worker, &form, &[("text", &first), ("rozhodnuti", "accepted")]).await;
    assert_eq!(same.status, StatusCode::UNPROCESSABLE_ENTITY);
    let watch = Watch::begin(&house).await;
    for _ in 0..2 {
        let done = decide(&mut worker, &form, &accept).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
    }
    let event = watch.expect(&house, "minutes.comment_decided", by, Some(case)).await;
    assert!(event.detail.contains("accepted") && !event.detail.contains("ledna"), "{}", event.detail);
    // Decided once: another decision over the old page is refused.
    let again = decide(&mut worker, &form, &[("rozhodnuti", "attached")]).await;
    assert_eq!(again.status, StatusCode::CONFLICT);
    // The same line, the same number, other words, and a mark.
    let now = worker.visit(&format!("/konference/{held}/zapis")).await.texts("p.decided");
    assert_eq!(now.len(), many);
    assert_eq!(now.first().unwrap(), "Sejdeme se znovu do konce ledna.");
    let own = mother.text().await;
    for words in ["Přijato: zápis jsme opravili", "Děkujeme, doplnili jsme to.", "opraveno po připomínce"]
    {
        assert!(own.contains(words), "{words}: {own}");
    }
    // The other is attached as it is.
    let one = page_of(&mut worker, held, PLANTED).await;
    let form = form_of(&mut worker, &one, one.rsplit('/').next().unwrap()).await;
    let done = decide(&mut worker, &form, &[("rozhodnuti", "attached")]).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
    assert!(mother.text().await.contains("Přiloženo k zápisu"));
    // Somebody rings: the worker writes it down.
    let form =
        form_of(&mut worker, &format!("/konference/{held}/zapis/pripominka-za"), "/pripominka-za").await;
    let nobody = decide(&mut worker, &form, &[("slova", "Řekla do telefonu.")]).await;
    assert_eq!(nobody.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(nobody.text().contains("Řekla do telefonu."));
    let who = there[1].id.to_string();
    let brought = [("kdo", &*who), ("jak", "phone"), ("druh", "own"), ("slova", "Řekla do telefonu.")];
    let before = comments(&house).await;
    for _ in 0..2 {
        assert_eq!(decide(&mut worker, &form, &brought).await.status, StatusCode::SEE_OTHER);
    }
    assert_eq!(comments(&house).await, before + 1);
    // The paper: the mark, the attached words with who said them; what waits is not printed yet.
    if let Some(words) = paper(&mut worker, held).await {
        assert!(words.contains("Sejdeme se znovu do konce ledna."), "{words}");
        assert!(words.contains("opraveno po připomínce"), "{words}");
        assert!(words.contains("Připomínky k zápisu") && words.contains(PLANTED), "{words}");
        assert!(!words.contains("Řekla do telefonu."), "{words}");
    }
    // Extracts: the author's own words, nobody else's.
    if let Some(words) = extract(&mut worker, held, &there[0]).await {
        assert!(words.contains(PLANTED), "{words}");
    }
    if let Some(words) = extract(&mut worker, held, &there[1]).await {
        assert!(!words.contains("Ledňáč"), "another's words stand in an extract: {words}");
    }
}

on_held!(an_accepted_comment_changes_its_line_visibly_and_another_is_printed_as_it_is, decided);

async fn seal(worker: &mut Browser, held: Uuid) -> Answer {
    let form = form_of(worker, &format!("/konference/{held}/zapis/pecet"), "/pecet").await;
    worker.submit(&form, &form.hidden()).await
}

async fn late_and_sealed(house: TestHouse, case: Uuid, held: Uuid) {
    meddle(&house, CLEAR, held).await;
    let there = adults(&house, held, true).await;
    let mut mother = guest(&house, case, &there[0]).await;
    mother.prove().await;
    let mut worker = house.browser_of(Person::Coordinator).await;
    paper(&mut worker, held).await;
    // The last day is over: it is taken and marked, and the page says what happens with it.
    let past = house.house.clock.now().plus_seconds(-3 * 86_400).day();
    house
        .meddle(async |mut work| {
            OVER.bind(held).bind(past).execute(&mut work).await?;
            Ok((work, ()))
        })
        .await;
    assert!(mother.text().await.contains("Lhůta pro připomínky skončila"));
    let watch = Watch::begin(&house).await;
    assert_eq!(mother.whole("Pozdní slova.").await.status, StatusCode::SEE_OTHER);
    let event = watch.expect(&house, "minutes.comment_given", By::Outsider, Some(case)).await;
    assert!(event.detail.contains("\"late\":true"), "{}", event.detail);
    assert_eq!(newest(&house).await, (true, false, String::new()));
    assert!(mother.text().await.contains("přišla po lhůtě"));
    // The seal says how many wait, and attaches them.
    let page = worker.visit(&format!("/konference/{held}/zapis/pecet")).await;
    assert!(page.text().contains("Nevyřízené připomínky k zápisu: 1"), "{}", page.text());
    let list = format!("/konference/{held}/zapis/pripominky");
    let one = page_of(&mut worker, held, "Pozdní slova.").await;
    let open_form = form_of(&mut worker, &one, one.rsplit('/').next().unwrap()).await;
    let left_open = mother.forms().await.pop().unwrap();
    let watch = Watch::begin(&house).await;
    let sealed = seal(&mut worker, held).await;
    assert_eq!(sealed.status, StatusCode::SEE_OTHER, "{}", sealed.text());
    let event =
        watch.expect(&house, "minutes.comments_attached", By::Staff(Person::Coordinator), Some(case)).await;
    assert!(event.detail.contains("\"comments\":1"), "{}", event.detail);
    assert_eq!(newest(&house).await, (true, false, "attached".to_owned()));
    let sealed_paper = last_paper(&mut worker, held).await;
    if let Some(words) = &sealed_paper {
        assert!(words.contains("Pozdní slova.") && words.contains("po lhůtě"), "{words}");
    }
    if let Some(words) = extract(&mut worker, held, &there[0]).await {
        assert!(words.contains("Pozdní slova."), "the author's extract of what was sealed: {words}");
    }
    if let Some(words) = extract(&mut worker, held, &there[1]).await {
        assert!(!words.contains("Pozdní slova."), "{words}");
    }
    // A form that was open before the seal: what was said is a proposal, what was decided is refused.
    tick(&house);
    let said = mother.say(&left_open, "Po pečeti.").await;
    assert_eq!(said.status, StatusCode::SEE_OTHER, "{}", said.text());
    assert_eq!(newest(&house).await, (false, true, String::new()));
    let own = mother.text().await;
    assert!(
        own.contains("Zápis už je zapečetěný. Přečteme to a dáme vám vědět, jestli bude dodatek"),
        "{own}"
    );
    assert_eq!(
        decide(&mut worker, &open_form, &[("rozhodnuti", "attached")]).await.status,
        StatusCode::SEE_OTHER
    );
    let one = page_of(&mut worker, held, "Po pečeti.").await;
    let form = form_of(&mut worker, &one, one.rsplit('/').next().unwrap()).await;
    let refused = decide(&mut worker, &form, &[("rozhodnuti", "attached")]).await;
    assert_eq!(refused.status, StatusCode::CONFLICT, "{}", refused.text());
    assert!(refused.text().contains("nic jsme nezapsali"), "{}", refused.text());
    let done = decide(&mut worker, &form, &[("rozhodnuti", "kept"), ("odpoved", "Promluvíme si.")]).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER);
    assert!(worker.visit(&list).await.text().contains("ponecháno bez dodatku"));
    assert!(mother.text().await.contains("Promluvíme si."));
    assert_eq!(last_paper(&mut worker, held).await, sealed_paper, "the sealed record changed");
}

on_held!(
    a_late_comment_is_taken_and_marked_and_one_after_the_seal_is_kept_beside_the_record,
    late_and_sealed
);

/// At the same moment: the comment is in the sealed record, or it came after it, or the seal gave up.
async fn meets_seal(house: TestHouse, case: Uuid, held: Uuid) {
    meddle(&house, CLEAR, held).await;
    let there = adults(&house, held, true).await;
    let mut mother = guest(&house, case, &there[0]).await;
    mother.prove().await;
    let mut worker = house.browser_of(Person::Coordinator).await;
    paper(&mut worker, held).await;
    // A comment that comes while the page of the seal is open: what was shown is not what there is.
    let page = format!("/konference/{held}/zapis/pecet");
    let form = form_of(&mut worker, &page, "/pecet").await;
    assert_eq!(mother.whole("Mezitím.").await.status, StatusCode::SEE_OTHER);
    let stale = worker.submit(&form, &form.hidden()).await;
    assert_eq!(stale.status, StatusCode::CONFLICT, "{}", stale.text());
    tick(&house);
    let comment = mother.forms().await.pop().unwrap();
    let form = form_of(&mut worker, &page, "/pecet").await;
    let fields = form.hidden();
    let (sealed, said) =
        tokio::join!(worker.submit(&form, &fields), mother.say(&comment, "Ve stejnou chvíli."));
    assert_eq!(said.status, StatusCode::SEE_OTHER, "{}", said.text());
    let (late, after, decision) = newest(&house).await;
    assert!(!late);
    match sealed.status {
        StatusCode::CONFLICT => assert!(!after && decision.is_empty(), "the seal gave up: {decision}"),
        StatusCode::SEE_OTHER => {
            let words = last_paper(&mut worker, held).await;
            assert_eq!(decision, if after { "" } else { "attached" });
            if let Some(words) = words {
                assert_eq!(words.contains("Ve stejnou chvíli."), !after, "{words}");
            }
        }
        other => panic!("the seal answers {other}: {}", sealed.text()),
    }
}

on_held!(a_comment_at_the_moment_of_the_seal_is_in_the_record_or_after_it, meets_seal);

/// As if it had never been sealed, and nobody had said anything.
async fn open_again(house: &TestHouse, held: Uuid) {
    const UNSEAL: Sql = Sql::new("UNSEAL", "UPDATE conference SET sealed = NULL WHERE id = $1");
    const THAW: Sql = Sql::new("THAW", "DELETE FROM minutes_frozen WHERE conference_id = $1");
    for sql in [UNSEAL, THAW, CLEAR] {
        meddle(house, sql, held).await;
    }
}

/// What became of a comment that was kept while the seal was made: it is in what was sealed, or stands beside it, or the
/// seal gave up and the next one takes it in. Its author and the office read which of them.
async fn has_its_place(
    (house, held): (&TestHouse, Uuid),
    (worker, mother): (&mut Browser, &mut Guest),
    (words, sealed): (&str, &Answer),
) {
    let (late, after, decision) = newest(house).await;
    assert!(!late);
    if sealed.status == StatusCode::CONFLICT {
        assert!(!after && decision.is_empty(), "the seal gave up: {after} {decision}");
        assert!(sealed.text().contains("nic se nezapečetilo"), "{}", sealed.text());
        let again = seal(worker, held).await;
        assert_eq!(again.status, StatusCode::SEE_OTHER, "{}", again.text());
    } else {
        assert_eq!(sealed.status, StatusCode::SEE_OTHER, "{}", sealed.text());
    }
    let (_, _, decision) = newest(house).await;
    assert_eq!(decision, if after { "" } else { "attached" });
    let own = mother.text().await;
    let told = if after { "Zápis už je zapečetěný" } else { "Přiloženo k zápisu" };
    assert!(own.contains(told) && own.contains(words), "{own}");
    if after {
        page_of(worker, held, words).await;
    }
    if let Some(printed) = last_paper(worker, held).await {
        assert_eq!(printed.contains(words), !after, "{printed}");
    }
}

/// A comment that starts at every moment of a seal, on a thread of its own, a new one each time.
async fn races_the_seal(house: TestHouse, case: Uuid, held: Uuid) {
    const ROUNDS: u32 = 12;
    const BODY: Sql = Sql::new("BODY", "SELECT body FROM minutes_frozen WHERE conference_id = $1");
    let there = adults(&house, held, true).await;
    let mut mother = guest(&house, case, &there[0]).await;
    mother.prove().await;
    let mut worker = house.browser_of(Person::Coordinator).await;
    paper(&mut worker, held).await;
    open_again(&house, held).await;
    // How long a seal takes here: only so that the comments are spread over it.
    let begun = std::time::Instant::now();
    assert_eq!(seal(&mut worker, held).await.status, StatusCode::SEE_OTHER);
    let takes = begun.elapsed();
    let mut outcomes = [0; 3];
    for round in 0..ROUNDS {
        open_again(&house, held).await;
        let before = comments(&house).await;
        let words = format!("Kolo{round}.");
        let comment = mother.forms().await.pop().expect("a form for the whole record");
        let left_open = mother.forms().await.pop().expect("a form for the whole record");
        let form = form_of(&mut worker, &format!("/konference/{held}/zapis/pecet"), "/pecet").await;
        let mut presses = worker.clone();
        let sealing = tokio::spawn(async move { presses.submit(&form, &form.hidden()).await });
        tokio::time::sleep(takes * round / ROUNDS).await;
        let said = mother.say(&comment, &words).await;
        let sealed = sealing.await.unwrap();
        if said.status == StatusCode::SEE_OTHER {
            assert_eq!(comments(&house).await, before + 1, "{words} was taken and is not there");
            let (_, after, _) = newest(&house).await;
            outcomes[usize::from(after)] += 1;
            has_its_place((&house, held), (&mut worker, &mut mother), (&words, &sealed)).await;
        } else {
            // Not taken: said so, with every word given back.
            outcomes[2] += 1;
            assert_eq!(comments(&house).await, before, "{words} was refused and is there");
            assert!(!said.page().problems().is_empty(), "{}: {}", said.status, said.text());
            assert!(said.text().contains(&words), "{}", said.text());
            assert!([StatusCode::SEE_OTHER, StatusCode::CONFLICT].contains(&sealed.status));
        }
        // What comes now changes nothing of what was sealed.
        let frozen: Option<(Vec<u8>,)> = BODY.bind(held).one(&house.raw.0).await.unwrap();
        let later = mother.say(&left_open, "Až po pečeti.").await;
        assert_eq!(later.status, StatusCode::SEE_OTHER, "{}", later.text());
        let still: Option<(Vec<u8>,)> = BODY.bind(held).one(&house.raw.0).await.unwrap();
        assert!(frozen == still, "what was sealed in round {round} changed");
        if let Some(printed) = last_paper(&mut worker, held).await {
            assert!(!printed.contains("Až po pečeti."), "{printed}");
        }
    }
    eprintln!("before the seal, after it, refused: {outcomes:?}");
}

on_held!(a_comment_started_at_any_moment_of_a_seal_is_kept_before_it_or_beside_it, races_the_seal);

/// A line changes while the paper of the seal is being typeset: what was typeset is not what there is, so nothing is
/// sealed. Versions are compared inside the operation, because by then the page's fingerprint was compared already.
async fn overtaken(house: TestHouse, case: Uuid, held: Uuid) {
    let office = adults(&house, held, true).await[0].office.uuid();
    let mut worker = house.browser_of(Person::Coordinator).await;
    paper(&mut worker, held).await;
    let form = form_of(&mut worker, &format!("/konference/{held}/zapis/pecet"), "/pecet").await;
    let fields = form.hidden();
    let about = About { case: Some(case), conference: Some(held) };
    // Somebody else's change holds the office's turn; the seal reads what is there before, and waits.
    let change =
        house.house.trail.run(pripadovka::audit::By::system(office), move |mut operation| async move {
            TOUCH.bind(held).execute(operation.work()).await?;
            tokio::time::sleep(std::time::Duration::from_secs(5)).await;
            Ok::<_, Failure>((operation.record(&FeedbackClosed { about }).await?, ()))
        });
    let later = async {
        tokio::time::sleep(std::time::Duration::from_millis(300)).await;
        worker.submit(&form, &fields).await
    };
    let (changed, sealed) = tokio::join!(change, later);
    changed.unwrap();
    assert_eq!(sealed.status, StatusCode::CONFLICT, "{}", sealed.text());
    let page = worker.visit(&format!("/konference/{held}/zapis")).await;
    assert!(page.links().iter().any(|link| link.ends_with("/pecet")), "it was sealed: {}", page.text());
    assert_eq!(seal(&mut worker, held).await.status, StatusCode::SEE_OTHER);
}

on_held!(a_change_while_the_seal_is_made_is_not_sealed_away, overtaken);

/// Two at the same line in the same moment: a recorder's wording gets in while the office decides. Nothing is written over
/// it, the comment still waits, and what was typed stands beside what there is now.
async fn raced(house: TestHouse, case: Uuid, held: Uuid) {
    const BETWEEN: &str = "Sejdeme se, až bude zpráva ze školy.";
    meddle(&house, CLEAR, held).await;
    let there = adults(&house, held, true).await;
    let mut mother = guest(&house, case, &there[0]).await;
    mother.prove().await;
    let form = mother.forms().await.into_iter().find(is_beside).expect("a form beside a line");
    let line: Uuid = form.fields.iter().find(|field| field.name == "radek").unwrap().value.parse().unwrap();
    assert_eq!(mother.say(&form, "Mělo by tam být do konce ledna.").await.status, StatusCode::SEE_OTHER);
    let mut worker = house.browser_of(Person::Coordinator).await;
    let one = page_of(&mut worker, held, "do konce ledna").await;
    // While it can still be closed with it waiting, whoever closes is told.
    let closing = format!("/konference/{held}/uzavrit");
    let told = worker.visit(&closing).await.text();
    assert!(told.contains("Jedna připomínka k zápisu čeká na vyřízení"), "{told}");
    let form = form_of(&mut worker, &one, one.rsplit('/').next().unwrap()).await;
    let accept = [
        ("text", "Sejdeme se znovu do konce ledna."),
        ("odpoved", "Děkujeme, doplnili jsme to."),
        ("rozhodnuti", "accepted"),
    ];
    let lookup = Errand::begin(&house.house).lookup();
    let lines = meeting::lines(lookup, Id::from_uuid(held)).await.unwrap();
    let heads = lines.into_iter().find(|other| other.id.uuid() == line).expect("the line").heads;
    let conference = pripadovka::conferences::listed(&house.house.queries, Id::from_uuid(held)).await;
    let conference = conference.unwrap().expect("the conference");
    let about = About { case: Some(case), conference: Some(held) };
    let by = pripadovka::audit::By::system(there[0].office.uuid());
    let change = house.house.trail.run(by, move |mut operation| {
        let (conference, heads) = (conference.clone(), heads.clone());
        async move {
            let at = (Id::from_uuid(line), &*heads);
            let done = meeting::rewrite(&mut operation, &conference, at, BETWEEN.to_owned()).await?;
            assert!(done, "nobody else was there");
            tokio::time::sleep(std::time::Duration::from_secs(3)).await;
            Ok::<_, Failure>((operation.record(&FeedbackClosed { about }).await?, ()))
        }
    });
    let later = async {
        tokio::time::sleep(std::time::Duration::from_millis(300)).await;
        decide(&mut worker, &form, &accept).await
    };
    let (changed, answer) = tokio::join!(change, later);
    changed.unwrap();
    assert_eq!(answer.status, StatusCode::CONFLICT, "{}", answer.text());
    for words in [BETWEEN, "Sejdeme se znovu do konce ledna.", "Děkujeme, doplnili jsme to."] {
        assert!(plain(&answer.text()).contains(words), "{words}: {}", answer.text());
    }
    // The page that came back decides.
    let again = answer.page().forms().into_iter().find(|form| form.fields.iter().any(|f| f.name == "verze"));
    let done = decide(&mut worker, &again.expect("the form"), &accept).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
    let stands = worker.visit(&one).await.text();
    assert!(stands.contains("Sejdeme se znovu do konce ledna.") && !stands.contains(BETWEEN), "{stands}");
    assert!(!worker.visit(&closing).await.text().contains("čeká na vyřízení"));
}

on_held!(a_recorders_wording_that_comes_between_is_not_written_over_by_a_decision, raced);

/// What somebody said about the record, was attached as it is, and hits what is protected from them, does not keep their
/// own extract in the house and is not printed in it: whether it was printed would tell that they hit upon it.
async fn attached_secret(house: TestHouse, case: Uuid, held: Uuid) {
    const SECRET: &str = "Ledňáčkova ulice 12";
    meddle(&house, CLEAR, held).await;
    let there = adults(&house, held, true).await;
    let mut mother = guest(&house, case, &there[0]).await;
    mother.prove().await;
    crate::stopped::protect_in(&house, case, SECRET).await;
    let mut worker = house.browser_of(Person::Coordinator).await;
    for words in ["Růžová ulice 7", SECRET] {
        tick(&house);
        assert_eq!(mother.whole(words).await.status, StatusCode::SEE_OTHER, "{words}");
        let page = page_of(&mut worker, held, words).await;
        let form = form_of(&mut worker, &page, page.rsplit('/').next().unwrap()).await;
        let attached = decide(&mut worker, &form, &[("rozhodnuti", "attached")]).await;
        assert_eq!(attached.status, StatusCode::SEE_OTHER, "{}", attached.text());
        let own = mother.text().await;
        assert!(!own.contains(words) && own.contains("Přiloženo k zápisu"), "{words}: {own}");
        assert!(!own.contains("Zápis vám tady teď ukázat nemůžeme"), "{words}: {own}");
        if let Some(printed) = extract(&mut worker, held, &there[0]).await {
            assert!(!printed.contains(words), "{words}: {printed}");
        }
    }
    // What the office answers is looked at as its author would get it, before it is kept.
    assert_eq!(mother.whole("Chtěla bych vědět víc.").await.status, StatusCode::SEE_OTHER);
    let page = page_of(&mut worker, held, "Chtěla bych vědět víc.").await;
    let form = form_of(&mut worker, &page, page.rsplit('/').next().unwrap()).await;
    let answer = format!("Otec bydlí {SECRET}.");
    let stopped = decide(&mut worker, &form, &[("rozhodnuti", "attached"), ("odpoved", &answer)]).await;
    assert_eq!(stopped.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", stopped.text());
    assert!(
        stopped.text().contains("nesmí dostat") && stopped.text().contains(&answer),
        "{}",
        stopped.text()
    );
    let done = decide(&mut worker, &form, &[("rozhodnuti", "attached"), ("odpoved", "Zavoláme vám.")]).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
    assert!(mother.text().await.contains("Zavoláme vám."));
}

on_held!(what_a_guarded_reader_said_is_not_told_back_by_their_own_extract, attached_secret);

async fn released(house: TestHouse, case: Uuid, held: Uuid) {
    let by = By::Staff(Person::Coordinator);
    for sql in [CLEAR, CLOSE] {
        meddle(&house, sql, held).await;
    }
    let there = adults(&house, held, true).await;
    let mut mother = guest(&house, case, &there[0]).await;
    assert!(!mother.browser.visit(&mother.link.clone()).await.links().contains(&mother.draft()));
    assert!(mother.text().await.contains("Návrh zápisu k přečtení ještě není"));
    let mut worker = house.browser_of(Person::Coordinator).await;
    let list = format!("/konference/{held}/zapis/pripominky");
    let form = form_of(&mut worker, &list, "/uvolnit").await;
    let proposed = form.fields.iter().find(|field| field.name == "do").expect("a day").value.clone();
    assert!(!proposed.is_empty(), "no last day is proposed");
    let over = decide(&mut worker, &form, &[("do", "1. 2. 2003")]).await;
    assert_eq!(over.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(over.text().contains("Tenhle den už minul"), "{}", over.text());
    let watch = Watch::begin(&house).await;
    for _ in 0..2 {
        let given = decide(&mut worker, &form, &[("do", &proposed)]).await;
        assert_eq!(given.status, StatusCode::SEE_OTHER, "{}", given.text());
    }
    watch.expect(&house, "minutes.draft_released", by, Some(case)).await;
    // Everybody who was there and has no account is told, or stands on the list to be called; once.
    pripadovka::worker::drain(&house.house).await.unwrap();
    let (told,): (i64,) = TOLD.bind(held).get(&house.raw.0).await.unwrap();
    assert!(told >= i64::try_from(there.len()).unwrap(), "{told} were told");
    let told_events =
        watch.since(&house).await.into_iter().filter(|event| event.code == "minutes.draft_told");
    assert_eq!(i64::try_from(told_events.count()).unwrap(), told);
    let page = worker.visit(&list).await.text();
    assert!(page.contains("e-mail odešel") || page.contains("zavolejte nebo předejte"), "{page}");
    mother.prove().await;
    assert!(!mother.forms().await.is_empty());
    // Another last day; an old page changes nothing.
    let stale = form_of(&mut worker, &list, "/uvolnit").await;
    let day = house.house.clock.now().plus_seconds(40 * 86_400).day();
    let day = format!("{}. {}. {}", day.day(), day.month(), day.year());
    assert_eq!(decide(&mut worker, &stale, &[("do", &day)]).await.status, StatusCode::SEE_OTHER);
    let late = decide(&mut worker, &stale, &[("do", &proposed)]).await;
    assert_eq!(late.location().map(|to| to.contains("mezitim")), Some(true));
    // Nothing of it is anybody's who does not work on the case.
    let mut facilitator = house.browser_of(Person::Facilitator).await;
    assert_ne!(facilitator.get(&list).await.status, StatusCode::OK);
}

on_held!(the_draft_is_given_until_a_day_and_those_who_were_there_are_told_once, released);
