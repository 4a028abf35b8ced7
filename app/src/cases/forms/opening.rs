//! Forms that open a case: rows on a page, or a list.

use super::{MARK, NAME, birth_day, past_day};
use crate::cases::CaseFile;
use crate::cases::import::{Entry, Line, read_list, read_people};
use crate::cases::model::{
    BirthDay, CaseTitle, ChildInput, FamilyName, FileMark, GivenName, NewCase, NewPerson, PersonInput,
};
use crate::kernel::{Day, FormState, Id};
use czech::names::PersonName;

/// Rows for children that a form can have at most.
pub(crate) const MOST_ROWS: usize = 12;

/// A child as it begins.
fn beginning(name: PersonName, born: Option<BirthDay>, mark: &str, registered_on: Option<Day>) -> ChildInput {
    ChildInput {
        given: GivenName::new(name.given),
        family: FamilyName::new(name.family),
        born,
        file_mark: FileMark::new(mark.to_owned()),
        registered_on,
        plan_due: None,
        plan_made_on: None,
    }
}

/// A person of a list with the positions of the children that the relation holds for.
fn newcomer(entry: Entry, children: &[String]) -> Option<NewPerson> {
    let Entry::Person { name, word, relation, reader, legal, of } = entry else { return None };
    let named: Vec<String> = of.iter().map(|given| czech::folding::fold(given)).collect();
    let of = children.iter().enumerate().filter(|(_, c)| named.contains(c)).map(|(at, _)| at).collect();
    let position = (!reader.is_of_family()).then(|| word.clone());
    let input = PersonInput {
        titles_before: name.title_before,
        given: GivenName::new(name.given),
        family: FamilyName::new(name.family),
        titles_after: name.title_after,
        reader,
        also: None,
        organisation: None,
        position,
        email: None,
        phone: None,
        address: None,
    };
    Some(NewPerson { input, relation, words: Some(word), legal, of })
}

/// The identifier made when the form was shown, or a fresh one when it was lost.
fn begun(form: &FormState, fresh: Id<CaseFile>) -> Id<CaseFile> {
    form.id("nove_id").unwrap_or(fresh)
}

/// A new case as typed into the rows of the page.
pub(crate) fn new_case(mut form: FormState, today: Day, fresh: Id<CaseFile>) -> Result<NewCase, FormState> {
    let id = begun(&form, fresh);
    let file_mark = form.required("spisova_znacka", MARK, "Napište spisovou značku, například Om 118/2026.");
    let title = form.required("nazev", NAME, "Napište, jak případu říkáte, například příjmení rodiny.");
    let registered_on = past_day(&mut form, "zapis_do_evidence", today);
    let (mut children, mut given) = (Vec::new(), Vec::new());
    for row in 1..=MOST_ROWS {
        let field = format!("dite_jmeno_{row}");
        let name = form.optional(&field, NAME);
        let born = birth_day(&mut form, &format!("dite_narozeni_{row}"), today);
        let own_mark = form.optional(&format!("dite_znacka_{row}"), MARK);
        match name {
            None if form.error(&field).is_some() => {}
            None if born.is_some() || own_mark.is_some() => {
                form.fail(&field, format!("U {row}. dítěte chybí jméno."));
            }
            None => {}
            Some(name) => {
                let mark = own_mark.or_else(|| file_mark.clone()).unwrap_or_default();
                let name = whole_name(&name);
                given.push(name.given.clone());
                children.push(beginning(name, born, &mark, registered_on));
            }
        }
    }
    let people = people_of(&mut form, today, &given);
    form.finish(|| {
        let (title, file_mark) = (CaseTitle::new(title?), FileMark::new(file_mark?));
        Some(NewCase { id, title, file_mark, children, people })
    })
}

/// A name taken apart; what cannot be is kept as the given name.
fn whole_name(typed: &str) -> PersonName {
    let mut name = czech::names::split(typed);
    if name.given.is_empty() && name.family.is_empty() {
        name.given = typed.to_owned();
    }
    name
}

/// People from the lines "jméno; vztah"; `given` are the given names of the children.
fn people_of(form: &mut FormState, today: Day, given: &[String]) -> Vec<NewPerson> {
    let text = form.optional_text("lide", 8000).unwrap_or_default();
    let folded: Vec<String> = given.iter().map(|name| czech::folding::fold(name)).collect();
    let mut people = Vec::new();
    for line in read_people(&text, today, given) {
        match line.read {
            Ok(Entry::Child { .. }) => form.fail(
                "lide",
                format!("Na řádku {} chybí vztah. Napište ho za středník, například „; matka“.", line.number),
            ),
            Ok(entry) => people.extend(newcomer(entry, &folded)),
            Err(sentence) => form.fail("lide", format!("Řádek {}: {sentence}", line.number)),
        }
    }
    people
}

/// A list as read for its preview.
pub(crate) struct ListForm {
    /// What was typed: case, entry into the register, the text of the list.
    pub form: FormState,
    /// Its lines.
    pub lines: Vec<Line>,
}

impl ListForm {
    /// Children that would be written.
    pub(crate) fn children(&self) -> usize {
        self.lines.iter().filter(|line| matches!(line.read, Ok(Entry::Child { .. }))).count()
    }
    /// Other people that would be written.
    pub(crate) fn people(&self) -> usize {
        self.lines.iter().filter(|line| matches!(line.read, Ok(Entry::Person { .. }))).count()
    }
    /// Lines that cannot be read.
    pub(crate) fn bad(&self) -> usize {
        self.lines.iter().filter(|line| line.read.is_err()).count()
    }
}

/// A new case from a list: the case when everything is good, otherwise what to show again. `look_only` leaves a
/// good list unsaved.
pub(crate) fn new_case_from_list(
    mut form: FormState,
    today: Day,
    fresh: Id<CaseFile>,
    look_only: bool,
) -> Result<NewCase, ListForm> {
    let id = begun(&form, fresh);
    let file_mark = form.required("spisova_znacka", MARK, "Napište spisovou značku, například Om 118/2026.");
    let title = form.required("nazev", NAME, "Napište, jak případu říkáte, například příjmení rodiny.");
    let registered_on = past_day(&mut form, "zapis_do_evidence", today);
    let lines = read_list(form.value("seznam"), today);
    if lines.is_empty() {
        form.fail("seznam", "Vložte seznam nebo vyberte soubor. Na každý řádek jeden člověk.");
    }
    let bad: Vec<String> = lines.iter().filter(|l| l.read.is_err()).map(|l| l.number.to_string()).collect();
    if !bad.is_empty() {
        let which = if bad.len() == 1 { "řádek" } else { "řádky" };
        form.fail("seznam", format!("Opravte {which} {}. Zatím se nic neuložilo.", bad.join(", ")));
    }
    let (Some(title), Some(mark), false, false) = (title, file_mark, form.has_errors(), look_only) else {
        return Err(ListForm { form, lines });
    };
    let (mut children, mut folded, mut others) = (Vec::new(), Vec::new(), Vec::new());
    for line in lines {
        match line.read {
            Ok(Entry::Child { name, born, file_mark }) => {
                let own = file_mark.as_deref().unwrap_or(&mark);
                folded.push(czech::folding::fold(&name.given));
                children.push(beginning(name, born.map(BirthDay::new), own, registered_on));
            }
            Ok(entry) => others.push(entry),
            Err(_) => {}
        }
    }
    let people = others.into_iter().filter_map(|entry| newcomer(entry, &folded)).collect();
    Ok(NewCase { id, title: CaseTitle::new(title), file_mark: FileMark::new(mark), children, people })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]
    use super::*;
    use jiff::civil::date;

    const TODAY: Day = date(2026, 11, 19);

    fn fresh() -> Id<CaseFile> {
        Id::from_uuid(uuid::Uuid::from_u128(7))
    }

    #[test]
    fn a_file_mark_and_a_name_are_enough_to_begin() {
        let form = FormState::empty().with("spisova_znacka", "Om 118/2026").with("nazev", "Doležalovi");
        let case = new_case(form, TODAY, fresh()).unwrap();
        assert!(case.children.is_empty() && case.people.is_empty());
    }

    #[test]
    fn a_birth_date_without_a_name_is_asked_about_and_kept() {
        let form = FormState::empty()
            .with("spisova_znacka", "Om 118/2026")
            .with("nazev", "Doležalovi")
            .with("dite_narozeni_2", "4. 3. 2013");
        let again = new_case(form, TODAY, fresh()).unwrap_err();
        assert!(again.error("dite_jmeno_2").is_some());
        assert_eq!(again.value("dite_narozeni_2"), "4. 3. 2013");
    }

    #[test]
    fn a_list_with_one_bad_line_saves_nothing_and_loses_nothing() {
        let text = "Eliška Doležalová; 4. 3. 2013\nMatyáš; 31. 2. 2017\nMarkéta Doležalová; matka";
        let form = FormState::empty()
            .with("spisova_znacka", "Om 118/2026")
            .with("nazev", "Doležalovi")
            .with("seznam", text);
        let Err(list) = new_case_from_list(form, TODAY, fresh(), false) else { panic!("saved") };
        assert_eq!((list.children(), list.people(), list.bad()), (1, 1, 1));
        assert_eq!(list.form.value("seznam"), text);
    }
}
