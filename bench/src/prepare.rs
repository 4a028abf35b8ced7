//! The synthetic database and the sessions that read it.

use crate::Outcome;
use crate::process::ADDRESS;
use pripadovka::config::Config;
use pripadovka::kernel::Id;
use pripadovka::start::{self, Opening};
use std::path::{Path, PathBuf};
use tokio::process::Command;
use uuid::Uuid;

portable_sql::statements! {
    /// Workers who coordinate cases, by office.
    WORKERS = "SELECT DISTINCT s.office_id, s.id FROM tie t JOIN staff s ON s.id = t.staff_id WHERE t.kind = 'coordinator' ORDER BY s.office_id, s.id";
    /// Conferences that a worker coordinates.
    CONFERENCES = "SELECT c.id FROM conference c JOIN tie t ON t.case_id = c.case_id WHERE t.staff_id = $1 ORDER BY c.id LIMIT 400";
    /// The sign-in name of a worker.
    LOGIN = "SELECT login FROM staff WHERE id = $1";
    /// Some family names of a worker's cases.
    NAMES = "SELECT c.folded FROM case_file c JOIN tie t ON t.case_id = c.id WHERE t.staff_id = $1 ORDER BY c.id LIMIT 5";
}

/// The password that the bench gives one synthetic worker.
pub const PASSWORD: &str = "jen pro mereni 2026";

/// Where the database is.
pub struct Place {
    /// Configuration file.
    pub config: PathBuf,
}

/// Pages to ask for, each with the session that may see it.
pub struct Pages {
    /// Session tokens.
    pub sessions: Vec<String>,
    /// Desk pages.
    pub desk: Vec<(String, String)>,
    /// Conference identifiers, for the floor.
    pub conferences: Vec<Uuid>,
    /// Searches.
    pub search: Vec<(String, String)>,
    /// Sign-in name of the worker whose password is [`PASSWORD`].
    pub login: String,
}

/// Writes the configuration.
pub fn place(folder: &Path, postgres: Option<&str>) -> Outcome<Place> {
    std::fs::create_dir_all(folder)?;
    let folder = std::path::absolute(folder)?;
    let database = match postgres {
        Some(url) => format!("kind = \"postgres\"\nurl = \"{url}\""),
        None => "kind = \"sqlite\"\npath = \"bench.db\"".to_owned(),
    };
    let text = format!(
        "key_file = \"klice\"\nsecure_cookies = false\n[database]\n{database}\n[listen]\nstaff = \"{ADDRESS}\"\npublic = \"{ADDRESS}\"\n\
         [links]\nstaff_url = \"http://{ADDRESS}\"\npublic_url = \"http://{ADDRESS}\"\n\
         [mail]\nkind = \"folder\"\nfolder = \"posta\"\n[sender]\naddress = \"bench@priklad.cz\"\n"
    );
    let config = folder.join("bench.toml");
    std::fs::write(&config, text)?;
    Ok(Place { config })
}

/// Fills the database by the program's own command, once.
pub async fn fill(program: &Path, place: &Place, conferences: u64, participants: u64) -> Outcome<()> {
    let marker = place.config.with_extension(format!("{conferences}-{participants}"));
    if marker.exists() {
        return Ok(());
    }
    let key = vec!["key".to_owned(), "create".to_owned()];
    let first = (!place.config.with_file_name("klice").exists()).then_some(key);
    for arguments in first.into_iter().chain([
        vec!["migrate".to_owned()],
        vec![
            "load".to_owned(),
            "--conferences".to_owned(),
            conferences.to_string(),
            "--participants".to_owned(),
            participants.to_string(),
        ],
    ]) {
        let status =
            Command::new(program).args(&arguments).arg("--config").arg(&place.config).status().await?;
        if !status.success() {
            return Err(format!("{arguments:?} failed").into());
        }
    }
    std::fs::write(marker, "")?;
    Ok(())
}

/// Opens a session for one worker of each office and lists what they may see.
pub async fn pages(place: &Place) -> Outcome<Pages> {
    let config = Config::read(&place.config).map_err(|e| e.to_string())?;
    let opened = start::open(&config, Opening::BESIDE).await.map_err(|e| e.to_string())?;
    let house = &opened.house;
    let mut pages = Pages {
        sessions: Vec::new(),
        desk: Vec::new(),
        conferences: Vec::new(),
        search: Vec::new(),
        login: String::new(),
    };
    let mut workers: Vec<(Uuid, Uuid)> = WORKERS.statement().all(&house.queries).await?;
    // One of each office.
    workers.dedup_by_key(|(office, _)| *office);
    for (office, worker) in workers {
        let token = open_session(house, office, worker).await?;
        let ids: Vec<(Uuid,)> = CONFERENCES.bind(worker).all(&house.queries).await?;
        for (id,) in ids {
            pages.desk.push((format!("/konference/{id}"), token.clone()));
            pages.conferences.push(id);
        }
        let names: Vec<(String,)> = NAMES.bind(worker).all(&house.queries).await?;
        for (name,) in names {
            let prefix: String = name.chars().filter(char::is_ascii_alphabetic).take(4).collect();
            pages.search.push((format!("/pripady?hledat={prefix}"), token.clone()));
        }
        pages.sessions.push(token);
        if pages.login.is_empty() {
            set_password(house, office, worker).await?;
            let (login,): (String,) = LOGIN.bind(worker).get(&house.queries).await?;
            pages.login = login;
        }
    }
    Ok(pages)
}

async fn set_password(house: &pripadovka::access::House, office: Uuid, worker: Uuid) -> Outcome<()> {
    use pripadovka::audit::{About, By};
    pripadovka::event!(
        /// The bench gave somebody a password.
        pub BenchPassword = "bench.password", "heslo pro měření" {}
    );
    let hash = pripadovka::identity::password::hash(PASSWORD.to_owned()).await.ok_or("no hash")?;
    house
        .trail
        .run(By::system(office), move |mut operation| {
            let hash = hash.clone();
            async move {
                let id = Id::from_uuid(worker);
                pripadovka::identity::store::set_password(operation.work(), id, &hash).await?;
                let event = BenchPassword { about: About::default() };
                Ok::<_, pripadovka::kernel::Failure>((operation.record(&event).await?, ()))
            }
        })
        .await?;
    Ok(())
}

/// Opens a session behind the sign-in page.
pub async fn open_session(house: &pripadovka::access::House, office: Uuid, worker: Uuid) -> Outcome<String> {
    use pripadovka::audit::{About, By};
    pripadovka::event!(
        /// The bench signed somebody in.
        pub BenchSignedIn = "bench.signed-in", "přihlášení měření" {}
    );
    let token = house
        .trail
        .run(By::system(office), move |mut operation| async move {
            let now = operation.now();
            let (_, token) = pripadovka::identity::sessions::open(
                operation.work(),
                Id::from_uuid(worker),
                true,
                "bench",
                now,
            )
            .await?;
            let event = BenchSignedIn { about: About::default() };
            Ok::<_, pripadovka::kernel::Failure>((operation.record(&event).await?, token))
        })
        .await?;
    Ok(token.text().to_owned())
}
