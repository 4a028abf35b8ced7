//! Taking the record out: the draft as a text document, and the whole sealed record for the office's records system
//! (`docs/export.md`). Names of people stand in no file name.

use super::actions::NotMade;
use super::letters::RecordPaper;
use super::model::RecordContent;
use super::store::seals::{self, Addendum};
use super::{AmendMinutes, DraftTaken, MakeMinutes, RecordExported, content, store};
use crate::access::{House, Permit};
use crate::cases;
use crate::conferences::Conference;
use crate::disclosure;
use crate::documents::{self, Document, NewDocument};
use crate::kernel::{Failure, Id};
use outbound::Disclosed;
use sha2::{Digest, Sha256};
use std::sync::Arc;
use uuid::Uuid;

/// Files the draft as a text document, for offices that must keep one. The same form twice files one.
pub(super) async fn draft(
    house: &House,
    permit: Permit<Conference, MakeMinutes>,
    form: Uuid,
) -> Result<Id<Document>, NotMade> {
    let (lookup, now) = (permit.lookup(house), house.clock.now());
    // The same form sent twice makes one file.
    if let Some(made) = documents::find(lookup, Id::from_uuid(form)).await? {
        let mine = made.conference == Some(permit.id().uuid()) && made.kind == super::DRAFT;
        return if mine { Ok(made.id) } else { Err(NotMade::Before) };
    }
    let record = content::living(lookup, permit.record()).await?.ok_or(NotMade::NotBegun)?;
    let view: Disclosed<RecordPaper> =
        disclosure::disclose_to_file(house.demo, permit.record().office, &record);
    let file = outbound::word(&view, now.timestamp()).map_err(NotMade::of)?;
    let permit = Arc::new(permit);
    let shared = Arc::new((permit.clone(), file.into_bytes()));
    house
        .trail
        .run(permit.by(), move |mut operation| {
            let shared = shared.clone();
            async move {
                let (permit, bytes) = (&shared.0, &shared.1);
                permit.renew(&mut operation).await?;
                let new = NewDocument {
                    id: Some(Id::from_uuid(form)),
                    case: permit.record().case.uuid(),
                    conference: Some(permit.id().uuid()),
                    kind: super::DRAFT,
                    title: "Návrh zápisu z případové konference".to_owned(),
                    mime: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
                    bytes: bytes.clone(),
                    reader: None,
                };
                let document = documents::file(&mut operation, new).await?;
                let event = DraftTaken { about: permit.about(), document };
                Ok((operation.record(&event).await?, document))
            }
        })
        .await
}

/// A file of the export.
struct Part {
    name: String,
    what: &'static str,
    made: String,
    bytes: Vec<u8>,
}

/// Words that stand in XML.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for sign in text.chars() {
        match sign {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            // What XML forbids.
            c if c.is_control() && !matches!(c, '\n' | '\t') => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}

fn hash(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The description of the record, in a shape of our own (`docs/export.md`).
fn metadata(record: &RecordContent, marks: &[String], (parts, given): (&[Part], &[[String; 5]])) -> String {
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    out.push_str("<zaznam xmlns=\"urn:pripadovka:zaznam:1\">\n");
    let mut element = |name: &str, text: &str| {
        out.push_str(&format!("  <{name}>{}</{name}>\n", escaped(text)));
    };
    element("identifikator", &record.conference.to_string());
    element(
        "nazev",
        &format!(
            "{} z případové konference",
            if record.form == super::model::Form::Protocol { "Protokol" } else { "Zápis" }
        ),
    );
    element("puvodce", &record.head.name);
    for mark in marks {
        element("spisova_znacka", mark);
    }
    element("cislo_jednaci", record.reference_number.as_deref().unwrap_or("čeká"));
    element("datum_jednani", &record.day.to_string());
    if let Some(seal) = &record.seal {
        element("zapeceteno", &seal.on.to_string());
        element("kod", &seal.code);
    }
    element("jazyk", "cs");
    for part in parts {
        out.push_str(&format!(
            "  <cast druh=\"{}\" soubor=\"{}\" format=\"application/pdf\" vytvoreno=\"{}\" sha256=\"{}\"/>\n",
            part.what,
            part.name,
            part.made,
            hash(&part.bytes)
        ));
    }
    for [who, document, channel, state, day] in given {
        out.push_str(&format!(
            "  <predani ucastnik=\"{who}\" dokument=\"{document}\" zpusob=\"{channel}\" stav=\"{state}\" den=\"{day}\"/>\n"
        ));
    }
    out.push_str("</zaznam>\n");
    out
}

/// Puts files together, uncompressed and with a fixed date: equal input, equal bytes.
fn packed(files: &[(String, Vec<u8>)]) -> Result<Vec<u8>, Failure> {
    use std::io::Write;
    use zip::write::SimpleFileOptions;
    let failed = |_| Failure::Output("the export cannot be put together".into());
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(zip::CompressionMethod::Stored)
        .last_modified_time(zip::DateTime::default())
        .unix_permissions(0o644);
    for (name, bytes) in files {
        archive.start_file(name.as_str(), options).map_err(failed)?;
        archive.write_all(bytes).map_err(|_| Failure::Output("the export cannot be written".into()))?;
    }
    Ok(archive.finish().map_err(failed)?.into_inner())
}

async fn addenda_parts(
    lookup: crate::access::Lookup<'_>,
    addenda: Vec<Addendum>,
) -> Result<Vec<Part>, Failure> {
    let mut parts = Vec::new();
    for added in addenda {
        let bytes = documents::content(lookup, added.document).await?;
        parts.extend(bytes.map(|bytes| Part {
            name: format!("dodatek-{}.pdf", added.number),
            what: "dodatek",
            made: added.made.timestamp().to_string(),
            bytes,
        }));
    }
    Ok(parts)
}

/// The whole sealed record as one file: the paper, its addenda, their description and hashes.
pub(super) async fn take(
    house: &House,
    permit: Permit<Conference, AmendMinutes>,
) -> Result<Vec<u8>, NotMade> {
    let lookup = permit.lookup(house);
    let record = content::load(lookup, permit.record()).await?.ok_or(NotMade::NotBegun)?;
    let last = store::of_conference(lookup, permit.id()).await?.ok_or(NotMade::NotBegun)?;
    let broken = || Failure::Broken("a sealed record without its paper".into());
    let bytes = documents::content(lookup, last.document).await?.ok_or_else(broken)?;
    let made = last.made.timestamp().to_string();
    let mut parts = vec![Part { name: "zapis.pdf".to_owned(), what: "zaznam", made, bytes }];
    parts.extend(addenda_parts(lookup, seals::addenda(lookup, permit.record()).await?).await?);
    let children = cases::children(lookup, permit.record().case).await?;
    let marks: Vec<String> = children.iter().map(|child| permit.reveal(&child.file_mark).clone()).collect();
    let given = super::giving::told_of(lookup, permit.record()).await?;
    let xml = metadata(&record, &marks, (&parts, &given));
    let hashes: String = parts
        .iter()
        .map(|part| format!("{}  {}\n", hash(&part.bytes), part.name))
        .chain([format!("{}  metadata.xml\n", hash(xml.as_bytes()))])
        .collect();
    let count = parts.len();
    let mut files: Vec<(String, Vec<u8>)> = parts.into_iter().map(|part| (part.name, part.bytes)).collect();
    files.push(("metadata.xml".to_owned(), xml.into_bytes()));
    files.push(("otisky.sha256".to_owned(), hashes.into_bytes()));
    let archive = packed(&files)?;
    let permit = Arc::new(permit);
    let holder = permit.clone();
    house
        .trail
        .run(permit.by(), move |mut operation| {
            let permit = holder.clone();
            async move {
                permit.renew(&mut operation).await?;
                let event = RecordExported { about: permit.about(), files: count };
                Ok::<_, NotMade>((operation.record(&event).await?, ()))
            }
        })
        .await?;
    Ok(archive)
}
