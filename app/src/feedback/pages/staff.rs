//! What staff see of feedback: the door, papers, and what sheets come to when a collection is over.

use crate::access::{Denied, House, Permit};
use crate::conferences::{Around, Conference};
use crate::disclosure;
use crate::feedback::actions::{self, NotDone};
use crate::feedback::forms::{self, Untaken};
use crate::feedback::letters::{self, PosterContent, PosterPaper};
use crate::feedback::model::Sheet;
use crate::feedback::rules::{self, Mean, Tally, Told};
use crate::feedback::{Door, OpenFeedback, ReadFeedback, WhoAnswers, code, store};
use crate::identity;
use crate::kernel::{Choice, Failure, FormState, Id, Moment};
use crate::shell::{Frame, Html, Input, Onward, PaperAnswer, Query};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};

/// What sheets come to.
#[derive(Template)]
#[template(path = "feedback/pages/show.html")]
pub(in crate::feedback) struct FeedbackPage {
    pub(in crate::feedback) frame: Frame,
    pub(in crate::feedback) around: Around,
    pub(in crate::feedback) here: String,
    /// Address and last day of an open door.
    pub(in crate::feedback) door: Option<(String, String)>,
    /// Whether there was a collection, and it is over.
    pub(in crate::feedback) over: bool,
    pub(in crate::feedback) any: bool,
    pub(in crate::feedback) tallies: Vec<Tally>,
    pub(in crate::feedback) words: Vec<String>,
    pub(in crate::feedback) may_open: bool,
}

impl FeedbackPage {
    fn said(&self, mean: &Mean) -> String {
        match mean.tenths {
            Some(tenths) => format!("{},{} z {}", tenths / 10, tenths % 10, mean.of),
            None => "málo odpovědí".into(),
        }
    }
    /// When there will be something to see.
    fn later(&self) -> String {
        match &self.door {
            Some((_, until)) if self.may_open => {
                format!("Výsledky se ukážou, až sběr skončí: {until}, nebo až ho zavřete.")
            }
            Some((_, until)) => format!("Výsledky se ukážou, až sběr skončí: {until}."),
            None => "Výsledky se ukážou, až se zpětná vazba otevře a sběr skončí.".into(),
        }
    }
}

/// A paper sheet to be copied.
#[derive(Template)]
#[template(path = "feedback/pages/copy.html")]
pub(in crate::feedback) struct CopyPage {
    pub(in crate::feedback) frame: Frame,
    pub(in crate::feedback) around: Around,
    pub(in crate::feedback) form: FormState,
    pub(in crate::feedback) action: String,
    pub(in crate::feedback) back: String,
    pub(in crate::feedback) form_id: String,
    pub(in crate::feedback) who: WhoAnswers,
}

impl CopyPage {
    fn asked(&self) -> Vec<(&'static str, &'static str)> {
        self.who.asked()
    }
    fn steps(&self) -> Vec<(String, String, String)> {
        let face = |step: i64| match (self.who, step) {
            (WhoAnswers::Child, 1) => "smutný",
            (WhoAnswers::Child, 2) => "něco mezi",
            (WhoAnswers::Child, _) => "veselý",
            _ => "",
        };
        let label = |step: i64| if face(step).is_empty() { step.to_string() } else { face(step).to_owned() };
        (1..=self.who.highest()).map(|step| (step.to_string(), label(step), String::new())).collect()
    }
}

const NOTICES: &[(&str, &str)] = &[
    ("otevreno", "Zpětná vazba je otevřená. Vytiskněte papíry ke dveřím."),
    ("zavreno", "Zpětná vazba je uzavřená."),
    ("opsano", "List je zapsaný. Papír teď můžete skartovat."),
];

fn home(conference: Id<Conference>) -> String {
    format!("/konference/{conference}/zpetna-vazba")
}

fn after(outcome: Result<(), NotDone>, to: String, code: &'static str) -> Result<Response, Denied> {
    match outcome {
        Ok(()) | Err(NotDone::Already) => Ok(Onward::to(to).noticing(code).into_response()),
        Err(NotDone::Failed(failure)) => Err(failure.into()),
    }
}

#[axum::debug_handler(state = House)]
pub(super) async fn show(
    permit: Permit<Conference, ReadFeedback>,
    State(house): State<House>,
    query: Query,
) -> Result<Html, Denied> {
    let lookup = permit.lookup(&house);
    let today = house.clock.today();
    // The door before the sheets: what comes meanwhile belongs to a collection that is not told.
    let door = store::door(lookup, permit.id()).await?;
    let kept = store::sheets(lookup, permit.id()).await?;
    let through = rules::told_through(door.as_ref().map(|door| door.collection), today);
    let address = |door: &Door| format!("{}/z/{}", house.exit.public_url, store::address(door));
    // Without the role: with three adults it would tell which of two groups a single one is from.
    let told = rules::words_told(&kept, through).into_iter();
    let mut words: Vec<String> = told.map(|words| permit.reveal(words).clone()).collect();
    // Neither the order of coming nor that of other answers.
    words.sort();
    let over = door.as_ref().is_some_and(|door| !door.is_open(today));
    let open = door.filter(|door| door.is_open(today));
    Ok(Html::page(&FeedbackPage {
        frame: Frame::new(&house, permit.actor(), "/konference").noticing(&query, NOTICES),
        around: Around::of(&house, &permit).await?,
        here: home(permit.id()),
        door: open.map(|door| (address(&door), czech::dates::long_with_weekday(door.collection.until))),
        over,
        any: !kept.is_empty(),
        tallies: match rules::told(&kept, through) {
            Told::TooFew => Vec::new(),
            Told::Numbers(tallies) => tallies,
        },
        words,
        may_open: permit.allows::<OpenFeedback>(),
    })?)
}

#[axum::debug_handler(state = House)]
pub(super) async fn open(
    permit: Permit<Conference, OpenFeedback>,
    State(house): State<House>,
) -> Result<Response, Denied> {
    let to = home(permit.id());
    after(actions::open(&house, permit).await, to, "otevreno")
}

#[axum::debug_handler(state = House)]
pub(super) async fn close(
    permit: Permit<Conference, OpenFeedback>,
    State(house): State<House>,
) -> Result<Response, Denied> {
    let to = home(permit.id());
    after(actions::close(&house, permit).await, to, "zavreno")
}

/// The poster and sheets, of an open door; back to the page without one.
#[axum::debug_handler(state = House)]
pub(super) async fn print(
    permit: Permit<Conference, ReadFeedback>,
    State(house): State<House>,
) -> Result<Response, Denied> {
    let door = store::door(permit.lookup(&house), permit.id()).await?;
    let Some(door) = door.filter(|door| door.is_open(house.clock.today())) else {
        return Ok(Onward::to(home(permit.id())).into_response());
    };
    let office = identity::store::find_office(&house.queries, permit.record().office).await?;
    let address = format!("{}/z/{}", house.exit.public_url, store::address(&door));
    let content = PosterContent {
        office: office.map(|office| office.title).unwrap_or_default(),
        qr: letters::qr(&address),
        address: address.trim_start_matches("https://").trim_start_matches("http://").to_owned(),
    };
    let paper = typeset(house.demo, content, house.clock.now()).await?;
    Ok(PaperAnswer("zpetna-vazba", paper).into_response())
}

/// Typesets the papers off the runtime's threads.
pub(super) async fn typeset(
    demo: bool,
    content: PosterContent,
    now: Moment,
) -> Result<outbound::Paper, Failure> {
    let paper = tokio::task::spawn_blocking(move || {
        let disclosed = disclosure::disclose_to_nobody::<PosterPaper, _>(demo, &content);
        outbound::paper(&disclosed, now.timestamp())
    });
    let paper = paper.await.map_err(|_| Failure::Broken("typesetting broke off".into()))?;
    paper.map_err(|error| Failure::Output(error.to_string()))
}

async fn copying(
    house: &House,
    permit: &Permit<Conference, OpenFeedback>,
    who: WhoAnswers,
    form: FormState,
) -> Result<CopyPage, Failure> {
    let here = home(permit.id());
    Ok(CopyPage {
        frame: Frame::new(house, permit.actor(), "/konference"),
        around: Around::of(house, permit).await?,
        action: format!("{here}/papir/{}", who.code()),
        back: here,
        form_id: match form.value("nove_id") {
            "" => code::form_id(),
            typed => typed.to_owned(),
        },
        form,
        who,
    })
}

const SENT_BEFORE: &str =
    "Tenhle list jste už jednou opsali, jen s jinými slovy. Když je to další list, odešlete ho znovu.";

/// Everything a sheet says, for comparing two.
fn said(
    permit: &Permit<Conference, OpenFeedback>,
    sheet: &Sheet,
) -> (&'static str, std::collections::BTreeMap<String, i64>, Option<String>) {
    let words = sheet.words.as_ref().map(|words| permit.reveal(words).clone());
    (sheet.who.code(), sheet.answers.clone(), words)
}

/// Addresses of a copying page: conference and audience.
type Copied = Path<(String, String)>;

fn audience(path: &Copied) -> Result<WhoAnswers, Denied> {
    WhoAnswers::from_code(&path.0.1).ok_or_else(Denied::hidden)
}

#[axum::debug_handler(state = House)]
pub(super) async fn copy_form(
    permit: Permit<Conference, OpenFeedback>,
    State(house): State<House>,
    path: Copied,
) -> Result<Html, Denied> {
    let who = audience(&path)?;
    Ok(Html::page(&copying(&house, &permit, who, FormState::empty()).await?)?)
}

#[axum::debug_handler(state = House)]
pub(super) async fn copy(
    permit: Permit<Conference, OpenFeedback>,
    State(house): State<House>,
    path: Copied,
    Input(form): Input,
) -> Result<Response, Denied> {
    let who = audience(&path)?;
    let sentence = match forms::sheet(&form, who) {
        Ok(new) => {
            let to = home(permit.id());
            let kept = store::sheet(permit.lookup(&house), permit.id(), new.id).await?;
            if kept.is_none_or(|kept| said(&permit, &kept) == said(&permit, &new.sheet)) {
                return after(actions::copy(&house, permit, new).await, to, "opsano");
            }
            // The same form with other words comes back under an identifier of its own: nothing typed is lost.
            let kept = form.pairs().iter().filter(|(name, _)| name != "nove_id").cloned().collect();
            let form = FormState::from_pairs(kept).failed("slova", SENT_BEFORE);
            return Ok(Html::again(&copying(&house, &permit, who, form).await?)?.into_response());
        }
        Err(Untaken::Empty) => "Na listu zatím nic není. Označte aspoň jednu odpověď.",
        Err(Untaken::Long) => "Vzkaz je moc dlouhý, vejde se 2 000 znaků.",
    };
    let form = form.failed("slova", sentence);
    Ok(Html::again(&copying(&house, &permit, who, form).await?)?.into_response())
}
