//! Comments in the record: which lines were changed after one, and those attached as they are.

use super::{CommentsPart, ReceivedRow, Scribe, clock, number};
use crate::kernel::{Choice, Id};
use crate::meeting::{Line, LineKind};
use crate::minutes::model::{LineFacts, ReceivedFacts};
use czech::typography::nbsp;
use outbound::{Logistics, Subject};

impl Scribe<'_, '_> {
    /// The name of a line among the others, and when it was changed after a comment. Where the table is not listed that
    /// somebody commented is not told either.
    pub(super) fn named(&self, line: &LineFacts) -> (Option<Logistics>, Option<Logistics>) {
        let day = line.mended.filter(|_| self.record.lists_people());
        (line.id.map(|id| Logistics::of(id.to_string())), day.map(|day| self.day(day)))
    }

    /// Until when comments are welcome, and what is attached. None when there is neither.
    pub(super) fn comments(&self) -> Option<CommentsPart> {
        let day = self.record.comments_until.filter(|_| !self.record.is_final);
        let received = self.received();
        (day.is_some() || !received.is_empty()).then(|| CommentsPart {
            deadline: day.map(|day| Logistics::of(nbsp(&czech::dates::long(day)))),
            how: day.map(|_| "Stačí e-mail, dopis nebo telefonát. Připomínky se k zápisu připojí."),
            received,
        })
    }

    /// What is attached as it is: on the office's own copy all of it, in an extract what its reader said. What others
    /// said about the record is theirs; an extract is silent about it. From whom a fact is protected only reads that
    /// something of theirs is attached: their own words could hold it, and would keep their extract in the house.
    fn received(&self) -> Vec<ReceivedRow> {
        let record = self.record;
        let for_reader = |one: &&ReceivedFacts| record.reader.is_none_or(|reader| reader == one.participant);
        let printed = |one: &&ReceivedFacts| record.is_final || !one.undecided;
        let all = record.received.iter().filter(for_reader).filter(printed);
        all.map(|one| {
            let seat = record.seats.iter().find(|seat| seat.participant == Some(one.participant));
            let subject = match (record.reader.is_some(), seat) {
                (true, _) => Subject::Reader,
                (false, Some(seat)) => seat.subject,
                (false, None) => Subject::Person(one.participant.uuid()),
            };
            let about = self.cutter.about(subject);
            let told = record.reader.is_none() || !self.cutter.is_guarded();
            let answer = one.answer.as_ref().filter(|_| told);
            ReceivedRow {
                who: seat.and_then(|seat| self.name(seat)),
                how: Logistics::of(nbsp(&self.how(one))),
                text: if told { about.show_as(&one.words, |text| nbsp(text)) } else { None },
                answer: answer.and_then(|answer| about.show_as(answer, |text| nbsp(text))),
            }
        })
        .collect()
    }

    fn how(&self, one: &ReceivedFacts) -> String {
        let late = if one.late { ", po lhůtě" } else { "" };
        format!("{} · {} · {}{late}", self.place(one.line), one.wish.label(), czech::dates::short(one.on))
    }

    /// Where a line stands, without its words.
    fn place(&self, line: Option<Id<Line>>) -> String {
        let Some(id) = line else { return "k celému zápisu".to_owned() };
        let Some(line) = self.record.lines().find(|line| line.id == Some(id)) else {
            return "k řádku, který v zápisu už není".to_owned();
        };
        match line.kind {
            LineKind::Agreed => format!("k dohodě č. {}", number(line)),
            LineKind::Task => format!("k úkolu č. {}", number(line)),
            LineKind::Dissent => "k nesouhlasu".to_owned(),
            LineKind::Said | LineKind::Postponed => {
                format!("k průběhu {}", czech::prepositions::at(clock(line.at).as_str()))
            }
        }
    }
}
