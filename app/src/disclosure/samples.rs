//! Samples of the pages.

use super::pages::{IndexPage, reader_line, table_of};
use super::{Matrix, defaults};
use crate::cases::ReaderKind;
use crate::kernel::{Choice, Failure};
use crate::shell::{Frame, Sample, SampleContent};
use askama::Template;
use jiff::civil::date;

/// The list of readers and the table of one.
pub(super) fn samples() -> Result<Vec<Sample>, Failure> {
    let matrix = Matrix::on(date(2026, 11, 21), defaults::rules()?);
    let frame = || Frame::sample("/kdo-smi-co-vedet");
    let readers = ReaderKind::ALL.iter().map(|reader| reader_line(&matrix, *reader)).collect();
    let index = IndexPage { frame: frame(), readers };
    let table = table_of(frame(), &matrix, ReaderKind::School, true);
    Ok(vec![
        Sample {
            name: "zverejneni-prehled",
            title: "Kdo smí co vědět",
            content: SampleContent::Html(index.render()?),
        },
        Sample {
            name: "zverejneni-skola",
            title: "Co smí vědět škola",
            content: SampleContent::Html(table.render()?),
        },
    ])
}
