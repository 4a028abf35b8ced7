//! The vocabulary of events.

use serde::Serialize;
use uuid::Uuid;

/// What kind of actor did it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    /// A member of staff.
    Staff,
    /// Somebody with a personal link.
    Outsider,
    /// The program itself (a job, a command).
    System,
}

impl Who {
    /// Stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Staff => "staff",
            Self::Outsider => "outsider",
            Self::System => "system",
        }
    }

    /// By its stable code; `None` for a code that the program never writes.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Staff, Self::Outsider, Self::System].into_iter().find(|who| who.code() == code)
    }
}

/// Who acts, in whose chain it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct By {
    /// Kind of actor.
    pub who: Who,
    /// The member of staff or the invitation; none for the system or a stranger.
    pub actor: Option<Uuid>,
    /// The office in whose chain the event belongs; nil for the installation.
    pub office: Uuid,
}

impl By {
    /// The program itself, in an office's chain.
    #[must_use]
    pub const fn system(office: Uuid) -> Self {
        Self { who: Who::System, actor: None, office }
    }

    /// The program itself, in the installation's chain.
    #[must_use]
    pub const fn installation() -> Self {
        Self::system(Uuid::nil())
    }
}

/// What an event is about. Identifiers only.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct About {
    /// The case.
    pub case: Option<Uuid>,
    /// The conference.
    pub conference: Option<Uuid>,
}

/// Something that happened. Its fields are identifiers, codes, counts and days: never names or words of people.
pub trait Event: Serialize + Send + Sync {
    /// Stable code, `thing.happened`.
    const CODE: &'static str;
    /// Czech sentence part for the page of the trail: "odeslal(a) pozvánku".
    const LABEL: &'static str;
    /// The case and conference it belongs to.
    fn about(&self) -> About;
}

/// Declares an event: its code, its Czech label, and its fields besides `about`.
///
/// ```ignore
/// event!(
///     /// An invitation left the house.
///     pub InvitationSent = "invitation.sent", "pozvánka odeslána" { invitation: Id<Invitation>, channel: &'static str }
/// );
/// ```
#[macro_export]
macro_rules! event {
    ($(#[$doc:meta])* pub $name:ident = $code:literal, $label:literal { $($(#[$fdoc:meta])* $field:ident : $ty:ty),* $(,)? }) => {
        $(#[$doc])*
        #[derive(serde::Serialize)]
        pub struct $name {
            /// The case and conference it belongs to.
            #[serde(skip)]
            pub about: $crate::audit::About,
            $($(#[$fdoc])* #[doc = "Identifier, code or count."] pub $field: $ty,)*
        }
        impl $crate::audit::Event for $name {
            const CODE: &'static str = $code;
            const LABEL: &'static str = $label;
            fn about(&self) -> $crate::audit::About {
                self.about
            }
        }
    };
}
