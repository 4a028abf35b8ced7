//! On the conference's page: where its goals stood on the scale. A panel holds no permit, so goals are told by their
//! marks; their words stand on the page of the scale.

use crate::kernel::{Choice, Failure, Id};
use crate::plan::model::ScaleTime;
use crate::plan::store;
use crate::shell::PanelContext;
use askama::Template;

/// A goal's course.
pub(in crate::plan) struct CourseRow {
    /// "C1".
    pub(in crate::plan) mark: String,
    /// "na začátku 3, při navázání 6".
    pub(in crate::plan) words: String,
    /// Where it was at first and last, 0 to 10, for the picture.
    pub(in crate::plan) from: i64,
    pub(in crate::plan) to: i64,
}

/// The panel.
#[derive(Template)]
#[template(path = "plan/pages/panel.html")]
pub(in crate::plan) struct CoursePanel {
    pub(in crate::plan) rows: Vec<CourseRow>,
}

/// Draws it; nothing before goals were put on the scale.
pub(in crate::plan) async fn course(context: PanelContext<'_>) -> Result<Option<String>, Failure> {
    let conference = Id::from_uuid(context.subject);
    let scales = store::scales_in(&context.house.queries, conference).await?;
    if scales.is_empty() {
        return Ok(None);
    }
    let mut rows = Vec::new();
    for (at, goal) in store::marks(&context.house.queries, conference).await?.into_iter().enumerate() {
        let newest = |time| scales.iter().rfind(|scale| scale.goal == goal && scale.occasion == time);
        let said: Vec<(&str, i64)> = [ScaleTime::Start, ScaleTime::FollowUp]
            .into_iter()
            .filter_map(|time| Some((time.label(), newest(time)?.value)))
            .collect();
        let (Some(first), Some(last)) = (said.first(), said.last()) else { continue };
        rows.push(CourseRow {
            mark: format!("Cíl {}", at + 1),
            words: said.iter().map(|(time, value)| format!("{time} {value}")).collect::<Vec<_>>().join(", "),
            from: first.1,
            to: last.1,
        });
    }
    Ok(Some(CoursePanel { rows }.render()?))
}
