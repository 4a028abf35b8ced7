//! What the closing sheets and the page for one person alone are made of, before they are cut for anybody.

use super::gather::{Point, Table};
use super::model::DoerWords;
use super::{rules, store};
use crate::cases::Child;
use crate::conferences::Conference;
use crate::identity::{Office, Staff};
use crate::invitations::doors::Key;
use crate::kernel::{Day, Id, Moment};
use crate::meeting::{LineKind, Meeting, Seat, Side, Sitter, TaskNote, Topic, Words};
use crate::participants::Participant;
use facts::FactGroup;
use outbound::Subject;
use uuid::Uuid;

/// A task as it is printed.
#[derive(Clone, Debug)]
pub(super) struct TaskFacts {
    pub(super) number: Option<i64>,
    pub(super) words: Words,
    /// Whom it concerns; all of them must be for the reader.
    pub(super) subjects: Vec<Subject>,
    pub(super) doer: Option<DoerWords>,
    pub(super) due: Option<Day>,
    pub(super) indicator: Option<TaskNote>,
    pub(super) support: Option<TaskNote>,
    pub(super) plan_b: Option<TaskNote>,
}

/// What one person takes home.
#[derive(Clone, Debug)]
pub(super) struct SheetContent {
    pub(super) office: Office,
    pub(super) day: Day,
    /// Whose it is; none: a guest, of whom the house knows nothing that it could cut by.
    pub(super) reader: Option<Box<Participant>>,
    /// Whether the reader belongs to the family: large print, and what the authority owes them.
    pub(super) family: bool,
    pub(super) own: Vec<TaskFacts>,
    pub(super) owed: Vec<TaskFacts>,
    pub(super) next: Option<String>,
    pub(super) place: Option<String>,
    pub(super) contact: Option<Staff>,
    pub(super) comments_until: Option<Day>,
    /// The personal page and the code that opens its words.
    pub(super) key: Option<Key>,
}

/// Whom a line concerns.
fn subjects(point: &Point, children: &[Child]) -> Vec<Subject> {
    point.line.topic.subjects(point.line.child, children.iter().map(|child| child.id))
}

/// Somebody's own task is about them: it was taken on aloud. What it tells of a child is about the child.
fn own_subjects(point: &Point, children: &[Child]) -> Vec<Subject> {
    match (point.line.child, point.line.topic) {
        (None, Topic(FactGroup::PlanTasks)) => vec![Subject::Reader],
        _ => subjects(point, children),
    }
}

fn facts(point: &Point, table: &Table, subjects: Vec<Subject>) -> TaskFacts {
    let (role, guest) = match table.seat(point.line.owner).map(|seat| &seat.sitter) {
        Some(Sitter::Invited(who)) => (Some(who.role_label.as_str()), None),
        Some(Sitter::Guest { label, .. }) => (None, Some(label)),
        None => (None, None),
    };
    TaskFacts {
        number: point.line.number(),
        words: point.line.words.clone(),
        subjects,
        doer: store::doer(role, guest, point.line.owner_note.as_ref()),
        // A day before the meeting is a slip of the pen: it is asked for, and not told to a family.
        due: point.line.deadline.filter(|_| !point.lacks.contains(&rules::Lack::Day)),
        indicator: point.line.indicator.clone(),
        support: point.line.support.clone(),
        plan_b: point.line.plan_b.clone(),
    }
}

fn next_words(meeting: &Meeting) -> Option<String> {
    let day = czech::dates::long_with_weekday(meeting.next_day?);
    Some(match meeting.next_from {
        Some(from) => format!("{day} {}", from.at()),
        None => day,
    })
}

impl SheetContent {
    /// The sheet of somebody at the table. With a safety concern it tells no place, and nobody's tasks but the reader's:
    /// what the authority does for one parent is not for the other.
    pub(super) fn of(table: &Table, seat: &Seat, office: &Office, contact: Option<&Staff>) -> Self {
        let reader = match &seat.sitter {
            Sitter::Invited(who) => Some(who.clone()),
            Sitter::Guest { .. } => None,
        };
        let family = reader.as_ref().is_none_or(|who| who.reader.is_of_family());
        let tasks = || table.points.iter().filter(|point| point.line.kind == LineKind::Task);
        let own = tasks().filter(|point| point.line.owner == Some(seat.id));
        let owed = rules::owes(tasks().map(|point| (point.side, point))).authority;
        let owed = owed.into_iter().filter(|point| point.line.owner != Some(seat.id));
        Self {
            office: office.clone(),
            day: table.day(),
            own: own.map(|point| facts(point, table, own_subjects(point, &table.children))).collect(),
            owed: if family && reader.is_some() && !table.alone {
                owed.map(|point| facts(point, table, subjects(point, &table.children))).collect()
            } else {
                Vec::new()
            },
            family,
            reader,
            next: next_words(&table.meeting),
            place: table.meeting.next_place.clone().filter(|_| !table.alone),
            contact: contact.cloned(),
            comments_until: table.meeting.comments_until,
            key: None,
        }
    }

    /// Whether the sheet has something to say: who leads the meeting and took no task needs none.
    pub(super) fn is_needed(&self) -> bool {
        !self.own.is_empty() || rules::is_asked(self.reader.as_ref().map(|who| who.reader))
    }
}

/// A line as it is asked of one person who is alone with the page.
#[derive(Clone, Debug)]
pub(super) struct AskedFacts {
    pub(super) line: Uuid,
    pub(super) task: bool,
    pub(super) number: Option<i64>,
    pub(super) words: Words,
    pub(super) subjects: Vec<Subject>,
}

/// What one person is asked alone.
#[derive(Clone, Debug)]
pub(super) struct AloneContent {
    pub(super) office: String,
    /// A guest: the house can cut nothing for them, somebody reads the line to them.
    pub(super) guest: bool,
    /// What they have not answered yet, in order.
    pub(super) open: Vec<AskedFacts>,
    pub(super) degrees: bool,
    /// Where the form goes.
    pub(super) path: String,
    /// Identifier of the next answer.
    pub(super) fresh: String,
    /// What came back: the answer that was chosen, words, step, and what is wrong.
    pub(super) back: Option<Back>,
}

/// A form that came back.
#[derive(Clone, Debug)]
pub(super) struct Back {
    pub(super) line: Uuid,
    pub(super) chosen: String,
    pub(super) words: String,
    pub(super) step: String,
    pub(super) trouble: Trouble,
    /// Whether what was typed may be given back.
    pub(super) returned: bool,
}

/// Why an answer given alone comes back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Trouble {
    /// No answer was chosen.
    Unchosen,
    /// The words are too long.
    Long,
    /// The line was struck meanwhile.
    Struck,
}

impl Back {
    /// The same without anything that was typed.
    pub(super) fn without_words(self) -> Self {
        Self { words: String::new(), step: String::new(), returned: false, ..self }
    }

    /// What is said about it; `follows`: another line is asked.
    pub(super) const fn sentence(&self, follows: bool) -> &'static str {
        match (self.trouble, self.returned, follows) {
            (Trouble::Unchosen, ..) => {
                "Vyberte jednu z odpovědí. Když odpovědět nechcete, vraťte prosím tablet."
            }
            (Trouble::Long, true, _) => "Text je moc dlouhý, vejde se 8 000 znaků. Zkraťte ho, prosím.",
            (Trouble::Long, false, _) => {
                "Text je moc dlouhý, vejde se 8 000 znaků. Sem vám ho vrátit nemůžeme, o stránku zpět většinou ještě je."
            }
            (Trouble::Struck, true, true) => {
                "Předchozí bod mezitím někdo škrtl, odpověď k němu se neuložila. Co jste napsali, zůstalo tady: \
                 nechte to, když to patří i k tomuto bodu, nebo to smažte."
            }
            (Trouble::Struck, ..) => {
                "Předchozí bod mezitím někdo škrtl, odpověď k němu se neuložila. Když na tom záleží, řekněte to člověku, \
                 který setkání vede."
            }
        }
    }
}

impl AloneContent {
    /// What `seat` has not answered yet.
    pub(super) fn of(
        table: &Table,
        conference: &Conference,
        seat: &Seat,
        (office, now): (&Office, Moment),
        back: Option<Back>,
    ) -> Self {
        let answered = |point: &&Point| {
            let line = point.line.id;
            !rules::answered(&table.newest(line)).contains(&seat.id)
        };
        let own = |point: &Point| point.line.owner == Some(seat.id);
        let open = table.points.iter().filter(answered).map(|point| AskedFacts {
            line: point.line.id.uuid(),
            task: point.line.kind == LineKind::Task,
            number: point.line.number(),
            words: point.line.words.clone(),
            subjects: if own(point) {
                own_subjects(point, &table.children)
            } else {
                subjects(point, &table.children)
            },
        });
        Self {
            office: office.title.clone(),
            guest: matches!(seat.sitter, Sitter::Guest { .. }),
            open: open.collect(),
            degrees: table.meeting.degrees,
            path: format!("/konference/{}/jednani/postoj/{}", conference.id, seat.id),
            fresh: Id::<super::Given>::fresh(now).to_string(),
            back,
        }
    }
}

/// Whose side a task is on, in the words of the page.
pub(super) const fn side_title(side: Side) -> &'static str {
    match side {
        Side::Authority => "Co dluží úřad rodině",
        Side::Family => "Co si vzala rodina",
        Side::Other => "Co udělají ostatní",
    }
}
