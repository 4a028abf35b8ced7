//! Forms of papers.

use super::Format;
use super::model::{
    DecisionReason, Handing, NewPaper, PaperKind, PaperTitle, PaperWords, Pictures, UploadName, Way,
};
use crate::cases::Child;
use crate::kernel::{Choice, Day, FormState, Id, Moment};
use crate::participants::Participant;
use facts::FactGroup;

/// Longest title.
const TITLE: usize = 120;
/// Longest reason.
const REASON: usize = 2000;

/// Format, pictures, and the words or why nobody could read them.
pub(super) type Read = (Format, Pictures, Result<PaperWords, &'static str>);

/// What a file is and what stands in it, or a sentence why it is not taken.
pub(super) fn read(bytes: &[u8], name: &str) -> Result<Read, &'static str> {
    use reading::{FileKind, Unreadable};
    match reading::text(bytes, name) {
        Ok(text) => {
            let format = match text.kind {
                FileKind::Pdf => Format::Pdf,
                FileKind::Docx => Format::Docx,
                FileKind::Plain => Format::Text,
            };
            let pictures = if text.has_images { Pictures::Unchecked } else { Pictures::Absent };
            Ok((format, pictures, Ok(PaperWords::new(text.words))))
        }
        // A scan may be all there is; it goes out only when the head answers for it. Anything else can be put right.
        Err(Unreadable::NoText) if bytes.starts_with(b"%PDF") => {
            Ok((Format::Pdf, Pictures::Unchecked, Err("no_text")))
        }
        Err(Unreadable::NoText) if bytes.starts_with(b"PK") => {
            Ok((Format::Docx, Pictures::Unchecked, Err("no_text")))
        }
        Err(unreadable) => Err(unreadable.sentence()),
    }
}

/// What a file is for browsers, if it is one of those that a paper may be: PDF, a Word document, plain text. For files
/// that come from outside and stay in the house; reading one may take a while: call it from a blocking task.
#[must_use]
pub fn kind_of(bytes: &[u8], name: &str) -> Option<&'static str> {
    read(bytes, name).ok().map(|(format, ..)| format.kind().mime())
}

/// What is offered in the form of a new paper.
pub(super) struct Offered<'a> {
    /// Children of the case.
    pub(super) children: &'a [Id<Child>],
    /// People at the table.
    pub(super) readers: &'a [Id<Participant>],
}

/// A new paper. Reading a file may take a while: call it from a blocking task.
pub(super) fn new_paper(
    mut form: FormState,
    (name, bytes): (String, Vec<u8>),
    (children, readers): (Vec<Id<Child>>, Vec<Id<Participant>>),
    now: Moment,
) -> Result<NewPaper, FormState> {
    let offered = Offered { children: &children, readers: &readers };
    let title = form.required("nazev", TITLE, "Napište, jak se podklad jmenuje. Lidé ten název uvidí.");
    let kind = form.required_choice::<PaperKind>("druh", "Vyberte, co to je.");
    let groups: Vec<FactGroup> =
        FactGroup::ALL.into_iter().filter(|group| form.is("skupiny", group.code())).collect();
    if groups.is_empty() {
        form.fail("skupiny", "Zaškrtněte, o čem se v podkladu píše. Podle toho se pozná, komu patří.");
    }
    let about: Vec<Id<Child>> =
        form.ids("deti").into_iter().filter(|child| offered.children.contains(child)).collect();
    if about.is_empty() {
        form.fail("deti", "Zaškrtněte, kterých dětí se podklad týká.");
    }
    let to: Vec<Id<Participant>> =
        form.ids("pro").into_iter().filter(|reader| offered.readers.contains(reader)).collect();
    let read = if bytes.is_empty() {
        form.fail("soubor", "Vyberte soubor z počítače.");
        None
    } else {
        match read(&bytes, &name) {
            Ok(read) => Some(read),
            Err(sentence) => {
                form.fail("soubor", sentence);
                None
            }
        }
    };
    if form.has_errors() && !bytes.is_empty() {
        form.fail(
            "soubor",
            "Soubor prosím vyberte znovu: prohlížeč si ho nepamatuje. Ostatní zůstalo vyplněné.",
        );
    }
    let id = form.id("nove_id").unwrap_or_else(|| Id::fresh(now));
    form.finish(|| {
        let (format, pictures, words) = read?;
        Some(NewPaper {
            id,
            kind: kind?,
            format,
            pictures,
            title: PaperTitle::new(title?),
            file_name: UploadName::new(czech::lines::clean_line(&name)),
            words,
            groups,
            children: about,
            readers: to,
            bytes,
        })
    })
}

/// A paper was handed over: identifier of the form, how, when.
pub(super) fn handing(
    mut form: FormState,
    (today, now): (Day, Moment),
) -> Result<(Id<Handing>, Way, Day), FormState> {
    let way = form.required_choice::<Way>("jak", "Vyberte, jak jste podklad předali.");
    if way == Some(Way::Page) {
        form.fail("jak", "Na své stránce si podklad bere příjemce sám, sem se to nepíše.");
    }
    let on = form.required_day("den", "Napište, kdy jste podklad předali.");
    if on.is_some_and(|day| day > today) {
        form.fail("den", "Ten den teprve bude. Předání zapište, až k němu dojde.");
    }
    let id = form.id("nove_id").unwrap_or_else(|| Id::fresh(now));
    form.finish(|| Some((id, way?, on?)))
}

/// The head's decision: version of what was shown, reason.
pub(super) fn decision(mut form: FormState) -> Result<(i64, DecisionReason), FormState> {
    let reason = form.required_text("duvod", REASON, "Napište, proč to smí dostat. Důvod zůstane v případu.");
    let version = form.version();
    form.finish(|| Some((version?, DecisionReason::new(reason?))))
}

/// The day somebody destroyed what was withdrawn.
pub(super) fn destroyed(mut form: FormState, today: Day) -> Result<Day, FormState> {
    let on = form.required_day("den", "Napište, kdy to potvrdili.");
    if on.is_some_and(|day| day > today) {
        form.fail("den", "Ten den teprve bude.");
    }
    form.finish(|| on)
}

/// Ways that staff can choose.
pub(super) fn ways() -> Vec<(String, String)> {
    Way::ALL
        .iter()
        .filter(|way| **way != Way::Page)
        .map(|way| (way.code().into(), way.label().into()))
        .collect()
}
