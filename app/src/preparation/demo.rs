//! Demo data of the preparation: talks as the story tells them (domain.md 10.1). Most lie ahead of the demo's "now", so
//! they are appointments until somebody says that they took place.

use super::actions::{NotNoted, write_talk};
use super::model::{NewTalk, OwnWords, TalkNote, TalkWay, TalkerName};
use crate::access::Errand;
use crate::audit::By;
use crate::demo::shift;
use crate::kernel::{Day, Failure, Id};
use crate::participants::{self, Need, NeedWords, Participant};
use crate::shell::DemoContext;
use std::sync::Arc;

/// Who, when, how, who talked, note, own view, needs, needs in words.
type Told =
    (&'static str, Day, TalkWay, &'static str, &'static str, &'static str, &'static [Need], &'static str);

const fn day(month: i8, day: i8) -> Day {
    Day::constant(2026, month, day)
}

const TALKS: &[Told] = &[
    (
        "participant.dolezalova",
        day(11, 24),
        TalkWay::Visit,
        "",
        "Domluveno u nich doma, děti budou u babičky.",
        "",
        &[Need::ChildMinding],
        "",
    ),
    (
        "participant.hajkova",
        day(11, 24),
        TalkWay::Visit,
        "",
        "",
        "",
        &[Need::Other],
        "Hůř vidí, podklady chce větším písmem.",
    ),
    (
        "child.eliska",
        day(11, 25),
        TalkWay::InPerson,
        "Mgr. Alena Bečvářová",
        "Ve škole po volejbalu.",
        "",
        &[Need::SupportPerson],
        "",
    ),
    ("participant.dolezal", day(12, 1), TalkWay::Phone, "", "Volat po směně, po 17. hodině.", "", &[], ""),
    (
        "participant.mala",
        day(11, 18),
        TalkWay::Phone,
        "",
        "",
        "S maminkou se pracuje dobře, nejvíc ji teď tíží dluhy a strach o byt.",
        &[],
        "",
    ),
    ("participant.becvarova", day(11, 18), TalkWay::Phone, "", "Bude dělat průvodkyni Elišce.", "", &[], ""),
];

fn talk(context: &DemoContext, told: &Told) -> NewTalk {
    let (_, on, way, talker, note, view, needs, need) = told;
    let words = |text: &'static str| (!text.is_empty()).then_some(text);
    NewTalk {
        id: Id::fresh(context.now),
        on: shift(*on, context.now),
        way: *way,
        talker: words(talker).map(TalkerName::new),
        note: words(note).map(TalkNote::new),
        view: words(view).map(OwnWords::new),
        needs: Some((needs.to_vec(), words(need).map(NeedWords::new))),
    }
}

/// Makes the talks of the main conference.
pub(super) async fn make(context: &mut DemoContext) -> Result<(), Failure> {
    let Some(main) = context.named.get("conference.main").copied() else { return Ok(()) };
    let house = context.house.clone();
    let lookup = Errand::begin(&house).lookup();
    let people = participants::of_conference(lookup, Id::from_uuid(main)).await?;
    for told in TALKS {
        let seat = context.named.get(told.0).copied();
        let who = people
            .iter()
            .find(|p| Some(p.id.uuid()) == seat || (p.child.is_some() && p.child.map(Id::uuid) == seat));
        let Some(who) = who.cloned() else { continue };
        let work: Arc<(Participant, NewTalk)> = Arc::new((who, talk(context, told)));
        let outcome = house.trail.run(By::system(work.0.office.uuid()), move |mut operation| {
            let work = work.clone();
            async move {
                let event = write_talk(&mut operation, &work.0, &work.1).await?;
                Ok((operation.record(&event).await?, ()))
            }
        });
        match outcome.await {
            Err(NotNoted::Failed(failure)) => return Err(failure),
            Ok(()) | Err(NotNoted::Already | NotNoted::Stale) => {}
        }
    }
    Ok(())
}
