//! A view cut for one reader, and its fingerprint.

use std::fmt::{self, Write as _};
use std::sync::Arc;

use facts::Shears;
use serde_json::Value;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::{Cut, Cutter, Error, Guard, Press, Refusal, Rights, Stop, StoppedWords, View};

/// Content cut for one reader and one occasion: the only thing the ways out of the
/// house accept. Made by [`disclose`] alone.
///
/// The preview, the fingerprint and the sending borrow the same value.
pub struct Disclosed<V> {
    view: V,
    reader: Uuid,
    press: Press,
    fingerprint: String,
    refusals: Vec<Refusal>,
    guard: Option<Arc<dyn Guard>>,
    stops: Vec<Stop>,
}

/// Cuts `content` for a reader. Whoever calls it needs the shears, which are claimed
/// once: by the application's `disclosure` slice.
///
/// `reader` is the id of the person who will read; `rights` are theirs.
pub fn disclose<V, Content>(
    shears: &Shears,
    content: &Content,
    reader: Uuid,
    rights: &dyn Rights,
) -> Disclosed<V>
where
    V: Cut<Content>,
    Content: ?Sized,
{
    let cutter = Cutter::new(shears, rights, V::OCCASION);
    let view = V::cut(content, &cutter);
    let refusals = cutter.finish();
    let press = Press::new(rights.demo());
    let fingerprint = fingerprint_of(&view, &press);
    let guard = rights.guard();
    let stops = guard.as_ref().map(|guard| guard.read(&words_of(&view, &press))).unwrap_or_default();
    Disclosed { view, reader, press, fingerprint, refusals, guard, stops }
}

impl<V: View> Disclosed<V> {
    /// SHA-256 in 64 hexadecimal digits over the view's name, its templates' names and
    /// its content as canonical JSON. What was previewed is what was sent if and only
    /// if the fingerprints are equal. It says nothing about the *text* of a template, and
    /// of a personal link or code only that there is one.
    #[must_use]
    pub fn fingerprint(&self) -> &str {
        &self.fingerprint
    }

    /// The fingerprint of what goes out together with `enclosed`: it changes when either
    /// does.
    #[must_use]
    pub fn fingerprint_with<W>(&self, enclosed: &Disclosed<W>) -> String {
        let both = format!("{}\n{}", self.fingerprint, enclosed.fingerprint);
        hexadecimal(&Sha256::digest(both.as_bytes()))
    }

    /// The id of the person this was cut for.
    #[must_use]
    pub fn reader(&self) -> Uuid {
        self.reader
    }

    /// The view, to ask it something. It renders nowhere.
    #[must_use]
    pub fn view(&self) -> &V {
        &self.view
    }

    /// What was not shown and why, for the member of staff who previews.
    #[must_use]
    pub fn refusals(&self) -> &[Refusal] {
        &self.refusals
    }

    pub(crate) fn press(&self) -> &Press {
        &self.press
    }

    pub(crate) fn paper_data(&self) -> Value {
        self.view.to_json(&self.press.for_paper())
    }

    /// Every text that goes out in the view's fields, for the tripwire. Only the
    /// holder of the shears may ask.
    #[must_use]
    pub fn words(&self, _shears: &Shears) -> Vec<String> {
        let mut words = Vec::new();
        collect_words(self.view.to_json(&self.press), &mut words);
        words
    }

    /// Whether a protected fact keeps it in the house: no way out takes it then.
    #[must_use]
    pub fn is_stopped(&self) -> bool {
        self.stops.iter().any(|stop| !stop.excused)
    }

    /// The stopped places with their surroundings, justified ones too. Only the holder
    /// of the shears may ask.
    #[must_use]
    pub fn stopped(&self, _shears: &Shears) -> Vec<StoppedWords> {
        let text = words_of(&self.view, &self.press);
        self.stops.iter().map(|stop| StoppedWords::of(&text, stop)).collect()
    }

    /// Reads what a way out is about to hand over, and refuses if a protected fact is in
    /// the view or in what the template made of it.
    pub(crate) fn let_out(&self, printed: &str) -> Result<(), Error> {
        let in_print = |guard: &Arc<dyn Guard>| guard.read(printed).iter().any(|stop| !stop.excused);
        if self.is_stopped() || self.guard.as_ref().is_some_and(in_print) {
            return Err(Error::Stopped);
        }
        Ok(())
    }
}

impl<V> fmt::Debug for Disclosed<V> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Disclosed")
            .field("reader", &self.reader)
            .field("fingerprint", &self.fingerprint)
            .finish_non_exhaustive()
    }
}

fn fingerprint_of<V: View>(view: &V, press: &Press) -> String {
    let mut text = String::from(V::NAME);
    for template in V::TEMPLATES {
        text.push('\n');
        text.push_str(template);
    }
    text.push('\n');
    write_canonical(&view.to_json(&press.for_fingerprint()), &mut text);
    hexadecimal(&Sha256::digest(text.as_bytes()))
}

/// Writes JSON without spaces and with sorted keys, so that the same content gives the
/// same bytes whatever map `serde_json` was built with.
fn write_canonical(value: &Value, text: &mut String) {
    match value {
        Value::Array(items) => {
            text.push('[');
            for (position, item) in items.iter().enumerate() {
                if position > 0 {
                    text.push(',');
                }
                write_canonical(item, text);
            }
            text.push(']');
        }
        Value::Object(fields) => {
            let mut fields: Vec<_> = fields.iter().collect();
            fields.sort_by_key(|(key, _)| key.as_str());
            text.push('{');
            for (position, (key, field)) in fields.into_iter().enumerate() {
                if position > 0 {
                    text.push(',');
                }
                text.push_str(&Value::from(key.as_str()).to_string());
                text.push(':');
                write_canonical(field, text);
            }
            text.push('}');
        }
        scalar => text.push_str(&scalar.to_string()),
    }
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        // Writing to a String cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// All words of a view, a line each.
fn words_of<V: View>(view: &V, press: &Press) -> String {
    let mut words = Vec::new();
    collect_words(view.to_json(press), &mut words);
    words.join("\n")
}

fn collect_words(value: Value, words: &mut Vec<String>) {
    match value {
        Value::String(text) => words.push(text),
        Value::Array(items) => items.into_iter().for_each(|item| collect_words(item, words)),
        Value::Object(fields) => {
            fields.into_iter().for_each(|(_, field)| collect_words(field, words));
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}
