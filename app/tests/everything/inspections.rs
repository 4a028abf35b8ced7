//! Somebody reads the file of a case: what they are shown, what they are refused, and what the record says of it.

use crate::acts::form_of;
use crate::canaries::pdf_text;
use crate::harness::browser::Answer;
use crate::harness::trace::{By, Watch};
use crate::harness::{Browser, Person, TestHouse};
use crate::on_both;
use axum::http::StatusCode;
use portable_sql::Sql;
use uuid::Uuid;

const REQUESTS: Sql = Sql::new("REQUESTS", "SELECT count(*) FROM inspection");
const PARTS: Sql = Sql::new("PARTS_OF", "SELECT count(*) FROM inspection_part WHERE inspection_id = $1");
const RECORDS: Sql = Sql::new("RECORDS", "SELECT count(*) FROM document WHERE kind = 'inspection'");
const HANDOUTS: Sql = Sql::new(
    "HANDOUTS",
    "SELECT d.id, d.edition, d.sha256 FROM document d WHERE d.kind = 'handout' AND d.case_id = $1 ORDER BY d.edition",
);
const OTHERS: Sql =
    Sql::new("OTHERS", "SELECT d.id FROM document d WHERE d.reader_id IS NULL AND d.kind = 'minutes'");

const REASON: &str = "Mohlo by to dítěti ublížit, a proto to zatím neukazujeme.";

async fn number(house: &TestHouse, sql: Sql) -> i64 {
    let (count,): (i64,) = sql.statement().get(&house.raw.0).await.unwrap();
    count
}

fn typed(fields: &[(&str, &str)]) -> Vec<(String, String)> {
    fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

/// Writes a request down and gives its address.
async fn ask(house: &TestHouse, browser: &mut Browser, person: &str) -> String {
    let list = format!("/pripady/{}/nahlizeni-do-spisu", house.named("case.dolezalovi"));
    let form = form_of(browser, &format!("{list}/nove"), "/nove").await;
    let mut fields = form.hidden();
    fields.extend(typed(&[("kdo", &house.named(person).to_string()), ("dne", "19. 11. 2026"), ("co", "")]));
    let answer = browser.submit(&form, &fields).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{:?}", answer.page().problems());
    answer.location().unwrap().split('?').next().unwrap().to_owned()
}

async fn choose(browser: &mut Browser, request: &str, chosen: &[(&str, &str)]) -> Answer {
    let form = form_of(browser, request, "/vyber").await;
    let mut fields = form.hidden();
    fields.extend(typed(chosen));
    browser.submit(&form, &fields).await
}

async fn record(browser: &mut Browser, request: &str, more: &[(&str, &str)]) -> Answer {
    let form = form_of(browser, request, "/zaznam").await;
    let mut fields = form.hidden();
    fields.extend(typed(&[("dne", "19. 11. 2026"), ("totoznost", "card")]));
    fields.extend(typed(more));
    browser.submit(&form, &fields).await
}

/// The words of the record as it was filed.
async fn paper(browser: &mut Browser, request: &str) -> String {
    let page = browser.visit(request).await;
    let link = page.links().into_iter().find(|link| link.starts_with("/dokumenty/")).expect("the record");
    let file = browser.get(&format!("{link}/soubor")).await;
    assert_eq!(file.status, StatusCode::OK);
    pdf_text(&file.body)
}

async fn handouts(house: &TestHouse) -> Vec<(Uuid, i64, Vec<u8>)> {
    HANDOUTS.bind(house.named("case.dolezalovi")).all(&house.raw.0).await.unwrap()
}

fn start(hash: &[u8]) -> String {
    hash.iter().take(4).map(|byte| format!("{byte:02x}")).collect()
}

on_both!(
    async fn the_record_says_what_was_shown_and_why_the_rest_was_not_but_never_which(house: TestHouse) {
        let mut worker = house.browser_of(Person::Coordinator).await;
        let request = ask(&house, &mut worker, "person.marketa").await;
        let all = handouts(&house).await;
        let (shown, refused) = (&all[0], &all[1]);
        let names = [format!("dokument-{}", shown.0), format!("dokument-{}", refused.0)];
        let (why, ground) = (format!("duvod-{}", refused.0), format!("zaklad-{}", refused.0));
        let chosen = [
            (names[0].as_str(), "shown"),
            (names[1].as_str(), "refused"),
            (why.as_str(), REASON),
            (ground.as_str(), "zspod.55.5"),
        ];
        assert_eq!(choose(&mut worker, &request, &chosen).await.status, StatusCode::SEE_OTHER);
        let watch = Watch::begin(&house).await;
        let other = [("dalsi", "Listy 12 až 14 papírového spisu."), ("kopie", "ano")];
        assert_eq!(record(&mut worker, &request, &other).await.status, StatusCode::SEE_OTHER);
        let of = house.named("case.dolezalovi");
        let case = Some(of);
        let by = By::Staff(Person::Coordinator);
        let seen = watch.expect(&house, "inspection.shown", by, case).await;
        assert!(seen.detail.contains(&shown.0.to_string()), "{}", seen.detail);
        watch.expect(&house, "disclosure.sent", by, case).await;
        let made = watch.expect(&house, "inspection.made", by, case).await;
        assert!(!made.detail.contains("ublížit"), "the trail keeps no words: {}", made.detail);
        let text = paper(&mut worker, &request).await;
        for words in ["Markéta Doležalová", "papírového spisu", &start(&shown.2)] {
            assert!(text.contains(words), "{words} is missing: {text}");
        }
        let flat = text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(flat.contains(REASON), "{flat}");
        assert!(!text.contains(&start(&refused.2)), "the record names what was refused: {text}");
        assert!(!flat.contains(&format!("podklad, {}. vyhotovení", refused.1)), "{flat}");
        // Nobody verified the paragraph: it stands there as invented, or not at all.
        assert!(!text.contains("§ 55") || text.contains("ukázková data"), "{text}");
        // What was told to whom knows her by name, although she sat at no table.
        let told = worker.visit(&format!("/pripady/{of}/sdeleno")).await.text();
        assert!(
            told.contains("záznam o nahlížení do spisu") && told.contains("Markéta Doležalová"),
            "{told}"
        );
    }
);

on_both!(
    async fn a_paper_that_is_not_for_them_cannot_be_shown_and_what_was_typed_stays(house: TestHouse) {
        let mut worker = house.browser_of(Person::Coordinator).await;
        // The former partner is no reader of what concerns the children's health.
        let request = ask(&house, &mut worker, "person.radek").await;
        let id = request.rsplit('/').next().unwrap().parse::<Uuid>().unwrap();
        let all = handouts(&house).await;
        let minutes: Vec<(Uuid,)> = OTHERS.statement().all(&house.raw.0).await.unwrap();
        let page = worker.visit(&request).await;
        let form = page.forms().into_iter().find(|f| f.action.ends_with("/vyber")).unwrap();
        for (master,) in minutes {
            let name = format!("dokument-{master}");
            let offered = form.fields.iter().filter(|f| f.name == name);
            assert!(offered.into_iter().all(|f| f.value != "shown"), "the master record is offered whole");
        }
        // A handout of a stranger's: it is not his whatever the browser sends.
        let of_another =
            Sql::new("OF_ANOTHER", "SELECT id FROM document WHERE reader_id IS NOT NULL AND case_id = $1");
        let letters: Vec<(Uuid,)> =
            of_another.bind(house.named("case.dolezalovi")).all(&house.raw.0).await.unwrap();
        let forbidden = letters.first().map(|(id,)| *id);
        let (first, second) =
            (format!("dokument-{}", all[0].0), forbidden.map(|id| format!("dokument-{id}")));
        let (why, ground) = (format!("duvod-{}", all[0].0), format!("zaklad-{}", all[0].0));
        let mut chosen =
            vec![(first.as_str(), "refused"), (why.as_str(), "krátké"), (ground.as_str(), "zspod.55.5")];
        if let Some(name) = &second {
            chosen.push((name.as_str(), "shown"));
        }
        let answer = choose(&mut worker, &request, &chosen).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        let page = answer.page();
        assert!(page.html.contains("krátké"), "what was typed is lost");
        assert!(page.problems().iter().any(|p| p.contains("15 znaků")), "{:?}", page.problems());
        if second.is_some() {
            assert!(page.problems().iter().any(|p| p.contains("ukázat nejde")), "{:?}", page.problems());
        }
        let (parts,): (i64,) = PARTS.bind(id).get(&house.raw.0).await.unwrap();
        assert_eq!(parts, 0, "something was chosen all the same");
    }
);

on_both!(
    async fn the_same_form_twice_is_one_request_one_choice_and_one_record(house: TestHouse) {
        let mut worker = house.browser_of(Person::Coordinator).await;
        let list = format!("/pripady/{}/nahlizeni-do-spisu", house.named("case.dolezalovi"));
        let form = form_of(&mut worker, &format!("{list}/nove"), "/nove").await;
        let mut fields = form.hidden();
        let who = house.named("person.marketa").to_string();
        fields.extend(typed(&[("kdo", &who), ("dne", "19. 11. 2026"), ("co", "Jen zápis.")]));
        let before = number(&house, REQUESTS).await;
        let mut request = String::new();
        for _ in 0..2 {
            let answer = worker.submit(&form, &fields).await;
            assert_eq!(answer.status, StatusCode::SEE_OTHER);
            request = answer.location().unwrap().split('?').next().unwrap().to_owned();
        }
        assert_eq!(number(&house, REQUESTS).await, before + 1);
        let all = handouts(&house).await;
        let name = format!("dokument-{}", all[0].0);
        let form = form_of(&mut worker, &request, "/vyber").await;
        let mut fields = form.hidden();
        fields.extend(typed(&[(name.as_str(), "shown")]));
        for _ in 0..2 {
            assert_eq!(worker.submit(&form, &fields).await.status, StatusCode::SEE_OTHER);
        }
        // Somebody else's older window does not overwrite it; what was typed there stays on the page.
        let mut late = form.hidden();
        let (why, ground) = (format!("duvod-{}", all[0].0), format!("zaklad-{}", all[0].0));
        late.extend(typed(&[(name.as_str(), "refused"), (why.as_str(), REASON), (ground.as_str(), "sr.38")]));
        let stale = worker.submit(&form, &late).await;
        assert_eq!(stale.status, StatusCode::CONFLICT);
        assert!(stale.text().contains(REASON), "what was typed is lost");
        let form = form_of(&mut worker, &request, "/zaznam").await;
        let mut fields = form.hidden();
        fields.extend(typed(&[("dne", "19. 11. 2026"), ("totoznost", "known")]));
        for _ in 0..2 {
            assert_eq!(worker.submit(&form, &fields).await.status, StatusCode::SEE_OTHER);
        }
        assert_eq!(number(&house, RECORDS).await, 1);
        // The signature is written down once, a refusal of it with its reason.
        let form = form_of(&mut worker, &request, "/podpis").await;
        let silent = worker.submit(&form, &typed(&[("podpis", "declined")])).await;
        assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY);
        let watch = Watch::begin(&house).await;
        let why = typed(&[("podpis", "declined"), ("proc", "Chce se poradit.")]);
        for _ in 0..2 {
            assert_eq!(worker.submit(&form, &why).await.status, StatusCode::SEE_OTHER);
        }
        // Another answer of a colleague's older window is not thrown away under a word of thanks.
        let other = typed(&[("podpis", "declined"), ("proc", "Nesouhlasí s třetím bodem.")]);
        for fields in [other, typed(&[("podpis", "signed")])] {
            let late = worker.submit(&form, &fields).await;
            assert_eq!(late.status, StatusCode::CONFLICT, "{}", late.text());
            assert!(fields.len() < 2 || late.text().contains("Nesouhlasí s třetím bodem."));
        }
        let of = house.named("case.dolezalovi");
        let case = Some(of);
        watch.expect(&house, "inspection.signed", By::Staff(Person::Coordinator), case).await;
        assert!(worker.visit(&request).await.text().contains("Chce se poradit."));
    }
);

on_both!(
    async fn a_protected_fact_does_not_get_into_a_record_and_a_refusal_of_all_shows_nothing(
        house: TestHouse,
    ) {
        let case = house.named("case.dolezalovi");
        let mut worker = house.browser_of(Person::Coordinator).await;
        let father = house.named("person.radek").to_string();
        let form = form_of(&mut worker, &format!("/pripady/{case}/chranene/novy"), "/novy").await;
        let mut fields = form.hidden();
        let about = format!("osoba-{}", house.named("person.marketa"));
        fields.extend(typed(&[
            ("druh", "address"),
            ("o_kom", &about),
            ("udaj", "Žlutokvětá 4711, Zálesná Lhota"),
            ("pred_kym", &father),
        ]));
        let answer = worker.submit(&form, &fields).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{:?}", answer.page().problems());
        let request = ask(&house, &mut worker, "person.radek").await;
        let before = number(&house, RECORDS).await;
        let told = [("dalsi", "Zápis z návštěvy na adrese Žlutokvětá 4711, Zálesná Lhota.")];
        let answer = record(&mut worker, &request, &told).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            answer.text().contains("chráněný údaj") && answer.text().contains("Zápis z návštěvy na adrese")
        );
        assert_eq!(number(&house, RECORDS).await, before);
        let form = form_of(&mut worker, &request, "/odeprit").await;
        let mut fields = form.hidden();
        fields.extend(typed(&[
            ("odepreno_dne", "19. 11. 2026"),
            ("duvod", "Ve Žlutokvěté 4711, Zálesná Lhota, se nic neukazuje."),
            ("zaklad", "sr.38"),
        ]));
        let answer = worker.submit(&form, &fields).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "a secret left in a reason");
        fields.retain(|(name, _)| name != "duvod");
        fields.extend(typed(&[("duvod", REASON)]));
        let watch = Watch::begin(&house).await;
        let answer = worker.submit(&form, &fields).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{:?}", answer.page().problems());
        let made = watch.expect(&house, "inspection.made", By::Staff(Person::Coordinator), Some(case)).await;
        assert!(made.detail.contains("\"whole\":true"), "{}", made.detail);
        let text = paper(&mut worker, &request).await;
        assert!(text.contains("odepření") && !text.contains("Žlutokvět"), "{text}");
        assert!(!text.contains("podklad,"), "a refusal of all lists what lies there: {text}");
    }
);

on_both!(
    async fn a_record_stays_in_the_house_when_a_fact_in_it_is_protected_later(house: TestHouse) {
        let case = house.named("case.dolezalovi");
        let mut worker = house.browser_of(Person::Coordinator).await;
        let request = ask(&house, &mut worker, "person.radek").await;
        let told = [("dalsi", "Dopis ze školy Na Kopci, Horní Dolní 17.")];
        assert_eq!(record(&mut worker, &request, &told).await.status, StatusCode::SEE_OTHER);
        assert!(paper(&mut worker, &request).await.contains("Kopci"));
        let form = form_of(&mut worker, &format!("/pripady/{case}/chranene/novy"), "/novy").await;
        let mut fields = form.hidden();
        let about = format!("osoba-{}", house.named("person.marketa"));
        let father = house.named("person.radek").to_string();
        fields.extend(typed(&[
            ("druh", "address"),
            ("o_kom", &about),
            ("udaj", "Horní Dolní 17"),
            ("pred_kym", &father),
        ]));
        assert_eq!(worker.submit(&form, &fields).await.status, StatusCode::SEE_OTHER);
        let page = worker.visit(&request).await;
        let link = page.links().into_iter().find(|link| link.starts_with("/dokumenty/")).unwrap();
        let kept = worker.get(&format!("{link}/soubor")).await;
        assert_eq!(kept.status, StatusCode::CONFLICT, "it was printed again");
    }
);
