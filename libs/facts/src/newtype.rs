//! The opaque newtype and the macros that declare one.

use crate::{FactGroup, Opening};

/// A protected value about somebody. Declared with [`fact!`](crate::fact).
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a protected fact",
    note = "declare it in the slice's model.rs: `facts::fact!(pub Name: String = Identity);`"
)]
pub trait Fact {
    /// What is kept inside, for example `String` or a date.
    type Inner;
    /// The group by which the disclosure matrix decides.
    const GROUP: FactGroup;
    /// The name of the type, for `Debug`, refusals and logs. Never the value.
    const NAME: &'static str;

    /// Opens the fact. Only this crate can make an [`Opening`]; use
    /// [`reveal`](crate::reveal) or a cutter.
    #[doc(hidden)]
    fn open(&self, opening: &Opening) -> &Self::Inner;
}

/// The closed box inside every fact. Its content is private to this crate, so that
/// not even the module that declares a fact can read it.
#[derive(Clone, PartialEq, Eq)]
pub struct Opaque<T> {
    inner: T,
}

impl<T> Opaque<T> {
    #[doc(hidden)]
    pub const fn new(inner: T) -> Self {
        Self { inner }
    }

    #[doc(hidden)]
    pub const fn open(&self, _opening: &Opening) -> &T {
        &self.inner
    }
}

/// Declares facts as [`bare_fact!`](crate::bare_fact) does and lets them be bound to
/// statements and read from rows: `Bind` (by value and by reference) and `Column`
/// of `portable-sql` are delegated to the inner type. It expands where
/// `portable_sql` is a dependency, that is in the application.
///
/// ```ignore
/// facts::fact! {
///     /// Where somebody lives.
///     pub Address: String = ContactsAddresses;
///     /// The day somebody was born.
///     pub BirthDate: jiff::civil::Date = Identity;
/// }
/// ```
#[macro_export]
macro_rules! fact {
    ($($(#[$attribute:meta])* $visibility:vis $name:ident: $inner:ty = $group:ident);+ $(;)?) => {
        $crate::bare_fact!($($(#[$attribute])* $visibility $name: $inner = $group);+);
        $(
            #[allow(clippy::disallowed_methods)]
            impl ::portable_sql::Bind for $name {
                fn into_value(self) -> ::portable_sql::Value {
                    <$inner as ::portable_sql::Bind>::into_value(
                        ::core::clone::Clone::clone($crate::for_machine(&self)),
                    )
                }
            }
            #[allow(clippy::disallowed_methods)]
            impl ::portable_sql::Bind for &$name {
                fn into_value(self) -> ::portable_sql::Value {
                    <$inner as ::portable_sql::Bind>::into_value(
                        ::core::clone::Clone::clone($crate::for_machine(self)),
                    )
                }
            }
            impl ::portable_sql::Column for $name {
                fn from_cell(
                    cell: ::portable_sql::Cell<'_>,
                ) -> ::core::result::Result<Self, ::portable_sql::SqlError> {
                    <$inner as ::portable_sql::Column>::from_cell(cell).map(Self::new)
                }
            }
        )+
    };
}

/// Declares facts that no database stores: `pub Name: Inner = Group;`, several in
/// one call. Each has `new`, `Clone`, `PartialEq`, `Eq` and a `Debug` that prints
/// `Name(…)`; nothing else.
///
/// ```
/// facts::bare_fact!(pub Address: String = ContactsAddresses);
/// assert_eq!(format!("{:?}", Address::new("Lipová 3")), "Address(…)");
/// ```
#[macro_export]
macro_rules! bare_fact {
    ($($(#[$attribute:meta])* $visibility:vis $name:ident: $inner:ty = $group:ident);+ $(;)?) => {
        $(
            $(#[$attribute])*
            #[doc = ::core::concat!(" (A protected fact of the group `", ::core::stringify!($group), "`.)")]
            #[derive(Clone, PartialEq, Eq)]
            $visibility struct $name($crate::Opaque<$inner>);

            impl $name {
                /// Closes a value into the fact.
                #[must_use]
                $visibility fn new(inner: impl ::core::convert::Into<$inner>) -> Self {
                    Self($crate::Opaque::new(inner.into()))
                }
            }

            impl $crate::Fact for $name {
                type Inner = $inner;
                const GROUP: $crate::FactGroup = $crate::FactGroup::$group;
                const NAME: &'static str = ::core::stringify!($name);

                fn open(&self, opening: &$crate::Opening) -> &$inner {
                    self.0.open(opening)
                }
            }

            impl ::core::fmt::Debug for $name {
                fn fmt(&self, formatter: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                    formatter.write_str(::core::concat!(::core::stringify!($name), "(…)"))
                }
            }
        )+
    };
}
