//! The proof of the house: one binary that puts the whole application together (router, both databases, a fixed
//! clock, collected mail) and asks it what a user, an auditor or an adversary would ask.
//!
//! PostgreSQL comes from the environment variable `PRIPADOVKA_TEST_POSTGRES`; `./test` at the root sets it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic, missing_docs)]

mod harness;

mod acts;
mod apart;
mod audit_coverage;
mod authorisation;
mod aware;
mod bad_input;
mod by_hand;
mod called_off;
mod canaries;
mod canary_cases;
mod channels;
mod child_letter;
mod command_line;
mod dead_ends;
mod destroyed;
mod dialects;
mod doors;
mod feedback;
mod follow_on;
mod follow_up;
mod full_disk;
mod goals;
mod habits;
mod heard;
mod inspections;
mod invited;
mod journal;
mod leading;
mod lists;
mod migrations;
mod minutes_comments;
mod minutes_giving;
mod openings;
mod outsider;
mod papers;
mod place;
mod plan;
mod protection_plan;
mod queued;
mod rare_letters;
mod readers;
mod record;
mod replies;
mod running;
mod samples;
mod seal;
mod second_proof;
mod seen_as;
mod short_messages;
mod sign_in;
mod stopped;
mod substitutes;
mod tripped;
mod wall;
