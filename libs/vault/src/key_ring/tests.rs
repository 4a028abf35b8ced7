//! What the key ring promises.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use proptest::prelude::*;

use super::*;

const FACTOR: Place = Place::new("users", "second_factor", Uuid::from_u128(7));

fn ring() -> KeyRing {
    KeyRing::generate("2026-01-01T00:00:00Z").unwrap()
}

#[test]
fn a_case_key_comes_back_only_for_its_own_case() {
    let ring = ring();
    let (case, other) = (Uuid::from_u128(1), Uuid::from_u128(2));
    let key = ring.new_case_key().unwrap();
    let wrapped = ring.wrap(case, &key).unwrap();
    assert_eq!(wrapped.bytes.len(), 73);
    assert_eq!(ring.unwrap(case, &wrapped).unwrap().secret().bytes(), key.secret().bytes());
    assert_eq!(ring.unwrap(other, &wrapped).err(), Some(SealError::Refused));
}

#[test]
fn after_rotation_old_things_open_and_new_ones_use_the_new_key() {
    let mut ring = ring();
    let case = Uuid::from_u128(1);
    let cell = Place::new("cases", "story", case);
    let key = ring.new_case_key().unwrap();
    let (wrapped, sealed) = (ring.wrap(case, &key).unwrap(), ring.seal(FACTOR, b"totp").unwrap());
    let story = key.seal_text(cell, "příběh").unwrap();
    let old = ring.current_key_id();

    let new = ring.rotate("2027-01-01T00:00:00Z").unwrap();
    assert_ne!(old, new);
    assert!(ring.needs_rewrap(&wrapped) && ring.needs_reseal(&sealed));
    assert_eq!(ring.open(FACTOR, &sealed).unwrap(), b"totp");
    let (rewrapped, resealed) = (ring.rewrap(case, &wrapped).unwrap(), ring.reseal(FACTOR, &sealed).unwrap());
    assert!(!ring.needs_rewrap(&rewrapped) && !ring.needs_reseal(&resealed));

    assert_eq!(ring.forget_old(), vec![old]);
    assert_eq!(ring.unwrap(case, &rewrapped).unwrap().open_text(cell, &story).unwrap(), "příběh");
    assert_eq!(ring.open(FACTOR, &resealed).unwrap(), b"totp");
    assert_eq!(ring.unwrap(case, &wrapped).err(), Some(SealError::UnknownKey { key_id: old }));
    assert_eq!(ring.open(FACTOR, &sealed).err(), Some(SealError::UnknownKey { key_id: old }));
}

#[test]
fn rotation_keeps_links_already_sent_and_the_database_readable() {
    let mut ring = ring();
    let before = (ring.derive("cookie"), ring.mac("token", b"abc"), ring.database_key_pragma());
    ring.rotate("2027-01-01T00:00:00Z").unwrap();
    ring.forget_old();
    assert_eq!(before, (ring.derive("cookie"), ring.mac("token", b"abc"), ring.database_key_pragma()));
}

#[test]
fn each_purpose_and_each_installation_has_its_own_key() {
    let (one, two) = (ring(), ring());
    assert_ne!(one.derive("cookie"), one.derive("token"));
    assert_ne!(one.derive("cookie"), two.derive("cookie"));
    assert_ne!(one.mac("cookie", b""), one.derive("cookie"));
    assert!(one.mac_matches("token", b"abc", &one.mac("token", b"abc")));
    assert!(!one.mac_matches("token", b"abd", &one.mac("token", b"abc")));
    assert!(!one.mac_matches("token", b"abc", b"short"));
}

#[test]
fn the_database_key_is_a_raw_key_literal() {
    let literal = ring().database_key_pragma();
    let digits = literal.strip_prefix("x'").and_then(|rest| rest.strip_suffix('\'')).unwrap();
    assert!(digits.len() == 64 && digits.bytes().all(|digit| digit.is_ascii_hexdigit()));
}

#[test]
fn a_case_key_and_an_installation_cell_cannot_stand_for_each_other() {
    let ring = ring();
    let key = ring.new_case_key().unwrap();
    let sealed = ring.seal(FACTOR, b"x").unwrap();
    assert!(key.open(FACTOR, &sealed[8..]).is_err());
    assert!(ring.open(FACTOR, &key.seal(FACTOR, b"x").unwrap()).is_err());
}

#[test]
fn debug_output_of_a_ring_names_ids_only() {
    let ring = ring();
    let shown = format!("{ring:?}");
    assert_eq!(shown, format!("KeyRing {{ keys: 1, current: KeyId({}) }}", ring.current_key_id()));
    assert_eq!(ring.current_key_id().to_string().parse(), Ok(ring.current_key_id()));
}

#[test]
fn a_missing_variable_is_named() {
    let error = KeyRing::from_environment("PRIPADOVKA_NO_SUCH_VARIABLE").unwrap_err();
    assert!(error.to_string().contains("PRIPADOVKA_NO_SUCH_VARIABLE"));
}

#[test]
fn a_moment_with_spaces_or_lines_is_refused() {
    for moment in ["", "1. ledna", "a\nb", &"9".repeat(65)] {
        assert_eq!(KeyRing::generate(moment).err(), Some(KeyRingError::Moment));
    }
}

proptest! {
    #[test]
    fn no_byte_of_a_wrapped_key_can_be_changed(flip in 1_u8.., case: u128) {
        let ring = ring();
        let case = Uuid::from_u128(case);
        let wrapped = ring.wrap(case, &ring.new_case_key().unwrap()).unwrap();
        for index in 0..wrapped.bytes.len() {
            let mut changed = wrapped.clone();
            changed.bytes[index] ^= flip;
            prop_assert!(ring.unwrap(case, &changed).is_err());
        }
    }

    #[test]
    fn an_installation_cell_opens_only_at_its_place_and_unchanged(plain in prop::collection::vec(any::<u8>(), 0..40), flip in 1_u8..) {
        let ring = ring();
        let sealed = ring.seal(FACTOR, &plain).unwrap();
        prop_assert_eq!(ring.open(FACTOR, &sealed).unwrap(), plain);
        let elsewhere = Place { row: Uuid::from_u128(8), ..FACTOR };
        prop_assert_eq!(ring.open(elsewhere, &sealed), Err(SealError::Refused));
        for index in 0..sealed.len() {
            let mut changed = sealed.clone();
            changed[index] ^= flip;
            prop_assert!(ring.open(FACTOR, &changed).is_err());
            prop_assert!(ring.open(FACTOR, &sealed[..index]).is_err());
        }
    }
}
