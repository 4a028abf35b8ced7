//! The journal of a meeting behind its doors: what is acknowledged is in the table, what is in the table is what the pages
//! show, whoever writes, from however many devices, in whatever order it arrives.

mod room;

use self::room::{Device, Room, ask, data, fresh, micros};
use crate::harness::html::Form;
use crate::harness::trace::{By, Watch};
use crate::harness::{Backend, Person};
use ::journal::{Act, Entry, Field, LineKind, List, PauseKind, Step, fold, order};
use axum::http::{Method, StatusCode};
use portable_sql::Sql;
use pripadovka::audit::About;
use pripadovka::conferences;
use pripadovka::feedback::FeedbackClosed;
use pripadovka::kernel::{Failure, Id, Moment};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use uuid::Uuid;

/// One promise, kept on both databases, in a house where the meeting runs.
macro_rules! while_it_runs {
    ($(#[$meta:meta])* async fn $name:ident($room:ident: Room) $body:block) => {
        $(#[$meta])*
        mod $name {
            #[allow(unused_imports)]
            use super::*;
            async fn holds($room: Room) $body
            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn on_sqlite() {
                holds(Room::new(Backend::Sqlite).await).await;
            }
            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn on_postgres() {
                holds(Room::new(Backend::Postgres).await).await;
            }
        }
    };
}

while_it_runs!(
    async fn what_is_acknowledged_is_in_the_table_and_on_the_page(room: Room) {
        let mut tablet = room.device(Person::MinuteTaker).await;
        let (line, _) = tablet.line("Máma přijde v pátek do školy.");
        tablet.write(Act::Mark { line, field: Field::Kind, value: Some("agreed".into()) });
        let watch = Watch::begin(&room.house).await;
        let told = tablet.sync(&room).await;
        let event =
            watch.expect(&room.house, "meeting.kept", By::Staff(Person::MinuteTaker), Some(room.case)).await;
        assert!(event.detail.contains("\"entries\":4"), "{}", event.detail);
        assert!(tablet.outbox.is_empty());
        assert!(!told.to_string().contains("pátek"), "an acknowledgement tells what was said");
        assert_eq!(told["position"].as_u64().unwrap(), room.entries().await.len() as u64);
        let page = room.house.browser_of(Person::Coordinator).await.visit(&room.address("")).await;
        assert!(page.text().contains("Máma přijde v pátek do školy."), "{}", page.text());
        room.agrees().await;
    }
);

while_it_runs!(
    async fn two_devices_that_were_offline_merge_and_both_texts_stand(room: Room) {
        let (mut one, mut other) =
            (room.device(Person::MinuteTaker).await, room.device(Person::Coordinator).await);
        let (line, first) = one.line("Táta bere sobotu.");
        one.sync(&room).await;
        other.sync(&room).await;
        for (device, text) in
            [(&mut one, "Táta bere sobotu od devíti."), (&mut other, "Táta bere sobotu i neděli.")]
        {
            device.write(Act::Write { line, text: text.into(), over: vec![first] });
            for number in 0..5 {
                device.line(&format!("{text} ({number})"));
            }
        }
        other.sync(&room).await;
        one.sync(&room).await;
        let page = room.house.browser_of(Person::MinuteTaker).await.visit(&room.address("")).await.text();
        assert!(page.contains("od devíti.") && page.contains("i neděli."), "{page}");
        assert!(page.contains("současně"), "nobody sees that there are two: {page}");
        room.agrees().await;
        // Whoever writes over both settles it; nothing is refused on the way.
        let folded = fold(&room.entries().await, None);
        assert_eq!(folded.lines[&line].variants.len(), 1);
        let heads = folded.lines[&line].heads.clone();
        one.write(Act::Write { line, text: "Táta bere víkend od soboty devíti.".into(), over: heads });
        one.sync(&room).await;
        let page = room.house.browser_of(Person::MinuteTaker).await.visit(&room.address("")).await.text();
        assert!(!page.contains("současně") && page.contains("víkend od soboty"), "{page}");
        room.agrees().await;
    }
);

/// As many entries as the recorder sends at once, and the house takes.
const MOST: usize = 200;

/// A tablet is back: it hands over what it holds, one sending after another, and of each the first answer is lost on the
/// way. How many sendings there were.
async fn comes_back(device: &mut Device, room: &Room) -> usize {
    let address = room.address("/denik");
    let mut sendings = 0;
    while !device.outbox.is_empty() {
        let batch: Vec<Entry> = device.outbox.iter().take(MOST).cloned().collect();
        let lost = device.post(&address, &batch).await;
        assert_eq!(lost.status, StatusCode::OK, "{}", lost.text());
        let told = data(&device.post(&address, &batch).await);
        assert_eq!(told["refused"], json!([]), "{told}");
        let kept = told["kept"].as_array().unwrap().iter();
        let kept: BTreeSet<Uuid> = kept.map(|id| id.as_str().unwrap().parse().unwrap()).collect();
        let sent: BTreeSet<Uuid> = batch.iter().map(|entry| entry.id).collect();
        assert_eq!(kept, sent, "of one sending something is left");
        device.outbox.retain(|entry| !kept.contains(&entry.id));
        sendings += 1;
    }
    sendings
}

/// Everything that is kept, as somebody's open page hears it.
async fn hears(room: &Room, person: Person) -> Vec<Entry> {
    let mut browser = room.house.browser_of(person).await;
    let mut stream = browser.listen(&room.address("/zive?od=0")).await;
    let mut told = String::new();
    // How the meeting stands is told once there is nothing more to read.
    while !told.contains("event: stav") {
        let piece = stream.piece(std::time::Duration::from_secs(60)).await;
        told.push_str(&piece.expect("the stream ended before all was told"));
    }
    let messages = told.lines().filter_map(|line| line.strip_prefix("data:"));
    let messages = messages.map(|data| serde_json::from_str::<Value>(data.trim()).unwrap());
    let entries = messages.filter_map(|mut message| message.get_mut("entries").map(Value::take));
    entries.flat_map(|entries| serde_json::from_value::<Vec<Entry>>(entries).unwrap()).collect()
}

/// The lines of the room's page from top to bottom.
async fn shown(room: &Room, person: Person) -> Vec<Uuid> {
    let page = room.house.browser_of(person).await.visit(&room.address("")).await;
    let ids = page.attributes("ol.lines > li", "id");
    ids.iter().filter_map(|id| id.strip_prefix("radek-")?.parse().ok()).collect()
}

while_it_runs!(
    /// Each holds more than two sendings, both come back in the same moment, and no first answer arrives.
    async fn two_tablets_offline_for_an_hour_lose_nothing_and_all_read_one_order(room: Room) {
        let (mut one, mut other) =
            (room.device(Person::MinuteTaker).await, room.device(Person::Coordinator).await);
        let (shared, first) = one.line("Táta bere sobotu.");
        one.sync(&room).await;
        other.sync(&room).await;
        let mut typed: Vec<Vec<Uuid>> = Vec::new();
        for (device, name) in [(&mut one, "první"), (&mut other, "druhý")] {
            let text = format!("Sobota, jak ji má {name} tablet.");
            device.write(Act::Write { line: shared, text: text.as_str().into(), over: vec![first] });
            let mut lines = Vec::new();
            for number in 0..150_usize {
                let (line, _) = device.line(&format!("{name} tablet, řádek {number}"));
                let kind = ["agreed", "task", "said"][number % 3];
                device.write(Act::Mark { line, field: Field::Kind, value: Some(kind.into()) });
                lines.push(line);
            }
            typed.push(lines);
        }
        let clock = &room.house.house.clock;
        clock.set(clock.now().plus_seconds(3_600));
        let sent: Vec<Entry> = one.outbox.iter().chain(&other.outbox).cloned().collect();
        let sendings = tokio::join!(comes_back(&mut one, &room), comes_back(&mut other, &room));
        assert_eq!(sendings, (3, 3));
        // Every entry is kept once, as it was written.
        let kept = room.entries().await;
        for entry in &sent {
            let same: Vec<&Entry> = kept.iter().filter(|other| other.id == entry.id).collect();
            let [same] = same[..] else { panic!("{entry:?} is kept {} times", same.len()) };
            let made = |entry: &Entry| (entry.device, entry.seq, entry.stamp, entry.act.clone());
            assert_eq!(made(same), made(entry));
        }
        let numbers = room.numbers().await;
        let given: BTreeSet<(List, u32)> =
            numbers.iter().map(|((_, list), number)| (*list, *number)).collect();
        assert_eq!(given.len(), numbers.len(), "a number was given twice");
        assert!(given.len() >= 200);
        assert_eq!(fold(&kept, None).lines[&shared].variants.len(), 1, "one of two texts is gone");
        room.agrees().await;
        // Whoever reads: the same lines in the same order, and each tablet's in the order in which they were typed.
        let ours: BTreeSet<Uuid> = typed.iter().flatten().copied().collect();
        let mut orders = vec![order(fold(&kept, None).lines.values(), &[])];
        for person in [Person::MinuteTaker, Person::Coordinator] {
            let heard = hears(&room, person).await;
            assert_eq!(heard.len(), kept.len(), "{person:?} hears something twice or never");
            orders.push(order(fold(&heard, None).lines.values(), &[]));
            orders.push(shown(&room, person).await);
        }
        for order in &mut orders {
            order.retain(|line| ours.contains(line));
        }
        assert!(orders.iter().all(|order| *order == orders[0]), "not everybody reads the same order");
        for lines in &typed {
            let mut own = orders[0].clone();
            own.retain(|line| lines.contains(line));
            assert_eq!(&own, lines);
        }
    }
);

while_it_runs!(
    async fn what_comes_twice_or_many_times_at_once_is_kept_once(room: Room) {
        let mut tablet = room.device(Person::MinuteTaker).await;
        for number in 0..20 {
            let (line, _) = tablet.line(&format!("Řádek {number}"));
            tablet.write(Act::Mark { line, field: Field::Kind, value: Some("task".into()) });
        }
        let entries = tablet.outbox.clone();
        let mut sending = tokio::task::JoinSet::new();
        for _ in 0..8 {
            let (browser, address, entries) =
                (tablet.browser.clone(), room.address("/denik"), entries.clone());
            let (id, now) = (tablet.id, tablet.now);
            sending.spawn(async move {
                let mut again = Device { browser, id, seq: 0, stamp: 0, now, outbox: Vec::new() };
                again.post(&address, &entries).await
            });
        }
        for answer in sending.join_all().await {
            assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
            let told = data(&answer);
            assert_eq!(
                (told["kept"].as_array().unwrap().len(), told["refused"].as_array().unwrap().len()),
                (60, 0)
            );
        }
        let ids: Vec<Uuid> = room.entries().await.iter().map(|entry| entry.id).collect();
        assert!(entries.iter().all(|entry| ids.iter().filter(|id| **id == entry.id).count() == 1));
        let numbers = room.numbers().await;
        let given: BTreeSet<u32> =
            numbers.iter().filter(|((_, list), _)| *list == List::Task).map(|(_, n)| *n).collect();
        assert_eq!(
            given.len(),
            numbers.keys().filter(|(_, list)| *list == List::Task).count(),
            "a number twice"
        );
        assert!(given.len() >= 20);
        room.agrees().await;
    }
);

while_it_runs!(
    async fn a_clock_two_hours_wrong_moves_nothing_out_of_the_meeting(room: Room) {
        let mut tablet = room.device(Person::MinuteTaker).await;
        let right = tablet.now;
        for wrong in [-2 * 3_600_000_000_i64, 2 * 3_600_000_000] {
            tablet.now = right + wrong;
            tablet.line("Hodiny jdou špatně.");
        }
        tablet.sync(&room).await;
        let (started,): (Moment,) =
            Sql::new("STARTED", "SELECT started FROM meeting WHERE conference_id = $1")
                .bind(room.main)
                .get(&room.house.raw.0)
                .await
                .unwrap();
        let now = micros(room.house.house.clock.now());
        for entry in room.entries().await {
            // The house of the tests begins its meetings at a time that is typed, also ahead of its clock.
            let (from, until) = (micros(started).min(now), micros(started).max(now));
            assert!((from..=until).contains(&entry.happened), "{entry:?}");
        }
        room.agrees().await;
    }
);

while_it_runs!(
    async fn numbers_are_unique_and_never_change_whatever_lines_become(room: Room) {
        let mut devices = [room.device(Person::MinuteTaker).await, room.device(Person::Coordinator).await];
        let mut lines = Vec::new();
        let mut before = room.numbers().await;
        for round in 0..6_usize {
            let device = &mut devices[round % 2];
            for number in 0..3 {
                let (line, _) = device.line(&format!("Bod {round}/{number}"));
                lines.push(line);
            }
            for (at, line) in lines.iter().enumerate() {
                let kinds = ["agreed", "task", "said"];
                let value = Some(kinds[(at + round) % 3].into());
                device.write(Act::Mark { line: *line, field: Field::Kind, value });
                if (at + round) % 7 == 0 {
                    device.write(Act::Strike { line: *line, away: true, over: Vec::new() });
                }
            }
            device.sync(&room).await;
            let after = room.numbers().await;
            assert!(before.iter().all(|(key, number)| after.get(key) == Some(number)), "a number changed");
            let mut given: Vec<(List, u32)> =
                after.iter().map(|((_, list), number)| (*list, *number)).collect();
            let count = given.len();
            given.sort_unstable();
            given.dedup();
            assert_eq!(given.len(), count, "a number was given twice");
            before = after;
        }
        // One line alone, long after the others.
        let (line, _) = devices[0].line("Ještě jeden bod.");
        devices[0].write(Act::Mark { line, field: Field::Kind, value: Some("agreed".into()) });
        devices[0].sync(&room).await;
        let after = room.numbers().await;
        let highest =
            before.iter().filter(|((_, list), _)| *list == List::Agreed).map(|(_, number)| *number).max();
        assert_eq!(after.get(&(line, List::Agreed)).copied(), highest.map(|number| number + 1));
        room.agrees().await;
    }
);

while_it_runs!(
    async fn a_device_of_somebody_else_or_another_meeting_is_refused(room: Room) {
        let mut mine = room.device(Person::MinuteTaker).await;
        let mut theirs = room.device(Person::Coordinator).await;
        let before = room.entries().await.len();
        // Under the name of another's device.
        mine.line("Pod cizím jménem");
        let stolen: Vec<Entry> =
            mine.outbox.iter().cloned().map(|entry| Entry { device: theirs.id, ..entry }).collect();
        let (own, foreign) = (mine.id, theirs.id);
        mine.id = foreign;
        let answer = mine.post(&room.address("/denik"), &stolen).await;
        assert_eq!(
            (answer.status, data(&answer)["error"].as_str()),
            (StatusCode::NOT_FOUND, Some("not_here"))
        );
        // Entries of another device among one's own.
        mine.id = own;
        let told = data(&mine.post(&room.address("/denik"), &stolen).await);
        assert_eq!(
            (told["kept"].as_array().unwrap().len(), told["refused"].as_array().unwrap().len()),
            (0, 2)
        );
        // The key of another's device.
        let answer = ask(&mut theirs.browser, &room.address("/zarizeni"), own).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{}", answer.text());
        // A device that nobody was given.
        mine.id = fresh();
        assert_eq!(mine.post(&room.address("/denik"), &[]).await.status, StatusCode::NOT_FOUND);
        // A meeting that has not begun, and one that does not exist.
        let held = room.house.named("conference.held");
        let elsewhere = format!("/konference/{held}/jednani/denik");
        mine.id = own;
        let answer = mine.post(&elsewhere, &mine.outbox.clone()).await;
        assert!(
            answer.status == StatusCode::NOT_FOUND || answer.status == StatusCode::FORBIDDEN,
            "{}",
            answer.text()
        );
        let nowhere = format!("/konference/{}/jednani/denik", fresh());
        assert_eq!(data(&mine.post(&nowhere, &[]).await)["error"], "not_here");
        assert_eq!(room.entries().await.len(), before, "something was kept");
        // Nobody who is not signed in.
        mine.browser = room.house.stranger();
        let answer = mine.post(&room.address("/denik"), &[]).await;
        assert_eq!(
            (answer.status, data(&answer)["error"].as_str()),
            (StatusCode::UNAUTHORIZED, Some("sign_in"))
        );
        room.agrees().await;
    }
);

while_it_runs!(
    async fn what_cannot_be_read_is_refused_one_by_one_and_the_rest_is_kept(room: Room) {
        let mut tablet = room.device(Person::MinuteTaker).await;
        tablet.line("Tohle je v pořádku.");
        let good = json!(tablet.outbox);
        let line = fresh();
        let mut all = good.as_array().unwrap().clone();
        let number = Entry {
            id: fresh(),
            device: tablet.id,
            seq: 90,
            stamp: 90,
            happened: tablet.now,
            act: Act::Number { line, list: List::Task, number: 1 },
        };
        let long = Entry {
            id: fresh(),
            device: tablet.id,
            seq: 91,
            stamp: 91,
            happened: tablet.now,
            act: Act::Write { line, text: "ž".repeat(70_000).into(), over: Vec::new() },
        };
        let far = Entry {
            id: fresh(),
            device: tablet.id,
            seq: 92,
            stamp: 900_000_000,
            happened: tablet.now,
            act: Act::Resume,
        };
        all.extend([
            json!(number),
            json!(long),
            json!(far),
            json!({"id": "Tajnáslova", "act": {"do": "sing", "text": "Tajnáslova"}}),
            json!(7),
        ]);
        let body = json!({ "device": tablet.id, "entries": all }).to_string();
        let address = room.address("/denik");
        let json_body = Some(("application/json".to_owned(), body.clone().into_bytes()));
        let answer = tablet
            .browser
            .send_with(Method::POST, &address, json_body, &[("accept", "application/json")])
            .await;
        let told = data(&answer);
        assert_eq!(
            (told["kept"].as_array().unwrap().len(), told["refused"].as_array().unwrap().len()),
            (2, 5),
            "{told}"
        );
        let why: BTreeSet<&str> =
            told["refused"].as_array().unwrap().iter().map(|one| one["why"].as_str().unwrap()).collect();
        assert_eq!(why, ["bad_value", "house_only", "stamp_ahead", "too_long"].into());
        assert!(!told.to_string().contains("Tajnáslova"));
        // Not JSON, damaged JSON, too much.
        for (kind, body, status, code) in [
            ("text/plain", body.clone(), StatusCode::UNSUPPORTED_MEDIA_TYPE, "unreadable"),
            ("application/json", "{".to_owned(), StatusCode::UNPROCESSABLE_ENTITY, "unreadable"),
            (
                "application/json",
                json!({"device": tablet.id, "entries": vec![1; 201]}).to_string(),
                StatusCode::PAYLOAD_TOO_LARGE,
                "too_large",
            ),
            ("application/json", " ".repeat(4_000_000), StatusCode::PAYLOAD_TOO_LARGE, "too_large"),
        ] {
            let sent = Some((kind.to_owned(), body.into_bytes()));
            let answer = tablet
                .browser
                .send_with(Method::POST, &address, sent, &[("accept", "application/json")])
                .await;
            assert_eq!((answer.status, data(&answer)["error"].as_str()), (status, Some(code)));
            assert!(data(&answer)["sentence"].as_str().is_some_and(|said| said.len() > 10));
        }
        room.agrees().await;
    }
);

while_it_runs!(
    async fn fifty_thousand_pasted_characters_become_lines_and_no_word_is_lost(room: Room) {
        let mut browser = room.house.browser_of(Person::MinuteTaker).await;
        let form = room.form(&mut browser, "/jednani/radky").await;
        let text = "Eliška chodí ráda na volejbal a do školy se těší. ".repeat(1_000);
        let mut fields = form.hidden();
        fields.push(("text".into(), text.clone()));
        for _ in 0..2 {
            let answer = browser.submit(&form, &fields).await;
            assert_eq!(answer.status, StatusCode::SEE_OTHER, "{:?}", answer.page().problems());
        }
        let folded = fold(&room.entries().await, None);
        let mut lines: Vec<_> =
            folded.lines.values().filter(|line| line.text.as_str().starts_with("Eliška")).collect();
        lines.sort_by(|one, other| one.place.cmp(&other.place));
        assert!((6..=8).contains(&lines.len()), "{} lines", lines.len());
        let joined: Vec<&str> = lines.iter().map(|line| line.text.as_str()).collect();
        assert_eq!(joined.join(" "), text.trim());
        room.agrees().await;
    }
);

while_it_runs!(
    async fn two_who_edit_a_line_at_once_both_keep_their_words_and_see_no_conflict(room: Room) {
        let (mut one, mut other) = (
            room.house.browser_of(Person::MinuteTaker).await,
            room.house.browser_of(Person::Coordinator).await,
        );
        let page = one.visit(&room.address("")).await;
        let link = page.links().into_iter().find(|link| link.contains("/jednani/radky/")).expect("a line");
        let edit = |page: crate::harness::html::Page| {
            page.forms()
                .into_iter()
                .find(|form| form.fields.iter().any(|field| field.name == "videno"))
                .unwrap()
        };
        let (first, second) = (edit(one.visit(&link).await), edit(other.visit(&link).await));
        // As the form stands, with other words.
        let typed = |form: &Form, text: &str| -> Vec<(String, String)> {
            let kept =
                form.fields.iter().filter(|field| !["submit", "button"].contains(&field.kind.as_str()));
            kept.map(|field| match field.name.as_str() {
                "text" => ("text".to_owned(), text.to_owned()),
                name => (name.to_owned(), field.value.clone()),
            })
            .collect()
        };
        let here = typed(&first, "Tak to slyšela zapisovatelka.");
        let there = typed(&second, "Tak to slyšela koordinátorka.");
        assert_eq!(one.submit(&first, &here).await.status, StatusCode::SEE_OTHER);
        assert_eq!(other.submit(&second, &there).await.status, StatusCode::SEE_OTHER);
        // A double click is no third text.
        let before = room.entries().await.len();
        assert_eq!(other.submit(&second, &there).await.status, StatusCode::SEE_OTHER);
        assert_eq!(room.entries().await.len(), before);
        let text = one.visit(&room.address("")).await.text();
        assert!(text.contains("slyšela zapisovatelka") && text.contains("slyšela koordinátorka"), "{text}");
        assert!(text.contains("současně"), "{text}");
        room.agrees().await;
    }
);

while_it_runs!(
    async fn a_double_click_moves_and_strikes_once(room: Room) {
        let mut browser = room.house.browser_of(Person::MinuteTaker).await;
        for text in ["první", "druhý", "třetí"] {
            let form = room.form(&mut browser, "/jednani/radky").await;
            let mut fields = form.hidden();
            fields.push(("text".into(), format!("{text} řádek")));
            assert_eq!(browser.submit(&form, &fields).await.status, StatusCode::SEE_OTHER);
        }
        let page = browser.visit(&room.address("")).await;
        let up = page.forms().into_iter().rfind(|form| form.action.ends_with("/posunout")).unwrap();
        for _ in 0..2 {
            assert_eq!(browser.submit(&up, &up.hidden()).await.status, StatusCode::SEE_OTHER);
        }
        let text = browser.visit(&room.address("")).await.text();
        let at = |what: &str| text.find(what).unwrap_or_else(|| panic!("{what} is lost: {text}"));
        assert!(at("první řádek") < at("třetí řádek") && at("třetí řádek") < at("druhý řádek"), "{text}");
        let strike = room.form(&mut browser, "/skrtnout").await;
        let before = room.entries().await.len();
        for _ in 0..2 {
            assert_eq!(browser.submit(&strike, &strike.hidden()).await.status, StatusCode::SEE_OTHER);
        }
        assert_eq!(room.entries().await.len(), before + 1);
        room.agrees().await;
    }
);

while_it_runs!(
    async fn another_recorder_hears_live_what_was_written(room: Room) {
        let mut tablet = room.device(Person::MinuteTaker).await;
        let (line, _) = tablet.line("Škola zavolá do středy.");
        tablet.sync(&room).await;
        let mut browser = room.house.browser_of(Person::Coordinator).await;
        let reads =
            Sql::new("READS", "SELECT count(*) FROM audit_event WHERE code = 'case.read' AND case_id = $1");
        let before: (i64,) = reads.bind(room.case).get(&room.house.raw.0).await.unwrap();
        let heard = browser.get(&room.address("/zive?od=0")).await;
        let after: (i64,) = reads.bind(room.case).get(&room.house.raw.0).await.unwrap();
        assert_eq!(after.0, before.0 + 1, "listening leaves one read event");
        let text = heard.text();
        assert!(text.contains("event: zapis") && text.contains("event: stav"), "{text}");
        assert!(text.contains("Škola zavolá do středy.") && text.contains(&line.to_string()));
        let position = room.entries().await.len();
        assert!(text.contains(&format!("id: {position}")), "{text}");
        // From there on nothing is told twice.
        let last = position.to_string();
        let heard = browser
            .send_with(Method::GET, &room.address("/zive?od=0"), None, &[("last-event-id", &last)])
            .await;
        assert!(!heard.text().contains("zavolá"), "{}", heard.text());
    }
);

while_it_runs!(
    async fn whoever_listens_is_written_down_again_and_hears_nothing_once_signed_out(room: Room) {
        let mut listener = room.house.browser_of(Person::Coordinator).await;
        let mut tablet = room.device(Person::MinuteTaker).await;
        let mut stream = listener.listen(&room.address("/zive?od=0")).await;
        assert!(stream.hear(1).await.0.contains("event: stav"));
        tablet.line("To ještě slyší.");
        tablet.sync(&room).await;
        assert!(stream.hear(1).await.0.contains("To ještě slyší."));
        // Ten minutes later the trail says once more that somebody reads.
        let reads =
            Sql::new("READS", "SELECT count(*) FROM audit_event WHERE code = 'case.read' AND case_id = $1");
        let before: (i64,) = reads.bind(room.case).get(&room.house.raw.0).await.unwrap();
        room.house.house.clock.set(room.house.house.clock.now().plus_seconds(601));
        tablet.line("Po deseti minutách.");
        tablet.sync(&room).await;
        assert!(stream.hear(1).await.0.contains("Po deseti minutách."));
        let after: (i64,) = reads.bind(room.case).get(&room.house.raw.0).await.unwrap();
        assert_eq!(after.0, before.0 + 1, "who listens for ten minutes stands in the trail once");
        // Signed out: within ten seconds the stream is over, and what comes then is not told any more.
        let out = listener.post("/odhlasit", &[]).await;
        assert_eq!(out.status, StatusCode::SEE_OTHER);
        room.house.house.clock.set(room.house.house.clock.now().plus_seconds(11));
        tablet.line("To už neslyší.");
        tablet.sync(&room).await;
        let (told, open) = stream.hear(5).await;
        assert!(!open && !told.contains("neslyší"), "{told}");
    }
);

while_it_runs!(
    async fn whoever_holds_a_lent_tablet_hears_nothing_of_what_its_other_windows_had_open(room: Room) {
        let mut listener = room.house.browser_of(Person::Coordinator).await;
        let mut tablet = room.device(Person::MinuteTaker).await;
        let mut stream = listener.listen(&room.address("/zive?od=0")).await;
        assert!(stream.hear(1).await.0.contains("event: stav"));
        let who = room.house.named("participant.dolezalova").to_string();
        let lent = [("komu".to_owned(), who), ("pin".to_owned(), "2580".to_owned())];
        let handed = listener.post(&room.address("/postoj"), &lent).await;
        assert_eq!(handed.status, StatusCode::SEE_OTHER, "{}", handed.text());
        room.house.house.clock.set(room.house.house.clock.now().plus_seconds(11));
        tablet.line("To není pro toho, kdo drží tablet.");
        tablet.sync(&room).await;
        let (told, open) = stream.hear(5).await;
        assert!(!open && !told.contains("není pro toho"), "{told}");
    }
);

while_it_runs!(
    async fn handing_over_leaves_its_own_event_and_no_reading(room: Room) {
        let mut tablet = room.device(Person::MinuteTaker).await;
        let reads =
            Sql::new("READS", "SELECT count(*) FROM audit_event WHERE code = 'case.read' AND case_id = $1");
        let before: (i64,) = reads.bind(room.case).get(&room.house.raw.0).await.unwrap();
        let watch = Watch::begin(&room.house).await;
        for _ in 0..3 {
            tablet.line("Řádek");
            tablet.sync(&room).await;
        }
        let after: (i64,) = reads.bind(room.case).get(&room.house.raw.0).await.unwrap();
        assert_eq!(after.0, before.0, "handing over is no reading");
        assert_eq!(
            watch.since(&room.house).await.iter().filter(|event| event.code == "meeting.kept").count(),
            3
        );
    }
);

while_it_runs!(
    async fn what_comes_after_the_seal_is_kept_as_late_and_changes_nothing(room: Room) {
        let mut tablet = room.device(Person::MinuteTaker).await;
        let (line, first) = tablet.line("Před pečetí.");
        tablet.sync(&room).await;
        let (now, main) = (room.house.house.clock.now(), room.main);
        let seal =
            Sql::new("SEAL", "UPDATE conference SET state = 'held', held = $2, sealed = $2 WHERE id = $1");
        room.house
            .meddle(async |mut work| {
                seal.bind(main).bind(now).execute(&mut work).await?;
                Ok((work, ()))
            })
            .await;
        room.house.house.clock.set(now.plus_seconds(60));
        let shown = Sql::new("SHOWN", "SELECT heads FROM meeting_line WHERE id = $1");
        let before: (Option<String>,) = shown.bind(line).get(&room.house.raw.0).await.unwrap();
        let write = tablet.write(Act::Write { line, text: "Po pečeti.".into(), over: vec![first] });
        let told = tablet.sync(&room).await;
        assert_eq!(told["sealed"], true, "the device is not told that it may forget");
        assert!(tablet.outbox.is_empty(), "{told}");
        let after: (Option<String>,) = shown.bind(line).get(&room.house.raw.0).await.unwrap();
        assert_eq!(after, before, "a sealed meeting was changed");
        let late = Sql::new("LATE", "SELECT late FROM meeting_entry WHERE id = $1");
        let (late,): (bool,) = late.bind(write).get(&room.house.raw.0).await.unwrap();
        assert!(late);
        // The device forgets it; whoever works on the case reads it beside the sealed record, and only that.
        let mut worker = room.house.browser_of(Person::Coordinator).await;
        let page = worker.visit(&format!("/konference/{main}/zapis")).await;
        let told = page.texts("#po-peceti").join(" ");
        assert!(told.contains("Po pečeti.") && !told.contains("Před pečetí."), "{told}: {}", page.text());
    }
);

/// Changes the conference of a room by hand.
async fn meddle(room: &Room, text: &'static str, at: Moment) {
    let main = room.main;
    room.house
        .meddle(async |mut work| {
            Sql::new("MEDDLE", text).bind(main).bind(at).execute(&mut work).await?;
            Ok((work, ()))
        })
        .await;
}

const HEADS: Sql = Sql::new("HEADS", "SELECT heads FROM meeting_line WHERE id = $1");

while_it_runs!(
    async fn who_hands_over_while_the_seal_is_made_is_told_so_and_changes_nothing(room: Room) {
        let mut tablet = room.device(Person::MinuteTaker).await;
        let (line, first) = tablet.line("Před pečetí.");
        tablet.sync(&room).await;
        let now = room.house.house.clock.now();
        meddle(&room, "UPDATE conference SET state = 'held', held = $2 WHERE id = $1", now).await;
        let before: (Option<String>,) = HEADS.bind(line).get(&room.house.raw.0).await.unwrap();
        tablet.write(Act::Write { line, text: "Zároveň s pečetí.".into(), over: vec![first] });
        let office = Sql::new("OFFICE", "SELECT office_id FROM conference WHERE id = $1");
        let (office,): (Uuid,) = office.bind(room.main).get(&room.house.raw.0).await.unwrap();
        let about = About { case: Some(room.case), conference: Some(room.main) };
        let id = Id::from_uuid(room.main);
        let seal = room.house.house.trail.run(
            pripadovka::audit::By::system(office),
            move |mut operation| async move {
                let at = operation.now();
                assert!(conferences::set_sealed(&mut operation, id, at).await?, "it can be sealed");
                tokio::time::sleep(std::time::Duration::from_secs(3)).await;
                Ok::<_, Failure>((operation.record(&FeedbackClosed { about }).await?, ()))
            },
        );
        // It comes in before the seal is there, and has its turn after it.
        let late = async {
            tokio::time::sleep(std::time::Duration::from_millis(300)).await;
            tablet.sync(&room).await
        };
        let (sealed, told) = tokio::join!(seal, late);
        sealed.unwrap();
        assert_eq!(told["sealed"], true, "{told}");
        assert!(tablet.outbox.is_empty(), "{told}");
        let after: (Option<String>,) = HEADS.bind(line).get(&room.house.raw.0).await.unwrap();
        assert_eq!(after, before, "a sealed meeting was changed");
        let mut worker = room.house.browser_of(Person::Coordinator).await;
        let page = worker.visit(&format!("/konference/{}/zapis", room.main)).await;
        assert!(page.texts("#po-peceti").join(" ").contains("Zároveň s pečetí."), "{}", page.text());
    }
);

while_it_runs!(
    async fn what_comes_after_a_closing_without_a_seal_stands_beside_the_record_too(room: Room) {
        let mut tablet = room.device(Person::MinuteTaker).await;
        let (line, first) = tablet.line("Před uzavřením.");
        tablet.sync(&room).await;
        let now = room.house.house.clock.now();
        let close = "UPDATE conference SET state = 'closed', held = $2, running_since = NULL WHERE id = $1";
        meddle(&room, close, now).await;
        let before: (Option<String>,) = HEADS.bind(line).get(&room.house.raw.0).await.unwrap();
        tablet.write(Act::Write { line, text: "Po uzavření.".into(), over: vec![first] });
        let told = tablet.sync(&room).await;
        assert_eq!(told["sealed"], true, "the device is not told that it may forget");
        assert!(tablet.outbox.is_empty(), "{told}");
        let after: (Option<String>,) = HEADS.bind(line).get(&room.house.raw.0).await.unwrap();
        assert_eq!(after, before, "a closed meeting was changed");
        let mut worker = room.house.browser_of(Person::Coordinator).await;
        let page = worker.visit(&format!("/konference/{}/zapis", room.main)).await;
        let told = page.texts("#po-peceti").join(" ");
        assert!(told.contains("Po uzavření.") && told.contains("až po uzavření"), "{told}");
        // Whoever wrote finds the page that hands over, also when nothing else of the meeting is theirs any more.
        room.house.house.clock.set(now.plus_seconds(60 * 86_400));
        let mut writer = room.house.browser_of(Person::MinuteTaker).await;
        let page = writer.visit(&room.address("/predat")).await;
        assert_eq!(page.status, StatusCode::OK, "{}", page.text());
        assert!(page.text().contains("se už nemění") && !page.text().contains("Před uzavřením."));
        assert_eq!(writer.get(&room.address("/zapisovat")).await.status, StatusCode::NOT_FOUND);
    }
);

while_it_runs!(
    async fn a_form_that_does_not_touch_the_agreement_leaves_what_another_wrote_of_it(room: Room) {
        const DEGREES: &str = "UPDATE meeting SET degrees = TRUE, started = $2 WHERE conference_id = $1";
        let started = Sql::new("STARTED", "SELECT started FROM meeting WHERE conference_id = $1");
        let (at,): (Moment,) = started.bind(room.main).get(&room.house.raw.0).await.unwrap();
        meddle(&room, DEGREES, at).await;
        let mut one = room.house.browser_of(Person::MinuteTaker).await;
        let mut other = room.house.browser_of(Person::Coordinator).await;
        let form = room.form(&mut one, "/jednani/radky").await;
        let mut fields = form.hidden();
        let agreed = [("druh", "agreed"), ("text", "Sejdeme se znovu."), ("stupen", "3")];
        fields.extend(agreed.map(|(name, value)| (name.to_owned(), value.to_owned())));
        assert_eq!(one.submit(&form, &fields).await.status, StatusCode::SEE_OTHER);
        let page = one.visit(&room.address("")).await;
        let link = page.links().into_iter().find(|link| link.contains("/jednani/radky/")).unwrap();
        let edit = |page: crate::harness::html::Page| {
            let has = |form: &Form| form.fields.iter().any(|field| field.name == "stupen_byl");
            page.forms().into_iter().find(has).expect("the form of the line")
        };
        let (mine, theirs) = (edit(one.visit(&link).await), edit(other.visit(&link).await));
        let typed = |form: &Form, name: &str, to: &str| -> Vec<(String, String)> {
            let kept =
                form.fields.iter().filter(|field| !["submit", "button"].contains(&field.kind.as_str()));
            let with = |field: &crate::harness::html::Field| match field.name == name {
                true => (name.to_owned(), to.to_owned()),
                false => (field.name.clone(), field.value.clone()),
            };
            kept.map(with).collect()
        };
        assert_eq!(other.submit(&theirs, &typed(&theirs, "stupen", "5")).await.status, StatusCode::SEE_OTHER);
        let mended = typed(&mine, "text", "Sejdeme se znovu v lednu.");
        assert_eq!(one.submit(&mine, &mended).await.status, StatusCode::SEE_OTHER);
        let text = one.visit(&room.address("")).await.text();
        assert!(text.contains("Sejdeme se znovu v lednu.") && text.contains("plně souhlasí"), "{text}");
    }
);

/// A meeting that is older than the journal: its tables are filled, it has no entries.
async fn make_old(room: &Room) {
    let forget = [
        "DELETE FROM meeting_entry WHERE conference_id = $1",
        "DELETE FROM meeting_head WHERE conference_id = $1",
        "UPDATE meeting_line SET place = NULL, happened = NULL, staff_id = NULL, heads = NULL, variants = NULL WHERE conference_id = $1",
    ];
    let main = room.main;
    room.house
        .meddle(async |mut work| {
            for text in forget {
                Sql::new("FORGET", text).bind(main).execute(&mut work).await?;
            }
            Ok((work, ()))
        })
        .await;
}

while_it_runs!(
    async fn an_older_meeting_gets_its_entries_at_the_first_act_and_nothing_else_changes(room: Room) {
        let mut tablet = room.device(Person::MinuteTaker).await;
        for (number, kind) in ["said", "agreed", "task", "dissent"].into_iter().enumerate() {
            let (line, _) = tablet.line(&format!("Starý řádek {number}"));
            tablet.write(Act::Mark { line, field: Field::Kind, value: Some(kind.into()) });
        }
        let seat = fresh();
        tablet.write(Act::Guest { seat, name: "Paní Sousedová".into(), label: "sousedka".into() });
        tablet.write(Act::Step { seat, step: Step::Arrived });
        tablet.write(Act::Remind);
        tablet.write(Act::Pause { pause: PauseKind::Break });
        tablet.write(Act::Resume);
        tablet.sync(&room).await;
        let mut browser = room.house.browser_of(Person::MinuteTaker).await;
        let told = |page: crate::harness::html::Page| page.texts("ol.lines li, ul.people li").join("\n");
        let numbers = room.numbers().await;
        make_old(&room).await;
        let before = told(browser.visit(&room.address("")).await);
        // A page that was drawn before: what it shows may be struck without being called unseen.
        let strike = room.form(&mut browser, "/skrtnout").await;
        let again = room.device(Person::MinuteTaker).await;
        assert!(!room.entries().await.is_empty());
        room.agrees().await;
        assert_eq!(told(browser.visit(&room.address("")).await), before);
        assert_eq!(room.numbers().await, numbers);
        assert_eq!(browser.submit(&strike, &strike.hidden()).await.status, StatusCode::SEE_OTHER);
        let struck = fold(&room.entries().await, None).lines.values().filter(|line| line.struck).count();
        assert_eq!(struck, 1);
        room.agrees().await;
        drop(again);
    }
);

/// Numbers that follow from a seed.
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % most.max(1)
    }
}

/// Whatever is done over HTTP, by forms and by devices, the projection is what the table folds to.
async fn random_acts(backend: Backend, seed: u64) {
    let room = Room::new(backend).await;
    let mut dice = Dice(seed);
    let mut devices = vec![room.device(Person::MinuteTaker).await, room.device(Person::Coordinator).await];
    let mut forms = room.house.browser_of(Person::Head).await;
    let mut lines: Vec<Uuid> = Vec::new();
    let page = forms.visit(&room.address("")).await;
    let ids = |name: &str| -> Vec<Uuid> {
        let all = page.forms().into_iter().flat_map(|form| form.fields);
        all.filter(|field| field.name == name).filter_map(|field| field.value.parse().ok()).collect()
    };
    let (seats, phases) = (ids("kdo_prisel"), ids("bod"));
    assert!(!seats.is_empty() && !phases.is_empty());
    for step in 0..60 {
        if dice.below(4) == 0 {
            // Any form of the room, as it stands.
            let page = forms.visit(&room.address("")).await;
            let offered: Vec<Form> = page
                .forms()
                .into_iter()
                .filter(|form| {
                    !form.get
                        && form.action.contains("/jednani/")
                        && !form.action.ends_with("/konec")
                        && !form.action.ends_with("/zpet")
                })
                .collect();
            let form = &offered[dice.below(offered.len())];
            let (answer, _) = crate::harness::forms::persuade(&mut forms, form).await;
            assert!(!answer.status.is_server_error(), "{} ({seed}, {step}): {}", form.action, answer.text());
            continue;
        }
        let device = &mut devices[dice.below(2)];
        let line = if lines.is_empty() { None } else { Some(lines[dice.below(lines.len())]) };
        let (seat, phase) = (seats[dice.below(seats.len())], phases[dice.below(phases.len())]);
        let act = match (dice.below(9), line) {
            (0, _) | (_, None) => {
                lines.push(device.line(&format!("Řádek {step}")).0);
                continue;
            }
            (1, Some(line)) => Act::Write { line, text: format!("Jinak {step}").into(), over: Vec::new() },
            (2, Some(line)) => {
                let kind = LineKind::ALL[dice.below(5)].code();
                Act::Mark { line, field: Field::Kind, value: Some(kind.into()) }
            }
            (3, Some(line)) => {
                Act::Mark { line, field: Field::Owner, value: Some(seat.to_string().as_str().into()) }
            }
            (4, Some(line)) => Act::Strike { line, away: dice.below(2) == 0, over: Vec::new() },
            (5, _) => Act::Step { seat, step: Step::ALL[dice.below(5)] },
            (6, _) => Act::Enter { phase },
            (7, _) if dice.below(2) == 0 => Act::Pause { pause: PauseKind::Break },
            (7, _) => Act::Resume,
            _ => match device.outbox.last() {
                Some(last) => Act::Undo { entry: last.id, line: last.act.line() },
                None => Act::Remind,
            },
        };
        device.write(act);
        if dice.below(3) == 0 {
            devices[dice.below(2)].sync(&room).await;
        }
    }
    for device in &mut devices {
        device.sync(&room).await;
        assert!(device.outbox.is_empty(), "{:?}", device.outbox);
    }
    room.agrees().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn after_random_acts_the_pages_show_what_the_table_says_on_sqlite() {
    for seed in [1, 2, 3] {
        random_acts(Backend::Sqlite, seed).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn after_random_acts_the_pages_show_what_the_table_says_on_postgres() {
    random_acts(Backend::Postgres, 4).await;
}
