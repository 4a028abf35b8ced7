//! The papers of a conference.

use super::home;
use crate::access::{Denied, House, Permit};
use crate::conferences::{Around, Conference};
use crate::kernel::{Choice, Failure, Id};
use crate::papers::leaflets::Leaflet;
use crate::papers::{EditPapers, Paper, PaperKind, ReadPapers, rules, store};
use crate::shell::{Frame, Html, Query};
use askama::Template;
use axum::extract::State;

/// A paper in the list.
pub(in crate::papers) struct ListRow {
    pub(in crate::papers) id: Id<Paper>,
    pub(in crate::papers) number: i64,
    pub(in crate::papers) title: String,
    pub(in crate::papers) kind: PaperKind,
    /// Who is to get it, and how many of them have it.
    pub(in crate::papers) readers: usize,
    pub(in crate::papers) delivered: usize,
    /// "do 4. 12.", when the meeting's day is known.
    pub(in crate::papers) due: Option<String>,
    pub(in crate::papers) withdrawn: bool,
}

/// The list.
#[derive(Template)]
#[template(path = "papers/pages/list.html")]
pub(in crate::papers) struct ListPage {
    pub(in crate::papers) frame: Frame,
    pub(in crate::papers) around: Around,
    pub(in crate::papers) id: Id<Conference>,
    pub(in crate::papers) rows: Vec<ListRow>,
    pub(in crate::papers) may_add: bool,
}

impl ListPage {
    fn leaflets(&self) -> &'static [Leaflet] {
        Leaflet::ALL
    }
    fn new_href(&self) -> String {
        format!("{}/novy", home(self.id))
    }
}

async fn rows(house: &House, permit: &Permit<Conference, ReadPapers>) -> Result<Vec<ListRow>, Failure> {
    let (lookup, id) = (permit.lookup(house), permit.id());
    let recipients = store::recipients(lookup, id).await?;
    let handings = store::handings(lookup, id).await?;
    let deadlines = crate::law::deadlines(&house.queries, house.clock.today()).await?;
    let papers = store::of_conference(lookup, id).await?;
    Ok(papers
        .into_iter()
        .map(|paper| {
            let live = |r: &&crate::papers::Recipient| r.paper == paper.id && r.is_live();
            let has = |r: &&crate::papers::Recipient| {
                handings.iter().any(|h| h.paper == r.paper && h.participant == r.participant)
            };
            ListRow {
                id: paper.id,
                number: paper.number,
                title: permit.reveal(&paper.title).clone(),
                kind: paper.kind,
                readers: recipients.iter().filter(live).count(),
                delivered: recipients.iter().filter(live).filter(has).count(),
                due: permit.record().day.map(|day| {
                    format!("do {}", czech::dates::brief(rules::due(paper.kind, day, &deadlines)))
                }),
                withdrawn: paper.withdrawn.is_some(),
            }
        })
        .collect())
}

#[axum::debug_handler(state = House)]
pub(super) async fn show(
    permit: Permit<Conference, ReadPapers>,
    State(house): State<House>,
    query: Query,
) -> Result<Html, Denied> {
    let rows = rows(&house, &permit).await?;
    Ok(Html::page(&ListPage {
        frame: Frame::new(&house, permit.actor(), "/konference")
            .noticing(&query, &[("pridano", "Podklad je uložený."), ("odvolano", "Podklad je odvolaný.")]),
        around: Around::of(&house, &permit).await?,
        id: permit.id(),
        rows,
        may_add: permit.allows::<EditPapers>(),
    })?)
}
