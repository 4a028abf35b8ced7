//! Whether a paper may go out to a reader, decided anew each time by the table, the head's decision and the guard.

use super::letters::{PaperContent, PaperFile, hexadecimal, opened_now};
use super::model::{PaperWords, Recipient};
use super::rules::{self, Standing};
use super::{Format, Paper, PaperKind, PaperTitle, store};
use crate::access::{House, Lookup, Record};
use crate::disclosure::{self, ReaderRights};
use crate::kernel::{Failure, Id};
use crate::participants::{self, Participant};
use crate::shell::{GateContext, KeptIn};
use facts::FactGroup;
use outbound::{Disclosed, StoppedWords};
use std::sync::Arc;
use uuid::Uuid;

/// A paper cut for one reader, and what keeps it from them.
pub(super) struct Checked {
    /// What would go out.
    pub(super) disclosed: Arc<Disclosed<PaperFile>>,
    /// What keeps it in.
    pub(super) standing: Standing,
    /// Words in it that must not reach the reader, justified ones too. For those who may read protected facts.
    pub(super) stops: Vec<StoppedWords>,
}

/// Checks a paper for one reader.
pub(super) async fn check(
    house: &House,
    lookup: Lookup<'_>,
    (paper, words): (&Paper, Option<&PaperWords>),
    participant: &Participant,
    recipient: Option<&Recipient>,
) -> Result<Checked, Failure> {
    let rights = disclosure::rights(house, lookup, participant, paper.about()).await?;
    Ok(judge(&rights, (paper, words), recipient))
}

/// Checks a paper by rights that were loaded a moment ago: when a page shows everybody at the table.
pub(super) fn judge(
    rights: &ReaderRights,
    (paper, words): (&Paper, Option<&PaperWords>),
    recipient: Option<&Recipient>,
) -> Checked {
    let named: &[FactGroup] = recipient.map_or(&[], |recipient| recipient.opened.as_slice());
    let excused = recipient.is_some_and(|recipient| recipient.unread_excused);
    let children: Vec<Uuid> = paper.children.iter().map(|child| child.uuid()).collect();
    let verdicts = |group: FactGroup, child: Uuid| rights.of_child_in_each_role(group, child);
    let shut = rules::shut(&paper.groups, &children, named, verdicts);
    let answered_for = rules::answered_for(words.is_some(), paper.pictures, excused);
    let content = PaperContent {
        number: u32::try_from(paper.number).unwrap_or(u32::MAX),
        format: paper.format,
        sha256: hexadecimal(&paper.sha256),
        title: paper.title.clone(),
        file_name: paper.file_name.clone(),
        words: words.cloned(),
        answered_for,
        groups: paper.groups.clone(),
        opened: opened_now(&paper.groups, &children, named, verdicts),
        children,
    };
    let disclosed = disclosure::disclose_by::<PaperFile, _>(rights, &content);
    let standing = Standing { shut, unread: !answered_for, stopped: disclosed.is_stopped() };
    let stops = disclosure::stopped(&disclosed);
    Checked { disclosed: Arc::new(disclosed), standing, stops }
}

/// Whether a filed handout may be seen by a participant who reads the file of the case: the whole of it must be for
/// them. Without a reader it is the office's own file.
pub(super) async fn gate(context: GateContext<'_>) -> Result<Option<KeptIn>, Failure> {
    let kept = |sentence| Ok(Some(KeptIn { sentence, ways: Vec::new() }));
    let Some(reader) = context.reader.map(Id::<Participant>::from_uuid) else { return Ok(None) };
    let gone = "Podklad není mezi těmi, které se na konferenci předávaly.";
    let Some(participant) = participants::find(context.lookup, reader).await? else { return kept(gone) };
    let papers = store::of_conference(context.lookup, participant.conference).await?;
    let found = papers.into_iter().find(|paper| paper.document.uuid() == context.document);
    let Some(paper) = found.filter(|paper| paper.withdrawn.is_none()) else { return kept(gone) };
    let recipients = store::recipients(context.lookup, participant.conference).await?;
    let own = recipients.iter().find(|r| r.paper == paper.id && r.participant == reader && r.is_live());
    let words = store::words(context.lookup, &paper).await?;
    let checked = check(context.house, context.lookup, (&paper, words.as_ref()), &participant, own).await?;
    if checked.standing.is_open() {
        return Ok(None);
    }
    kept("Něco v podkladu tomuto člověku nepatří a podklad nejde ukázat po částech.")
}

/// A paper that waits for its reader on their page.
#[derive(Clone, Debug)]
pub struct PaperForReader {
    /// The paper.
    pub id: Id<Paper>,
    /// Its number: all that its name tells.
    pub number: i64,
    /// What it is.
    pub kind: PaperKind,
    /// How it is written.
    pub format: Format,
    /// What it is called; about the reader, as the words of their own mail.
    pub title: PaperTitle,
    /// Size in bytes.
    pub size: i64,
    /// Whether they took it before.
    pub taken: bool,
}

/// The papers that a participant may have now. What was withdrawn, is not for them any more, or tells a protected fact,
/// is not among them.
///
/// # Errors
/// Database errors; sealed values that cannot be opened.
pub async fn for_participant(
    house: &House,
    lookup: Lookup<'_>,
    participant: &Participant,
) -> Result<Vec<PaperForReader>, Failure> {
    let recipients = store::recipients(lookup, participant.conference).await?;
    let own = |recipient: &&Recipient| recipient.participant == participant.id && recipient.is_live();
    if recipients.iter().filter(own).count() == 0 || participant.removed {
        return Ok(Vec::new());
    }
    let handings = store::handings(lookup, participant.conference).await?;
    let about = crate::access::Record::about(participant);
    let rights = disclosure::rights(house, lookup, participant, about).await?;
    let mut offered = Vec::new();
    for paper in store::of_conference(lookup, participant.conference).await? {
        let recipient = recipients.iter().filter(own).find(|recipient| recipient.paper == paper.id);
        let Some(recipient) = recipient.filter(|_| paper.withdrawn.is_none()) else { continue };
        let words = store::words(lookup, &paper).await?;
        let checked = judge(&rights, (&paper, words.as_ref()), Some(recipient));
        if checked.standing.is_open() {
            offered.push(PaperForReader {
                id: paper.id,
                number: paper.number,
                kind: paper.kind,
                format: paper.format,
                size: paper.size,
                taken: handings.iter().any(|h| h.paper == paper.id && h.participant == participant.id),
                title: paper.title,
            });
        }
    }
    Ok(offered)
}
