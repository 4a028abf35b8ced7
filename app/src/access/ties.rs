//! How a person is tied to a case.

use crate::kernel::Choice;

/// A kind of tie.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tie {
    /// Koordinátor případu (standard 8c: every case is assigned to one).
    Coordinator,
    /// Another worker on the case.
    Worker,
    /// Facilitator of one conference.
    Facilitator,
    /// Minute-taker of one conference.
    MinuteTaker,
    /// Opened the case for a reason and for a time; reads only.
    Opening,
}

impl Choice for Tie {
    const ALL: &'static [Self] =
        &[Self::Coordinator, Self::Worker, Self::Facilitator, Self::MinuteTaker, Self::Opening];
    fn code(self) -> &'static str {
        match self {
            Self::Coordinator => "coordinator",
            Self::Worker => "worker",
            Self::Facilitator => "facilitator",
            Self::MinuteTaker => "minute_taker",
            Self::Opening => "opening",
        }
    }
    fn label(self) -> &'static str {
        match self {
            Self::Coordinator => "koordinátor případu",
            Self::Worker => "spolupracující pracovník",
            Self::Facilitator => "facilitátor",
            Self::MinuteTaker => "zapisovatel",
            Self::Opening => "mimořádné nahlédnutí",
        }
    }
}

/// All ties of one person to one case, and to the conference that is looked at, today; own and by cover.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ties(u8);

impl Ties {
    /// None at all.
    pub const NONE: Self = Self(0);

    /// With one more.
    #[must_use]
    pub const fn with(self, tie: Tie) -> Self {
        Self(self.0 | (1 << tie as u8))
    }

    /// Whether this tie is among them.
    #[must_use]
    pub const fn has(self, tie: Tie) -> bool {
        self.0 & (1 << tie as u8) != 0
    }

    /// Whether the person works on the case (coordinator or co-worker, own or by cover).
    #[must_use]
    pub const fn works_on(self) -> bool {
        self.has(Tie::Coordinator) || self.has(Tie::Worker)
    }
}

/// By what right somebody reads, for the event of the read: kept as it was at that moment, because ties, roles and
/// covers change. The strongest right only.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Right {
    /// Own tie of this kind.
    Own(Tie),
    /// A tie of a colleague they stand in for.
    Cover(Tie),
    /// Heads the office, or stands in for its head.
    Head,
    /// Data-protection officer of the office.
    Officer,
    /// Opened the case for a reason.
    Opening,
    /// Another right of the slice's own rule.
    Other,
}

impl Right {
    /// Stable code.
    #[must_use]
    pub fn code(self) -> String {
        match self {
            Self::Own(tie) => tie.code().to_owned(),
            Self::Cover(tie) => format!("cover.{}", tie.code()),
            Self::Head => "head".to_owned(),
            Self::Officer => "officer".to_owned(),
            Self::Opening => "opening".to_owned(),
            Self::Other => "other".to_owned(),
        }
    }

    /// By its code; `None` for one that the program never writes.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Some(match code {
            "head" => Self::Head,
            "officer" => Self::Officer,
            "opening" => Self::Opening,
            "other" => Self::Other,
            _ => match code.strip_prefix("cover.") {
                Some(tie) => Self::Cover(Tie::from_code(tie)?),
                None => Self::Own(Tie::from_code(code)?),
            },
        })
    }

    /// In Czech.
    #[must_use]
    pub fn label(self) -> String {
        match self {
            Self::Own(tie) => tie.label().to_owned(),
            Self::Cover(tie) => format!("zastupuje ({})", tie.label()),
            Self::Head => "vedoucí oddělení".to_owned(),
            Self::Officer => "pověřenec pro ochranu osobních údajů".to_owned(),
            Self::Opening => Tie::Opening.label().to_owned(),
            Self::Other => "jiné oprávnění".to_owned(),
        }
    }
}

/// A person's ties, and which of them are their own.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// Own ties, those by cover, and a live opening.
    pub ties: Ties,
    /// Own ones.
    pub own: Ties,
}

impl Standing {
    /// The strongest right among ties, role and opening.
    #[must_use]
    pub fn right(self, heads: bool, protects: bool) -> Right {
        let ordinary = [Tie::Coordinator, Tie::Worker, Tie::Facilitator, Tie::MinuteTaker];
        let first = |ties: Ties| ordinary.into_iter().find(|tie| ties.has(*tie));
        if let Some(tie) = first(self.own) {
            return Right::Own(tie);
        }
        if let Some(tie) = first(self.ties) {
            return Right::Cover(tie);
        }
        match (heads, protects, self.ties.has(Tie::Opening)) {
            (true, ..) => Right::Head,
            (_, true, _) => Right::Officer,
            (_, _, true) => Right::Opening,
            _ => Right::Other,
        }
    }
}

impl FromIterator<Tie> for Ties {
    fn from_iter<I: IntoIterator<Item = Tie>>(ties: I) -> Self {
        ties.into_iter().fold(Self::NONE, Self::with)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]
    use super::*;
    use proptest::prelude::*;

    fn ties(bits: u8) -> Ties {
        Tie::ALL.iter().copied().filter(|tie| bits & (1 << *tie as u8) != 0).collect()
    }

    proptest! {
        #[test]
        fn a_right_is_read_back_as_it_was_written(all in 0u8..32, own in 0u8..32, heads: bool, protects: bool) {
            let standing = Standing { ties: ties(all | own), own: ties(own) };
            let right = standing.right(heads, protects);
            prop_assert_eq!(Right::from_code(&right.code()), Some(right));
        }

        #[test]
        fn an_opening_is_the_right_only_of_who_has_no_other(all in 0u8..32, heads: bool, protects: bool) {
            let standing = Standing { ties: ties(all), own: Ties::NONE };
            let nothing_else = all & 0b1111 == 0 && !heads && !protects;
            prop_assert_eq!(standing.right(heads, protects) == Right::Opening, nothing_else && all & 16 != 0);
        }

        #[test]
        fn an_opening_makes_nobody_a_worker_of_the_case(all in 0u8..32) {
            let without = ties(all & 0b1111);
            prop_assert_eq!(without.with(Tie::Opening).works_on(), without.works_on());
        }
    }
}
