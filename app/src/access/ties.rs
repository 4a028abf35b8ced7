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
}

impl Choice for Tie {
    const ALL: &'static [Self] = &[Self::Coordinator, Self::Worker, Self::Facilitator, Self::MinuteTaker];
    fn code(self) -> &'static str {
        match self {
            Self::Coordinator => "coordinator",
            Self::Worker => "worker",
            Self::Facilitator => "facilitator",
            Self::MinuteTaker => "minute_taker",
        }
    }
    fn label(self) -> &'static str {
        match self {
            Self::Coordinator => "koordinátor případu",
            Self::Worker => "spolupracující pracovník",
            Self::Facilitator => "facilitátor",
            Self::MinuteTaker => "zapisovatel",
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

impl FromIterator<Tie> for Ties {
    fn from_iter<I: IntoIterator<Item = Tie>>(ties: I) -> Self {
        ties.into_iter().fold(Self::NONE, Self::with)
    }
}
