//! What a view says about what was left out.

use std::fmt;
use std::sync::{Arc, OnceLock};

use facts::FactGroup;
use serde_json::{Value, json};

use crate::{Field, Logistics, Occasion, Press, Refusal, Rights, Verdict};

/// A kind of fact that was left out, as the reader may read it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Omission {
    /// The name of the group in the reader's language, in lower case ("zdraví dítěte").
    pub what: &'static str,
    /// Whether it will be told in the room instead.
    pub orally: bool,
    /// The ground, if there is one to tell.
    pub ground: Option<Logistics>,
}

impl Field for Omission {
    fn to_json(&self, press: &Press) -> Value {
        json!({
            "what": self.what,
            "orally": self.orally,
            "ground": self.ground.to_json(press),
        })
    }
}

/// The list of omissions of one view: one line per group, manner and ground, in the
/// order of the matrix. In a template: `{% for omission in omitted %}`.
///
/// It is a handle that the end of the cut fills.
#[derive(Clone, Default)]
pub struct Omissions(Arc<OnceLock<Vec<Omission>>>);

impl Omissions {
    /// The omissions, in order.
    #[must_use]
    pub fn list(&self) -> &[Omission] {
        self.0.get().map_or(&[], Vec::as_slice)
    }

    /// Whether nothing was left out that the reader may be told of.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.list().is_empty()
    }

    pub(crate) fn fill(
        &self,
        refusals: &[Refusal],
        by: (&dyn Rights, Occasion),
        naming: fn(FactGroup) -> &'static str,
    ) {
        self.0.get_or_init(|| told(refusals, by, naming));
    }
}

fn told(
    refusals: &[Refusal],
    (rights, occasion): (&dyn Rights, Occasion),
    naming: fn(FactGroup) -> &'static str,
) -> Vec<Omission> {
    let mut lines: Vec<(FactGroup, Omission)> = Vec::new();
    for refusal in refusals {
        // That somebody notified the authority is itself what must not be told.
        if refusal.group == FactGroup::Notifier || !rights.may_say_omitted(refusal.group) {
            continue;
        }
        let omission = Omission {
            what: naming(refusal.group),
            orally: refusal.verdict == Verdict::Oral,
            ground: rights.ground(occasion, refusal.group, refusal.about).map(Logistics::of),
        };
        if !lines.iter().any(|(_, line)| *line == omission) {
            lines.push((refusal.group, omission));
        }
    }
    lines.sort_by_key(|(group, omission)| (*group, omission.orally));
    lines.into_iter().map(|(_, omission)| omission).collect()
}

impl<'a> IntoIterator for &'a Omissions {
    type Item = &'a Omission;
    type IntoIter = std::slice::Iter<'a, Omission>;

    fn into_iter(self) -> Self::IntoIter {
        self.list().iter()
    }
}

impl PartialEq for Omissions {
    fn eq(&self, other: &Self) -> bool {
        self.list() == other.list()
    }
}

impl fmt::Debug for Omissions {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_list().entries(self.list()).finish()
    }
}

impl Field for Omissions {
    fn to_json(&self, press: &Press) -> Value {
        Value::Array(self.list().iter().map(|omission| omission.to_json(press)).collect())
    }
}
