//! What staff do with their hands: letters printed at one go, calls, numbers of the post.

use crate::acts::form_of;
use crate::harness::forms::plausible;
use crate::harness::html::Form;
use crate::harness::{Browser, Person, TestHouse};
use crate::on_both;
use axum::http::StatusCode;
use portable_sql::Sql;
use uuid::Uuid;

fn with(form: &Form, answers: &[(&str, &str)]) -> Vec<(String, String)> {
    let mut fields = plausible(form);
    fields.retain(|(name, _)| !answers.iter().any(|(n, _)| n == name));
    let kept = answers.iter().filter(|(_, value)| !value.is_empty());
    fields.extend(kept.map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
    fields
}

async fn count(house: &TestHouse, text: &'static str) -> i64 {
    let (count,): (i64,) = Sql::new("COUNT", text).statement().get(&house.raw.0).await.unwrap();
    count
}

fn home(house: &TestHouse) -> String {
    format!("/konference/{}", house.named("conference.main"))
}

/// Invites somebody this way; the page of their invitation.
async fn invite(house: &TestHouse, worker: &mut Browser, who: &str, way: &str) -> String {
    let (home, reader) = (home(house), house.named(who).to_string());
    let form = form_of(worker, &format!("{home}/pozvanky?komu={reader}"), "/zpusob").await;
    let chosen = worker.submit(&form, &with(&form, &[("zpusob", way)])).await;
    assert_eq!(chosen.status, StatusCode::SEE_OTHER);
    let form = form_of(worker, &format!("{home}/pozvanky/odeslat?komu={reader}"), "/odeslat").await;
    let sent = worker.submit(&form, &with(&form, &[("komu", &reader), ("videno", &reader)])).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{:?}", sent.page().problems());
    let of = Sql::new("INVITATION_OF", "SELECT id FROM invitation WHERE participant_id = $1");
    let (id,): (Uuid,) = of.bind(house.named(who)).get(&house.raw.0).await.unwrap();
    format!("{home}/pozvanky/{id}")
}

on_both!(
    async fn all_letters_that_wait_are_in_one_file_and_a_stopped_one_is_named_instead(house: TestHouse) {
        let mut worker = house.browser_of(Person::Coordinator).await;
        let home = home(&house);
        invite(&house, &mut worker, "participant.dolezalova", "letter").await;
        invite(&house, &mut worker, "participant.kratochvil", "registered").await;
        let page = worker.visit(&format!("{home}/pozvanky/tisk")).await;
        assert!(page.text().contains("Otevřít všechny v jednom PDF"), "{}", page.text());
        let file = worker.get(&format!("{home}/pozvanky/tisk/dopisy")).await;
        assert_eq!(file.status, StatusCode::OK);
        let words = reading::text(&file.body, "dopisy.pdf").unwrap().words;
        assert!(words.contains("Doležalov") && words.contains("Kratochvíl"), "{words}");
        assert_eq!(words.matches("/p/").count() % 2, 0);
        let list = worker.visit(&format!("{home}/pozvanky/tisk/arch")).await.text();
        assert!(list.contains("Zůstává v úřadu.") && list.contains("Kratochvíl"), "{list}");

        // Something on both letters becomes a secret: neither is printed, both are named.
        let case = house.named("case.dolezalovi");
        let form = form_of(&mut worker, &format!("/pripady/{case}/chranene/novy"), "/novy").await;
        let about = format!("dite-{}", house.named("child.eliska"));
        let typed =
            [("druh", "phone"), ("o_kom", about.as_str()), ("udaj", "585 000 111"), ("pred_kym", "nikdo")];
        assert_eq!(worker.submit(&form, &with(&form, &typed)).await.status, StatusCode::SEE_OTHER);
        let page = worker.visit(&format!("{home}/pozvanky/tisk")).await.text();
        assert!(page.contains("tento dopis v PDF není."), "{page}");
        assert!(!page.contains("Otevřít všechny v jednom PDF"), "{page}");
        let file = worker.get(&format!("{home}/pozvanky/tisk/dopisy")).await;
        assert_eq!(file.status, StatusCode::SEE_OTHER, "a letter that must not leave was printed");
        let list = worker.visit(&format!("{home}/pozvanky/tisk/arch")).await.text();
        assert!(!list.contains("Kratochvíl"), "{list}");
    }
);

on_both!(
    async fn a_call_is_noted_once_with_what_was_answered_and_only_of_who_was_reached(house: TestHouse) {
        let mut worker = house.browser_of(Person::Coordinator).await;
        let invitation = invite(&house, &mut worker, "participant.dolezalova", "phone").await;
        let script = format!("{invitation}/hovor");
        let page = worker.visit(&script).await;
        let text = page.text();
        for part in ["Když to zvedne někdo jiný", "Neříkejte", "Můžete teď mluvit", "Zveme vás na setkání"]
        {
            assert!(text.contains(part), "{part}: {text}");
        }
        let form = form_of(&mut worker, &script, "/hovor").await;
        let said = [("vysledek", "no_message"), ("odpoved", "comes"), ("slova", "")];
        let refused = worker.submit(&form, &with(&form, &said)).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.text().contains("jen od toho, s kým jste mluvili"), "{}", refused.text());
        assert_eq!(count(&house, "SELECT count(*) FROM invitation_call").await, 0);

        let said = [("vysledek", "reached"), ("odpoved", "remote"), ("slova", "Zavolejte až po třetí.")];
        let fields = with(&form, &said);
        assert_eq!(worker.submit(&form, &fields).await.status, StatusCode::SEE_OTHER);
        assert_eq!(worker.submit(&form, &fields).await.status, StatusCode::SEE_OTHER);
        assert_eq!(count(&house, "SELECT count(*) FROM invitation_call").await, 1, "one call, twice");
        let told = "SELECT count(*) FROM invitation WHERE channel = 'phone' AND state = 'delivered' AND answer = 'remote' AND answered_by IS NOT NULL";
        assert_eq!(count(&house, told).await, 1);
        let page = worker.visit(&invitation).await.text();
        assert!(page.contains("mluvili jsme spolu") && page.contains("Zavolejte až po třetí."), "{page}");
    }
);

on_both!(
    async fn the_number_of_a_registered_letter_is_kept_and_words_are_no_number(house: TestHouse) {
        let mut worker = house.browser_of(Person::Coordinator).await;
        let invitation = invite(&house, &mut worker, "participant.kratochvil", "registered").await;
        let form = form_of(&mut worker, &invitation, "/predano").await;
        let wrong = worker.submit(&form, &with(&form, &[("cislo", "převzala paní 1")])).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(wrong.text().contains("Číslo zásilky nebo zprávy má jen"), "{}", wrong.text());
        let kept = worker.submit(&form, &with(&form, &[("cislo", "RR 123456789 CZ")])).await;
        assert_eq!(kept.status, StatusCode::SEE_OTHER);
        assert!(worker.visit(&invitation).await.text().contains("RR 123456789 CZ"));
    }
);
