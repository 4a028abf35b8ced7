//! The one way into the journal: entries are checked, numbered, kept, and what they come to is written down – in the
//! operation of whoever brings them.

use super::store::{self, Head, Kept, Run, projection};
use super::{derived, form_device};
use crate::audit::Operation;
use crate::conferences::{self, Conference};
use crate::identity::Staff;
use crate::kernel::{Failure, Id, Moment};
use ::journal::{Act, Entry, Known, LineState, Refusal, Refused, Sender, fold_line};
use futures_util::future::try_join_all;
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;
use vault::CaseKey;

/// What the house itself is to write down: an act of a form, of a command, of a higher slice.
#[derive(Clone, Debug)]
pub(in crate::meeting) struct Due {
    /// The entry's identifier: one that was kept before is not kept again.
    pub(in crate::meeting) id: Uuid,
    /// When it happened.
    pub(in crate::meeting) happened: Moment,
    /// What.
    pub(in crate::meeting) act: Act,
}

impl Due {
    /// An act that a form says, shown under an identifier: the same words of the same form are one entry, other words
    /// another.
    pub(in crate::meeting) fn of(form: Uuid, happened: Moment, act: Act) -> Self {
        let words = serde_json::to_string(&act).unwrap_or_default();
        Self { id: derived(form, &words), happened, act }
    }

    /// An act of its own.
    pub(in crate::meeting) fn fresh(happened: Moment, act: Act) -> Self {
        Self { id: Id::<Entry>::fresh(happened).uuid(), happened, act }
    }
}

/// What became of entries that a device sent.
#[derive(Debug, Default)]
pub(in crate::meeting) struct Taken {
    /// Kept now or before: the device may forget them.
    pub(in crate::meeting) kept: Vec<Uuid>,
    /// Not taken, and why.
    pub(in crate::meeting) refused: Vec<Refused>,
}

/// How far the journal is after an operation.
#[derive(Clone, Copy, Debug)]
pub(in crate::meeting) struct Closed {
    /// How many entries were new.
    pub(in crate::meeting) fresh: usize,
    /// The last position.
    pub(in crate::meeting) position: i64,
    /// The highest stamp.
    pub(in crate::meeting) stamp: u64,
}

/// The journal of one meeting, open in one operation. [`close`](Ledger::close) writes down what it came to.
pub(in crate::meeting) struct Ledger {
    pub(super) conference: Id<Conference>,
    pub(super) key: CaseKey,
    pub(super) head: Head,
    pub(super) run: Run,
    /// Whether the record was sealed, or the conference closed: what comes now is kept and changes nothing.
    pub(super) at_rest: bool,
    staff: Option<Uuid>,
    received: Moment,
    lines: BTreeSet<Uuid>,
    room: bool,
    fresh: usize,
}

impl Ledger {
    /// Opens it. A meeting older than the journal gets its entries first.
    pub(in crate::meeting) async fn open(
        operation: &mut Operation,
        conference: &Conference,
    ) -> Result<Self, Failure> {
        let keys = operation.keys();
        let beside = operation.work().beside().await?;
        let (run, key, head, at_rest) = tokio::join!(
            store::run(beside, conference.id),
            keys.of_case(beside, conference.case.uuid()),
            store::head(beside, conference.id),
            // Asked here and not of the record in hand: that one was read before this operation had its turn.
            conferences::is_at_rest(beside, conference.id),
        );
        let run = run?.ok_or(Failure::Withdrawn("Jednání ještě nezačalo. Vraťte se a zahajte ho."))?;
        let (key, head) = (key?, head?);
        let mut ledger = Self {
            conference: conference.id,
            key,
            head: head.unwrap_or_default(),
            run,
            at_rest: at_rest?,
            staff: operation.by().actor,
            received: operation.now(),
            lines: BTreeSet::new(),
            room: false,
            fresh: 0,
        };
        if head.is_none() {
            store::begin(operation, conference.id).await?;
            for (due, received, staff) in store::adopt::dues(operation, &ledger).await? {
                let entry = ledger.stamped(Uuid::nil(), due);
                ledger.keep(operation, entry, received, staff).await?;
            }
            ledger.fresh = 0;
        }
        Ok(ledger)
    }

    /// Presence and phases are looked at again, also if no entry touched them: the end of the meeting moved.
    pub(in crate::meeting) fn look_at_the_room(&mut self) {
        self.room = true;
    }

    /// A line as it stands.
    pub(in crate::meeting) async fn line(
        &self,
        operation: &mut Operation,
        line: Uuid,
    ) -> Result<LineState, Failure> {
        self.line_until(operation, line, i64::MAX).await
    }

    /// A line as somebody saw it whose page was drawn when the journal was at `position`. What was written down of an older
    /// meeting they saw in any case.
    pub(in crate::meeting) async fn line_until(
        &self,
        operation: &mut Operation,
        line: Uuid,
        position: i64,
    ) -> Result<LineState, Failure> {
        let kept = store::of_line(operation.work().beside().await?, self, line).await?;
        let seen = kept.into_iter().filter(|one| one.position <= position || one.entry.device.is_nil());
        Ok(fold_line(line, &seen.map(|one| one.entry).collect::<Vec<_>>()))
    }

    /// Writes down acts of whoever runs the operation; gives how many were new.
    pub(in crate::meeting) async fn post(
        &mut self,
        operation: &mut Operation,
        dues: Vec<Due>,
    ) -> Result<usize, Failure> {
        let device = form_device(self.conference, self.staff);
        let ids: Vec<Uuid> = dues.iter().map(|due| due.id).collect();
        let known = store::known(operation.work().beside().await?, &ids).await?;
        let mut seen: BTreeSet<Uuid> = known.into_iter().map(|(id, _)| id).collect();
        let mut new = 0;
        for due in dues {
            if !seen.insert(due.id) {
                continue;
            }
            let entry = self.stamped(device, due);
            if let Err(why) = ::journal::check(&entry, Sender::House) {
                return Err(Failure::Broken(format!("the house writes what it would not take: {why}")));
            }
            self.keep(operation, entry, self.received, self.staff).await?;
            new += 1;
        }
        Ok(new)
    }

    /// Takes what somebody's device sent. Entries are known by their identifier however often they come.
    ///
    /// # Errors
    /// Database errors; [`Failure::Withdrawn`] for a device that was never given a key for this meeting and person.
    pub(in crate::meeting) async fn receive(
        &mut self,
        operation: &mut Operation,
        (device, staff): (Uuid, Id<Staff>),
        arrived: Vec<Entry>,
    ) -> Result<Taken, Failure> {
        let ids: Vec<Uuid> = arrived.iter().map(|entry| entry.id).collect();
        let beside = operation.work().beside().await?;
        let (is_theirs, kept, counts, elsewhere) = tokio::try_join!(
            store::device::is_of(beside, self.conference, device, staff),
            store::known(beside, &ids),
            store::counts(beside, self.conference, device, &arrived),
            store::elsewhere(beside, self.conference, arrived.iter().map(|entry| &entry.act)),
        )?;
        if !is_theirs {
            return Err(Failure::Withdrawn(""));
        }
        let (mine, strange) = kept.into_iter().partition::<Vec<_>, _>(|(_, whose)| *whose == self.conference);
        let strange: BTreeSet<Uuid> = strange.into_iter().map(|(id, _)| id).collect();
        let ids: BTreeSet<Uuid> = mine.into_iter().map(|(id, _)| id).collect();
        let (arrived, foreign): (Vec<Entry>, Vec<Entry>) = arrived.into_iter().partition(|entry| {
            ids.contains(&entry.id) || (entry.device == device && !strange.contains(&entry.id))
        });
        let known = Known { ids, counts, stamp: self.head.stamp };
        let sifted = ::journal::sift(arrived, &known, Sender::Device);
        let mut taken = Taken { kept: sifted.known, refused: sifted.refused };
        taken.refused.extend(foreign.iter().map(|entry| bad(entry.id)));
        for entry in sifted.fresh {
            let id = entry.id;
            if entry.act.line().is_some_and(|line| elsewhere.contains(&line))
                || matches!(entry.act, Act::Guest { seat, .. } if elsewhere.contains(&seat))
            {
                taken.refused.push(bad(id));
                continue;
            }
            let micros = |moment: Moment| moment.timestamp().as_microsecond();
            let entry = entry.within(micros(self.run.started), micros(self.received));
            self.keep(operation, entry, self.received, self.staff).await?;
            taken.kept.push(id);
        }
        Ok(taken)
    }

    /// Writes down what the entries came to, and how far the journal is.
    pub(in crate::meeting) async fn close(mut self, operation: &mut Operation) -> Result<Closed, Failure> {
        if self.at_rest {
            store::move_head(operation, self.conference, self.head).await?;
            return Ok(self.closed());
        }
        let lines: Vec<Uuid> = std::mem::take(&mut self.lines).into_iter().collect();
        let beside = operation.work().beside().await?;
        let (kept, elsewhere) = tokio::try_join!(
            try_join_all(lines.iter().map(|line| store::of_line(beside, &self, *line))),
            store::lines_elsewhere(beside, self.conference, &lines),
        )?;
        if !elsewhere.is_empty() {
            return Err(Failure::Broken("a line belongs to another meeting".into()));
        }
        let folded_each = lines.into_iter().zip(kept).map(|(line, kept)| (folded(line, &kept), kept));
        let mut touched: Vec<(LineState, Vec<Kept>)> = folded_each.collect();
        touched.sort_by(|(one, _), (other, _)| (&one.place, one.id).cmp(&(&other.place, other.id)));
        for act in self.numbers_due(operation, &touched).await? {
            let Some(line) = act.line() else { continue };
            let due = Due::fresh(self.received, act);
            let entry = self.stamped(Uuid::nil(), due);
            let kept = self.keep(operation, entry, self.received, None).await?;
            for (state, all) in touched.iter_mut().filter(|(state, _)| state.id == line) {
                all.push(kept.clone());
                *state = folded(line, all);
            }
        }
        for (state, kept) in &touched {
            projection::write_line(operation, &self, state, kept).await?;
        }
        if self.room {
            projection::write_room(operation, &self).await?;
        }
        store::move_head(operation, self.conference, self.head).await?;
        Ok(self.closed())
    }

    /// The numbers that lines get. Which were given before is looked up only when one is due: it takes all lines of the
    /// meeting, and most lines were only said.
    async fn numbers_due(
        &self,
        operation: &mut Operation,
        touched: &[(LineState, Vec<Kept>)],
    ) -> Result<Vec<Act>, Failure> {
        let lines = || touched.iter().map(|(line, _)| line);
        if ::journal::numbers_due(lines(), &BTreeMap::new()).is_empty() {
            return Ok(Vec::new());
        }
        let highest = store::highest(operation.work().beside().await?, self.conference).await?;
        Ok(::journal::numbers_due(lines(), &highest))
    }

    const fn closed(&self) -> Closed {
        Closed { fresh: self.fresh, position: self.head.position, stamp: self.head.stamp }
    }

    /// The next entry of a device of the house: its count is the position it will get.
    pub(super) fn stamped(&self, device: Uuid, due: Due) -> Entry {
        Entry {
            id: due.id,
            device,
            seq: u64::try_from(self.head.position).unwrap_or_default() + 1,
            stamp: self.head.stamp + 1,
            happened: due.happened.timestamp().as_microsecond(),
            act: due.act,
        }
    }

    async fn keep(
        &mut self,
        operation: &mut Operation,
        entry: Entry,
        received: Moment,
        staff: Option<Uuid>,
    ) -> Result<Kept, Failure> {
        self.head.position += 1;
        self.head.stamp = self.head.stamp.max(entry.stamp);
        self.fresh += 1;
        match entry.act.line() {
            Some(line) => {
                self.lines.insert(line);
            }
            None => self.room = true,
        }
        let kept = Kept { entry, position: self.head.position, received, staff };
        store::add(operation, self, &kept).await?;
        Ok(kept)
    }
}

fn folded(line: Uuid, kept: &[Kept]) -> LineState {
    fold_line(line, &kept.iter().map(|one| one.entry.clone()).collect::<Vec<_>>())
}

const fn bad(entry: Uuid) -> Refused {
    Refused { entry, why: Refusal::BadValue }
}
