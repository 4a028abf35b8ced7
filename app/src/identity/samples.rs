//! The office and the worker whom samples and the tests of a paper speak of: the same ones everywhere.

use super::{Office, Staff};
use crate::kernel::Id;
use uuid::Uuid;

/// An office with everything the head of a paper can name.
#[must_use]
pub fn office() -> Office {
    Office {
        id: Id::from_uuid(Uuid::from_u128(2)),
        code: "1234".into(),
        kind: "municipality".into(),
        region: Id::from_uuid(Uuid::from_u128(3)),
        name: "Šternberk".into(),
        title: "Městský úřad Šternberk".into(),
        street: Some("Ukázková 12".into()),
        postcode: Some("785 01".into()),
        town: Some("Šternberk".into()),
        email: Some("ospod@sternberk.example".into()),
        phone: Some("+420 585 000 118".into()),
        data_box: Some("ukazka1".into()),
        version: 1,
    }
}

/// A social worker of that office.
#[must_use]
pub fn worker() -> Staff {
    Staff {
        id: Id::from_uuid(Uuid::from_u128(6)),
        office: office().id,
        login: "kubickova@sternberk.example".into(),
        title_before: "Bc.".into(),
        given: "Jana".into(),
        family: "Kubíčková".into(),
        title_after: String::new(),
        phone: Some("+420 585 000 119".into()),
        position: Some("sociální pracovnice".into()),
        active: true,
        version: 1,
    }
}
