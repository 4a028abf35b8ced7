//! Demo data of papers: the points that the parents of the invented case are to hear first, and the school's report.

use super::actions::{NotDone, place};
use super::forms::read;
use super::model::{NewPaper, PaperKind, PaperTitle, UploadName};
use crate::access::Errand;
use crate::audit::By;
use crate::cases::{self, Child};
use crate::conferences;
use crate::kernel::{Failure, Id};
use crate::participants::Participant;
use crate::shell::DemoContext;
use facts::FactGroup;
use std::sync::Arc;

struct Story {
    title: &'static str,
    file: &'static str,
    kind: PaperKind,
    groups: &'static [FactGroup],
    children: &'static [&'static str],
    readers: &'static [&'static str],
    text: &'static str,
}

const STORIES: &[Story] = &[
    Story {
        title: "Body pro rodiče",
        file: "body-pro-rodice.txt",
        kind: PaperKind::ParentsPoints,
        groups: &[FactGroup::School, FactGroup::HealthChild, FactGroup::HousingMoney, FactGroup::PlanTasks],
        children: &["child.eliska", "child.matyas", "child.anicka"],
        readers: &["participant.dolezalova", "participant.dolezal"],
        text: "Body, které mají rodiče znát předem\n\n\
            Škola. Eliška zameškala v tomto pololetí 86 hodin bez omluvy. Chceme se domluvit, jak se do školy vrátí \
            a s kým tam může mluvit.\n\n\
            Zdraví. Matyáš nebyl dvakrát na kontrole kvůli astmatu. Potřebujeme vědět, co tomu brání.\n\n\
            Bydlení. Výpověď z bytu běží do konce ledna. Na setkání bude člověk z bytového odboru, který řekne, \
            co jde udělat.\n\n\
            Co se nám líbí. Děti se o maminku opírají, babička pomáhá, Eliška hraje volejbal a Matyáš má rád svou \
            paní učitelku.\n\n\
            Je tu něco špatně nebo chybí? Řekněte nám to předem, opravíme to.\n",
    },
    Story {
        title: "Jak to vidí škola",
        file: "zprava-skoly.txt",
        kind: PaperKind::Report,
        groups: &[FactGroup::School],
        children: &["child.eliska"],
        readers: &[
            "participant.dolezalova",
            "participant.dolezal",
            "participant.becvarova",
            "participant.hajkova",
        ],
        text: "Zpráva školy k setkání\n\n\
            Eliška je v osmém ročníku. Od září chybí hlavně ráno, nejčastěji v pondělí a v pátek. Když přijde, pracuje \
            a spolužáci ji mají rádi. Nejlíp jí je v tělocviku a ve výtvarné výchově.\n\n\
            Co by pomohlo: zkrácený rozvrh na první týdny a jeden člověk, za kterým může kdykoli přijít.\n",
    },
];

fn named<T>(context: &DemoContext, key: &str) -> Option<Id<T>> {
    context.named.get(key).copied().map(Id::from_uuid)
}

/// Makes the papers of the main conference.
pub(super) async fn make(context: &mut DemoContext) -> Result<(), Failure> {
    let Some(main) = named(context, "conference.main") else { return Ok(()) };
    let house = context.house.clone();
    let lookup = Errand::begin(&house).lookup();
    let Some(conference) = conferences::find(lookup, main).await? else { return Ok(()) };
    let children = cases::children(lookup, conference.case).await?;
    let conference = Arc::new(conference);
    for story in STORIES {
        let Ok((format, pictures, words)) = read(story.text.as_bytes(), story.file) else { continue };
        let about = story.children.iter().filter_map(|key| named::<Child>(context, key));
        let new = Arc::new(NewPaper {
            id: Id::fresh(context.now),
            kind: story.kind,
            format,
            pictures,
            title: PaperTitle::new(story.title),
            file_name: UploadName::new(story.file),
            words,
            groups: story.groups.to_vec(),
            children: about.filter(|id| children.iter().any(|child| child.id == *id)).collect(),
            readers: story.readers.iter().filter_map(|key| named::<Participant>(context, key)).collect(),
            bytes: story.text.as_bytes().to_vec(),
        });
        context.named.entry("paper.points".to_owned()).or_insert(new.id.uuid());
        let conference = conference.clone();
        let outcome = house.trail.run(By::system(conference.office.uuid()), move |mut operation| {
            let (conference, new) = (conference.clone(), new.clone());
            async move {
                let event = place(&mut operation, &conference, &new).await?;
                Ok((operation.record(&event).await?, ()))
            }
        });
        match outcome.await {
            Err(NotDone::Failed(failure)) => return Err(failure),
            Ok(()) | Err(NotDone::Already | NotDone::Stale | NotDone::Kept) => {}
        }
    }
    Ok(())
}
