//! Reading pages.

use axum::http::StatusCode;
use scraper::{ElementRef, Html, Selector};

/// A page as it came.
#[derive(Clone, Debug)]
pub struct Page {
    pub status: StatusCode,
    pub url: String,
    pub html: String,
}

/// A form of a page.
#[derive(Clone, Debug)]
pub struct Form {
    pub action: String,
    pub get: bool,
    pub multipart: bool,
    pub fields: Vec<Field>,
    /// Names of file inputs.
    pub files: Vec<String>,
}

/// A field of a form.
#[derive(Clone, Debug)]
pub struct Field {
    pub name: String,
    /// `text`, `hidden`, `radio`, `checkbox`, `select`, `textarea`, `file`, `submit` …
    pub kind: String,
    pub value: String,
    /// Checked or selected.
    pub chosen: bool,
    /// Values of a select's options.
    pub options: Vec<String>,
}

fn all<'a>(within: ElementRef<'a>, selector: &str) -> Vec<ElementRef<'a>> {
    within.select(&Selector::parse(selector).unwrap()).collect()
}

fn squeezed(text: impl Iterator<Item = impl AsRef<str>>) -> String {
    let joined: String = text.map(|part| format!("{} ", part.as_ref())).collect();
    joined.split_whitespace().collect::<Vec<_>>().join(" ")
}

impl Page {
    fn parsed(&self) -> Html {
        Html::parse_document(&self.html)
    }

    /// What a person reads, spaces squeezed.
    pub fn text(&self) -> String {
        let html = self.parsed();
        let body = all(html.root_element(), "body");
        body.first().map(|b| squeezed(b.text())).unwrap_or_default()
    }

    /// Texts of all elements that fit.
    pub fn texts(&self, selector: &str) -> Vec<String> {
        let html = self.parsed();
        all(html.root_element(), selector).into_iter().map(|e| squeezed(e.text())).collect()
    }

    /// The heading.
    pub fn heading(&self) -> String {
        self.texts("h1").into_iter().next().unwrap_or_default()
    }

    /// An attribute of all elements that fit.
    pub fn attributes(&self, selector: &str, name: &str) -> Vec<String> {
        let html = self.parsed();
        all(html.root_element(), selector)
            .into_iter()
            .filter_map(|e| e.value().attr(name).map(str::to_owned))
            .collect()
    }

    /// Addresses within the house that the page links to, without anchors.
    pub fn links(&self) -> Vec<String> {
        let mut links: Vec<String> = self
            .attributes("a[href]", "href")
            .into_iter()
            .filter_map(|href| inside(&href, &self.url))
            .collect();
        links.sort();
        links.dedup();
        links
    }

    /// All forms, controls outside that name them by `form=` included.
    pub fn forms(&self) -> Vec<Form> {
        let html = self.parsed();
        all(html.root_element(), "form").into_iter().map(|f| form(&html, f, &self.url)).collect()
    }

    /// Sentences beside fields and in the summary of errors.
    pub fn problems(&self) -> Vec<String> {
        self.texts(".problem, .error-summary li")
    }
}

/// An address of ours, without its anchor; `None` for others.
fn inside(href: &str, base: &str) -> Option<String> {
    let href = href.strip_prefix(super::browser::ORIGIN).unwrap_or(href);
    let href = href.split('#').next().unwrap_or_default();
    if href.is_empty() {
        return None;
    }
    if href.starts_with('?') {
        return Some(format!("{}{href}", base.split('?').next().unwrap_or_default()));
    }
    (href.starts_with('/') && !href.starts_with("//")).then(|| href.to_owned())
}

fn form(html: &Html, form: ElementRef<'_>, url: &str) -> Form {
    const CONTROLS: &str = "input[name], select[name], textarea[name], button, input[type=submit]";
    let attr = |name: &str| form.value().attr(name).unwrap_or_default();
    let mut controls = all(form, CONTROLS);
    if let Some(id) = form.value().attr("id") {
        controls.extend(
            all(html.root_element(), CONTROLS).into_iter().filter(|c| c.value().attr("form") == Some(id)),
        );
    }
    let fields: Vec<Field> = controls.into_iter().map(field).collect();
    let action = if attr("action").is_empty() { url.to_owned() } else { attr("action").to_owned() };
    Form {
        action,
        get: !attr("method").eq_ignore_ascii_case("post"),
        multipart: attr("enctype") == "multipart/form-data",
        files: fields.iter().filter(|f| f.kind == "file").map(|f| f.name.clone()).collect(),
        fields,
    }
}

fn field(control: ElementRef<'_>) -> Field {
    let attr = |name: &str| control.value().attr(name).unwrap_or_default().to_owned();
    let mut field = Field {
        name: attr("name"),
        kind: attr("type"),
        value: attr("value"),
        chosen: control.value().attr("checked").is_some(),
        options: Vec::new(),
    };
    match control.value().name() {
        "select" => {
            field.kind = "select".into();
            let options = all(control, "option");
            let value = |o: &ElementRef<'_>| {
                o.value().attr("value").map_or_else(|| squeezed(o.text()), str::to_owned)
            };
            let chosen = options.iter().find(|o| o.value().attr("selected").is_some()).or(options.first());
            field.value = chosen.map(value).unwrap_or_default();
            field.options = options.iter().map(value).collect();
        }
        "textarea" => {
            field.kind = "textarea".into();
            field.value = control.text().collect::<String>().trim_start_matches('\n').to_owned();
        }
        "button" if !matches!(field.kind.as_str(), "button" | "reset") => field.kind = "submit".into(),
        "button" => {}
        _ if field.kind.is_empty() => field.kind = "text".into(),
        _ => {}
    }
    field
}

impl Form {
    /// Names that a person is asked for, sorted.
    pub fn asks(&self) -> Vec<&str> {
        let mut names: Vec<&str> = self
            .fields
            .iter()
            .filter(|f| !matches!(f.kind.as_str(), "hidden" | "submit" | "button"))
            .map(|f| f.name.as_str())
            .collect();
        names.sort_unstable();
        names.dedup();
        names
    }

    /// Hidden fields with their values.
    pub fn hidden(&self) -> Vec<(String, String)> {
        self.fields.iter().filter(|f| f.kind == "hidden").map(|f| (f.name.clone(), f.value.clone())).collect()
    }

    /// What the button sends that a person would press to finish: nothing when one is the form's own, else the first.
    pub fn pressed(&self) -> Option<(String, String)> {
        let mut buttons = self.fields.iter().filter(|f| f.kind == "submit");
        if buttons.clone().any(|button| button.name.is_empty()) {
            return None;
        }
        buttons.next().map(|button| (button.name.clone(), button.value.clone()))
    }
}
