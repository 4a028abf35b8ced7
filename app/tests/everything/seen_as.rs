//! See it as …: what staff look at before they send is what the invited person gets, on their page, behind the code, in
//! their calendar.

use crate::acts::form_of;
use crate::harness::forms::plausible;
use crate::harness::{Person, outsiders};
use crate::on_both;
use axum::http::StatusCode;
use portable_sql::Sql;

const SENT: Sql = Sql::new(
    "SENT",
    "SELECT r.preparation, r.invitation_id FROM invitation_round r JOIN invitation i ON i.id = r.invitation_id AND i.round = r.round WHERE i.participant_id = $1",
);
const SHOWN: Sql =
    Sql::new("SHOWN", "SELECT count(*) FROM audit_event WHERE who = 'outsider' AND detail LIKE $1");

/// A page without what its reader answered and asked: that is theirs, and was not there to be looked at.
fn without_replies(html: &str) -> String {
    let mut page = html.to_owned();
    for label in ["Odpověď", "Co potřebujete"] {
        let row = format!("<div><dt>{label}</dt>");
        if let Some((before, rest)) = page.clone().split_once(&row) {
            let after = rest.split_once("</div>").map_or("", |(_, after)| after);
            page = format!("{before}{after}");
        }
    }
    page
}

on_both!(
    async fn what_is_looked_at_before_sending_is_what_they_get_behind_the_code(house: TestHouse) {
        let (main, reader) =
            (house.named("conference.main"), house.named("participant.dolezalova").to_string());
        let mut worker = house.browser_of(Person::Coordinator).await;
        let preview = format!("/konference/{main}/pozvanky/nahled/{reader}/priprava");
        let looked_at = worker.visit(&preview).await.html;
        assert!(looked_at.contains("Čeho chceme dosáhnout"), "{looked_at}");
        let check = format!("/konference/{main}/pozvanky/odeslat?komu={reader}");
        let form = form_of(&mut worker, &check, "/odeslat").await;
        let hidden = form.hidden();
        let of = |name: &str| hidden.iter().find(|(n, _)| n == name).map(|(_, v)| v.clone()).unwrap();
        let seen = of(&format!("otisk-pripravy-{reader}"));
        assert_eq!(seen.len(), 64);
        // Something else in its place is not what was looked at: nothing leaves.
        let mut fields = hidden.clone();
        fields.extend([("komu".to_owned(), reader.clone()), ("videno".to_owned(), reader.clone())]);
        let mut other = fields.clone();
        other
            .iter_mut()
            .filter(|(n, _)| n.starts_with("otisk-pripravy-"))
            .for_each(|(_, v)| *v = "0".repeat(64));
        assert_eq!(worker.submit(&form, &other).await.status, StatusCode::CONFLICT);
        assert_eq!(worker.submit(&form, &fields).await.status, StatusCode::SEE_OTHER);
        let sent = SENT.bind(house.named("participant.dolezalova"));
        let (sent, invitation): (Option<String>, uuid::Uuid) = sent.get(&house.raw.0).await.unwrap();
        assert_eq!(sent.as_deref(), Some(seen.as_str()), "another page was noted than was looked at");
        pripadovka::worker::drain(&house.house).await.unwrap();
        let links = outsiders::links(&house).await;
        let hers = links.into_iter().filter(|(to, _)| to.starts_with("marketa.dolezalova"));
        let link = hers.map(|(_, link)| link).next_back().expect("a mail to the mother has left");
        let mut guest = house.stranger();
        let form = form_of(&mut guest, &link, "/otevrit").await;
        guest.submit(&form, &[]).await;
        let code = worker.post(&format!("/konference/{main}/pozvanky/{invitation}/kod"), &[]).await;
        let code = code.page().texts(".code b").remove(0);
        guest.post(&format!("{link}/kod"), &[("kod".into(), code)]).await;
        let got = guest.visit(&format!("{link}/priprava")).await.html;
        let got = without_replies(&got.replace(&link, "/p/osobni-odkaz"));
        assert_eq!(got, looked_at, "they read something else");
        let (shown,): (i64,) = SHOWN.bind(format!("%{seen}%")).get(&house.raw.0).await.unwrap();
        assert_eq!(shown, 1, "the trail does not say that just this was shown");
        // What they answer is theirs, and does not make it another page.
        let form = form_of(&mut guest, &link, "/odpoved").await;
        let mut fields = plausible(&form);
        fields.retain(|(name, _)| name != "odpoved");
        fields.push(("odpoved".into(), "comes".into()));
        guest.submit(&form, &fields).await;
        guest.visit(&format!("{link}/priprava")).await;
        let (shown,): (i64,) = SHOWN.bind(format!("%{seen}%")).get(&house.raw.0).await.unwrap();
        assert_eq!(shown, 2);
        let list = format!("/konference/{main}/pozvanky?komu={reader}");
        assert!(!worker.visit(&list).await.text().contains("Stránka za kódem se od odeslání změnila"));
    }
);

on_both!(
    async fn the_calendar_entry_is_shown_as_it_will_look(house: TestHouse) {
        let (main, reader) = (house.named("conference.main"), house.named("participant.dolezalova"));
        let mut worker = house.browser_of(Person::Coordinator).await;
        let page = worker.visit(&format!("/konference/{main}/pozvanky?komu={reader}")).await;
        let text = page.text();
        for part in ["V kalendáři", "Název Setkání", "Místo Městská knihovna", "marketa.dolezalova@"]
        {
            assert!(text.contains(part), "{part}: {text}");
        }
        assert!(page.links().iter().any(|link| link.ends_with(&format!("{reader}/priprava"))), "{text}");
    }
);
