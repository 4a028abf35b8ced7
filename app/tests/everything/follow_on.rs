//! The end of a conference and the one that follows it: closed with words, begun once, with the people and goals that were
//! chosen; open tasks come back to the table once.

mod evaluation;

use crate::acts::form_of;
use crate::harness::browser::Answer;
use crate::harness::html::{Form, Page};
use crate::harness::trace::{By, Watch};
use crate::harness::{Browser, Person, TestHouse};
use crate::on_both;
use axum::http::StatusCode;
use portable_sql::Sql;
use pripadovka::access::Errand;
use pripadovka::conferences::{self, Conference, State};
use pripadovka::follow_up::{self, Followed, Said};
use pripadovka::kernel::{Clock, Id};
use pripadovka::meeting::{self, LineKind};
use pripadovka::participants;
use uuid::Uuid;

const OPEN: Sql = Sql::new("OPEN", "UPDATE conference SET state = 'held', sealed = NULL WHERE id = $1");
const CASE_OF: Sql = Sql::new("CASE_OF", "SELECT case_id FROM conference WHERE id = $1");
const CHILD: Sql = Sql::new(
    "CHILD_OF_CASE",
    "SELECT id FROM child WHERE case_id = $1 AND removed IS NULL ORDER BY created, id",
);
const ENDED: Sql =
    Sql::new("ENDED", "UPDATE conference SET running_since = NULL, state = 'held' WHERE id = $1");
const NEXT: Sql = Sql::new("NEXT", "UPDATE meeting SET next_day = $2 WHERE conference_id = $1");
const FOLLOWING: Sql = Sql::new("FOLLOWING", "SELECT count(*) FROM conference WHERE follows = $1");
const STATE: Sql = Sql::new("STATE", "UPDATE conference SET state = $2 WHERE id = $1");
const REPORTS: Sql = Sql::new("REPORTS", "SELECT count(*) FROM task_report WHERE conference_id = $1");
const BACK: Sql = Sql::new("BACK", "SELECT count(*) FROM task_back");
const DETAILS: Sql = Sql::new("DETAILS", "SELECT detail FROM audit_event WHERE conference_id = $1");

/// The conference of the demo that was held, with its record open, and its case.
async fn held(house: &TestHouse) -> (Id<Conference>, Uuid) {
    let held = house.named("conference.held");
    house
        .meddle(async |mut work| {
            OPEN.bind(held).execute(&mut work).await?;
            Ok((work, ()))
        })
        .await;
    let (case,): (Uuid,) = CASE_OF.bind(held).get(&house.raw.0).await.unwrap();
    (Id::from_uuid(held), case)
}

async fn count(house: &TestHouse, sql: Sql, id: Id<Conference>) -> i64 {
    let (count,): (i64,) = sql.bind(id).get(&house.raw.0).await.unwrap();
    count
}

async fn tasks(house: &TestHouse, id: Id<Conference>) -> Vec<Followed> {
    follow_up::of_conference(Errand::begin(&house.house).lookup(), id).await.unwrap()
}

async fn conference(house: &TestHouse, id: Id<Conference>) -> Conference {
    conferences::find(Errand::begin(&house.house).lookup(), id).await.unwrap().expect("it is there")
}

fn fresh() -> String {
    Id::<()>::fresh(Clock::System.now()).to_string()
}

/// What a form would send as it stands: hidden fields, typed ones, what is ticked.
fn as_shown(form: &Form) -> Vec<(String, String)> {
    let sent = form.fields.iter().filter(|field| match field.kind.as_str() {
        "checkbox" | "radio" => field.chosen,
        "submit" | "button" => false,
        _ => true,
    });
    sent.map(|field| (field.name.clone(), field.value.clone())).collect()
}

fn with(mut fields: Vec<(String, String)>, name: &str, value: &str) -> Vec<(String, String)> {
    fields.retain(|(other, _)| other != name);
    fields.push((name.into(), value.into()));
    fields
}

/// Begins the conference that follows, as the page proposes it.
async fn follow(house: &TestHouse, worker: &mut Browser, held: Id<Conference>) -> Id<Conference> {
    let form = form_of(worker, &format!("/konference/{held}/navazat"), "/navazat").await;
    let begun = worker.submit(&form, &as_shown(&form)).await;
    assert_eq!(begun.status, StatusCode::SEE_OTHER, "{:?}", begun.page().problems());
    next_of(house, &begun)
}

fn next_of(_: &TestHouse, begun: &Answer) -> Id<Conference> {
    let to = begun.location().expect("a way onward");
    let id = to.strip_prefix("/konference/").and_then(|rest| rest.split('/').next()).expect("a conference");
    id.parse().expect("an identifier")
}

/// Convenes it and begins its meeting.
async fn meet(house: &TestHouse, worker: &mut Browser, next: Id<Conference>) {
    house
        .meddle(async |mut work| {
            STATE.bind(next).bind("convened").execute(&mut work).await?;
            Ok((work, ()))
        })
        .await;
    let room = format!("/konference/{next}/jednani");
    let form = form_of(worker, &room, "/zahajit").await;
    let begun = worker.submit(&form, &[]).await;
    assert_eq!(begun.status, StatusCode::SEE_OTHER, "{:?}", begun.page().problems());
}

fn about_task(page: &Page, task: &Followed, button: &str) -> Form {
    let action = format!("/minule/{}", task.task.id);
    let offers =
        |form: &Form| form.fields.iter().any(|field| field.kind == "submit" && field.value == button);
    let found = page.forms().into_iter().find(|form| form.action.ends_with(&action) && offers(form));
    found.unwrap_or_else(|| panic!("no {button} for task {}: {}", task.task.number, page.text()))
}

async fn say(
    worker: &mut Browser,
    next: Id<Conference>,
    task: &Followed,
    (button, typed): (&str, Option<(&str, &str)>),
) -> Answer {
    let page = worker.visit(&format!("/konference/{next}/minule")).await;
    let form = about_task(&page, task, button);
    let mut fields = form.hidden();
    fields.push(("jak".into(), button.into()));
    fields.extend(typed.map(|(name, value)| (format!("{name}_{}", task.task.id), value.to_owned())));
    worker.submit(&form, &fields).await
}

on_both!(
    async fn a_conference_is_closed_with_a_summary_and_open_tasks_are_seen_before(house: TestHouse) {
        let (held, case) = held(&house).await;
        let mut worker = house.browser_of(Person::Coordinator).await;
        let address = format!("/konference/{held}/uzavrit");
        let page = worker.visit(&address).await;
        assert!(page.text().contains("Kdy se sejít znovu"), "{}", page.text());
        assert!(page.text().contains("Co zůstává otevřené"), "{}", page.text());
        let form = form_of(&mut worker, &address, "/uzavrit").await;
        let words = with(form.hidden(), "souhrn", "Nela se vrací domů postupně.");
        let hasty = worker.submit(&form, &words).await;
        assert_eq!(
            hasty.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "tasks are open, the record is not sealed"
        );
        assert!(hasty.text().contains("Nela se vrací"), "what was typed stays");
        assert!(hasty.text().contains("Zápis není zapečetěný"), "{}", hasty.page().text());
        assert!(hasty.text().contains("Některé úkoly nejsou hotové"), "{}", hasty.page().text());
        let sure = with(with(words, "vim", "ano"), "vim_zapis", "ano");
        // A task that became open after the page was shown has to be seen too.
        let unseen = worker.submit(&form, &with(sure.clone(), "videno", "0")).await;
        assert_eq!(unseen.status, StatusCode::UNPROCESSABLE_ENTITY);
        let watch = Watch::begin(&house).await;
        let closed = worker.submit(&form, &sure).await;
        assert_eq!(closed.status, StatusCode::SEE_OTHER, "{:?}", closed.page().problems());
        let event =
            watch.expect(&house, "conference.closed", By::Staff(Person::Coordinator), Some(case)).await;
        assert!(!event.detail.contains("Nela"), "{}", event.detail);
        assert!(worker.visit(&address).await.text().contains("Nela se vrací domů postupně."));
        // Twice is once; other words are given back beside those that count.
        let watch = Watch::begin(&house).await;
        assert_eq!(worker.submit(&form, &sure).await.status, StatusCode::SEE_OTHER);
        let late = worker.submit(&form, &with(sure, "souhrn", "Něco docela jiného.")).await;
        assert_eq!(late.status, StatusCode::CONFLICT);
        assert!(late.text().contains("Něco docela jiného.") && late.text().contains("Nela se vrací"));
        assert!(watch.since(&house).await.iter().all(|event| event.code != "conference.closed"));
        // From now on everything is read only, and says so.
        for part in ["jednani", "jednani/zapisovat", "cile", "termin", "program"] {
            let refused = worker.get(&format!("/konference/{held}/{part}")).await;
            assert_eq!(refused.status, StatusCode::FORBIDDEN, "{part}");
            let text = refused.page().text();
            assert!(text.contains("uzavřená") || text.contains("proběhla"), "{part}: {text}");
        }
        let task = tasks(&house, held).await.remove(0);
        let one = format!("/konference/{held}/ukoly/{}", task.task.id);
        assert_eq!(worker.get(&one).await.status, StatusCode::OK, "it stays readable");
        let before = count(&house, REPORTS, held).await;
        let call = [("nove_id", fresh()), ("dovolali", "ano".into()), ("jak", "done".into())];
        let call: Vec<_> = call.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
        let refused = worker.post(&format!("{one}/hovor"), &call).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN);
        assert!(refused.page().text().contains("Konference je uzavřená"), "{}", refused.page().text());
        assert_eq!(count(&house, REPORTS, held).await, before);
        let after = conference(&house, held).await;
        assert_eq!(after.state, State::Closed);
    }
);

on_both!(
    async fn of_a_closed_conference_no_letter_is_written_and_a_paper_is_only_called_back(house: TestHouse) {
        let (held, case) = held(&house).await;
        let (child,): (Uuid,) = CHILD.bind(case).get(&house.raw.0).await.unwrap();
        let (main, paper) = (house.named("conference.main"), house.named("paper.points"));
        let mut worker = house.browser_of(Person::Coordinator).await;
        let letter = format!("/konference/{held}/zapis/dopis/{child}");
        assert!(worker.visit(&letter).await.forms().iter().any(|form| form.action.contains("/dopis")));
        house
            .meddle(async |mut work| {
                for id in [held.uuid(), main] {
                    STATE.bind(id).bind("closed").execute(&mut work).await?;
                }
                Ok((work, ()))
            })
            .await;
        let page = worker.visit(&letter).await;
        assert_eq!(page.status, StatusCode::OK, "what was written stays readable");
        assert!(page.forms().iter().all(|form| !form.action.contains("/dopis")), "{}", page.text());
        let paper = format!("/konference/{main}/podklady/{paper}");
        let acts = [letter.clone(), format!("{letter}/vyhotovit"), format!("{letter}/predano")]
            .into_iter()
            .chain([format!("{paper}/prijemci")]);
        for act in acts {
            let refused = worker.post(&act, &[]).await;
            assert_eq!(refused.status, StatusCode::FORBIDDEN, "{act}");
            let text = refused.page().text();
            assert!(text.contains("Konference je uzavřená, dá se už jen číst."), "{act}: {text}");
        }
        // Whoever was given the wrong paper has it still.
        let recall = worker.visit(&format!("{paper}/odvolat")).await;
        assert_eq!(recall.status, StatusCode::OK, "{}", recall.text());
        let called = worker.post(&format!("{paper}/odvolat"), &[]).await;
        assert_eq!(called.status, StatusCode::SEE_OTHER, "{}", called.text());
    }
);

on_both!(
    async fn the_desk_of_a_conference_names_the_same_parts_as_its_other_pages(house: TestHouse) {
        let (held, _) = held(&house).await;
        let mut worker = house.browser_of(Person::Coordinator).await;
        let next = follow(&house, &mut worker, held).await;
        for id in [held, next] {
            let desk = worker.visit(&format!("/konference/{id}")).await;
            let other = worker.visit(&format!("/konference/{id}/ukoly")).await;
            let parts = |page: &Page| page.attributes("nav.steps a", "href");
            assert_eq!(parts(&desk), parts(&other));
            assert!(desk.links().contains(&format!("/konference/{id}/zpetna-vazba")));
            assert_eq!(desk.links().contains(&format!("/konference/{id}/minule")), id == next);
        }
    }
);

on_both!(
    async fn only_a_conference_that_was_held_is_closed_or_followed(house: TestHouse) {
        let main = house.named("conference.main");
        let mut worker = house.browser_of(Person::Coordinator).await;
        for part in ["uzavrit", "navazat"] {
            let address = format!("/konference/{main}/{part}");
            let answer = worker.post(&address, &[("souhrn".into(), "Hotovo.".into())]).await;
            assert_eq!(answer.status, StatusCode::FORBIDDEN, "{part}");
            assert!(answer.page().text().contains("která už proběhla"), "{}", answer.page().text());
        }
        let (held, _) = held(&house).await;
        let mut other = house.browser_of(Person::OtherWorker).await;
        for part in ["uzavrit", "navazat", "minule"] {
            assert_eq!(
                other.get(&format!("/konference/{held}/{part}")).await.status,
                StatusCode::NOT_FOUND,
                "{part}"
            );
        }
        let answer = other.post(&format!("/konference/{held}/navazat"), &[]).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND);
        assert_eq!(count(&house, FOLLOWING, held).await, 0);
    }
);

on_both!(
    async fn the_next_conference_is_begun_once_with_the_people_and_goals_that_were_chosen(house: TestHouse) {
        let (held, case) = held(&house).await;
        let about = (Some(house.named("child.nela")), Some("health_child"));
        crate::goals::concerns(&house, held.uuid(), 0, about).await;
        let mut worker = house.browser_of(Person::Coordinator).await;
        let page = worker.visit(&format!("/konference/{held}/navazat")).await;
        assert!(page.text().contains("Navržený den"), "{}", page.text());
        let form = form_of(&mut worker, &format!("/konference/{held}/navazat"), "/navazat").await;
        let shown = as_shown(&form);
        let offered = shown.iter().filter(|(name, _)| name == "kdo").count();
        assert!(offered > 1, "everybody of the last time is chosen already: {shown:?}");
        assert!(shown.iter().any(|(name, _)| name == "cil"), "{shown:?}");
        // One stays at home this time.
        let left = shown.iter().rfind(|(name, _)| name == "kdo").cloned().unwrap();
        let chosen: Vec<_> = shown.into_iter().filter(|pair| *pair != left).collect();
        let watch = Watch::begin(&house).await;
        // Two windows at once, each with a form of its own.
        let mut other = house.browser_of(Person::Coordinator).await;
        let (mine, theirs) = (chosen.clone(), with(chosen.clone(), "nove_id", &fresh()));
        let (one, two) = tokio::join!(worker.submit(&form, &mine), other.submit(&form, &theirs));
        let (one, two) = (next_of(&house, &one), next_of(&house, &two));
        assert_eq!(one, two, "both come to the same");
        assert_eq!(count(&house, FOLLOWING, held).await, 1);
        let event =
            watch.expect(&house, "conference.followed", By::Staff(Person::Coordinator), Some(case)).await;
        assert!(event.detail.contains(&held.to_string()), "{}", event.detail);
        // And once more.
        let again = worker.submit(&form, &with(chosen, "nove_id", &fresh())).await;
        assert_eq!(next_of(&house, &again), one);
        assert_eq!(worker.get(&format!("/konference/{held}/navazat")).await.status, StatusCode::SEE_OTHER);
        let next = conference(&house, one).await;
        assert_eq!(
            (next.state, next.follows),
            (State::Considered, Some(held)),
            "it is considered as any other"
        );
        assert!(next.day.is_some_and(czech::working_days::is_working_day));
        let lookup = Errand::begin(&house.house).lookup();
        let people = participants::of_conference(lookup, one).await.unwrap();
        assert_eq!(people.len(), offered - 1);
        assert!(people.iter().all(|who| who.child.is_none() && who.place.is_none()));
        let goals = conferences::goals(lookup, one).await.unwrap();
        let before = conferences::goals(lookup, held).await.unwrap();
        assert_eq!(goals.len(), before.len());
        for (goal, earlier) in goals.iter().zip(&before) {
            assert_eq!(goal.text, earlier.text);
            assert_eq!(
                (goal.topic, goal.child),
                (earlier.topic, earlier.child),
                "seen by more people than before"
            );
            assert_eq!(conferences::before(lookup.queries(), goal.id).await.unwrap()[0].0, earlier.id);
        }
        assert!(goals[0].topic.is_some() && goals[0].child.is_some());
        // Each says which the other is, to whoever may read it.
        let page = worker.visit(&format!("/konference/{one}")).await;
        assert!(page.links().contains(&format!("/konference/{held}")), "{:?}", page.links());
        let page = worker.visit(&format!("/konference/{held}")).await;
        assert!(page.links().contains(&format!("/konference/{one}")), "{:?}", page.links());
        // No event carries a word of anybody.
        let details: Vec<(String,)> = DETAILS.bind(one).all(&house.raw.0).await.unwrap();
        assert!(details.iter().all(|(detail,)| !detail.contains("Nela")), "{details:?}");
    }
);

on_both!(
    async fn a_day_on_which_offices_are_closed_is_named_and_a_day_gone_by_refused(house: TestHouse) {
        let (held, _) = held(&house).await;
        let mut worker = house.browser_of(Person::Coordinator).await;
        // What was agreed in the room comes before what is counted.
        let (id, agreed) = (held.uuid(), jiff::civil::date(2027, 1, 14));
        house
            .meddle(async |mut work| {
                NEXT.bind(id).bind(agreed).execute(&mut work).await?;
                Ok((work, ()))
            })
            .await;
        let page = worker.visit(&format!("/konference/{held}/navazat")).await;
        assert!(page.text().contains("Na jednání jste se domluvili na čtvrtek"), "{}", page.text());
        let form = form_of(&mut worker, &format!("/konference/{held}/navazat"), "/navazat").await;
        let proposed = as_shown(&form).into_iter().find(|(name, _)| name == "den").unwrap().1;
        assert_eq!(proposed.replace('\u{a0}', " "), "14. 1. 2027");
        let shown = with(with(as_shown(&form), "od", "13.00"), "do", "15.00");
        for (day, sentence) in [("24. 12. 2027", "Štědrý den"), ("1. 2. 2020", "už byl"), ("32. 1. 2027", "")]
        {
            let again = worker.submit(&form, &with(shown.clone(), "den", day)).await;
            assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY, "{day}");
            assert!(again.page().text().contains(sentence), "{day}: {}", again.page().text());
            assert!(again.text().contains(day), "what was typed stays");
        }
        let late = worker.submit(&form, &with(with(shown.clone(), "den", "5. 3. 2027"), "do", "12.00")).await;
        assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY);
        // Said twice it holds: the worker decides.
        let sure = with(with(shown, "den", "24. 12. 2027"), "vim_den", "ano");
        let begun = worker.submit(&form, &sure).await;
        assert_eq!(begun.status, StatusCode::SEE_OTHER, "{:?}", begun.page().problems());
        let next = conference(&house, next_of(&house, &begun)).await;
        assert_eq!(next.day, Some(jiff::civil::date(2027, 12, 24)));
    }
);

on_both!(
    async fn open_tasks_come_back_to_the_table_once(house: TestHouse) {
        let (held, case) = held(&house).await;
        let mut worker = house.browser_of(Person::Coordinator).await;
        let open: Vec<Followed> = tasks(&house, held)
            .await
            .into_iter()
            .filter(|task| task.back.is_none() && task.said() != Some(Said::Done))
            .collect();
        assert!(open.len() >= 3, "the demo left open tasks: {}", open.len());
        let (goes_on, done, needless) = (&open[0], &open[1], &open[2]);
        let next = follow(&house, &mut worker, held).await;
        let address = format!("/konference/{next}/minule");
        let page = worker.visit(&address).await;
        assert!(page.text().contains(&format!("Zbývá probrat: {}", open.len())), "{}", page.text());
        assert!(
            page.forms().iter().all(|form| !form.action.contains("/minule/")),
            "before the meeting they are read"
        );
        meet(&house, &mut worker, next).await;
        let room = worker.visit(&format!("/konference/{next}/jednani")).await;
        assert!(room.links().contains(&address) && room.text().contains("Úkoly z minula"), "{}", room.text());

        // It goes on: a day is asked, then it is a line with a number and the same owner.
        let empty = say(&mut worker, next, goes_on, ("goes_on", Some(("termin", "")))).await;
        assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
        let past = say(&mut worker, next, goes_on, ("goes_on", Some(("termin", "3. 2. 2020")))).await;
        assert_eq!(past.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(past.page().text().contains("už byl"), "{}", past.page().text());
        let watch = Watch::begin(&house).await;
        let page = worker.visit(&address).await;
        let form = about_task(&page, goes_on, "goes_on");
        let day = (format!("termin_{}", goes_on.task.id), "24. 12. 2027".to_owned());
        let mut fields = form.hidden();
        fields.extend([("jak".to_owned(), "goes_on".to_owned()), day]);
        let mut other = house.browser_of(Person::Coordinator).await;
        let theirs = with(fields.clone(), "nove_id", &fresh());
        let (one, two) = tokio::join!(worker.submit(&form, &fields), other.submit(&form, &theirs));
        assert_eq!((one.status, two.status), (StatusCode::SEE_OTHER, StatusCode::SEE_OTHER));
        let event = watch.expect(&house, "task.back", By::Staff(Person::Coordinator), Some(case)).await;
        assert!(event.detail.contains("goes_on"), "{}", event.detail);
        let lookup = Errand::begin(&house.house).lookup();
        let lines = meeting::lines(lookup, next).await.unwrap();
        assert_eq!(lines.len(), 1, "once, whoever presses at the same time");
        let line = &lines[0];
        let before = meeting::lines(lookup, held).await.unwrap();
        let before = before.iter().find(|line| line.id == goes_on.task.line()).unwrap();
        assert_eq!((line.kind, line.task_number), (LineKind::Task, Some(1)));
        assert_eq!(line.deadline, Some(jiff::civil::date(2027, 12, 24)), "people may agree on Christmas Eve");
        assert_eq!((line.topic, line.child, line.side), (before.topic, before.child, before.side));
        assert!(line.owner.is_some(), "the same owner sits here");
        let room = worker.visit(&format!("/konference/{next}/jednani")).await;
        assert!(room.text().contains(&format!("z minula: úkol {}", goes_on.task.number)), "{}", room.text());

        // Done and not needed leave a report of staff; not needed says why.
        let reports = count(&house, REPORTS, held).await;
        assert_eq!(say(&mut worker, next, done, ("done", None)).await.status, StatusCode::SEE_OTHER);
        let silent = say(&mut worker, next, needless, ("not_needed", Some(("slovo", "")))).await;
        assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY);
        let why = Some(("slovo", "Babička se přestěhovala blíž."));
        assert_eq!(say(&mut worker, next, needless, ("not_needed", why)).await.status, StatusCode::SEE_OTHER);
        assert_eq!(count(&house, REPORTS, held).await, reports + 2);
        let now = tasks(&house, held).await;
        let said =
            |task: &Followed| now.iter().find(|one| one.task.id == task.task.id).and_then(Followed::said);
        assert_eq!(
            (said(goes_on), said(done), said(needless)),
            (Some(Said::GoesOn), Some(Said::Done), Some(Said::NotNeeded))
        );

        // Each comes back once, also when an old page is sent again.
        let again = worker.submit(&form, &with(fields, "nove_id", &fresh())).await;
        assert_eq!(again.status, StatusCode::SEE_OTHER);
        let (backs,): (i64,) = BACK.statement().get(&house.raw.0).await.unwrap();
        assert_eq!(backs, 3);
        assert_eq!(meeting::lines(lookup, next).await.unwrap().len(), 1);
        let one = worker.visit(&format!("/konference/{held}/ukoly/{}", goes_on.task.id)).await;
        assert!(one.text().contains("Pokračuje v navazující konferenci"), "{}", one.text());
        assert!(
            one.forms().iter().all(|form| !form.action.ends_with("/hovor")),
            "nothing is written there any more"
        );
        let page = worker.visit(&address).await;
        assert!(page.text().contains("Trvá dál jako úkol č. 1"), "{}", page.text());
        // A task of another conference is nobody's here.
        let foreign = worker.post(&format!("/konference/{next}/minule/{}", fresh()), &[]).await;
        assert_eq!(foreign.status, StatusCode::NOT_FOUND);
    }
);

on_both!(
    async fn a_slip_about_a_task_of_last_time_is_taken_back_while_the_meeting_goes_on(house: TestHouse) {
        let (held, case) = held(&house).await;
        let mut worker = house.browser_of(Person::Coordinator).await;
        let open: Vec<Followed> =
            tasks(&house, held).await.into_iter().filter(|task| task.is_open()).collect();
        let (carried, done) = (&open[0], &open[1]);
        let next = follow(&house, &mut worker, held).await;
        meet(&house, &mut worker, next).await;
        let address = format!("/konference/{next}/minule");
        let before = count(&house, REPORTS, held).await;
        let day = Some(("termin", "24. 12. 2027"));
        assert_eq!(say(&mut worker, next, carried, ("goes_on", day)).await.status, StatusCode::SEE_OTHER);
        assert_eq!(say(&mut worker, next, done, ("done", None)).await.status, StatusCode::SEE_OTHER);
        let undo = |page: &Page, task: &Followed| {
            let action = format!("/minule/{}/vratit", task.task.id);
            page.forms().into_iter().find(|form| form.action.ends_with(&action))
        };
        let page = worker.visit(&address).await;
        for task in [carried, done] {
            let form = undo(&page, task).expect("a way back");
            let watch = Watch::begin(&house).await;
            for _ in 0..2 {
                assert_eq!(worker.submit(&form, &form.hidden()).await.status, StatusCode::SEE_OTHER);
            }
            watch.expect(&house, "task.back_undone", By::Staff(Person::Coordinator), Some(case)).await;
        }
        // As if nothing had been said: it waits, and what its owner said counts again.
        let page = worker.visit(&address).await;
        assert!(page.text().contains(&format!("Zbývá probrat: {}", open.len())), "{}", page.text());
        assert_eq!(count(&house, REPORTS, held).await, before);
        let now = tasks(&house, held).await;
        for task in [carried, done] {
            let after = now.iter().find(|one| one.task.id == task.task.id).unwrap();
            assert_eq!((after.back, after.said()), (None, task.said()));
        }
        let lookup = Errand::begin(&house.house).lookup();
        let lines = meeting::lines(lookup, next).await.unwrap();
        assert!(lines.len() == 1 && lines[0].struck.is_some(), "the line is struck, not gone");
        // Said anew it goes on under another number; the form of the first time brings nothing struck back.
        let day = Some(("termin", "7. 1. 2028"));
        assert_eq!(say(&mut worker, next, carried, ("goes_on", day)).await.status, StatusCode::SEE_OTHER);
        let lines = meeting::lines(lookup, next).await.unwrap();
        let living: Vec<_> = lines.iter().filter(|line| line.struck.is_none()).collect();
        assert_eq!(living.len(), 1);
        assert_eq!(living[0].task_number, Some(2), "a number is given once");
        let room = worker.visit(&format!("/konference/{next}/jednani")).await;
        assert!(room.text().contains(&format!("z minula: úkol {}", carried.task.number)), "{}", room.text());
        // A page from before takes nothing back that was said after it.
        let page = worker.visit(&address).await;
        let form = undo(&page, carried).expect("a way back");
        let stale = worker.submit(&form, &with(form.hidden(), "videno", "1")).await;
        assert_eq!(stale.status, StatusCode::SEE_OTHER);
        assert!(worker.visit(&address).await.text().contains("Trvá dál jako úkol č. 2"));
        // Afterwards it stands.
        house
            .meddle(async |mut work| {
                ENDED.bind(next).execute(&mut work).await?;
                Ok((work, ()))
            })
            .await;
        let late = worker.submit(&form, &form.hidden()).await;
        assert_eq!(late.status, StatusCode::FORBIDDEN);
        assert!(late.page().text().contains("Jednání už skončilo"), "{}", late.page().text());
        assert!(undo(&worker.visit(&address).await, carried).is_none());
    }
);

on_both!(
    async fn a_goal_taken_over_shows_what_was_said_before_on_the_same_scale(house: TestHouse) {
        let (held, _) = held(&house).await;
        let mut worker = house.browser_of(Person::Coordinator).await;
        let put = async |worker: &mut Browser, id: Id<Conference>, value: &str| {
            let form = form_of(worker, &format!("/konference/{id}/jednani/skala"), "/skala").await;
            let fields = with(with(form.hidden(), "kdy", "start"), "skala_1", value);
            let put = worker.submit(&form, &fields).await;
            assert_eq!(put.status, StatusCode::SEE_OTHER, "{:?}", put.page().problems());
        };
        put(&mut worker, held, "3").await;
        let next = follow(&house, &mut worker, held).await;
        meet(&house, &mut worker, next).await;
        let scale = format!("/konference/{next}/jednani/skala");
        let page = worker.visit(&scale).await;
        assert!(
            page.text().contains("na začátku: 3 z\u{a0}10") || page.text().contains("na začátku: 3 z 10"),
            "{}",
            page.text()
        );
        put(&mut worker, next, "6").await;
        let text = worker.visit(&scale).await.text().replace('\u{a0}', " ");
        assert!(text.contains("na začátku: 3 z 10, teď na začátku: 6 z 10"), "{text}");
    }
);
