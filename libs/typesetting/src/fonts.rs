//! The embedded typefaces (Noto, SIL Open Font License; text in `fonts/OFL.txt`).
//!
//! Noto Sans covers Latin (Vietnamese and Romani included), Cyrillic and Greek in
//! four styles. The others are regular only and answer for signs, simple emoji,
//! Hebrew, Arabic, Armenian and Georgian. East Asian faces are left out for their
//! size (many megabytes each): such characters are printed as code points.

use typst::foundations::Bytes;
use typst::text::Font;

use crate::TypesettingError;

const FILES: [&[u8]; 10] = [
    include_bytes!("../fonts/NotoSans-Regular.ttf"),
    include_bytes!("../fonts/NotoSans-Bold.ttf"),
    include_bytes!("../fonts/NotoSans-Italic.ttf"),
    include_bytes!("../fonts/NotoSans-BoldItalic.ttf"),
    include_bytes!("../fonts/NotoSansSymbols-Regular.ttf"),
    include_bytes!("../fonts/NotoSansSymbols2-Regular.ttf"),
    include_bytes!("../fonts/NotoSansHebrew-Regular.ttf"),
    include_bytes!("../fonts/NotoSansArabic-Regular.ttf"),
    include_bytes!("../fonts/NotoSansArmenian-Regular.ttf"),
    include_bytes!("../fonts/NotoSansGeorgian-Regular.ttf"),
];

/// Reads all faces; the first four are the styles of the text face.
pub(crate) fn load() -> Result<Vec<Font>, TypesettingError> {
    FILES
        .iter()
        .map(|file| {
            Font::new(Bytes::new(*file), 0).ok_or(TypesettingError::Setup("an embedded font is unreadable"))
        })
        .collect()
}
