//! Numbers of agreed points and tasks.

use std::collections::BTreeMap;

use crate::{Act, LineState, List};

/// The numbers that are due, as acts for the house to do: for each of the `lines` (in the order in which numbers are to
/// be given) that is an agreed point or a task, is not struck, says something and has no number in that list yet.
///
/// `highest` holds the highest number ever given in each list, those of struck lines too, as far as it is not among
/// `lines`: a number is never given twice. With all lines of the meeting it may be empty.
#[must_use]
pub fn numbers_due<'a>(
    lines: impl IntoIterator<Item = &'a LineState>,
    highest: &BTreeMap<List, u32>,
) -> Vec<Act> {
    let lines: Vec<&LineState> = lines.into_iter().collect();
    let mut last = highest.clone();
    for (list, number) in lines.iter().flat_map(|line| &line.numbers) {
        let last = last.entry(*list).or_default();
        *last = (*last).max(*number);
    }
    let mut due = Vec::new();
    for line in lines.iter().filter(|line| !line.struck && !line.text.is_blank()) {
        if let Some(list) = line.kind().list().filter(|list| !line.numbers.contains_key(list)) {
            let last = last.entry(list).or_default();
            *last = last.saturating_add(1);
            due.push(Act::Number { line: line.id, list, number: *last });
        }
    }
    due
}
