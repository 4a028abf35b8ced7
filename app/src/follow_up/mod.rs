//! Level 13: what comes after a meeting – tasks, how they stand, who reminds and who calls.
//!
//! Source: domain.md 3 (steps 13 and 14: checks and the follow-up), 5 documents 9 and 17; peers' figures on tasks that nobody
//! asked about after the meeting.
//!
//! * When a meeting is over its tasks are taken from the record as they are ([`jobs`](self)); what changes there later is
//!   taken by hand, and nothing that was said is lost by it. A task has the identifier of its line and its number.
//! * Owners say by their personal link, without signing in: done, I need help, it does not work. The link alone shows
//!   numbers, days and three buttons; the task's words, their own words and a file stand behind the code. A file that
//!   cannot be taken does not take the answer with it. A file may be what a paper may be, or a photograph (JPEG, PNG):
//!   staff save it, and nobody outside is given it.
//! * One reminder goes by itself, some working days before (dated rule in `law`), by mail to those who are reached by
//!   mail; the others are called. A second one only after a call was noted.
//! * What is overdue, what asks for help and what nobody read stands on the coordinator's desk ([`standing`]).
//!
//! * A conference ends with what it came to, in words; tasks that are open then are seen, counted, and stay readable.
//!   The same operation files the final evaluation (domain.md 5 document 17): a paper for the office's file. One that was
//!   closed before there was this paper gets it by a button, once.
//! * One conference follows another: on a day proposed from the nearest hard deadline, with the people and goals that
//!   staff choose. There every open task comes back once: done, going on as a line of that meeting, or not needed.
//!
//! Invariants: reports and calls are only added; the same form twice is one; a number that is not one's own says as little
//! as one that is nobody's; a task for somebody who was never at the table reminds nobody by itself. Who may: the case's
//! workers and the head; the data-protection officer reads; owners their own.

mod actions;
mod back;
mod bearer;
mod closing;
mod demo;
mod evaluation;
mod events;
mod forms;
mod jobs;
mod letters;
mod model;
mod next;
mod pages;
mod policy;
mod rules;
mod samples;
mod store;
mod words;

pub use events::{
    ConferenceClosed, ConferenceFollowed, EvaluationMade, TaskBack, TaskBackUndone, TaskCalled, TaskCaller,
    TaskReminded, TaskReported, TaskSeen, TasksTaken,
};
pub use model::{
    Agreed, Back, Call, CallNote, Closed, CourseWords, DoerRole, Followed, Reminded, Reminder, Report,
    ReportWords, Said, SummaryWords, Task, TaskOwner, TaskText,
};
pub use policy::{
    CloseConference, FollowConference, HandleTask, ReadBack, ReadTask, ReadTasks, SettleBack, TakeTasks,
    UndoBack,
};
pub use rules::{Standing, Waits, standing, waits};
pub use store::of_conference;

use crate::shell::{Capability, DocumentKind, DoorPanel, EventKind, Job, Panel};

/// The kind of document that a file from an owner is filed as.
const DOCUMENT: &str = "task_file";

/// What this capability registers.
#[must_use]
pub fn capability() -> Capability {
    Capability {
        name: "follow_up",
        routes: pages::routes,
        statements: &[store::STATEMENTS, store::after::STATEMENTS],
        document_kinds: &[
            DocumentKind { code: DOCUMENT, label: "příloha k úkolu", gate: None },
            DocumentKind {
                code: evaluation::DOCUMENT,
                label: "závěrečné vyhodnocení",
                gate: Some(|context| Box::pin(evaluation::gate(context))),
            },
        ],
        events: const {
            &[
                EventKind::of::<TasksTaken>(),
                EventKind::of::<TaskReported>(),
                EventKind::of::<TaskSeen>(),
                EventKind::of::<TaskCaller>(),
                EventKind::of::<TaskCalled>(),
                EventKind::of::<TaskReminded>(),
                EventKind::of::<TaskBack>(),
                EventKind::of::<TaskBackUndone>(),
                EventKind::of::<ConferenceClosed>(),
                EventKind::of::<EvaluationMade>(),
                EventKind::of::<ConferenceFollowed>(),
            ]
        },
        jobs: &[
            Job { kind: jobs::TAKE, run: |context| Box::pin(jobs::take(context)) },
            Job { kind: jobs::REMIND, run: |context| Box::pin(jobs::remind(context)) },
        ],
        panels: &[
            Panel { place: "conference", order: 30, draw: |context| Box::pin(pages::panel::course(context)) },
            Panel { place: "meeting", order: 10, draw: |context| Box::pin(pages::panel::returning(context)) },
        ],
        behind: &[DoorPanel { order: 20, draw: |context| Box::pin(bearer::part(context)) }],
        on_meeting_over: Some(|operation, conference| Box::pin(jobs::meeting_over(operation, conference))),
        on_case_destroyed: Some(|operation, case| Box::pin(store::forget(operation, case))),
        samples: samples::samples,
        demo: Some(|context| Box::pin(demo::make(context))),
        ..Capability::EMPTY
    }
}
