//! Views: what one letter, mail, page or calendar file may contain.

use crate::{Error, Field, Press};

/// What a reader gets to see, made of [`Field`]s. Declared with
/// [`view!`](crate::view), which sees to it that nothing else is inside.
pub trait View: Field {
    /// The name of the type; part of the fingerprint.
    const NAME: &'static str;
    /// The names of its templates; part of the fingerprint.
    const TEMPLATES: &'static [&'static str];
}

/// A view with a template `#[page("….html")]`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no page",
    note = "give the view a template: `#[page(\"slice/pages/name.html\")]`"
)]
pub trait PageView: View {
    /// The page's HTML.
    #[doc(hidden)]
    fn print_page(&self, press: &Press) -> Result<String, Error>;
}

/// A view with a template `#[mail("….txt")]` and perhaps `#[mail_html("….html")]`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no mail",
    note = "give the view a template: `#[mail(\"slice/mails/name.txt\")]`"
)]
pub trait MailView: View {
    /// The plain text of the mail.
    #[doc(hidden)]
    fn print_mail(&self, press: &Press) -> Result<String, Error>;

    /// The HTML of the mail, if it has one.
    #[doc(hidden)]
    fn print_mail_html(&self, press: &Press) -> Result<Option<String>, Error>;
}

/// A view with a Typst template `#[paper("….typ", title = "…")]`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no paper",
    note = "give the view a template: `#[paper(\"slice/letters/name.typ\", title = \"…\")]`"
)]
pub trait PaperView: View {
    /// The Typst template.
    const PAPER: typesetting::Template;
    /// The title in the metadata of the file: fixed words, no names.
    const PAPER_TITLE: &'static str;
}

/// A view with a template `#[word("….html", title = "…")]`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no Word document",
    note = "give the view a template: `#[word(\"slice/letters/name.word.html\", title = \"…\")]`"
)]
pub trait WordView: View {
    /// The title in the properties of the file: fixed words, no names.
    const WORD_TITLE: &'static str;

    /// The document's markup.
    #[doc(hidden)]
    fn print_word(&self, press: &Press) -> Result<String, Error>;
}

/// Declares views. Above each stand its documentation and its templates, all
/// optional, in this order:
///
/// | attribute | what | path |
/// |---|---|---|
/// | `#[page("….html")]` | askama, for [`page`](crate::page()) | from a folder of askama.toml |
/// | `#[mail("….txt")]` | askama, for [`mail`](crate::mail()) | the same |
/// | `#[mail_html("….html")]` | askama, only after `#[mail]` | the same |
/// | `#[paper("….typ", title = "…")]` | Typst, for [`paper`](crate::paper()) | from the crate's `src` |
/// | `#[word("….html", title = "…")]` | askama, prints the markup of [`wordfile::Document::parse`], for [`word`](crate::word()) | from a folder of askama.toml |
///
/// In place of a path, `source = "…"` takes the template itself (tests, samples).
/// askama templates see the fields and `press` (`press.demo`); custom filters are
/// found as usual, in a module `filters` in scope. Typst templates see the fields as
/// keys of `data`, `none` for what was cut, days and times as finished Czech text
/// ("10. prosince 2026", "13:00").
///
/// A field of a type that is no [`Field`] does not compile. The view has `Clone` and
/// `Debug`, no `Display`, no `Serialize`, no `render`: only a `Disclosed` view can be
/// printed, and only by this crate.
#[macro_export]
macro_rules! view {
    ($(
        $(#[doc = $doc:expr])*
        $(#[page($($page:tt)+)])?
        $(#[mail($($mail:tt)+)] $(#[mail_html($($html:tt)+)])?)?
        $(#[paper($($paper:tt)+)])?
        $(#[word($($word:tt)+)])?
        $visibility:vis struct $name:ident $body:tt
    )+) => {$(
        $crate::__view_struct! {
            [$(#[doc = $doc])*] $visibility $name $body
            [
                $($crate::__template_name!($($page)+),)?
                $($crate::__template_name!($($mail)+), $($crate::__template_name!($($html)+),)?)?
                $($crate::__template_name!($($paper)+),)?
                $($crate::__template_name!($($word)+),)?
            ]
        }
        $(
            const _: () = {
                $crate::__sheet! { $body [$($page)+] "html" }
                impl $crate::PageView for $name {
                    fn print_page(&self, press: &$crate::Press) -> ::core::result::Result<::std::string::String, $crate::Error> {
                        Sheet::of(self, press).print()
                    }
                }
                $crate::__sheet_of! { $name $body }
            };
        )?
        $(
            const _: () = {
                $crate::__sheet! { $body [$($mail)+] "txt" }
                impl $crate::MailView for $name {
                    fn print_mail(&self, press: &$crate::Press) -> ::core::result::Result<::std::string::String, $crate::Error> {
                        Sheet::of(self, press).print()
                    }

                    fn print_mail_html(&self, press: &$crate::Press) -> ::core::result::Result<::core::option::Option<::std::string::String>, $crate::Error> {
                        $crate::__mail_html! { self press $name $body $([$($html)+])? }
                    }
                }
                $crate::__sheet_of! { $name $body }
            };
        )?
        $(
            impl $crate::PaperView for $name {
                const PAPER: $crate::__private::Template = $crate::__private::Template {
                    name: $crate::__template_name!($($paper)+),
                    source: $crate::__typst_source!($($paper)+),
                };
                const PAPER_TITLE: &'static str = $crate::__paper_title!($($paper)+);
            }
        )?
        $(
            const _: () = {
                $crate::__word_sheet! { $body [$($word)+] }
                impl $crate::WordView for $name {
                    const WORD_TITLE: &'static str = $crate::__paper_title!($($word)+);

                    fn print_word(&self, press: &$crate::Press) -> ::core::result::Result<::std::string::String, $crate::Error> {
                        Sheet::of(self, press).print()
                    }
                }
                $crate::__sheet_of! { $name $body }
            };
        )?
    )+};
}

/// The struct itself, its check of fields and its JSON.
#[doc(hidden)]
#[macro_export]
macro_rules! __view_struct {
    (
        [$($documentation:tt)*] $visibility:vis $name:ident
        { $($(#[doc = $field_doc:expr])* $field_visibility:vis $field:ident: $type:ty),* $(,)? }
        [$($template:expr,)*]
    ) => {
        $($documentation)*
        #[derive(Clone, Debug)]
        $visibility struct $name {
            $($(#[doc = $field_doc])* $field_visibility $field: $type,)*
        }

        impl $crate::Field for $name {
            #[allow(unused_variables, unused_mut)]
            fn to_json(&self, press: &$crate::Press) -> $crate::__private::Value {
                let mut object = $crate::__private::Map::new();
                $(object.insert(
                    ::std::string::String::from(::core::stringify!($field)),
                    <$type as $crate::Field>::to_json(&self.$field, press),
                );)*
                $crate::__private::Value::Object(object)
            }
        }

        impl $crate::View for $name {
            const NAME: &'static str = ::core::stringify!($name);
            const TEMPLATES: &'static [&'static str] = &[$($template),*];
        }
    };
}

/// The askama sheet: the view's fields and the press, private to the `const _` it
/// stands in, so that its `render` and `Display` cannot be reached from outside.
#[doc(hidden)]
#[macro_export]
macro_rules! __sheet {
    ($body:tt [source = $source:tt] $extension:tt) => {
        $crate::__sheet_struct! { $body [source = $source, ext = $extension] }
    };
    ($body:tt [$path:tt] $extension:tt) => {
        $crate::__sheet_struct! { $body [path = $path] }
    };
}

/// The sheet of a Word document: its markup is escaped as HTML is.
#[doc(hidden)]
#[macro_export]
macro_rules! __word_sheet {
    ($body:tt [source = $source:tt, title = $title:expr]) => {
        $crate::__sheet! { $body [source = $source] "html" }
    };
    ($body:tt [$path:tt, title = $title:expr]) => {
        $crate::__sheet! { $body [$path] "html" }
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __sheet_struct {
    (
        { $($(#[doc = $field_doc:expr])* $field_visibility:vis $field:ident: $type:ty),* $(,)? }
        [$($template:tt)+]
    ) => {
        #[derive($crate::askama::Template)]
        #[template(askama = $crate::askama, $($template)+)]
        #[allow(dead_code, clippy::disallowed_methods)]
        struct Sheet<'press> {
            $($field: $type,)*
            press: &'press $crate::Press,
        }

        impl Sheet<'_> {
            #[allow(clippy::disallowed_methods)]
            fn print(&self) -> ::core::result::Result<::std::string::String, $crate::Error> {
                ::core::result::Result::Ok($crate::askama::Template::render(self)?)
            }
        }
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __sheet_of {
    (
        $name:ident
        { $($(#[doc = $field_doc:expr])* $field_visibility:vis $field:ident: $type:ty),* $(,)? }
    ) => {
        impl<'press> Sheet<'press> {
            #[allow(unused_variables)]
            fn of(view: &$name, press: &'press $crate::Press) -> Self {
                // Copies, so that a template reads numbers and lists as it would anywhere.
                Self { $($field: ::core::clone::Clone::clone(&view.$field),)* press }
            }
        }
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __mail_html {
    ($view:ident $press:ident $name:ident $body:tt) => {
        ::core::result::Result::Ok(::core::option::Option::None)
    };
    ($view:ident $press:ident $name:ident $body:tt [$($html:tt)+]) => {{
        $crate::__sheet! { $body [$($html)+] "html" }
        $crate::__sheet_of! { $name $body }
        Sheet::of($view, $press).print().map(::core::option::Option::Some)
    }};
}

#[doc(hidden)]
#[macro_export]
macro_rules! __template_name {
    (source = $source:expr, title = $title:expr) => {
        $title
    };
    (source = $source:expr) => {
        $source
    };
    ($path:expr $(, title = $title:expr)?) => {
        $path
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __typst_source {
    (source = $source:expr, title = $title:expr) => {
        $source
    };
    ($path:expr, title = $title:expr) => {
        ::core::include_str!(::core::concat!(::core::env!("CARGO_MANIFEST_DIR"), "/src/", $path))
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __paper_title {
    (source = $source:expr, title = $title:expr) => {
        $title
    };
    ($path:expr, title = $title:expr) => {
        $title
    };
}
