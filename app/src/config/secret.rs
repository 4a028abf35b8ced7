//! Secrets of the configuration: never printed, never serialized.

use super::ConfigError;
use serde::{Deserialize, Serialize, Serializer};
use std::fmt;
use std::path::Path;

/// What stands in place of a secret.
const MASK: &str = "•••";

/// A text that is shown only masked.
#[derive(Clone, PartialEq, Eq, Deserialize)]
#[serde(transparent)]
pub struct Secret(String);

impl Secret {
    /// Keeps a text.
    #[must_use]
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The text itself, for the one place that needs it.
    #[must_use]
    pub fn open(&self) -> &str {
        &self.0
    }

    /// What may be shown: of `scheme://user:password@host/path` everything but the password, of anything else
    /// nothing.
    #[must_use]
    pub fn masked(&self) -> String {
        let parts = self.0.split_once("://").and_then(|(scheme, rest)| {
            let (who, place) = rest.rsplit_once('@')?;
            let (user, _) = who.split_once(':').unwrap_or((who, ""));
            // Parameters may carry a password as well.
            let place = place.split('?').next().unwrap_or_default();
            Some(format!("{scheme}://{user}:{MASK}@{place}"))
        });
        parts.unwrap_or_else(|| MASK.to_owned())
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(MASK)
    }
}

impl Serialize for Secret {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.masked())
    }
}

/// The secret from the one place that holds it.
pub(super) fn one_of(
    key: &'static str,
    direct: Option<Secret>,
    file: Option<&Path>,
    variable: Option<String>,
) -> Result<Option<Secret>, ConfigError> {
    let places =
        usize::from(direct.is_some()) + usize::from(file.is_some()) + usize::from(variable.is_some());
    if places > 1 {
        return Err(ConfigError::Value {
            key,
            reason: "je uvedeno na více místech (přímo, v souboru, v prostředí); nechte jen jedno",
        });
    }
    if let Some(path) = file {
        let text = std::fs::read_to_string(path).map_err(|source| ConfigError::SecretFile {
            key,
            path: path.to_owned(),
            kind: source.kind(),
        })?;
        let line = text.lines().next().unwrap_or_default().trim();
        return if line.is_empty() {
            Err(ConfigError::Value { key, reason: "soubor s tajným údajem je prázdný" })
        } else {
            Ok(Some(Secret::new(line)))
        };
    }
    Ok(direct.or_else(|| variable.map(Secret::new)))
}
