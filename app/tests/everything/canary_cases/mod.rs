//! Many invented families, one after another: in each of them secrets are planted, everything that can leave the house
//! leaves it, and whatever anybody gets is read for what they may not know. Who may know what is written by hand.
//!
//! A few families in every run; as many as asked for by `PRIPADOVKA_CANARY_CASES` (and `PRIPADOVKA_CANARY_SEED`, which a
//! failure prints): see docs/guides/canaries.md.

mod afterwards;
mod decisions;
mod family;
pub mod files;
mod judge;
mod outputs;
mod plant;
mod room;
mod words;

use crate::canaries::{LOG, Planted, listen};
use crate::harness::{Backend, Browser, Furnished, Person, TestHouse};
use family::{Family, How, Seat};
use judge::Kind;
use outputs::{Output, Outputs};
use plant::Slip;
use std::collections::{BTreeMap, BTreeSet};
use words::{Dice, Words, bare};

/// Families in every run.
const QUICK: usize = 4;
const SEED: u64 = 2026;

/// What a case showed.
#[derive(Default)]
struct Found {
    leaks: Vec<String>,
    /// Permitted words that were found, by kind of reader and of output.
    permitted: BTreeMap<(String, Kind), usize>,
    /// Columns that took a secret.
    columns: BTreeSet<String>,
    outputs: BTreeMap<Kind, usize>,
    secrets: usize,
    /// Pairs of a secret and an output that were compared, and how many of them were forbidden.
    compared: usize,
    forbidden: usize,
    stopped: usize,
    /// Mails that called people to the draft, to their extract, to their tasks.
    called: [i64; 3],
}

impl Found {
    fn add(&mut self, other: Self) {
        self.leaks.extend(other.leaks);
        for (key, count) in other.permitted {
            *self.permitted.entry(key).or_default() += count;
        }
        for (key, count) in other.outputs {
            *self.outputs.entry(key).or_default() += count;
        }
        self.columns.extend(other.columns);
        self.secrets += other.secrets;
        self.compared += other.compared;
        self.forbidden += other.forbidden;
        self.stopped += other.stopped;
        for (count, more) in self.called.iter_mut().zip(other.called) {
            *count += more;
        }
    }
}

fn number(name: &str, otherwise: u64) -> u64 {
    match std::env::var(name) {
        Ok(text) => text.parse().unwrap_or_else(|_| panic!("{name} is a number")),
        Err(_) => otherwise,
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nobody_in_any_family_finds_what_they_may_not_know() {
    listen();
    let cases = usize::try_from(number("PRIPADOVKA_CANARY_CASES", QUICK as u64)).unwrap();
    let (seed, first) = (number("PRIPADOVKA_CANARY_SEED", SEED), number("PRIPADOVKA_CANARY_FIRST", 0));
    let begun = std::time::Instant::now();
    let mut all = Found::default();
    for number in 0..cases {
        let at = usize::try_from(first).unwrap() + number;
        let (shape, found) = one(seed, at).await;
        if cases > QUICK || !found.leaks.is_empty() {
            eprintln!(
                "case {at} of seed {seed}: {shape}: {} comparisons, {} leaks, {:.0} s",
                found.compared,
                found.leaks.len(),
                begun.elapsed().as_secs_f64()
            );
        }
        for leak in &found.leaks {
            eprintln!("  {leak}");
        }
        all.add(found);
        if cases > 100 {
            LOG.lock().unwrap().clear();
        }
    }
    eprintln!(
        "{cases} cases from seed {seed}: {} secrets in {} columns of the list and in every row by itself, {} comparisons \
         ({} forbidden), {} outputs stopped, {:.0} s; outputs {:?}",
        all.secrets,
        all.columns.len(),
        all.compared,
        all.forbidden,
        all.stopped,
        begun.elapsed().as_secs_f64(),
        all.outputs
    );
    assert!(all.leaks.is_empty(), "{} leaks (seed {seed}):\n{}", all.leaks.len(), all.leaks.join("\n"));
    proves_something(&all, cases);
}

/// What finds nothing proves nothing: each way out was looked at, and those who may know something found it.
fn proves_something(all: &Found, cases: usize) {
    use Kind::*;
    for kind in [
        Subject, Header, Ics, Mail, FirstPage, Letter, Employer, Behind, PaperFile, Extract, Record,
        FileName, Address, ErrorPage, Log, Foreign, Led, Wall, BeforeCode, Draft, OwnTasks, Opened, ToChild,
        WordDraft, Export, AtTheDoor,
    ] {
        assert!(all.outputs.contains_key(&kind), "no output of the kind {kind:?} was looked at");
    }
    let found =
        |reader: &str, kind: Kind| all.permitted.get(&(reader.to_owned(), kind)).copied().unwrap_or(0);
    let [draft, extract, task] = all.called;
    assert!(draft > 0 && extract > 0 && task > 0, "nobody was called by mail afterwards: {:?}", all.called);
    for kind in [Mail, Letter, Behind, Extract, Record, Led, Wall, Draft, OwnTasks, Opened, WordDraft, Export]
    {
        let any: usize = all.permitted.iter().filter(|((_, k), _)| *k == kind).map(|(_, count)| count).sum();
        assert!(any > 0, "nobody found anything that they may know in {kind:?}");
    }
    for reader in judge::kinds().filter(|_| cases >= 40) {
        assert!(found(reader, Extract) > 0, "a reader of the kind {reader} found nothing in any extract");
        if !["facilitator", "minute_taker", "child"].contains(&reader) {
            assert!(found(reader, Letter) > 0, "a reader of the kind {reader} found nothing in any letter");
            assert!(found(reader, Behind) > 0, "a reader of the kind {reader} found nothing behind the code");
        }
    }
}

/// One family, from the plan to the record.
async fn one(seed: u64, number: usize) -> (String, Found) {
    let mut dice = Dice::new(seed.wrapping_mul(1_000_003).wrapping_add(number as u64));
    // Copying a database on the server takes longer than the rest of a case.
    let backend = if number % 10 == 9 { Backend::Postgres } else { Backend::Sqlite };
    let house = TestHouse::new(backend, Furnished::LivedIn).await;
    let logged = LOG.lock().unwrap().len();
    let mut words = Words::new(&mut dice);
    let mut family = family::make(&house, number, (&mut dice, &mut words)).await;
    decisions::decide(&house, &mut family, &mut dice).await;
    let slip = [Slip::Line, Slip::Goal, Slip::Place, Slip::Paper][number % 4];
    plant::plan(&house, &mut family, (&mut dice, &mut words), slip).await;
    let mut worker = house.browser_of(Person::Coordinator).await;
    plant::paper(&mut worker, &mut family, (&mut dice, &mut words), slip).await;
    let columns = plant::columns(number, &mut words);
    plant::salt(&house, &columns).await;
    family.secrets.extend(plant::secrets_of(&columns));
    let mut outputs = Outputs::default();
    let mut mails = 0;
    outputs::previews(&mut worker, &family, &mut outputs).await;
    outputs::send(&mut worker, &family, &mut dice).await;
    pripadovka::worker::drain(&house.house).await.unwrap();
    outputs::mails(&house, &family, &mut outputs, &mut mails).await;
    outputs::visits(&house, &mut worker, &family, (&mut outputs, &mut dice)).await;
    // What people wrote is a row like any other.
    plant::salt(&house, &columns).await;
    if dice.chance(50) {
        outputs::call_back(&house, &mut worker, &family, &mut dice).await;
    }
    let called_off = number % 8 == 6;
    if called_off {
        let why = [("duvod".to_owned(), "Rodiče si přáli víc času.".to_owned())];
        worker.post(&format!("/konference/{}/zrusit", family.conference), &why).await;
        pripadovka::worker::drain(&house.house).await.unwrap();
    } else {
        plant::lines(&mut worker, &mut family, (&mut dice, &mut words), slip).await;
        plant::tasks(&mut worker, &mut family, (&mut dice, &mut words)).await;
        held(&house, &mut worker, &family, &columns, (&mut outputs, &mut dice)).await;
    }
    outputs::mails(&house, &family, &mut outputs, &mut mails).await;
    outputs::visits(&house, &mut worker, &family, (&mut outputs, &mut dice)).await;
    outputs::filed(&house, &mut worker, &family, &mut outputs).await;
    outputs::strangers(&house, &family, (&mut outputs, &mut dice)).await;
    let called = match called_off {
        true => [0; 3],
        false => afterwards::later(&house, &family, (&mut outputs, &mut mails)).await,
    };
    let log = LOG.lock().unwrap();
    outputs.put(Kind::Log, None, "the log", String::from_utf8_lossy(log.get(logged..).unwrap_or_default()));
    drop(log);
    let mut found = Found { called, ..compare(&family, &outputs.0) };
    found.columns.extend(columns.iter().map(|planted| format!("{}.{}", planted.table, planted.column)));
    let shape = format!("{backend:?}, {}, slip {slip:?}", family.shape);
    found.leaks.iter_mut().for_each(|leak| *leak = format!("case {number}: {leak}"));
    (shape, found)
}

/// The meeting, from the first who comes in to the extract that everybody opens.
async fn held(
    house: &TestHouse,
    worker: &mut Browser,
    family: &Family,
    columns: &[Planted],
    (outputs, dice): (&mut Outputs, &mut Dice),
) {
    plant::salt(house, columns).await;
    room::watched(house, worker, family, (&mut *outputs, &mut *dice)).await;
    outputs::led(house, family, outputs).await;
    afterwards::end(house, worker, family).await;
    afterwards::release(house, worker, family).await;
    // Tasks that were taken are rows like any other.
    plant::salt(house, columns).await;
    let mut guests = afterwards::visits(house, family, columns, (&mut *outputs, &mut *dice)).await;
    outputs::extracts(house, worker, family, outputs).await;
    afterwards::word_draft(house, worker, family, outputs).await;
    afterwards::child_letters(worker, family, outputs).await;
    afterwards::sealed(house, worker, family, (&mut *outputs, guests.as_mut_slice())).await;
    afterwards::door(house, worker, family, outputs).await;
}

/// Whether words of a kind may be found by whoever an output reaches: one reader, nobody who takes part, or a room.
fn may_find(family: &Family, output: &Output, seat: Option<&Seat>, secret: &family::Secret) -> bool {
    if output.kind != Kind::Wall {
        return judge::may_find(family, seat, secret, output.kind);
    }
    judge::may_stand_on_the_wall(family, &in_the_room(family, output), secret)
}

fn in_the_room<'a>(family: &'a Family, output: &Output) -> Vec<&'a Seat> {
    family.seats.iter().filter(|seat| output.room.contains(&seat.id)).collect()
}

fn compare(family: &Family, outputs: &[Output]) -> Found {
    let mut found = Found { secrets: family.secrets.len(), ..Found::default() };
    let mut leaks = BTreeSet::new();
    for output in outputs {
        let seat = output.reader.and_then(|id| family.seats.iter().find(|seat| seat.id == id));
        let text = bare(&output.text);
        let spaced = output.text.replace(['\u{a0}', '\n'], " ");
        *found.outputs.entry(output.kind).or_default() += usize::from(!text.is_empty());
        let stopped = output.place.contains("/nahled (") && !output.place.contains("(200)");
        found.stopped += usize::from(stopped);
        for secret in &family.secrets {
            let may = may_find(family, output, seat, secret);
            found.compared += 1;
            found.forbidden += usize::from(!may);
            let in_print = secret.how == How::Initials && spaced.contains(&secret.needle);
            if !in_print && (secret.how == How::Initials || !text.contains(&secret.needle)) {
                continue;
            }
            if may {
                for kind in seat.map_or(vec!["nobody"], |seat| seat.kinds.clone()) {
                    *found.permitted.entry((kind.to_owned(), output.kind)).or_default() += 1;
                }
                continue;
            }
            let room: Vec<String> = in_the_room(family, output).into_iter().map(outputs::described).collect();
            let reader = match room.is_empty() {
                true => seat.map_or("no participant".to_owned(), outputs::described),
                false => room.join(", "),
            };
            leaks.insert(format!(
                "{} “{}” ({:?}) in {:?}, {} of {reader}",
                secret.what, secret.needle, secret.about, output.kind, output.place
            ));
        }
    }
    found.leaks = leaks.into_iter().collect();
    found
}

#[test]
fn the_list_of_who_may_know_what_speaks_about_every_kind_of_reader() {
    use pripadovka::kernel::Choice;
    let listed: BTreeSet<&str> = judge::kinds().collect();
    let served: BTreeSet<&str> = pripadovka::cases::ReaderKind::ALL.iter().map(|kind| kind.code()).collect();
    assert_eq!(listed, served, "canaries_knowing.csv");
}
