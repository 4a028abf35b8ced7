//! `doctor`: the effective configuration with secrets masked, and what can be checked about an installation.

use super::arguments::Doctor;
use super::{Choice, printer};
use crate::config::{Config, DatabaseKind, EXAMPLE, MailKind, SmsKind, variables};
use crate::kernel::{Clock, Failure, Moment};
use crate::start::{self, Opened, Opening, Stop};
use std::path::Path;
use std::process::ExitCode;
use uuid::Uuid;
use vault::KeyFile;

portable_sql::statements! {
    /// Does the end of every chain stand where the last event is, and when was it?
    ENDS = "SELECT h.office_id, h.hash, e.hash, e.moment FROM audit_head h \
        LEFT JOIN audit_event e ON e.office_id = h.office_id AND e.sequence = h.sequence ORDER BY h.office_id";
    /// Does the key of this case still exist?
    KEY_LIVES = "SELECT case_id FROM case_key WHERE case_id = $1 AND destroyed IS NULL";
    /// Is there a case key that an installation key other than the current one wraps?
    OLD_WRAPPING = "SELECT count(*) FROM case_key WHERE key_id <> $1 AND destroyed IS NULL";
    /// Can anybody administer?
    ADMINISTRATORS = "SELECT count(*) FROM staff_role r JOIN staff s ON s.id = r.staff_id WHERE r.role = 'administrator' AND s.active = $1";
}

/// Free space under which the check warns: 1 GiB.
const LITTLE_SPACE: u64 = 1 << 30;

/// What a check found.
enum Finding {
    Good(String),
    Note(String),
    Bad(String),
}

use Finding::{Bad, Good, Note};

/// Shows and checks; the exit code tells whether anything is wrong.
pub async fn run(choice: &Choice, how: &Doctor) -> Result<ExitCode, Stop> {
    if how.example {
        printer::say(EXAMPLE.trim_end());
        return Ok(ExitCode::SUCCESS);
    }
    let config = choice.read()?;
    printer::say(format!("Případovka {}", env!("CARGO_PKG_VERSION")));
    printer::say(format!("Nastavení ze souboru {} (tajné údaje jsou skryté):\n", choice.path().display()));
    printer::say(config.shown());
    printer::say("Kontroly:");
    let mut findings = vec![keys(&config), space(&config)];
    // Without keys the database cannot be opened, and saying so twice helps nobody.
    if !matches!(findings.first(), Some(Bad(_))) {
        match start::open(&config, Opening::BESIDE).await {
            Ok(opened) => findings.extend(database(&config, &opened).await?),
            Err(stop) => findings.push(Bad(stop.to_string())),
        }
    }
    findings.push(clock_alone());
    let mut bad = 0;
    for finding in &findings {
        match finding {
            Good(text) => printer::say(format!("  v pořádku   {text}")),
            Note(text) => printer::say(format!("  pozor       {text}")),
            Bad(text) => {
                bad += 1;
                printer::say(format!("  ŠPATNĚ      {text}"));
            }
        }
    }
    if bad == 0 {
        printer::say("\nVšechno podstatné je v pořádku.");
        return Ok(ExitCode::SUCCESS);
    }
    let text = czech::plural::count(bad, "věc k nápravě", "věci k nápravě", "věcí k nápravě");
    printer::complain(format!("\nNašli jsme: {text}."));
    Ok(ExitCode::FAILURE)
}

fn keys(config: &Config) -> Finding {
    if std::env::var_os(variables::KEYS).is_some() {
        return match start::ring(config) {
            Ok(_) => Good(format!("klíče jsou v proměnné {}", variables::KEYS)),
            Err(stop) => Bad(stop.to_string()),
        };
    }
    match KeyFile::open(&config.key_file) {
        Ok(file) => {
            let keys = file.ring().keys();
            let made =
                keys.iter().find(|key| key.current).map(|key| key.created_at.clone()).unwrap_or_default();
            Good(format!(
                "soubor klíčů čte jen jeho vlastník; platný klíč je z {made}, celkem jich je {}",
                keys.len()
            ))
        }
        Err(error) => Bad(Stop::from(error).to_string()),
    }
}

/// Free space where the database lies.
fn space(config: &Config) -> Finding {
    let Some(path) = config.database.path.as_deref().filter(|_| config.database.kind == DatabaseKind::Sqlite)
    else {
        return Note("místo na disku serveru PostgreSQL odsud není vidět".into());
    };
    let folder = path.parent().unwrap_or(Path::new("."));
    match rustix::fs::statvfs(folder) {
        Ok(disk) => {
            let free = disk.f_bavail.saturating_mul(disk.f_frsize);
            let text = format!("na disku s databází je volných {} MB", free / (1 << 20));
            if free < LITTLE_SPACE { Bad(format!("{text}, to je málo")) } else { Good(text) }
        }
        Err(_) => Bad(format!("složka databáze {} není dostupná", folder.display())),
    }
}

/// A clock before this program was written is wrong.
fn clock_alone() -> Finding {
    let year = Clock::System.today().year();
    if year < 2026 {
        Bad("hodiny počítače jdou špatně (rok je před rokem 2026)".into())
    } else {
        Good("hodiny jdou".into())
    }
}

/// Whether what a page has confirmed outlives a power cut.
async fn durability(opened: &Opened) -> Result<Finding, Stop> {
    let weak = opened.house.queries.weaknesses().await.map_err(Failure::from)?;
    if weak.is_empty() {
        return Ok(Good(
            "co stránka potvrdí, přežije i výpadek proudu (pokud disk neslibuje víc, než plní)".into(),
        ));
    }
    let settings: Vec<&str> = weak.iter().map(|weakness| weakness.setting()).collect();
    Ok(Note(format!(
        "server PostgreSQL má vypnuté {}: výpadek proudu může vzít i to, co stránka potvrdila",
        settings.join(" a ")
    )))
}

async fn database(config: &Config, opened: &Opened) -> Result<Vec<Finding>, Stop> {
    let mut findings = vec![Good("databáze se otevřela, klíč k ní patří".to_owned())];
    findings.push(mail(config, opened).await);
    findings.push(sms(config));
    if let Err(stop) = opened.require_current() {
        findings.push(Bad(stop.to_string()));
        return Ok(findings);
    }
    findings.push(Good(format!("schéma databáze je {}, jak program čeká", opened.schema)));
    if opened.marks.demo.is_some() {
        findings.push(Note("je to databáze ukázky".into()));
    }
    if opened.marks.synthetic {
        findings.push(Note("jsou v ní vymyšlené údaje pro měření".into()));
    }
    findings.push(durability(opened).await?);
    findings.push(chains(opened).await?);
    findings.push(wrapping(opened).await?);
    findings.push(destroyed(opened).await?);
    findings.push(work(opened).await?);
    let (administrators,): (i64,) =
        ADMINISTRATORS.bind(true).get(&opened.house.queries).await.map_err(Failure::from)?;
    if administrators == 0 {
        findings.push(Note("nikdo zatím není správcem; založí ho příkaz: pripadovka user add".into()));
    }
    Ok(findings)
}

async fn mail(config: &Config, opened: &Opened) -> Finding {
    match opened.house.exit.transport.check().await {
        Ok(()) if config.mail.kind == MailKind::Folder => {
            Note("zprávy se neodesílají, jen ukládají do složky".into())
        }
        Ok(()) => Good("poštovní server přijal přihlášení".into()),
        Err(error) => Bad(format!("pošta: {}", start::mail_reason(&error))),
    }
}

/// Whether short messages are offered. Nothing is sent to find out.
fn sms(config: &Config) -> Finding {
    match config.sms.kind {
        SmsKind::None => Note("krátké zprávy (SMS) nejsou nastavené, pozvánka SMS se proto nenabízí".into()),
        _ if !crate::invitations::short_fits(&config.links.public_url) => {
            Bad("adresa links.public_url je tak dlouhá, že se odkaz nevejde do jedné SMS".into())
        }
        SmsKind::Folder => Note("krátké zprávy (SMS) se neodesílají, jen ukládají do složky".into()),
        SmsKind::Http => Good(
            "krátké zprávy (SMS) má kdo převzít; jestli službu opravdu obsluhuje, ukáže první z nich".into(),
        ),
    }
}

/// Ends of the chains and the newest event: a cheap look; `audit verify` recomputes everything.
async fn chains(opened: &Opened) -> Result<Finding, Stop> {
    type End = (Uuid, Vec<u8>, Option<Vec<u8>>, Option<Moment>);
    let ends: Vec<End> = ENDS.statement().all(&opened.house.queries).await.map_err(Failure::from)?;
    let loose = ends.iter().filter(|(_, head, event, _)| event.as_ref() != Some(head)).count();
    if loose > 0 {
        return Ok(Bad(format!(
            "konce řetězců auditní stopy nesedí ({loose}); spusťte: pripadovka audit verify"
        )));
    }
    let newest = ends.iter().filter_map(|(_, _, _, moment)| *moment).max();
    if newest.is_some_and(|moment| moment > opened.house.clock.now().plus_seconds(60)) {
        return Ok(Bad(
            "poslední událost v auditní stopě je z budoucnosti: hodiny počítače jdou špatně".into()
        ));
    }
    Ok(Good(format!("konce řetězců auditní stopy sedí (řetězců: {})", ends.len())))
}

async fn wrapping(opened: &Opened) -> Result<Finding, Stop> {
    let current = opened.house.keys.ring().current_key_id().to_string();
    let (old,): (i64,) =
        OLD_WRAPPING.bind(current).get(&opened.house.queries).await.map_err(Failure::from)?;
    Ok(if old == 0 {
        Good("klíče případů jsou zabalené platným klíčem".into())
    } else {
        Note(format!(
            "{old} klíčů případů je zabaleno starším klíčem; spusťte: pripadovka key rotate --finish"
        ))
    })
}

/// No case on the list may have a living key.
async fn destroyed(opened: &Opened) -> Result<Finding, Stop> {
    let list = opened.destroyed.all()?;
    let mut alive = 0;
    for entry in &list {
        let row: Option<(Uuid,)> =
            KEY_LIVES.bind(entry.case).one(&opened.house.queries).await.map_err(Failure::from)?;
        alive += usize::from(row.is_some());
    }
    Ok(if alive == 0 {
        Good(format!("seznam zničených případů: {}, žádný klíč z něj nežije", list.len()))
    } else {
        Bad(format!(
            "{alive} zničených případů má v databázi živý klíč (obnova ze zálohy bez příkazu restore)"
        ))
    })
}

async fn work(opened: &Opened) -> Result<Finding, Stop> {
    let queries = &opened.house.queries;
    let given_up = jobs::given_up(queries).await.map_err(Failure::from)?.len();
    let waiting = jobs::waiting_count(queries).await.map_err(Failure::from)?;
    Ok(if given_up == 0 {
        Good(format!("úlohy na pozadí: čeká {waiting}, žádná neskončila nezdarem"))
    } else {
        Bad(format!(
            "úlohy na pozadí: {given_up} skončilo nezdarem a čeká na člověka, ve frontě je {waiting}"
        ))
    })
}
