//! Rules of inviting: when it can be sent, until when to answer, what a mark by hand makes of it. Pure.

use super::model::{Answer, Channel, State};
use crate::cases::ReaderKind;
use crate::conferences::{Conference, State as ConferenceState};
use crate::kernel::{Day, Moment, TimeOfDay};
use crate::law::Deadline;
use crate::participants::Participation;

/// What must be settled before anybody is invited: a sentence and the part of the conference where to do it.
#[must_use]
pub(super) fn obstacles(conference: &Conference, safety_concern: bool) -> Vec<(&'static str, &'static str)> {
    let mut obstacles = Vec::new();
    match conference.state {
        ConferenceState::Convened => {}
        ConferenceState::Considered => {
            obstacles.push(("Konferenci ještě nikdo nesvolal. Pak bude možné zvát.", ""));
        }
        ConferenceState::NotNow => {
            return vec![(
                "Bylo rozhodnuto, že teď ne. Zvát bude možné, až ji někdo znovu posoudí a svolá.",
                "",
            )];
        }
        ConferenceState::Postponed => {
            obstacles.push(("Konference je odložená. Najděte nový termín, pak bude možné zvát.", "/termin"));
            return obstacles;
        }
        ConferenceState::Cancelled => return vec![("Konference je zrušená, už na ni nikoho nezvěte.", "")],
        ConferenceState::Held | ConferenceState::Closed => return vec![("Konference už proběhla.", "")],
    }
    if conference.day.is_none() || conference.from.is_none() || conference.until.is_none() {
        obstacles.push(("Chybí den a čas setkání. Pak bude možné zvát.", "/termin"));
    }
    if conference.place.is_none() && !safety_concern {
        obstacles.push(("Chybí místo setkání. Pak bude možné zvát.", "/misto"));
    }
    obstacles
}

/// Why somebody is not invited who would meet whom they must not meet, with the ways out; for staff only.
pub(super) const WOULD_MEET: &str = "Má přijít ve stejnou dobu jako někdo, s kým se nesmí potkat. Dejte jednomu z nich jiný čas (jinou část programu nebo přesný čas, aspoň třicet minut od toho druhého) nebo jiné místo, nebo ať se zapojí telefonem, videem či písemně.";

/// Until when to answer: two fifths of the working days between sending and the meeting, so that there is time to
/// look for another way, but not later than the day when preparation begins. The day of the meeting at the latest.
#[must_use]
pub fn reply_by(sent: Day, meeting: Day, preparation: Deadline) -> Day {
    let days = czech::working_days::working_days_between(sent, meeting);
    let wished = czech::working_days::add_working_days(sent, (days * 2 / 5).max(1));
    wished.min(preparation.before(meeting)).max(sent).min(meeting)
}

/// The channel to begin with.
#[must_use]
pub(super) fn usual_channel(has_email: bool, has_address: bool) -> Channel {
    match (has_email, has_address) {
        (true, _) => Channel::Email,
        (false, true) => Channel::Letter,
        (false, false) => Channel::InPerson,
    }
}

/// What a mark by hand makes of an invitation: posted, handed over, told by phone, arrived.
#[must_use]
pub(super) fn after_hand(channel: Channel, state: State) -> Option<State> {
    match (channel, state) {
        (Channel::Letter | Channel::Registered | Channel::DataBox, State::Queued) => Some(State::Sent),
        (Channel::InPerson | Channel::Phone, State::Queued) | (_, State::Sent) => Some(State::Delivered),
        _ => None,
    }
}

/// Whether an answer can still be given or changed: until the meeting begins.
#[must_use]
pub(super) fn can_answer(conference: &Conference, now: Moment) -> bool {
    conference.state == ConferenceState::Convened && conference.starts().is_none_or(|starts| now < starts)
}

/// Whether an invited person reads something else instead of the invitation, because what they were told does not hold:
/// by what state it is said (`words`). Neither day nor place stands beside it, so that nobody comes to an empty room.
#[must_use]
pub(super) fn called_off(state: ConferenceState, current: bool) -> Option<ConferenceState> {
    match state {
        ConferenceState::Cancelled
        | ConferenceState::NotNow
        | ConferenceState::Considered
        | ConferenceState::Postponed => Some(state),
        ConferenceState::Convened if !current => Some(state),
        ConferenceState::Convened | ConferenceState::Held | ConferenceState::Closed => None,
    }
}

/// Answers that are offered: the own part only to whoever is invited to a part.
#[must_use]
pub(super) fn offered(participation: Participation) -> Vec<Answer> {
    let part = participation == Participation::Part;
    let first = if part { Answer::PartOnly } else { Answer::Comes };
    let mut answers = vec![first];
    if !part {
        answers.push(Answer::PartOnly);
    }
    answers.extend([Answer::Remote, Answer::Written, Answer::Cannot]);
    answers
}

/// How somebody is spoken to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Audience {
    /// Parents, relatives, carers.
    Family,
    /// A child.
    Child,
    /// Health.
    Health,
    /// Everybody else who comes by profession.
    Professional,
}

impl Audience {
    /// Of a kind of reader.
    #[must_use]
    pub(super) const fn of(kind: ReaderKind) -> Self {
        match kind {
            ReaderKind::Child => Self::Child,
            ReaderKind::HealthProvider => Self::Health,
            kind if kind.is_of_family() => Self::Family,
            _ => Self::Professional,
        }
    }
}

/// `13.00–13.40 a 14.45–15.00`, as a language writes times.
#[must_use]
pub(super) fn times(times: &[(TimeOfDay, TimeOfDay)], time: fn(TimeOfDay) -> String, and: &str) -> String {
    let parts: Vec<String> =
        times.iter().map(|(from, until)| format!("{}–{}", time(*from), time(*until))).collect();
    match parts.split_last() {
        None => String::new(),
        Some((last, [])) => last.clone(),
        Some((last, before)) => format!("{} {and} {last}", before.join(", ")),
    }
}

/// The day in the genitive, for "do …": `pátku 27. listopadu 2026`.
#[must_use]
pub(super) fn until_day(day: Day) -> String {
    use jiff::civil::Weekday;
    let weekday = match day.weekday() {
        Weekday::Monday => "pondělí",
        Weekday::Tuesday => "úterý",
        Weekday::Wednesday => "středy",
        Weekday::Thursday => "čtvrtka",
        Weekday::Friday => "pátku",
        Weekday::Saturday => "soboty",
        Weekday::Sunday => "neděle",
    };
    format!("{weekday} {}", czech::dates::long(day))
}

/// Why an invitation did not go, in words for staff.
#[must_use]
pub(super) fn trouble_in_words(code: &str) -> &'static str {
    match code {
        "protected" => {
            "Je v ní chráněný údaj, který se k tomuto člověku nesmí dostat. Podívejte se na náhled."
        }
        "would_meet" => {
            "Potkal by se s člověkem, se kterým se potkat nesmí. Dejte jednomu z nich jiný čas nebo místo a odešlete ji znovu."
        }
        "content_changed" => {
            "Od chvíle, kdy jste ji viděli, se změnil obsah. Podívejte se na ni znovu a odešlete ji."
        }
        "address" => "E-mailová adresa není správná. Opravte ji u člověka v případu.",
        "no_address" => "U člověka není e-mail. Doplňte ho, nebo zvolte jiný způsob.",
        "rejected" => "Poštovní server zprávu odmítl. Ověřte adresu, nebo zvolte jiný způsob.",
        "unreachable" | "timeout" | "deferred" | "protocol" | "encryption" => {
            "Poštovní server teď neodpovídá. Zkoušíme to znovu sami."
        }
        "returned_no_mailbox" => {
            "E-mail se vrátil: taková schránka neexistuje. Zavolejte, nebo pošlete dopis."
        }
        "returned_no_domain" => {
            "E-mail se vrátil: část adresy za zavináčem neexistuje. Opravte ji, zavolejte, nebo pošlete dopis."
        }
        "returned_full" => "E-mail se vrátil: schránka je plná. Zavolejte, nebo pošlete dopis.",
        "returned_refused" => "E-mail se vrátil: server příjemce ho odmítl. Zavolejte, nebo pošlete dopis.",
        "returned_expired" => {
            "E-mail se vrátil: server příjemce ho několik dní nepřevzal. Zavolejte, nebo pošlete dopis."
        }
        "returned" => "E-mail se vrátil nedoručený. Zavolejte, nebo pošlete dopis.",
        "no_mobile" => {
            "U člověka není číslo mobilního telefonu. Doplňte ho v případu, nebo zvolte jiný způsob."
        }
        "no_gateway" | "sms_configuration" => {
            "Krátké zprávy nejsou správně nastavené. Zvolte jiný způsob a řekněte to správci."
        }
        "sms_text" => "Odkaz se nevejde do jedné SMS. Zvolte jiný způsob a řekněte to správci.",
        "sms_unknown" => {
            "Není jisté, jestli SMS odešla. Zavolejte; sami ji znovu neposíláme, aby nepřišla dvakrát."
        }
        "sms_refused" => {
            "Služba krátkých zpráv ji odmítla. Ověřte číslo, zavolejte, nebo zvolte jiný způsob."
        }
        "sms_deferred" | "sms_unreachable" => "Služba krátkých zpráv teď neodpovídá. Zkoušíme to znovu sami.",
        "sms_not_delivered" => "SMS nedorazila. Zavolejte, nebo zvolte jiný způsob.",
        "called_off" => "Konference už svolaná není, pozvánka proto neodešla.",
        "gone" => "Účastník už na setkání nepatří, nebo chybí den a čas setkání.",
        "configuration" | "storage" => "Odesílání pošty není správně nastavené. Řekněte to správci.",
        _ => "Zprávu se nepodařilo sestavit. Zkuste jiný způsob a řekněte to správci.",
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]
    use super::*;
    use crate::kernel::Choice;
    use crate::law::Unit;
    use jiff::civil::date;
    use proptest::prelude::*;

    const THREE_DAYS: Deadline = Deadline { amount: 3, unit: Unit::WorkingDay, verified: false };

    #[test]
    fn the_invitations_of_the_story_are_to_be_answered_by_the_friday_of_the_next_week() {
        let by = reply_by(date(2026, 11, 19), date(2026, 12, 10), THREE_DAYS);
        assert_eq!(by, date(2026, 11, 27));
        assert_eq!(until_day(by).replace('\u{a0}', " "), "pátku 27. listopadu 2026");
    }

    proptest! {
        #[test]
        fn there_is_always_a_day_to_answer_between_sending_and_meeting(ahead in 0i64..200, start in 0i64..2000) {
            let sent = date(2026, 1, 1).saturating_add(jiff::Span::new().days(start));
            let meeting = sent.saturating_add(jiff::Span::new().days(ahead));
            let by = reply_by(sent, meeting, THREE_DAYS);
            prop_assert!(sent <= by && by <= meeting);
        }
    }

    #[test]
    fn a_letter_is_posted_and_then_arrives_a_call_is_done_at_once() {
        assert_eq!(after_hand(Channel::Letter, State::Queued), Some(State::Sent));
        assert_eq!(after_hand(Channel::Letter, State::Sent), Some(State::Delivered));
        for proven in [Channel::Registered, Channel::DataBox] {
            assert_eq!(after_hand(proven, State::Queued), Some(State::Sent));
            assert_eq!(after_hand(proven, State::Sent), Some(State::Delivered));
            assert!(proven.has_letter());
        }
        assert_eq!(after_hand(Channel::Phone, State::Queued), Some(State::Delivered));
        assert_eq!(after_hand(Channel::Email, State::Queued), None);
        assert_eq!(after_hand(Channel::Sms, State::Queued), None);
        for channel in Channel::ALL {
            assert_eq!(after_hand(*channel, State::Withdrawn), None);
            assert_eq!(after_hand(*channel, State::Prepared), None);
        }
    }

    #[test]
    fn whoever_was_told_another_day_reads_that_it_changes_and_nothing_else() {
        for state in ConferenceState::ALL {
            let over = matches!(state, ConferenceState::Held | ConferenceState::Closed);
            assert_eq!(called_off(*state, false).is_none(), over, "{state:?}");
            let holds = over || *state == ConferenceState::Convened;
            assert_eq!(called_off(*state, true).is_none(), holds, "{state:?}");
        }
    }

    #[test]
    fn times_are_told_in_words() {
        let at = |h, m| TimeOfDay::new(h, m).unwrap();
        let said = |parts: &[(TimeOfDay, TimeOfDay)]| times(parts, |time| time.to_string(), "a");
        assert_eq!(said(&[(at(13, 0), at(13, 40)), (at(14, 45), at(15, 0))]), "13.00–13.40 a 14.45–15.00");
        assert_eq!(said(&[(at(13, 30), at(13, 40))]), "13.30–13.40");
        assert_eq!(said(&[]), "");
    }
}
