//! Content lines of RFC 5545: cleaning, escaping and folding in one place, so that no
//! value of a field can end its line or open another property.

use jiff::Timestamp;

/// Octets of a line without its CRLF (RFC 5545 3.1).
const LINE_OCTETS: usize = 75;

/// A calendar file being written.
#[derive(Default)]
pub(crate) struct Lines {
    text: String,
}

impl Lines {
    /// Writes a line whose value is made by this crate or was checked: no free text.
    pub(crate) fn plain(&mut self, name: &str, value: &str) {
        self.fold(&format!("{name}:{value}"));
    }

    /// Writes free text in one line; breaks become spaces. Writes nothing if nothing is left.
    pub(crate) fn one_line_text(&mut self, name: &str, text: &str) {
        self.escaped(name, &one_line(text));
    }

    /// Writes free text that keeps its line breaks. Writes nothing if nothing is left.
    pub(crate) fn long_text(&mut self, name: &str, text: &str) {
        self.escaped(name, &many_lines(text));
    }

    /// Writes a moment in UTC.
    pub(crate) fn moment(&mut self, name: &str, moment: Timestamp) {
        self.plain(name, &moment.strftime("%Y%m%dT%H%M%SZ").to_string());
    }

    /// Writes a checked address as `mailto:` with its name and further parameters.
    pub(crate) fn person(&mut self, property: &str, name: &str, parameters: &str, address: &str) {
        let name = parameter(name);
        let common_name = if name.is_empty() { String::new() } else { format!(";CN=\"{name}\"") };
        self.fold(&format!("{property}{common_name}{parameters}:mailto:{}", percent_encoded(address)));
    }

    /// The whole file.
    pub(crate) fn finish(self) -> String {
        self.text
    }

    fn escaped(&mut self, name: &str, clean: &str) {
        if !clean.is_empty() {
            self.plain(name, &escape(clean));
        }
    }

    /// Breaks a line between characters, never inside one.
    fn fold(&mut self, line: &str) {
        let mut room = LINE_OCTETS;
        for character in line.chars() {
            if character.len_utf8() > room {
                self.text.push_str("\r\n ");
                room = LINE_OCTETS - 1;
            }
            self.text.push(character);
            room -= character.len_utf8();
        }
        self.text.push_str("\r\n");
    }
}

/// Everything some reader takes for the end of a line, beyond CR and LF.
fn breaks_line(character: char) -> bool {
    matches!(character, '\n' | '\r' | '\u{0b}' | '\u{0c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Text without control characters and breaks; no-break spaces stay.
pub(crate) fn one_line(text: &str) -> String {
    text.split(|c: char| c == ' ' || c.is_control() || breaks_line(c))
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// Text whose only control character is `\n`.
fn many_lines(text: &str) -> String {
    let text = text.replace("\r\n", "\n");
    let clean: String = text
        .chars()
        .filter_map(|c| match c {
            c if breaks_line(c) => Some('\n'),
            '\t' => Some(' '),
            c if c.is_control() => None,
            c => Some(c),
        })
        .collect();
    clean.trim_matches('\n').trim_end().to_owned()
}

/// `TEXT` of RFC 5545 3.3.11. The input has no control character but `\n`.
fn escape(clean: &str) -> String {
    let mut escaped = String::with_capacity(clean.len() + 16);
    for character in clean.chars() {
        match character {
            '\n' => escaped.push_str("\\n"),
            '\\' | ';' | ',' => escaped.extend(['\\', character]),
            other => escaped.push(other),
        }
    }
    escaped
}

/// A quoted parameter value. `"` cannot be written there; the encoding of RFC 6868 would
/// show as `^'` in clients without it, so `'` stands in. The caret is encoded, because
/// clients with it would read `^n` as a line break. Some readers take a backslash before the
/// closing quote for an escape and lose the address behind it; a slash stands in.
fn parameter(name: &str) -> String {
    one_line(name).replace('"', "'").replace('\\', "/").replace('^', "^^")
}

/// The few characters of a checked address that a `mailto:` link must encode (RFC 6068).
fn percent_encoded(address: &str) -> String {
    let mut encoded = String::with_capacity(address.len());
    for character in address.chars() {
        match character {
            '%' | '/' | '?' | '#' | '&' | '=' | '^' | '`' | '{' | '|' | '}' => {
                encoded.push_str(&format!("%{:02X}", u32::from(character)));
            }
            other => encoded.push(other),
        }
    }
    encoded
}
