//! Filling forms in as a person would, knowing nothing but their fields.

use super::browser::{Answer, Browser};
use super::html::{Field, Form};
use axum::http::StatusCode;
use std::collections::BTreeMap;

/// A plausible answer to everything a form asks.
pub fn plausible(form: &Form) -> Vec<(String, String)> {
    let mut fields: Vec<(String, String)> = Vec::new();
    let mut answered: Vec<&str> = Vec::new();
    for field in &form.fields {
        let value = match field.kind.as_str() {
            "hidden" => Some(field.value.clone()),
            "submit" | "button" => None,
            "radio" => {
                // The chosen one, else the first.
                let group: Vec<&Field> =
                    form.fields.iter().filter(|f| f.kind == "radio" && f.name == field.name).collect();
                let pick = group.iter().find(|f| f.chosen).or(group.first()).map(|f| f.value.clone());
                (!answered.contains(&field.name.as_str())).then_some(pick).flatten()
            }
            "checkbox" => Some(if field.value.is_empty() { "on".into() } else { field.value.clone() }),
            "select" if field.value.is_empty() => field.options.iter().find(|o| !o.is_empty()).cloned(),
            "select" => Some(field.value.clone()),
            "file" => Some("spisova_znacka;jmeno;prijmeni\nOm 7/2026;Jan;Novák\n".into()),
            _ if !field.value.trim().is_empty() => Some(field.value.clone()),
            // Of rows that repeat, a person fills in the first.
            _ if field.name.rsplit('_').next().and_then(|n| n.parse::<u32>().ok()).is_some_and(|n| n > 1) => {
                Some(String::new())
            }
            // No meeting begins later than now.
            _ if field.name == "cas" && form.action.ends_with("/zahajit") => Some("0.00".to_owned()),
            _ => Some(typed(field)),
        };
        answered.push(&field.name);
        if let Some(value) = value {
            fields.push((field.name.clone(), value));
        }
    }
    fields.extend(form.pressed());
    fields
}

/// What a person would type into a field of this name.
fn typed(field: &Field) -> String {
    let name = field.name.as_str();
    let has = |words: &[&str]| words.iter().any(|word| name.contains(word));
    let text = if has(&["cas", "hodin", "zacatek", "konec_v", "od_hod", "do_hod"]) {
        "13.00"
    } else if has(&["narozen"]) {
        "12. 3. 2015"
    } else if has(&["den", "datum", "termin", "dne", "lhuta"]) {
        "17. 12. 2026"
    } else if name == "od" || has(&["od_dne"]) {
        "23. 11. 2026"
    } else if name == "do" || has(&["do_dne"]) {
        "27. 11. 2026"
    } else if has(&["jmeno", "prijmeni"]) {
        "Blažena Zkušební"
    } else if has(&["mail", "prihlasovaci", "login"]) || field.kind == "email" {
        "hana.nova@skola.example"
    } else if has(&["heslo"]) || field.kind == "password" {
        "tři veverky na dubu"
    } else if has(&["telefon"]) {
        "585 123 456"
    } else if has(&["minut", "pocet", "poradi", "cislo_dne"]) || field.kind == "number" {
        "20"
    } else if has(&["psc"]) {
        "785 01"
    } else if has(&["znacka"]) {
        "Om 7/2026"
    } else if has(&["schranka"]) {
        "abc1234"
    } else {
        "Zkušební text"
    };
    text.to_owned()
}

/// What a person tries next when a sentence stands beside a field.
const SECOND_THOUGHTS: &[&str] = &[
    "",
    "21. 9. 2026",
    "Blažena Zkušební; babička",
    "30. 11. 2026",
    "12. 3. 2015",
    "15.00",
    "10",
    "Karel Nový, tel. 585 123 456",
    "Nová věta o něčem jiném.",
    "785 01",
];

/// Submits a form and, where the page answers with sentences, corrects the fields they stand beside, as a patient
/// person does; the last answer and what was sent.
pub async fn persuade(browser: &mut Browser, form: &Form) -> (Answer, Vec<(String, String)>) {
    let mut fields = plausible(form);
    let mut tries: BTreeMap<String, usize> = BTreeMap::new();
    loop {
        let answer = browser.submit(form, &fields).await;
        if answer.status != StatusCode::UNPROCESSABLE_ENTITY {
            return (answer, fields);
        }
        let wrong: Vec<String> = answer
            .page()
            .attributes(".error-summary a[href]", "href")
            .into_iter()
            .filter_map(|href| href.strip_prefix('#').map(str::to_owned))
            .collect();
        let mut corrected = false;
        for name in wrong {
            let round = tries.entry(name.clone()).or_default();
            let offered = form.fields.iter().filter(|f| f.name == name);
            let choices: Vec<String> = offered.flat_map(choices).collect();
            let next = if choices.is_empty() {
                SECOND_THOUGHTS.get(*round).map(|text| (*text).to_owned())
            } else {
                choices.get(*round).cloned()
            };
            *round += 1;
            let Some(next) = next else { continue };
            corrected = true;
            match fields.iter_mut().find(|(n, _)| *n == name) {
                Some((_, value)) => *value = next,
                None => fields.push((name, next)),
            }
        }
        if !corrected {
            return (answer, fields);
        }
    }
}

/// What a field that is chosen from offers.
fn choices(field: &Field) -> Vec<String> {
    match field.kind.as_str() {
        "select" => field.options.clone(),
        "radio" | "checkbox" => vec![field.value.clone()],
        _ => Vec::new(),
    }
}
