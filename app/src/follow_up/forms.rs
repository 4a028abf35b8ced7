//! Forms about tasks.

use super::model::{CallNote, NewCall, NewFile, NewReport, ReportWords, Said};
use crate::kernel::{Choice, FormState, Id, Moment, derived};
use crate::papers;

/// Longest words.
pub(super) const LONGEST: usize = 4000;

/// Why a file was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Refused {
    /// It cannot be read, or is of another kind.
    Kind,
    /// It is a picture of which not everything came.
    Broken,
    /// Whoever sends it did not give the code (any more).
    Unproved,
}

/// Why nothing was said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unsaid {
    /// No button was pressed.
    Nothing,
    /// The words are too long.
    Long,
}

/// A file from an owner as it is kept: what a paper may be, or a photograph of one, told by how it begins and whatever
/// its name says. Of a photograph only what it shows: a telephone writes into it where it was taken, and somebody may be
/// hiding there. Nobody reads words in a picture: it is for staff, and no participant is ever given it.
fn kept(bytes: Vec<u8>, name: &str) -> Result<NewFile, Refused> {
    if pictures::PictureKind::of(&bytes).is_some() {
        let bare = pictures::bare(bytes).map_err(|_| Refused::Broken)?;
        return Ok(NewFile { mime: bare.kind.mime(), bytes: bare.bytes });
    }
    papers::kind_of(&bytes, name).map(|mime| NewFile { mime, bytes }).ok_or(Refused::Kind)
}

/// What an owner says: how it stands, in words, with a file. A file that is not taken does not take the rest with it.
/// Reading a file may take a while: call it from a blocking task.
pub(super) fn report(
    form: &FormState,
    (name, bytes): (&str, Vec<u8>),
    proved: bool,
    now: Moment,
) -> Result<(NewReport, Option<Refused>), Unsaid> {
    let said = Said::told(form.value("jak")).ok_or(Unsaid::Nothing)?;
    let words = form.value("slova").trim();
    if words.chars().count() > LONGEST {
        return Err(Unsaid::Long);
    }
    let (file, refused) = match (bytes.is_empty(), proved) {
        (true, _) => (None, None),
        (false, false) => (None, Some(Refused::Unproved)),
        (false, true) => match kept(bytes, name) {
            Ok(file) => (Some(file), None),
            Err(why) => (None, Some(why)),
        },
    };
    // The same form with another answer is another answer: nobody is thanked for what was thrown away.
    let id = form.id::<NewReport>("nove_id").unwrap_or_else(|| Id::fresh(now));
    let report = NewReport {
        id: Id::from_uuid(derived(id.uuid(), &format!("{} {words}", said.code()))),
        said,
        words: (!words.is_empty()).then(|| ReportWords::new(words.to_owned())),
        file,
        proved,
    };
    Ok((report, refused))
}

/// A call.
pub(super) fn call(mut form: FormState, now: Moment) -> Result<NewCall, FormState> {
    let how = form.value("dovolali").to_owned();
    let reached = match how.as_str() {
        "ano" => Some(true),
        "ne" => Some(false),
        _ => {
            form.fail("dovolali", "Vyberte, jestli jste se dovolali.");
            None
        }
    };
    let said =
        form.optional_choice::<Said>("jak").filter(|said| reached == Some(true) && Said::TOLD.contains(said));
    let note = form.optional_text("poznamka", LONGEST);
    let remind = form.ticked("pripomenout");
    let id = form.id("nove_id").unwrap_or_else(|| Id::fresh(now));
    form.finish(|| Some(NewCall { id, reached: reached?, note: note.map(CallNote::new), said, remind }))
}

/// The day of something in words of staff.
pub(super) fn saids() -> Vec<(String, String, String)> {
    Said::TOLD.iter().map(|said| (said.code().into(), said.label().into(), String::new())).collect()
}
