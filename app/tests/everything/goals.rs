//! A goal about one child, or under a topic, reaches those who may know it: in the invitation, in the extract of the record
//! and (beside the wall, in `wall`) nobody else. Staff choose it on the page of the goals.

use crate::acts::{behind, form_of};
use crate::harness::browser::Answer;
use crate::harness::html::Form;
use crate::harness::stages::prepare;
use crate::harness::trace::{By, Watch};
use crate::harness::{Backend, Browser, Person, TestHouse, outsiders};
use crate::record::words_of;
use crate::{invited, on_both};
use axum::http::StatusCode;
use portable_sql::Sql;
use uuid::Uuid;

const SCHOOL: &str = "Eliška chodí do školy";
const HOME: &str = "kde bydlet";
const ASTHMA: &str = "astma";

const CONCERNS: Sql =
    Sql::new("CONCERNS", "UPDATE goal SET child_id = $3, topic = $4 WHERE conference_id = $1 AND rank = $2");
const STORED: Sql =
    Sql::new("STORED", "SELECT child_id, topic FROM goal WHERE conference_id = $1 ORDER BY rank, id");

/// The goal at this place is about a child, under a topic.
pub async fn concerns(
    house: &TestHouse,
    conference: Uuid,
    rank: i64,
    (child, topic): (Option<Uuid>, Option<&str>),
) {
    house
        .meddle(async |mut work| {
            let row = CONCERNS.bind(conference).bind(rank).bind(child).bind(topic);
            assert_eq!(row.execute(&mut work).await?, 1);
            Ok((work, ()))
        })
        .await;
}

/// What stands in a form, with some of it typed anew.
fn typed(form: &Form, changes: &[(&str, &str)]) -> Vec<(String, String)> {
    let own = form.fields.iter().filter(|field| !matches!(field.kind.as_str(), "submit" | "button"));
    own.map(|field| {
        let change = changes.iter().find(|(name, _)| *name == field.name);
        (field.name.clone(), change.map_or(field.value.clone(), |(_, value)| (*value).to_owned()))
    })
    .collect()
}

async fn stored(house: &TestHouse, conference: Uuid) -> Vec<(Option<Uuid>, Option<String>)> {
    STORED.bind(conference).all(&house.raw.0).await.unwrap()
}

async fn change(worker: &mut Browser, page: &str, changes: &[(&str, &str)]) -> Answer {
    let form = form_of(worker, page, "/cile").await;
    worker.submit(&form, &typed(&form, changes)).await
}

/// What somebody reads behind the code of the link that came to this mailbox.
async fn inside(house: &TestHouse, conference: Uuid, mailbox: &str) -> String {
    let links = outsiders::links(house).await;
    let link = links.into_iter().rfind(|(to, _)| to.starts_with(mailbox)).map(|(_, link)| link);
    let link = link.unwrap_or_else(|| panic!("no invitation came to {mailbox}"));
    let (invitation, _) = behind(house, &link).await;
    let mut worker = house.browser_of(Person::Coordinator).await;
    let made = worker.post(&format!("/konference/{conference}/pozvanky/{invitation}/kod"), &[]).await;
    let code = made.page().texts(".code b").first().expect("a code").clone();
    let mut guest = house.stranger();
    let opened = guest.post(&format!("{link}/kod"), &[("kod".into(), code)]).await;
    assert_eq!(opened.status, StatusCode::SEE_OTHER, "{mailbox}");
    let page = guest.visit(&format!("{link}/priprava")).await;
    assert_eq!(page.status, StatusCode::OK, "{mailbox}");
    page.text().replace('\u{a0}', " ")
}

fn reads(who: &str, text: &str, (home, asthma): (bool, bool)) {
    assert!(text.contains(SCHOOL), "{who}: {text}");
    assert_eq!(text.contains(HOME), home, "{who}: {text}");
    assert_eq!(text.contains(ASTHMA), asthma, "{who}: {text}");
}

on_both!(
    async fn in_an_invitation_a_goal_about_a_child_is_for_those_who_may_know_of_it(house: TestHouse) {
        let main = house.named("conference.main");
        let mut worker = house.browser_of(Person::Coordinator).await;
        let matyas = house.named("child.matyas").to_string();
        let page = format!("/konference/{main}/cile");
        assert_eq!(change(&mut worker, &page, &[("tyka_2", &matyas)]).await.status, StatusCode::SEE_OTHER);
        invited::send(&house).await;
        for (mailbox, home, asthma) in [
            ("marketa.dolezalova", true, true),
            ("ordinace", true, true),
            ("becvarova", true, false),
            ("horakova", false, false),
        ] {
            reads(mailbox, &inside(&house, main, mailbox).await, (home, asthma));
        }
    }
);

async fn extracts(backend: Backend) {
    let (house, _, main) = prepare(backend, "running").await;
    concerns(&house, main, 1, (Some(house.named("child.matyas")), None)).await;
    let mut worker = house.browser_of(Person::Coordinator).await;
    for (who, home, asthma) in [
        ("participant.dolezalova", true, true),
        ("participant.zelinkova", true, true),
        ("participant.becvarova", true, false),
        ("participant.horakova", false, false),
    ] {
        let page = format!("/konference/{main}/zapis/vypis/{}", house.named(who));
        let paper = worker.get(&format!("{page}/nahled")).await;
        assert_eq!(paper.status, StatusCode::OK, "{who}");
        let Some(words) = words_of(&paper.body) else { continue };
        reads(who, &words.split_whitespace().collect::<Vec<_>>().join(" "), (home, asthma));
    }
    // Staff read the record whole.
    reads("staff", &worker.visit(&format!("/konference/{main}/zapis")).await.text(), (true, true));
}

mod in_an_extract_a_goal_about_a_child_is_for_those_who_may_know_of_it {
    use super::*;

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn on_sqlite() {
        extracts(Backend::Sqlite).await;
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn on_postgres() {
        extracts(Backend::Postgres).await;
    }
}

on_both!(
    async fn staff_choose_whom_a_goal_concerns_and_nothing_typed_is_lost(house: TestHouse) {
        let (main, case) = (house.named("conference.main"), house.named("case.dolezalovi"));
        let (matyas, eliska) = (house.named("child.matyas"), house.named("child.eliska"));
        let page = format!("/konference/{main}/cile");
        let mut worker = house.browser_of(Person::Coordinator).await;
        assert_eq!(stored(&house, main).await[2], (Some(matyas), Some("health_child".into())), "the demo");
        // The program says when a goal names a child and concerns all, and blocks nothing.
        let watch = Watch::begin(&house).await;
        let open = [("cil_1", "Matyášovi se ve škole daří."), ("tyka_3", "")];
        let kept = change(&mut worker, &page, &open).await;
        assert_eq!(kept.status, StatusCode::SEE_OTHER, "{:?}", kept.page().problems());
        let back = worker.visit(kept.location().unwrap()).await.text();
        assert_eq!(back.matches("jmenuje jedno z dětí (Matyáš)").count(), 2, "{back}");
        let event = watch
            .expect(&house, "conference.goals_changed", By::Staff(Person::Coordinator), Some(case))
            .await;
        assert!(event.detail.contains("health_child") && !event.detail.contains("škole"), "{}", event.detail);
        // A child of another case, and a topic that there is not, are asked again.
        let stranger = house.named("child.nela").to_string();
        for (field, value) in [("tyka_1", stranger.as_str()), ("oblast_1", "nesmysl")] {
            let again =
                change(&mut worker, &page, &[(field, value), ("cil_4", "Napsáno a nezapomenuto.")]).await;
            assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY, "{field}");
            assert!(again.text().contains("Napsáno a nezapomenuto."), "{field}");
        }
        assert_eq!(stored(&house, main).await[0], (None, None));
        // Two at once: the same choice twice is one, another one is shown beside what stands there.
        let form = form_of(&mut worker, &page, "/cile").await;
        let mine = typed(&form, &[("tyka_1", &matyas.to_string()), ("oblast_1", "school")]);
        for _ in 0..2 {
            assert_eq!(worker.submit(&form, &mine).await.status, StatusCode::SEE_OTHER);
        }
        assert_eq!(stored(&house, main).await[0], (Some(matyas), Some("school".into())));
        let theirs = typed(&form, &[("tyka_1", &eliska.to_string())]);
        let stale = worker.submit(&form, &theirs).await;
        assert_eq!(stale.status, StatusCode::CONFLICT);
        let text = stale.page().text();
        assert!(text.contains("Matyášovi se ve škole daří. (Matyáš, škola)"), "{text}");
        assert!(text.contains("jiné dítě (Matyáš)"), "{text}");
        assert_eq!(stored(&house, main).await[0], (Some(matyas), Some("school".into())));
    }
);
