//! Recomputing the chains.

use super::{Link, link, store};
use crate::kernel::{Queries, SqlError};
use uuid::Uuid;

/// What checking one office's chain found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Every hash follows from the one before, up to the recorded end.
    Whole {
        /// The office; nil for the installation.
        office: Uuid,
        /// Events checked.
        events: i64,
    },
    /// The first event that does not fit.
    Broken {
        /// The office.
        office: Uuid,
        /// Number of the first event that is missing, out of order or changed.
        at: i64,
    },
}

/// Recomputes every office's chain; `progress` is told the number of events checked so far.
///
/// # Errors
/// Database errors.
pub async fn verify(on: &Queries, mut progress: impl FnMut(i64)) -> Result<Vec<Verdict>, SqlError> {
    let mut verdicts = Vec::new();
    let mut checked = 0i64;
    for (office, last, hash) in store::heads(on).await? {
        let mut head = Link::start();
        let mut broken = None;
        'chain: while head.sequence < last {
            let rows = store::chain(on, office, head.sequence).await?;
            if rows.is_empty() {
                broken = Some(head.sequence + 1);
                break;
            }
            for row in rows {
                let next = row.entry(office).map(|entry| link(&head, &entry));
                let Some(next) = next.filter(|next| next.sequence == row.sequence && next.hash == row.hash)
                else {
                    broken = Some(head.sequence + 1);
                    break 'chain;
                };
                head = next;
                checked += 1;
                if checked % 1000 == 0 {
                    progress(checked);
                }
            }
        }
        if broken.is_none() && (head.sequence != last || head.hash != hash) {
            broken = Some(last);
        }
        verdicts.push(match broken {
            Some(at) => Verdict::Broken { office, at },
            None => Verdict::Whole { office, events: head.sequence },
        });
    }
    Ok(verdicts)
}
