//! What a line was before: texts that others replaced, and properties that somebody set otherwise later.

use super::room::Room;
use super::rows::SeatRow;
use crate::access::{Denied, House};
use crate::identity;
use crate::kernel::Choice;
use crate::meeting::actions::Lead;
use crate::meeting::store::lines::{Earlier, history};
use crate::meeting::{Line, LineKind, Side, Topic, Weight};
use ::journal::Field;

/// What a property is called on the page.
const fn label(field: Field) -> &'static str {
    match field {
        Field::Kind => "co řádek je",
        Field::Topic => "čeho se týká",
        Field::Weight => "jakou má váhu",
        Field::Child => "kterého dítěte",
        Field::Speaker => "kdo to říká",
        Field::Owner | Field::OwnerNote => "kdo úkol udělá",
        Field::ToldBy => "kdo mu to řekne",
        Field::Due => "do kdy",
        Field::Indicator => "jak poznáme, že je hotovo",
        Field::Support => "kdo s tím pomůže",
        Field::PlanB => "co když to nevyjde",
        Field::Side => "čí je to úkol",
        Field::Goal => "ke kterému cíli",
    }
}

/// A value of a property as people read it; words stay words.
fn told(field: Field, value: &str, permit: &Lead, room: &Room, seats: &[SeatRow]) -> String {
    let code = |label: Option<&'static str>| label.unwrap_or("jiné").to_owned();
    match field {
        Field::Kind => code(LineKind::from_code(value).map(Choice::label)),
        Field::Topic => code(Topic::from_code(value).map(Choice::label)),
        Field::Weight => code(Weight::from_code(value).map(Choice::label)),
        Field::Side => code(Side::from_code(value).map(Choice::label)),
        Field::Due => value.parse().map_or_else(|_| value.to_owned(), czech::dates::short),
        Field::Speaker | Field::Owner | Field::ToldBy => {
            let seat = seats.iter().find(|seat| seat.id.to_string() == value);
            seat.map_or_else(|| "někdo, kdo už u stolu není".to_owned(), |seat| seat.short.clone())
        }
        Field::Child => {
            let child = room.children.iter().find(|child| child.id.to_string() == value);
            child.map_or_else(|| "jiné dítě".to_owned(), |child| permit.reveal(&child.given).clone())
        }
        Field::Goal => {
            let goal = room.goals.iter().find(|goal| goal.id.to_string() == value);
            goal.map_or_else(|| "jiný cíl".to_owned(), |goal| permit.reveal(&goal.text).clone())
        }
        Field::OwnerNote | Field::Indicator | Field::Support | Field::PlanB => value.to_owned(),
    }
}

/// What a line was before: the words, and who wrote them when.
pub(super) async fn earlier(
    house: &House,
    permit: &Lead,
    room: &Room,
    line: &Line,
) -> Result<Vec<(String, String)>, Denied> {
    let (lookup, seats) = (permit.lookup(house), room.seat_rows(permit));
    let mut rows = Vec::new();
    for Earlier { text, field, by, at, until } in history(lookup, permit.record(), line).await? {
        let by = match by {
            Some(by) => identity::store::find_staff(lookup.queries(), by).await?,
            None => None,
        };
        let when = czech::dates::local_moment(at.timestamp());
        let who = match (until, by) {
            (true, _) => format!("platilo do {when}"),
            (_, Some(by)) => format!("zapsáno {when}, {}", by.name().full()),
            _ => format!("zapsáno {when}"),
        };
        let words = permit.reveal(&text);
        rows.push(match field {
            None => (words.clone(), who),
            Some(field) => (format!("{}: {}", label(field), told(field, words, permit, room, &seats)), who),
        });
    }
    Ok(rows)
}
