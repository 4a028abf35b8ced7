//! Comments on the record for staff: giving the draft, reading, deciding, writing down what somebody brought.

use crate::access::{Denied, House, Permit, Reads};
use crate::conferences::{Around, Conference};
use crate::kernel::{Choice, Failure, FormState, Id, Moment};
use crate::law;
use crate::meeting::{self, Line, LineKind};
use crate::minutes::comments::actions::{self, Deciding, NotDone};
use crate::minutes::comments::model::{Came, Comment, Decision, Release, Told, Wish};
use crate::minutes::comments::rules::{self, Window};
use crate::minutes::comments::store::{self, Added};
use crate::minutes::comments::words::until_in_czech;
use crate::minutes::comments::{HandleComments, ReadComments, ReleaseDraft, bearer, forms};
use crate::minutes::{AmendMinutes, content};
use crate::participants::{self, Participant};
use crate::shell::{Frame, Html, Input, Onward, Query};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};

/// Where the draft stands, and the form that gives it.
pub(in crate::minutes::comments) struct ReleaseBox {
    /// `closed`, `open`, `late`, `sealed`.
    pub(in crate::minutes::comments) window: &'static str,
    /// The last day, in words.
    pub(in crate::minutes::comments) day: Option<String>,
    /// Which wording was given, when.
    pub(in crate::minutes::comments) given: Option<String>,
    pub(in crate::minutes::comments) may: bool,
    pub(in crate::minutes::comments) version: i64,
    /// "7 dnů".
    pub(in crate::minutes::comments) rule: String,
    pub(in crate::minutes::comments) unverified: bool,
}

/// A comment, as shown.
pub(in crate::minutes::comments) struct CommentRow {
    pub(in crate::minutes::comments) id: Id<Comment>,
    pub(in crate::minutes::comments) who: String,
    pub(in crate::minutes::comments) when: String,
    pub(in crate::minutes::comments) wish: &'static str,
    pub(in crate::minutes::comments) came: &'static str,
    pub(in crate::minutes::comments) late: bool,
    pub(in crate::minutes::comments) after_seal: bool,
    /// Where it stands: "dohoda č. 2".
    pub(in crate::minutes::comments) place: String,
    /// What the line says now.
    pub(in crate::minutes::comments) line: Option<String>,
    /// None when it was taken back.
    pub(in crate::minutes::comments) words: Option<String>,
    pub(in crate::minutes::comments) decision: Option<&'static str>,
    pub(in crate::minutes::comments) waits: bool,
    pub(in crate::minutes::comments) answer: Option<String>,
}

/// Somebody who was there, with how they know.
pub(in crate::minutes::comments) struct PersonRow {
    pub(in crate::minutes::comments) name: String,
    pub(in crate::minutes::comments) role: String,
    pub(in crate::minutes::comments) told: &'static str,
    pub(in crate::minutes::comments) look: &'static str,
}

/// The list.
#[derive(Template)]
#[template(path = "minutes/comments/pages/list.html")]
pub(in crate::minutes::comments) struct ListPage {
    pub(in crate::minutes::comments) frame: Frame,
    pub(in crate::minutes::comments) around: Around,
    pub(in crate::minutes::comments) id: Id<Conference>,
    pub(in crate::minutes::comments) form: FormState,
    pub(in crate::minutes::comments) release: ReleaseBox,
    pub(in crate::minutes::comments) waiting: Vec<CommentRow>,
    pub(in crate::minutes::comments) done: Vec<CommentRow>,
    pub(in crate::minutes::comments) people: Vec<PersonRow>,
    pub(in crate::minutes::comments) may_handle: bool,
}

/// One comment.
#[derive(Template)]
#[template(path = "minutes/comments/pages/one.html")]
pub(in crate::minutes::comments) struct OnePage {
    pub(in crate::minutes::comments) frame: Frame,
    pub(in crate::minutes::comments) around: Around,
    pub(in crate::minutes::comments) id: Id<Conference>,
    pub(in crate::minutes::comments) row: CommentRow,
    pub(in crate::minutes::comments) form: FormState,
    pub(in crate::minutes::comments) version: i64,
    /// The line that would be changed, with the version that is shown.
    pub(in crate::minutes::comments) line: Option<(Id<Line>, i64)>,
    /// Lines to choose from, for a comment on the whole record.
    pub(in crate::minutes::comments) lines: Vec<(String, String)>,
    pub(in crate::minutes::comments) may_handle: bool,
    pub(in crate::minutes::comments) may_amend: bool,
    /// Whether the line or the comment changed between the page and the act.
    pub(in crate::minutes::comments) stale: bool,
}

/// Writing down what somebody brought.
#[derive(Template)]
#[template(path = "minutes/comments/pages/bring.html")]
pub(in crate::minutes::comments) struct BringPage {
    pub(in crate::minutes::comments) frame: Frame,
    pub(in crate::minutes::comments) around: Around,
    pub(in crate::minutes::comments) id: Id<Conference>,
    pub(in crate::minutes::comments) form: FormState,
    pub(in crate::minutes::comments) new_id: String,
    pub(in crate::minutes::comments) people: Vec<(String, String)>,
    pub(in crate::minutes::comments) lines: Vec<(String, String)>,
    pub(in crate::minutes::comments) window: &'static str,
}

impl BringPage {
    fn back(&self) -> String {
        home(self.id)
    }
    fn wishes(&self) -> Vec<(&'static str, &'static str, &'static str)> {
        Wish::ALL.iter().map(|wish| (wish.code(), wish.label(), "")).collect()
    }
    fn ways(&self) -> Vec<(&'static str, &'static str, &'static str)> {
        let ways = Came::ALL.iter().filter(|way| **way != Came::Link);
        ways.map(|way| (way.code(), way.label(), "")).collect()
    }
}

const NOTICES: &[(&str, &str)] = &[
    ("uvolneno", "Návrh je k přečtení. Komu jde e-mail, tomu odchází; ostatním zavolejte."),
    ("zmeneno", "Poslední den na připomínky je změněný. Lidé ho uvidí na své stránce."),
    ("prijato", "Řádek je opravený a v zápisu to u něj stojí."),
    ("prilozeno", "Připomínka se vytiskne v zápisu tak, jak přišla."),
    ("vyrizeno", "Připomínka je vyřízená."),
    ("zapsano", "Připomínka je zapsaná."),
    ("po-peceti", "Zápis už je zapečetěný, připomínka je uložená jako podnět k dodatku."),
    ("mezitim", "Mezitím to změnil někdo jiný. Podívejte se prosím, co platí teď."),
];

const fn code(window: Window) -> &'static str {
    match window {
        Window::Closed => "closed",
        Window::Open(_) => "open",
        Window::Late(_) => "late",
        Window::Sealed => "sealed",
        Window::Over => "over",
    }
}

fn home(conference: Id<Conference>) -> String {
    format!("/konference/{conference}/zapis/pripominky")
}

/// What pages of comments are drawn from.
struct Known {
    people: Vec<Participant>,
    lines: Vec<Line>,
    comments: Vec<Comment>,
    release: Option<Release>,
    window: Window,
}

impl Known {
    async fn load<A: Reads<Conference>>(
        house: &House,
        permit: &Permit<Conference, A>,
    ) -> Result<Self, Failure> {
        let (lookup, conference) = (permit.lookup(house), permit.record());
        let mut lines = meeting::lines(lookup, conference.id).await?;
        lines.retain(|line| line.struck.is_none());
        let release = store::release(lookup, conference.id).await?;
        Ok(Self {
            people: participants::of_conference(lookup, conference.id).await?,
            lines,
            comments: store::of_conference(lookup, conference).await?,
            window: rules::window(release, bearer::ended(conference), house.clock.now().day()),
            release,
        })
    }

    fn line(&self, id: Option<Id<Line>>) -> Option<&Line> {
        id.and_then(|id| self.lines.iter().find(|line| line.id == id))
    }

    fn row<A: Reads<Conference>>(&self, permit: &Permit<Conference, A>, comment: &Comment) -> CommentRow {
        let line = self.line(comment.line);
        let who = self.people.iter().find(|person| person.id == comment.participant);
        let taken_back = comment.withdrawn.is_some();
        CommentRow {
            id: comment.id,
            who: who
                .map_or_else(String::new, |who| format!("{}, {}", permit.reveal(&who.name), who.role_label)),
            when: czech::dates::local_moment(comment.given.timestamp()),
            wish: comment.wish.label(),
            came: comment.came.label(),
            late: comment.late,
            after_seal: comment.after_seal,
            place: match (comment.line, line) {
                (None, _) => "celý zápis".to_owned(),
                (Some(_), None) => "řádek, který v zápisu už není".to_owned(),
                (_, Some(line)) => place(line),
            },
            line: line.map(|line| permit.reveal(&line.text).clone()),
            words: (!taken_back).then(|| permit.reveal(&comment.words).clone()),
            decision: match taken_back {
                true => Some("vzato zpět"),
                false => comment.decision().map(Decision::label),
            },
            waits: comment.waits(),
            answer: comment.answer.as_ref().map(|answer| permit.reveal(answer).clone()),
        }
    }

    /// Lines to choose from, with the beginning of their words.
    fn choices<A: Reads<Conference>>(&self, permit: &Permit<Conference, A>) -> Vec<(String, String)> {
        let short = |line: &Line| {
            let words: String = permit.reveal(&line.text).chars().take(70).collect();
            (line.id.to_string(), format!("{}: {words}", place(line)))
        };
        self.lines.iter().map(short).collect()
    }
}

/// Where a line stands, without its words.
fn place(line: &Line) -> String {
    let number = line.number().unwrap_or_default();
    match line.kind {
        LineKind::Agreed => format!("dohoda č. {number}"),
        LineKind::Task => format!("úkol č. {number}"),
        kind => format!("{} {}", kind.label(), line.happened.time_of_day().at()),
    }
}

/// Who was there, and how they know of the draft.
async fn people<A: Reads<Conference>>(
    house: &House,
    permit: &Permit<Conference, A>,
    known: &Known,
) -> Result<Vec<PersonRow>, Failure> {
    let told = store::told(permit.lookup(house), permit.id()).await?;
    let mut rows = Vec::new();
    for person in present(house, permit, &known.people).await? {
        let notice = told.iter().find(|notice| notice.participant == person.id).map(|notice| notice.state);
        let (told, look) = match (person.staff.is_some(), notice) {
            (true, _) => ("má účet: připomínku zapíšete vy", "bare"),
            (_, Some(Told::Sent)) => (Told::Sent.label(), "success"),
            (_, Some(Told::Call)) => ("e-mailem to nejde: zavolejte nebo předejte", "warning"),
            (_, None) if known.release.is_some() => ("e-mail se chystá", ""),
            _ => ("zatím neví", ""),
        };
        let name = permit.reveal(&person.name).clone();
        rows.push(PersonRow { name, role: person.role_label.clone(), told, look });
    }
    Ok(rows)
}

/// Those at the table who were there.
async fn present<A: Reads<Conference>>(
    house: &House,
    permit: &Permit<Conference, A>,
    people: &[Participant],
) -> Result<Vec<Participant>, Failure> {
    let mut present = Vec::new();
    for person in people {
        if bearer::was_there(permit.lookup(house), (permit.id(), person.id)).await? {
            present.push(person.clone());
        }
    }
    Ok(present)
}

async fn draw<A: Reads<Conference>>(
    house: &House,
    permit: &Permit<Conference, A>,
    query: Option<&Query>,
    form: Option<FormState>,
) -> Result<Html, Denied> {
    let lookup = permit.lookup(house);
    let known = Known::load(house, permit).await?;
    let today = house.clock.now().day();
    let rule = law::deadlines(lookup.queries(), today).await?.comments;
    let said = meeting::find(lookup, permit.id()).await?.and_then(|meeting| meeting.comments_until);
    let until = known.release.map_or_else(|| rules::proposed(today, said, rule), |release| release.until);
    let again = form.is_some();
    let frame = Frame::new(house, permit.actor(), "/konference");
    let rows = known.comments.iter().map(|comment| known.row(permit, comment));
    let (waiting, done): (Vec<_>, Vec<_>) = rows.partition(|row| row.waits);
    let given = |release: &Release| {
        format!("{}. znění, {}", release.edition, czech::dates::local_moment(release.released.timestamp()))
    };
    let page = ListPage {
        frame: match query {
            Some(query) => frame.noticing(query, NOTICES),
            None => frame,
        },
        around: Around::of(house, permit).await?,
        id: permit.id(),
        form: form.unwrap_or_else(|| FormState::empty().with("do", czech::dates::short(until))),
        release: ReleaseBox {
            window: code(known.window),
            day: known.release.map(|release| match known.window {
                Window::Open(day) => until_in_czech(day),
                _ => czech::dates::long_with_weekday(release.until),
            }),
            given: known.release.as_ref().map(given),
            may: permit.allows::<ReleaseDraft>(),
            version: known.release.map_or(0, |release| release.version),
            rule: rule.words(),
            unverified: !rule.verified,
        },
        people: people(house, permit, &known).await?,
        may_handle: permit.allows::<HandleComments>(),
        waiting,
        done,
    };
    Ok(if again { Html::again(&page)? } else { Html::page(&page)? })
}

#[axum::debug_handler(state = House)]
pub(super) async fn list(
    permit: Permit<Conference, ReadComments>,
    State(house): State<House>,
    query: Query,
) -> Result<Html, Denied> {
    draw(&house, &permit, Some(&query), None).await
}

#[axum::debug_handler(state = House)]
pub(super) async fn release(
    permit: Permit<Conference, ReleaseDraft>,
    State(house): State<House>,
    Input(form): Input,
) -> Result<Response, Denied> {
    let to = Onward::to(home(permit.id()));
    let (until, version) = match forms::release(form, house.clock.now().day()) {
        Ok(new) => new,
        Err(form) => return Ok(draw(&house, &permit, None, Some(form)).await?.into_response()),
    };
    let lookup = permit.lookup(&house);
    let record = content::load(lookup, permit.record()).await?;
    let record = record.ok_or_else(|| Denied::refused("Jednání ještě nezačalo, není co číst."))?;
    let known = store::release(lookup, permit.id()).await?;
    // The same form twice is one act.
    if known.is_some_and(|release| release.until == until && release.version != version) {
        return Ok(to.noticing(if version == 0 { "uvolneno" } else { "zmeneno" }).into_response());
    }
    let all = participants::of_conference(lookup, permit.id()).await?;
    let people = present(&house, &permit, &all).await?;
    let edition = (record.edition - 1).max(1);
    let done = actions::release(&house, permit, (until, edition, version), people).await;
    let notice = if version == 0 { "uvolneno" } else { "zmeneno" };
    Ok(to.noticing(if actions::once(done)? { notice } else { "mezitim" }).into_response())
}

async fn named(known: &Known, id: &str) -> Result<Comment, Denied> {
    let id: Id<Comment> = id.parse().map_err(|_| Denied::hidden())?;
    known.comments.iter().find(|comment| comment.id == id).cloned().ok_or_else(Denied::hidden)
}

async fn draw_one<A: Reads<Conference>>(
    house: &House,
    permit: &Permit<Conference, A>,
    known: &Known,
    (comment, chosen): (&Comment, Option<Id<Line>>),
    form: Option<FormState>,
    stale: bool,
) -> Result<OnePage, Denied> {
    let line = known.line(comment.line.or(chosen));
    let form = form.unwrap_or_else(|| {
        FormState::empty().with_some("text", line.map(|line| permit.reveal(&line.text).clone()))
    });
    Ok(OnePage {
        frame: Frame::new(house, permit.actor(), "/konference"),
        around: Around::of(house, permit).await?,
        id: permit.id(),
        row: known.row(permit, comment),
        version: comment.version,
        line: line.map(|line| (line.id, line.version)),
        lines: if comment.line.is_none() { known.choices(permit) } else { Vec::new() },
        may_handle: permit.allows::<HandleComments>(),
        may_amend: permit.allows::<AmendMinutes>(),
        stale,
        form,
    })
}

#[axum::debug_handler(state = House)]
pub(super) async fn one(
    permit: Permit<Conference, ReadComments>,
    State(house): State<House>,
    Path((_, id)): Path<(String, String)>,
    Query(query): Query,
) -> Result<Html, Denied> {
    let known = Known::load(&house, &permit).await?;
    let comment = named(&known, &id).await?;
    let chosen = query.id::<Line>("radek");
    Ok(Html::page(&draw_one(&house, &permit, &known, (&comment, chosen), None, false).await?)?)
}

/// What the page of one comment asks for, as typed.
fn typed(
    permit: &Permit<Conference, HandleComments>,
    known: &Known,
    comment: &Comment,
    mut form: FormState,
) -> Result<Deciding, FormState> {
    let decision = form.required_choice::<Decision>("rozhodnuti", "Vyberte, co s připomínkou bude.");
    let answer = forms::answer(&mut form);
    let line = known.line(comment.line.or_else(|| form.id::<Line>("radek")));
    let mut words = None;
    if decision == Some(Decision::Accepted) {
        words = form.required_text("text", forms::LONGEST, "Napište, jak má řádek znít.");
        let same = line.zip(words.as_ref()).is_some_and(|(line, words)| permit.reveal(&line.text) == words);
        if same {
            let sentence = "Řádek zůstal stejný. Upravte ho, nebo připomínku přiložte, jak je.";
            form.fail("text", sentence);
        }
        if line.is_none() {
            form.fail("text", "Vyberte nejdřív řádek, který se má opravit.");
        }
    }
    let version = form.version().unwrap_or_default();
    let line = match decision {
        Some(Decision::Accepted) => line.map(|line| line.id),
        _ => comment.line,
    };
    let comment = comment.clone();
    form.finish(|| Some(Deciding { comment, version, decision: decision?, answer, line, words }))
}

/// Whether a form says what was decided already, word for word: then it was sent twice, and nothing is lost.
fn is_again(
    permit: &Permit<Conference, HandleComments>,
    comment: &Comment,
    (done, line): (Decision, Option<&Line>),
    form: &FormState,
) -> bool {
    let mut form = form.clone();
    let answer = forms::answer(&mut form);
    let answered = answer.as_ref().map(|words| permit.reveal(words));
    let worded = form.optional_text("text", forms::LONGEST).filter(|_| done == Decision::Accepted);
    form.is("rozhodnuti", done.code())
        && answered == comment.answer.as_ref().map(|words| permit.reveal(words))
        && worded.is_none_or(|text| line.is_some_and(|line| *permit.reveal(&line.text) == text))
}

#[axum::debug_handler(state = House)]
pub(super) async fn decide(
    permit: Permit<Conference, HandleComments>,
    State(house): State<House>,
    Path((_, id)): Path<(String, String)>,
    Input(form): Input,
) -> Result<Response, Denied> {
    let known = Known::load(&house, &permit).await?;
    let comment = named(&known, &id).await?;
    let to = Onward::to(home(permit.id()));
    let chosen = form.id::<Line>("radek");
    let kept = form.clone();
    // Somebody changed the line while it was edited here: nothing is written over it, both stand on the page.
    let seen = form.value("verze_radku").parse::<i64>().ok();
    let line = known.line(comment.line.or(chosen));
    let moved = form.is("rozhodnuti", Decision::Accepted.code())
        && line.is_some_and(|line| seen.is_some_and(|seen| seen != line.version));
    // The same form twice: it was decided so already.
    if let Some(done) = comment.decision().filter(|done| is_again(&permit, &comment, (*done, line), &form)) {
        return Ok(to.noticing(notice(done)).into_response());
    }
    if moved || !comment.waits() || form.version() != Some(comment.version) {
        let page = draw_one(&house, &permit, &known, (&comment, chosen), Some(kept), true).await?;
        return Ok(Html::stale(&page)?.into_response());
    }
    let deciding = match typed(&permit, &known, &comment, form) {
        Ok(deciding) => deciding,
        Err(form) => {
            let page = draw_one(&house, &permit, &known, (&comment, chosen), Some(form), false).await?;
            return Ok(Html::again(&page)?.into_response());
        }
    };
    let decision = deciding.decision;
    let done = actions::decide(&house, permit, deciding).await;
    Ok(to.noticing(if actions::once(done)? { notice(decision) } else { "mezitim" }).into_response())
}

const fn notice(decision: Decision) -> &'static str {
    match decision {
        Decision::Accepted => "prijato",
        Decision::Attached => "prilozeno",
        Decision::Addendum | Decision::Kept => "vyrizeno",
    }
}

async fn draw_bring(
    house: &House,
    permit: &Permit<Conference, HandleComments>,
    form: FormState,
) -> Result<Html, Denied> {
    let known = Known::load(house, permit).await?;
    let people = present(house, permit, &known.people).await?;
    let named = |person: &Participant| {
        (person.id.to_string(), format!("{}, {}", permit.reveal(&person.name), person.role_label))
    };
    let fresh = |now: Moment| Id::<Comment>::fresh(now).to_string();
    let page = BringPage {
        frame: Frame::new(house, permit.actor(), "/konference"),
        around: Around::of(house, permit).await?,
        id: permit.id(),
        new_id: match form.value("nove_id") {
            "" => fresh(house.clock.now()),
            typed => typed.to_owned(),
        },
        people: people.iter().map(named).collect(),
        lines: known.choices(permit),
        window: code(known.window),
        form,
    };
    Ok(if page.form.has_errors() { Html::again(&page)? } else { Html::page(&page)? })
}

#[axum::debug_handler(state = House)]
pub(super) async fn bring_form(
    permit: Permit<Conference, HandleComments>,
    State(house): State<House>,
) -> Result<Html, Denied> {
    draw_bring(&house, &permit, FormState::empty()).await
}

const SENT_BEFORE: &str = "Tuhle připomínku jste už jednou zapsali, jen s jinými slovy. Když má přibýt i takhle, odešlete ji znovu.";

#[axum::debug_handler(state = House)]
pub(super) async fn bring(
    permit: Permit<Conference, HandleComments>,
    State(house): State<House>,
    Input(form): Input,
) -> Result<Response, Denied> {
    let known = Known::load(&house, &permit).await?;
    let people: Vec<Id<Participant>> =
        present(&house, &permit, &known.people).await?.iter().map(|person| person.id).collect();
    let lines: Vec<Id<Line>> = known.lines.iter().map(|line| line.id).collect();
    let kept = form.clone();
    let new = match forms::brought(form, (&people, &lines), Id::fresh(house.clock.now())) {
        Ok(new) => new,
        Err(form) => return Ok(draw_bring(&house, &permit, form).await?.into_response()),
    };
    if let Some(before) = known.comments.iter().find(|comment| comment.id == new.id)
        && !new.is(before)
    {
        let typed = kept.pairs().iter().filter(|(name, _)| name != "nove_id").cloned().collect();
        let form = FormState::from_pairs(typed).failed("slova", SENT_BEFORE);
        return Ok(draw_bring(&house, &permit, form).await?.into_response());
    }
    let to = Onward::to(home(permit.id()));
    let late = known.window.is_late();
    let notice = match actions::bring(&house, permit, new, late).await {
        Ok(Added::After) => "po-peceti",
        Ok(_) | Err(NotDone::Already | NotDone::Stale) => "zapsano",
        Err(NotDone::Failed(failure)) => return Err(failure.into()),
    };
    Ok(to.noticing(notice).into_response())
}
