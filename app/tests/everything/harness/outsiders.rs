//! What outsiders hold in their hands: the personal links in the mails that left the house.

use super::TestHouse;

/// Address of the recipient and path of the personal link, for every mail with one.
pub async fn links(house: &TestHouse) -> Vec<(String, String)> {
    let mut links = Vec::new();
    for sent in house.house.exit.transport.kept().await.unwrap_or_default() {
        let Ok(message) = mail::read(&sent.raw) else { continue };
        let text = message.text.clone().unwrap_or_default();
        for word in text.split_whitespace() {
            let inside = word
                .trim_matches(['<', '>', '(', ')', ',', ';', '"'])
                .strip_prefix(super::browser::ORIGIN)
                .filter(|path| path.starts_with("/p/"));
            if let Some(path) = inside {
                links.push((sent.envelope_to.clone(), path.trim_end_matches('.').to_owned()));
            }
        }
    }
    links
}
