//! Names of people: taking them apart and addressing their bearers.
//!
//! How far the rules go: they know the common Czech given names and the sound
//! rules of Czech declension. They do not know foreign names, rare surnames
//! with a vowel that drops out, or how a person wishes to be called. Wherever
//! they are not sure they answer `None` or a neutral form, because a neutral
//! greeting offends nobody and a wrong one does. A program should let people
//! overwrite the result.
//!
//! Sources: Internetová jazyková příručka (ÚJČ), chapters "Oslovení", "Mužská
//! příjmení", "Ženská příjmení", "Rodná jména".

mod address;
mod gender;
mod given;
mod person;
mod vocative;

pub use address::{friendly_salutation, salutation, salutation_for};
pub use gender::{Gender, guess_gender};
pub use person::{PersonName, initials, split};
pub use vocative::{vocative_family, vocative_given};
