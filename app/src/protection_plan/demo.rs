//! Demo data: a draft of the plan of the eldest child of the invented case.

use super::model::{Causes, Measure, MeasureKind, MeasureOwner, MeasureWords, Needs, PlanGoals, PlanWords};
use super::{PlanBegun, store};
use crate::access::Errand;
use crate::audit::{About, By};
use crate::cases::{self, CaseFile, Child};
use crate::kernel::{Day, Failure, Id};
use crate::shell::DemoContext;
use std::sync::Arc;

fn named<T>(context: &DemoContext, key: &str) -> Option<Id<T>> {
    context.named.get(key).copied().map(Id::from_uuid)
}

fn words(context: &DemoContext) -> PlanWords {
    PlanWords {
        causes: Some(Causes::new(
            "Od září zameškala 86 hodin bez omluvy, nejčastěji ráno.\nVýpověď z bytu běží do konce ledna.",
        )),
        needs: Some(Needs::new("Klidné ráno a jednoho dospělého ve škole, za kterým může kdykoli přijít.")),
        goals: Some(PlanGoals::new("Chodí do školy a má s kým mluvit.")),
        evaluation_on: Some(crate::demo::shift(Day::constant(2027, 3, 11), context.now)),
        ..PlanWords::default()
    }
}

/// Begins the draft.
pub(super) async fn make(context: &mut DemoContext) -> Result<(), Failure> {
    let keys = (named::<CaseFile>(context, "case.dolezalovi"), named::<Child>(context, "child.eliska"));
    let (Some(case), Some(child)) = keys else { return Ok(()) };
    let house = context.house.clone();
    let Some(file) = cases::find_case(Errand::begin(&house).lookup(), case).await? else { return Ok(()) };
    let measure = Measure {
        id: Id::fresh(context.now),
        kind: MeasureKind::Strengthen,
        words: MeasureWords::new("Babička vodí mladší děti ráno do školy, aby Eliška nemusela."),
        owner: Some(MeasureOwner::new("Věra Hájková")),
        due: None,
        line: None,
    };
    let id = Id::fresh(context.now);
    let shared = Arc::new((words(context), vec![measure]));
    house
        .trail
        .run(By::system(file.office.uuid()), move |mut operation| {
            let shared = shared.clone();
            async move {
                store::begin(&mut operation, (id, child, 1), None).await?;
                store::change(&mut operation, (id, case, 1), &shared.0).await?;
                store::place(&mut operation, (id, case), &shared.1).await?;
                let about = About { case: Some(case.uuid()), conference: None };
                let event = PlanBegun { about, plan: id, child, number: 1 };
                Ok::<_, Failure>((operation.record(&event).await?, ()))
            }
        })
        .await
}
