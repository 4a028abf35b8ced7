//! What `strace` recorded of a running server, as events on its files and answers it gave.

use std::collections::HashMap;
use std::path::PathBuf;

/// Something that reached the system.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// Bytes written to a file; the system may keep them in memory.
    Write {
        /// The file.
        file: PathBuf,
        /// From which byte on.
        at: u64,
        /// What.
        bytes: Vec<u8>,
    },
    /// The file was cut or stretched.
    Length {
        /// The file.
        file: PathBuf,
        /// Its length from then on.
        length: u64,
    },
    /// Everything written to the file so far is on the disk.
    Synced {
        /// The file.
        file: PathBuf,
    },
    /// The file's name is gone.
    Gone {
        /// The file.
        file: PathBuf,
    },
    /// Bytes that left through a connection.
    Said {
        /// The bytes.
        bytes: Vec<u8>,
    },
}

/// The system calls that are recorded.
pub const CALLS: &str = "trace=pwrite64,write,fsync,fdatasync,ftruncate,unlink,unlinkat,sendto,writev";

/// Reads a record, in the order in which things happened. A sync counts when it returned, everything else when it began.
#[must_use]
pub fn read(text: &str) -> Vec<Event> {
    let mut begun: HashMap<&str, String> = HashMap::new();
    let mut events = Vec::new();
    for line in text.lines() {
        let Some((thread, rest)) = line.split_once(' ') else { continue };
        let rest = rest.trim_start();
        if let Some(head) = rest.strip_suffix("<unfinished ...>") {
            let call = head.trim_end().to_owned();
            if syncs(&call) {
                begun.insert(thread, call);
            } else {
                events.extend(event(&call));
            }
        } else if rest.starts_with("<...") {
            // Only syncs wait for their end; what was written is known from its beginning.
            if rest.trim_end().ends_with("= 0")
                && let Some(call) = begun.remove(thread)
            {
                events.extend(event(&call));
            }
        } else {
            events.extend(event(rest));
        }
    }
    events
}

fn syncs(call: &str) -> bool {
    call.starts_with("fsync(") || call.starts_with("fdatasync(")
}

fn event(call: &str) -> Option<Event> {
    let (name, arguments) = call.split_once('(')?;
    let file = || described(arguments).map(PathBuf::from);
    match name {
        "pwrite64" => {
            // …, "bytes", count, offset) = written
            let after = arguments.rsplit_once('"')?.1;
            let numbers: Vec<u64> =
                after.split(')').next()?.split(',').filter_map(|n| n.trim().parse().ok()).collect();
            Some(Event::Write { file: file()?, at: *numbers.get(1)?, bytes: strings(arguments) })
        }
        "write" | "sendto" | "writev" => {
            let to = described(arguments)?;
            let socket = to.starts_with("socket:") || to.starts_with("TCP");
            socket.then(|| Event::Said { bytes: strings(arguments) })
        }
        "fsync" | "fdatasync" => Some(Event::Synced { file: file()? }),
        "ftruncate" => {
            let length = arguments.rsplit_once(',')?.1.split(')').next()?.trim().parse().ok()?;
            Some(Event::Length { file: file()?, length })
        }
        "unlink" | "unlinkat" => {
            let name = String::from_utf8(strings(arguments)).ok()?;
            Some(Event::Gone { file: name.into() })
        }
        _ => None,
    }
}

/// What a descriptor stands for: the text between `<` and `>`.
fn described(arguments: &str) -> Option<String> {
    let (_, rest) = arguments.split_once('<')?;
    let (inner, _) = rest.split_once('>')?;
    String::from_utf8(unescaped(inner)).ok()
}

/// All quoted strings of a call, one after another.
fn strings(arguments: &str) -> Vec<u8> {
    arguments.split('"').skip(1).step_by(2).flat_map(unescaped).collect()
}

/// Bytes of `\x41\x42`; what is not escaped stands for itself.
fn unescaped(text: &str) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(text.len() / 4 + 1);
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let hex = rest.strip_prefix("\\x").and_then(|hex| u8::from_str_radix(hex.get(..2)?, 16).ok());
        if let Some(byte) = hex {
            bytes.push(byte);
            rest = rest.get(4..).unwrap_or_default();
        } else {
            let mut buffer = [0u8; 4];
            bytes.extend_from_slice(first.encode_utf8(&mut buffer).as_bytes());
            rest = rest.get(first.len_utf8()..).unwrap_or_default();
        }
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_is_read_with_its_syncs_where_they_returned() {
        let text = "12 pwrite64(9<\\x2f\\x61>, \"\\x41\\x42\", 2, 4096) = 2\n\
                    13 fdatasync(9<\\x2f\\x61> <unfinished ...>\n\
                    12 sendto(7<\\x73\\x6f\\x63\\x6b\\x65\\x74\\x3a\\x5b\\x31\\x5d>, \"\\x6f\\x6b\", 2, 0, NULL, 0) = 2\n\
                    13 <... fdatasync resumed>) = 0\n\
                    12 ftruncate(9<\\x2f\\x61>, 0) = 0\n";
        let file = PathBuf::from("/a");
        assert_eq!(
            read(text),
            vec![
                Event::Write { file: file.clone(), at: 4096, bytes: b"AB".to_vec() },
                Event::Said { bytes: b"ok".to_vec() },
                Event::Synced { file: file.clone() },
                Event::Length { file, length: 0 },
            ]
        );
    }
}
