//! The program as an administrator meets it: one binary, run as a process, with clear sentences and non-zero ends.
//! Nothing is harmed by what goes wrong.

use crate::harness::{Backend, TestHouse};
use portable_sql::Sql;
use pripadovka::access::Errand;
use pripadovka::audit::{About, By};
use pripadovka::cases;
use pripadovka::config::Config;
use pripadovka::kernel::{Failure, Id};
use pripadovka::start::{self, Opening};
use std::io::Write;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use uuid::Uuid;

fn program() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_pripadovka"));
    command.env_remove("PRIPADOVKA_CONFIG").env_remove("PRIPADOVKA_KEYS").stdin(Stdio::null());
    command
}

/// What a run said, and how it ended.
struct Said {
    words: String,
    fine: bool,
}

fn said(output: Output) -> Said {
    let words = String::from_utf8_lossy(&output.stdout) + String::from_utf8_lossy(&output.stderr);
    assert!(!words.contains("panicked"), "{words}");
    Said { words: words.split_whitespace().collect::<Vec<_>>().join(" "), fine: output.status.success() }
}

fn run(arguments: &[&str]) -> Said {
    said(program().args(arguments).output().unwrap())
}

/// Runs a command against a configuration and expects it to end well.
fn fine(config: &Path, arguments: &[&str]) -> String {
    let said = said(program().args(arguments).arg("--config").arg(config).output().unwrap());
    assert!(said.fine, "{arguments:?}: {}", said.words);
    said.words
}

/// Runs a command against a configuration and expects a refusal.
fn refused(config: &Path, arguments: &[&str]) -> String {
    let said = said(program().args(arguments).arg("--config").arg(config).output().unwrap());
    assert!(!said.fine, "{arguments:?} went through: {}", said.words);
    said.words
}

/// A demo in a folder that vanishes, with its configuration.
fn demo() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("d");
    let said = said(program().args(["demo", "--no-serve", "--data"]).arg(&data).output().unwrap());
    assert!(said.fine, "{}", said.words);
    let config = data.join("pripadovka.toml");
    (folder, config)
}

/// A new installation with nothing in it, before `migrate`.
fn installation(database: &str) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let config = folder.path().join("p.toml");
    let text = format!(
        "key_file = \"klice\"\n[database]\n{database}\n[listen]\nstaff = \"127.0.0.1:0\"\npublic = \"127.0.0.1:0\"\n\
         [links]\nstaff_url = \"https://a.example\"\npublic_url = \"https://b.example\"\n\
         [mail]\nkind = \"smtp\"\nhost = \"127.0.0.1\"\nport = 1\nuser = \"u\"\npassword = \"velmi-tajne-heslo\"\n\
         [sender]\naddress = \"pozvanky@mesto.example\"\n"
    );
    std::fs::write(&config, text).unwrap();
    (folder, config)
}

const EMBEDDED: &str = "kind = \"sqlite\"\npath = \"p.db\"";

/// The safety note of the demo's main case, opened with the keys of the configuration; `None` for a destroyed case.
async fn note(config: &Path, case: Uuid) -> Option<String> {
    pripadovka::shell::set_registry(pripadovka::capabilities::all);
    let config = Config::read(config).unwrap();
    let opened = start::open(&config, Opening::BESIDE).await.unwrap();
    let lookup = Errand::begin(&opened.house).lookup();
    match cases::find_case(lookup, Id::from_uuid(case)).await {
        Ok(found) => found.map(|case| format!("{:?}", case.safety_note.is_some())),
        Err(Failure::Destroyed) => None,
        Err(failure) => panic!("{failure}"),
    }
}

async fn main_case(config: &Path) -> Uuid {
    pripadovka::shell::set_registry(pripadovka::capabilities::all);
    let config = Config::read(config).unwrap();
    let opened = start::open(&config, Opening::BESIDE).await.unwrap();
    let sql =
        Sql::new("WITH_NOTE", "SELECT id FROM case_file WHERE safety_note IS NOT NULL ORDER BY id LIMIT 1");
    let (case,): (Uuid,) = sql.statement().get(&opened.house.queries).await.unwrap();
    case
}

#[test]
fn wrong_arguments_end_with_a_czech_sentence() {
    for arguments in
        [&["neco"][..], &[], &["serve", "--neznama"], &["demo", "--listen", "nikde"], &["backup"]]
    {
        let said = run(arguments);
        assert!(!said.fine, "{arguments:?} went through");
        for english in ["error", "unexpected", "Usage", "required", "invalid", "help"] {
            let words = said.words.replace("--help", "");
            assert!(!words.contains(english), "{arguments:?} speaks English: {words}");
        }
    }
    assert!(run(&["--help"]).words.contains("Příkazy"));
}

#[test]
fn serve_refuses_a_demo_and_says_how_it_is_started() {
    let (_folder, config) = demo();
    let words = refused(&config, &["serve"]);
    assert!(words.contains("databáze ukázky") && words.contains("pripadovka demo"), "{words}");
}

#[test]
fn a_demo_names_its_folder_its_ways_in_and_its_mail_and_starts_afresh_on_reset() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("zde");
    let make = |extra: &[&str]| {
        said(program().args(["demo", "--no-serve", "--data"]).arg(&data).args(extra).output().unwrap())
    };
    let first = make(&[]);
    assert!(first.fine && first.words.contains(data.to_str().unwrap()), "{}", first.words);
    for needed in ["vymyšlení", "/ukazka/vstup/pracovnice", "/ukazka/posta", "http://127.0.0.1:8080/p/"] {
        assert!(first.words.contains(needed), "{needed} is missing: {}", first.words);
    }
    let key = std::fs::read(data.join("klice")).unwrap();
    assert!(make(&[]).fine);
    assert_eq!(key, std::fs::read(data.join("klice")).unwrap(), "a second start made a new demo");
    assert!(make(&["--reset"]).fine);
    assert_ne!(key, std::fs::read(data.join("klice")).unwrap(), "--reset kept the old demo");
}

#[test]
fn a_demo_never_empties_a_folder_that_holds_something_else() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("diplomka.odt"), "roky práce").unwrap();
    let output =
        program().args(["demo", "--no-serve", "--reset", "--data"]).arg(folder.path()).output().unwrap();
    let words = said(output).words;
    assert_eq!(std::fs::read_to_string(folder.path().join("diplomka.odt")).unwrap(), "roky práce", "{words}");
}

/// The first steps of an installation, on either database.
fn first_steps(config: &Path) {
    assert!(refused(config, &["migrate"]).contains("klíč"), "there is no key file yet");
    fine(config, &["key", "create"]);
    assert!(refused(config, &["key", "create"]).contains("už existuje"));
    let unmade = refused(config, &["serve"]);
    assert!(unmade.contains("migrate"), "{unmade}");
    fine(config, &["migrate"]);
    fine(config, &["migrate"]);
    let mut adding = program()
        .args([
            "user",
            "add",
            "--login",
            "sprava@mesto.example",
            "--name",
            "Ing. Jiří Malý",
            "--office",
            "Šternberk",
        ])
        .args(["--password-stdin", "--config"])
        .arg(config)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    adding.stdin.take().unwrap().write_all("čtyři pomalé veverky\n".as_bytes()).unwrap();
    let added = said(adding.wait_with_output().unwrap());
    assert!(added.fine, "{}", added.words);
    // The mail server does not exist, so something is wrong, and everything else is told all the same.
    let doctor = refused(config, &["doctor"]);
    assert!(doctor.contains("s poštovním serverem se nelze spojit"), "{doctor}");
    assert!(!doctor.contains("error"), "{doctor}");
    assert!(!doctor.contains("velmi-tajne-heslo"), "a secret is shown: {doctor}");
    assert!(doctor.contains("schéma databáze"), "{doctor}");
    let verified = fine(config, &["audit", "verify"]);
    assert!(
        verified.contains("celá") || verified.contains("v pořádku") || verified.contains("sedí"),
        "{verified}"
    );
}

#[test]
fn an_installation_begins_step_by_step_on_the_embedded_database() {
    let (_folder, config) = installation(EMBEDDED);
    first_steps(&config);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_installation_begins_step_by_step_on_postgres() {
    let house = TestHouse::bare(Backend::Postgres).await;
    let (_folder, config) = installation(&format!("kind = \"postgres\"\nurl = \"{}\"", house.address()));
    tokio::task::spawn_blocking(move || first_steps(&config)).await.unwrap();
}

#[test]
fn a_wrong_key_an_open_key_and_an_unknown_setting_are_refused_and_change_nothing() {
    let (folder, config) = demo();
    let keys = folder.path().join("d/klice");
    let right = std::fs::read(&keys).unwrap();
    let whole = fine(&config, &["audit", "verify"]);
    std::fs::remove_file(&keys).unwrap();
    fine(&config, &["key", "create"]);
    let words = refused(&config, &["doctor"]);
    assert!(words.contains("Klíč tuto databázi neotevře"), "{words}");
    std::fs::write(&keys, right).unwrap();
    std::fs::set_permissions(&keys, std::fs::Permissions::from_mode(0o644)).unwrap();
    let words = refused(&config, &["audit", "verify"]);
    assert!(words.contains("0644") && words.contains("chmod 600"), "{words}");
    std::fs::set_permissions(&keys, std::fs::Permissions::from_mode(0o600)).unwrap();
    let text = std::fs::read_to_string(&config).unwrap();
    std::fs::write(&config, format!("kelinek = 1\n{text}")).unwrap();
    let words = refused(&config, &["doctor"]);
    assert!(words.contains("kelinek"), "{words}");
    std::fs::write(&config, text).unwrap();
    assert_eq!(fine(&config, &["audit", "verify"]), whole, "a refusal changed the database");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_database_of_a_newer_version_is_left_alone() {
    let (_folder, config) = demo();
    {
        let read = Config::read(&config).unwrap();
        let opened = start::open(&read, Opening::BESIDE).await.unwrap();
        opened
            .house
            .trail
            .chore(pripadovka::audit::Chore::ReferenceLoaded, |mut work| async move {
                let newer = "INSERT INTO schema_migration (number, name, checksum) \
                    SELECT 999, name, checksum FROM schema_migration WHERE number = 1";
                assert_eq!(Sql::new("NEWER", newer).statement().execute(&mut work).await?, 1);
                Ok((work, ()))
            })
            .await
            .unwrap();
    }
    for arguments in [&["migrate"][..], &["audit", "verify"], &["work"], &["backup", "/nikam"]] {
        let words = refused(&config, arguments);
        assert!(words.contains("novější verze"), "{arguments:?}: {words}");
    }
}

#[test]
fn a_second_server_on_the_same_file_is_refused() {
    let (folder, config) = demo();
    let data = folder.path().join("d");
    let mut first = program()
        .args(["demo", "--listen", "127.0.0.1:0", "--data"])
        .arg(&data)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut words = String::new();
    for _ in 0..100 {
        std::thread::sleep(std::time::Duration::from_millis(50));
        let said = said(program().args(["key", "rotate", "--config"]).arg(&config).output().unwrap());
        if !said.fine {
            words = said.words;
            break;
        }
    }
    let second =
        said(program().args(["demo", "--listen", "127.0.0.1:0", "--data"]).arg(&data).output().unwrap());
    first.kill().unwrap();
    first.wait().unwrap();
    for words in [words, second.words] {
        assert!(words.contains("už používá jiná spuštěná Případovka"), "{words}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_destroyed_stays_destroyed_after_an_older_backup_is_restored() {
    let (folder, config) = demo();
    let case = main_case(&config).await;
    assert!(note(&config, case).await.is_some());
    let backup = folder.path().join("zaloha");
    fine(&config, &["backup", backup.to_str().unwrap()]);
    assert!(refused(&config, &["backup", backup.to_str().unwrap()]).contains("už existuje"));
    assert!(refused(&config, &["restore", backup.to_str().unwrap()]).contains("už existuje"));
    {
        let read = Config::read(&config).unwrap();
        let opened = start::open(&read, Opening::BESIDE).await.unwrap();
        pripadovka::event!(
            /// A case was destroyed by a test.
            pub Destroyed = "case.destroyed", "případ vymazán" {}
        );
        opened
            .house
            .trail
            .run(By::installation(), move |mut operation| async move {
                cases::destroy(&mut operation, Id::from_uuid(case)).await?;
                Ok::<_, Failure>((operation.record(&Destroyed { about: About::default() }).await?, ()))
            })
            .await
            .unwrap();
    }
    assert!(note(&config, case).await.is_none());
    for ending in ["", "-wal", "-shm"] {
        let _ = std::fs::remove_file(folder.path().join(format!("d/ukazka.db{ending}")));
    }
    let words = fine(&config, &["restore", backup.to_str().unwrap()]);
    assert!(words.contains("Znovu zničených klíčů: 1"), "{words}");
    assert!(note(&config, case).await.is_none(), "a restore brought a destroyed case back");
    fine(&config, &["audit", "verify"]);
    fine(&config, &["doctor"]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn after_the_key_is_rotated_cases_open_and_older_backups_restore() {
    let (folder, config) = demo();
    let case = main_case(&config).await;
    let backup = folder.path().join("zaloha");
    fine(&config, &["backup", backup.to_str().unwrap()]);
    let words = fine(&config, &["key", "rotate"]);
    assert!(words.contains("klíčů případů"), "{words}");
    assert!(note(&config, case).await.is_some(), "a case does not open after the key was rotated");
    let doctor = fine(&config, &["doctor"]);
    assert!(doctor.contains("klíče případů jsou zabalené platným klíčem"), "{doctor}");
    for ending in ["", "-wal", "-shm"] {
        let _ = std::fs::remove_file(folder.path().join(format!("d/ukazka.db{ending}")));
    }
    fine(&config, &["restore", backup.to_str().unwrap()]);
    assert!(note(&config, case).await.is_some(), "an older backup does not open after the key was rotated");
}

#[test]
fn a_damaged_or_foreign_backup_restores_nothing() {
    let (folder, config) = demo();
    let backup = folder.path().join("zaloha");
    fine(&config, &["backup", backup.to_str().unwrap()]);
    for ending in ["", "-wal", "-shm"] {
        let _ = std::fs::remove_file(folder.path().join(format!("d/ukazka.db{ending}")));
    }
    let mut bytes = std::fs::read(&backup).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    let damaged = folder.path().join("poskozena");
    std::fs::write(&damaged, &bytes[..]).unwrap();
    let short = folder.path().join("kratka");
    std::fs::write(&short, &bytes[..middle]).unwrap();
    let foreign = folder.path().join("cizi");
    std::fs::write(&foreign, "PK něco úplně jiného").unwrap();
    for file in [damaged, short, foreign] {
        refused(&config, &["restore", file.to_str().unwrap()]);
        assert!(!folder.path().join("d/ukazka.db").exists(), "{} left a database behind", file.display());
        assert!(!folder.path().join("d/ukazka.db.obnova").exists(), "{} left scraps", file.display());
    }
}

#[test]
fn when_there_is_no_room_the_backup_is_refused_and_leaves_no_scraps() {
    let (folder, config) = demo();
    let backup = folder.path().join("zaloha");
    // A limit on the size of files stands in for a full disk: the same writes fail.
    let script = format!(
        "trap '' XFSZ; ulimit -f 100; exec {} backup {} --config {}",
        env!("CARGO_BIN_EXE_pripadovka"),
        backup.display(),
        config.display()
    );
    let said = said(Command::new("bash").args(["-c", &script]).output().unwrap());
    assert!(!said.fine, "{}", said.words);
    assert!(!said.words.contains("error") && !said.words.contains("Error"), "{}", said.words);
    let mut left: Vec<String> = std::fs::read_dir(folder.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    left.sort();
    assert_eq!(left, ["d"], "{}", said.words);
    fine(&config, &["audit", "verify"]);
}

#[test]
fn a_demo_without_room_says_so_in_czech() {
    let folder = tempfile::tempdir().unwrap();
    for blocks in [4, 600, 1500] {
        let script = format!(
            "trap '' XFSZ; ulimit -f {blocks}; exec {} demo --no-serve --data {}",
            env!("CARGO_BIN_EXE_pripadovka"),
            folder.path().join(blocks.to_string()).display()
        );
        let mut command = Command::new("bash");
        let output = command.args(["-c", &script]).env("RUST_LOG", "off").output().unwrap();
        let (answer, complaint) =
            (output.status.success(), String::from_utf8_lossy(&output.stderr).into_owned());
        assert!(!answer, "{blocks} blocks are enough: {complaint}");
        let sentence = complaint.lines().last().unwrap_or_default();
        assert!(sentence.contains("disk") || sentence.contains("místo"), "{blocks}: {complaint}");
        assert!(!sentence.contains("rror") && !sentence.contains("Full"), "{blocks}: {complaint}");
    }
}

#[test]
fn a_server_that_cannot_be_reached_is_told_from_one_that_refuses() {
    let server = std::env::var("PRIPADOVKA_TEST_POSTGRES").unwrap();
    let (base, _) = server.rsplit_once('/').unwrap();
    let nowhere = "postgres://u:p@127.0.0.1:1/x".to_owned();
    let nobody = "postgres://u:p@takovy-server.neni.invalid/x".to_owned();
    for (url, reason) in [
        (format!("{base}/neni_tu"), "taková databáze"),
        (nowhere, "neodpovídá"),
        (nobody, "neodpovídá"),
        ("pes".to_owned(), "čitelná"),
    ] {
        let (_folder, config) = installation(&format!("kind = \"postgres\"\nurl = \"{url}\""));
        fine(&config, &["key", "create"]);
        let words = refused(&config, &["migrate"]);
        assert!(words.contains(reason), "{url}: {words}");
        assert!(!words.contains("error") && !words.contains(":p@"), "{url}: {words}");
    }
}

#[test]
fn synthetic_data_are_never_mixed_with_others() {
    let (_folder, config) = demo();
    let words = refused(&config, &["load", "--conferences", "5", "--participants", "20"]);
    assert!(words.contains("prázdn") || words.contains("ukázk"), "{words}");
    let (_folder, config) = installation(EMBEDDED);
    fine(&config, &["key", "create"]);
    fine(&config, &["migrate"]);
    fine(&config, &["load", "--conferences", "20", "--participants", "150"]);
    fine(&config, &["audit", "verify"]);
}

#[test]
fn the_gallery_writes_every_kind_of_output_as_files() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("galerie");
    let said = run(&["gallery", "--out", out.to_str().unwrap()]);
    assert!(said.fine, "{}", said.words);
    // Pages that hold a permit exist only in a running program: the gallery walks one.
    for page in
        ["muj-den", "konference-jedno", "konference-jednani", "konference-zapis", "pripady-jedno", "sprava"]
    {
        let html = std::fs::read_to_string(out.join(format!("ukazka-{page}.html"))).unwrap();
        assert!(html.contains("<h1"), "{page} has no heading");
    }
    let mut endings = std::collections::BTreeMap::<String, usize>::new();
    let mut waiting = vec![out];
    while let Some(place) = waiting.pop() {
        for entry in std::fs::read_dir(place).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                waiting.push(path);
            } else if let Some(ending) = path.extension() {
                assert!(path.metadata().unwrap().len() > 0, "{} is empty", path.display());
                *endings.entry(ending.to_string_lossy().into_owned()).or_default() += 1;
            }
        }
    }
    for (ending, least) in [("html", 110), ("pdf", 4), ("txt", 4), ("ics", 1)] {
        let count = endings.get(ending).copied().unwrap_or(0);
        assert!(count >= least, "only {count} {ending}: {endings:?}");
    }
}

#[test]
fn mail_receive_keeps_one_message_for_the_worker_and_tells_the_server_to_wait_when_it_cannot() {
    let (folder, config) = installation(EMBEDDED);
    let receive = |message: &[u8]| {
        let mut child = program()
            .args(["mail", "receive", "--config"])
            .arg(&config)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        child.stdin.take().unwrap().write_all(message).unwrap();
        child.wait_with_output().unwrap()
    };
    let message = b"From: a@skola.example\r\nSubject: Re\r\n\r\n\xff P\xc5\x99ijdu.\r\n";
    let nowhere = receive(message);
    assert_eq!(nowhere.status.code(), Some(75), "the server would forget the message");
    assert!(said(nowhere).words.contains("mail.incoming"));
    let text = std::fs::read_to_string(&config).unwrap();
    std::fs::write(&config, text.replace("[sender]", "incoming = \"prichozi\"\n[sender]")).unwrap();
    assert!(receive(message).status.success());
    assert!(receive(b"").status.success(), "an empty message is kept as well: nothing is judged here");
    let kept: Vec<_> =
        std::fs::read_dir(folder.path().join("prichozi/new")).unwrap().map(Result::unwrap).collect();
    assert_eq!(kept.len(), 2);
    assert!(
        kept.iter().any(|file| std::fs::read(file.path()).unwrap() == message),
        "the message was changed"
    );
    for file in kept {
        assert_eq!(file.metadata().unwrap().permissions().mode() & 0o777, 0o600, "others can read it");
    }
}
