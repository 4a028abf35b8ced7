//! Numbered items of a master document, and the gaps among them.

use std::fmt;
use std::sync::{Arc, OnceLock};

use serde_json::{Value, json};

use crate::{Field, Omission, Press};

/// A numbered place whose item is not for this reader, where they may be told so. Only a
/// cut makes one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gap {
    number: u32,
    omitted: Vec<Omission>,
}

impl Gap {
    pub(crate) const fn new(number: u32, omitted: Vec<Omission>) -> Self {
        Self { number, omitted }
    }

    /// The number that the item has in the master.
    #[must_use]
    pub const fn number(&self) -> u32 {
        self.number
    }

    /// What is not there and on which ground; at least one.
    #[must_use]
    pub fn omitted(&self) -> &[Omission] {
        &self.omitted
    }
}

/// A numbered place as it stands in an extract.
#[derive(Debug)]
pub enum Place<'a, Row> {
    /// The item.
    Shown(&'a Row),
    /// That there is one, and why it is not here.
    Gap(&'a Gap),
}

impl<Row> Clone for Place<'_, Row> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<Row> Copy for Place<'_, Row> {}

impl<'a, Row> Place<'a, Row> {
    /// The item, if it is here.
    #[must_use]
    pub const fn shown(self) -> Option<&'a Row> {
        match self {
            Self::Shown(row) => Some(row),
            Self::Gap(_) => None,
        }
    }

    /// The gap, if there is one.
    #[must_use]
    pub const fn gap(self) -> Option<&'a Gap> {
        match self {
            Self::Shown(_) => None,
            Self::Gap(gap) => Some(gap),
        }
    }
}

/// The gaps of one view. It is a handle that the end of the cut fills: with all of them,
/// or with none.
#[derive(Clone, Default)]
pub(crate) struct Gaps(Arc<OnceLock<Vec<Gap>>>);

impl Gaps {
    pub(crate) fn fill(&self, gaps: Vec<Gap>) {
        self.0.get_or_init(|| gaps);
    }

    fn get(&self, position: usize) -> Option<&Gap> {
        self.0.get().and_then(|gaps| gaps.get(position))
    }
}

/// What the cut made of one numbered item.
#[derive(Clone)]
pub(crate) enum Entry<Row> {
    Row(Row),
    /// The position of its gap among those of the view.
    Gap(usize),
}

/// Numbered items for one reader, made by [`Cutter::numbered`](crate::Cutter::numbered). In a template:
///
/// ```text
/// {% for place in points %}{% if let Some(point) = place.shown() %}…{% endif %}
/// {% if let Some(gap) = place.gap() %}…{{ gap.number() }}…{% endif %}{% endfor %}
/// ```
///
/// On paper a list of the rows' data, with `(number: 4, gap: (…omissions…))` where a gap is; `none` when it
/// [is withheld](Numbered::is_withheld).
#[derive(Clone)]
pub struct Numbered<Row> {
    entries: Vec<Entry<Row>>,
    gaps: Gaps,
}

impl<Row> Numbered<Row> {
    pub(crate) const fn new(entries: Vec<Entry<Row>>, gaps: Gaps) -> Self {
        Self { entries, gaps }
    }

    /// The places in the order of the master, without those whose gap is not told.
    pub fn iter(&self) -> impl Iterator<Item = Place<'_, Row>> {
        self.entries.iter().filter_map(|entry| match entry {
            Entry::Row(row) => Some(Place::Shown(row)),
            Entry::Gap(position) => self.gaps.get(*position).map(Place::Gap),
        })
    }

    /// Whether the master has no such item: "none was agreed" is then true.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Whether there are items, but none for this reader and none they are told of. The
    /// heading then vanishes, because "none" would be a lie.
    #[must_use]
    pub fn is_withheld(&self) -> bool {
        !self.is_empty() && self.iter().next().is_none()
    }
}

impl<'a, Row> IntoIterator for &'a Numbered<Row> {
    type Item = Place<'a, Row>;
    type IntoIter = std::vec::IntoIter<Self::Item>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter().collect::<Vec<_>>().into_iter()
    }
}

impl<Row> fmt::Debug for Numbered<Row> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Numbered(…)")
    }
}

impl<Row: Field> Field for Numbered<Row> {
    fn to_json(&self, press: &Press) -> Value {
        if self.is_withheld() {
            return Value::Null;
        }
        let place = |place| match place {
            Place::Shown(row) => Row::to_json(row, press),
            Place::Gap(gap) => {
                let omitted = gap.omitted().iter().map(|omission| omission.to_json(press));
                json!({ "number": gap.number(), "gap": omitted.collect::<Vec<_>>() })
            }
        };
        Value::Array(self.iter().map(place).collect())
    }
}
