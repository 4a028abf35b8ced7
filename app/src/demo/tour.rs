//! The tour: five steps, and the links that invited people got by mail.

use super::mailbox;
use crate::access::House;
use crate::kernel::Failure;

/// The five steps: what to do, and where it begins.
pub const STEPS: &[(&str, &str, &str)] = &[
    (
        "Vstupte jako Jana Kubíčková",
        "Uvidíte den sociální pracovnice: co hoří a co počká. Otevřete konferenci Doležalových a stránku „Co zbývá“.",
        "/ukazka/vstup/pracovnice",
    ),
    (
        "Projděte plán a pozvěte zbývající",
        "Cíle jednoduchými slovy, místo, program po minutách, kdo je u které části. Pozvánku si před odesláním prohlédněte.",
        "/ukazka/vstup/pracovnice",
    ),
    (
        "Podívejte se do pošty a odpovězte za pozvané",
        "Zprávy odtud nikam neodcházejí, leží v poště ukázky. Odkaz ve zprávě otevře stránku, na které se odpovídá bez účtu.",
        "/ukazka/posta",
    ),
    (
        "Zkuste jiné oči",
        "Vedoucí rozhoduje o svolání, pověřenkyně čte, kdo kam nahlížel, a pro jiný úřad případ vůbec neexistuje.",
        "/ukazka/vstup/vedouci",
    ),
    (
        "Otevřete konferenci, která už proběhla",
        "Účast, řádky zápisu, dohodnuté úkoly s termíny a hotový zápis jako PDF k archivaci.",
        "/ukazka/vstup/pracovnice",
    ),
];

/// An invited person with the personal link from their newest mail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Guest {
    /// Name from the mail's recipient, or the address.
    pub name: String,
    /// Path of the link.
    pub path: String,
}

/// Invited people with links in the demo's mailbox, one link each, the newest; at most `most`.
///
/// # Errors
/// When the mailbox cannot be read.
pub async fn guests(house: &House, most: usize) -> Result<Vec<Guest>, Failure> {
    let mut guests: Vec<Guest> = Vec::new();
    for letter in mailbox::letters(house).await? {
        let Some(path) = letter.personal_link() else { continue };
        if guests.iter().all(|guest| guest.name != letter.to) {
            guests.push(Guest { name: letter.to, path });
        }
    }
    guests.reverse();
    guests.truncate(most);
    Ok(guests)
}
