//! An address as a QR code, drawn as one path.

/// A QR code as the path of a picture, with its width in modules (four modules of white around it).
#[derive(Clone, Debug)]
pub struct QrPicture {
    /// The path.
    pub path: String,
    /// Width and height.
    pub width: usize,
}

/// Draws an address; `None` when it is too long for a QR code.
#[must_use]
pub fn qr(address: &str) -> Option<QrPicture> {
    use std::fmt::Write;
    let code = qrcode::QrCode::new(address.as_bytes()).ok()?;
    let width = code.width();
    let mut path = String::new();
    for (index, color) in code.to_colors().into_iter().enumerate() {
        if color == qrcode::Color::Dark {
            let (x, y) = (index % width + 4, index / width + 4);
            // Writing into a String cannot fail.
            let _ = write!(path, "M{x} {y}h1v1h-1z");
        }
    }
    Some(QrPicture { path, width: width + 8 })
}
