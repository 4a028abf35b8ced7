//! Refuses a PDF whose packed parts would unpack into too much, before any
//! library unpacks them.

use std::io::Read;

use flate2::read::ZlibDecoder;

use crate::Unreadable;
use crate::guard::Deadline;

/// All packed parts other than pictures together, unpacked.
const MOST_UNPACKED: u64 = 200 * 1024 * 1024;
/// Packed in a way that is not measured here, and unpacks a thousandfold.
const MOST_UNMEASURED: usize = 256 * 1024;
/// The dictionary before a part is at most so long; longer ones are measured as if they said nothing.
const LONGEST_DICTIONARY: usize = 4096;

/// Looks at every `stream` of the file.
///
/// # Errors
/// [`Unreadable::Bomb`], and [`Unreadable::Encrypted`] when the file says that it is encrypted: then
/// its parts cannot be measured.
pub(super) fn check(bytes: &[u8], deadline: Deadline) -> Result<(), Unreadable> {
    if encrypted(bytes) {
        return Err(Unreadable::Encrypted);
    }
    let mut left = MOST_UNPACKED;
    let mut at = 0;
    while let Some(found) = find(bytes.get(at..).unwrap_or_default(), b"stream") {
        let keyword = at + found;
        at = keyword + 6;
        if bytes.get(..keyword).is_some_and(|before| before.ends_with(b"end")) {
            continue;
        }
        if deadline.passed() {
            return Err(Unreadable::Bomb);
        }
        let rest = bytes.get(at..).unwrap_or_default();
        let data = rest
            .strip_prefix(b"\r\n")
            .or_else(|| rest.strip_prefix(b"\n"))
            .or_else(|| rest.strip_prefix(b"\r"))
            .unwrap_or(rest);
        let start = keyword.saturating_sub(LONGEST_DICTIONARY);
        let before = bytes.get(start..keyword).unwrap_or_default();
        let dictionary = last_object(before);
        if has(dictionary, b"/Image") && !has(dictionary, b"/ObjStm") && !has(dictionary, b"/XRef") {
            continue;
        }
        measure(dictionary, data, &mut left)?;
    }
    Ok(())
}

fn measure(dictionary: &[u8], data: &[u8], left: &mut u64) -> Result<(), Unreadable> {
    let flates = count(dictionary, b"FlateDecode") + count(dictionary, b"/Fl ") + count(dictionary, b"/Fl]");
    let others = [b"LZWDecode".as_slice(), b"RunLengthDecode", b"/LZW", b"/RL"]
        .iter()
        .any(|name| has(dictionary, name));
    let length = find(data, b"endstream").unwrap_or(data.len());
    if flates > 1 || (others && (flates > 0 || length > MOST_UNMEASURED)) {
        return Err(Unreadable::Bomb);
    }
    let packed = if has(dictionary, b"ASCII85Decode") || has(dictionary, b"ASCIIHexDecode") {
        // Rare, and measured only by its length: Flate packs at most about a thousandfold.
        return if length > MOST_UNMEASURED { Err(Unreadable::Bomb) } else { Ok(()) };
    } else {
        data
    };
    if packed.first().is_some_and(|byte| byte & 0x0f == 8) {
        let unpacked =
            std::io::copy(&mut ZlibDecoder::new(packed).take(*left + 1), &mut std::io::sink()).unwrap_or(0);
        if unpacked > *left {
            return Err(Unreadable::Bomb);
        }
        *left -= unpacked;
    }
    Ok(())
}

/// The dictionary right before the keyword: what follows the last `obj`.
fn last_object(before: &[u8]) -> &[u8] {
    let at = before.windows(4).rposition(|window| window == b" obj").unwrap_or(0);
    before.get(at..).unwrap_or_default()
}

/// `/Encrypt` as a key, not as the beginning of `/EncryptMetadata`.
fn encrypted(bytes: &[u8]) -> bool {
    let mut at = 0;
    while let Some(found) = find(bytes.get(at..).unwrap_or_default(), b"/Encrypt") {
        at += found + 8;
        if !bytes.get(at).is_some_and(u8::is_ascii_alphanumeric) {
            return true;
        }
    }
    false
}

fn has(bytes: &[u8], what: &[u8]) -> bool {
    find(bytes, what).is_some()
}

fn count(bytes: &[u8], what: &[u8]) -> usize {
    bytes.windows(what.len()).filter(|window| *window == what).count()
}

fn find(bytes: &[u8], what: &[u8]) -> Option<usize> {
    memchr::memmem::find(bytes, what)
}
