//! What people outside meet, and what is cut for them: a set of invitations, the tripwire, the first page of a link. On
//! a small synthetic database of its own, whose conferences have twelve people each.

use bench::Outcome;
use bench::client::{Client, Run};
use bench::prepare::Place;
use bench::process::{ADDRESS, Server};
use bench::report::Table;
use pripadovka::access::House;
use pripadovka::audit::{About, By};
use pripadovka::config::Config;
use pripadovka::kernel::Token;
use pripadovka::start::{self, Opening};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};
use uuid::Uuid;

/// Conferences of the small database.
pub const CONFERENCES: u64 = 20_000;
/// People at each table.
pub const AT_A_TABLE: u64 = 12;

portable_sql::statements! {
    /// A worker with the most conferences to come, and the office.
    WORKER = "SELECT t.staff_id, c.office_id FROM tie t JOIN conference c ON c.case_id = t.case_id WHERE t.kind = 'coordinator' AND c.state = 'convened' \
        GROUP BY t.staff_id, c.office_id ORDER BY count(*) DESC, t.staff_id LIMIT 1";
    /// Conferences to come that a worker coordinates.
    TO_COME = "SELECT c.id FROM conference c JOIN tie t ON t.case_id = c.case_id WHERE t.staff_id = $1 AND c.state = 'convened' ORDER BY c.id LIMIT 40";
    /// Who sits there.
    SEATS = "SELECT id FROM participant WHERE conference_id = $1 AND staff_id IS NULL AND removed IS NULL ORDER BY created, id";
    /// Invitations of a conference.
    INVITED = "SELECT id, round FROM invitation WHERE conference_id = $1 AND state <> 'withdrawn' ORDER BY id";
    /// Keeps a link.
    LINK = "INSERT INTO invitation_link (token_hash, invitation_id, round, created) SELECT $1, i.id, $3, i.created FROM invitation i WHERE i.id = $2";
    /// Sign-in names with a password.
    LOGINS = "SELECT login FROM staff WHERE password_hash <> '-' ORDER BY id LIMIT 400";
    /// Names of people in cases of the office that the worker has nothing to do with.
    COLLEAGUES = "SELECT n.folded FROM case_name n WHERE n.office_id = $2 AND n.kind = 'person' AND n.case_id NOT IN (SELECT case_id FROM tie WHERE staff_id = $1) \
        ORDER BY n.subject_id LIMIT 300";
    /// Names of people in cases of other offices.
    ELSEWHERE = "SELECT n.folded FROM case_name n WHERE n.office_id <> $1 AND n.kind = 'person' ORDER BY n.subject_id LIMIT 300";
}

/// What the measurements stand on.
pub struct Ground {
    /// Session of one worker.
    pub session: String,
    /// Conferences to come of that worker, each with the seats of those who are invited.
    pub conferences: Vec<(Uuid, Vec<Uuid>)>,
    /// Links that lead somewhere.
    pub live: Vec<String>,
    /// Links of earlier rounds.
    pub dead: Vec<String>,
    /// Sign-in names.
    pub logins: Vec<String>,
    /// Folded names in cases of colleagues.
    pub colleagues: Vec<String>,
    /// Folded names in cases of other offices.
    pub elsewhere: Vec<String>,
}

/// A number from zero to below `end`; another each time the program runs.
pub fn dice(end: u64) -> u64 {
    static STATE: AtomicU64 = AtomicU64::new(0);
    let drawn = match STATE.load(Ordering::Relaxed) {
        0 => Uuid::from_bytes(pripadovka::kernel::random_bytes::<16>()).as_u64_pair().0 | 1,
        state => state,
    };
    let next = drawn.wrapping_add(0x9e37_79b9_7f4a_7c15);
    STATE.store(next, Ordering::Relaxed);
    let mixed = (next ^ (next >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    (mixed ^ (mixed >> 31)) % end.max(1)
}

/// Opens a session and makes links, behind the program's back.
pub async fn ground(place: &Place) -> Outcome<Ground> {
    let config = Config::read(&place.config).map_err(|e| e.to_string())?;
    let opened = start::open(&config, Opening::BESIDE).await.map_err(|e| e.to_string())?;
    let house = &opened.house;
    let (worker, office): (Uuid, Uuid) = WORKER.statement().get(&house.queries).await?;
    let to_come: Vec<(Uuid,)> = TO_COME.bind(worker).all(&house.queries).await?;
    let (mut conferences, mut wanted) = (Vec::new(), Vec::new());
    for (id,) in to_come {
        let seats: Vec<(Uuid,)> = SEATS.bind(id).all(&house.queries).await?;
        conferences.push((id, seats.into_iter().map(|(seat,)| seat).collect()));
        let invited: Vec<(Uuid, i64)> = INVITED.bind(id).all(&house.queries).await?;
        for (invitation, round) in invited {
            wanted.push((Token::fresh(), invitation, round));
            wanted.push((Token::fresh(), invitation, round - 1));
        }
    }
    keep(house, office, wanted.clone()).await?;
    let texts = |odd: usize| {
        wanted.iter().skip(odd).step_by(2).map(|(token, ..)| token.text().to_owned()).take(300).collect()
    };
    let words = |rows: Vec<(String,)>| rows.into_iter().map(|(word,)| word).collect();
    Ok(Ground {
        session: bench::prepare::open_session(house, office, worker).await?,
        conferences,
        live: texts(0),
        dead: texts(1),
        logins: words(LOGINS.statement().all(&house.queries).await?),
        colleagues: words(COLLEAGUES.bind(worker).bind(office).all(&house.queries).await?),
        elsewhere: words(ELSEWHERE.bind(office).all(&house.queries).await?),
    })
}

async fn keep(house: &House, office: Uuid, links: Vec<(Token, Uuid, i64)>) -> Outcome<()> {
    pripadovka::event!(
        /// The bench made links.
        pub BenchLinked = "bench.linked", "odkazy pro měření" {}
    );
    let links = std::sync::Arc::new(links);
    house
        .trail
        .run(By::system(office), move |mut operation| {
            let links = links.clone();
            async move {
                for (token, invitation, round) in links.iter() {
                    let statement = LINK.bind(token.hash()).bind(*invitation).bind(*round);
                    statement.execute(operation.work()).await?;
                }
                let event = BenchLinked { about: About::default() };
                Ok::<_, pripadovka::kernel::Failure>((operation.record(&event).await?, ()))
            }
        })
        .await?;
    Ok(())
}

/// The rows of this module.
pub async fn rows(program: &std::path::Path, place: &Place, table: &mut Table) -> Outcome<()> {
    let ground = ground(place).await?;
    let mut server = Server::start(program, &place.config).await?;
    sets(&ground, table).await?;
    first_page(&ground, table).await?;
    server.stop().await?;
    tripwire(table);
    Ok(())
}

/// Cutting and rendering for everybody of one conference: the letter of each as PDF, the page of each, and the page on
/// which the worker checks the whole set.
async fn sets(ground: &Ground, table: &mut Table) -> Outcome<()> {
    let mut client = Client::connect(ADDRESS).await?;
    let (mut letters, mut pages, mut checks) = (Run::default(), Run::default(), Run::default());
    let tables: Vec<_> = ground.conferences.iter().filter(|(_, seats)| seats.len() == 12).collect();
    for (conference, seats) in &tables {
        for (part, run) in [("dopis", &mut letters), ("stranka", &mut pages)] {
            let begun = Instant::now();
            for seat in seats {
                let path = format!("/konference/{conference}/pozvanky/nahled/{seat}/{part}");
                run.wrong += usize::from(client.get(&path, &ground.session).await?.status != 200);
            }
            run.latencies.push(begun.elapsed());
        }
        let chosen: Vec<String> = seats.iter().map(|seat| format!("komu={seat}")).collect();
        let path = format!("/konference/{conference}/pozvanky/odeslat?{}", chosen.join("&"));
        let begun = Instant::now();
        checks.wrong += usize::from(client.get(&path, &ground.session).await?.status != 200);
        checks.latencies.push(begun.elapsed());
    }
    let row = |table: &mut Table, what: &str, run: &Run, aim: &str| {
        let wrong = if run.wrong > 0 { format!(", {} WRONG ANSWERS", run.wrong) } else { String::new() };
        let (p50, p99) = (run.percentile(0.5), run.percentile(0.99));
        table.row(
            what,
            &format!("{} sets, p50 {p50:.0} ms, p99 {p99:.0} ms{wrong}", run.latencies.len()),
            aim,
        );
    };
    row(table, "invitations of 12 people: cut, typeset, 12 PDFs one after another", &letters, "300 ms");
    row(table, "invitations of 12 people: cut, 12 pages one after another", &pages, "");
    row(table, "invitations of 12 people: the page on which they are checked", &checks, "");
    Ok(())
}

async fn first_page(ground: &Ground, table: &mut Table) -> Outcome<()> {
    let mut client = Client::connect(ADDRESS).await?;
    let Some(first) = ground.live.first() else { return Err("no link leads anywhere".into()) };
    let mut bytes = 0;
    for path in [format!("/p/{first}"), "/assets/outside.css".into(), "/assets/favicon.svg".into()] {
        let answer = client.get_compressed(&path).await?;
        if answer.status != 200 {
            return Err(format!("{path} answers {}", answer.status).into());
        }
        bytes += answer.bytes;
    }
    table.row("outsider's first page, compressed, without fonts", &format!("{bytes} bytes"), "60 KB");
    let mut run = Run::default();
    let begun = Instant::now();
    while begun.elapsed() < Duration::from_secs(5) {
        let Some(token) = ground.live.get(dice(ground.live.len() as u64) as usize) else { break };
        let asked = Instant::now();
        match client.get_compressed(&format!("/p/{token}")).await?.status {
            200 => run.latencies.push(asked.elapsed()),
            _ => run.wrong += 1,
        }
    }
    run.wall = begun.elapsed();
    table.run("outsider's first page, 1 connection", &run, "");
    Ok(())
}

/// How many megabytes of plain Czech the tripwire reads in a second.
fn tripwire(table: &mut Table) {
    let names = ["Drahokoupilová", "Hvozdecký", "Kramlovská", "Smrkalová", "Tuchlovický", "Zbořilová"];
    let mut text = String::new();
    while text.len() < 4_000_000 {
        text.push_str(
            "Eliška chybí ve škole hlavně ráno a nejlíp je jí v tělocviku. Maminka se domluvila s poradnou, že se \
             sejdou ve čtvrtek 10. prosince 2026 ve 13.00 v Městské knihovně, Masarykova 12, Šternberk. Otec volal \
             z čísla 585 000 111 a řekl, že výpověď z bytu běží do konce ledna. ",
        );
    }
    for count in [5usize, 60] {
        let secret = |number: usize| {
            let name = names.get(number % names.len()).copied().unwrap_or("Nováková");
            let (kind, text) = match number % 5 {
                0 => (tripwire::Kind::Address, format!("Dlouhá {}, 796 01 Prostějov", 3 + number)),
                1 => (tripwire::Kind::Contact, format!("+420 605 {:03} {:03}", 100 + number, 222 + number)),
                2 => (tripwire::Kind::Name, format!("Zdislava {name}")),
                3 => (tripwire::Kind::Organisation, format!("Základní škola {name}")),
                _ => (tripwire::Kind::Words, format!("azylový dům u paní {name}")),
            };
            tripwire::Secret { id: Uuid::from_u128(number as u128 + 1), kind, text }
        };
        let secrets: Vec<tripwire::Secret> = (0..count).map(secret).collect();
        let wire = tripwire::Tripwire::of(&secrets);
        let begun = Instant::now();
        let (mut alarms, mut read) = (0, 0usize);
        while begun.elapsed() < Duration::from_secs(3) {
            alarms += wire.read(&text).len();
            read += text.len();
        }
        let speed = read as f64 / 1_000_000.0 / begun.elapsed().as_secs_f64();
        table.row(&format!("tripwire, {count} secrets"), &format!("{speed:.1} MB/s, {alarms} alarms"), "");
    }
    hostile(table);
}

/// The slowest of the texts that somebody would send to keep the tripwire busy: pieces of a secret, over and over.
fn hostile(table: &mut Table) {
    let kinds = [
        (tripwire::Kind::Address, "Dlouhá 12/7, 785 01 Šternberk"),
        (tripwire::Kind::Name, "Jana Nová"),
        (tripwire::Kind::Organisation, "ZŠ Svatoplukova"),
        (tripwire::Kind::Contact, "777 777 777; aa@aa.cz"),
        (tripwire::Kind::Words, "a a a a a a a a"),
    ];
    let secret = |(kind, text): (tripwire::Kind, &str)| tripwire::Secret {
        id: Uuid::from_u128(1),
        kind,
        text: text.to_owned(),
    };
    let wire = tripwire::Tripwire::of(&kinds.map(secret));
    let pieces =
        ["12 ", "7 ", "a ", "d l o u ", "dlou-\n", "jana ", "777 ", "zs ", "aa@", "785 01 ", "dlouha "];
    let speed = |piece: &&str| {
        let text = piece.repeat(20_000);
        let begun = Instant::now();
        std::hint::black_box(wire.read(&text));
        text.len() as f64 / 1_000_000.0 / begun.elapsed().as_secs_f64()
    };
    let slowest = pieces.iter().map(speed).fold(f64::INFINITY, f64::min);
    table.row("tripwire, slowest hostile text", &format!("{slowest:.2} MB/s"), "");
}
