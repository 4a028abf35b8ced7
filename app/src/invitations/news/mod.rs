//! Saying by a neutral mail that there is something to read on somebody's page.

pub(super) mod jobs;
