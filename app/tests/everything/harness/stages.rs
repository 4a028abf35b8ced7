//! Houses in which a conference has reached a certain stage.

use super::forms::persuade;
use super::{Backend, Furnished, Person, TestHouse, settling};
use axum::http::StatusCode;
use portable_sql::Sql;
use uuid::Uuid;

/// A house in which there is such a record: the case and the conference.
pub async fn prepare(backend: Backend, about: &str) -> (TestHouse, Uuid, Uuid) {
    let house = TestHouse::new(backend, Furnished::LivedIn).await;
    let (case, main) = (house.named("case.dolezalovi"), house.named("conference.main"));
    if about.is_empty() {
        return (house, case, main);
    }
    let mut browser = house.browser_of(Person::Coordinator).await;
    if about == "running" {
        for part in ["jednani/zahajit", "jednani/radky"] {
            let page = browser.visit(&format!("/konference/{main}/jednani")).await;
            let form = page.forms().into_iter().find(|f| f.action.ends_with(part));
            let form = form.unwrap_or_else(|| panic!("the meeting offers no {part}: {}", page.heading()));
            let (answer, sent) = persuade(&mut browser, &form).await;
            assert_eq!(
                answer.status,
                StatusCode::SEE_OTHER,
                "{part}: {sent:?} {:?}",
                answer.page().problems()
            );
        }
        return (house, case, main);
    }
    if ["held", "sealed"].contains(&about) {
        let of = Sql::new("CASE_OF", "SELECT case_id FROM conference WHERE id = $1");
        let held = house.named("conference.held");
        let (case,): (Uuid,) = of.bind(held).get(&house.raw.0).await.unwrap();
        let open_again = Sql::new("SET", "UPDATE conference SET state = 'held' WHERE id = $1");
        house
            .meddle(async |mut work| {
                open_again.bind(held).execute(&mut work).await?;
                if about == "sealed" {
                    let seal = Sql::new("SEAL", "UPDATE conference SET sealed = held WHERE id = $1");
                    seal.bind(held).execute(&mut work).await?;
                }
                Ok((work, ()))
            })
            .await;
        return (house, case, held);
    }
    if about == "following" {
        // The conference that follows the one of the demo that was held, with its meeting under way.
        let held = house.named("conference.held");
        let of = Sql::new("CASE_OF", "SELECT case_id FROM conference WHERE id = $1");
        let (case,): (Uuid,) = of.bind(held).get(&house.raw.0).await.unwrap();
        let set = Sql::new("SET", "UPDATE conference SET state = $2 WHERE id = $1");
        let to = async |id: Uuid, state: &str| {
            house
                .meddle(async |mut work| {
                    set.bind(id).bind(state).execute(&mut work).await?;
                    Ok((work, ()))
                })
                .await;
        };
        to(held, "held").await;
        let page = browser.visit(&format!("/konference/{held}/navazat")).await;
        let form = page.forms().into_iter().find(|f| f.action.ends_with("/navazat")).expect("to follow it");
        let mut fields = form.hidden();
        for field in form.fields.iter().filter(|field| field.chosen) {
            fields.push((field.name.clone(), field.value.clone()));
        }
        let begun = browser.submit(&form, &fields).await;
        let next =
            begun.location().and_then(|to| to.split('/').nth(2)?.parse::<Uuid>().ok()).expect("the next");
        to(next, "convened").await;
        let page = browser.visit(&format!("/konference/{next}/jednani")).await;
        let form = page.forms().into_iter().find(|f| f.action.ends_with("/zahajit")).expect("to begin");
        assert_eq!(browser.submit(&form, &[]).await.status, StatusCode::SEE_OTHER);
        return (house, case, next);
    }
    let begun = settling::begin(&mut browser, case).await.expect("a conference can be considered");
    let set = Sql::new("SET", "UPDATE conference SET state = $2 WHERE id = $1");
    house
        .meddle(async |mut work| {
            set.bind(begun).bind(about).execute(&mut work).await?;
            Ok((work, ()))
        })
        .await;
    (house, case, begun)
}
