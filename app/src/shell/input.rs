//! Input from a browser, read without ever refusing the person: what cannot be read becomes an empty field.

use crate::access::{Denied, House};
use crate::kernel::FormState;
use axum::extract::{FromRequest, FromRequestParts, Multipart, RawForm, Request};
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::IntoResponse;

/// A form.
pub struct Input(pub FormState);

impl FromRequest<House> for Input {
    type Rejection = Denied;

    async fn from_request(request: Request, house: &House) -> Result<Self, Denied> {
        let RawForm(bytes) = RawForm::from_request(request, house)
            .await
            .map_err(|refused| unreadable(refused.into_response().status()))?;
        Ok(Self(FormState::from_pairs(pairs(&bytes))))
    }
}

/// What stands behind the question mark of an address.
pub struct Query(pub FormState);

impl FromRequestParts<House> for Query {
    type Rejection = Denied;

    async fn from_request_parts(parts: &mut Parts, _: &House) -> Result<Self, Denied> {
        Ok(Self(FormState::from_pairs(pairs(parts.uri.query().unwrap_or_default().as_bytes()))))
    }
}

/// What is said when a body cannot be read.
const fn unreadable(status: StatusCode) -> Denied {
    match status {
        StatusCode::PAYLOAD_TOO_LARGE => Denied::Unreadable(
            StatusCode::PAYLOAD_TOO_LARGE,
            "Formulář je moc velký, vejdou se 3 MB. Vraťte se o krok zpět: co jste napsali, tam zůstalo. Zkraťte to.",
        ),
        StatusCode::UNSUPPORTED_MEDIA_TYPE => Denied::Unreadable(
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            "Tohle neposlal formulář z téhle stránky. Vraťte se a vyplňte ho, prosím, znovu.",
        ),
        _ => Denied::Unreadable(
            StatusCode::UNPROCESSABLE_ENTITY,
            "Formulář nedorazil celý. Vraťte se o krok zpět a pošlete ho, prosím, znovu.",
        ),
    }
}

/// Names and values of `application/x-www-form-urlencoded`; bytes that are no UTF-8 are replaced, not refused.
pub(super) fn pairs(bytes: &[u8]) -> Vec<(String, String)> {
    let decode = |part: &[u8]| {
        let plus: Vec<u8> = part.iter().map(|b| if *b == b'+' { b' ' } else { *b }).collect();
        percent_encoding::percent_decode(&plus).decode_utf8_lossy().replace("\r\n", "\n")
    };
    bytes
        .split(|b| *b == b'&')
        .filter(|pair| !pair.is_empty())
        .take(2000)
        .map(|pair| match pair.iter().position(|b| *b == b'=') {
            Some(at) => {
                (decode(pair.get(..at).unwrap_or_default()), decode(pair.get(at + 1..).unwrap_or_default()))
            }
            None => (decode(pair), String::new()),
        })
        .collect()
}

/// A form with one file (at most 2 MiB), e.g. a CSV.
pub struct Upload {
    /// The fields.
    pub form: FormState,
    /// The file's bytes; empty when none was chosen.
    pub file: Vec<u8>,
}

/// Largest file that can be uploaded.
const LARGEST: usize = 2 * 1024 * 1024;

impl FromRequest<House> for Upload {
    type Rejection = Denied;

    async fn from_request(request: Request, house: &House) -> Result<Self, Denied> {
        let mut multipart = Multipart::from_request(request, house)
            .await
            .map_err(|refused| unreadable(refused.into_response().status()))?;
        let (mut values, mut file) = (Vec::new(), Vec::new());
        while let Some(field) = multipart.next_field().await.map_err(|e| unreadable(e.status()))? {
            let name = field.name().unwrap_or_default().to_owned();
            let is_file = field.file_name().is_some();
            let bytes = field.bytes().await.map_err(|e| unreadable(e.status()))?;
            if is_file {
                if bytes.len() > LARGEST {
                    let sentence = "Soubor je moc velký. Vejdou se 2 MB.";
                    return Err(Denied::Unreadable(StatusCode::PAYLOAD_TOO_LARGE, sentence));
                }
                file = bytes.to_vec();
            } else {
                values.push((name, String::from_utf8_lossy(&bytes).replace("\r\n", "\n")));
            }
        }
        Ok(Self { form: FormState::from_pairs(values), file })
    }
}

#[cfg(test)]
mod tests {
    use super::pairs;

    #[test]
    fn a_form_is_read_as_typed() {
        let read = pairs("jmeno=Eli%C5%A1ka+D.&prazdne=&text=a%0D%0Ab&%FF=x".as_bytes());
        assert_eq!(read.first(), Some(&("jmeno".into(), "Eliška D.".into())));
        assert_eq!(read.get(1), Some(&("prazdne".into(), String::new())));
        assert_eq!(read.get(2), Some(&("text".into(), "a\nb".into())));
        assert_eq!(read.len(), 4);
    }
}
