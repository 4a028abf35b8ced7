//! Numbers of agreed points and tasks.

use std::collections::BTreeMap;

use crate::{Act, LineState, List};

/// The numbers that are due, as entries for the house to make: for each line that is an agreed point or a task, is not
/// struck, says something and has no number in that list yet. `lines` are all lines of the meeting, struck ones too, in
/// the order in which new numbers are to be given. A number is never given twice, even if its line was struck.
#[must_use]
pub fn numbers_due<'a>(lines: impl IntoIterator<Item = &'a LineState>) -> Vec<Act> {
    let lines: Vec<&LineState> = lines.into_iter().collect();
    let mut last: BTreeMap<List, u32> = BTreeMap::new();
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
