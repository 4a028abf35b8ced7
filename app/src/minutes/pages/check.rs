//! What will stand in the minutes, what is missing, and the act that makes them.

use super::late::{self, LateRow};
use crate::access::{Denied, House, Permit};
use crate::conferences::{Around, Conference, State};
use crate::documents::{self, Document};
use crate::kernel::{Choice, Id, Moment};
use crate::meeting::rules::Interval;
use crate::meeting::{LineKind, Words};
use crate::minutes::actions::{self, NotMade};
use crate::minutes::model::{Form, Leads, LineFacts, RecordContent, SeatFacts};
use crate::minutes::rules::{Counts, ProtocolCounts, missing, replaced_sentence, took_note};
use crate::minutes::{AmendMinutes, DRAFT, MakeMinutes, ReadMinutes, SealMinutes, content, store};
use crate::participants::Participant;
use crate::shell::{Frame, Html, Input, Onward, Query};
use askama::Template;
use axum::extract::State as Shared;
use axum::response::{IntoResponse, Response};
use facts::FactGroup;
use uuid::Uuid;

/// The last edition, as shown.
pub(in crate::minutes) struct EditionRow {
    pub(in crate::minutes) document: Id<Document>,
    pub(in crate::minutes) edition: i64,
    pub(in crate::minutes) made: String,
    pub(in crate::minutes) reference_number: Option<String>,
    pub(in crate::minutes) replaced: Option<String>,
}

/// The newest draft for a word processor, as shown.
pub(in crate::minutes) struct DraftRow {
    pub(in crate::minutes) document: Id<Document>,
    pub(in crate::minutes) made: String,
}

/// The seal, as shown.
pub(in crate::minutes) struct SealRow {
    pub(in crate::minutes) code: String,
    pub(in crate::minutes) on: String,
    /// Number, day and paper of each addendum.
    pub(in crate::minutes) addenda: Vec<(i64, String, Id<Document>)>,
    pub(in crate::minutes) may_amend: bool,
}

/// Somebody who can get an extract.
pub(in crate::minutes) struct ReaderRow {
    pub(in crate::minutes) participant: Id<Participant>,
    pub(in crate::minutes) name: String,
    pub(in crate::minutes) role: String,
    /// The last extract.
    pub(in crate::minutes) document: Option<Id<Document>>,
}

/// A numbered or plain line.
pub(in crate::minutes) struct PointRow {
    pub(in crate::minutes) number: Option<i64>,
    pub(in crate::minutes) text: String,
    /// Who, by when.
    pub(in crate::minutes) note: String,
}

/// The check page.
#[derive(Template)]
#[template(path = "minutes/pages/check.html")]
pub(in crate::minutes) struct CheckPage {
    pub(in crate::minutes) around: Around,
    pub(in crate::minutes) frame: Frame,
    pub(in crate::minutes) id: Id<Conference>,
    pub(in crate::minutes) form_id: Uuid,
    pub(in crate::minutes) may_make: bool,
    pub(in crate::minutes) may_seal: bool,
    /// "zápis" or "protokol".
    pub(in crate::minutes) record_form: &'static str,
    pub(in crate::minutes) seal: Option<SealRow>,
    /// What came from a device only after the seal.
    pub(in crate::minutes) late: Vec<LateRow>,
    pub(in crate::minutes) day: String,
    pub(in crate::minutes) last: Option<EditionRow>,
    pub(in crate::minutes) draft: Option<DraftRow>,
    pub(in crate::minutes) next_edition: i64,
    pub(in crate::minutes) missing: Vec<&'static str>,
    pub(in crate::minutes) guarded: usize,
    pub(in crate::minutes) present: Vec<(String, String)>,
    pub(in crate::minutes) excused: Vec<String>,
    pub(in crate::minutes) goals: Vec<String>,
    /// Title of a part and how many lines it has.
    pub(in crate::minutes) course: Vec<(String, String)>,
    pub(in crate::minutes) agreed: Vec<PointRow>,
    pub(in crate::minutes) tasks: Vec<PointRow>,
    pub(in crate::minutes) dissents: Vec<PointRow>,
    pub(in crate::minutes) next_text: Option<String>,
    pub(in crate::minutes) contact: Option<String>,
    pub(in crate::minutes) comments: Option<String>,
    pub(in crate::minutes) comments_over: bool,
    pub(in crate::minutes) readers: Vec<ReaderRow>,
    pub(in crate::minutes) unverified_law: bool,
}

/// The page when nothing has begun.
#[derive(Template)]
#[template(path = "minutes/pages/none.html")]
pub(in crate::minutes) struct NonePage {
    pub(in crate::minutes) around: Around,
    pub(in crate::minutes) frame: Frame,
    pub(in crate::minutes) id: Id<Conference>,
    pub(in crate::minutes) convened: bool,
}

type Reading = Permit<Conference, ReadMinutes>;

/// A line's words, for staff.
fn text(permit: &Reading, words: &Words) -> String {
    match words {
        Words::Plan(fact) => permit.reveal(fact),
        Words::Care(fact) => permit.reveal(fact),
        Words::Family(fact) => permit.reveal(fact),
        Words::School(fact) => permit.reveal(fact),
        Words::ChildHealth(fact) => permit.reveal(fact),
        Words::OthersHealth(fact) => permit.reveal(fact),
        Words::Housing(fact) => permit.reveal(fact),
        Words::Safety(fact) => permit.reveal(fact),
        Words::Criminal(fact) => permit.reveal(fact),
        Words::Childs(fact) => permit.reveal(fact),
    }
    .clone()
}

fn points(permit: &Reading, record: &RecordContent, kind: LineKind) -> Vec<PointRow> {
    let mut lines: Vec<&LineFacts> = record.lines().filter(|line| line.kind == kind).collect();
    lines.sort_by_key(|line| line.number);
    let row = |line: &&LineFacts| {
        let mut notes = Vec::new();
        if kind == LineKind::Dissent
            && let Some(seat) = record.seat(line.speaker)
        {
            notes.push(permit.reveal(&seat.role).clone());
        }
        notes.extend(line.owner_words.as_ref().map(|words| permit.reveal(words).clone()));
        notes.extend(line.deadline.map(|day| format!("do\u{a0}{}", czech::dates::short(day))));
        notes.extend(line.degree.as_ref().map(|words| format!("míra souhlasu přítomných: {words}")));
        PointRow { number: line.number, text: text(permit, &line.words), note: notes.join(" · ") }
    };
    lines.iter().map(row).collect()
}

fn span(there: &[Interval]) -> String {
    let clock = |moment: Moment| moment.time_of_day().to_string();
    let spans: Vec<String> = there
        .iter()
        .map(|i| {
            let until = i.until.map_or_else(String::new, clock);
            let way = match (i.by_phone, i.by_video) {
                (true, _) => " po\u{a0}telefonu",
                (_, true) => " přes\u{a0}video",
                _ => "",
            };
            format!("{}–{until}{way}", clock(i.from))
        })
        .collect();
    spans.join(", ")
}

pub(super) fn counts(record: &RecordContent) -> Counts {
    let of = |kind| record.lines().filter(|line| line.kind == kind).count();
    let leads = |leads| record.seats.iter().any(|seat| seat.leads == Some(leads) && !seat.there.is_empty());
    Counts {
        ended: record.ended.is_some(),
        reminded: record.reminded,
        unaware: record.seats.iter().any(|seat| seat.unaware),
        present: record.seats.iter().filter(|seat| !seat.there.is_empty()).count(),
        facilitator: leads(Leads::Facilitates),
        minute_taker: leads(Leads::TakesMinutes),
        goals: record.goals.len(),
        lines: record.lines().count(),
        agreed: of(LineKind::Agreed),
        tasks: of(LineKind::Task),
        nameless_dissents: record
            .lines()
            .filter(|line| line.kind == LineKind::Dissent && line.speaker.is_none())
            .count(),
        nameless_objections: record.fields.objections.iter().filter(|one| one.by.is_none()).count(),
        guarded_lines: record.lines().filter(|line| matches!(line.words, Words::Care(_))).count(),
        next_day: record.next_day.is_some(),
        contact: record.contact.is_some(),
        comments_until: record.comments_until.is_some(),
        protocol: (record.form == Form::Protocol).then(|| ProtocolCounts {
            acts: record.fields.acts.is_some(),
            reading: record.fields.reading.is_some(),
            unsigned: record
                .seats
                .iter()
                .filter(|seat| !seat.there.is_empty() && seat.signature.is_none())
                .count(),
        }),
    }
}

fn readers(permit: &Reading, record: &RecordContent, extracts: &[store::Extract]) -> Vec<ReaderRow> {
    let row = |seat: &SeatFacts| {
        let participant = seat.participant?;
        let made = extracts.iter().find(|extract| extract.participant == participant);
        Some(ReaderRow {
            participant,
            name: permit.reveal(&seat.name).clone(),
            role: permit.reveal(&seat.role).clone(),
            document: made.map(|extract| extract.document),
        })
    };
    record.seats.iter().filter_map(row).collect()
}

fn drawn(
    (frame, around): (Frame, Around),
    permit: &Reading,
    record: &RecordContent,
    (last, draft, extracts): (Option<EditionRow>, Option<DraftRow>, &[store::Extract]),
    (seal, late): (Option<SealRow>, Vec<LateRow>),
    now: Moment,
) -> CheckPage {
    let counts = counts(record);
    let named = |seat: &SeatFacts| format!("{}, {}", permit.reveal(&seat.name), permit.reveal(&seat.role));
    CheckPage {
        frame,
        around,
        id: permit.id(),
        form_id: Id::<Document>::fresh(now).uuid(),
        may_make: permit.allows::<MakeMinutes>(),
        may_seal: permit.allows::<SealMinutes>(),
        record_form: record.form.label(),
        seal,
        late,
        day: czech::dates::long_with_weekday(record.day),
        next_edition: record.edition,
        missing: missing(&counts),
        guarded: counts.guarded_lines,
        present: record
            .seats
            .iter()
            .filter(|seat| !seat.there.is_empty())
            .map(|seat| (named(seat), span(&seat.there) + &took_note(seat.acknowledged)))
            .collect(),
        excused: record.seats.iter().filter(|seat| seat.there.is_empty()).map(named).collect(),
        goals: record.goals.iter().map(|goal| text(permit, &goal.words)).collect(),
        course: record
            .course
            .iter()
            .map(|part| {
                let lines = part.lines.iter().filter(|line| line.kind != LineKind::Task).count();
                let time = |at: Option<crate::kernel::Moment>| at.map(|at| at.time_of_day().to_string());
                // Of a break, and of a part in which nothing was written, the time says more than a nought.
                let said = match (lines, time(part.from), time(part.until)) {
                    (0, Some(from), Some(until)) => format!("{from}–{until}"),
                    (0, Some(from), None) => format!("od {from}"),
                    (0, None, _) => "bez řádků".to_owned(),
                    _ => czech::plural::count(lines, "řádek", "řádky", "řádků"),
                };
                (part.title.clone(), said)
            })
            .collect(),
        agreed: points(permit, record, LineKind::Agreed),
        tasks: points(permit, record, LineKind::Task),
        dissents: points(permit, record, LineKind::Dissent),
        next_text: record.next_text.clone(),
        contact: record.contact.as_ref().map(|staff| staff.name.clone()),
        comments: record.comments_until.map(czech::dates::long),
        comments_over: record.comments_until.is_some_and(|until| until < now.day()),
        readers: readers(permit, record, extracts),
        unverified_law: record.legal.is_none(),
        last,
        draft,
    }
}

#[axum::debug_handler(state = House)]
pub(super) async fn show(
    permit: Permit<Conference, ReadMinutes>,
    Shared(house): Shared<House>,
    query: Query,
) -> Result<Html, Denied> {
    let lookup = permit.lookup(&house);
    let frame = Frame::new(&house, permit.actor(), "/konference").noticing(
        &query,
        &[
            (
                "vyhotoveno",
                "Zápis je hotový a uložený ve spisu. Předejte ho do spisové služby a opište sem jeho číslo.",
            ),
            ("ulozeno", "Části zápisu jsou uložené."),
            ("zapeceteno", "Zápis je zapečetěný. Kód a datum najdete na konečném znění i tady."),
            (
                "dodatek",
                "Dodatek je hotový a uložený ve spisu. Dřívější výpisy ho nemají: vyhotovte a předejte je znovu.",
            ),
            ("navrh", "Návrh je uložený mezi dokumenty. Odkaz na něj je níž, u dalších částí zápisu."),
            (
                "mezitim",
                "Zápis mezitím vyhotovil někdo další, nebo vy v jiném okně. Další znění jsme proto neudělali. \
                Když ho chcete i tak, vyhotovte ho teď.",
            ),
        ],
    );
    let around = Around::of(&house, &permit).await?;
    let Some(record) = content::load(lookup, permit.record()).await? else {
        let convened = permit.record().state == State::Convened;
        return Ok(Html::page(&NonePage { frame, around, id: permit.id(), convened })?);
    };
    let last = store::of_conference(lookup, permit.id()).await?.map(|last| EditionRow {
        document: last.document,
        edition: last.edition,
        made: czech::dates::local_moment(last.made.timestamp()),
        reference_number: last.reference_number,
        replaced: replaced_sentence(&last.replaced),
    });
    let filed = documents::of_conference(lookup, permit.id().uuid()).await?;
    let draft = filed
        .into_iter()
        .find(|document| document.kind == DRAFT)
        .map(|document| DraftRow { document: document.id, made: document.filed_text() });
    let extracts = store::extracts(lookup, permit.id()).await?;
    let seal = (seal_row(lookup, &permit, &record).await?, late::rows(&house, &permit).await?);
    Ok(Html::page(&drawn(
        (frame, around),
        &permit,
        &record,
        (last, draft, &extracts),
        seal,
        house.clock.now(),
    ))?)
}

/// The seal with its addenda, once there is one.
async fn seal_row(
    lookup: crate::access::Lookup<'_>,
    permit: &Reading,
    record: &RecordContent,
) -> Result<Option<SealRow>, Denied> {
    let Some(seal) = &record.seal else { return Ok(None) };
    let addenda = store::seals::addenda(lookup, permit.record()).await?;
    Ok(Some(SealRow {
        code: seal.code.clone(),
        on: czech::dates::short(seal.on),
        addenda: addenda
            .into_iter()
            .map(|added| (added.number, czech::dates::short(added.made.day()), added.document))
            .collect(),
        may_amend: permit.allows::<AmendMinutes>(),
    }))
}

/// The identifier that a shown form carries.
pub(super) fn form_id(form: &crate::kernel::FormState) -> Result<Uuid, Denied> {
    form.id::<Document>("nove_id")
        .map(Id::uuid)
        .ok_or_else(|| Denied::refused("Formulář se nepodařilo přečíst. Vraťte se a zkuste to znovu."))
}

/// What a refusal to make becomes.
pub(in crate::minutes) fn refused(not_made: NotMade) -> Denied {
    match not_made {
        NotMade::Failed(failure) => failure.into(),
        NotMade::NotBegun => Denied::refused("Jednání ještě nezačalo, není co zapsat."),
        NotMade::Stopped => Denied::refused(
            "Ve výpisu stojí chráněný údaj, který se k tomuto člověku nesmí dostat. Vraťte se na stránku výpisu: \
            je tam vidět, kde stojí a co s ním jde udělat.",
        ),
        NotMade::Changed => Denied::refused(
            "Zápis se mezitím změnil, nebo ho někdo zapečetil. Vraťte se a podívejte se, jak vypadá teď.",
        ),
        NotMade::Before | NotMade::Overtaken => Denied::refused(
            "Zápis právě vyhotovuje někdo další. Vraťte se a podívejte se, jestli už není hotový.",
        ),
    }
}

#[axum::debug_handler(state = House)]
pub(super) async fn make(
    permit: Permit<Conference, MakeMinutes>,
    Shared(house): Shared<House>,
    Input(form): Input,
) -> Result<Response, Denied> {
    let (id, shown) = (permit.id(), form.value("vydani").parse().unwrap_or(0));
    let form = form_id(&form)?;
    let notice = match actions::make(&house, permit, form, shown).await {
        Ok(_) => "vyhotoveno",
        Err(NotMade::Overtaken) => "mezitim",
        Err(other) => return Err(refused(other)),
    };
    Ok(Onward::to(format!("/konference/{id}/zapis")).noticing(notice).into_response())
}

/// The Czech name of a group for a list of what was cut.
pub(super) fn group_label(group: FactGroup) -> &'static str {
    group.label()
}
