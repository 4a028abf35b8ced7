//! Who may do what to papers: those who work on the case; what the table leaves to the head, the head.

use super::Paper;
use crate::access::{Action, Actor, Reads, Ties, Verdict};
use crate::conferences::{self, Conference, State};
use crate::identity::Office;
use crate::kernel::Id;

/// Reading the list of a conference's papers.
pub struct ReadPapers;
/// Adding papers to a conference.
pub struct EditPapers;
/// Reading one paper, with who gets it.
pub struct ReadPaper;
/// Saying who gets a paper, handing it over.
pub struct EditPaper;
/// Calling a paper back, and writing down that it was destroyed: at any time, also when the conference is closed, because
/// whoever was given the wrong paper has it still.
pub struct RecallPaper;
/// Letting a reader have what the table leaves to the head.
pub struct DecidePaper;

const OFFICER: &str = "Pověřenec podklady vidí, ale nemění je.";
const LEADERS: &str = "Podklady vidí jen pracovníci, kteří případ vedou.";
const OVER: &str = "Konference už proběhla nebo je zrušená, další podklady se k ní nepřidávají.";
const HEAD: &str = "O tom rozhoduje vedoucí nebo ten, kdo ho dnes zastupuje.";

fn works(actor: &Actor, ties: Ties, office: Id<Office>) -> bool {
    (ties.works_on() && actor.office == office) || actor.heads(office)
}

/// Of the papers of a closed conference nothing changes but that they are called back.
fn while_open(paper: &Paper) -> Verdict {
    match paper.conference_state {
        State::Closed => Verdict::Refuse(conferences::CLOSED),
        _ => Verdict::Allow,
    }
}

impl Action<Conference> for ReadPapers {
    const NAME: &'static str = "papers.read";
    fn rule(actor: &Actor, ties: Ties, conference: &Conference) -> Verdict {
        if works(actor, ties, conference.office) || actor.protects_data_of(conference.office) {
            Verdict::Allow
        } else if conferences::leads(actor, ties, conference.state, conference.held) {
            Verdict::Refuse(LEADERS)
        } else {
            Verdict::Hide
        }
    }
}
impl Reads<Conference> for ReadPapers {}

impl Action<Conference> for EditPapers {
    const NAME: &'static str = "papers.edit";
    fn rule(actor: &Actor, ties: Ties, conference: &Conference) -> Verdict {
        if works(actor, ties, conference.office) {
            if conference.state.is_open() { Verdict::Allow } else { Verdict::Refuse(OVER) }
        } else if actor.protects_data_of(conference.office) {
            Verdict::Refuse(OFFICER)
        } else if conferences::leads(actor, ties, conference.state, conference.held) {
            Verdict::Refuse(LEADERS)
        } else {
            Verdict::Hide
        }
    }
}
impl Reads<Conference> for EditPapers {}

impl Action<Paper> for ReadPaper {
    const NAME: &'static str = "paper.read";
    fn rule(actor: &Actor, ties: Ties, paper: &Paper) -> Verdict {
        if works(actor, ties, paper.office) || actor.protects_data_of(paper.office) {
            Verdict::Allow
        } else {
            Verdict::Hide
        }
    }
}
impl Reads<Paper> for ReadPaper {}

impl Action<Paper> for EditPaper {
    const NAME: &'static str = "paper.edit";
    fn rule(actor: &Actor, ties: Ties, paper: &Paper) -> Verdict {
        if works(actor, ties, paper.office) {
            while_open(paper)
        } else if actor.protects_data_of(paper.office) {
            Verdict::Refuse(OFFICER)
        } else {
            Verdict::Hide
        }
    }
}
impl Reads<Paper> for EditPaper {}

impl Action<Paper> for RecallPaper {
    const NAME: &'static str = "paper.recall";
    fn rule(actor: &Actor, ties: Ties, paper: &Paper) -> Verdict {
        if works(actor, ties, paper.office) {
            Verdict::Allow
        } else if actor.protects_data_of(paper.office) {
            Verdict::Refuse(OFFICER)
        } else {
            Verdict::Hide
        }
    }
}
impl Reads<Paper> for RecallPaper {}

impl Action<Paper> for DecidePaper {
    const NAME: &'static str = "paper.decide";
    fn rule(actor: &Actor, ties: Ties, paper: &Paper) -> Verdict {
        if actor.heads(paper.office) {
            while_open(paper)
        } else if works(actor, ties, paper.office) || actor.protects_data_of(paper.office) {
            Verdict::Refuse(HEAD)
        } else {
            Verdict::Hide
        }
    }
}
impl Reads<Paper> for DecidePaper {}
