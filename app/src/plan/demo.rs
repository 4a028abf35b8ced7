//! The demo's plan: what people said to the lines of the conference that was held, and its goals on the scale.

use super::gather::Table;
use super::model::{Given, Scale, ScaleTime, Stance, StepWords};
use super::{GoalsScaled, PlanClosed, StancesGiven, store};
use crate::access::{Errand, Record};
use crate::audit::By;
use crate::conferences::{self, Conference};
use crate::kernel::{Failure, Id, Moment};
use crate::meeting::LineKind;
use crate::shell::DemoContext;
use std::sync::Arc;

/// Everybody agreed, but for one who can live with one thing; the goals stood at 3 to 6.
pub(super) async fn make(context: &mut DemoContext) -> Result<(), Failure> {
    let Some(id) = context.named.get("conference.held").copied() else { return Ok(()) };
    let id: Id<Conference> = Id::from_uuid(id);
    let lookup = Errand::begin(&context.house).lookup();
    let Some(conference) = conferences::find(lookup, id).await? else { return Ok(()) };
    let Some(table) = Table::load(lookup, &conference).await? else { return Ok(()) };
    if !table.given.is_empty() || table.points.is_empty() {
        return Ok(());
    }
    let shared = Arc::new((conference, answers(&table, context.now), scales(&table, context.now), table));
    let by = By::system(shared.0.office.uuid());
    context
        .house
        .trail
        .run(by, move |mut operation| {
            let shared = shared.clone();
            async move {
                let (conference, given, scales, table) = &*shared;
                let about = conference.about();
                for point in &table.points {
                    let own = given.iter().filter(|given| given.line == point.line.id);
                    let mut people = 0;
                    for one in own {
                        people += usize::from(store::give(&mut operation, conference, one).await?);
                    }
                    operation.note(&StancesGiven { about, line: point.line.id, people }).await?;
                }
                for scale in scales {
                    store::scale(&mut operation, conference, scale).await?;
                }
                operation.note(&GoalsScaled { about, occasion: "start", goals: scales.len() }).await?;
                store::close(&mut operation, conference).await?;
                let of = |kind| table.points.iter().filter(|point| point.line.kind == kind).count();
                let event = PlanClosed { about, agreed: of(LineKind::Agreed), tasks: of(LineKind::Task) };
                Ok::<_, Failure>((operation.record(&event).await?, ()))
            }
        })
        .await
}

fn answers(table: &Table, now: Moment) -> Vec<Given> {
    let mut given = Vec::new();
    for (at, point) in table.points.iter().enumerate() {
        for (who, present) in table.asked().enumerate() {
            let lives_with_it = at == 1 && who == 0;
            given.push(Given {
                id: Id::fresh(now),
                line: point.line.id,
                seat: present.seat.id,
                stance: if lives_with_it { Stance::Accepts } else { Stance::Agrees },
                degree: table.meeting.degrees.then_some(if lives_with_it { 3 } else { 5 }),
                words: None,
                step: lives_with_it.then(|| StepWords::new("Kdyby se to po měsíci znovu probralo.")),
                alone: table.alone,
                at: now,
            });
        }
    }
    given
}

fn scales(table: &Table, now: Moment) -> Vec<Scale> {
    let values = [3, 6, 4, 5];
    let goals = table.goals.iter().zip(values);
    goals
        .map(|(goal, value)| Scale {
            id: Id::fresh(now),
            goal: goal.id,
            occasion: ScaleTime::Start,
            value,
            at: now,
        })
        .collect()
}
