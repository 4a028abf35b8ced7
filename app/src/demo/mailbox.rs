//! The mail that would have left the house.

use crate::access::House;
use crate::kernel::{Failure, Moment};

/// A kept message as the mailbox shows it.
pub(super) struct Letter {
    /// Identifier of the kept message.
    pub id: String,
    /// Recipient's name, or the address.
    pub to: String,
    /// Recipient's address.
    pub address: String,
    /// Sender.
    pub from: String,
    /// Subject.
    pub subject: String,
    /// When.
    pub moment: Moment,
    /// The text in pieces.
    pub text: Vec<Piece>,
    /// The calendar file.
    pub calendar: Option<String>,
    /// Names of attachments.
    pub attachments: Vec<String>,
}

/// A piece of a message's text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    /// As it stands in the message.
    pub text: String,
    /// Where it leads within this demo.
    pub href: Option<String>,
}

impl Letter {
    /// The personal link, as a path.
    pub fn personal_link(&self) -> Option<String> {
        self.text.iter().filter_map(|piece| piece.href.clone()).find(|href| href.starts_with("/p/"))
    }

    /// The text line by line; a page keeps no line breaks of its own.
    pub fn lines(&self) -> Vec<Vec<Piece>> {
        let mut lines = vec![Vec::new()];
        for piece in &self.text {
            for (index, part) in piece.text.split('\n').enumerate() {
                if index > 0 {
                    lines.push(Vec::new());
                }
                if let Some(line) = lines.last_mut().filter(|_| !part.is_empty()) {
                    line.push(Piece { text: part.to_owned(), href: piece.href.clone() });
                }
            }
        }
        lines.retain(|line| !line.is_empty());
        lines
    }

    /// "čtvrtek 19. listopadu, 9.15" in Prague.
    pub fn when(&self) -> String {
        format!("{}, {}", czech::dates::brief(self.moment.day()), self.moment.time_of_day())
    }
}

/// All kept messages, newest first: mails and short messages.
pub(super) async fn letters(house: &House) -> Result<Vec<Letter>, Failure> {
    let kept = house.exit.transport.kept().await.map_err(|e| Failure::Output(e.to_string()))?;
    let mut letters: Vec<Letter> = kept.into_iter().filter_map(|sent| letter(house, sent)).collect();
    if let Some(gateway) = &house.exit.sms {
        let kept = gateway.kept().await.map_err(|e| Failure::Output(e.to_string()))?;
        letters.extend(kept.into_iter().map(|short| message(house, short)));
        letters.sort_by_key(|letter| std::cmp::Reverse(letter.moment));
    }
    Ok(letters)
}

/// A short message as the mailbox shows it.
fn message(house: &House, short: sms::Kept) -> Letter {
    Letter {
        id: short.id,
        to: "mobilní telefon".into(),
        address: short.number,
        from: "SMS".into(),
        subject: "SMS".into(),
        moment: Moment::from_timestamp(short.moment),
        text: pieces(&short.text, &[&house.exit.public_url, &house.exit.staff_url]),
        calendar: None,
        attachments: Vec::new(),
    }
}

fn letter(house: &House, sent: mail::Sent) -> Option<Letter> {
    let message = mail::read(&sent.raw).ok()?;
    let named = |mailbox: &mail::Mailbox| {
        if mailbox.name.is_empty() { mailbox.address.clone() } else { mailbox.name.clone() }
    };
    Some(Letter {
        id: sent.id,
        to: message.to.as_ref().map(named).unwrap_or_default(),
        address: sent.envelope_to,
        from: message.from.as_ref().map(named).unwrap_or_default(),
        subject: message.subject,
        moment: Moment::from_timestamp(sent.moment),
        text: pieces(&message.text.unwrap_or_default(), &[&house.exit.public_url, &house.exit.staff_url]),
        calendar: message.calendar.map(|calendar| calendar.text),
        attachments: message.attachments.into_iter().map(|attachment| attachment.file_name).collect(),
    })
}

/// The message of an identifier.
pub(super) async fn find(house: &House, id: &str) -> Result<Option<Letter>, Failure> {
    Ok(letters(house).await?.into_iter().find(|letter| letter.id == id))
}

/// Cuts links to our own pages out of a text. The address may be that of an earlier start of the demo, so any
/// address of this machine counts, and only the path is kept.
fn pieces(text: &str, ours: &[&str]) -> Vec<Piece> {
    let mut found = Vec::new();
    let mut plain = String::new();
    let mut rest = text;
    while let Some(at) = ["http://", "https://"].iter().filter_map(|s| rest.find(s)).min() {
        let (before, from) = rest.split_at(at);
        let end = from.find(|c: char| c.is_whitespace() || "<>\"".contains(c)).unwrap_or(from.len());
        let (address, after) = from.split_at(end);
        let address_text = address.trim_end_matches(['.', ',', ')']);
        plain.push_str(before);
        match path_of(address_text, ours) {
            Some(path) => {
                found.push(Piece { text: std::mem::take(&mut plain), href: None });
                found.push(Piece { text: address_text.to_owned(), href: Some(path) });
                plain.push_str(address.get(address_text.len()..).unwrap_or_default());
            }
            None => plain.push_str(address),
        }
        rest = after;
    }
    plain.push_str(rest);
    found.push(Piece { text: plain, href: None });
    found.retain(|piece| !piece.text.is_empty());
    found
}

fn path_of(address: &str, ours: &[&str]) -> Option<String> {
    let inside = ours.iter().find_map(|base| address.strip_prefix(base)).or_else(|| {
        let (host, path) = address.split_once("://")?.1.split_once('/')?;
        let local = ["127.0.0.1", "localhost", "[::1]"].iter().any(|name| host.starts_with(name));
        local.then(|| address.get(address.len() - path.len() - 1..)).flatten()
    })?;
    inside.starts_with('/').then(|| inside.to_owned())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing)]

    use super::*;

    #[test]
    fn links_of_this_and_of_an_earlier_start_lead_to_the_demo() {
        let text = "Odpovězte: http://127.0.0.1:8080/p/abc.\nDřív: http://localhost:9/p/x\nJinam: https://jinde.example/p/y";
        let found = pieces(text, &["http://127.0.0.1:8080"]);
        let links: Vec<_> = found.iter().filter_map(|p| p.href.as_deref()).collect();
        assert_eq!(links, ["/p/abc", "/p/x"]);
        let whole: String = found.iter().map(|p| p.text.as_str()).collect();
        assert_eq!(whole, text, "nothing of the text is lost");
    }

    #[test]
    fn an_address_that_only_begins_like_ours_is_no_link() {
        assert!(
            pieces("http://127.0.0.1:8080.utok.example/p/a", &["http://127.0.0.1:8080"])[0].href.is_none()
        );
    }
}
