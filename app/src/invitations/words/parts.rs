//! The sets of sentences that templates read. Each is a view of fixed words.

/// Declares a set of sentences and the list of them.
macro_rules! sentences {
    ($($(#[doc = $doc:expr])* $visibility:vis struct $name:ident { $($field:ident),+ $(,)? })+) => {
        outbound::view! {$(
            $(#[doc = $doc])*
            $visibility struct $name { $(pub $field: &'static str),+ }
        )+}
        $(
            #[cfg(test)]
            impl $name {
                /// All of them.
                pub(super) fn all(&self) -> Vec<&'static str> {
                    vec![$(self.$field),+]
                }
            }
        )+
    };
}

sentences! {
    /// What the page says that the link alone opens.
    pub struct PageWords {
        lang, title, skip, demo_label, demo, language,
        hello, only_for_you, show, unexpected,
        saved, invites, invites_named, changed_title, changed, changed_again,
        place_later, arrival,
        unsaved_title, unsaved, you_wrote, phone,
        your_answer, fix, mistake, which_phone, phone_kept, phone_hint, phone_wrong, why_not,
        message, message_hint, message_kept, message_long, save, optional,
        change_answer, how, how_missing, how_saves, reply_by, reply_change, closed,
        calendar, about, concerns, bring, work, ask,
        code_title, code_why, code_letter, code_phone, code_call, code_label, code_hint, code_give, code_form, code_wrong, code_wait,
        inside, inside_why, end, ended,
        needs, needs_why, needs_words, needs_save, needs_saved,
        substitute, substitute_why, substitute_name, substitute_role, substitute_contact, substitute_contact_hint,
        substitute_missing, substitute_save, substitute_saved, substitute_open, substitute_declined,
        request, request_why, request_words, request_send, request_sent, request_open,
        too_long, not_sent,
        after, after_none, after_earlier, after_code, after_code_why, after_code_paper
    }

    /// What the page says behind the code.
    pub struct InnerWords {
        title, back, lead, place, place_none, waiting,
        goals, goals_none, agenda, agenda_yours, agenda_none, agenda_you,
        people, people_why, questions, questions_why, papers, papers_none, leaflet,
        back_title, back_ask, back_paper, back_done,
        yours, yours_why, name, email, address, answer, needs, substitute, nothing,
        left_out, end_why, employer, employer_why
    }

    /// What asks somebody to destroy what they got.
    pub struct EraseWords {
        title, subject, ask, ask_more, confirm_here, confirm, confirmed, thanks
    }

    /// Labels of letter and mail, and what surrounds them.
    pub struct LetterWords {
        lang, region, subject, subject_office, changed, news_subject, news, hello, handled_by, phone, email, date,
        when, place, part, concerns, why, bring, help, know, answer, answer_by, online, code, code_note, by_phone, by_email,
        mail_when, mail_place, mail_part, mail_concerns, mail_answer_page, mail_answer, mail_phone,
        note, interpreter, release, confidentiality, legal, closing, demo, sms,
        mail_invites, mail_changed, mail_more
    }
}

#[cfg(test)]
impl LetterWords {
    /// Sentences with a place for something.
    pub(super) fn with_a_place(&self) -> Vec<(&'static str, &'static str)> {
        vec![
            ("answer_by", self.answer_by),
            ("mail_answer_page", self.mail_answer_page),
            ("mail_answer", self.mail_answer),
            ("release", self.release),
            ("confidentiality", self.confidentiality),
            ("legal", self.legal),
        ]
    }
}

#[cfg(test)]
impl PageWords {
    /// Sentences with a place for something.
    pub(super) fn with_a_place(&self) -> Vec<(&'static str, &'static str)> {
        vec![("reply_by", self.reply_by), ("code_call", self.code_call)]
    }
}

/// Whom questions to prepare are for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::invitations) enum Topic {
    /// Parents.
    Parents,
    /// A child.
    Child,
    /// Grandparents and other close people.
    Relatives,
    /// Foster carers and guardians.
    FosterCarer,
    /// Doctors.
    Health,
    /// Schools and kindergartens.
    School,
    /// Social services and accompanying organisations.
    SocialService,
    /// A residential facility.
    Residential,
    /// Police.
    Police,
    /// Probation.
    Probation,
    /// Housing, benefits, debts.
    Advice,
    /// Anybody else who comes by profession.
    Professional,
}

impl Topic {
    /// All.
    #[cfg(test)]
    pub(in crate::invitations) const ALL: &'static [Self] = &[
        Self::Parents,
        Self::Child,
        Self::Relatives,
        Self::FosterCarer,
        Self::Health,
        Self::School,
        Self::SocialService,
        Self::Residential,
        Self::Police,
        Self::Probation,
        Self::Advice,
        Self::Professional,
    ];
}
