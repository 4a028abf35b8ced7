//! One person's preparation: what is missing, one form for a talk, what was noted.

use super::list::NOTICES;
use super::{Line, after, home, line};
use crate::access::{Action, Denied, House, Permit, Reads};
use crate::conferences::Around;
use crate::kernel::{Choice, Failure, FormState, Id};
use crate::participants::{self, Need, NeedState, Needed, Participant};
use crate::preparation::gather::{Person, readiness};
use crate::preparation::model::StatementWay;
use crate::preparation::{PreparePerson, ReadPerson, ReadPreparation, Talk, TalkWay, actions, forms};
use crate::shell::{Frame, Html, Input, Onward, Query};
use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Response};

type Triples = Vec<(String, String, String)>;

/// A talk as drawn.
pub(in crate::preparation) struct TalkRow {
    pub(in crate::preparation) id: Id<Talk>,
    /// "úterý 24. 11. telefonem, Bc. Jana Kubíčková".
    pub(in crate::preparation) words: String,
    pub(in crate::preparation) note: Option<String>,
    pub(in crate::preparation) appointment: bool,
}

/// A need as drawn.
pub(in crate::preparation) struct NeedRow {
    pub(in crate::preparation) id: Id<Needed>,
    pub(in crate::preparation) version: i64,
    pub(in crate::preparation) label: &'static str,
    pub(in crate::preparation) words: Option<String>,
    pub(in crate::preparation) state: NeedState,
    pub(in crate::preparation) by_outsider: bool,
}

/// The page.
#[derive(Template)]
#[template(path = "preparation/pages/person.html")]
pub(in crate::preparation) struct PersonPage {
    pub(in crate::preparation) frame: Frame,
    pub(in crate::preparation) around: Around,
    pub(in crate::preparation) here: String,
    pub(in crate::preparation) back: String,
    pub(in crate::preparation) form: FormState,
    pub(in crate::preparation) new_id: String,
    pub(in crate::preparation) name: String,
    pub(in crate::preparation) role: String,
    pub(in crate::preparation) lines: Vec<Line>,
    pub(in crate::preparation) talks: Vec<TalkRow>,
    /// Day and words.
    pub(in crate::preparation) views: Vec<(String, String)>,
    pub(in crate::preparation) wrote_back: bool,
    pub(in crate::preparation) needs: Vec<NeedRow>,
    pub(in crate::preparation) statement: Option<String>,
    pub(in crate::preparation) today: String,
    pub(in crate::preparation) may_note: bool,
}

impl PersonPage {
    fn ways(&self) -> Triples {
        TalkWay::ALL.iter().map(|way| (way.code().into(), way.label().into(), String::new())).collect()
    }
    fn all_needs(&self) -> Triples {
        let label = |need: &Need| crate::conferences::capital(need.label());
        Need::ALL.iter().map(|need| (need.code().into(), label(need), String::new())).collect()
    }
    fn statement_ways(&self) -> Triples {
        StatementWay::ALL.iter().map(|way| (way.code().into(), way.label().into(), String::new())).collect()
    }
}

async fn talk_rows<A: Action<Participant> + Reads<Participant>>(
    house: &House,
    permit: &Permit<Participant, A>,
    person: &Person,
) -> Result<Vec<TalkRow>, Failure> {
    let mut rows = Vec::with_capacity(person.talks.len());
    for talk in &person.talks {
        let who = match (&talk.talker, talk.staff) {
            (Some(talker), _) => permit.reveal(talker).clone(),
            (None, Some(staff)) => {
                let staff = crate::identity::store::find_staff(&house.queries, staff).await?;
                staff.map_or_else(String::new, |staff| staff.name().full())
            }
            (None, None) => String::new(),
        };
        let when = czech::dates::long_with_weekday(talk.on);
        let parts = [format!("{when} {}", talk.way.label()), who];
        rows.push(TalkRow {
            id: talk.id,
            words: parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", "),
            note: talk.note.as_ref().map(|note| permit.reveal(note).clone()),
            appointment: !talk.took_place(),
        });
    }
    Ok(rows)
}

/// The form of a fresh page: today, by phone, with what is known of the person's needs.
fn blank(permit: &Permit<Participant, impl Reads<Participant>>, person: &Person, today: &str) -> FormState {
    let form = FormState::empty().with("den", today).with("jak", TalkWay::Phone.code());
    let wanted = person.needs.iter().filter(|need| need.state != NeedState::NotNeeded);
    wanted.fold(form, |form, need| {
        let words = need.words.as_ref().map(|words| permit.reveal(words).clone());
        form.with("potreby", need.need.code()).with_some("potreba_slovy", words)
    })
}

async fn draw<A: Action<Participant> + Reads<Participant>>(
    house: &House,
    permit: &Permit<Participant, A>,
    form: Option<FormState>,
    frame: Frame,
) -> Result<PersonPage, Denied> {
    let who = permit.record();
    let conference: Permit<_, ReadPreparation> = permit.parent(house).await?;
    let lookup = permit.lookup(house);
    let invitations = crate::invitations::of_conference(lookup, who.conference).await?;
    let one = std::slice::from_ref(who);
    let known = readiness(house, lookup, conference.record(), (one, &[], &invitations)).await?;
    let Some(person) = known.people.into_iter().next() else { return Err(Denied::hidden()) };
    let (day, today) = (house.clock.today(), czech::dates::short(house.clock.today()));
    let form = form.unwrap_or_else(|| blank(permit, &person, &today));
    let typed = form.value("nove_id").to_owned();
    let fresh = || Id::<Talk>::fresh(house.clock.now()).to_string();
    let needs = person.needs.iter().map(|need| NeedRow {
        id: need.id,
        version: need.version,
        label: need.need.label(),
        words: need.words.as_ref().map(|words| permit.reveal(words).clone()),
        state: need.state,
        by_outsider: need.by_outsider,
    });
    Ok(PersonPage {
        frame,
        around: Around::of(house, &conference).await?,
        here: format!("{}/{}", home(who.conference), who.id),
        back: home(who.conference),
        new_id: if typed.is_empty() { fresh() } else { typed },
        name: permit.reveal(&who.name).clone(),
        role: who.role_label.clone(),
        lines: person.items.iter().map(|item| line(item, who.reader, day)).collect(),
        talks: talk_rows(house, permit, &person).await?,
        views: person
            .views
            .iter()
            .map(|view| (czech::dates::short(view.on), permit.reveal(&view.words).clone()))
            .collect(),
        wrote_back: person.wrote_back,
        needs: needs.collect(),
        statement: person
            .statement
            .as_ref()
            .map(|s| format!("{} {}", s.way.label(), czech::dates::short(s.on))),
        today,
        may_note: permit.allows::<PreparePerson>(),
        form,
    })
}

#[axum::debug_handler(state = House)]
pub(super) async fn show(
    permit: Permit<Participant, ReadPerson>,
    State(house): State<House>,
    query: Query,
) -> Result<Html, Denied> {
    let frame = Frame::new(&house, permit.actor(), "/konference").noticing(&query, NOTICES);
    Ok(Html::page(&draw(&house, &permit, None, frame).await?)?)
}

async fn again(
    house: &House,
    permit: &Permit<Participant, PreparePerson>,
    form: FormState,
) -> Result<Response, Denied> {
    let frame = Frame::new(house, permit.actor(), "/konference");
    Ok(Html::again(&draw(house, permit, Some(form), frame).await?)?.into_response())
}

#[axum::debug_handler(state = House)]
pub(super) async fn note(
    permit: Permit<Participant, PreparePerson>,
    State(house): State<House>,
    Input(form): Input,
) -> Result<Response, Denied> {
    match forms::talk(form, (house.clock.today(), house.clock.now())) {
        Err(form) => again(&house, &permit, form).await,
        Ok(talk) => {
            let to = here(&permit);
            after(actions::note(&house, permit, talk).await, to, "zapsano")
        }
    }
}

#[axum::debug_handler(state = House)]
pub(super) async fn today(
    permit: Permit<Participant, PreparePerson>,
    State(house): State<House>,
    Input(form): Input,
) -> Result<Response, Denied> {
    let talk = forms::quick(&form, (house.clock.today(), house.clock.now()));
    let to = home(permit.record().conference);
    after(actions::note(&house, permit, talk).await, to, "zapsano")
}

fn here(permit: &Permit<Participant, PreparePerson>) -> String {
    format!("{}/{}", home(permit.record().conference), permit.id())
}

#[axum::debug_handler(state = House)]
pub(super) async fn take_back(
    permit: Permit<Participant, PreparePerson>,
    State(house): State<House>,
    Input(form): Input,
) -> Result<Response, Denied> {
    let to = here(&permit);
    let Some(talk) = form.id::<Talk>("rozhovor") else { return Ok(Onward::to(to).into_response()) };
    after(actions::take_back(&house, permit, talk).await, to, "zpet")
}

#[axum::debug_handler(state = House)]
pub(super) async fn settle(
    permit: Permit<Participant, PreparePerson>,
    State(house): State<House>,
    Input(form): Input,
) -> Result<Response, Denied> {
    match forms::settled(form) {
        Err(form) => again(&house, &permit, form).await,
        Ok(settled) => {
            let own = participants::needs_of(permit.lookup(&house), permit.record().conference).await?;
            if !own.iter().any(|need| need.id == settled.0 && need.participant == permit.id()) {
                return Err(Denied::hidden());
            }
            let to = here(&permit);
            after(actions::settle(&house, permit, settled).await, to, "potreba")
        }
    }
}

#[axum::debug_handler(state = House)]
pub(super) async fn statement(
    permit: Permit<Participant, PreparePerson>,
    State(house): State<House>,
    Input(form): Input,
) -> Result<Response, Denied> {
    match forms::statement(form, house.clock.today()) {
        Err(form) => again(&house, &permit, form).await,
        Ok(said) => {
            let to = here(&permit);
            after(actions::state(&house, permit, said).await, to, "mlcenlivost")
        }
    }
}
