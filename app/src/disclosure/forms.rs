//! Forms of decisions and consents.

use super::actions::Decision;
use super::model::{
    AboutWhom, ConsentForm, ConsentInput, ConsentKind, ConsentPurpose, DecisionReason, Exception, ForWhom,
    Justification, StoredVerdict, TableOccasion,
};
use crate::cases::{Child, Person, ReaderKind};
use crate::conferences::Conference;
use crate::identity::Staff;
use crate::kernel::{Choice, Day, FormState, Id, Moment};
use crate::participants::Participant;
use facts::FactGroup;
use outbound::Verdict;

/// One decision about one reader and group.
pub(super) fn decision(
    mut form: FormState,
    reader: ReaderKind,
    group: FactGroup,
    today: Day,
) -> Result<Decision, FormState> {
    let occasion = form.required_choice::<TableOccasion>("prilezitost", "Vyberte, kdy to platí.");
    let verdict = form.required_choice::<StoredVerdict>("verdikt", "Vyberte, co smí vědět.");
    let reason = form.required_text("duvod", 500, "Napište důvod. Uvidí ho vaši kolegové.");
    let ground = form.optional("opora", 200).unwrap_or_default();
    let purpose = form.optional("ucel", 200).unwrap_or_default();
    let from = form.optional_day("od").unwrap_or(today);
    let until = form.optional_day("do");
    if from < today {
        form.fail("od", "Rozhodnutí platí nejdřív od dneška, zpětně nic nezmění.");
    }
    if until.is_some_and(|until| until < from) {
        form.fail("do", "Konec platnosti je dřív než začátek.");
    }
    if form.id::<super::Rule>("nove_id").is_none() {
        form.fail("", "Formulář už neplatí. Otevřete stránku znovu.");
    }
    let (id, seen) = (form.id("nove_id"), form.id("videno"));
    let verified = form.ticked("overeno");
    form.finish(|| {
        Some(Decision {
            id: id?,
            seen,
            reader,
            group,
            occasion: occasion?,
            verdict: verdict?.0,
            ground,
            reason: reason?,
            purpose,
            from,
            until,
            verified,
        })
    })
}

/// Who decides about which conference, and when.
#[derive(Clone, Copy, Debug)]
pub(super) struct Clerk {
    pub(super) conference: Id<Conference>,
    pub(super) by: Id<Staff>,
    pub(super) now: Moment,
}

const BROKEN_FORM: &str = "Formulář už neplatí. Otevřete stránku znovu.";

/// An exception from the table, for one of the conference's people or all readers of a kind.
pub(super) fn exception(mut form: FormState, known: &Known, clerk: Clerk) -> Result<Exception, FormState> {
    let whom = whom(form.value("komu"), &known.participants);
    if whom.is_none() {
        form.fail("komu", "Vyberte, pro koho výjimka platí.");
    }
    let about = about(form.value("o_kom"), known);
    if about.is_none() {
        form.fail("o_kom", "Vyberte, koho se údaje týkají.");
    }
    let group = FactGroup::from_code(form.value("skupina")).filter(|group| *group != FactGroup::Notifier);
    if group.is_none() {
        form.fail("skupina", "Vyberte, o čem rozhodujete.");
    }
    let occasion = form.required_choice::<TableOccasion>("prilezitost", "Vyberte, kdy to platí.");
    let verdict = form.required_choice::<StoredVerdict>("verdikt", "Vyberte, co smí vědět.");
    let opens = verdict.is_some_and(|to| matches!(to.0, Verdict::Show | Verdict::Oral));
    if opens && about == Some(AboutWhom::Everything) && group == Some(FactGroup::HealthOthers) {
        form.fail("o_kom", "Vyberte jednoho dospělého. Co se týká dospělých, se rozšiřuje jen jmenovitě.");
    }
    let reason = form.required_text("duvod", 1000, "Napište důvod výjimky.");
    let until = form.optional_day("do");
    if until.is_some_and(|until| until < clerk.now.day()) {
        form.fail("do", "Tento den už minul.");
    }
    let id = form.id("nove_id");
    if id.is_none() {
        form.fail("", BROKEN_FORM);
    }
    form.finish(|| {
        Some(Exception {
            id: id?,
            conference: clerk.conference,
            whom: whom?,
            about: about?,
            group: group?,
            occasion: occasion?,
            verdict: verdict?,
            reason: DecisionReason::new(reason?),
            until,
            decided_by: clerk.by,
            decided: clerk.now,
            ended: None,
        })
    })
}

/// Whom an exception can name: for whom it holds and about whom it decides.
#[derive(Clone, Debug, Default)]
pub(super) struct Known {
    pub(super) participants: Vec<Id<Participant>>,
    pub(super) children: Vec<Id<Child>>,
    pub(super) people: Vec<Id<Person>>,
}

fn about(typed: &str, known: &Known) -> Option<AboutWhom> {
    if let Some(id) = typed.strip_prefix("dite:") {
        let child = id.parse().ok()?;
        return known.children.contains(&child).then_some(AboutWhom::Child(child));
    }
    if let Some(id) = typed.strip_prefix("osoba:") {
        let person = id.parse().ok()?;
        return known.people.contains(&person).then_some(AboutWhom::Person(person));
    }
    (typed == "vse").then_some(AboutWhom::Everything)
}

fn whom(typed: &str, people: &[Id<Participant>]) -> Option<ForWhom> {
    if let Some(code) = typed.strip_prefix("druh:") {
        return ReaderKind::from_code(code).filter(|kind| !kind.is_of_family()).map(ForWhom::Kind);
    }
    let id: Id<Participant> = typed.parse().ok()?;
    people.contains(&id).then_some(ForWhom::Participant(id))
}

/// Shortest justification that says something.
const SHORTEST_REASON: usize = 20;

/// Why somebody may learn a protected fact.
pub(super) fn justification(
    mut form: FormState,
    (participant, fact): (Id<Participant>, uuid::Uuid),
    clerk: Clerk,
) -> Result<Justification, FormState> {
    let missing = "Napište, proč se to tento člověk dozvědět smí.";
    let reason = form.required_text("duvod", 1000, missing);
    if reason.as_ref().is_some_and(|reason| reason.chars().count() < SHORTEST_REASON) {
        form.fail("duvod", "Napište důvod celou větou, aspoň 20 znaků.");
    }
    if !form.ticked("vim") {
        form.fail("vim", "Potvrďte, že jste mluvili s koordinátorem případu.");
    }
    let id = form.id("nove_id");
    if id.is_none() {
        form.fail("", BROKEN_FORM);
    }
    form.finish(|| {
        Some(Justification {
            id: id?,
            conference: clerk.conference,
            participant,
            fact,
            reason: DecisionReason::new(reason?),
            decided_by: clerk.by,
            decided: clerk.now,
            ended: None,
        })
    })
}

/// A consent as typed. `children` and `people` are those of the case.
pub(super) fn consent(
    mut form: FormState,
    (children, people): (&[Id<Child>], &[Id<Person>]),
    today: Day,
) -> Result<ConsentInput, FormState> {
    let kind = form.required_choice::<ConsentKind>("druh", "Vyberte, co se dává.");
    let known = |id: Option<Id<Person>>| id.filter(|id| people.contains(id));
    let (giver, recipient) = (known(form.id("kdo")), known(form.id("komu")));
    if giver.is_none() {
        form.fail("kdo", "Vyberte, kdo souhlas dává.");
    }
    if recipient.is_none() {
        form.fail("komu", "Vyberte, komu se to smí sdělit nebo kdo se zprošťuje.");
    } else if recipient == giver {
        form.fail("komu", "Vyberte někoho jiného než toho, kdo souhlas dává.");
    }
    let child: Option<Id<Child>> = form.id("dite").filter(|id| children.contains(id));
    let codes: Vec<String> = form.all("skupina").into_iter().map(str::to_owned).collect();
    let groups: Vec<FactGroup> = codes
        .iter()
        .filter_map(|code| FactGroup::from_code(code))
        .filter(|group| *group != FactGroup::Notifier)
        .collect();
    if groups.is_empty() {
        form.fail("skupina", "Vyberte aspoň jednu věc, které se souhlas týká.");
    }
    let purpose = form.required_text("ucel", 500, "Napište, k čemu souhlas slouží.");
    let how = form.required_choice::<ConsentForm>("jak", "Vyberte, jak byl dán.");
    let given_on = form.required_day("dne", "Napište, kdy byl dán.");
    if given_on.is_some_and(|day| day > today) {
        form.fail("dne", "Den je v budoucnosti. Zapište souhlas, až bude dán.");
    }
    let until = form.optional_day("do");
    if until.zip(given_on).is_some_and(|(until, given)| until < given) {
        form.fail("do", "Konec platnosti je dřív, než byl souhlas dán.");
    }
    let id = form.id("nove_id");
    if id.is_none() {
        form.fail("", BROKEN_FORM);
    }
    form.finish(|| {
        Some(ConsentInput {
            id: id?,
            kind: kind?,
            giver: giver?,
            child,
            recipient: recipient?,
            groups,
            purpose: ConsentPurpose::new(purpose?),
            form: how?,
            given_on: given_on?,
            until,
        })
    })
}

/// How a consent was withdrawn.
pub(super) fn withdrawal(mut form: FormState) -> Result<ConsentForm, FormState> {
    let how = form.required_choice::<ConsentForm>("jak", "Vyberte, jak byl souhlas odvolán.");
    form.finish(|| how)
}
