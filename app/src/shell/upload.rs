//! A form with a large file: a paper for participants.

use crate::access::{Denied, House};
use crate::kernel::FormState;
use axum::body::HttpBody;
use axum::extract::{DefaultBodyLimit, FromRequest, Multipart, Request};
use axum::http::StatusCode;
use axum::response::IntoResponse;

/// Largest file, in bytes: the limit of an ordinary data message.
pub const LARGEST_FILE: usize = 20 * 1024 * 1024;
/// Room for the other fields.
const FIELDS: usize = 1024 * 1024;

const TOO_LARGE: Denied = Denied::Unreadable(
    StatusCode::PAYLOAD_TOO_LARGE,
    "Soubor je moc velký, vejde se 20 MB. Vraťte se o krok zpět: co jste vyplnili, tam zůstalo. Vyberte menší soubor, nebo ho rozdělte.",
);
const NOT_WHOLE: Denied = Denied::Unreadable(
    StatusCode::UNPROCESSABLE_ENTITY,
    "Formulář nedorazil celý. Vraťte se o krok zpět a pošlete ho, prosím, znovu.",
);

/// A form with one file of at most [`LARGEST_FILE`] bytes. What announces itself as larger is refused before a byte of
/// it is read; what does not, when the limit is reached.
pub struct LargeUpload {
    /// The fields.
    pub form: FormState,
    /// The name that the file had on the sender's computer.
    pub name: String,
    /// The file's bytes; empty when none was chosen.
    pub file: Vec<u8>,
}

fn refused(status: StatusCode) -> Denied {
    if status == StatusCode::PAYLOAD_TOO_LARGE { TOO_LARGE } else { NOT_WHOLE }
}

impl FromRequest<House> for LargeUpload {
    type Rejection = Denied;

    async fn from_request(mut request: Request, house: &House) -> Result<Self, Denied> {
        if request.body().size_hint().lower() > (LARGEST_FILE + FIELDS) as u64 {
            return Err(TOO_LARGE);
        }
        DefaultBodyLimit::max(LARGEST_FILE + FIELDS).apply(&mut request);
        let mut multipart = Multipart::from_request(request, house)
            .await
            .map_err(|rejection| refused(rejection.into_response().status()))?;
        let (mut values, mut name, mut file) = (Vec::new(), String::new(), Vec::new());
        while let Some(field) = multipart.next_field().await.map_err(|e| refused(e.status()))? {
            let key = field.name().unwrap_or_default().to_owned();
            let uploaded = field.file_name().map(str::to_owned);
            let bytes = field.bytes().await.map_err(|e| refused(e.status()))?;
            match uploaded {
                Some(_) if bytes.len() > LARGEST_FILE => return Err(TOO_LARGE),
                Some(called) => (name, file) = (called, bytes.to_vec()),
                None => values.push((key, String::from_utf8_lossy(&bytes).replace("\r\n", "\n"))),
            }
        }
        Ok(Self { form: FormState::from_pairs(values), name, file })
    }
}
