//! What a view says about what was left out.

use std::fmt;
use std::sync::{Arc, OnceLock};

use facts::FactGroup;
use serde_json::{Value, json};

use crate::cut::Found;
use crate::{Field, Gap, Logistics, Occasion, Press, Refusal, Rights, Verdict};

/// The ground of a refusal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ground {
    /// What somebody answered for, in their own words ("§ 9 zákona č. 359/1999 Sb.").
    Told(String),
    /// No more than the rule itself, in plain words of the reader's language.
    Plain,
}

/// What is left out, called as a language calls it.
#[derive(Clone, Copy)]
pub struct Naming {
    /// A group of facts, in lower case ("zdraví dítěte").
    pub group: fn(FactGroup) -> &'static str,
    /// Why something is not shown, as long as nobody has answered for a ground in law: the rule itself, in words that tell
    /// nothing of what is missing and cite nothing. None for what is shown.
    pub plain: fn(Verdict) -> Option<&'static str>,
}

impl Naming {
    /// In Czech.
    pub const CZECH: Self = Self { group: FactGroup::label, plain: plain_in_czech };
}

const fn plain_in_czech(verdict: Verdict) -> Option<&'static str> {
    match verdict {
        Verdict::Never => Some("není to potřeba k účelu, ke kterému výpis dostáváte"),
        Verdict::AskHead => Some("rozhoduje o tom vedoucí úřadu"),
        Verdict::Oral => Some("sděluje se jen ústně"),
        Verdict::Show => None,
    }
}

/// A kind of fact that was left out, as the reader may read it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Omission {
    /// The name of the group in the reader's language, in lower case ("zdraví dítěte").
    pub what: &'static str,
    /// Whether it will be told in the room instead.
    pub orally: bool,
    /// The ground, if there is one to tell.
    pub ground: Option<Logistics>,
    /// Whether the ground is in the words of the reader's language, as the group is; one that somebody answered for is
    /// in theirs, and they are Czech.
    pub plain: bool,
    /// The [block](crate::Cutter::block) it was left out of, where that may be told.
    pub block: Option<&'static str>,
}

impl Field for Omission {
    fn to_json(&self, press: &Press) -> Value {
        let mut omission = json!({
            "what": self.what,
            "orally": self.orally,
            "ground": self.ground.to_json(press),
        });
        // Only where there is one, so that the fingerprints of views without blocks stay what they were.
        if let (Value::Object(fields), Some(block)) = (&mut omission, self.block) {
            fields.insert("block".to_owned(), Value::from(block));
        }
        omission
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

    pub(crate) fn fill(&self, omissions: Vec<Omission>) {
        self.0.get_or_init(|| omissions);
    }
}

/// Decides what of the refusals may be told, and where.
pub(crate) struct Teller<'a> {
    pub(crate) rights: &'a dyn Rights,
    pub(crate) occasion: Occasion,
    pub(crate) naming: Naming,
}

impl Teller<'_> {
    /// That somebody notified the authority is itself what must not be told.
    fn may_tell(&self, refusal: &Refusal) -> bool {
        refusal.group != FactGroup::Notifier && self.rights.may_say_omitted(refusal.group)
    }

    /// Whether what is missing is told where it is missing. If one hole must not be
    /// explained, the explained ones beside it would betray it.
    pub(crate) fn tells_in_place(&self, found: &[Found]) -> bool {
        let mut holes = found.iter().filter(|found| found.gap.is_some() || found.vanished);
        holes.all(|found| self.may_tell(&found.refusal))
    }

    /// What stands at each empty place.
    pub(crate) fn gaps(&self, numbers: &[u32], found: &[Found]) -> Vec<Gap> {
        let gap = |(position, number): (usize, &u32)| {
            let here = found.iter().filter(|found| found.gap == Some(position));
            Gap::new(*number, self.told(here.map(|found| (&found.refusal, None))))
        };
        numbers.iter().enumerate().map(gap).collect()
    }

    /// What is not told at its own place.
    pub(crate) fn omissions(&self, found: &[Found], in_place: bool) -> Vec<Omission> {
        let elsewhere = found.iter().filter(|found| !in_place || found.gap.is_none());
        self.told(elsewhere.map(|found| (&found.refusal, found.block.filter(|_| in_place))))
    }

    fn told<'f>(&self, refusals: impl Iterator<Item = (&'f Refusal, Option<&'static str>)>) -> Vec<Omission> {
        let mut lines: Vec<(FactGroup, Omission)> = Vec::new();
        for (refusal, block) in refusals {
            if !self.may_tell(refusal) {
                continue;
            }
            let ground = self.rights.ground(self.occasion, refusal.group, refusal.about);
            let (ground, plain) = match ground {
                Some(Ground::Told(words)) => (Some(words), false),
                Some(Ground::Plain) => ((self.naming.plain)(refusal.verdict).map(str::to_owned), true),
                None => (None, false),
            };
            let omission = Omission {
                what: (self.naming.group)(refusal.group),
                orally: refusal.verdict == Verdict::Oral,
                ground: ground.map(Logistics::of),
                plain,
                block,
            };
            if !lines.iter().any(|(_, line)| *line == omission) {
                lines.push((refusal.group, omission));
            }
        }
        lines.sort_by_key(|(group, omission)| (*group, omission.orally));
        lines.into_iter().map(|(_, omission)| omission).collect()
    }
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
