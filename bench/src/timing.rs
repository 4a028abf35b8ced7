//! Whether the time of an answer tells what exists: pairs of requests, one about something that exists and one about
//! something that does not, in random order one right after the other; the median of the differences, and how far it
//! would move if the sample had fallen otherwise (bootstrap).

use crate::outside::{Ground, dice};
use bench::Outcome;
use bench::client::Client;
use bench::process::ADDRESS;
use bench::report::Table;
use pripadovka::kernel::Token;
use std::time::Instant;

/// A difference of medians below this many milliseconds is not told apart over a network by anybody who asks a few
/// thousand times; guessing is slowed down long before.
const BOUND_MS: f64 = 0.5;
/// How often the sample is drawn again.
const DRAWN: usize = 2000;

/// One request of a pair.
enum Ask {
    Get(String),
    Post(String, String),
}

/// What is compared.
struct Compared {
    name: &'static str,
    status: u16,
    /// What exists and what does not, one of each for every pair.
    pairs: Vec<(Ask, Ask)>,
}

/// Measures everything; the number of comparisons that tell what exists.
pub async fn measure(ground: &Ground, pairs: usize, table: &mut Table) -> Outcome<usize> {
    let mut telling = 0;
    for compared in [
        sign_in(ground, pairs),
        link(ground, pairs),
        code(ground, pairs),
        search("search: a colleague's case / nowhere", &ground.colleagues, pairs),
        search("search: another office's case / nowhere", &ground.elsewhere, pairs),
    ] {
        telling += usize::from(tells(&compared, ground, table).await?);
    }
    Ok(telling)
}

fn sign_in(ground: &Ground, pairs: usize) -> Compared {
    let ask = |login: &str| {
        let form = format!("jmeno={}&heslo=neni+to+ono+{}", login.replace('@', "%40"), dice(1000));
        Ask::Post("/prihlaseni".into(), form)
    };
    // Each account bears a few failures before it waits; an unknown name is another one each time, as long as the known.
    let known = ground.logins.iter().cycle().take(pairs.min(ground.logins.len() * 3));
    let pairs = known.map(|login| (ask(login), ask(&unlike(login)))).collect();
    Compared { name: "sign-in, wrong password: known / unknown name", status: 422, pairs }
}

/// As long as a word and of the same sort, but nobody's.
fn unlike(word: &str) -> String {
    let (name, domain) = word.split_once('@').unwrap_or((word, ""));
    let letters: String =
        name.chars().map(|c| if c.is_alphabetic() { char::from(b'a' + dice(26) as u8) } else { c }).collect();
    if domain.is_empty() { letters } else { format!("{letters}@{domain}") }
}

/// Links of earlier rounds are in the table and lead nowhere; others never were.
fn link(ground: &Ground, pairs: usize) -> Compared {
    let dead = ground.dead.iter().cycle().take(pairs);
    let ask = |token: &str| Ask::Get(format!("/p/{token}"));
    let pairs = dead.map(|token| (ask(token), ask(Token::fresh().text()))).collect();
    Compared { name: "link: of an earlier round / never made", status: 410, pairs }
}

fn code(ground: &Ground, pairs: usize) -> Compared {
    let ask = |token: &str| Ask::Post(format!("/p/{token}/kod"), format!("kod={:08}", dice(100_000_000)));
    let dead = ground.dead.iter().cycle().take(pairs);
    let pairs = dead.map(|token| (ask(token), ask(Token::fresh().text()))).collect();
    Compared { name: "code at a link: of an earlier round / never made", status: 410, pairs }
}

fn search(name: &'static str, names: &[String], pairs: usize) -> Compared {
    let ask = |word: &str| Ask::Get(format!("/pripady?hledat={}", word.replace(' ', "+")));
    let pairs = names.iter().cycle().take(pairs).map(|name| (ask(name), ask(&unlike(name)))).collect();
    Compared { name, status: 200, pairs }
}

/// Whether the time tells what exists.
async fn tells(compared: &Compared, ground: &Ground, table: &mut Table) -> Outcome<bool> {
    let mut client = Client::connect(ADDRESS).await?;
    let (mut differences, mut wrong) = (Vec::new(), 0);
    for (number, (there, nowhere)) in compared.pairs.iter().enumerate() {
        let (mut of_there, mut of_nowhere) = (0.0, 0.0);
        let first = dice(2) == 0;
        for exists in [first, !first] {
            let ask = if exists { there } else { nowhere };
            let begun = Instant::now();
            let answer = match ask {
                Ask::Get(path) => client.get(path, &ground.session).await?,
                Ask::Post(path, form) => client.post(path, form).await?,
            };
            let taken = begun.elapsed().as_secs_f64() * 1000.0;
            *(if exists { &mut of_there } else { &mut of_nowhere }) = taken;
            wrong += usize::from(answer.status != compared.status);
        }
        // The first ones warm caches.
        if number >= 5 {
            differences.push(of_there - of_nowhere);
        }
    }
    let (low, high) = interval(&differences);
    let middle = median(&mut differences.clone());
    let zero = low <= 0.0 && high >= 0.0;
    let telling = !zero && middle.abs() > BOUND_MS;
    let verdict = match (zero, telling) {
        (true, _) => "the interval contains zero",
        (false, false) => "apart from zero, within the bound",
        (false, true) => "TELLS WHAT EXISTS",
    };
    let mut measured = format!(
        "{} pairs, median difference {:+.3} ms, 95 % between {:+.3} and {:+.3} ms: {verdict}",
        differences.len(),
        middle,
        low,
        high
    );
    if wrong > 0 {
        measured.push_str(&format!(", {wrong} UNEXPECTED ANSWERS"));
    }
    table.row(compared.name, &measured, &format!("zero, or below {BOUND_MS} ms"));
    Ok(telling || wrong > 0)
}

fn median(values: &mut [f64]) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(0.0)
}

/// Between what the median lies in 95 of 100 samples drawn from this one.
fn interval(differences: &[f64]) -> (f64, f64) {
    let draw = || -> f64 {
        let at = |_| differences.get(dice(differences.len() as u64) as usize).copied().unwrap_or(0.0);
        median(&mut (0..differences.len()).map(at).collect::<Vec<f64>>())
    };
    let mut medians: Vec<f64> = (0..DRAWN).map(|_| draw()).collect();
    medians.sort_by(f64::total_cmp);
    let at = |share: f64| medians.get((DRAWN as f64 * share) as usize).copied().unwrap_or(0.0);
    (at(0.025), at(0.975))
}
