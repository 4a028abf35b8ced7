//! The conventions of ARCHITECTURE.md as tests. Each rule is a function from source files to complaints, and each is
//! tried on a planted violation, so that a rule that stopped seeing anything is noticed as well.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic, missing_docs)]

use std::path::{Path, PathBuf};

/// Levels of the folders and files of `app/src`; calls go down only.
const LEVELS: &[(&str, u8)] = &[
    ("kernel", 0),
    ("audit", 1),
    ("identity", 2),
    ("access", 3),
    ("shell", 4),
    ("account", 5),
    ("law", 5),
    ("documents", 5),
    ("cases", 6),
    ("conferences", 7),
    ("participants", 8),
    ("disclosure", 9),
    ("papers", 10),
    ("inspections", 10),
    ("invitations", 11),
    ("meeting", 11),
    ("preparation", 12),
    ("plan", 12),
    ("minutes", 13),
    ("follow_up", 13),
    ("feedback", 13),
    ("protection_plan", 13),
    ("desk", 14),
    ("administration", 14),
    ("capabilities", 15),
    ("migrations", 15),
    ("demo", 16),
    ("config", 16),
    ("start", 16),
    ("worker", 16),
    ("serve", 17),
    ("commands", 18),
    ("lib", 20),
    ("main", 20),
];

/// Words of the demo that slices may use from their own `demo.rs`: it moves dates, and calls nobody.
const DEMO_HELPER: &str = "demo::shift";

/// A source file: path from `app/src`, and text.
#[derive(Clone, Debug)]
struct Source {
    path: String,
    text: String,
}

impl Source {
    fn new(path: &str, text: &str) -> Self {
        Self { path: path.into(), text: text.into() }
    }
    /// The file's name.
    fn name(&self) -> &str {
        self.path.rsplit('/').next().unwrap()
    }
    /// The folder (or file without extension) right under `src`.
    fn folder(&self) -> &str {
        self.path.split('/').next().unwrap().trim_end_matches(".rs")
    }
    fn is_rust(&self) -> bool {
        self.name().ends_with(".rs")
    }
    /// Lines of code with their numbers: no comments, and nothing after the tests begin.
    fn code(&self) -> Vec<(usize, String)> {
        let mut lines = Vec::new();
        for (number, line) in self.text.lines().enumerate() {
            if line.starts_with("#[cfg(test)]") {
                break;
            }
            let bare = line.split_once("//").map_or(line, |(code, _)| code);
            // An address inside a text is no comment.
            let kept = if bare.ends_with(':') && line.contains("://") { line } else { bare };
            if !kept.trim().is_empty() {
                lines.push((number + 1, kept.to_owned()));
            }
        }
        lines
    }
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_path_buf()
}

fn gather(folder: &Path, base: &Path, found: &mut Vec<Source>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if path.is_dir() {
            if !["target", "node_modules"].contains(&name.as_str()) {
                gather(&path, base, found);
            }
        } else if ["rs", "html", "txt", "typ", "sql"].iter().any(|e| name.ends_with(&format!(".{e}"))) {
            let text = std::fs::read_to_string(&path).unwrap();
            found
                .push(Source { path: path.strip_prefix(base).unwrap().to_string_lossy().into_owned(), text });
        }
    }
}

fn app() -> Vec<Source> {
    let mut found = Vec::new();
    let base = root().join("src");
    gather(&base, &base, &mut found);
    assert!(found.len() > 60, "the sources were not found");
    found
}

fn libs() -> Vec<Source> {
    let mut found = Vec::new();
    let base = root().join("../libs");
    gather(&base, &base, &mut found);
    found
}

fn level(folder: &str) -> Option<u8> {
    LEVELS.iter().find(|(name, _)| *name == folder).map(|(_, level)| *level)
}

/// Whether `text` has `word` as a word of its own.
fn has_word(text: &str, word: &str) -> bool {
    let inner = |c: char| c.is_alphanumeric() || c == '_';
    text.match_indices(word).any(|(at, _)| {
        !text[..at].chars().next_back().is_some_and(inner)
            && !text[at + word.len()..].chars().next().is_some_and(inner)
    })
}

/// Names that stand right after `crate::`, groups included.
fn named_crates(line: &str) -> Vec<String> {
    let mut names = Vec::new();
    for (at, _) in line.match_indices("crate::") {
        let rest = &line[at + 7..];
        if let Some(group) = rest.strip_prefix('{') {
            let (mut depth, mut word) = (0i32, String::new());
            for c in group.chars() {
                match c {
                    '{' => depth += 1,
                    '}' if depth == 0 => break,
                    '}' => depth -= 1,
                    ',' if depth == 0 => names.push(std::mem::take(&mut word)),
                    c if depth == 0 => word.push(c),
                    _ => {}
                }
            }
            names.push(word);
        } else {
            names.push(rest.to_owned());
        }
    }
    names
        .into_iter()
        .map(|n| n.trim().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>())
        .filter(|n| n.chars().next().is_some_and(char::is_lowercase))
        .collect()
}

// ---------------------------------------------------------------- the rules

fn calls_go_down_only(sources: &[Source]) -> Vec<String> {
    let mut complaints = Vec::new();
    for source in sources.iter().filter(|s| s.is_rust()) {
        let Some(own) = level(source.folder()) else {
            complaints.push(format!("{}: the folder has no level in this test", source.path));
            continue;
        };
        if own >= 15 {
            continue;
        }
        // A group over several lines is read as one.
        let code: String = source.code().into_iter().map(|(_, line)| line + " ").collect();
        for statement in code.split(';') {
            for name in named_crates(statement) {
                let helper = source.name() == "demo.rs" && statement.contains(DEMO_HELPER);
                match level(&name) {
                    _ if name == source.folder() || helper => {}
                    Some(other) if other < own => {}
                    Some(other) => complaints.push(format!(
                        "{}: level {own} names {name} of level {other}; go down by call, up by registration",
                        source.path
                    )),
                    // Macros that the audit trail exports at the root of the crate; every slice with acts stands above it.
                    None if matches!(name.as_str(), "event" | "not_done") && Some(own) > level("audit") => {}
                    None => complaints.push(format!("{}: {name} has no level in this test", source.path)),
                }
            }
        }
    }
    complaints
}

/// Words that a pure file may not contain.
const IMPURE: &[(&str, &str)] = &[
    ("async", "is I/O"),
    ("tracing", "is I/O"),
    ("Queries", "is the database"),
    ("Transaction", "is the database"),
    ("Operation", "is the database"),
    ("Lookup", "is the database"),
    ("Clock", "is the clock; take the moment as an argument"),
    ("axum", "is HTTP"),
    ("askama", "is pages"),
    ("House", "is everything at once"),
    ("std::fs", "is the disk"),
    ("std::env", "is the environment"),
];

fn models_rules_and_policies_are_pure(sources: &[Source]) -> Vec<String> {
    let mut complaints = Vec::new();
    for source in sources {
        let pure = ["model.rs", "rules.rs", "policy.rs"].contains(&source.name())
            || ["/model/", "/rules/", "/policy/"].iter().any(|f| source.path.contains(f));
        // The audit trail and access have no slice anatomy.
        if !pure {
            continue;
        }
        for (number, line) in source.code() {
            for (word, why) in IMPURE {
                if has_word(&line, word) {
                    complaints.push(format!("{}:{number}: {word} {why}", source.path));
                }
            }
            // A record may say how it is read by position and how a code is bound, nothing more.
            let sql = has_word(&line, "portable_sql");
            let only_rows = line.contains("portable_sql::row!")
                || (line.contains("use portable_sql::")
                    && !line.contains("Session")
                    && !line.contains("Queries"));
            if sql && (source.name() != "model.rs" && !source.path.contains("/model/") || !only_rows) {
                let impl_of_codes = line.contains("portable_sql::Bind")
                    || line.contains("portable_sql::Column")
                    || line.contains("portable_sql::Cell")
                    || line.contains("portable_sql::Value")
                    || line.contains("portable_sql::SqlError");
                if !(impl_of_codes && source.name() == "model.rs") {
                    complaints.push(format!("{}:{number}: portable_sql is for store.rs", source.path));
                }
            }
        }
    }
    complaints
}

fn files_are_short(sources: &[Source]) -> Vec<String> {
    let long = |s: &&Source| s.is_rust() && s.text.lines().count() > 600;
    sources
        .iter()
        .filter(long)
        .map(|s| format!("{}: {} lines; cut it by operation", s.path, s.text.lines().count()))
        .collect()
}

fn every_folder_says_what_it_is(sources: &[Source]) -> Vec<String> {
    let mut complaints = Vec::new();
    for source in sources.iter().filter(|s| s.name() == "mod.rs" && s.path.matches('/').count() == 1) {
        let header: Vec<&str> = source.text.lines().take_while(|l| l.starts_with("//!")).collect();
        let words: usize = header.iter().map(|l| l.split_whitespace().count()).sum();
        if words < 12 {
            complaints.push(format!(
                "{}: its header has to say what it is, by which law or method, and who may",
                source.path
            ));
        }
    }
    complaints
}

/// A word of code that only files of these names may contain (`folder/` allows a whole folder).
fn only_in(sources: &[Source], word: &str, files: &[&str], why: &str) -> Vec<String> {
    let mut complaints = Vec::new();
    for source in sources.iter().filter(|s| s.is_rust()) {
        let allowed = files.iter().any(|f| match f.strip_suffix('/') {
            Some(folder) => source.path.split('/').any(|part| part == folder),
            None => source.name() == *f || source.path == *f,
        });
        if allowed {
            continue;
        }
        for (number, line) in source.code() {
            if line.contains(word) {
                complaints.push(format!("{}:{number}: {word} {why}", source.path));
            }
        }
    }
    complaints
}

/// Whether a line implements a generic trait of this name (its bounds do not count).
fn implements(line: &str, name: &str) -> bool {
    let Some(rest) = line.trim_start().strip_prefix("impl") else { return false };
    let mut depth = 0i32;
    let after = rest.find(|c: char| {
        match c {
            '<' => depth += 1,
            '>' => depth -= 1,
            _ => {}
        }
        depth == 0 && c == ' '
    });
    let head = after.and_then(|at| rest[at..].split(" for ").next()).unwrap_or_default().trim();
    head.starts_with(&format!("{name}<")) || head.contains(&format!("::{name}<"))
}

fn policies_are_made_in_policy_files(sources: &[Source]) -> Vec<String> {
    let mut complaints = Vec::new();
    for source in
        sources.iter().filter(|s| s.is_rust() && s.name() != "policy.rs" && !s.path.contains("/policy/"))
    {
        for (number, line) in source.code() {
            if implements(&line, "Action") {
                complaints.push(format!(
                    "{}:{number}: who may do it is decided in policy.rs of the slice that owns the record",
                    source.path
                ));
            }
        }
    }
    complaints
}

fn errands_begin_in_few_places(sources: &[Source]) -> Vec<String> {
    only_in(
        sources,
        "Errand::begin",
        &["jobs.rs", "bearer.rs", "demo.rs", "jobs/"],
        "looks records up without a permit; only jobs.rs, bearer.rs and demo.rs may",
    )
}

/// Words of statements that change what the journal of a meeting comes to.
const PROJECTIONS: &[&str] = &[
    "meeting_line",
    "meeting_presence",
    "meeting_pause",
    "meeting_phase_begun",
    "meeting_guest",
    "meeting_acknowledged",
];

fn only_the_journal_writes_what_it_comes_to(sources: &[Source]) -> Vec<String> {
    let mut complaints = Vec::new();
    for source in sources.iter().filter(|s| s.is_rust()) {
        let journal = source.path.starts_with("meeting/journal/store");
        for (number, line) in source.code() {
            for verb in ["INSERT INTO ", "UPDATE ", "DELETE FROM "] {
                for (at, _) in line.match_indices(verb) {
                    let table = line[at + verb.len()..].split([' ', '"']).next().unwrap_or_default();
                    if PROJECTIONS.contains(&table) && !journal {
                        complaints.push(format!(
                            "{}:{number}: {verb}{table}: lines and presence are what entries come to; write an entry",
                            source.path
                        ));
                    }
                    if table == "meeting_entry" && verb == "UPDATE " {
                        complaints.push(format!("{}:{number}: an entry is never changed", source.path));
                    }
                }
            }
        }
    }
    complaints
}

/// Permits that leave no reading of their own: the list is closed.
fn few_permits_leave_no_reading(sources: &[Source]) -> Vec<String> {
    only_in(
        sources,
        "Trace::OwnEvent",
        &["meeting/policy.rs"],
        "only for what always ends in an event of its own and answers with nothing from the record",
    )
}

fn facts_are_opened_for_machines_in_stores(sources: &[Source]) -> Vec<String> {
    only_in(
        sources,
        "for_machine",
        &["store.rs", "store/"],
        "opens a fact without a key; only store.rs may, to seal or store it",
    )
}

/// An example of a library is run by hand, and printing is what it is for.
fn is_example(source: &Source) -> bool {
    source.path.contains("/examples/")
}

fn nothing_prints(sources: &[Source]) -> Vec<String> {
    let mut complaints = Vec::new();
    for word in ["println!", "print!", "eprintln!", "eprint!", "dbg!"] {
        for source in sources.iter().filter(|s| s.is_rust() && !s.path.contains("/tests/") && !is_example(s))
        {
            for (number, line) in source.code() {
                if has_word(&line, word.trim_end_matches('!')) && line.contains(word) {
                    complaints.push(format!(
                        "{}:{number}: {word}; commands write through their own printer",
                        source.path
                    ));
                }
            }
        }
    }
    complaints
}

/// Names of drivers; only `libs/portable-sql` may know one.
const DRIVERS: &[&str] =
    &["rusqlite", "tokio_postgres", "deadpool_postgres", "libsqlite3_sys", "sqlx", "diesel"];

fn nobody_names_a_driver(sources: &[Source]) -> Vec<String> {
    DRIVERS
        .iter()
        .flat_map(|driver| {
            only_in(
                sources,
                driver,
                &["portable-sql/"],
                "is a database driver; only libs/portable-sql names one",
            )
        })
        .collect()
}

/// Crates behind `outbound`: whoever used them directly could let undisclosed words out.
fn only_outbound_lets_anything_out(sources: &[Source]) -> Vec<String> {
    let mut complaints = Vec::new();
    for word in ["typesetting::", "calendar::", "Press", "Printable"] {
        for source in sources.iter().filter(|s| s.is_rust()) {
            for (number, line) in source.code() {
                let found = if word.ends_with("::") {
                    line.match_indices(word).any(|(at, _)| {
                        !line[..at]
                            .chars()
                            .next_back()
                            .is_some_and(|c| c.is_alphanumeric() || c == '_' || c == ':')
                    })
                } else {
                    has_word(&line, word)
                };
                // Reading the fonts before the first paper lets nothing out.
                let warming = source.path == "serve.rs" && line.contains("typesetting::warm()");
                if found && !warming {
                    complaints.push(format!("{}:{number}: {word} goes around `outbound`", source.path));
                }
            }
        }
    }
    complaints
}

/// Templates that leave the house: mails, papers, and the pages of outsiders.
fn leaves_the_house(source: &Source) -> bool {
    source.path.contains("/mails/")
        || source.name().ends_with(".txt")
        || source.name().ends_with(".word.html")
        || (source.name().ends_with(".html") && source.text.contains("shell/pages/outside.html"))
}

fn outward_templates_escape_everything(sources: &[Source]) -> Vec<String> {
    let mut complaints = Vec::new();
    for source in sources.iter().filter(|s| leaves_the_house(s)) {
        for (number, line) in source.text.lines().enumerate() {
            let line: String = line.split_whitespace().collect();
            if line.contains("|safe") || line.contains("autoescapefalse") {
                complaints.push(format!(
                    "{}:{}: an outward template may not switch escaping off",
                    source.path,
                    number + 1
                ));
            }
        }
    }
    complaints
}

/// Staff templates may mark panels as safe (askama drew them), nothing else.
fn staff_templates_trust_panels_only(sources: &[Source]) -> Vec<String> {
    let mut complaints = Vec::new();
    for source in sources.iter().filter(|s| s.name().ends_with(".html") && !leaves_the_house(s)) {
        for (number, line) in source.text.lines().enumerate() {
            let bare: String = line.split_whitespace().collect();
            if bare.contains("|safe")
                && !["panel", "drawn", "svg", "qr"].iter().any(|word| bare.to_lowercase().contains(word))
            {
                complaints.push(format!(
                    "{}:{}: |safe on something that askama did not draw",
                    source.path,
                    number + 1
                ));
            }
        }
    }
    complaints
}

fn templates_live_in_their_slice(sources: &[Source]) -> Vec<String> {
    let mut complaints = Vec::new();
    for source in sources {
        // What stands above the slices (the gallery's index) has no pages of its own.
        let slice = level(source.folder()).is_none_or(|level| level < 15);
        if slice
            && source.name().ends_with(".html")
            && !source.path.contains("/pages/")
            && !source.path.contains("/mails/")
        {
            complaints.push(format!("{}: pages live in pages/ of their slice", source.path));
        }
        if !source.is_rust() {
            continue;
        }
        for (number, line) in source.code() {
            for start in ["path = \"", "#[page(\"", "#[mail(\"", "#[paper(\""] {
                let template = line.split_once(start).and_then(|(_, rest)| rest.split('"').next());
                if let Some(template) = template
                    && (line.contains("template(") || start.starts_with('#'))
                    && !template.starts_with(&format!("{}/", source.folder()))
                {
                    complaints.push(format!(
                        "{}:{number}: draws {template}, which belongs to another folder",
                        source.path
                    ));
                }
            }
        }
    }
    complaints
}

/// English words of trouble that a Czech reader must never see.
const ENGLISH: &[&str] = &[
    "Error",
    "error:",
    "Sorry",
    "Invalid",
    "invalid",
    "Not found",
    "not found",
    "Submit",
    "Cancel",
    "Save",
    "Delete",
    "Back to",
    "Please",
    "required field",
    "Loading",
    "undefined",
    "null",
];

fn templates_speak_czech(sources: &[Source]) -> Vec<String> {
    let mut complaints = Vec::new();
    for source in sources.iter().filter(|s| s.name().ends_with(".html") || s.name().ends_with(".txt")) {
        for (number, line) in source.text.lines().enumerate() {
            let spoken = spoken(line).replace("aria-invalid", "");
            for word in ENGLISH {
                if has_word(&spoken, word) {
                    complaints.push(format!("{}:{}: „{word}“ is not Czech", source.path, number + 1));
                }
            }
        }
    }
    complaints
}

/// What of a template's line a reader sees: no tags, no code, no comments.
fn spoken(line: &str) -> String {
    let (mut spoken, mut rest) = (String::new(), line);
    while let Some(at) = rest.find(['<', '{']) {
        spoken.push_str(&rest[..at]);
        spoken.push(' ');
        let opened = &rest[at..];
        let end = if opened.starts_with("{{") {
            opened.find("}}").map(|e| e + 2)
        } else if opened.starts_with("{%") {
            opened.find("%}").map(|e| e + 2)
        } else if opened.starts_with("{#") {
            opened.find("#}").map(|e| e + 2)
        } else {
            opened.find('>').map(|e| e + 1)
        };
        rest = end.map_or("", |e| &opened[e..]);
    }
    // The middle of a comment over several lines speaks English by right.
    if line.trim_start().starts_with(|c: char| c.is_ascii_lowercase()) && line.contains("#}") {
        String::new()
    } else {
        spoken + rest
    }
}

fn stores_ask_for_a_right(sources: &[Source]) -> Vec<String> {
    let mut complaints = Vec::new();
    for source in sources.iter().filter(|s| s.name() == "store.rs" || s.path.contains("/store/")) {
        let code: String = source.code().into_iter().map(|(_, line)| line + "\n").collect();
        for piece in code.split("pub ").skip(1).chain(code.split("pub(super) ").skip(1)) {
            let head = piece.trim_start_matches("async ");
            if !piece.starts_with("async fn ") {
                continue;
            }
            let signature = head.split(" {\n").next().unwrap_or_default();
            let asks = [
                "Lookup",
                "&mut Operation",
                "&mut Transaction",
                "&Queries",
                "Session",
                "On<",
                // A transaction that answers several questions at once: whoever has it holds the transaction.
                "Beside<",
                "&mut portable_sql::Transaction",
                "kernel::Queries",
            ];
            if !asks.iter().any(|right| signature.contains(right)) {
                let name = head.trim_start_matches("fn ").split(['(', '<']).next().unwrap_or_default();
                complaints.push(format!(
                    "{}: {name} takes neither Lookup nor Operation, Transaction, Queries or Session",
                    source.path
                ));
            }
        }
    }
    complaints
}

/// Slices above access reach the database only through stores; pages, actions and forms contain no SQL.
fn sql_stands_in_stores(sources: &[Source]) -> Vec<String> {
    let mut complaints = Vec::new();
    for source in sources.iter().filter(|s| s.is_rust()) {
        let store = source.name() == "store.rs" || source.path.contains("/store/");
        let below = level(source.folder()).is_some_and(|l| !(5..15).contains(&l));
        if store || below {
            continue;
        }
        for (number, line) in source.code() {
            if line.contains("statements!") {
                complaints.push(format!("{}:{number}: SQL stands in store.rs", source.path));
            }
        }
    }
    complaints
}

/// Migrations: numbered without a gap, named after a capability, portable.
fn migrations_are_portable(sources: &[Source]) -> Vec<String> {
    let mut complaints = Vec::new();
    let mut sorted: Vec<&Source> = sources.iter().collect();
    sorted.sort_by(|a, b| a.path.cmp(&b.path));
    for (index, source) in sorted.iter().enumerate() {
        let (number, rest) = source.name().split_once('_').unwrap_or_default();
        if number != format!("{:04}", index + 1) {
            complaints.push(format!("{}: numbers run from 0001 without a gap", source.path));
        }
        let name = rest.trim_end_matches(".sql");
        let known = level(name).is_some()
            || name == "jobs"
            || LEVELS.iter().any(|(folder, _)| name.starts_with(&format!("{folder}_")));
        if !known {
            complaints.push(format!("{}: begin its name with the capability's", source.path));
        }
        for (at, line) in source.text.lines().enumerate() {
            let upper = line.split("--").next().unwrap_or_default().to_uppercase();
            for word in [
                "CHECK",
                "REPLACE",
                "CAST",
                "AUTOINCREMENT",
                "SERIAL",
                "NOW",
                "CURRENT_TIMESTAMP",
                "VARCHAR",
                "INTEGER",
                "BLOB",
                "BYTEA",
                "TIMESTAMPTZ",
                "TRIGGER",
            ] {
                if has_word(&upper, word) {
                    complaints.push(format!("{}:{}: {word} is not portable", source.path, at + 1));
                }
            }
            if upper.contains("PRIMARY KEY")
                && !upper.contains("NOT NULL")
                && !upper.trim_start().starts_with("PRIMARY KEY")
            {
                complaints.push(format!("{}:{}: a primary key has to be NOT NULL", source.path, at + 1));
            }
        }
    }
    complaints
}

/// Time and randomness are arguments.
fn nobody_asks_the_machine(sources: &[Source]) -> Vec<String> {
    let mut complaints = Vec::new();
    for (word, files) in [
        ("Timestamp::now", &["clock.rs"][..]),
        ("SystemTime", &[]),
        ("Zoned::now", &["clock.rs"]),
        ("getrandom::", &["random.rs"]),
        ("Uuid::now_v7", &["ids.rs"]),
        ("Uuid::new_v4", &[]),
    ] {
        complaints.extend(only_in(sources, word, files, "is an argument, not a global"));
    }
    complaints
}

fn no_catch_all_files(sources: &[Source]) -> Vec<String> {
    sources
        .iter()
        .filter(|s| {
            ["utils.rs", "util.rs", "helpers.rs", "common.rs", "misc.rs"].contains(&s.name())
                && !s.path.contains("tests/")
        })
        .map(|s| format!("{}: name it after what it is", s.path))
        .collect()
}

// ---------------------------------------------------------------- the house

macro_rules! rule {
    ($test:ident, $rule:ident, $sources:expr, planted: $($path:literal => $text:expr),+ $(; innocent: $($fine_path:literal => $fine:expr),+)?) => {
        mod $test {
            use super::*;

            #[test]
            fn holds() {
                let complaints = $rule(&$sources);
                assert!(complaints.is_empty(), "{} complaints:\n{}", complaints.len(), complaints.join("\n"));
            }

            #[test]
            fn a_planted_violation_is_seen() {
                $(assert!(!$rule(&[Source::new($path, $text)]).is_empty(), "{} was let through", $path);)+
                $($(assert_eq!($rule(&[Source::new($fine_path, $fine)]), Vec::<String>::new());)+)?
            }
        }
    };
}

fn migration_sources() -> Vec<Source> {
    let mut found = Vec::new();
    let base = root().join("migrations");
    gather(&base, &base, &mut found);
    found
}

fn everything() -> Vec<Source> {
    app().into_iter().chain(libs()).collect()
}

rule!(levels, calls_go_down_only, app(),
    planted: "cases/pages.rs" => "use crate::conferences::Conference;",
        "kernel/clock.rs" => "use crate::{\n audit::Trail,\n};",
        "law/store.rs" => "fn x() { crate::documents::file(); }",
        "surprise/mod.rs" => "";
    innocent: "conferences/pages.rs" => "use crate::{access::{House, Permit}, cases};\n// crate::desk is above",
        "cases/demo.rs" => "use crate::demo::shift;");
rule!(purity, models_rules_and_policies_are_pure, app(),
    planted: "cases/rules.rs" => "async fn f() {}",
        "cases/policy.rs" => "use crate::kernel::Queries;",
        "cases/model.rs" => "use portable_sql::Session;",
        "cases/rules.rs" => "use portable_sql::Bind;",
        "cases/rules/dates.rs" => "fn f(clock: &Clock) {}";
    innocent: "cases/model.rs" => "portable_sql::row! { pub struct A { pub a: i64 } }",
        "cases/store.rs" => "async fn f() {}");
rule!(length, files_are_short, everything(), planted: "cases/pages.rs" => &"//\n".repeat(601));
rule!(headers, every_folder_says_what_it_is, app(), planted: "cases/mod.rs" => "//! Cases.\nmod x;");
rule!(policies, policies_are_made_in_policy_files, app(),
    planted: "cases/pages.rs" => "impl Action<CaseFile> for Everybody {",
        "cases/a.rs" => "impl<T: Kind> crate::access::Action<CaseFile> for T {";
    innocent: "access/routes.rs" => "impl<R: Record, A: Action<R>> Guard for Permit<R, A> {", "cases/policy.rs" => "impl Action<CaseFile> for A {");
rule!(errands, errands_begin_in_few_places, app(), planted: "cases/pages.rs" => "let e = Errand::begin(&house);");
rule!(machine_facts, facts_are_opened_for_machines_in_stores, app(), planted: "cases/pages.rs" => "facts::for_machine(&x)");
rule!(projection, only_the_journal_writes_what_it_comes_to, app(),
    planted: "meeting/store.rs" => "STRIKE = \"UPDATE meeting_line SET struck = $1\";",
        "minutes/store.rs" => "X = \"DELETE FROM meeting_presence WHERE id = $1\";",
        "meeting/journal/store.rs" => "X = \"UPDATE meeting_entry SET body = $1\";";
    innocent: "meeting/journal/store/projection.rs" => "X = \"DELETE FROM meeting_pause WHERE conference_id = $1\";",
        "meeting/store.rs" => "X = \"DELETE FROM meeting_line_history WHERE line_id = $1\";");
rule!(own_events, few_permits_leave_no_reading, app(),
    planted: "cases/policy.rs" => "const TRACE: Trace = Trace::OwnEvent;";
    innocent: "meeting/policy.rs" => "const TRACE: Trace = Trace::OwnEvent;");
rule!(printing, nothing_prints, everything(), planted: "cases/pages.rs" => "println!(\"x\");", "cases/a.rs" => "dbg!(x);");
rule!(drivers, nobody_names_a_driver, everything(), planted: "cases/store.rs" => "use rusqlite::Connection;";
    innocent: "portable-sql/src/sqlite.rs" => "use rusqlite::Connection;");
rule!(ways_out, only_outbound_lets_anything_out, app(),
    planted: "minutes/pages.rs" => "typesetting::render(x)", "minutes/a.rs" => "fn f(p: &Press) {}";
    innocent: "minutes/pages.rs" => "outbound::calendar(&d)");
rule!(outward_escaping, outward_templates_escape_everything, app(),
    planted: "invitations/mails/a.txt" => "{{ name|safe }}",
        "invitations/pages/answer.html" => "{% extends \"shell/pages/outside.html\" %}\n{{ name | safe }}");
rule!(staff_escaping, staff_templates_trust_panels_only, app(),
    planted: "cases/pages/a.html" => "{{ case.title|safe }}"; innocent: "cases/pages/a.html" => "{{ panel|safe }}");
rule!(templates, templates_live_in_their_slice, app(),
    planted: "cases/list.html" => "", "cases/pages.rs" => "#[template(path = \"shell/pages/list.html\")]";
    innocent: "cases/pages.rs" => "#[template(path = \"cases/pages/list.html\")]");
rule!(language, templates_speak_czech, app(),
    planted: "cases/pages/a.html" => "<p>Error 500</p>", "cases/pages/b.html" => "<button>Submit</button>";
    innocent: "cases/pages/a.html" => "<p class=\"null\">{{ error.sentence }}</p>");
rule!(rights, stores_ask_for_a_right, app(),
    planted: "cases/store.rs" => "pub async fn all(house: &House) -> Result<(), Failure> {\n}",
        "cases/store.rs" => "pub(super) async fn all(id: Id<A>) -> X {\n}";
    innocent: "cases/store.rs" => "pub async fn all(lookup: Lookup<'_>) -> X {\n}");
rule!(stores, sql_stands_in_stores, app(), planted: "cases/pages.rs" => "portable_sql::statements! {";
    innocent: "identity/throttle.rs" => "portable_sql::statements! {");
rule!(migrations, migrations_are_portable, migration_sources(),
    planted: "0001_cases.sql" => "CREATE TABLE a (id BLOB PRIMARY KEY);",
        "0001_stuff.sql" => "", "0003_cases.sql" => "", "0001_cases.sql" => "kind {text} CHECK (kind IN ('a'))");
rule!(globals, nobody_asks_the_machine, app(), planted: "cases/rules.rs" => "let now = Timestamp::now();");
rule!(names, no_catch_all_files, everything(), planted: "cases/utils.rs" => "");

#[test]
fn every_migration_file_is_in_the_list_and_every_listed_one_is_a_file() {
    let mut files: Vec<String> =
        migration_sources().iter().map(|s| s.path.trim_end_matches(".sql").to_owned()).collect();
    files.sort();
    let listed: Vec<String> = pripadovka::migrations::ALL.iter().map(|m| m.name.to_owned()).collect();
    assert_eq!(listed, files);
}

#[test]
fn capabilities_are_listed_in_the_order_of_levels_under_their_folder_names() {
    let names: Vec<&str> = pripadovka::capabilities::all().iter().map(|c| c.name).collect();
    let levels: Vec<u8> =
        names.iter().map(|n| level(n).unwrap_or_else(|| panic!("{n} has no level"))).collect();
    let slices: Vec<u8> = levels.into_iter().filter(|level| *level < 15).collect();
    assert!(slices.is_sorted(), "{names:?} {slices:?}");
    for name in names {
        assert!(root().join("src").join(name).join("mod.rs").exists(), "{name} is no folder");
    }
}

#[test]
fn event_and_job_and_document_codes_are_unique_and_stable_words() {
    let capabilities = pripadovka::capabilities::all();
    let mut codes: Vec<String> = Vec::new();
    for capability in &capabilities {
        codes.extend(capability.events.iter().map(|e| format!("event {}", e.code)));
        codes.extend(capability.jobs.iter().map(|j| format!("job {}", j.kind)));
        codes.extend(capability.document_kinds.iter().map(|d| format!("document {}", d.code)));
    }
    let count = codes.len();
    for code in &codes {
        let word = code.split(' ').nth(1).unwrap();
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '.' | '_');
        assert!(word.chars().all(plain), "{code} is no stable code");
    }
    codes.sort();
    codes.dedup();
    assert_eq!(codes.len(), count, "a code is used twice: {codes:?}");
}

/// Events that slices record but did not register would appear as "jiná událost" on the pages of the trail.
#[test]
fn every_declared_event_is_registered() {
    let registered: Vec<&str> =
        pripadovka::capabilities::all().iter().flat_map(|c| c.events.iter().map(|e| e.code)).collect();
    let mut missing = Vec::new();
    for source in
        app().iter().filter(|s| s.is_rust() && level(s.folder()).is_some_and(|l| (5..15).contains(&l)))
    {
        for piece in source.text.split("event!(").skip(1) {
            let code =
                piece.split(" = \"").nth(1).and_then(|rest| rest.split('"').next()).unwrap_or_default();
            if !registered.contains(&code) {
                missing.push(format!("{}: {code}", source.path));
            }
        }
    }
    assert!(missing.is_empty(), "not in any capability's events:\n{}", missing.join("\n"));
}
