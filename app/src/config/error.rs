//! What is wrong with a configuration, in Czech, without values.

use std::path::{Path, PathBuf};

/// Why there is no configuration.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// There is no such file.
    #[error(
        "Soubor s nastavením {} neexistuje. Cestu určíte volbou --config; vzor vypíše příkaz: pripadovka doctor --example",
        .0.display()
    )]
    Missing(PathBuf),
    /// The file cannot be read.
    #[error("Soubor s nastavením {} nelze přečíst ({kind}).", .0.display(), kind = .1)]
    File(PathBuf, std::io::ErrorKind),
    /// The text is not what it should be.
    #[error("Nastavení {} má chybu na řádku {line}: {what}", path.display())]
    Text {
        /// The file.
        path: PathBuf,
        /// Line, from one.
        line: usize,
        /// Czech sentence.
        what: String,
    },
    /// A key is needed and missing.
    #[error("V nastavení chybí {key}: {reason}.")]
    Lacking {
        /// The key.
        key: &'static str,
        /// Why it is needed.
        reason: &'static str,
    },
    /// A value cannot be used.
    #[error("Hodnota {key} v nastavení {reason}.")]
    Value {
        /// The key.
        key: &'static str,
        /// What is wrong with it.
        reason: &'static str,
    },
    /// A file that should hold a secret cannot be read.
    #[error("Soubor {} s tajným údajem {key} nelze přečíst ({kind}).", path.display())]
    SecretFile {
        /// The key.
        key: &'static str,
        /// The file.
        path: PathBuf,
        /// What the system said.
        kind: std::io::ErrorKind,
    },
}

/// What is wrong with a text, before its file is known.
#[derive(Debug, PartialEq, Eq)]
pub struct Wrong {
    /// Line, from one.
    pub line: usize,
    /// Czech sentence.
    pub what: String,
}

impl Wrong {
    /// From what the TOML reader says; its own words may quote values, so only names of keys are taken over.
    pub(super) fn of_toml(error: &toml::de::Error, text: &str) -> Self {
        let start = error.span().map_or(0, |span| span.start);
        let line = text.get(..start).map_or(1, |before| before.matches('\n').count() + 1);
        let message = error.message();
        let named = message.split('`').nth(1).unwrap_or_default();
        let what = if message.starts_with("unknown field") {
            format!("klíč „{named}“ neznáme. Všechny klíče vypíše příkaz: pripadovka doctor --example")
        } else if message.starts_with("missing field") {
            format!("chybí klíč „{named}“.")
        } else if message.starts_with("unknown variant") {
            "tuto hodnotu neznáme. Povolené hodnoty vypíše příkaz: pripadovka doctor --example".to_owned()
        } else if message.starts_with("invalid type") || message.starts_with("invalid value") {
            "hodnota je jiného druhu, než tu má být (text v uvozovkách, číslo, nebo true a false).".to_owned()
        } else if message.starts_with("duplicate") {
            "klíč je uveden dvakrát.".to_owned()
        } else if message.contains("socket address") {
            "adresa má mít tvar 127.0.0.1:8080.".to_owned()
        } else {
            "text nemá správný tvar (klíč = hodnota, oddíly v hranatých závorkách).".to_owned()
        };
        Self { line, what }
    }

    pub(super) fn of(self, path: &Path) -> ConfigError {
        ConfigError::Text { path: path.to_owned(), line: self.line, what: self.what }
    }
}
