//! The embedded file: encrypted, claimed by one program, copied whole, and never half-written.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, missing_docs)]
#![allow(clippy::disallowed_macros, reason = "a child process tells its parent how far it has come")]

mod support;

use portable_sql::{Location, OpenError, open};
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use support::{KEY, file};

const SCHEMA: &str = "
CREATE TABLE pair (id {int} NOT NULL PRIMARY KEY, half {int} NOT NULL, words {text} NOT NULL);
CREATE TABLE node (id {int} NOT NULL PRIMARY KEY, parent {int} REFERENCES node (id));
";
const PLANTED: &str = "Anežka Planá, Rovná 7";
const OTHER_KEY: &str = "x'0DD29CA851E7B56E4697B0E1F08507293D761A05CE4D1B628663F411A8086D99'";

portable_sql::statements! {
    PUT = "INSERT INTO pair (id, half, words) VALUES ($1, $2, $3)";
    PAIRS = "SELECT id, half, words FROM pair ORDER BY id";
    HALVES = "SELECT count(*) FROM pair";
    HIGHEST = "SELECT max(half) FROM pair";
    LONELY = "SELECT half FROM pair GROUP BY half HAVING count(*) <> 2";
    PUT_NODE = "INSERT INTO node (id, parent) VALUES ($1, $2)";
    ADOPT = "UPDATE node SET parent = $2 WHERE id = $1";
    NODES = "SELECT id, parent FROM node ORDER BY id";
    INTEGRITY = "SELECT integrity_check FROM pragma_integrity_check";
}

fn with_key(path: &Path, key: Option<&str>, exclusive: bool) -> Location {
    Location::Sqlite {
        path: path.to_owned(),
        key: key.map(str::to_owned),
        readers: 1,
        cache_kib: 1024,
        exclusive,
    }
}

async fn planted() -> support::Store {
    let store = support::embedded().await.with(SCHEMA).await;
    let mut tx = store.writer.begin().await.unwrap();
    PUT.bind(1i64).bind(1i64).bind(PLANTED).execute(&mut tx).await.unwrap();
    tx.commit().await.unwrap();
    store
}

#[tokio::test]
async fn the_file_and_its_log_do_not_contain_what_was_written() {
    let store = planted().await;
    let folder = store.path().parent().unwrap().to_owned();
    let contains = |folder: &Path| {
        let mut read = 0;
        for entry in std::fs::read_dir(folder).unwrap() {
            let bytes = std::fs::read(entry.unwrap().path()).unwrap();
            read += bytes.len();
            for trace in [PLANTED.as_bytes(), b"Rovn", b"CREATE TABLE", b"SQLite format"] {
                assert!(!bytes.windows(trace.len()).any(|w| w == trace));
            }
        }
        read
    };
    assert!(contains(&folder) > 4096, "there is a file and a write-ahead log");
    drop(store.queries);
    drop(store.writer);
    assert!(contains(&folder) > 4096);
}

#[tokio::test]
async fn another_key_no_key_and_a_file_of_another_kind_are_told_apart_from_a_broken_disk() {
    let store = planted().await;
    let path = store.path();
    for key in [Some(OTHER_KEY), None] {
        let refused = open(&with_key(&path, key, false)).await.err().unwrap();
        assert!(matches!(refused, OpenError::WrongKey), "{refused:?}");
    }
    let stranger = path.with_file_name("letter.txt");
    std::fs::write(&stranger, "not a database, just a letter\n".repeat(400)).unwrap();
    let refused = open(&with_key(&stranger, Some(KEY), false)).await.err().unwrap();
    assert!(matches!(refused, OpenError::WrongKey), "{refused:?}");
    let nowhere = path.with_file_name("missing").join("test.db");
    let refused = open(&with_key(&nowhere, Some(KEY), false)).await.err().unwrap();
    assert!(matches!(refused, OpenError::File(_)), "{refused:?}");
    let (queries, _) = open(&file(&path)).await.unwrap();
    assert_eq!(
        HALVES.statement().get::<(i64,)>(&queries).await.unwrap(),
        (1,),
        "the right key still opens it"
    );
}

/// Runs one of the `child_…` tests of this binary in a process of its own.
fn child(test: &str, path: &Path) -> Command {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["--exact", test, "--nocapture", "--ignored", "--test-threads=1"]).env("CHILD_FILE", path);
    command
}

fn child_file() -> PathBuf {
    std::env::var_os("CHILD_FILE").expect("only run as a child of another test").into()
}

#[tokio::test]
#[ignore = "runs as a child process of the next test"]
async fn child_opens_with_a_wrong_key() {
    let refused = open(&with_key(&child_file(), Some(OTHER_KEY), false)).await.err().unwrap();
    assert!(matches!(refused, OpenError::WrongKey));
}

#[tokio::test]
async fn a_wrong_key_writes_nothing_to_the_console() {
    let store = planted().await;
    let output = child("child_opens_with_a_wrong_key", &store.path()).output().unwrap();
    assert!(output.status.success(), "{output:?}");
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    let told = String::from_utf8_lossy(&output.stdout).to_lowercase();
    assert!(!told.contains("sqlcipher") && !told.contains("hmac"), "{told}");
}

#[tokio::test]
async fn a_second_server_on_the_same_file_is_refused_and_a_command_beside_it_is_not() {
    let store = planted().await;
    let path = store.path();
    let first = open(&with_key(&path, Some(KEY), true)).await.unwrap();
    let second = open(&with_key(&path, Some(KEY), true)).await.err().unwrap();
    assert!(matches!(second, OpenError::InUse), "{second:?}");
    open(&with_key(&path, Some(KEY), false)).await.unwrap();
    drop(first);
    open(&with_key(&path, Some(KEY), true)).await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_snapshot_opens_under_the_same_key_and_no_other() {
    let store = planted().await;
    // Rows that refer to later ones: the copy must not stumble over their order.
    let mut tx = store.writer.begin().await.unwrap();
    for id in 1..=3i64 {
        PUT_NODE.bind(id).bind(None::<i64>).execute(&mut tx).await.unwrap();
    }
    ADOPT.bind(1i64).bind(3i64).execute(&mut tx).await.unwrap();
    tx.commit().await.unwrap();
    let copy = store.path().with_file_name("o'copy.db");
    store.writer.snapshot(&copy).unwrap();
    assert!(!std::fs::read(&copy).unwrap().windows(PLANTED.len()).any(|w| w == PLANTED.as_bytes()));
    for key in [Some(OTHER_KEY), None] {
        assert!(matches!(open(&with_key(&copy, key, false)).await.err().unwrap(), OpenError::WrongKey));
    }
    let (queries, writer) = open(&file(&copy)).await.unwrap();
    let rows: Vec<(i64, i64, String)> = PAIRS.statement().all(&queries).await.unwrap();
    assert_eq!(rows, [(1, 1, PLANTED.to_owned())]);
    let nodes: Vec<(i64, Option<i64>)> = NODES.statement().all(&queries).await.unwrap();
    assert_eq!(nodes, [(1, Some(3)), (2, None), (3, None)]);
    let schema = portable_sql::Migration { number: 1, name: "test", text: SCHEMA };
    assert_eq!(
        writer.migrate(&[schema]).await.unwrap().before,
        1,
        "it is a whole database, schema number and all"
    );
    assert!(store.writer.snapshot(&copy).is_err(), "a snapshot overwrites nothing");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_snapshot_taken_while_others_write_holds_whole_transactions() {
    let store = std::sync::Arc::new(support::embedded().await.with(SCHEMA).await);
    let writing = tokio::spawn({
        let store = store.clone();
        async move {
            for number in 1..=400i64 {
                write_pair(&store.writer, number).await;
            }
        }
    });
    for number in 0..5 {
        let copy = store.path().with_file_name(format!("copy-{number}.db"));
        tokio::task::block_in_place(|| store.writer.snapshot(&copy)).unwrap();
        let (queries, _) = open(&file(&copy)).await.unwrap();
        assert!(LONELY.statement().all::<(i64,)>(&queries).await.unwrap().is_empty());
    }
    writing.await.unwrap();
}

async fn write_pair(writer: &portable_sql::Writer, number: i64) {
    let mut tx = writer.begin().await.unwrap();
    for id in [number * 2, number * 2 + 1] {
        PUT.bind(id).bind(number).bind("half of a pair").execute(&mut tx).await.unwrap();
    }
    tx.commit().await.unwrap();
}

#[tokio::test]
#[ignore = "runs as a child process of the next test"]
async fn child_commits_pairs_until_it_is_killed() {
    let (queries, writer) = open(&with_key(&child_file(), Some(KEY), true)).await.unwrap();
    let (highest,): (Option<i64>,) = HIGHEST.statement().get(&queries).await.unwrap();
    for number in highest.unwrap_or(0) + 1.. {
        write_pair(&writer, number).await;
        println!("committed {number}");
    }
}

/// Twenty times a program is killed while it commits pairs of rows. Whatever it said was committed is there
/// afterwards, always as a whole pair, and the file is sound.
#[tokio::test]
async fn a_killed_program_loses_nothing_it_has_acknowledged() {
    let store = support::embedded().await.with(SCHEMA).await;
    let path = store.path();
    let mut acknowledged = 0i64;
    for round in 0..20u64 {
        let mut running = child("child_commits_pairs_until_it_is_killed", &path)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut told = BufReader::new(running.stdout.take().unwrap());
        let before = acknowledged;
        // Let it get going, then kill it at a moment that differs from round to round.
        let mut line = String::new();
        while acknowledged < before + 3 {
            line.clear();
            if told.read_line(&mut line).unwrap() == 0 {
                let mut complaint = String::new();
                running.stderr.take().unwrap().read_to_string(&mut complaint).unwrap();
                panic!("the child stopped by itself: {complaint}");
            }
            acknowledged = number(&line).unwrap_or(acknowledged);
        }
        std::thread::sleep(std::time::Duration::from_micros(137 * round * round));
        running.kill().unwrap();
        running.wait().unwrap();
        let mut rest = String::new();
        told.read_to_string(&mut rest).unwrap();
        // The last line may be cut off in the middle of its number.
        let whole = rest.rfind('\n').map_or("", |end| &rest[..end]);
        acknowledged = whole.lines().filter_map(number).next_back().unwrap_or(acknowledged);

        let (queries, _) = open(&file(&path)).await.unwrap();
        let (verdict,): (String,) = INTEGRITY.statement().get(&queries).await.unwrap();
        assert_eq!(verdict, "ok", "round {round}");
        assert!(
            LONELY.statement().all::<(i64,)>(&queries).await.unwrap().is_empty(),
            "half a pair, round {round}"
        );
        let (halves,): (i64,) = HALVES.statement().get(&queries).await.unwrap();
        assert!(
            halves >= acknowledged * 2,
            "round {round}: {acknowledged} acknowledged, {halves} halves found"
        );
        assert!(halves <= (acknowledged + 1) * 2, "at most the one under way is there beyond what was told");
    }
    assert!(acknowledged >= 60);
}

fn number(line: &str) -> Option<i64> {
    line.trim().rsplit_once("committed ")?.1.parse().ok()
}
