//! What a person typed, and the Czech sentences beside it.
//!
//! A slice's `forms.rs` asks field by field; each question that has no good answer leaves a sentence. At the end
//! [`FormState::finish`] gives either the typed input or the form back with everything that was typed.

use super::{Day, TimeOfDay};
use czech::dates::ReadError;

/// A sentence beside a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldError {
    /// The field's name (also its HTML id).
    pub field: String,
    /// The sentence.
    pub sentence: String,
}

/// A choice that a form offers by a stable code.
pub trait Choice: Sized + Copy + 'static {
    /// All that can be chosen, in the order of the page.
    const ALL: &'static [Self];
    /// The stable code (form value, column).
    fn code(self) -> &'static str;
    /// The Czech label.
    fn label(self) -> &'static str;
    /// By its code.
    fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|choice| choice.code() == code)
    }
    /// Pairs of code and label for a select or radios.
    fn options() -> Vec<(String, String)> {
        Self::ALL.iter().map(|c| (c.code().to_owned(), c.label().to_owned())).collect()
    }
}

/// Names and values as typed, with the sentences found so far.
#[derive(Clone, Debug, Default)]
pub struct FormState {
    values: Vec<(String, String)>,
    errors: Vec<FieldError>,
}

impl FormState {
    /// Nothing typed yet.
    #[must_use]
    pub fn empty() -> Self {
        Self::default()
    }

    /// As it came from the browser.
    #[must_use]
    pub fn from_pairs(values: Vec<(String, String)>) -> Self {
        Self { values, errors: Vec::new() }
    }

    /// Adds a value, for a form that starts from a record.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<String>) -> Self {
        self.values.push((name.to_owned(), value.into()));
        self
    }

    /// Adds a value when there is one.
    #[must_use]
    pub fn with_some(self, name: &str, value: Option<impl Into<String>>) -> Self {
        match value {
            Some(value) => self.with(name, value),
            None => self,
        }
    }

    /// What was typed, or nothing.
    #[must_use]
    pub fn value(&self, name: &str) -> &str {
        self.values.iter().find(|(n, _)| n == name).map_or("", |(_, v)| v.as_str())
    }

    /// All values of a name (checkboxes, repeated rows), in order.
    #[must_use]
    pub fn all(&self, name: &str) -> Vec<&str> {
        self.values.iter().filter(|(n, _)| n == name).map(|(_, v)| v.as_str()).collect()
    }

    /// All names and values, in order: for a page that hands typed text on.
    #[must_use]
    pub fn pairs(&self) -> &[(String, String)] {
        &self.values
    }

    /// Whether this value was chosen.
    #[must_use]
    pub fn is(&self, name: &str, value: &str) -> bool {
        self.values.iter().any(|(n, v)| n == name && v == value)
    }

    /// The sentence beside a field.
    #[must_use]
    pub fn error(&self, name: &str) -> Option<&str> {
        self.errors.iter().find(|e| e.field == name).map(|e| e.sentence.as_str())
    }

    /// All sentences, in the order of the questions.
    #[must_use]
    pub fn errors(&self) -> &[FieldError] {
        &self.errors
    }

    /// Whether any sentence was left.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        !self.errors.is_empty()
    }

    /// Leaves a sentence beside a field (one per field; the first stays).
    pub fn fail(&mut self, field: &str, sentence: impl Into<String>) {
        if self.error(field).is_none() {
            self.errors.push(FieldError { field: field.to_owned(), sentence: sentence.into() });
        }
    }

    /// The same, as a value: for a page that is shown again after a rule refused.
    #[must_use]
    pub fn failed(mut self, field: &str, sentence: impl Into<String>) -> Self {
        self.fail(field, sentence);
        self
    }

    /// One line that may be missing.
    pub fn optional(&mut self, name: &str, longest: usize) -> Option<String> {
        let line = czech::lines::clean_line(self.value(name));
        self.bounded(name, line, longest)
    }

    /// One line that must be there; `missing` is the sentence when it is not.
    pub fn required(&mut self, name: &str, longest: usize, missing: &str) -> Option<String> {
        let line = self.optional(name, longest);
        self.present(name, line, missing)
    }

    /// Several lines that may be missing.
    pub fn optional_text(&mut self, name: &str, longest: usize) -> Option<String> {
        let text = czech::lines::clean_text(self.value(name));
        self.bounded(name, text, longest)
    }

    /// Several lines that must be there.
    pub fn required_text(&mut self, name: &str, longest: usize, missing: &str) -> Option<String> {
        let text = self.optional_text(name, longest);
        self.present(name, text, missing)
    }

    fn bounded(&mut self, name: &str, text: String, longest: usize) -> Option<String> {
        let length = text.chars().count();
        if length > longest {
            self.fail(
                name,
                format!(
                    "Text je moc dlouhý: má {length} znaků a vejde se jich {longest}. Zkraťte ho, prosím."
                ),
            );
            return None;
        }
        (!text.is_empty()).then_some(text)
    }

    fn present<T>(&mut self, name: &str, value: Option<T>, missing: &str) -> Option<T> {
        if value.is_none() {
            self.fail(name, missing);
        }
        value
    }

    /// A day that may be missing.
    pub fn optional_day(&mut self, name: &str) -> Option<Day> {
        let typed = czech::lines::clean_line(self.value(name));
        match czech::dates::parse_date(&typed) {
            Ok(day) if (1900..=2200).contains(&day.year()) => Some(day),
            Err(ReadError::Empty) => None,
            Ok(_) => {
                self.fail(name, "Rok je mimo rozsah. Napište datum jako 10. 12. 2026.");
                None
            }
            Err(error) => {
                self.fail(name, error.about_date());
                None
            }
        }
    }

    /// A day that must be there.
    pub fn required_day(&mut self, name: &str, missing: &str) -> Option<Day> {
        let day = self.optional_day(name);
        self.present(name, day, missing)
    }

    /// A time of day that may be missing.
    pub fn optional_time(&mut self, name: &str) -> Option<TimeOfDay> {
        let typed = czech::lines::clean_line(self.value(name));
        match czech::dates::parse_time(&typed) {
            Ok(time) => TimeOfDay::new(i16::from(time.hour()), i16::from(time.minute())),
            Err(ReadError::Empty) => None,
            Err(error) => {
                self.fail(name, error.about_time());
                None
            }
        }
    }

    /// A time of day that must be there.
    pub fn required_time(&mut self, name: &str, missing: &str) -> Option<TimeOfDay> {
        let time = self.optional_time(name);
        self.present(name, time, missing)
    }

    /// A whole number within bounds that may be missing.
    pub fn optional_number(&mut self, name: &str, lowest: i64, highest: i64) -> Option<i64> {
        let typed = czech::lines::clean_line(self.value(name)).replace(['\u{a0}', ' '], "");
        if typed.is_empty() {
            return None;
        }
        match typed.parse::<i64>() {
            Ok(number) if (lowest..=highest).contains(&number) => Some(number),
            _ => {
                self.fail(name, format!("Napište celé číslo od {lowest} do {highest}."));
                None
            }
        }
    }

    /// A whole number that must be there.
    pub fn required_number(&mut self, name: &str, lowest: i64, highest: i64, missing: &str) -> Option<i64> {
        let number = self.optional_number(name, lowest, highest);
        self.present(name, number, missing)
    }

    /// A choice that may be missing; an unknown code counts as missing with a sentence.
    pub fn optional_choice<C: Choice>(&mut self, name: &str) -> Option<C> {
        let typed = self.value(name);
        if typed.is_empty() {
            return None;
        }
        let choice = C::from_code(typed);
        if choice.is_none() {
            self.fail(name, "Vyberte jednu z nabízených možností.");
        }
        choice
    }

    /// A choice that must be made.
    pub fn required_choice<C: Choice>(&mut self, name: &str, missing: &str) -> Option<C> {
        let choice = self.optional_choice(name);
        self.present(name, choice, missing)
    }

    /// All choices made among checkboxes; unknown codes are left out.
    #[must_use]
    pub fn choices<C: Choice>(&self, name: &str) -> Vec<C> {
        self.all(name).into_iter().filter_map(C::from_code).collect()
    }

    /// An identifier that may be missing; garbage counts as missing.
    #[must_use]
    pub fn id<T>(&self, name: &str) -> Option<super::Id<T>> {
        self.value(name).parse().ok()
    }

    /// All identifiers of a name; garbage is left out.
    #[must_use]
    pub fn ids<T>(&self, name: &str) -> Vec<super::Id<T>> {
        self.all(name).into_iter().filter_map(|v| v.parse().ok()).collect()
    }

    /// Whether a single checkbox was ticked.
    #[must_use]
    pub fn ticked(&self, name: &str) -> bool {
        !self.value(name).is_empty()
    }

    /// The version of the record that the person saw, from the hidden field `verze`.
    #[must_use]
    pub fn version(&self) -> Option<i64> {
        self.value("verze").parse().ok()
    }

    /// The typed input when no sentence was left, else the form with all that was typed.
    ///
    /// # Errors
    /// The form itself.
    pub fn finish<T>(self, input: impl FnOnce() -> Option<T>) -> Result<T, Self> {
        if self.has_errors() {
            return Err(self);
        }
        match input() {
            Some(input) => Ok(input),
            None => Err(self.failed("", "Formulář se nepodařilo přečíst. Zkuste to, prosím, znovu.")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::FormState;

    fn typed(value: &str) -> FormState {
        FormState::empty().with("pole", value)
    }

    #[test]
    fn what_was_typed_stays_when_a_sentence_is_left() {
        let mut form = typed("31. 2. 2026");
        assert_eq!(form.required_day("pole", "Vyplňte den."), None);
        assert_eq!(form.value("pole"), "31. 2. 2026");
        assert!(form.error("pole").is_some());
    }

    #[test]
    fn ten_thousand_characters_are_counted_for_the_person() {
        let mut form = typed(&"ž".repeat(10_000));
        assert_eq!(form.required("pole", 200, "Vyplňte."), None);
        assert!(form.error("pole").is_some_and(|s| s.contains("10000") && s.contains("200")));
    }

    #[test]
    fn an_invisible_text_counts_as_missing() {
        let mut form = typed("\u{202e}\u{200b}\u{7} \n");
        assert_eq!(form.required("pole", 200, "Vyplňte spisovou značku."), None);
        assert_eq!(form.error("pole"), Some("Vyplňte spisovou značku."));
    }

    #[test]
    fn only_the_first_sentence_of_a_field_is_shown() {
        let mut form = typed("");
        form.fail("pole", "První.");
        form.fail("pole", "Druhá.");
        assert_eq!(form.errors().len(), 1);
    }
}
