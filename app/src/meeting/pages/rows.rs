//! What the pages of a meeting show, as finished text.

use crate::conferences::Phase;
use crate::kernel::{Id, Moment};
use crate::meeting::rules::{self, Interval};
use crate::meeting::{Line, LineKind, Pause, PauseKind, Presence, PresenceStep, Seat};

/// Somebody at the table.
pub(in crate::meeting) struct SeatRow {
    pub(in crate::meeting) id: Id<Seat>,
    /// Full name, or the role for those who may not see names.
    pub(in crate::meeting) name: String,
    /// As what; empty when the name is already the role.
    pub(in crate::meeting) label: String,
    /// Initials, or the role.
    pub(in crate::meeting) short: String,
    /// Where the person is now.
    pub(in crate::meeting) step: Option<PresenceStep>,
    /// "13.00–13.40 a 14.45–", or how they are expected.
    pub(in crate::meeting) times: String,
    /// Whether they took note of confidentiality.
    pub(in crate::meeting) acknowledged: bool,
    /// The last tap, to take back.
    pub(in crate::meeting) last: Option<Id<Presence>>,
    /// Identifier for the next tap.
    pub(in crate::meeting) next: Id<Presence>,
}

impl SeatRow {
    /// The word of the state.
    pub(in crate::meeting) fn state(&self) -> &'static str {
        match self.step {
            None => "ještě nepřišel(a)",
            Some(step) => crate::kernel::Choice::label(step),
        }
    }

    /// The look of the state's tag.
    pub(in crate::meeting) fn look(&self) -> &'static str {
        match self.step {
            Some(PresenceStep::Arrived | PresenceStep::ByPhone | PresenceStep::ByVideo) => "success",
            Some(PresenceStep::AskedOut) => "warning",
            Some(PresenceStep::Left) => "off",
            None => "",
        }
    }

    pub(in crate::meeting) fn is_in_room(&self) -> bool {
        self.step == Some(PresenceStep::Arrived)
    }

    pub(in crate::meeting) fn is_on_phone(&self) -> bool {
        self.step == Some(PresenceStep::ByPhone)
    }

    pub(in crate::meeting) fn is_on_video(&self) -> bool {
        self.step == Some(PresenceStep::ByVideo)
    }

    /// Takes part now, in the room or from afar.
    pub(in crate::meeting) fn is_present(&self) -> bool {
        self.is_in_room() || self.is_on_phone() || self.is_on_video()
    }
}

/// "13.00–13.40 a od 14.45 po telefonu".
pub(in crate::meeting) fn times(intervals: &[Interval]) -> String {
    let spans: Vec<String> = intervals
        .iter()
        .map(|i| {
            let from = i.from.time_of_day();
            let span = match i.until {
                Some(until) => format!("{from}–{}", until.time_of_day()),
                None => format!("od\u{a0}{from}"),
            };
            match (i.by_phone, i.by_video) {
                (true, _) => format!("{span} po\u{a0}telefonu"),
                (_, true) => format!("{span} přes\u{a0}obrazovku"),
                _ => span,
            }
        })
        .collect();
    match spans.split_last() {
        None => String::new(),
        Some((only, [])) => only.clone(),
        Some((last, rest)) => format!("{} a\u{a0}{last}", rest.join(", ")),
    }
}

/// A phase of the agenda.
pub(in crate::meeting) struct PhaseRow {
    pub(in crate::meeting) id: Id<Phase>,
    pub(in crate::meeting) title: String,
    /// "13.10–13.40"; the minutes when the conference has no time.
    pub(in crate::meeting) planned: String,
    /// When it really began, each time.
    pub(in crate::meeting) began: Option<String>,
    pub(in crate::meeting) current: bool,
    /// When it comes as things stand; what is left of it while it is under way.
    pub(in crate::meeting) clock: Option<String>,
}

impl PhaseRow {
    /// From a phase, the moments when phases began, and the current one.
    pub(in crate::meeting) fn new(
        phase: &Phase,
        begun: &[(Id<Phase>, Moment)],
        current: Option<Id<Phase>>,
    ) -> Self {
        let planned = match (phase.starts, phase.ends()) {
            (Some(from), Some(until)) => format!("{from}–{until}"),
            _ => format!("{}\u{a0}min", phase.minutes),
        };
        Self {
            id: phase.id,
            title: phase.title.clone(),
            planned,
            began: {
                let times = begun.iter().filter(|(id, _)| *id == phase.id);
                let times: Vec<String> =
                    times.map(|(_, at)| czech::prepositions::at(&at.time_of_day().to_string())).collect();
                (!times.is_empty()).then(|| times.join(", znovu "))
            },
            current: current == Some(phase.id),
            clock: None,
        }
    }
}

/// A line of the minutes.
pub(in crate::meeting) struct LineRow {
    pub(in crate::meeting) id: Id<Line>,
    pub(in crate::meeting) kind: LineKind,
    pub(in crate::meeting) kind_label: &'static str,
    pub(in crate::meeting) number: Option<i64>,
    pub(in crate::meeting) text: String,
    /// Who said it.
    pub(in crate::meeting) speaker: String,
    /// Who does it.
    pub(in crate::meeting) owner: String,
    /// "do 18. 12. 2026".
    pub(in crate::meeting) deadline: String,
    /// "je sobota".
    pub(in crate::meeting) remark: String,
    /// How its end is known; who supports; degree of agreement.
    pub(in crate::meeting) notes: Vec<String>,
    /// What a task lacks so far; a hint, not a demand.
    pub(in crate::meeting) loose: &'static str,
    /// Texts that others wrote at the same time.
    pub(in crate::meeting) variants: Vec<VariantRow>,
    pub(in crate::meeting) struck: bool,
    pub(in crate::meeting) first: bool,
    pub(in crate::meeting) last: bool,
}

impl LineRow {
    pub(in crate::meeting) fn is_agreed(&self) -> bool {
        self.kind == LineKind::Agreed
    }
}

/// A text that somebody wrote at the same time.
pub(in crate::meeting) struct VariantRow {
    /// Who; empty when that is not known.
    pub(in crate::meeting) by: String,
    /// "13.05".
    pub(in crate::meeting) at: String,
    pub(in crate::meeting) text: String,
}

/// What a task lacks, as a hint.
pub(in crate::meeting) fn loose(line: &Line) -> &'static str {
    let owned = line.owner.is_some() || line.owner_note.is_some();
    match (line.is_loose(), owned, line.deadline.is_some()) {
        (false, ..) => "",
        (_, false, false) => "zatím bez člověka a dne",
        (_, false, _) => "zatím není jasné, kdo to udělá",
        _ => "zatím bez dne",
    }
}

/// Lines of one phase.
pub(in crate::meeting) struct Group {
    pub(in crate::meeting) title: String,
    pub(in crate::meeting) lines: Vec<LineRow>,
}

impl Group {
    /// Says which lines stand first and last, struck ones aside.
    pub(in crate::meeting) fn marked(mut self) -> Self {
        let (mut seen, mut last) = (false, None);
        for (at, line) in self.lines.iter_mut().enumerate().filter(|(_, line)| !line.struck) {
            line.first = !seen;
            line.last = false;
            seen = true;
            last = Some(at);
        }
        if let Some(line) = last.and_then(|at| self.lines.get_mut(at)) {
            line.last = true;
        }
        self
    }
}

/// The break under way.
pub(in crate::meeting) struct PauseRow {
    pub(in crate::meeting) id: Id<Pause>,
    pub(in crate::meeting) safety: bool,
    pub(in crate::meeting) since: String,
}

impl PauseRow {
    /// From the pauses of the meeting.
    pub(in crate::meeting) fn open(pauses: &[Pause]) -> Option<Self> {
        pauses.iter().find(|pause| pause.ended.is_none()).map(|pause| Self {
            id: pause.id,
            safety: pause.kind != PauseKind::Break,
            since: pause.began.time_of_day().to_string(),
        })
    }
}

/// What is expected of a deadline that falls on a day off.
pub(in crate::meeting) fn deadline_texts(line: &Line) -> (String, String) {
    match line.deadline {
        None => (String::new(), String::new()),
        Some(day) => {
            (format!("do\u{a0}{}", czech::dates::short(day)), rules::deadline_remark(day).unwrap_or_default())
        }
    }
}
