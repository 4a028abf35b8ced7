//! `gallery`: every sample of every capability as a file, every page of the running program, and a page that lists them.

mod walk;

use super::printer;
use crate::shell::{Sample, SampleContent, asset_files, registry};
use crate::start::Stop;
use askama::Template;
use std::path::Path;

/// A line of the list.
struct Entry {
    title: String,
    file: String,
    kind: &'static str,
}

/// Samples of one capability.
struct Shelf {
    capability: &'static str,
    entries: Vec<Entry>,
}

#[derive(Template)]
#[template(path = "commands/pages/gallery.html")]
struct Index {
    shelves: Vec<Shelf>,
    version: &'static str,
}

/// Renders all samples into the folder.
pub async fn run(out: &Path) -> Result<(), Stop> {
    std::fs::create_dir_all(out).map_err(|e| Stop::file("vytvořit", out, &e))?;
    let bar = printer::progress(registry().0.len() as u64, "Vykresluji vzory");
    let mut shelves = Vec::new();
    for capability in &registry().0 {
        let samples = (capability.samples)()?;
        let entries = samples.into_iter().map(|sample| keep(out, sample)).collect::<Result<Vec<_>, _>>()?;
        if !entries.is_empty() {
            shelves.push(Shelf { capability: capability.name, entries });
        }
        bar.inc(1);
    }
    shelves.push(running(out).await?);
    for (name, bytes) in asset_files() {
        write(&out.join("assets").join(name), bytes)?;
    }
    bar.finish_and_clear();
    let count: usize = shelves.iter().map(|shelf| shelf.entries.len()).sum();
    let index = Index { shelves, version: env!("CARGO_PKG_VERSION") };
    let html = index.render().map_err(crate::kernel::Failure::from)?;
    write(&out.join("index.html"), html.as_bytes())?;
    printer::say(format!(
        "Ve složce {} je {}. Začněte souborem index.html.",
        out.display(),
        czech::plural::count(count as i64, "vzor", "vzory", "vzorů")
    ));
    Ok(())
}

fn keep(out: &Path, sample: Sample) -> Result<Entry, Stop> {
    let (ending, kind, bytes) = match sample.content {
        SampleContent::Html(html) => ("html", "stránka", beside(&html)),
        SampleContent::Mail(text) => ("txt", "zpráva", text.into_bytes()),
        SampleContent::Calendar(text) => ("ics", "kalendář", text.into_bytes()),
        SampleContent::Pdf(bytes) => ("pdf", "dokument", bytes),
    };
    let file = format!("{}.{ending}", sample.name);
    write(&out.join(&file), &bytes)?;
    Ok(Entry { title: sample.title.to_owned(), file, kind })
}

/// Pages name their assets from the root of the server; here they lie beside them.
fn beside(html: &str) -> Vec<u8> {
    html.replace("\"/assets/", "\"assets/").into_bytes()
}

/// Every page as the demo shows it to the people in it.
async fn running(out: &Path) -> Result<Shelf, Stop> {
    let mut entries = Vec::new();
    for page in walk::pages().await? {
        let file = format!("ukazka-{}.html", page.name);
        write(&out.join(&file), &beside(&page.html))?;
        entries.push(Entry { title: page.title, file, kind: "stránka" });
    }
    Ok(Shelf { capability: "spuštěný program", entries })
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), Stop> {
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).map_err(|e| Stop::file("vytvořit", folder, &e))?;
    }
    std::fs::write(path, bytes).map_err(|e| Stop::file("zapsat", path, &e))
}
