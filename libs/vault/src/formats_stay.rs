//! Bytes written once must open in every later version: data of offices outlives this code. Whoever has to change
//! a constant here has made existing databases, links or backups unreadable.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use uuid::Uuid;

use crate::{KeyRing, Place, Sealed, WrappedKey, backup, format::read_hex};

// Made for this test only; these keys protect nothing.
const KEYS: &str = "pripadovka-keys 1\n\
installation f41498d34be45b32 2026-01-05T08:00:00Z 1bd0494b5032470a916cd19867b932e690893412eb946b79655b659dd3d5c406\n\
current f41498d34be45b32\n\
database 25d6dae044a9b08aca390b199e35181a291feafc20a917082786441417211fdc\n\
derivation c524d3b32d8663f665bdf0f2d0502e397dcf911c96940209f33a944354d95e09\n\
check f8a9c879e8526581\n";
const WRAPPED: &str = "0128ba5282c114029e4d568693cb290d1a9c71666dc65f80c69a60381b83944246ba70bc481e0ae97310ce37\
    7c10a15603ddd7cc7295f35e34c582983e99f73fbb3b6ffffcbca26fab";
const CASE_CELL: &str = "01e230ba7ebbd42a23afcdb3e60c4d50d49b5e35564104f7d3beade9a62ce76dfaac50ed498845869a073875\
    22a6";
const INSTALLATION_CELL: &str = "f41498d34be45b32019679a06796f37e3eb514d33c9bed8e73b3384f0aa62359319a0b7c85b5c2a79354aeb5\
    c97272b958594dc252";
const BACKUP: &str = "7072697061646f766b612d6261636b75700a01f41498d34be45b32b39b1fd8f7009985da6f8b261b16453401\
    000000065184c976e25ca2a62c875d70c395596e2f202b3def12";
const DERIVED: &str = "1640bbbb86e1fb8620f834ccea0fa019208d6a10184df0f69fdf2b88d8eec394";
const MAC: &str = "945cb1f136bad02d3e4587d61092082b968d055561c6ce25d0275f5bec77f5f5";

fn bytes(hex: &str) -> Vec<u8> {
    let mut bytes = vec![0; hex.len() / 2];
    assert!(read_hex(hex, &mut bytes));
    bytes
}

fn ring() -> KeyRing {
    KeyRing::from_text(KEYS).unwrap()
}

#[test]
fn a_case_key_and_a_text_stored_by_the_first_version_still_open() {
    let ring = ring();
    let wrapped = WrappedKey { key_id: ring.current_key_id(), bytes: bytes(WRAPPED) };
    let key = ring.unwrap(Uuid::from_u128(1), &wrapped).unwrap();
    let place = Place::new("children", "health", Uuid::from_u128(2));
    assert_eq!(key.open_text(place, &Sealed::from_bytes(bytes(CASE_CELL))).unwrap(), "astma");
}

#[test]
fn an_installation_cell_and_a_backup_of_the_first_version_still_open() {
    let ring = ring();
    let place = Place::new("users", "second_factor", Uuid::from_u128(3));
    assert_eq!(ring.open(place, &bytes(INSTALLATION_CELL)).unwrap(), b"totp");
    let mut restored = Vec::new();
    backup::read(&ring, bytes(BACKUP).as_slice(), &mut restored).unwrap();
    assert_eq!(restored, b"zaloha");
}

#[test]
fn tokens_already_mailed_keep_their_hash() {
    assert_eq!(ring().derive("cookie").as_slice(), bytes(DERIVED));
    assert!(ring().mac_matches("token", b"abc", &bytes(MAC)));
}
