//! The command line and its refusals, in Czech.

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{ArgAction, Args, Parser, Subcommand};
use std::net::SocketAddr;
use std::path::PathBuf;

const TEMPLATE: &str = "{about-with-newline}\nPoužití: {usage}\n\n{all-args}{after-help}";

/// Případovka: case conferences at child-protection offices.
#[derive(Debug, Parser)]
#[command(
    name = "pripadovka",
    version,
    about = "Případovka – příprava a vedení případových konferencí na OSPOD",
    after_help = "Nápovědu k příkazu vypíše: pripadovka PŘÍKAZ --help",
    help_template = TEMPLATE,
    override_usage = "pripadovka [--config SOUBOR] PŘÍKAZ",
    subcommand_help_heading = "Příkazy",
    subcommand_value_name = "PŘÍKAZ",
    disable_help_flag = true,
    disable_version_flag = true,
    disable_help_subcommand = true
)]
pub struct Line {
    /// Soubor s nastavením (jinak PRIPADOVKA_CONFIG, jinak ./pripadovka.toml)
    #[arg(long, value_name = "SOUBOR", global = true, help_heading = "Volby")]
    pub config: Option<PathBuf>,
    /// Vypíše tuto nápovědu
    #[arg(short = 'h', long = "help", action = ArgAction::Help, global = true, help_heading = "Volby")]
    help: Option<bool>,
    /// Vypíše verzi
    #[arg(short = 'V', long = "version", action = ArgAction::Version, help_heading = "Volby")]
    version: Option<bool>,
    /// Co udělat.
    #[command(subcommand)]
    pub command: Command,
}

/// One command.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Ukázka s vymyšleným případem: založí ji a spustí
    #[command(override_usage = "pripadovka demo [--data SLOŽKA] [--listen ADRESA] [--no-serve] [--reset]", help_template = TEMPLATE)]
    Demo(Demo),
    /// Spustí stránky a s nimi práci na pozadí
    #[command(override_usage = "pripadovka serve [--staff ADRESA] [--public ADRESA] [--no-work]", help_template = TEMPLATE)]
    Serve(Serve),
    /// Vyřizuje jen práci na pozadí (pošta, dokumenty)
    #[command(override_usage = "pripadovka work", help_template = TEMPLATE)]
    Work,
    /// Připraví databázi nebo ji převede na verzi programu
    #[command(override_usage = "pripadovka migrate", help_template = TEMPLATE)]
    Migrate,
    /// Ukáže účinné nastavení a zkontroluje instalaci
    #[command(override_usage = "pripadovka doctor [--example]", help_template = TEMPLATE)]
    Doctor(Doctor),
    /// Účty: založení prvního správce
    #[command(subcommand, override_usage = "pripadovka user add", help_template = TEMPLATE, subcommand_help_heading = "Příkazy", disable_help_subcommand = true)]
    User(User),
    /// Zapíše šifrovanou zálohu; server může běžet dál
    #[command(override_usage = "pripadovka backup SOUBOR", help_template = TEMPLATE)]
    Backup(File),
    /// Obnoví zálohu na prázdné místo
    #[command(override_usage = "pripadovka restore SOUBOR", help_template = TEMPLATE)]
    Restore(File),
    /// Auditní stopa: ověření
    #[command(subcommand, override_usage = "pripadovka audit verify", help_template = TEMPLATE, subcommand_help_heading = "Příkazy", disable_help_subcommand = true)]
    Audit(Audit),
    /// Klíče instalace: vytvoření a výměna
    #[command(subcommand, override_usage = "pripadovka key create | rotate", help_template = TEMPLATE, subcommand_help_heading = "Příkazy", disable_help_subcommand = true)]
    Key(Key),
    /// Příchozí pošta: převzetí zprávy, která se vrátila
    #[command(subcommand, override_usage = "pripadovka mail receive", help_template = TEMPLATE, subcommand_help_heading = "Příkazy", disable_help_subcommand = true)]
    Mail(Mail),
    /// Naplní databázi vymyšlenými údaji pro měření výkonu
    #[command(override_usage = "pripadovka load --conferences POČET --participants POČET", help_template = TEMPLATE)]
    Load(Load),
    /// Uloží vzory všech stránek, dopisů, zpráv a dokumentů jako soubory
    #[command(override_usage = "pripadovka gallery --out SLOŽKA", help_template = TEMPLATE)]
    Gallery(Gallery),
}

/// Of `demo`.
#[derive(Debug, Args)]
pub struct Demo {
    /// Složka ukázky
    #[arg(
        long,
        value_name = "SLOŽKA",
        default_value = "pripadovka-demo",
        hide_default_value = true,
        help_heading = "Volby"
    )]
    pub data: PathBuf,
    /// Adresa, na které ukázka běží (jinak 127.0.0.1:8080)
    #[arg(long, value_name = "ADRESA", help_heading = "Volby")]
    pub listen: Option<SocketAddr>,
    /// Ukázku jen založí a nespustí
    #[arg(long, help_heading = "Volby")]
    pub no_serve: bool,
    /// Smaže dosavadní ukázku a začne znovu
    #[arg(long, help_heading = "Volby")]
    pub reset: bool,
}

/// Of `serve`.
#[derive(Debug, Args)]
pub struct Serve {
    /// Adresa stránek pro pracovníky (jinak podle nastavení)
    #[arg(long, value_name = "ADRESA", help_heading = "Volby")]
    pub staff: Option<SocketAddr>,
    /// Adresa stránek pro pozvané (jinak podle nastavení)
    #[arg(long, value_name = "ADRESA", help_heading = "Volby")]
    pub public: Option<SocketAddr>,
    /// Práci na pozadí vyřizuje jiný proces (pripadovka work)
    #[arg(long, help_heading = "Volby")]
    pub no_work: bool,
}

/// Of `doctor`.
#[derive(Debug, Args)]
pub struct Doctor {
    /// Jen vypíše vzor nastavení se všemi klíči
    #[arg(long, help_heading = "Volby")]
    pub example: bool,
}

/// Of `user`.
#[derive(Debug, Subcommand)]
pub enum User {
    /// Založí účet (první správce; další účty se zakládají na stránkách)
    #[command(override_usage = "pripadovka user add [--login E-MAIL] [--name JMÉNO] [--office ÚŘAD] [--role ROLE] [--password-stdin]", help_template = TEMPLATE)]
    Add(UserAdd),
}

/// Of `user add`.
#[derive(Debug, Args)]
pub struct UserAdd {
    /// Přihlašovací jméno: e-mail
    #[arg(long, value_name = "E-MAIL", help_heading = "Volby")]
    pub login: Option<String>,
    /// Jméno s tituly, například "Ing. Jiří Malý"
    #[arg(long, value_name = "JMÉNO", help_heading = "Volby")]
    pub name: Option<String>,
    /// Kód nebo název úřadu, například 7110 nebo Šternberk
    #[arg(long, value_name = "ÚŘAD", help_heading = "Volby")]
    pub office: Option<String>,
    /// Role (dá se uvést víckrát); bez ní administrator
    #[arg(long = "role", value_name = "ROLE", help_heading = "Volby")]
    pub roles: Vec<String>,
    /// Heslo se přečte ze standardního vstupu (první řádek)
    #[arg(long, help_heading = "Volby")]
    pub password_stdin: bool,
}

/// Of `backup` and `restore`.
#[derive(Debug, Args)]
pub struct File {
    /// Soubor zálohy
    #[arg(value_name = "SOUBOR", help_heading = "Co")]
    pub file: PathBuf,
}

/// Of `audit`.
#[derive(Debug, Subcommand)]
pub enum Audit {
    /// Přepočítá řetězce auditní stopy; skončí chybou, když některý nesedí
    #[command(override_usage = "pripadovka audit verify", help_template = TEMPLATE)]
    Verify,
}

/// Of `key`.
#[derive(Debug, Subcommand)]
pub enum Key {
    /// Vytvoří soubor klíčů podle nastavení
    #[command(override_usage = "pripadovka key create", help_template = TEMPLATE)]
    Create,
    /// Vymění klíč instalace a zabalí jím klíče všech případů; server přitom nesmí běžet
    #[command(override_usage = "pripadovka key rotate [--finish] [--server-stopped]", help_template = TEMPLATE)]
    Rotate(KeyRotate),
}

/// Of `key rotate`.
#[derive(Debug, Args)]
pub struct KeyRotate {
    /// Nový klíč už je v souboru, jen dokončí přebalení
    #[arg(long, help_heading = "Volby")]
    pub finish: bool,
    /// U PostgreSQL: potvrzuje, že žádný server neběží
    #[arg(long, help_heading = "Volby")]
    pub server_stopped: bool,
}

/// Of `mail`.
#[derive(Debug, Subcommand)]
pub enum Mail {
    /// Převezme jednu zprávu ze standardního vstupu (volá poštovní server); skončí kódem 75, když to má zkusit znovu
    #[command(override_usage = "pripadovka mail receive < ZPRÁVA", help_template = TEMPLATE)]
    Receive,
}

/// Of `load`.
#[derive(Debug, Args)]
pub struct Load {
    /// Kolik konferencí
    #[arg(long, value_name = "POČET", help_heading = "Volby")]
    pub conferences: u64,
    /// Kolik účastníků celkem
    #[arg(long, value_name = "POČET", help_heading = "Volby")]
    pub participants: u64,
}

/// Of `gallery`.
#[derive(Debug, Args)]
pub struct Gallery {
    /// Složka, kam se vzory uloží
    #[arg(long, value_name = "SLOŽKA", help_heading = "Volby")]
    pub out: PathBuf,
}

/// A refusal of the command line as a Czech sentence.
pub fn refusal(error: &clap::Error) -> String {
    let context = |kind| match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join(", "),
        _ => String::new(),
    };
    let (argument, value) = (context(ContextKind::InvalidArg), context(ContextKind::InvalidValue));
    let sentence = match error.kind() {
        ErrorKind::InvalidSubcommand => {
            format!("Příkaz „{}“ neznáme.", context(ContextKind::InvalidSubcommand))
        }
        ErrorKind::UnknownArgument => format!("Volbu nebo údaj „{argument}“ neznáme."),
        ErrorKind::MissingRequiredArgument => format!("Chybí povinný údaj: {argument}."),
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            "Napište, který příkaz se má provést.".to_owned()
        }
        ErrorKind::ArgumentConflict => {
            format!("Volba „{argument}“ je uvedena dvakrát nebo se nesnáší s jinou.")
        }
        ErrorKind::InvalidValue if value.is_empty() => format!("Volbě „{argument}“ chybí hodnota."),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            format!("Hodnota „{value}“ volby „{argument}“ nemá správný tvar.")
        }
        ErrorKind::InvalidUtf8 => "Příkazová řádka není v kódování UTF-8.".to_owned(),
        _ => "Příkazové řádce nerozumíme.".to_owned(),
    };
    format!("{sentence} Nápovědu vypíše: pripadovka --help")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use clap::CommandFactory;

    fn refused(words: &[&str]) -> String {
        refusal(&Line::try_parse_from(words).unwrap_err())
    }

    #[test]
    fn the_command_line_is_consistent() {
        Line::command().debug_assert();
    }

    #[test]
    fn wrong_arguments_are_refused_in_czech_and_name_what_is_wrong() {
        assert!(refused(&["pripadovka", "tanec"]).contains("„tanec“"));
        assert!(refused(&["pripadovka", "serve", "--neco"]).contains("„--neco“"));
        assert!(refused(&["pripadovka", "backup"]).contains("SOUBOR"));
        assert!(
            refused(&["pripadovka", "load", "--conferences", "moc", "--participants", "1"]).contains("„moc“")
        );
        assert!(refused(&["pripadovka"]).starts_with("Napište, který příkaz"));
        assert!(refused(&["pripadovka", "demo", "--listen"]).contains("--listen"));
    }

    #[test]
    fn the_configuration_can_stand_before_and_after_the_command() {
        for words in
            [["pripadovka", "--config", "a.toml", "migrate"], ["pripadovka", "migrate", "--config", "a.toml"]]
        {
            assert_eq!(Line::try_parse_from(words).unwrap().config, Some(PathBuf::from("a.toml")));
        }
    }
}
