#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use super::*;

/// The example with every commented key switched on; alternatives of one secret excluded each other only when
/// secrets are brought in, which `parse` does not do.
fn everything() -> String {
    let is_key = |line: &str| {
        line.strip_prefix("# ").and_then(|rest| rest.split_once(" = ")).is_some_and(|(key, _)| {
            !key.is_empty() && key.chars().all(|c| c.is_ascii_lowercase() || c == '_')
        })
    };
    EXAMPLE
        .lines()
        .map(|line| if is_key(line) { line.trim_start_matches("# ") } else { line })
        .collect::<Vec<_>>()
        .join("\n")
}

#[test]
fn the_example_is_a_configuration_and_so_is_the_example_with_everything_switched_on() {
    assert!(Config::parse(EXAMPLE).unwrap().check().is_ok());
    let all = Config::parse(&everything()).unwrap();
    assert_eq!(all.mail.effective_port(), 587);
}

#[test]
fn the_commented_values_of_the_example_are_the_defaults() {
    let (plain, all) = (Config::parse(EXAMPLE).unwrap(), Config::parse(&everything()).unwrap());
    assert_eq!(plain.secure_cookies, all.secure_cookies);
    assert_eq!(plain.database.connections, all.database.connections);
    assert_eq!(plain.database.cache_mib, all.database.cache_mib);
    assert_eq!(plain.mail.timeout_seconds, all.mail.timeout_seconds);
    assert_eq!(plain.mail.effective_port(), all.mail.effective_port());
    assert!(plain.sender.name.is_none(), "each mail bears the words of its subject");
    assert_eq!(plain.log.filter(), all.log.filter());
    assert_eq!(plain.work.at_once, all.work.at_once);
    assert_eq!(plain.work.keep_done_days, all.work.keep_done_days);
}

#[test]
fn a_senders_name_that_tells_what_it_is_about_is_refused() {
    for (name, holds) in [("Setkání", true), ("OSPOD Šternberk", false), ("Oddělení sociální práce", false)]
    {
        let mut config = Config::parse(EXAMPLE).unwrap();
        config.sender.name = Some(name.into());
        assert_eq!(config.check().is_ok(), holds, "{name}");
    }
}

#[test]
fn every_key_is_documented_by_the_example() {
    let all = toml::from_str::<toml::Table>(&Config::parse(&everything()).unwrap().shown()).unwrap();
    let documented = toml::from_str::<toml::Table>(&everything()).unwrap();
    for (key, value) in &all {
        assert!(documented.contains_key(key), "{key} is not documented");
        for inner in value.as_table().into_iter().flat_map(toml::Table::keys) {
            assert!(
                documented[key].as_table().unwrap().contains_key(inner),
                "{key}.{inner} is not documented"
            );
        }
    }
}

#[test]
fn the_operating_guide_quotes_the_example_word_for_word() {
    let guide = include_str!("../../../docs/operating.md");
    assert!(guide.contains(EXAMPLE.trim_end()), "docs/operating.md and example.toml differ");
}

#[test]
fn an_unknown_key_is_refused_with_its_line_and_name() {
    let text = EXAMPLE.replace("[listen]\n", "[listen]\nstafff = \"127.0.0.1:1\"\n");
    let wrong = Config::parse(&text).unwrap_err();
    assert!(wrong.what.contains("„stafff“"), "{}", wrong.what);
    assert_eq!(text.lines().nth(wrong.line - 1).unwrap(), "stafff = \"127.0.0.1:1\"");
    assert!(Config::parse(&format!("{EXAMPLE}\n[jine]\nx = 1\n")).is_err());
}

#[test]
fn a_value_is_never_quoted_back() {
    let text = EXAMPLE.replace("kind = \"smtp\"", "kind = \"smtp\"\npassword = [\"tajne-heslo\"]");
    let wrong = Config::parse(&text).unwrap_err();
    assert!(!wrong.what.contains("tajne"), "{}", wrong.what);
}

#[test]
fn secrets_are_masked_wherever_the_configuration_is_shown() {
    let config = Config::parse(&everything()).unwrap();
    let shown = format!("{}{config:?}", config.shown());
    assert!(!shown.contains("heslo@") && !shown.contains("password = \"heslo\""), "{shown}");
    assert!(shown.contains("postgres://pripadovka:•••@localhost/pripadovka"));
    assert_eq!(Secret::new("host=x password=tajne").masked(), "•••");
}

#[test]
fn a_secret_in_two_places_is_refused_and_one_from_the_environment_is_used() {
    let mut config = Config::parse(EXAMPLE).unwrap();
    config
        .bring_secrets(|name| (name == variables::MAIL_PASSWORD).then(|| "z prostředí".to_owned()))
        .unwrap();
    assert_eq!(config.mail.password.as_ref().unwrap().open(), "z prostředí");
    assert!(config.bring_secrets(|_| Some("jiné".to_owned())).is_err());
}

#[test]
fn relative_paths_begin_at_the_configuration() {
    let mut config = Config::parse(&EXAMPLE.replace("/etc/pripadovka/klice", "klice")).unwrap();
    config.settle(Path::new("/srv/urad"));
    assert_eq!(config.key_file, Path::new("/srv/urad/klice"));
    assert_eq!(config.database.path.unwrap(), Path::new("/var/lib/pripadovka/pripadovka.db"));
}
