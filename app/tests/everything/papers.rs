//! Papers and preparation, as a worker and the head meet them: what is for whom, what keeps a paper in, what is proved.

use crate::harness::browser::Answer;
use crate::harness::trace::{By, Watch};
use crate::harness::{Backend, Browser, Person, TestHouse};
use crate::on_both;
use crate::outsider::guest;
use axum::http::{Method, StatusCode};
use portable_sql::Sql;
use std::io::Write as _;

const BORDER: &str = "----pripadovka91aa";
const PAPERS: Sql = Sql::new("PAPERS", "SELECT count(*) FROM paper");
const HANDINGS: Sql = Sql::new("HANDINGS", "SELECT count(*) FROM paper_handing");
const TALKS: Sql = Sql::new("TALKS", "SELECT count(*) FROM preparation_talk");

async fn number(house: &TestHouse, sql: Sql) -> i64 {
    let (count,): (i64,) = sql.statement().get(&house.raw.0).await.unwrap();
    count
}

/// A multipart body as a browser sends it.
fn body(fields: &[(&str, &str)], file: (&str, &[u8])) -> (String, Vec<u8>) {
    let mut body = Vec::new();
    for (name, value) in fields {
        write!(body, "--{BORDER}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
            .unwrap();
    }
    let head = "Content-Type: application/octet-stream";
    write!(
        body,
        "--{BORDER}\r\nContent-Disposition: form-data; name=\"soubor\"; filename=\"{}\"\r\n{head}\r\n\r\n",
        file.0
    )
    .unwrap();
    body.extend_from_slice(file.1);
    write!(body, "\r\n--{BORDER}--\r\n").unwrap();
    (format!("multipart/form-data; boundary={BORDER}"), body)
}

/// The form of a new paper: its address, its hidden identifier, the children and people it offers by name.
struct Form {
    address: String,
    id: String,
    children: Vec<String>,
    people: Vec<(String, String)>,
}

async fn form(house: &TestHouse, browser: &mut Browser) -> Form {
    let address = format!("/konference/{}/podklady/novy", house.named("conference.main"));
    let page = browser.visit(&address).await;
    let form = page.forms().into_iter().find(|f| f.multipart).expect("a form with a file");
    let values = |name: &str| -> Vec<String> {
        form.fields.iter().filter(|f| f.name == name).map(|f| f.value.clone()).collect()
    };
    let mut people = Vec::new();
    for key in house.named.keys().filter(|key| key.starts_with("participant.")) {
        people.push((key.clone(), house.named(key).to_string()));
    }
    Form { id: values("nove_id").remove(0), children: values("deti"), people, address }
}

impl Form {
    fn person(&self, key: &str) -> &str {
        let found = self.people.iter().find(|(name, _)| name == key);
        found.map(|(_, id)| id.as_str()).unwrap_or_else(|| panic!("nobody is called {key}"))
    }
}

/// Uploads a plain text with these groups for these people.
async fn upload(
    browser: &mut Browser,
    form: &Form,
    (groups, people): (&[&str], &[&str]),
    (name, text): (&str, &[u8]),
) -> Answer {
    let mut fields = vec![("nove_id", form.id.as_str()), ("nazev", "Zkušební podklad"), ("druh", "report")];
    fields.extend(groups.iter().map(|group| ("skupiny", *group)));
    fields.extend(form.children.iter().map(|child| ("deti", child.as_str())));
    fields.extend(people.iter().map(|key| ("pro", form.person(key))));
    browser.send(Method::POST, &form.address, Some(body(&fields, (name, text)))).await
}

fn words(page: &crate::harness::html::Page) -> String {
    page.text()
}

on_both!(
    async fn a_paper_goes_only_to_whom_all_of_it_belongs(house: TestHouse) {
        let mut worker = house.browser_of(Person::Coordinator).await;
        let form = form(&house, &mut worker).await;
        let groups = &["school", "housing_money"];
        let to = &["participant.dolezalova", "participant.horakova"];
        let text = "Eliška chybí ve škole a rodina dluží za byt.".as_bytes();
        let answer = upload(&mut worker, &form, (groups, to), ("zprava.txt", text)).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{:?}", answer.page().problems());
        let paper = answer.location().unwrap().split('?').next().unwrap().to_owned();
        // The mother gets the file as it came, under a name that tells nothing.
        let file = worker.get(&format!("{paper}/soubor/{}", form.person("participant.dolezalova"))).await;
        assert_eq!((file.status, file.body.as_slice()), (StatusCode::OK, text));
        let name = file.header("content-disposition").to_owned();
        assert!(name.contains("podklad-") && !name.contains("zprava"), "{name}");
        // The teacher may know about school, but not about debts: she gets none of it, and the page says why.
        let kept = worker.get(&format!("{paper}/soubor/{}", form.person("participant.horakova"))).await;
        assert_eq!(kept.status, StatusCode::SEE_OTHER, "a teacher read about debts");
        let page = worker.visit(&paper).await;
        let text = words(&page);
        assert!(text.contains("teď nejde předat"), "{text}");
        // Nobody can write down that it was handed to her either.
        let handed = number(&house, HANDINGS).await;
        let address = format!("{paper}/predano/{}", form.person("participant.horakova"));
        let typed = [("jak".to_owned(), "in_person".to_owned()), ("den".into(), "19. 11. 2026".into())];
        worker.post(&address, &typed).await;
        assert_eq!(number(&house, HANDINGS).await, handed);
    }
);

on_both!(
    async fn what_the_table_leaves_to_the_head_the_head_opens_in_words_and_nobody_else(house: TestHouse) {
        let mut worker = house.browser_of(Person::Coordinator).await;
        let form = form(&house, &mut worker).await;
        let to = &["participant.hajkova"];
        let text = "Eliška chodí do osmé třídy.".as_bytes();
        let answer = upload(&mut worker, &form, (&["school"], to), ("skola.txt", text)).await;
        let paper = answer.location().unwrap().split('?').next().unwrap().to_owned();
        let grandmother = form.person("participant.hajkova");
        let file = format!("{paper}/soubor/{grandmother}");
        assert_eq!(worker.get(&file).await.status, StatusCode::SEE_OTHER);
        let address = format!("{paper}/rozhodnout/{grandmother}");
        let typed = [("verze".to_owned(), "1".to_owned()), ("duvod".into(), "Vodí ji do školy.".into())];
        assert_eq!(worker.post(&address, &typed).await.status, StatusCode::FORBIDDEN);
        let mut head = house.browser_of(Person::Head).await;
        let silent = [("verze".to_owned(), "1".to_owned())];
        assert_eq!(head.post(&address, &silent).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        let watch = Watch::begin(&house).await;
        assert_eq!(head.post(&address, &typed).await.status, StatusCode::SEE_OTHER);
        let case = Some(house.named("case.dolezalovi"));
        let event = watch.expect(&house, "paper.decided", By::Staff(Person::Head), case).await;
        assert!(event.detail.contains("school") && !event.detail.contains("Vodí"), "{}", event.detail);
        assert_eq!(worker.get(&file).await.status, StatusCode::OK);
    }
);

on_both!(
    async fn the_same_form_twice_is_one_paper_and_what_cannot_be_read_is_refused_with_a_sentence(
        house: TestHouse,
    ) {
        let mut worker = house.browser_of(Person::Coordinator).await;
        let form = form(&house, &mut worker).await;
        let before = number(&house, PAPERS).await;
        let to: &[&str] = &["participant.dolezalova"];
        for _ in 0..2 {
            let answer = upload(&mut worker, &form, (&["school"], to), ("a.txt", b"Zpr\xc3\xa1va.")).await;
            assert_eq!(answer.status, StatusCode::SEE_OTHER);
        }
        assert_eq!(number(&house, PAPERS).await, before + 1);
        let again = self::form(&house, &mut worker).await;
        for (name, bytes) in
            [("a.docx", &b"PK\x03\x04nonsense"[..]), ("a.pdf", b"%PDF-nonsense"), ("a.txt", b"")]
        {
            let answer = upload(&mut worker, &again, (&["school"], to), (name, bytes)).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{name} was taken");
            let page = answer.page();
            assert!(!page.problems().is_empty(), "{name}");
            assert!(page.html.contains("Zkušební podklad"), "what was typed is lost: {name}");
        }
        assert_eq!(number(&house, PAPERS).await, before + 1);
    }
);

on_both!(
    async fn a_file_over_the_limit_is_refused_with_a_sentence(house: TestHouse) {
        let mut worker = house.browser_of(Person::Coordinator).await;
        let form = form(&house, &mut worker).await;
        let before = number(&house, PAPERS).await;
        for megabytes in [22, 200] {
            let large = vec![b'a'; megabytes * 1024 * 1024];
            let answer = upload(&mut worker, &form, (&["school"], &[]), ("velky.txt", &large)).await;
            assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE, "{megabytes} MB");
            assert!(answer.text().contains("20 MB"), "{}", answer.text());
        }
        assert_eq!(number(&house, PAPERS).await, before);
    }
);

on_both!(
    async fn nobody_is_called_ready_by_an_appointment_and_a_click_notes_one_talk(house: TestHouse) {
        let main = house.named("conference.main");
        let list = format!("/konference/{main}/priprava");
        let mut worker = house.browser_of(Person::Coordinator).await;
        let page = worker.visit(&list).await;
        let text = words(&page);
        assert!(text.contains("promluvit: domluveno na"), "the story's appointments are not shown: {text}");
        let father = house.named("participant.dolezal").to_string();
        let form =
            page.forms().into_iter().find(|f| f.action.contains(&father)).expect("one click for the father");
        let before = number(&house, TALKS).await;
        for _ in 0..2 {
            let answer = worker.submit(&form, &form.hidden()).await;
            assert_eq!(answer.status, StatusCode::SEE_OTHER);
        }
        assert_eq!(number(&house, TALKS).await, before + 1, "a double click is two talks");
        let mine = worker.visit(&format!("{list}/{father}")).await;
        let text = words(&mine);
        assert!(text.contains("ví o setkání") && text.contains("Chybí: předat podklad č. 1"), "{text}");
        // The desk says it too, with the nearest day.
        let desk = words(&worker.visit(&format!("/konference/{main}")).await);
        assert!(desk.contains("Předat podklady") && desk.contains("Promluvit před setkáním"), "{desk}");
    }
);

on_both!(
    async fn who_leads_the_meeting_sees_who_is_ready_and_no_word_of_anybody(house: TestHouse) {
        let main = house.named("conference.main");
        let mut worker = house.browser_of(Person::Coordinator).await;
        let mother = house.named("participant.dolezalova").to_string();
        let list = format!("/konference/{main}/priprava");
        let page = worker.visit(&format!("{list}/{mother}")).await;
        let form = page.forms().into_iter().find(|f| f.action == format!("{list}/{mother}")).unwrap();
        let mut fields = form.hidden();
        for (name, value) in [("den", "19. 11. 2026"), ("jak", "visit"), ("pohled", "Mám strach o byt.")] {
            fields.push((name.to_owned(), value.to_owned()));
        }
        assert_eq!(worker.submit(&form, &fields).await.status, StatusCode::SEE_OTHER);
        assert!(words(&worker.visit(&format!("{list}/{mother}")).await).contains("Mám strach o byt."));
        let mut facilitator = house.browser_of(Person::Facilitator).await;
        let text = words(&facilitator.visit(&list).await);
        assert!(text.contains("známe vlastní pohled") && !text.contains("strach"), "{text}");
        assert_eq!(facilitator.get(&format!("{list}/{mother}")).await.status, StatusCode::FORBIDDEN);
        assert_eq!(
            facilitator.get(&format!("/konference/{main}/podklady")).await.status,
            StatusCode::FORBIDDEN
        );
    }
);

const PICTURE: &[u8] = include_bytes!("../../../libs/reading/tests/fixtures/picture_and_text.pdf");
const SCAN: &[u8] = include_bytes!("../../../libs/reading/tests/fixtures/scan.pdf");
const PASSWORD: &[u8] = include_bytes!("../../../libs/reading/tests/fixtures/password.pdf");

on_both!(
    async fn a_picture_goes_out_when_somebody_looked_at_it_and_a_scan_when_the_head_answers_for_it(
        house: TestHouse,
    ) {
        let mut worker = house.browser_of(Person::Coordinator).await;
        let case = Some(house.named("case.dolezalovi"));
        let to = &["participant.dolezalova"];
        let form = form(&house, &mut worker).await;
        let mother = form.person("participant.dolezalova").to_owned();
        let answer = upload(&mut worker, &form, (&["school"], to), ("obrazek.pdf", PICTURE)).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{:?}", answer.page().problems());
        let paper = answer.location().unwrap().split('?').next().unwrap().to_owned();
        let file = format!("{paper}/soubor/{mother}");
        assert_eq!(
            worker.get(&file).await.status,
            StatusCode::SEE_OTHER,
            "a picture nobody looked at went out"
        );
        let page = worker.visit(&paper).await;
        let looked = page.forms().into_iter().find(|f| f.action.ends_with("/obrazky")).expect("a way on");
        let watch = Watch::begin(&house).await;
        worker.submit(&looked, &looked.hidden()).await;
        watch.expect(&house, "paper.pictures_checked", By::Staff(Person::Coordinator), case).await;
        let out = worker.get(&file).await;
        assert_eq!((out.status, out.body.as_slice()), (StatusCode::OK, PICTURE));
        // A scan: looking is not enough, the head answers for it in words.
        let form = self::form(&house, &mut worker).await;
        let answer = upload(&mut worker, &form, (&["school"], to), ("sken.pdf", SCAN)).await;
        let paper = answer.location().expect("a scan is kept").split('?').next().unwrap().to_owned();
        let file = format!("{paper}/soubor/{mother}");
        worker.post(&format!("{paper}/obrazky"), &[]).await;
        assert_eq!(
            worker.get(&file).await.status,
            StatusCode::SEE_OTHER,
            "a scan nobody could read went out"
        );
        let mut head = house.browser_of(Person::Head).await;
        let typed =
            [("verze".to_owned(), "1".to_owned()), ("duvod".into(), "Přečetl jsem celý dopis.".into())];
        assert_eq!(
            head.post(&format!("{paper}/rozhodnout/{mother}"), &typed).await.status,
            StatusCode::SEE_OTHER
        );
        assert_eq!(worker.get(&file).await.status, StatusCode::OK);
        // A password keeps the program out: refused, with what to do.
        let form = self::form(&house, &mut worker).await;
        let answer = upload(&mut worker, &form, (&["school"], to), ("heslo.pdf", PASSWORD)).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            answer.page().problems().iter().any(|p| p.contains("heslem")),
            "{:?}",
            answer.page().problems()
        );
    }
);

/// A reader takes their paper behind the code, and only there; what was withdrawn is gone at once.
async fn taken_from_outside(backend: Backend) {
    let guest = guest(backend).await;
    let mut worker = guest.house.browser_of(Person::Coordinator).await;
    let of = Sql::new("PARTICIPANT_OF", "SELECT participant_id FROM invitation WHERE id = $1");
    let (reader,): (uuid::Uuid,) = of.bind(guest.invitation).get(&guest.house.raw.0).await.unwrap();
    let list = guest.staff.split("/pozvanky").next().unwrap().to_owned();
    let page = worker.visit(&format!("{list}/podklady/novy")).await;
    let form = page.forms().into_iter().find(|f| f.multipart).expect("a form with a file");
    let mut fields = form.hidden();
    for (name, value) in [("nazev", "Zkušební podklad"), ("druh", "report"), ("skupiny", "plan_tasks")] {
        fields.push((name.to_owned(), value.to_owned()));
    }
    fields.extend(
        form.fields.iter().filter(|f| f.name == "deti").map(|f| ("deti".to_owned(), f.value.clone())),
    );
    fields.push(("pro".to_owned(), reader.to_string()));
    let fields: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
    let text = "Domluvit se, kdo vodí děti.".as_bytes();
    let answer = worker.send(Method::POST, &form.action, Some(body(&fields, ("plan.txt", text)))).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{:?}", answer.page().problems());
    let paper = answer.location().unwrap().split('?').next().unwrap().to_owned();
    let id = paper.rsplit('/').next().unwrap().to_owned();
    let address = format!("{}/podklady/{id}", guest.link);
    let mut browser = guest.browser.clone();
    let before = browser.post(&address, &[]).await;
    assert_eq!(before.location(), Some(guest.link.as_str()), "the link alone gave a paper out");
    let code = guest.code().await;
    guest.give(&mut browser, &code).await;
    let inside = format!("{}/priprava", guest.link);
    let page = browser.visit(&inside).await;
    let open = page.text();
    assert!(open.contains("Zkušební podklad"), "{open}");
    let watch = Watch::begin(&guest.house).await;
    let taken = browser.post(&address, &[]).await;
    assert_eq!((taken.status, taken.body.as_slice()), (StatusCode::OK, text));
    assert!(taken.header("content-disposition").contains("podklad-"));
    let event = watch.expect(&guest.house, "paper.handed", By::Outsider, Some(guest.case)).await;
    assert!(event.detail.contains("\"page\""), "{}", event.detail);
    // Of what nobody called back nobody is asked to say that they destroyed it.
    browser.post(&format!("{address}/zniceno"), &[]).await;
    worker.post(&format!("{paper}/odvolat"), &[]).await;
    assert!(!worker.visit(&paper).await.text().contains("zničení potvrzeno"));
    let gone = browser.post(&address, &[]).await;
    assert_eq!(gone.location(), Some(inside.as_str()), "a withdrawn paper was given out");
    let asked = browser.visit(&inside).await;
    assert!(!asked.text().contains("Zkušební podklad"));
    // Whoever has it is asked to destroy it, by number only, and hears by a mail that there is something to read.
    assert!(asked.text().contains("Vzali jsme zpět"), "{}", asked.text());
    pripadovka::worker::drain(&guest.house.house).await.unwrap();
    let kept = guest.house.house.exit.transport.kept().await.unwrap();
    let mails: Vec<_> = kept
        .iter()
        .filter_map(|sent| mail::read(&sent.raw).ok())
        .filter(|mail| mail.subject == "Nová zpráva k setkání")
        .collect();
    assert_eq!(mails.len(), 1);
    assert!(!mails[0].text.as_deref().unwrap_or_default().contains("podklad"), "{:?}", mails[0].text);
    let confirm =
        asked.forms().into_iter().find(|f| f.action.ends_with("/zniceno")).expect("a way to confirm");
    let without_code = guest.house.stranger().post(&confirm.action, &[]).await;
    assert_eq!(without_code.location(), Some(guest.link.as_str()), "the link alone confirmed");
    let watch = Watch::begin(&guest.house).await;
    assert_eq!(browser.submit(&confirm, &confirm.hidden()).await.location(), Some(inside.as_str()));
    watch.expect(&guest.house, "paper.destroyed", By::Outsider, Some(guest.case)).await;
    assert!(!browser.visit(&inside).await.text().contains("Vzali jsme zpět"));
    assert!(
        worker.visit(&paper).await.text().contains("zničení potvrzeno"),
        "staff do not see that it was confirmed"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_reader_takes_their_paper_behind_the_code_and_only_there_on_sqlite() {
    taken_from_outside(Backend::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_reader_takes_their_paper_behind_the_code_and_only_there_on_postgres() {
    taken_from_outside(Backend::Postgres).await;
}
