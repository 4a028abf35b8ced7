//! Filling forms in as a person would, knowing nothing but their fields.

use super::html::{Field, Form};

/// A plausible answer to everything a form asks.
pub fn plausible(form: &Form) -> Vec<(String, String)> {
    let mut fields: Vec<(String, String)> = Vec::new();
    let mut answered: Vec<&str> = Vec::new();
    let mut pressed = false;
    for field in &form.fields {
        let value = match field.kind.as_str() {
            "hidden" => Some(field.value.clone()),
            "submit" | "button" => (!std::mem::replace(&mut pressed, true)).then(|| field.value.clone()),
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
            _ => Some(typed(field)),
        };
        answered.push(&field.name);
        if let Some(value) = value {
            fields.push((field.name.clone(), value));
        }
    }
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
