//! Případovka: case conferences at Czech child-protection offices, from the first doubt to the minutes.
//!
//! ARCHITECTURE.md is the map. One folder per capability; calls go down only; what a lower level must trigger
//! in a higher one goes through the list in [`capabilities`].

pub mod access;
pub mod account;
pub mod administration;
pub mod audit;
pub mod capabilities;
pub mod cases;
pub mod commands;
pub mod conferences;
pub mod config;
pub mod demo;
pub mod desk;
pub mod disclosure;
pub mod documents;
pub mod identity;
pub mod inspections;
pub mod invitations;
pub mod kernel;
pub mod law;
pub mod meeting;
pub mod migrations;
pub mod minutes;
pub mod papers;
pub mod participants;
pub mod preparation;
pub mod protection_plan;
pub mod serve;
pub mod shell;
pub mod start;
pub mod worker;
