//! What cases are found by. One range of one index answers a search.

use crate::access::{Tie, Ties};
use crate::cases::CaseFile;
use crate::cases::model::{CaseTitle, FileMark, PersonName};
use crate::identity::{Office, Staff};
use crate::kernel::{Choice, Day, Failure, Id, Queries, Transaction};
use uuid::Uuid;

portable_sql::statements! {
    /// One way to find something.
    ADD_NAME = "INSERT INTO case_name (office_id, folded, subject_id, case_id, kind, label) VALUES ($1, $2, $3, $4, $5, $6) \
        ON CONFLICT (office_id, folded, subject_id) DO NOTHING";
    /// Forgets all ways to find something.
    FORGET_NAMES = "DELETE FROM case_name WHERE subject_id = $1";
    /// Forgets all names of a case.
    FORGET_CASE = "DELETE FROM case_name WHERE case_id = $1";
    /// Names of an office that begin so.
    SEARCH_OFFICE = "SELECT n.kind, n.subject_id, n.label, '', c.id, c.office_id, c.coordinator_id, c.title, c.file_mark, c.safety_concern, c.closed IS NOT NULL, c.version \
        FROM case_name n JOIN case_file c ON c.id = n.case_id WHERE n.office_id = $1 AND n.folded >= $2 AND n.folded < $3 \
        ORDER BY n.folded, n.subject_id LIMIT $4";
    /// Names that begin so in cases that a person works on, own or by cover. The range of names comes first, in an index
    /// that holds the case as well, and each name asks for its ties: somebody may work on hundreds of cases, but few
    /// names begin alike.
    SEARCH_OWN = "SELECT n.kind, w.subject_id, n.label, w.tie, c.id, c.office_id, c.coordinator_id, c.title, c.file_mark, c.safety_concern, c.closed IS NOT NULL, c.version \
        FROM (SELECT s.folded, s.subject_id, s.case_id, t.kind AS tie FROM case_name s CROSS JOIN tie t \
        WHERE s.office_id = $3 AND s.folded >= $4 AND s.folded < $5 AND t.case_id = s.case_id AND (t.until_day >= $2 OR t.until_day IS NULL) \
        AND (t.staff_id = $1 OR t.staff_id IN (SELECT v.absent_id FROM cover v JOIN staff a ON a.id = v.absent_id \
        WHERE v.deputy_id = $1 AND v.from_day <= $2 AND v.to_day >= $2 AND v.ended IS NULL AND a.office_id = $3)) \
        ORDER BY s.folded, s.subject_id LIMIT $6) w \
        JOIN case_name n ON n.office_id = $3 AND n.folded = w.folded AND n.subject_id = w.subject_id JOIN case_file c ON c.id = w.case_id \
        ORDER BY w.folded, w.subject_id";
}

/// What a name belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::cases) enum Kind {
    /// The case itself: its title or file mark.
    Case,
    /// A child.
    Child,
    /// A person.
    Person,
}

impl Choice for Kind {
    const ALL: &'static [Self] = &[Self::Case, Self::Child, Self::Person];
    fn code(self) -> &'static str {
        match self {
            Self::Case => "case",
            Self::Child => "child",
            Self::Person => "person",
        }
    }
    fn label(self) -> &'static str {
        match self {
            Self::Case => "případ",
            Self::Child => "dítě",
            Self::Person => "člověk v případu",
        }
    }
}

/// Something with names.
#[derive(Clone, Copy)]
pub(super) struct Subject {
    pub office: Id<Office>,
    pub case: Id<CaseFile>,
    pub kind: Kind,
    pub id: Uuid,
}

/// Replaces the ways in which something is found.
pub(super) async fn name(
    on: &mut Transaction,
    subject: Subject,
    label: &str,
    ways: &[&str],
) -> Result<(), Failure> {
    forget(on, subject.id).await?;
    for folded in beginnings(ways) {
        ADD_NAME
            .bind(subject.office)
            .bind(folded)
            .bind(subject.id)
            .bind(subject.case)
            .bind(subject.kind.code())
            .bind(label)
            .execute(&mut *on)
            .await?;
    }
    Ok(())
}

/// The folded texts by whose beginning something is found: each way from its first word, and from every later word
/// that no other way begins with ("118/2026" in "Om 118/2026", "Cruz" in "de la Cruz").
fn beginnings(ways: &[&str]) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let folded: Vec<String> = ways.iter().map(|way| czech::folding::fold(way)).collect();
    let mut later: Vec<String> = folded
        .iter()
        .flat_map(|way| way.match_indices(' ').filter_map(|(at, _)| way.get(at + 1..).map(str::to_owned)))
        .collect();
    // The longest first: it covers the shorter ones.
    later.sort_by_key(|text| std::cmp::Reverse(text.len()));
    for text in folded.into_iter().chain(later) {
        if text.len() > 1 && !found.iter().any(|known| known.starts_with(&text)) {
            found.push(text);
        }
    }
    found
}

/// Forgets all ways to find something.
pub(super) async fn forget(on: &mut Transaction, subject: Uuid) -> Result<(), Failure> {
    FORGET_NAMES.bind(subject).execute(on).await?;
    Ok(())
}

/// Forgets all names of a case.
pub(super) async fn remove_all(on: &mut Transaction, case: Uuid) -> Result<(), Failure> {
    FORGET_CASE.bind(case).execute(on).await?;
    Ok(())
}

portable_sql::row! {
    struct StoredHit {
        kind: String,
        subject: Uuid,
        label: PersonName,
        tie: String,
        id: Id<CaseFile>,
        office: Id<Office>,
        coordinator: Id<Staff>,
        title: CaseTitle,
        file_mark: FileMark,
        safety_concern: bool,
        closed: bool,
        version: i64,
    }
}

/// Something found, with its case and the ties that a sieve needs.
pub(in crate::cases) struct Hit {
    /// What was found.
    pub kind: Kind,
    /// Which one.
    pub subject: Uuid,
    /// Its name as written.
    pub label: PersonName,
    /// Its case.
    pub case: CaseFile,
    /// Ties of the person who searches.
    pub ties: Ties,
}

/// Whose cases are searched.
#[derive(Clone, Copy)]
pub(in crate::cases) enum Within {
    /// All of an office: for its head and its data-protection officer.
    Office(Id<Office>),
    /// Those of the office that a person works on today, own or by cover.
    Worker(Id<Staff>, Day, Id<Office>),
}

/// What begins with the words, by name in the Czech order; nothing for fewer than two letters. The index gives the
/// first `limit` in the order of plain letters; these are then sorted as a Czech reader expects.
pub(in crate::cases) async fn search(
    queries: &Queries,
    within: Within,
    words: &str,
    limit: i64,
) -> Result<Vec<Hit>, Failure> {
    let Some((low, high)) = czech::folding::prefix_range(words) else { return Ok(Vec::new()) };
    let rows: Vec<StoredHit> = match within {
        Within::Office(office) => {
            SEARCH_OFFICE.bind(office).bind(low).bind(high).bind(limit).all(queries).await?
        }
        Within::Worker(staff, today, office) => {
            SEARCH_OWN
                .bind(staff)
                .bind(today)
                .bind(office)
                .bind(low)
                .bind(high)
                .bind(limit)
                .all(queries)
                .await?
        }
    };
    let mut hits: Vec<Hit> = Vec::with_capacity(rows.len());
    for row in rows {
        let tie = Tie::from_code(&row.tie);
        // The same thing by another spelling, or by another tie.
        if let Some(known) = hits.iter_mut().find(|h| h.subject == row.subject) {
            known.ties = tie.map_or(known.ties, |tie| known.ties.with(tie));
            continue;
        }
        let case = CaseFile {
            id: row.id,
            office: row.office,
            coordinator: row.coordinator,
            title: row.title,
            file_mark: row.file_mark,
            safety_concern: row.safety_concern,
            safety_note: None,
            closed: row.closed,
            version: row.version,
        };
        let ties = tie.map_or(Ties::NONE, |tie| Ties::NONE.with(tie));
        let kind = super::code_of(&row.kind, "case_name.kind")?;
        hits.push(Hit { kind, subject: row.subject, label: row.label, case, ties });
    }
    hits.sort_by_cached_key(|hit| czech::collation::sort_key(super::text_of(&hit.label)));
    Ok(hits)
}

#[cfg(test)]
mod tests {
    use super::beginnings;

    #[test]
    fn something_is_found_from_every_word_and_each_beginning_is_kept_once() {
        assert_eq!(beginnings(&["Jan Novák", "Novák Jan"]), ["jan novak", "novak jan"]);
        assert_eq!(beginnings(&["Om 118/2026"]), ["om 118/2026", "118/2026"]);
        assert_eq!(
            beginnings(&["Ana de la Cruz", "de la Cruz Ana"]),
            ["ana de la cruz", "de la cruz ana", "la cruz ana", "cruz ana"]
        );
        assert!(beginnings(&["", "  "]).is_empty());
    }
}
