//! Adding, changing and removing a participant.

use super::super::actions;
use super::super::forms::{self, Typed};
use super::super::model::{NewParticipant, Participant, Participation};
use super::super::policy::EditParticipant;
use super::super::{rules, store};
use super::{SECTION, how, role_of, where_to};
use crate::access::{Denied, House, Permit};
use crate::cases::{self, Person, PersonName, ReaderKind, Relation};
use crate::conferences::{self, Around, Conference, Conflict, EditConference, Perspective, Phase};
use crate::kernel::{Choice, Failure, FormState, Id};
use crate::shell::{Frame, Html, Input, Onward, Query};
use askama::Template;
use axum::extract::State as House_;
use axum::response::{IntoResponse, Response};
use std::sync::Arc;

type Triples = Vec<(String, String, String)>;
type Pairs = Vec<(String, String)>;

/// A person of the case in the picker.
pub(in crate::participants) struct Pick {
    pub(in crate::participants) id: Id<Person>,
    pub(in crate::participants) name: String,
    pub(in crate::participants) role: String,
    pub(in crate::participants) brings: Option<Perspective>,
}

/// The page of one seat: a new one or a known one.
#[derive(Template)]
#[template(path = "participants/pages/seat.html")]
pub(in crate::participants) struct SeatPage {
    pub(in crate::participants) frame: Frame,
    pub(in crate::participants) around: Around,
    pub(in crate::participants) form: FormState,
    pub(in crate::participants) who: Option<(String, String)>,
    pub(in crate::participants) picks: Vec<Pick>,
    pub(in crate::participants) phases: Vec<Phase>,
    pub(in crate::participants) version: i64,
    pub(in crate::participants) new_id: String,
    pub(in crate::participants) conflict: Option<Conflict>,
}

impl SeatPage {
    fn people(&self) -> Pairs {
        self.picks.iter().map(|p| (p.id.to_string(), format!("{} – {}", p.name, p.role))).collect()
    }
    fn readers(&self) -> Pairs {
        let for_others = |r: &&ReaderKind| {
            !matches!(r, ReaderKind::Child | ReaderKind::Facilitator | ReaderKind::MinuteTaker)
        };
        let all = ReaderKind::ALL.iter().filter(for_others);
        all.map(|r| (r.code().to_owned(), r.label().to_owned())).collect()
    }
    fn perspectives(&self) -> Pairs {
        Perspective::options()
    }
    fn ways(&self) -> Triples {
        let hint = |p: Participation| match p {
            Participation::Whole => "Přijde a zůstane od začátku do konce.",
            Participation::Part => "Přijde jen na vybrané části programu.",
            Participation::Remote => "Zavolá nebo se připojí, klidně jen na chvíli.",
            Participation::Written => "Odpoví předem na otázky.",
        };
        let all = Participation::ALL.iter();
        all.map(|p| (p.code().to_owned(), super::super::capital(p.label()), hint(*p).to_owned())).collect()
    }
    fn phase_options(&self) -> Triples {
        let time = |p: &Phase| match p.starts.zip(p.ends()) {
            Some((from, until)) => format!("{from}–{until}"),
            None => String::new(),
        };
        self.phases.iter().map(|p| (p.id.to_string(), p.title.clone(), time(p))).collect()
    }
    fn here(&self) -> &'static str {
        if self.who.is_some() { "Účastník" } else { "Přidat účastníka" }
    }
}

/// People of the case who are not at the table yet.
async fn picks(
    house: &House,
    permit: &Permit<Conference, EditConference>,
) -> Result<(Vec<Person>, Vec<Relation>, Vec<Pick>), Failure> {
    let (lookup, case) = (permit.lookup(house), permit.record().case);
    let seated = store::of_conference(lookup, permit.id()).await?;
    let relations = cases::relations(lookup, case).await?;
    let mut people = cases::people(lookup, case).await?;
    people.retain(|person| !seated.iter().any(|p| p.person == Some(person.id)));
    let picks = people
        .iter()
        .map(|person| {
            let kinds: Vec<_> =
                relations.iter().filter(|r| r.person == person.id).map(|r| r.relation).collect();
            Pick {
                id: person.id,
                name: permit.reveal(&person.name).clone(),
                role: role_of(person, &relations),
                brings: rules::brings(person.reader, &kinds).first().copied(),
            }
        })
        .collect();
    Ok((people, relations, picks))
}

async fn draw_new(
    house: &House,
    permit: &Permit<Conference, EditConference>,
    picks: Vec<Pick>,
    form: FormState,
) -> Result<Html, Failure> {
    let typed = form.value("nove_id").to_owned();
    let fresh = || Id::<Participant>::fresh(house.clock.now()).to_string();
    let page = SeatPage {
        frame: Frame::new(house, permit.actor(), SECTION),
        around: Around::of(house, permit).await?,
        who: None,
        picks,
        phases: conferences::phases(permit.lookup(house), permit.id()).await?,
        version: 0,
        new_id: if typed.is_empty() { fresh() } else { typed },
        conflict: None,
        form,
    };
    if page.form.has_errors() { Html::again(&page) } else { Html::page(&page) }
}

#[axum::debug_handler(state = House)]
pub(super) async fn new_page(
    permit: Permit<Conference, EditConference>,
    House_(house): House_<House>,
    query: Query,
) -> Result<Html, Denied> {
    let (_, _, picks) = picks(&house, &permit).await?;
    let chosen = query.0.id::<Person>("osoba").and_then(|id| picks.iter().find(|p| p.id == id));
    let asked = Perspective::from_code(query.0.value("pohled"));
    let form = FormState::empty()
        .with_some("osoba", chosen.map(|p| p.id.to_string()))
        .with_some("role", chosen.map(|p| p.role.clone()))
        .with_some("pohled", asked.or_else(|| chosen.and_then(|p| p.brings)).map(Choice::code))
        .with("ucast", Participation::Whole.code());
    Ok(draw_new(&house, &permit, picks, form).await?)
}

#[axum::debug_handler(state = House)]
pub(super) async fn create(
    permit: Permit<Conference, EditConference>,
    House_(house): House_<House>,
    Input(form): Input,
) -> Result<Response, Denied> {
    let (people, relations, picks) = picks(&house, &permit).await?;
    let phases = conferences::phases(permit.lookup(&house), permit.id()).await?;
    let to = format!("{SECTION}/{}/ucastnici", permit.id());
    let chosen = form.id::<Person>("osoba");
    let person = chosen.and_then(|id| people.into_iter().find(|p| p.id == id));
    if chosen.is_some() && person.is_none() {
        // Already at the table (the same form sent twice), or not of this case: the list shows what holds.
        return Ok(Onward::to(to).into_response());
    }
    let Typed { name, role, reader, seat } = match forms::new(form.clone(), person.is_some(), &phases) {
        Err(form) => return Ok(draw_new(&house, &permit, picks, form).await?.into_response()),
        Ok(typed) => typed,
    };
    let known_role = person.as_ref().map(|p| role_of(p, &relations));
    let new = NewParticipant {
        id: form.id("nove_id").unwrap_or_else(|| Id::fresh(house.clock.now())),
        person: person.as_ref().map(|p| p.id),
        child: None,
        staff: None,
        role_label: role.or(known_role).unwrap_or_default(),
        reader: person.as_ref().map(|p| p.reader).or(reader).unwrap_or(ReaderKind::SupportPerson),
        name: match person {
            Some(person) => person.name,
            None => PersonName::new(name.unwrap_or_default()),
        },
        instead_of: None,
        seat,
    };
    actions::add(&house, permit, new).await?;
    Ok(Onward::to(to).noticing("pridano").into_response())
}

async fn draw_known(
    house: &House,
    permit: &Permit<Participant, EditParticipant>,
    form: FormState,
    conflict: Option<Conflict>,
) -> Result<Html, Denied> {
    let conference = permit.parent::<EditConference>(house).await?;
    let record = permit.record();
    let page = SeatPage {
        frame: Frame::new(house, permit.actor(), SECTION),
        around: Around::of(house, &conference).await?,
        who: Some((
            permit.reveal(&record.name).clone(),
            format!("{SECTION}/{}/ucastnici/{}", record.conference, record.id),
        )),
        picks: Vec::new(),
        phases: conferences::phases(permit.lookup(house), record.conference).await?,
        version: conferences::shown_version(&form, record.version, conflict.is_some()),
        new_id: String::new(),
        form,
        conflict,
    };
    Ok(match (page.conflict.is_some(), page.form.has_errors()) {
        (true, _) => Html::stale(&page)?,
        (_, true) => Html::again(&page)?,
        _ => Html::page(&page)?,
    })
}

#[axum::debug_handler(state = House)]
pub(super) async fn edit(
    permit: Permit<Participant, EditParticipant>,
    House_(house): House_<House>,
) -> Result<Response, Denied> {
    let record = permit.record();
    if let Some(child) = record.child {
        // How a child takes part is decided with reasons, on a page of its own.
        let to = format!("{SECTION}/{}/ucastnici/dite/{child}", record.conference);
        return Ok(Onward::to(to).into_response());
    }
    let mut form = FormState::empty()
        .with("role", record.role_label.clone())
        .with("pohled", record.perspective.code())
        .with("ucast", record.participation.code())
        .with_some("od", record.from.map(|time| time.to_string()))
        .with_some("do", record.until.map(|time| time.to_string()))
        .with_some("potrebny", record.required.then_some("ano"));
    form = forms::with_place(form, record.place.as_ref());
    for phase in &record.phases {
        form = form.with("faze", phase.to_string());
    }
    Ok(draw_known(&house, &permit, form, None).await?.into_response())
}

#[axum::debug_handler(state = House)]
pub(super) async fn save(
    permit: Permit<Participant, EditParticipant>,
    House_(house): House_<House>,
    Input(form): Input,
) -> Result<Response, Denied> {
    if permit.record().child.is_some() {
        return Err(Denied::refused("O účasti dítěte se rozhoduje na jeho vlastní stránce."));
    }
    let (id, conference) = (permit.id(), permit.record().conference);
    let phases = conferences::phases(permit.lookup(&house), conference).await?;
    let (role, seat) = match forms::changed(form.clone(), &phases) {
        Err(form) => return Ok(draw_known(&house, &permit, form, None).await?.into_response()),
        Ok(input) => input,
    };
    let permit = Arc::new(permit);
    let (typed_role, typed) = (role.clone(), seat.clone());
    if !actions::change(&house, &permit, forms::version(&form), role, seat).await? {
        let now = store::find(permit.lookup(&house), id).await?.ok_or_else(Denied::hidden)?;
        let same = now.role_label == typed_role
            && now.perspective == typed.perspective
            && now.participation == typed.participation
            && now.required == typed.required
            && now.phases == typed.phases
            && (now.from, now.until) == (typed.from, typed.until)
            && now.place == typed.place;
        if !same {
            let rows = vec![
                ("Role".to_owned(), now.role_label.clone()),
                ("Pohled".to_owned(), now.perspective.label().to_owned()),
                ("Účast".to_owned(), how(&now)),
                ("Místo".to_owned(), where_to(&now)),
            ];
            return Ok(draw_known(&house, &permit, form, Some(Conflict { rows })).await?.into_response());
        }
    }
    Ok(Onward::to(format!("{SECTION}/{conference}/ucastnici")).noticing("ulozeno").into_response())
}

/// The question before somebody is taken off the list.
#[derive(Template)]
#[template(path = "participants/pages/remove.html")]
pub(in crate::participants) struct RemovePage {
    pub(in crate::participants) frame: Frame,
    pub(in crate::participants) around: Around,
    pub(in crate::participants) name: String,
    pub(in crate::participants) role: String,
    pub(in crate::participants) version: i64,
}

#[axum::debug_handler(state = House)]
pub(super) async fn remove_page(
    permit: Permit<Participant, EditParticipant>,
    House_(house): House_<House>,
) -> Result<Html, Denied> {
    let conference = permit.parent::<EditConference>(&house).await?;
    Ok(Html::page(&RemovePage {
        frame: Frame::new(&house, permit.actor(), SECTION),
        around: Around::of(&house, &conference).await?,
        name: permit.reveal(&permit.record().name).clone(),
        role: permit.record().role_label.clone(),
        version: permit.version(),
    })?)
}

#[axum::debug_handler(state = House)]
pub(super) async fn remove(
    permit: Permit<Participant, EditParticipant>,
    House_(house): House_<House>,
    Input(form): Input,
) -> Result<Onward, Denied> {
    let record = permit.record();
    let to = Onward::to(format!("{SECTION}/{}/ucastnici", record.conference));
    if record.child.is_some() {
        return Err(Denied::refused("O účasti dítěte se rozhoduje na jeho vlastní stránce."));
    }
    if record.removed {
        return Ok(to.noticing("odebrano"));
    }
    let done = actions::remove(&house, permit, forms::version(&form)).await?;
    Ok(to.noticing(if done { "odebrano" } else { "mezitim" }))
}
