//! What the law says, as far as published sources told us by November 2026 (domain.md 2 and 3). Brought in once;
//! nobody has read the acts in full, so nothing here counts as verified.

use super::model::{Content, Entry, NewWording};
use super::{rules, store};
use crate::access::House;
use crate::audit::Chore;
use crate::kernel::{Day, Failure, Id};
use sha2::{Digest, Sha256};

const SPOD: &str = "zákon č. 359/1999 Sb., o sociálně-právní ochraně dětí";
const DECREE: &str = "vyhláška č. 473/2012 Sb.";
const CIVIL: &str = "zákon č. 89/2012 Sb., občanský zákoník";
const PROCEDURE: &str = "zákon č. 500/2004 Sb., správní řád";

/// Remark beside what a published source says.
const SOURCED: &str = "Podle zveřejněných výkladů, úplné znění nikdo nečetl. Porovnejte s e-Sbírkou.";
/// Remark beside what is only general knowledge.
const GENERAL: &str = "Obecná znalost bez pramene. Před použitím porovnejte s e-Sbírkou.";

/// Code, act, section, title, wording, remark.
type Paragraph = (&'static str, &'static str, &'static str, &'static str, &'static str, &'static str);

const PARAGRAPHS: &[Paragraph] = &[
    (
        "zspod.5",
        SPOD,
        "§ 5",
        "Zájem dítěte",
        "Předním hlediskem sociálně-právní ochrany je zájem a blaho dítěte.",
        GENERAL,
    ),
    (
        "zspod.6",
        SPOD,
        "§ 6",
        "Které děti se chrání především",
        "Vymezuje skupiny ohrožených dětí, mimo jiné děti, na kterých byl spáchán trestný čin, a děti, jejichž rodiče neplní své povinnosti.",
        SOURCED,
    ),
    (
        "zspod.6a",
        SPOD,
        "§ 6a",
        "Spolupráce orgánů",
        "Vložen zákonem č. 242/2024 Sb. Obsah ustanovení neznáme, může být oprávněním ke sdílení mezi lékaři, školami a policií.",
        "Otevřená otázka: ověřte znění.",
    ),
    (
        "zspod.8",
        SPOD,
        "§ 8",
        "Dítě se smí obrátit o pomoc a říct svůj názor",
        "Dítě má právo požádat o pomoc i bez vědomí rodičů a svobodně se vyjádřit ke všemu, co se ho týká.",
        SOURCED,
    ),
    (
        "zspod.9a",
        SPOD,
        "§ 9a",
        "Poučení rodičů a standardy kvality",
        "Orgán poučuje rodiče o právech a povinnostech a řídí se standardy kvality.",
        SOURCED,
    ),
    (
        "zspod.10.3.c",
        SPOD,
        "§ 10 odst. 3 písm. c)",
        "Vyhodnocování situace dítěte a rodiny",
        "Obecní úřad obce s rozšířenou působností pravidelně vyhodnocuje situaci dítěte a jeho rodiny.",
        SOURCED,
    ),
    (
        "zspod.10.3.d",
        SPOD,
        "§ 10 odst. 3 písm. d)",
        "Individuální plán ochrany dítěte",
        "Na základě vyhodnocení se zpracovává individuální plán: příčiny ohrožení, opatření a časový plán, ve spolupráci s rodiči, dítětem a odborníky.",
        SOURCED,
    ),
    (
        "zspod.10.3.e",
        SPOD,
        "§ 10 odst. 3 písm. e)",
        "Pořádání případových konferencí",
        "Obecní úřad obce s rozšířenou působností pořádá případové konference pro řešení konkrétních situací ohrožených dětí a jejich rodin, s rodiči nebo jinými odpovědnými osobami a přizvanými osobami.",
        SOURCED,
    ),
    (
        "zspod.10.5",
        SPOD,
        "§ 10 odst. 5",
        "Kdy vzniká individuální plán",
        "Individuální plán se zpracuje od začátku, nejpozději do jednoho měsíce od zařazení dítěte do evidence, a pravidelně se upravuje.",
        SOURCED,
    ),
    (
        "zspod.14.2",
        SPOD,
        "§ 14 odst. 2",
        "Konference před návrhem soudu",
        "Než úřad podá soudu návrh, který zasahuje do rodičovské odpovědnosti, projedná důvody na případové konferenci s těmi, kterých se to týká.",
        "Zda to změnil zákon č. 242/2024 Sb. a zda existuje výjimka při nebezpečí z prodlení, není ověřeno.",
    ),
    (
        "zspod.16",
        SPOD,
        "§ 16",
        "Neodkladné opatření",
        "Při naléhavém ohrožení není na předchozí konferenci čas; koná se bez odkladu potom.",
        GENERAL,
    ),
    (
        "zspod.51",
        SPOD,
        "§ 51",
        "Sdělování údajů",
        "Orgány si údaje sdělují v potřebném rozsahu. Pověřeným osobám a sociálním službám na vyžádání, poskytovateli zdravotních služeb lze potřebné údaje sdělit.",
        "Znění roku 2014, dnešní znění nikdo neověřil.",
    ),
    (
        "zspod.52",
        SPOD,
        "§ 52",
        "Návštěva dítěte a dotazy",
        "Pracovník smí navštívit dítě a rodinu a zjišťovat informace ve škole a ve zdravotnickém zařízení.",
        SOURCED,
    ),
    (
        "zspod.53",
        SPOD,
        "§ 53",
        "Poskytování údajů orgánu",
        "Orgány, školy a poskytovatelé zdravotních služeb sdělují vyžádané údaje bezplatně; mlčenlivosti se nelze dovolávat při podezření na týrání nebo zanedbávání.",
        GENERAL,
    ),
    (
        "zspod.55.5",
        SPOD,
        "§ 55 odst. 5",
        "Nahlížení do spisu",
        "Rodič smí nahlížet do spisové dokumentace a pořizovat kopie; části lze z důvodu ochrany odepřít.",
        SOURCED,
    ),
    (
        "zspod.57",
        SPOD,
        "§ 57",
        "Mlčenlivost",
        "Zaměstnanci zachovávají mlčenlivost o všem, co se dozvěděli. Sdělení údaje nezbytného k ochraně dítěte jejím porušením není.",
        SOURCED,
    ),
    (
        "vyhl.1",
        DECREE,
        "§ 1",
        "Rozsah vyhodnocování",
        "Vyhodnocuje se situace dítěte včetně jeho názoru a přání, situace rodiny a širšího prostředí.",
        SOURCED,
    ),
    (
        "vyhl.2",
        DECREE,
        "§ 2",
        "Obsah individuálního plánu",
        "Příčiny, opatření, odpovědné osoby, časový plán a vyhodnocení.",
        GENERAL,
    ),
    (
        "vyhl.standardy",
        DECREE,
        "příloha č. 1",
        "Standardy kvality",
        "Mimo jiné standard 8 (přidělení případu), 9 (vyhodnocování a plán), 12 (dokumentace) a 14 (návaznost na další subjekty).",
        SOURCED,
    ),
    (
        "smernice.6.4",
        "směrnice MPSV č. j. 2013/26780-21",
        "čl. 6 odst. 4",
        "Protokol z případové konference",
        "Z případové konference se pořizuje protokol podle § 18 odst. 2 správního řádu.",
        "Zda směrnice dosud platí, není ověřeno. Odborníci doporučují prostý zápis.",
    ),
    (
        "oz.867",
        CIVIL,
        "§ 867",
        "Názor dítěte",
        "Dítě dostane potřebné informace, aby si mohlo vytvořit vlastní názor a sdělit ho. U dítěte staršího dvanácti let se má za to, že toho je schopno.",
        SOURCED,
    ),
    (
        "umluva.12",
        "Úmluva o právech dítěte (č. 104/1991 Sb.)",
        "čl. 3 a 12",
        "Nejlepší zájem dítěte a právo být slyšen",
        "Zájem dítěte je předním hlediskem; dítě má právo své názory svobodně vyjadřovat.",
        SOURCED,
    ),
    (
        "sr.18",
        PROCEDURE,
        "§ 18",
        "Protokol",
        "Místo, čas, popis úkonů, označení přítomných, průběh, podpisy, odmítnutí podpisu s důvody, námitky.",
        GENERAL,
    ),
    (
        "sr.38",
        PROCEDURE,
        "§ 38",
        "Nahlížení do spisu",
        "Kdo smí nahlížet do správního spisu a jak se odepření oznamuje.",
        GENERAL,
    ),
    (
        "zp.203",
        "zákon č. 262/2006 Sb., zákoník práce",
        "§ 203",
        "Jiný úkon v obecném zájmu",
        "Zaměstnavatel uvolní toho, kdo je k účasti na konferenci přizván.",
        "Které ustanovení to o konferenci říká a kdo vyplácí náhradu, není ověřeno.",
    ),
    (
        "zzs.51",
        "zákon č. 372/2011 Sb., o zdravotních službách",
        "§ 51",
        "Mlčenlivost ve zdravotnictví",
        "Zdravotnický pracovník zachovává mlčenlivost; zbavit ho jí může pacient nebo jeho zákonný zástupce, zákon zná výjimky.",
        GENERAL,
    ),
    (
        "gdpr.6",
        "nařízení (EU) 2016/679",
        "čl. 6 a 9",
        "Právní základ zpracování",
        "Údaje se zpracovávají, protože to úřadu ukládá zákon, ne na základě souhlasu.",
        GENERAL,
    ),
    (
        "archivace.499",
        "zákon č. 499/2004 Sb., o archivnictví a spisové službě",
        "celý zákon",
        "Spisová služba",
        "Konečné dokumenty se předávají do spisové služby úřadu.",
        GENERAL,
    ),
    (
        "datovky.300",
        "zákon č. 300/2008 Sb.",
        "celý zákon",
        "Datové schránky",
        "Tomu, kdo má datovou schránku, doručuje úřad do ní; po deseti dnech se zpráva považuje za doručenou.",
        GENERAL,
    ),
    (
        "pristupnost.99",
        "zákon č. 99/2019 Sb., o přístupnosti internetových stránek",
        "celý zákon",
        "Přístupnost stránek veřejné správy",
        "Stránky a aplikace veřejné správy mají být přístupné a mít prohlášení o přístupnosti.",
        SOURCED,
    ),
];

/// Code, word, meaning, where from.
const WORDS: &[(&str, &str, &str, &str)] = &[
    (
        "word.conference",
        "případová konference",
        "Společné setkání rodiny a odborníků nad situací konkrétního dítěte, na kterém se domlouvá, kdo co udělá a do kdy.",
        "praxe úřadů, § 10 odst. 3 písm. e) zákona č. 359/1999 Sb.",
    ),
    (
        "word.protection_plan",
        "individuální plán ochrany dítěte",
        "Plán příčin, opatření a termínů, který úřad vede pro každé ohrožené dítě.",
        "§ 10 odst. 3 písm. d) zákona č. 359/1999 Sb.",
    ),
    (
        "word.evaluation",
        "vyhodnocení situace dítěte",
        "Popis situace dítěte, rodiny a okolí, ze kterého plán vychází.",
        "§ 1 vyhlášky č. 473/2012 Sb.",
    ),
    (
        "word.facilitator",
        "facilitátor",
        "Nestranný průvodce jednáním. O případu ví jen to nejnutnější a nerozhoduje.",
        "praxe úřadů",
    ),
    (
        "word.protection_body",
        "orgán sociálně-právní ochrany dětí",
        "Oddělení úřadu, které chrání zájmy dětí; zkráceně OSPOD.",
        "zákon č. 359/1999 Sb.",
    ),
    (
        "word.guardian",
        "kolizní opatrovník",
        "Kdo zastupuje dítě, když zájmy rodičů a dítěte mohou být v rozporu.",
        "občanský zákoník, znění neověřeno",
    ),
    (
        "help.office",
        "stížnost na postup úřadu",
        "Stěžovat si můžete přímo u úřadu, který vás pozval, ústně nebo písemně, třeba u vedoucí nebo vedoucího oddělení.",
        "správní řád, znění neověřeno",
    ),
    (
        "help.ombudsman",
        "veřejný ochránce práv",
        "Veřejný ochránce práv v Brně pomáhá zdarma, když úřad nejedná správně.",
        "obecná znalost, adresu a působnost ověřte",
    ),
    (
        "help.children",
        "ochránce práv dětí",
        "Ochránce práv dětí: obrátit se na něj mohou dospělí i dítě samo.",
        "působí od července 2025, ověřte",
    ),
    (
        "help.line",
        "Linka bezpečí",
        "Linka bezpečí pro děti: 116 111, zdarma a kdykoli.",
        "obecná znalost, číslo ověřte",
    ),
];

/// Identifier of an initial row: always the same, so that bringing in twice makes no second row.
fn fixed_id(table: &str, code: &str) -> Id<Entry> {
    let digest = Sha256::digest(format!("law:{table}:{code}").as_bytes());
    let mut bytes = [0u8; 16];
    for (to, from) in bytes.iter_mut().zip(digest.iter()) {
        *to = *from;
    }
    Id::from_uuid(uuid::Builder::from_custom_bytes(bytes).into_uuid())
}

/// The initial rows: code and wording.
pub(super) fn rows() -> Vec<(&'static str, NewWording)> {
    let wording = |table: &str, code: &str, content: Content, note: &str| NewWording {
        id: fixed_id(table, code),
        content,
        valid_from: Day::constant(2026, 11, 1),
        valid_to: None,
        note: Some(note.to_owned()),
    };
    let paragraphs = PARAGRAPHS.iter().map(|(code, act, section, title, text, note)| {
        let content = Content::Reference {
            act: (*act).into(),
            section: (*section).into(),
            title: (*title).into(),
            wording: (*text).into(),
        };
        (*code, wording("reference", code, content, note))
    });
    let deadlines = rules::DEADLINES.iter().map(|(code, _, amount, unit)| {
        let (basis, note) = match *code {
            "protection_plan" => ("§ 10 odst. 5 zákona č. 359/1999 Sb.", SOURCED),
            rules::CHILD_REASON => ("§ 867 zákona č. 89/2012 Sb., občanský zákoník", SOURCED),
            _ => {
                ("zvyklost úřadů, zákon lhůtu nestanoví", "Výchozí hodnota z praxe, úřad si ji má potvrdit.")
            }
        };
        let content = Content::Deadline { amount: *amount, unit: *unit, basis: basis.into() };
        (*code, wording("deadline", code, content, note))
    });
    let words = WORDS.iter().map(|(code, term, text, source)| {
        let content =
            Content::Definition { term: (*term).into(), wording: (*text).into(), source: (*source).into() };
        (*code, wording("definition", code, content, "Pracovní vymezení."))
    });
    paragraphs.chain(deadlines).chain(words).collect()
}

/// Brings the initial rows in, once. They begin long ago (no first day), so that an older day finds them too.
pub(super) async fn bring_in(house: &House) -> Result<(), Failure> {
    let now = house.clock.now();
    house
        .trail
        .chore(Chore::ReferenceLoaded, |mut work| async move {
            for (code, row) in rows() {
                store::add(&mut work, code, &row, None, now).await?;
            }
            Ok((work, ()))
        })
        .await
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]
    use super::*;
    use crate::law::codes;
    use std::collections::BTreeSet;

    #[test]
    fn every_code_that_others_name_is_brought_in_once() {
        let rows = rows();
        let codes: BTreeSet<&str> = rows.iter().map(|(code, _)| *code).collect();
        assert_eq!(codes.len(), rows.len(), "two rows of one code");
        let named = [
            codes::EVALUATION,
            codes::PROTECTION_PLAN,
            codes::CONFERENCE,
            codes::PLAN_TERM,
            codes::BEFORE_MOTION,
            codes::GENERAL_INTEREST,
            codes::SHARING,
            codes::GIVING_DATA,
            codes::INSPECTION,
            codes::CONFIDENTIALITY,
            codes::CHILD_VIEW,
            codes::PROTOCOL,
            codes::ACCESSIBILITY,
        ];
        for code in named {
            assert!(codes.contains(code), "{code}");
        }
    }
}
