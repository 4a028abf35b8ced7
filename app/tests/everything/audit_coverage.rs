//! Nothing changes and no case is read without a trace, and the trace cannot be changed unnoticed.

use crate::harness::forms::persuade;
use crate::harness::html::Form;
use crate::harness::stages::prepare;
use crate::harness::{Backend, Person, TestHouse, tour};
use crate::on_both;
use axum::http::StatusCode;
use portable_sql::Sql;
use pripadovka::access::{Policy, Verb};
use pripadovka::audit::{Verdict, verify};
use pripadovka::kernel::Moment;
use std::collections::BTreeSet;
use uuid::Uuid;

const EVENTS: Sql = Sql::new("EVENTS", "SELECT count(*) FROM audit_event WHERE code <> 'case.read'");
const READS: Sql = Sql::new(
    "READS",
    "SELECT count(*) FROM audit_event WHERE code = 'case.read' AND case_id = $1 AND actor_id = $2",
);

async fn events(house: &TestHouse) -> i64 {
    let row: (i64,) = EVENTS.statement().get(&house.raw.0).await.unwrap();
    row.0
}

/// Who can do most of what a person of the house can do.
const DOERS: &[Person] = &[
    Person::Coordinator,
    Person::Head,
    Person::Administrator,
    Person::DataProtectionOfficer,
    Person::Methodologist,
];

/// Parameters that name a case or what belongs to one.
const OF_A_CASE: &[&str] = &[
    "pripad",
    "konference",
    "ucastnik",
    "pozvanka",
    "dokument",
    "dite",
    "osoba",
    "udaj",
    "podklad",
    "nahlednuti",
    "souhlas",
    "postoupeni",
    "nahlizeni",
    "ipod",
];

/// Acts that change nothing that an auditor would ask for, each with its reason.
const WITHOUT_EVENT: &[(&str, &str)] = &[(
    "/konference/{konference}/jednani/vedeni/pokracovat",
    "the other button of one act: in this walk /jednani/pokracovat has ended the pause before",
)];

on_both!(
    async fn every_read_of_a_case_leaves_an_event(house: TestHouse) {
        let addresses = tour::addresses(&house).await;
        let case = house.named("case.dolezalovi");
        let reader = house.cast.id(Person::Coordinator);
        let mut browser = house.browser_of(Person::Coordinator).await;
        let mut looked = 0;
        for route in tour::routes() {
            let of_case = matches!(route.policy, Policy::Permit { param, .. } if OF_A_CASE.contains(&param));
            if route.verb != Verb::Get || !of_case {
                continue;
            }
            let before: (i64,) = READS.bind(case).bind(reader).get(&house.raw.0).await.unwrap();
            let answer = browser.get(&addresses[&(false, route.path)]).await;
            let after: (i64,) = READS.bind(case).bind(reader).get(&house.raw.0).await.unwrap();
            if answer.status == StatusCode::OK {
                looked += 1;
                assert!(after.0 > before.0, "{} was read and nobody will ever know", route.path);
            }
        }
        assert!(looked > 0);
    }
);

/// An act as a page offers it.
struct Offer {
    route: &'static str,
    page: String,
    form: Form,
}

/// All acts that a person's pages offer.
async fn offers(house: &TestHouse, person: Person) -> Vec<Offer> {
    let routes = tour::routes();
    let mut browser = house.browser_of(person).await;
    let mut offers = Vec::new();
    for answer in tour::walk(&mut browser, &tour::starts(house)).await {
        if !answer.is_html() {
            continue;
        }
        for form in answer.page().forms().into_iter().filter(|f| !f.get) {
            let route = tour::route_of(&routes, Verb::Post, &form.action);
            let route =
                route.unwrap_or_else(|| panic!("a form leads to {}, which no route serves", form.action));
            offers.push(Offer { route: route.path, page: answer.url.clone(), form });
        }
    }
    offers
}

/// What became of the acts: those that left an event, and those that changed something silently.
#[derive(Default)]
struct Ledger {
    offered: BTreeSet<&'static str>,
    traced: BTreeSet<&'static str>,
    silent: Vec<String>,
}

impl Ledger {
    async fn act(&mut self, house: &TestHouse, person: Person, offer: &Offer) {
        self.offered.insert(offer.route);
        let mut browser = house.browser_of(person).await;
        let before = events(house).await;
        let (answer, _) = persuade(&mut browser, &offer.form).await;
        assert!(!answer.status.is_server_error(), "{} fails: {}", offer.form.action, answer.status);
        let traced = events(house).await > before;
        let away = answer.status == StatusCode::SEE_OTHER;
        let excused = WITHOUT_EVENT.iter().any(|(path, _)| *path == offer.route);
        if away && !traced && !excused {
            self.silent.push(format!("{} by {person:?}", offer.route));
        }
        if traced && (away || answer.status == StatusCode::OK) {
            self.traced.insert(offer.route);
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_act_leaves_an_event() {
    let mut ledger = Ledger::default();
    let origin = TestHouse::lived_in().await;
    for person in DOERS {
        for offer in offers(&origin, *person).await {
            if !ledger.traced.contains(offer.route) {
                // Each act in a house of its own, so that one does not close the door to another.
                let house = TestHouse::lived_in().await;
                ledger.act(&house, *person, &offer).await;
            }
        }
    }
    // Acts of a meeting, of weighing and of the time afterwards, one after another in one house; ends come last.
    for stage in ["running", "considered", "not_now", "held"] {
        let (house, _, _) = prepare(Backend::Sqlite, stage).await;
        for person in [Person::Coordinator, Person::Head] {
            let mut offers = offers(&house, person).await;
            offers.sort_by_key(|offer| ENDS.iter().any(|end| offer.route.ends_with(end)));
            for mut offer in offers {
                if ledger.traced.contains(offer.route) {
                    continue;
                }
                // As the page offers it now.
                let page = house.browser_of(person).await.visit(&offer.page).await;
                let again = page.forms().into_iter().find(|f| f.action == offer.form.action);
                offer.form = again.unwrap_or(offer.form);
                ledger.act(&house, person, &offer).await;
            }
        }
    }
    assert!(ledger.silent.is_empty(), "acts without an event: {:#?}", ledger.silent);
    let reason = |line: &'static str| line.split_once("  ").map(|(path, reason)| (path, reason.trim()));
    let known: Vec<(&str, &str)> = include_str!("acts_not_reached.txt").lines().filter_map(reason).collect();
    assert!(known.iter().all(|(_, reason)| !reason.is_empty()), "an act without a reason: {known:?}");
    let by_hand = |path: &str| {
        let written = [crate::acts::WRITTEN, crate::sign_in::WRITTEN, crate::openings::WRITTEN];
        written.iter().any(|list| list.contains(&path))
    };
    let routes = tour::routes();
    let acts =
        routes.iter().filter(|r| r.verb == Verb::Post && !r.path.starts_with("/ukazka")).map(|r| r.path);
    let unknown: Vec<&str> = acts
        .clone()
        .filter(|path| !ledger.traced.contains(path) && !by_hand(path))
        .filter(|path| !known.iter().any(|(known, _)| known == path))
        .collect();
    assert!(
        unknown.is_empty(),
        "acts that neither this walk nor acts.rs carries out, and that are not in acts_not_reached.txt: {unknown:#?}"
    );
    let stale: Vec<_> =
        known.iter().filter(|(path, _)| ledger.traced.contains(*path) || by_hand(path)).collect();
    assert!(stale.is_empty(), "these were reached; take them from acts_not_reached.txt: {stale:#?}");
    let (count, all) = (ledger.traced.len(), acts.count());
    assert!(count * 2 > all, "only {count} of {all} acts were carried out");
}

/// Acts after which others are not possible any more.
const ENDS: &[&str] =
    &["/konec", "/zrusit", "/odlozit", "/uzavrit", "/vymazat", "/odebrat", "/odvolat", "/vhodnost"];

on_both!(
    async fn the_chain_holds_after_a_day_of_work(house: TestHouse) {
        for person in DOERS {
            let mut browser = house.browser_of(*person).await;
            tour::walk(&mut browser, &tour::starts(&house)).await;
        }
        let verdicts = verify(&house.house.queries, |_| {}).await.unwrap();
        assert!(!verdicts.is_empty());
        for verdict in verdicts {
            assert!(matches!(verdict, Verdict::Whole { events, .. } if events > 0), "{verdict:?}");
        }
    }
);

on_both!(
    async fn a_changed_removed_or_cut_off_event_is_found(house: TestHouse) {
        let office = house.cast.office;
        let mut browser = house.browser_of(Person::Coordinator).await;
        for _ in 0..5 {
            browser.get(&format!("/pripady/{}", house.named("case.dolezalovi"))).await;
        }
        let whole = verify(&house.house.queries, |_| {}).await.unwrap();
        assert!(whole.iter().all(|v| matches!(v, Verdict::Whole { .. })), "{whole:?}");
        let removed = "DELETE FROM audit_event WHERE office_id = $1 AND sequence = 3";
        let changed =
            "UPDATE audit_event SET code = 'case.opened_twice' WHERE office_id = $1 AND sequence = 2";
        for (what, text) in [("removed", removed), ("changed", changed)] {
            let broken =
                |v: &Verdict| matches!(v, Verdict::Broken { office: o, at } if *o == office && *at <= 4);
            house
                .meddle(async |mut work| {
                    assert_eq!(Sql::new("TAMPER", text).bind(office).execute(&mut work).await?, 1, "{what}");
                    Ok((work, ()))
                })
                .await;
            let verdicts = verify(&house.house.queries, |_| {}).await.unwrap();
            assert!(verdicts.iter().any(broken), "an event was {what} and nobody noticed: {verdicts:?}");
        }
    }
);

on_both!(
    async fn an_end_that_was_cut_off_is_found(house: TestHouse) {
        let office = house.cast.office;
        let mut browser = house.browser_of(Person::Coordinator).await;
        browser.get(&format!("/pripady/{}", house.named("case.dolezalovi"))).await;
        let cut = Sql::new(
            "CUT",
            "DELETE FROM audit_event WHERE office_id = $1 AND sequence = (SELECT max(sequence) FROM audit_event WHERE office_id = $1)",
        );
        house
            .meddle(async |mut work| {
                assert_eq!(cut.bind(office).execute(&mut work).await?, 1);
                Ok((work, ()))
            })
            .await;
        let verdicts = verify(&house.house.queries, |_| {}).await.unwrap();
        assert!(
            verdicts.iter().any(|v| matches!(v, Verdict::Broken { office: o, .. } if *o == office)),
            "{verdicts:?}"
        );
    }
);

portable_sql::row! {
    /// Everything that an event says.
    #[derive(Clone, Debug)]
    struct Said {
        sequence: i64,
        moment: Moment,
        who: String,
        actor: Option<Uuid>,
        code: String,
        case: Option<Uuid>,
        conference: Option<Uuid>,
        detail: String,
    }
}

/// Writes an event over, behind the trail's back.
async fn write_over(house: &TestHouse, said: &Said) {
    let over = Sql::new(
        "OVER",
        "UPDATE audit_event SET moment = $3, who = $4, actor_id = $5, code = $6, case_id = $7, conference_id = $8, \
         detail = $9 WHERE office_id = $1 AND sequence = $2",
    );
    let over =
        over.bind(house.cast.office).bind(said.sequence).bind(said.moment).bind(&said.who).bind(said.actor);
    let over = over.bind(&said.code).bind(said.case).bind(said.conference).bind(&said.detail);
    let mut work = house.raw.1.begin().await.unwrap();
    assert_eq!(over.execute(&mut work).await.unwrap(), 1);
    work.commit().await.unwrap();
}

on_both!(
    async fn an_event_with_any_field_changed_is_found(house: TestHouse) {
        let office = house.cast.office;
        // A guess at the sign-in page stands in the office's chain as an act of nobody.
        let guess = [("jmeno", "head@urad.example"), ("heslo", "hádám naslepo")];
        house.stranger().fill_form("/prihlaseni", &guess).await;
        let mut browser = house.browser_of(Person::Coordinator).await;
        browser.get(&format!("/konference/{}", house.named("conference.main"))).await;
        let newest = Sql::new(
            "NEWEST",
            "SELECT sequence, moment, who, actor_id, code, case_id, conference_id, detail FROM audit_event \
             WHERE office_id = $1 AND who = $2 ORDER BY sequence DESC LIMIT 1",
        );
        let nobodys: Said = newest.bind(office).bind("system").get(&house.raw.0).await.unwrap();
        let staffs: Said = newest.bind(office).bind("staff").get(&house.raw.0).await.unwrap();
        let other = Some(house.cast.office);
        let changes: [(&str, &Said, fn(&mut Said, Option<Uuid>)); 12] = [
            ("nobody becomes staff", &nobodys, |said, _| said.who = "staff".into()),
            ("a kind of actor that is none", &nobodys, |said, _| said.who = "nobody".into()),
            ("staff becomes nobody", &staffs, |said, _| said.who = "system".into()),
            ("staff becomes an outsider", &staffs, |said, _| said.who = "outsider".into()),
            ("no actor", &staffs, |said, _| said.actor = None),
            ("another actor", &staffs, |said, other| said.actor = other),
            ("no case", &staffs, |said, _| said.case = None),
            ("another case", &staffs, |said, other| said.case = other),
            ("another conference", &staffs, |said, other| said.conference = other),
            ("another detail", &staffs, |said, _| said.detail.push(' ')),
            ("another moment", &staffs, |said, _| said.moment = said.moment.plus_seconds(-1)),
            ("another code", &staffs, |said, _| said.code.push('s')),
        ];
        for (what, said, change) in changes {
            let mut changed = said.clone();
            change(&mut changed, other);
            write_over(&house, &changed).await;
            let verdicts = verify(&house.house.queries, |_| {}).await.unwrap();
            let broken = Verdict::Broken { office, at: said.sequence };
            assert!(verdicts.contains(&broken), "{what}: nobody noticed: {verdicts:?}");
            write_over(&house, said).await;
        }
        let verdicts = verify(&house.house.queries, |_| {}).await.unwrap();
        assert!(verdicts.iter().all(|v| matches!(v, Verdict::Whole { .. })), "{verdicts:?}");
    }
);
