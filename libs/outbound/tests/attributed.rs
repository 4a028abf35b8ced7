//! Words that have an author are printed with them; without one they are the text that they always were.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]
#![allow(clippy::disallowed_methods, reason = "the tests stand in for the slices that claim the keys")]

use std::sync::{Arc, LazyLock};

use facts::{FactGroup, Shears};
use outbound::{Cut, Cutter, Disclosed, Guard, Occasion, Rights, Subject, Verdict, disclose, page, paper};
use uuid::Uuid;

static SHEARS: LazyLock<Shears> = LazyLock::new(|| Shears::claim().expect("claimed once"));

const READER: Uuid = Uuid::from_u128(1);

facts::bare_fact! {
    pub Name: String = Identity;
    pub Objection: String = PlanTasks;
}

/// An objection and perhaps who raised it.
struct Raised(Objection, Option<Name>);

mod before {
    use super::Raised;
    use facts::Shown;
    use outbound::{Cut, Cutter, Occasion, Subject};

    outbound::view! {
        /// Objections, as they were before anybody asked who raised them.
        pub struct Objections {
            pub objections: Vec<Shown<String>>,
        }
    }

    impl Cut<[Raised]> for Objections {
        const OCCASION: Occasion = Occasion::Record;
        fn cut(raised: &[Raised], cutter: &Cutter<'_>) -> Self {
            let about = cutter.about(Subject::Conference);
            Self { objections: raised.iter().filter_map(|one| about.show(&one.0)).collect() }
        }
    }
}

mod now {
    use super::Raised;
    use outbound::{Attributed, Cut, Cutter, Occasion, Subject};

    outbound::view! {
        /// Objections with who raised them.
        pub struct Objections {
            pub objections: Vec<Attributed>,
        }
    }

    impl Cut<[Raised]> for Objections {
        const OCCASION: Occasion = Occasion::Record;
        fn cut(raised: &[Raised], cutter: &Cutter<'_>) -> Self {
            let about = cutter.about(Subject::Conference);
            let one = |one: &Raised| {
                let text = about.show(&one.0)?;
                Some(Attributed { who: about.show_known(one.1.as_ref()), text })
            };
            Self { objections: raised.iter().filter_map(one).collect() }
        }
    }
}

outbound::view! {
    /// Objections on a page and on paper.
    #[page(source = "{% for item in objections %}{% if let Some(who) = item.who %}{{ who }}: {% endif %}{{ item.text }};{% endfor %}")]
    #[paper(source = "#import \"/house.typ\": *\n#show: house\n= Námitky\n#for o in data.objections { if type(o) == dictionary [#o.who: #o.text] else [#o] }", title = "Námitky")]
    pub struct Printed {
        objections: Vec<outbound::Attributed>,
    }
}

impl Cut<[Raised]> for Printed {
    const OCCASION: Occasion = Occasion::Record;
    fn cut(raised: &[Raised], cutter: &Cutter<'_>) -> Self {
        Self { objections: <now::Objections as Cut<[Raised]>>::cut(raised, cutter).objections }
    }
}

/// Reads the plan, and names only where they may.
struct Reader {
    names: bool,
}

impl Rights for Reader {
    fn verdict(&self, _: Occasion, group: FactGroup, _: Subject) -> Verdict {
        if group == FactGroup::PlanTasks || self.names { Verdict::Show } else { Verdict::Never }
    }
    fn may_say_omitted(&self, _: FactGroup) -> bool {
        false
    }
    fn ground(&self, _: Occasion, _: FactGroup, _: Subject) -> Option<outbound::Ground> {
        None
    }
    fn demo(&self) -> bool {
        false
    }
    fn guard(&self) -> Option<Arc<dyn Guard>> {
        None
    }
}

fn raised(by: Option<&str>) -> Vec<Raised> {
    vec![Raised(Objection::new("Bod 2 tak nezazněl."), by.map(Name::new))]
}

fn cut<V: Cut<[Raised]>>(raised: &[Raised], names: bool) -> Disclosed<V> {
    disclose(&SHEARS, raised, READER, &Reader { names })
}

#[test]
fn words_without_an_author_have_the_fingerprint_they_had_before_authors_were_asked() {
    let nobody = raised(None);
    let before: Disclosed<before::Objections> = cut(&nobody, true);
    let now: Disclosed<now::Objections> = cut(&nobody, true);
    assert_eq!(before.fingerprint(), now.fingerprint());
    let named: Disclosed<now::Objections> = cut(&raised(Some("Jana Nováková")), true);
    assert_ne!(named.fingerprint(), now.fingerprint());
    // Whose name is not for the reader has none for them.
    let cut_off: Disclosed<now::Objections> = cut(&raised(Some("Jana Nováková")), false);
    assert_eq!(cut_off.fingerprint(), now.fingerprint());
}

#[test]
fn an_author_is_printed_with_the_words_and_only_for_whom_the_name_is() {
    let printed = |by, names| page(&cut::<Printed>(&raised(by), names)).unwrap().into_html();
    assert_eq!(printed(Some("Jana Nováková"), true), "Jana Nováková: Bod 2 tak nezazněl.;");
    assert_eq!(printed(Some("Jana Nováková"), false), "Bod 2 tak nezazněl.;");
    assert_eq!(printed(None, true), "Bod 2 tak nezazněl.;");
    let moment = "2026-12-12T09:30:00Z".parse().unwrap();
    for by in [Some("Jana Nováková"), None] {
        assert!(paper(&cut::<Printed>(&raised(by), true), moment).is_ok());
    }
}
