//! A paper as its reader gets it: the file, whole or not at all.

use super::model::{PaperTitle, PaperWords, UploadName};
use super::{Format, rules};
use crate::kernel::Choice;
use facts::{FactGroup, Shown};
use outbound::{About, AttachmentView, Cut, Cutter, FileOf, Logistics, Occasion, Subject};
use uuid::Uuid;

/// One fact for each group: that a paper holds something of it. Asking the cutter to show it is asking the table, and
/// what it refuses stands among the refusals of what was sent.
macro_rules! holds {
    ($($name:ident = $group:ident),+ $(,)?) => {
        $(facts::bare_fact!(/// A paper holds something of this group.
            $name: bool = $group);)+
        fn is_shown(about: About<'_, '_>, group: FactGroup) -> bool {
            match group { $(FactGroup::$group => about.show(&$name::new(true)).is_some(),)+ }
        }
    };
}
holds! {
    HoldsIdentity = Identity,
    HoldsFamily = FamilyHousehold,
    HoldsSchool = School,
    HoldsHealthChild = HealthChild,
    HoldsHealthOthers = HealthOthers,
    HoldsHousing = HousingMoney,
    HoldsViolence = ViolenceSafety,
    HoldsCriminal = Criminal,
    HoldsCare = CareHistory,
    HoldsChildWords = ChildWords,
    HoldsPlan = PlanTasks,
    HoldsContacts = ContactsAddresses,
    HoldsNotifier = Notifier,
}

/// A paper before it is cut for a reader.
pub(super) struct PaperContent {
    pub(super) number: u32,
    pub(super) format: Format,
    pub(super) sha256: String,
    pub(super) title: PaperTitle,
    pub(super) file_name: UploadName,
    pub(super) words: Option<PaperWords>,
    /// Whether nothing in it stayed unread, or the head answers for what did.
    pub(super) answered_for: bool,
    pub(super) groups: Vec<FactGroup>,
    pub(super) children: Vec<Uuid>,
    /// Groups that the head opened for this reader and that the table leaves to the head.
    pub(super) opened: Vec<FactGroup>,
}

outbound::view! {
    /// A file in its view: what stands in it, what it is called, what it was called. The last is read by the guard and
    /// does not leave.
    pub struct PaperFile {
        pub number: u32,
        pub format: &'static str,
        pub sha256: Logistics,
        pub title: Option<Shown<String>>,
        pub uploaded_as: Option<Shown<String>>,
        pub words: Option<Shown<String>>,
        pub whole: bool,
        pub answered_for: bool,
    }
}

impl Cut<PaperContent> for PaperFile {
    const OCCASION: Occasion = Occasion::Preparation;

    fn cut(content: &PaperContent, cutter: &Cutter<'_>) -> Self {
        let mut whole = !content.children.is_empty() && !content.groups.is_empty();
        for group in content.groups.iter().copied().filter(|group| !content.opened.contains(group)) {
            for child in &content.children {
                // Every one is asked, so that the refusals are complete.
                whole &= is_shown(cutter.about(Subject::Child(*child)), group);
            }
        }
        let reader = cutter.about(Subject::Reader);
        Self {
            number: content.number,
            format: content.format.code(),
            sha256: Logistics::of(&content.sha256),
            title: reader.show(&content.title),
            uploaded_as: reader.show(&content.file_name),
            words: reader.show_known(content.words.as_ref()),
            whole,
            answered_for: content.answered_for,
        }
    }
}

impl AttachmentView for PaperFile {
    fn file(&self) -> FileOf<'_> {
        FileOf {
            stem: "podklad",
            number: self.number,
            kind: Format::from_code(self.format).unwrap_or(Format::Text).kind(),
            sha256: self.sha256.as_str(),
            whole: self.whole,
            read: self.answered_for,
        }
    }
}

/// Lower-case hexadecimal.
pub(super) fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Groups that count as opened: named by the head, and left to the head by the table.
pub(super) fn opened_now(
    content_groups: &[FactGroup],
    children: &[Uuid],
    named: &[FactGroup],
    verdicts: impl Fn(FactGroup, Uuid) -> Vec<outbound::Verdict>,
) -> Vec<FactGroup> {
    let shut = rules::shut(content_groups, children, named, verdicts);
    named.iter().copied().filter(|group| shut.iter().all(|(s, _)| s != group)).collect()
}
