//! Who is ready and what is missing, by when and who does it.

use super::{Line, line};
use crate::access::{Denied, House, Permit};
use crate::cases;
use crate::cases::ReaderKind;
use crate::conferences::{Around, Conference, EditConference};
use crate::identity::store::find_staff;
use crate::kernel::{Choice, Failure, Id};
use crate::participants::Participant;
use crate::preparation::gather::{AbsentChild, Person, Readiness, readiness};
use crate::preparation::rules::Progress;
use crate::preparation::{ReadPreparation, Talk};
use crate::shell::{Frame, Html, Query};
use askama::Template;
use axum::extract::State;
use czech::plural::count;

/// One person as drawn.
pub(in crate::preparation) struct Row {
    pub(in crate::preparation) id: Id<Participant>,
    pub(in crate::preparation) name: String,
    pub(in crate::preparation) role: String,
    pub(in crate::preparation) missing: Vec<Line>,
    pub(in crate::preparation) done: Vec<Line>,
    /// Who does it: whoever the talk was agreed with, else the case's coordinator.
    pub(in crate::preparation) who: String,
    /// Identifier of the next talk, when a talk is what is missing.
    pub(in crate::preparation) talk_id: Option<String>,
}

/// A child that will not sit at the table, as drawn.
pub(in crate::preparation) struct ChildRow {
    pub(in crate::preparation) name: String,
    pub(in crate::preparation) form: &'static str,
    pub(in crate::preparation) line: Line,
    /// Where the child's wish is written down; none for whoever may not, and while the meeting runs.
    pub(in crate::preparation) href: Option<String>,
}

/// The page.
#[derive(Template)]
#[template(path = "preparation/pages/list.html")]
pub(in crate::preparation) struct ListPage {
    pub(in crate::preparation) frame: Frame,
    pub(in crate::preparation) around: Around,
    pub(in crate::preparation) here: String,
    pub(in crate::preparation) summary: String,
    pub(in crate::preparation) missing: Vec<Row>,
    pub(in crate::preparation) ready: Vec<Row>,
    /// Children who will not sit at the table: name, how they take part, whether they were asked, who asks.
    pub(in crate::preparation) children: Vec<ChildRow>,
    /// Titles of papers, for those who work on the case.
    pub(in crate::preparation) papers: Vec<(i64, String)>,
    /// Deadlines in words.
    pub(in crate::preparation) rules: Vec<String>,
    pub(in crate::preparation) unverified: bool,
    pub(in crate::preparation) may_note: bool,
    pub(in crate::preparation) may_read: bool,
}

/// Sentences after acts.
pub(super) const NOTICES: &[(&str, &str)] = &[
    ("zapsano", "Rozhovor je zapsaný."),
    ("zpet", "Zápis je vzatý zpět."),
    ("potreba", "Uloženo."),
    ("mlcenlivost", "Poučení o mlčenlivosti je zapsané."),
    ("mezitim", "Mezitím to změnil někdo jiný. Podívejte se prosím, co platí teď."),
];

#[axum::debug_handler(state = House)]
pub(super) async fn show(
    permit: Permit<Conference, ReadPreparation>,
    State(house): State<House>,
    query: Query,
) -> Result<Html, Denied> {
    let lookup = permit.lookup(&house);
    let people = crate::participants::of_conference(lookup, permit.id()).await?;
    let invitations = crate::invitations::of_conference(lookup, permit.id()).await?;
    let decided = crate::participants::children(lookup, permit.id()).await?;
    let known = readiness(&house, lookup, permit.record(), (&people, &decided, &invitations)).await?;
    let children = children(&house, &permit, &known).await?;
    let coordinator = coordinator(&house, &permit).await?;
    let today = house.clock.today();
    let may_read = works(&permit);
    let may_note = may_read
        && permit.record().state.is_open()
        && !permit.actor().protects_data_of(permit.record().office);
    let fresh = || Id::<Talk>::fresh(house.clock.now()).to_string();
    let row = |person: &Person| {
        let lines: Vec<Line> =
            person.items.iter().map(|item| line(item, person.participant.reader, today)).collect();
        let (done, missing): (Vec<Line>, Vec<Line>) = lines.into_iter().partition(|line| line.done);
        let talker =
            person.talks.iter().rev().find(|talk| !talk.took_place()).and_then(|t| t.talker.as_ref());
        let informed = person.talks.iter().any(Talk::took_place);
        Row {
            id: person.participant.id,
            name: permit.reveal(&person.participant.name).clone(),
            role: person.participant.role_label.clone(),
            who: talker
                .filter(|_| may_read)
                .map_or_else(|| coordinator.clone(), |name| permit.reveal(name).clone()),
            talk_id: (may_note && !informed).then(fresh),
            missing,
            done,
        }
    };
    let (ready, missing): (Vec<&Person>, Vec<&Person>) = known.people.iter().partition(|p| p.is_ready());
    Ok(Html::page(&ListPage {
        frame: Frame::new(&house, permit.actor(), "/konference").noticing(&query, NOTICES),
        around: Around::of(&house, &permit).await?,
        here: super::home(permit.id()),
        summary: summary(permit.record(), missing.len(), ready.len()),
        missing: missing.into_iter().map(row).collect(),
        ready: ready.into_iter().map(row).collect(),
        children,
        papers: titles(&permit, &known, may_read),
        rules: deadline_words(&known),
        unverified: !(known.deadlines.preparation.verified && known.deadlines.readiness.verified),
        may_note,
        may_read,
    })?)
}

/// Whether the actor works on the case, heads its office or protects its data: not who only leads the meeting.
fn works(permit: &Permit<Conference, ReadPreparation>) -> bool {
    permit.allows::<crate::papers::ReadPapers>()
}

async fn children(
    house: &House,
    permit: &Permit<Conference, ReadPreparation>,
    known: &Readiness,
) -> Result<Vec<ChildRow>, Failure> {
    let all = cases::children(permit.lookup(house), permit.record().case).await?;
    let row = |child: &AbsentChild| {
        let own = all.iter().find(|own| own.id == child.participation.child)?;
        let item = child.items.first()?;
        let mut line = line(item, ReaderKind::Child, house.clock.today());
        line.words = match item.progress {
            Progress::Done(Some(day)) => format!("ptali jsme se, co si přeje ({})", czech::dates::short(day)),
            Progress::Done(None) => "víme, co si přeje".into(),
            _ => "zeptat se, co si přeje".into(),
        };
        Some(ChildRow {
            name: permit.reveal(&own.given).clone(),
            form: child.participation.form.label(),
            line,
            href: permit
                .allows::<EditConference>()
                .then(|| format!("/konference/{}/ucastnici/dite/{}", permit.id(), own.id)),
        })
    };
    Ok(known.children.iter().filter_map(row).collect())
}

fn titles(
    permit: &Permit<Conference, ReadPreparation>,
    known: &Readiness,
    may_read: bool,
) -> Vec<(i64, String)> {
    let live = known.papers.iter().filter(|paper| may_read && paper.withdrawn.is_none());
    live.map(|paper| (paper.number, permit.reveal(&paper.title).clone())).collect()
}

/// The name of the case's coordinator.
async fn coordinator(house: &House, permit: &Permit<Conference, ReadPreparation>) -> Result<String, Failure> {
    let case = cases::find_case(permit.lookup(house), permit.record().case).await?;
    let Some(case) = case else { return Ok(String::new()) };
    let staff = find_staff(&house.queries, case.coordinator).await?;
    Ok(staff.map_or_else(String::new, |staff| staff.name().full()))
}

/// "Do setkání chybí připravit 4 lidi z 9."
fn summary(conference: &Conference, missing: usize, ready: usize) -> String {
    let all = missing + ready;
    if all == 0 {
        return "U stolu zatím nikdo není.".into();
    }
    let when = conference.day.map_or_else(
        || "Termín setkání zatím není, lhůty proto neukazujeme.".to_owned(),
        |day| format!("Setkání je {}.", czech::dates::long_with_weekday(day)),
    );
    match missing {
        0 => format!("Všichni jsou připravení ({}). {when}", count(all, "člověk", "lidé", "lidí")),
        n => format!("Něco chybí u {} z {all}. {when}", count(n, "člověka", "lidí", "lidí")),
    }
}

fn deadline_words(known: &Readiness) -> Vec<String> {
    let deadlines = &known.deadlines;
    vec![
        format!("Rozhovor s rodinou a body pro rodiče: {} předem.", deadlines.preparation.words()),
        format!("Všechno ostatní: {} předem.", deadlines.readiness.words()),
    ]
}
