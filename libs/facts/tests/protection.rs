//! What an auditor expects of a protected fact.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]
#![allow(clippy::disallowed_methods, reason = "the tests stand in for the slices that claim the keys")]

use facts::{Fact, FactGroup, Shears, StaffKey, bare_fact, for_machine, reveal};

bare_fact! {
    /// Where somebody lives.
    pub Address: String = ContactsAddresses;
    /// How old somebody is.
    Age: u8 = Identity;
}

#[test]
fn debug_prints_the_name_of_the_fact_and_never_its_value() {
    let address = Address::new("Lipová 3, Olomouc");
    assert_eq!(format!("{address:?}"), "Address(…)");
    assert_eq!(format!("{:?}", Some(Age::new(7))), "Some(Age(…))");
}

#[test]
fn a_fact_names_the_group_that_decides_about_it() {
    assert_eq!(Address::GROUP, FactGroup::ContactsAddresses);
    assert_eq!(Address::NAME, "Address");
    assert_eq!(Age::GROUP, FactGroup::Identity);
}

#[test]
fn facts_compare_by_value_without_being_read() {
    assert_eq!(Address::new("Lipová 3"), Address::new("Lipová 3").clone());
    assert_ne!(Address::new("Lipová 3"), Address::new("Lipová 5"));
}

#[test]
fn each_key_is_given_out_once_and_opens_what_it_is_for() {
    let staff = StaffKey::claim().unwrap();
    let shears = Shears::claim().unwrap();
    assert!(StaffKey::claim().is_none());
    assert!(Shears::claim().is_none());

    let address = Address::new("Lipová 3");
    assert_eq!(reveal(&staff, &address), "Lipová 3");
    assert_eq!(for_machine(&address), "Lipová 3");

    let shown = shears.cut(&address);
    assert_eq!(shown.to_string(), "Lipová 3");
    assert_eq!(format!("{shown:?}"), "Shown(…)");
    assert_eq!(shown.map(|street| street.len()).get(), &9);
    assert_eq!(shears.cut_as(&Age::new(7), |age| age >= &6).get(), &true);
}

#[test]
fn the_codes_are_the_thirteen_of_the_disclosure_matrix() {
    let codes = FactGroup::ALL.map(FactGroup::code);
    assert_eq!(
        codes,
        [
            "identity",
            "family_household",
            "school",
            "health_child",
            "health_others",
            "housing_money",
            "violence_safety",
            "criminal",
            "care_history",
            "child_words",
            "plan_tasks",
            "contacts_addresses",
            "notifier"
        ]
    );
    for group in FactGroup::ALL {
        assert_eq!(FactGroup::from_code(group.code()), Some(group));
        assert!(!group.label().is_empty());
    }
    assert_eq!(FactGroup::from_code("hobbies"), None);
}
