//! What leaves the house: the sheet that a person takes home, and the page on which somebody answers alone.

use super::model::Stance;
use super::sheet::{AloneContent, AskedFacts, SheetContent, TaskFacts};
use crate::conferences;
use crate::documents::Letterhead;
use crate::identity::Staff;
use crate::kernel::Choice;
use crate::meeting::{TaskNote, Words};
use czech::typography::nbsp;
use facts::{Fact, Shown};
use outbound::{Code, Cut, Cutter, Link, Logistics, Occasion, Returned, Subject};

outbound::view! {
    /// A task on a sheet.
    pub struct SheetTask {
        /// Its number in the record.
        pub number: Option<u32>,
        /// What is to be done; none where the words are not for this paper.
        pub what: Option<Shown<String>>,
        /// Who does it; on one's own tasks nothing.
        pub who: Option<Shown<String>>,
        /// By when, with the day of the week.
        pub due: Option<Logistics>,
        /// A word about a day when offices are closed.
        pub remark: Option<Logistics>,
        /// How its end is known.
        pub indicator: Option<Shown<String>>,
        /// Who supports.
        pub support: Option<Shown<String>>,
        /// What happens if it does not work.
        pub plan_b: Option<Shown<String>>,
    }

    /// Who answers questions: a member of staff.
    pub struct SheetContact {
        /// Name.
        pub name: Logistics,
        /// As what.
        pub role: Option<Logistics>,
        /// Phone.
        pub phone: Option<Logistics>,
        /// E-mail.
        pub email: Logistics,
    }

    /// The sheet that a person takes home.
    #[paper("plan/sheet.typ", title = "List ze setkání")]
    pub struct ClosingSheet {
        /// The office.
        pub office: Letterhead,
        /// The day of the meeting.
        pub date: Logistics,
        /// Whose it is.
        pub name: Option<Shown<String>>,
        /// Large print.
        pub large: bool,
        /// Somebody of whom nothing is known: they write down themselves what they took on.
        pub by_hand: bool,
        /// What the reader took on.
        pub tasks: Vec<SheetTask>,
        /// What the authority owes the family.
        pub owed: Vec<SheetTask>,
        /// The next meeting.
        pub next: Option<Logistics>,
        /// Its place.
        pub place: Option<Logistics>,
        /// Who answers.
        pub contact: Option<SheetContact>,
        /// Until when comments on the record are welcome.
        pub comments: Option<Logistics>,
        /// The personal page.
        pub link: Option<Link>,
        /// The code that opens the words behind it.
        pub code: Option<Code>,
    }

    /// One answer that can be chosen.
    pub struct AnswerRow {
        /// What is sent.
        pub code: Logistics,
        /// In words.
        pub label: Logistics,
        /// Whether it was chosen before the form came back.
        pub chosen: bool,
    }

    /// The line that is asked.
    pub struct AloneLine {
        /// Its identifier.
        pub line: Logistics,
        /// A task, not an agreement.
        pub task: bool,
        /// Its number.
        pub number: u32,
        /// Its words; none: somebody reads it to the person.
        pub words: Option<Shown<String>>,
        /// What can be answered.
        pub answers: Vec<AnswerRow>,
        /// Whether that is degrees.
        pub degrees: bool,
        /// Why they disagree, as typed.
        pub typed: Option<Returned>,
        /// What would move them, as typed.
        pub step: Option<Returned>,
        /// What is wrong with the form.
        pub problem: Option<&'static str>,
    }

    /// One person answers alone. Nothing of anybody else's answers is in it.
    #[page("plan/pages/alone.html")]
    pub struct AlonePage {
        /// The office.
        pub office: Logistics,
        /// Where the form goes.
        pub path: Logistics,
        /// Identifier of this answer.
        pub fresh: Logistics,
        /// The next line; none: everything is answered.
        pub asked: Option<AloneLine>,
        /// How many are left, this one among them.
        pub left: u32,
        /// What was wrong with the last one, when none follows.
        pub struck: Option<&'static str>,
        /// What they had typed to it.
        pub kept: Option<Returned>,
    }
}

/// What concerns nobody that is known concerns the conference as such.
const fn or_meeting(subjects: &[Subject]) -> &[Subject] {
    if subjects.is_empty() { &[Subject::Conference] } else { subjects }
}

/// Shows a fact only if everyone it concerns allows it.
fn about_all<F: Fact<Inner = String>>(
    cutter: &Cutter<'_>,
    subjects: &[Subject],
    fact: &F,
) -> Option<Shown<String>> {
    conferences::about_all(cutter, or_meeting(subjects), fact, |text| nbsp(text))
}

/// A line's words, by the topic they stand under, about these.
fn told(cutter: &Cutter<'_>, subjects: &[Subject], words: &Words) -> Option<Shown<String>> {
    words.shown(cutter, or_meeting(subjects), |text| nbsp(text))
}

fn number(number: Option<i64>) -> Option<u32> {
    number.and_then(|number| u32::try_from(number).ok())
}

/// A task; its notes only where its words are for this reader, because they are about the same thing.
fn task(cutter: &Cutter<'_>, task: &TaskFacts, own: bool) -> SheetTask {
    let what = told(cutter, &task.subjects, &task.words);
    let note = |note: Option<&TaskNote>| {
        note.filter(|_| what.is_some()).and_then(|note| about_all(cutter, &task.subjects, note))
    };
    let hint = task.due.and_then(super::rules::day_hint);
    SheetTask {
        number: number(task.number),
        who: task
            .doer
            .as_ref()
            .filter(|_| !own && what.is_some())
            .and_then(|doer| about_all(cutter, &task.subjects, doer)),
        due: task.due.map(|day| {
            Logistics::of(nbsp(&format!(
                "{} {}",
                czech::dates::weekday(day.weekday()),
                czech::dates::short(day)
            )))
        }),
        remark: hint.map(|hint| {
            let before = czech::dates::brief(hint.before);
            Logistics::of(nbsp(&format!(
                "{}, úřady nepracují; poslední pracovní den předtím je {before}",
                hint.words()
            )))
        }),
        indicator: note(task.indicator.as_ref()),
        support: note(task.support.as_ref()),
        plan_b: note(task.plan_b.as_ref()),
        what,
    }
}

fn contact(staff: &Staff) -> SheetContact {
    SheetContact {
        name: Logistics::of(nbsp(&staff.name().full())),
        role: staff.position.as_ref().map(|role| Logistics::of(nbsp(role))),
        phone: staff.phone.as_ref().map(|phone| Logistics::of(nbsp(phone))),
        email: Logistics::of(staff.login.clone()),
    }
}

impl Cut<SheetContent> for ClosingSheet {
    const OCCASION: Occasion = Occasion::Record;

    fn cut(sheet: &SheetContent, cutter: &Cutter<'_>) -> Self {
        let owed = sheet.owed.iter().map(|one| task(cutter, one, false));
        Self {
            office: Letterhead::of(&sheet.office),
            date: Logistics::of(nbsp(&czech::dates::long_with_weekday(sheet.day))),
            name: sheet
                .reader
                .as_ref()
                .and_then(|who| cutter.about(Subject::Reader).show_as(&who.name, |text| nbsp(text))),
            large: sheet.family,
            by_hand: sheet.reader.is_none(),
            tasks: match sheet.reader {
                Some(_) => sheet.own.iter().map(|one| task(cutter, one, true)).collect(),
                None => Vec::new(),
            },
            // What is not for this reader is not even a number here.
            owed: owed.filter(|one| one.what.is_some()).collect(),
            next: sheet.next.as_ref().map(|next| Logistics::of(nbsp(next))),
            place: sheet.place.as_ref().map(|place| Logistics::of(nbsp(place))),
            contact: sheet.contact.as_ref().map(contact),
            comments: sheet.comments_until.map(|day| Logistics::of(nbsp(&czech::dates::long(day)))),
            link: sheet.key.as_ref().map(|key| key.link.clone()),
            code: sheet.key.as_ref().map(|key| key.code.clone()),
        }
    }
}

fn answers(content: &AloneContent, chosen: &str) -> Vec<AnswerRow> {
    let row = |code: String, label: String| AnswerRow {
        chosen: code == chosen,
        code: Logistics::of(code),
        label: Logistics::of(label),
    };
    if content.degrees {
        // Each answers for themselves here, so the words are in the first person.
        let words = |degree| match degree {
            1 => "nesouhlasím",
            2 => "spíš nesouhlasím",
            3 => "dokážu s tím žít",
            4 => "spíš souhlasím",
            _ => "plně souhlasím",
        };
        return (1..=5).rev().map(|d: i64| row(d.to_string(), format!("{d} – {}", words(d)))).collect();
    }
    Stance::ALL
        .iter()
        .map(|stance| {
            let label = match stance {
                Stance::Agrees => "Souhlasím",
                Stance::Accepts => "Dokážu s tím žít",
                Stance::Disagrees => "Nesouhlasím",
            };
            row(stance.code().to_owned(), label.to_owned())
        })
        .collect()
}

impl Cut<AloneContent> for AlonePage {
    const OCCASION: Occasion = Occasion::InRoom;

    fn cut(content: &AloneContent, cutter: &Cutter<'_>) -> Self {
        // A line that is not for this reader is not asked of them; to a guest somebody reads it.
        let offered: Vec<(&AskedFacts, Option<Shown<String>>)> = content
            .open
            .iter()
            .map(|asked| (asked, told(cutter, &asked.subjects, &asked.words)))
            .filter(|(_, words)| words.is_some() || content.guest)
            .collect();
        let left = u32::try_from(offered.len()).unwrap_or(u32::MAX);
        let back = content.back.as_ref();
        let asked = offered.into_iter().next().map(|(asked, words)| {
            let back = back.filter(|back| back.line == asked.line);
            AloneLine {
                line: Logistics::of(asked.line.to_string()),
                task: asked.task,
                number: number(asked.number).unwrap_or_default(),
                words,
                degrees: content.degrees,
                answers: answers(content, back.map_or("", |back| back.chosen.as_str())),
                typed: back.map(|back| Returned::input(back.words.as_str())),
                step: back.map(|back| Returned::input(back.step.as_str())),
                problem: back.map(|back| back.sentence(true)),
            }
        });
        let last = back.filter(|_| asked.is_none());
        Self {
            office: Logistics::of(nbsp(&content.office)),
            path: Logistics::of(content.path.as_str()),
            fresh: Logistics::of(content.fresh.as_str()),
            struck: last.map(|back| back.sentence(false)),
            kept: last.filter(|back| !back.words.is_empty()).map(|back| Returned::input(back.words.as_str())),
            asked,
            left,
        }
    }
}
