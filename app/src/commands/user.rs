//! `user add`: the first administrator. Later accounts are made on the pages.

use super::arguments::UserAdd;
use super::events::AccountAdded;
use super::printer;
use crate::audit::{About, By};
use crate::config::Config;
use crate::identity::store::{self, NewStaff};
use crate::identity::{Office, Role, StaffName, password};
use crate::kernel::{Choice, Failure, Token};
use crate::start::{self, Opened, Opening, Stop};
use rustix::termios::{LocalModes, OptionalActions, tcgetattr, tcsetattr};
use std::io::{BufRead, Write};
use std::sync::Arc;

/// Adds an account with its roles.
pub async fn add(config: &Config, asked: UserAdd) -> Result<(), Stop> {
    let opened = start::open(config, Opening::BESIDE).await?;
    opened.require_current()?;
    let roles = roles(&asked.roles)?;
    let login = login(answer(asked.login, "E-mail pro přihlášení")?)?;
    let name = name(&answer(asked.name, "Jméno s tituly")?)?;
    let office = office(&opened, &answer(asked.office, "Úřad (kód nebo název)")?).await?;
    let (secret, generated) = choose_password(&login, asked.password_stdin)?;
    let password_hash = password::hash(secret.clone())
        .await
        .ok_or_else(|| Stop::new("Heslo se nepodařilo uložit. Účet nevznikl."))?;
    let new = NewStaff {
        office: office.id,
        login: login.clone(),
        name,
        phone: None,
        position: None,
        password_hash,
    };
    insert(&opened, &office, new, roles, generated).await?;
    printer::say(format!("Účet {login} je založený, úřad {}.", office.name));
    if generated {
        printer::say(format!("Heslo: {secret}"));
        printer::say(
            "Znovu ho nezobrazíme. Při prvním přihlášení si zvolíte vlastní a nastavíte ověření telefonem.",
        );
    }
    Ok(())
}

crate::not_done! {
    /// Why the account was not made.
    enum Refused {
        Taken,
    }
}

async fn insert(
    opened: &Opened,
    office: &Office,
    new: NewStaff,
    roles: Vec<Role>,
    generated: bool,
) -> Result<(), Stop> {
    let new = Arc::new((new, roles));
    let outcome = opened
        .house
        .trail
        .run(By::system(office.id.uuid()), move |mut operation| {
            let new = new.clone();
            async move {
                let now = operation.now();
                let added = store::add_staff(operation.work(), &new.0, now).await?;
                let staff = added.ok_or(Refused::Taken)?;
                for role in &new.1 {
                    store::set_role(operation.work(), staff, *role, true).await?;
                }
                if generated {
                    // What stood on a screen is good for the first sign-in only.
                    crate::account::must_change(operation.work(), staff, now).await?;
                }
                let event = AccountAdded { about: About::default(), staff };
                let recorded = operation.record(&event).await.map_err(Failure::from)?;
                Ok::<_, Refused>((recorded, ()))
            }
        })
        .await;
    outcome.map_err(|refused| match refused {
        Refused::Taken => Stop::new("Účet s tímto přihlašovacím jménem už existuje. Nic se nezměnilo."),
        Refused::Failed(failure) => failure.into(),
    })
}

/// The answer given on the command line, or typed now.
fn answer(given: Option<String>, question: &str) -> Result<String, Stop> {
    let typed = match given {
        Some(text) => text,
        None if printer::can_ask() => ask(question)?,
        None => return Err(Stop::new(format!("Chybí údaj: {question}. Uveďte ho volbou, viz --help."))),
    };
    let line = czech::lines::clean_line(&typed);
    if line.is_empty() { Err(Stop::new(format!("Chybí údaj: {question}."))) } else { Ok(line) }
}

fn ask(question: &str) -> Result<String, Stop> {
    let mut errors = std::io::stderr().lock();
    let _ = write!(errors, "{question}: ");
    let _ = errors.flush();
    read_line()
}

fn read_line() -> Result<String, Stop> {
    let mut line = String::new();
    let read = std::io::stdin().lock().read_line(&mut line);
    match read {
        Ok(0) | Err(_) => Err(Stop::new("Vstup skončil dřív, než jste odpověděli. Účet nevznikl.")),
        Ok(_) => Ok(line.trim_end_matches(['\r', '\n']).to_owned()),
    }
}

/// Reads a line that does not appear on the screen.
fn ask_secretly(question: &str) -> Result<String, Stop> {
    let input = std::io::stdin();
    let usual = tcgetattr(&input).ok();
    if let Some(usual) = &usual {
        let mut silent = usual.clone();
        silent.local_modes &= !LocalModes::ECHO;
        let _ = tcsetattr(&input, OptionalActions::Flush, &silent);
    }
    let line = ask(question);
    if let Some(usual) = &usual {
        let _ = tcsetattr(&input, OptionalActions::Flush, usual);
    }
    printer::complain("");
    line
}

/// The password and whether it was made up by us.
fn choose_password(login: &str, from_input: bool) -> Result<(String, bool), Stop> {
    let typed = if from_input {
        read_line()?
    } else if printer::can_ask() {
        ask_secretly("Heslo (prázdné: vymyslíme ho)")?
    } else {
        String::new()
    };
    if typed.is_empty() && !from_input {
        return Ok((invent_password(), true));
    }
    if let Some(objection) = password::objection(&typed, login) {
        return Err(Stop::new(format!("{objection} Účet nevznikl.")));
    }
    if !from_input && ask_secretly("Heslo ještě jednou")? != typed {
        return Err(Stop::new("Hesla se liší. Účet nevznikl."));
    }
    Ok((typed, false))
}

/// A hundred random bits in four groups without look-alikes.
fn invent_password() -> String {
    let token = Token::fresh();
    let letters: Vec<char> = token.text().chars().take(20).collect();
    letters.chunks(5).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join("-")
}

fn roles(codes: &[String]) -> Result<Vec<Role>, Stop> {
    if codes.is_empty() {
        return Ok(vec![Role::Administrator]);
    }
    let known =
        || Role::ALL.iter().map(|r| format!("{} ({})", r.code(), r.label())).collect::<Vec<_>>().join(", ");
    codes
        .iter()
        .map(|code| {
            Role::from_code(code)
                .ok_or_else(|| Stop::new(format!("Roli „{code}“ neznáme. Role: {}.", known())))
        })
        .collect()
}

fn login(typed: String) -> Result<String, Stop> {
    let login = typed.to_lowercase();
    let shaped = login.split_once('@').is_some_and(|(name, place)| {
        !name.is_empty() && place.contains('.') && !login.contains(char::is_whitespace)
    });
    if shaped {
        Ok(login)
    } else {
        Err(Stop::new("Přihlašovací jméno má být e-mail, například sprava@mesto.cz."))
    }
}

fn name(typed: &str) -> Result<StaffName, Stop> {
    let split = czech::names::split(typed);
    if split.given.is_empty() || split.family.is_empty() {
        return Err(Stop::new("Napište jméno i příjmení, například „Ing. Jiří Malý“."));
    }
    Ok(StaffName {
        title_before: split.title_before.clone(),
        given: split.given.clone(),
        family: split.family.clone(),
        title_after: split.title_after.clone(),
    })
}

/// The office by code, by its exact name, or by the only name that begins so.
async fn office(opened: &Opened, wanted: &str) -> Result<Office, Stop> {
    if let Some(office) = store::find_office_by_code(&opened.house.queries, wanted).await? {
        return Ok(office);
    }
    let folded = czech::folding::fold(wanted);
    let mut close: Vec<Office> = store::offices(&opened.house.queries)
        .await?
        .into_iter()
        .filter(|office| czech::folding::fold(&office.name).starts_with(&folded))
        .collect();
    if let Some(at) = close.iter().position(|office| czech::folding::fold(&office.name) == folded) {
        return Ok(close.swap_remove(at));
    }
    match close.len() {
        1 => Ok(close.swap_remove(0)),
        0 => Err(Stop::new(format!("Úřad „{wanted}“ neznáme. Napište jeho kód nebo název."))),
        _ => {
            let names: Vec<String> =
                close.iter().take(8).map(|o| format!("{} ({})", o.name, o.code)).collect();
            Err(Stop::new(format!("Takových úřadů je víc: {}. Napište kód.", names.join(", "))))
        }
    }
}
