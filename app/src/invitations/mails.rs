//! The mail that tells its reader that a meeting will not be as they were told, and the one that says that there is
//! something new on their page.

use super::content::Content;
use super::letters::clerk;
use super::notices::Reason;
use super::rules::Audience;
use super::words::LetterWords;
use jiff::Timestamp;
use outbound::{CalendarView, Cut, Cutter, Link, Logistics, Meeting, Occasion};

/// What the mail is cut from: the meeting as its reader knows it.
pub(super) struct CalledOffContent {
    pub(super) content: Content,
    pub(super) reason: Reason,
}

outbound::view! {
    /// Word that a meeting will not be as its reader was told. It says no reason and names nobody.
    #[mail("invitations/mails/called_off.txt")]
    pub struct CalledOffView {
        pub hello: &'static str,
        pub sentence: &'static str,
        pub date: Logistics,
        pub from: Logistics,
        pub until: Logistics,
        pub calendar: &'static str,
        pub ask: &'static str,
        pub phone_label: &'static str,
        pub demo: &'static str,
        pub phone: Option<Logistics>,
        /// What the entry in a calendar is called.
        pub title: &'static str,
        pub starts: Timestamp,
        pub ends: Timestamp,
    }
}

impl Cut<CalledOffContent> for CalledOffView {
    const OCCASION: Occasion = Occasion::Invitation;

    fn cut(called_off: &CalledOffContent, _: &Cutter<'_>) -> Self {
        let content = &called_off.content;
        let words = content.words();
        let (from, until) = content.span();
        let (starts, ends) = content.moments();
        let child = content.audience == Audience::Child;
        let (calendar, ask) = (words.notice_rest)(child);
        Self {
            hello: words.letter.hello,
            sentence: (words.notice)(called_off.reason, child),
            date: Logistics::of((words.day)(content.meeting.day)),
            from: Logistics::of((words.time)(from)),
            until: Logistics::of((words.time)(until)),
            calendar,
            ask,
            phone_label: words.letter.phone,
            demo: words.letter.demo,
            phone: clerk(content).phone,
            title: content.language.calendar_title(),
            starts: starts.timestamp(),
            ends: ends.timestamp(),
        }
    }
}

impl CalendarView for CalledOffView {
    fn meeting(&self) -> Meeting {
        Meeting { start: self.starts, end: self.ends, title: self.title, place: None, note: "", link: None }
    }
}

/// That there is something new on somebody's page.
pub(super) struct News {
    pub(super) content: Content,
    /// The way there.
    pub(super) link: Link,
}

outbound::view! {
    /// Word that there is something new on the reader's page. It does not say what.
    #[mail("invitations/mails/news.txt")]
    pub struct NewsView {
        pub words: LetterWords,
        pub hello: &'static str,
        pub link: Link,
    }
}

impl Cut<News> for NewsView {
    const OCCASION: Occasion = Occasion::Invitation;

    fn cut(news: &News, _: &Cutter<'_>) -> Self {
        let content = &news.content;
        Self {
            words: content.words().letter.clone(),
            hello: content.words().letter.hello,
            link: news.link.clone(),
        }
    }
}
