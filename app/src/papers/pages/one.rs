//! One paper: what it is, who gets it and what keeps it from the others.

use super::address;
use crate::access::{Action, Denied, House, Lookup, Permit, Reads};
use crate::cases;
use crate::conferences::{Around, Conference};
use crate::disclosure::{self, StopShown};
use crate::kernel::{Choice, Failure, FormState, Id};
use crate::papers::check::judge;
use crate::papers::rules::Standing;
use crate::papers::{
    DecidePaper, EditPaper, Handing, Paper, Pictures, ReadPaper, ReadPapers, RecallPaper, Recipient, actions,
    forms, store,
};
use crate::participants::{self, Participant};
use crate::shell::{FileAnswer, Frame, Html, Query};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use outbound::{StoppedWords, Verdict};

/// Places shown for one reader; the first ones are enough to find the rest.
const SHOWN: usize = 5;

fn stopped(conference: Id<Conference>, who: &Participant, mut stops: Vec<StoppedWords>) -> Vec<StopShown> {
    stops.truncate(SHOWN);
    disclosure::stops_shown(stops, (conference, who.id), true)
}

/// Somebody at the table and this paper.
pub(in crate::papers) struct Reader {
    pub(in crate::papers) id: Id<Participant>,
    pub(in crate::papers) name: String,
    pub(in crate::papers) role: String,
    pub(in crate::papers) standing: Standing,
    /// Words that must not reach them, with what stands around; only for those who may read protected facts.
    pub(in crate::papers) stops: Vec<StopShown>,
    /// Whether they are to get it, and the version of that.
    pub(in crate::papers) recipient: Option<i64>,
    pub(in crate::papers) withdrawn: bool,
    /// "3. 12. 2026 – potvrzeno zničení".
    pub(in crate::papers) destroyed: Option<String>,
    /// Whether the head decided, and why.
    pub(in crate::papers) decided: Option<String>,
    /// "osobně 3. 12. 2026".
    pub(in crate::papers) handings: Vec<String>,
    /// Identifier of the next handing's form.
    pub(in crate::papers) handing_id: String,
}

impl Reader {
    /// What keeps it from them, in sentences.
    pub(in crate::papers) fn reasons(&self) -> Vec<String> {
        let why = |verdict: Verdict| match verdict {
            Verdict::AskHead => "rozhodne vedoucí",
            Verdict::Oral => "smí to slyšet jen ústně na setkání",
            Verdict::Never | Verdict::Show => "tomuto člověku nepatří",
        };
        let groups = self
            .standing
            .shut
            .iter()
            .map(|(group, verdict)| format!("{}: {}.", group.label(), why(*verdict)));
        let groups = groups.map(|sentence| crate::conferences::capital(&sentence));
        let unread = self.standing.unread.then(|| {
            "Část souboru (obrázky nebo sken) nikdo nepřečetl: buď ji prohlédněte, nebo za ni odpoví vedoucí.".to_owned()
        });
        let stopped = self
            .standing
            .stopped
            .then(|| "Je v něm chráněný údaj, který se k tomuto člověku nesmí dostat.".to_owned());
        groups.chain(unread).chain(stopped).collect()
    }

    /// Whether they have it, or had it before it was withdrawn.
    fn has_it(&self) -> bool {
        !self.handings.is_empty()
    }
}

/// The page.
#[derive(Template)]
#[template(path = "papers/pages/one.html")]
pub(in crate::papers) struct OnePage {
    pub(in crate::papers) frame: Frame,
    pub(in crate::papers) around: Around,
    pub(in crate::papers) form: FormState,
    pub(in crate::papers) here: String,
    pub(in crate::papers) title: String,
    pub(in crate::papers) kind: &'static str,
    pub(in crate::papers) format: &'static str,
    pub(in crate::papers) size: String,
    pub(in crate::papers) groups: Vec<&'static str>,
    pub(in crate::papers) children: Vec<String>,
    pub(in crate::papers) document: String,
    pub(in crate::papers) unreadable: bool,
    pub(in crate::papers) pictures: Pictures,
    pub(in crate::papers) withdrawn: bool,
    pub(in crate::papers) readers: Vec<Reader>,
    pub(in crate::papers) ways: Vec<(String, String)>,
    pub(in crate::papers) today: String,
    pub(in crate::papers) may_edit: bool,
    pub(in crate::papers) may_recall: bool,
    pub(in crate::papers) may_decide: bool,
}

type Triples = Vec<(String, String, String)>;

impl OnePage {
    /// Whether what was typed was about this reader.
    fn concerns(&self, reader: &Reader) -> bool {
        self.form.value("o_kom") == reader.id.to_string()
    }

    /// The day as it was typed about this reader, else today.
    fn typed_day(&self, reader: &Reader) -> &str {
        if self.concerns(reader) { self.form.value("den") } else { &self.today }
    }

    fn live(&self) -> Vec<&Reader> {
        self.readers.iter().filter(|r| r.recipient.is_some() && !r.withdrawn).collect()
    }
    fn gone(&self) -> Vec<&Reader> {
        self.readers.iter().filter(|r| r.withdrawn && r.has_it()).collect()
    }
    /// Whom the form offers: who may have it, who might after the head's decision, and who is to get it already.
    fn offered(&self) -> Triples {
        let offered = self.readers.iter().filter(|r| may_be_named(r));
        let hint = |r: &Reader| {
            if r.standing.is_open() {
                r.role.clone()
            } else {
                format!("{}; předá se, až se vyřeší, co brání", r.role)
            }
        };
        offered.map(|r| (r.id.to_string(), r.name.clone(), hint(r))).collect()
    }
    fn others(&self) -> Vec<&Reader> {
        self.readers.iter().filter(|r| !may_be_named(r)).collect()
    }
}

/// Whether somebody may be named as a reader: the table does not forbid it for good.
pub(super) fn may_be_named(reader: &Reader) -> bool {
    let live = reader.recipient.is_some() && !reader.withdrawn;
    let forbidden = reader.standing.shut.iter().any(|(_, verdict)| *verdict != Verdict::AskHead);
    live || (!forbidden && !reader.standing.stopped)
}

fn handing_words(handing: &Handing) -> String {
    format!("{} {}", handing.way.label(), czech::dates::short(handing.on))
}

/// Whether the actor may read the case's protected facts: only then are the words marked.
async fn reads_protected<A: Action<Paper>>(
    house: &House,
    permit: &Permit<Paper, A>,
) -> Result<bool, Failure> {
    let allowed = match permit.parent::<ReadPapers>(house).await {
        Ok(conference) => conference.parent::<cases::ReadProtected>(house).await.map(|_| ()),
        Err(denied) => Err(denied),
    };
    match allowed {
        Ok(()) => Ok(true),
        Err(Denied::Failed(failure)) => Err(failure),
        Err(_) => Ok(false),
    }
}

/// Everybody at the table (and whoever left it but has the paper) with what keeps the paper from them.
pub(super) async fn readers<A: Action<Paper> + Reads<Paper>>(
    house: &House,
    permit: &Permit<Paper, A>,
) -> Result<Vec<Reader>, Failure> {
    let (lookup, paper): (Lookup<'_>, &Paper) = (permit.lookup(house), permit.record());
    let mut people = participants::of_conference(lookup, paper.conference).await?;
    let recipients = store::recipients(lookup, paper.conference).await?;
    let handings = store::handings(lookup, paper.conference).await?;
    let own: Vec<&Recipient> = recipients.iter().filter(|r| r.paper == paper.id).collect();
    for recipient in &own {
        if !people.iter().any(|who| who.id == recipient.participant) {
            people.extend(participants::find(lookup, recipient.participant).await?);
        }
    }
    let words = store::words(lookup, paper).await?;
    let mut readers = Vec::with_capacity(people.len());
    let sees = reads_protected(house, permit).await?;
    let rights =
        disclosure::rights_of_all(house, lookup, &people, crate::access::Record::about(paper)).await?;
    for (who, rights) in people.into_iter().zip(rights) {
        let recipient = own.iter().find(|r| r.participant == who.id).copied();
        let checked = judge(&rights, (paper, words.as_ref()), recipient);
        let reason = recipient.filter(|r| r.decided.is_some()).and_then(|r| r.reason.as_ref());
        readers.push(Reader {
            id: who.id,
            name: permit.reveal(&who.name).clone(),
            role: who.role_label.clone(),
            stops: if sees { stopped(paper.conference, &who, checked.stops) } else { Vec::new() },
            standing: checked.standing,
            recipient: recipient.map(|r| r.version),
            withdrawn: recipient.is_some_and(|r| !r.is_live()),
            destroyed: recipient.and_then(|r| r.destroyed).map(czech::dates::short),
            decided: reason.map(|reason| permit.reveal(reason).clone()),
            handings: handings
                .iter()
                .filter(|h| h.paper == paper.id && h.participant == who.id)
                .map(handing_words)
                .collect(),
            handing_id: Id::<Handing>::fresh(house.clock.now()).to_string(),
        });
    }
    Ok(readers)
}

/// The page of a paper with a form that may carry sentences.
pub(super) async fn draw<A: Action<Paper> + Reads<Paper>>(
    house: &House,
    permit: &Permit<Paper, A>,
    form: FormState,
    frame: Frame,
) -> Result<OnePage, Denied> {
    let paper = permit.record();
    let readers = readers(house, permit).await?;
    let conference = permit.parent::<ReadPapers>(house).await?;
    let children = cases::children(permit.lookup(house), paper.case).await?;
    let named = |form: FormState| {
        let live = readers.iter().filter(|r| r.recipient.is_some() && !r.withdrawn);
        live.fold(form, |form, reader| form.with("pro", reader.id.to_string()))
    };
    let form = if form.has_errors() { form } else { named(form) };
    Ok(OnePage {
        frame,
        around: Around::of(house, &conference).await?,
        here: address(paper.conference, paper.id),
        title: permit.reveal(&paper.title).clone(),
        kind: paper.kind.label(),
        format: paper.format.label(),
        size: size(paper.size),
        groups: paper.groups.iter().map(|group| group.label()).collect(),
        children: children
            .iter()
            .filter(|child| paper.children.contains(&child.id))
            .map(|child| permit.reveal(&child.given).clone())
            .collect(),
        document: format!("/dokumenty/{}", paper.document),
        unreadable: paper.unreadable.is_some(),
        pictures: paper.pictures,
        withdrawn: paper.withdrawn.is_some(),
        readers,
        ways: forms::ways(),
        today: czech::dates::short(house.clock.today()),
        may_edit: permit.allows::<EditPaper>(),
        may_recall: permit.allows::<RecallPaper>(),
        may_decide: permit.allows::<DecidePaper>(),
        form,
    })
}

/// "1,2 MB".
fn size(bytes: i64) -> String {
    let kilobytes = bytes.max(1).saturating_add(999) / 1000;
    if kilobytes < 1000 {
        format!("{kilobytes}\u{a0}kB")
    } else {
        format!("{},{}\u{a0}MB", kilobytes / 1000, kilobytes % 1000 / 100)
    }
}

/// Sentences after acts.
const NOTICES: &[(&str, &str)] = &[
    ("pridano", "Podklad je uložený."),
    ("prijemci", "Příjemci jsou uložení."),
    ("obrazky", "Zapsáno, že jste obrázky prohlédli."),
    ("rozhodnuto", "Rozhodnutí je uložené."),
    ("predano", "Předání je zapsané."),
    ("odvolano", "Podklad je odvolaný. Kdo ho už má, je vypsaný dole."),
    ("zniceno", "Potvrzení o zničení je zapsané."),
    ("mezitim", "Mezitím to změnil někdo jiný. Podívejte se prosím, co platí teď."),
    ("nejde", "Tomuto člověku podklad teď předat nejde. Proč, stojí u jeho jména."),
];

#[axum::debug_handler(state = House)]
pub(super) async fn show(
    permit: Permit<Paper, ReadPaper>,
    State(house): State<House>,
    query: Query,
) -> Result<Html, Denied> {
    let frame = Frame::new(&house, permit.actor(), "/konference").noticing(&query, NOTICES);
    Ok(Html::page(&draw(&house, &permit, FormState::empty(), frame).await?)?)
}

/// Somebody of this conference, by the identifier in the path.
pub(super) async fn named<A: Action<Paper> + Reads<Paper>>(
    house: &House,
    permit: &Permit<Paper, A>,
    id: &str,
) -> Result<Participant, Denied> {
    let id: Id<Participant> = id.parse().map_err(|_| Denied::hidden())?;
    let found = participants::find(permit.lookup(house), id).await?;
    found.filter(|who| who.conference == permit.record().conference).ok_or_else(Denied::hidden)
}

/// The file for one reader, to be printed or sent: exactly what they get, or nothing.
#[axum::debug_handler(state = House)]
pub(super) async fn print(
    permit: Permit<Paper, EditPaper>,
    State(house): State<House>,
    Path((_, _, whom)): Path<(String, String, String)>,
) -> Result<Response, Denied> {
    let whom = named(&house, &permit, &whom).await?;
    let out = actions::let_out(&house, permit.lookup(&house), permit.record(), &whom).await?;
    match out {
        Some((_, file)) => Ok(FileAnswer(file).into_response()),
        None => super::after(
            Err(crate::papers::actions::NotDone::Kept),
            address(permit.record().conference, permit.id()),
            "nejde",
        ),
    }
}

/// Whether to withdraw, and who has it.
#[derive(Template)]
#[template(path = "papers/pages/recall.html")]
pub(in crate::papers) struct RecallPage {
    pub(in crate::papers) frame: Frame,
    pub(in crate::papers) around: Around,
    pub(in crate::papers) here: String,
    pub(in crate::papers) title: String,
    /// From whom; none: from everybody.
    pub(in crate::papers) whom: Option<(String, String)>,
    /// Who has it, with how it reached them.
    pub(in crate::papers) had: Vec<(String, String)>,
}

#[axum::debug_handler(state = House)]
pub(super) async fn recall(
    permit: Permit<Paper, RecallPaper>,
    State(house): State<House>,
    query: Query,
) -> Result<Html, Denied> {
    let one = query.0.id::<Participant>("komu");
    let readers = readers(&house, &permit).await?;
    let concerned: Vec<&Reader> = readers.iter().filter(|r| one.is_none_or(|id| id == r.id)).collect();
    let conference: Permit<Conference, ReadPapers> = permit.parent(&house).await?;
    let whom = match (one, concerned.as_slice()) {
        (Some(id), [reader]) => Some((id.to_string(), reader.name.clone())),
        (Some(_), _) => return Err(Denied::hidden()),
        (None, _) => None,
    };
    Ok(Html::page(&RecallPage {
        frame: Frame::new(&house, permit.actor(), "/konference"),
        around: Around::of(&house, &conference).await?,
        here: address(permit.record().conference, permit.id()),
        title: permit.reveal(&permit.record().title).clone(),
        had: concerned
            .iter()
            .filter(|r| r.has_it())
            .map(|r| (r.name.clone(), r.handings.join(", ")))
            .collect(),
        whom,
    })?)
}
