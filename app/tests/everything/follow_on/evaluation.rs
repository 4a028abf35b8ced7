//! The final evaluation: a paper for the office's file, one for each conference, made as it is closed or by a button for one
//! that was closed before there was this paper.

use super::{conference, count, follow, held, tasks, with};
use crate::acts::form_of;
use crate::canaries::pdf_text;
use crate::harness::html::Form;
use crate::harness::trace::{By, Watch};
use crate::harness::{Browser, Person};
use crate::on_both;
use axum::http::StatusCode;
use portable_sql::Sql;
use pripadovka::access::Errand;
use pripadovka::audit::{self, About};
use pripadovka::conferences::{self, Conference};
use pripadovka::feedback::FeedbackClosed;
use pripadovka::follow_up;
use pripadovka::kernel::{Failure, Id};
use pripadovka::plan;

const PAPERS: Sql = Sql::new(
    "PAPERS",
    "SELECT count(*) FROM document WHERE conference_id = $1 AND kind = 'conference_evaluation'",
);
const READERS: Sql = Sql::new(
    "READERS",
    "SELECT count(*) FROM document WHERE conference_id = $1 AND kind = 'conference_evaluation' AND reader_id IS NOT NULL",
);
const NO_CONTENT: Sql = Sql::new(
    "NO_CONTENT",
    "DELETE FROM document_content WHERE document_id IN (SELECT id FROM document WHERE conference_id = $1 AND kind = 'conference_evaluation')",
);
const NO_PAPER: Sql =
    Sql::new("NO_PAPER", "DELETE FROM document WHERE conference_id = $1 AND kind = 'conference_evaluation'");

const WORDS: &str = "Nela se vrací domů postupně, babička pomáhá.";

/// The form that closes it, with everything ticked.
async fn closing(worker: &mut Browser, id: Id<Conference>) -> (Form, Vec<(String, String)>) {
    let form = form_of(worker, &format!("/konference/{id}/uzavrit"), "/uzavrit").await;
    let fields = with(with(with(form.hidden(), "souhrn", WORDS), "vim", "ano"), "vim_zapis", "ano");
    (form, fields)
}

/// The words of the evaluation, as the closing page leads to it.
async fn paper(browser: &mut Browser, id: Id<Conference>) -> String {
    let page = browser.visit(&format!("/konference/{id}/uzavrit")).await;
    assert!(page.text().contains("Závěrečné vyhodnocení (PDF)"), "{}", page.text());
    let file = |link: &String| link.starts_with("/dokumenty/") && link.ends_with("/soubor");
    let link = page.links().into_iter().find(file).expect("a way to the paper");
    let answer = browser.get(&link).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(answer.header("content-type"), "application/pdf");
    let name = answer.header("content-disposition");
    assert!(name.contains("zaverecne-vyhodnoceni-1.pdf"), "{name}");
    one_line(&pdf_text(&answer.body))
}

/// Where a line ends says nothing.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

on_both!(
    async fn closing_files_one_evaluation_with_the_summary_the_goals_and_how_the_tasks_ended(
        house: TestHouse,
    ) {
        let (held, case) = held(&house).await;
        let mut worker = house.browser_of(Person::Coordinator).await;
        let scale = format!("/konference/{held}/jednani/skala");
        let form = form_of(&mut worker, &scale, "/skala").await;
        let put = with(with(form.hidden(), "kdy", "start"), "skala_1", "3");
        assert_eq!(worker.submit(&form, &put).await.status, StatusCode::SEE_OTHER);
        assert_eq!(count(&house, PAPERS, held).await, 0);
        let (form, fields) = closing(&mut worker, held).await;
        // Two windows at once, with other words in each: one closes, the other is told.
        let mut other = house.browser_of(Person::CoWorker).await;
        let theirs = with(fields.clone(), "souhrn", "Něco docela jiného.");
        let watch = Watch::begin(&house).await;
        let (one, two) = tokio::join!(worker.submit(&form, &fields), other.submit(&form, &theirs));
        let mut statuses = [one.status, two.status];
        statuses.sort();
        assert_eq!(statuses, [StatusCode::SEE_OTHER, StatusCode::CONFLICT]);
        let (words, by) = match one.status {
            StatusCode::SEE_OTHER => (WORDS, Person::Coordinator),
            _ => ("Něco docela jiného.", Person::CoWorker),
        };
        let event = watch.expect(&house, "conference.evaluated", By::Staff(by), Some(case)).await;
        assert!(!event.detail.contains("Nela"), "{}", event.detail);
        watch.expect(&house, "document.filed", By::Staff(by), Some(case)).await;
        // And the same form again.
        worker.submit(&form, &with(fields, "souhrn", words)).await;
        assert_eq!(count(&house, PAPERS, held).await, 1);
        assert_eq!(count(&house, READERS, held).await, 0, "it is the office's own");

        let text = paper(&mut worker, held).await;
        assert!(text.contains(words), "{text}");
        assert!(text.contains("na začátku: 3 z 10"), "{text}");
        assert!(text.contains("čeká na č. j."), "{text}");
        let tasks = tasks(&house, held).await;
        let standing = follow_up::standing(&tasks, house.house.clock.today());
        let (all, settled) = (standing.all, standing.done());
        assert!(settled > 0 && standing.open > 0, "the demo has both: {standing:?}");
        let of = czech::prepositions::of(all);
        assert!(text.contains(&format!("Vyřízeno {settled} {of} {all}.")), "{text}");
        for end in ["hotovo", "otevřený, potřebuje pomoc", "otevřený, bez zprávy"] {
            assert!(text.contains(end), "{end}: {text}");
        }
        let lookup = Errand::begin(&house.house).lookup();
        let now = conference(&house, held).await;
        for (goal, number) in conferences::goals(lookup, held).await.unwrap().into_iter().zip(1..) {
            let said = plan::course_words(&plan::course(lookup, &now, goal.id).await.unwrap());
            let said = if said.is_empty() { "na škále není".to_owned() } else { one_line(&said) };
            assert!(
                text.contains(&format!("C{number} ")) && text.contains(&said),
                "{number}, {said}: {text}"
            );
        }
        assert!(!text.contains("Navazující konference"), "nothing follows yet: {text}");
        // It stands among the papers of the conference by itself.
        let papers = worker.visit(&format!("/konference/{held}/dokumenty")).await;
        assert!(papers.text().contains("závěrečné vyhodnocení, 1. vyhotovení"), "{}", papers.text());
    }
);

// A task is reported while the paper is typeset: nothing is closed over it, what was typed stays, and the next try closes.
on_both!(
    async fn what_changes_while_the_evaluation_is_made_stops_the_closing(house: TestHouse) {
        const TOUCH: Sql =
            Sql::new("TOUCH", "UPDATE task SET version = version + 1 WHERE conference_id = $1");
        let (held, case) = held(&house).await;
        let mut worker = house.browser_of(Person::Coordinator).await;
        let (form, fields) = closing(&mut worker, held).await;
        let office = conference(&house, held).await.office.uuid();
        let about = About { case: Some(case), conference: Some(held.uuid()) };
        let change = house.house.trail.run(audit::By::system(office), move |mut operation| async move {
            TOUCH.bind(held).execute(operation.work()).await?;
            tokio::time::sleep(std::time::Duration::from_secs(4)).await;
            Ok::<_, Failure>((operation.record(&FeedbackClosed { about }).await?, ()))
        });
        let later = async {
            tokio::time::sleep(std::time::Duration::from_millis(300)).await;
            worker.submit(&form, &fields).await
        };
        let (changed, stale) = tokio::join!(change, later);
        changed.unwrap();
        assert_eq!(stale.status, StatusCode::CONFLICT, "{}", stale.text());
        assert!(stale.text().contains("Konference zatím uzavřená není"), "{}", stale.text());
        assert!(stale.text().contains(WORDS), "what was typed is lost: {}", stale.text());
        assert_eq!(count(&house, PAPERS, held).await, 0, "a paper of what is not so any more");
        let (form, fields) = closing(&mut worker, held).await;
        assert_eq!(worker.submit(&form, &fields).await.status, StatusCode::SEE_OTHER);
        assert_eq!(count(&house, PAPERS, held).await, 1);
    }
);

on_both!(
    async fn a_conference_closed_before_gets_its_evaluation_by_the_button_once(house: TestHouse) {
        let (held, _) = held(&house).await;
        let mut worker = house.browser_of(Person::Coordinator).await;
        let address = format!("/konference/{held}/uzavrit");
        let act = format!("{address}/vyhodnoceni");
        // Not before it is closed.
        let early = worker.post(&act, &[]).await;
        assert_eq!(early.status, StatusCode::SEE_OTHER);
        let page = worker.visit(early.location().unwrap()).await;
        assert!(page.text().contains("až konferenci uzavřete"), "{}", page.text());
        assert_eq!(count(&house, PAPERS, held).await, 0);
        let (form, fields) = closing(&mut worker, held).await;
        assert_eq!(worker.submit(&form, &fields).await.status, StatusCode::SEE_OTHER);
        // As it was before there was this paper.
        house
            .meddle(async |mut work| {
                NO_CONTENT.bind(held).execute(&mut work).await?;
                assert_eq!(NO_PAPER.bind(held).execute(&mut work).await?, 1);
                Ok((work, ()))
            })
            .await;
        follow(&house, &mut worker, held).await;
        let mut officer = house.browser_of(Person::DataProtectionOfficer).await;
        let page = officer.visit(&address).await;
        assert!(page.forms().iter().all(|form| !form.action.ends_with("/vyhodnoceni")), "the officer reads");
        assert_eq!(officer.post(&act, &[]).await.status, StatusCode::FORBIDDEN);
        let form = form_of(&mut worker, &address, "/vyhodnoceni").await;
        let mut other = house.browser_of(Person::CoWorker).await;
        let watch = Watch::begin(&house).await;
        let hidden = form.hidden();
        let (one, two) = tokio::join!(worker.submit(&form, &hidden), other.submit(&form, &hidden));
        for answer in [one, two, worker.submit(&form, &hidden).await] {
            let to = answer.location().unwrap_or_default().to_owned();
            assert!(answer.status == StatusCode::SEE_OTHER && to.contains("vyhodnoceno"), "{to}");
        }
        let made: Vec<_> = watch.since(&house).await;
        let made = made.iter().filter(|event| event.code == "conference.evaluated").count();
        assert_eq!((made, count(&house, PAPERS, held).await), (1, 1));
        let text = paper(&mut worker, held).await;
        assert!(text.contains(WORDS) && text.contains("Vyřízeno"), "{text}");
        assert!(text.contains("Navazující konference:"), "{text}");
        // Who only reads finds it too; nobody else comes near it.
        assert!(paper(&mut officer, held).await.contains(WORDS));
        let page = worker.visit(&address).await;
        assert!(page.forms().iter().all(|form| !form.action.ends_with("/vyhodnoceni")), "{}", page.text());
        let link = page.links().into_iter().find(|link| link.starts_with("/dokumenty/")).unwrap();
        for person in [Person::Facilitator, Person::OtherWorker, Person::Colleague] {
            let mut browser = house.browser_of(person).await;
            assert_eq!(browser.get(&link).await.status, StatusCode::NOT_FOUND, "{person:?}");
        }
    }
);
