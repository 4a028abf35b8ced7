//! Invented names, drawn by dice that always fall the same way.

/// Dice: SplitMix64, good enough for names and the same everywhere.
pub struct Dice(u64);

impl Dice {
    /// With a start.
    pub const fn new(start: u64) -> Self {
        Self(start)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number from zero to below `end`.
    pub fn below(&mut self, end: u64) -> i64 {
        i64::try_from(self.next() % end.max(1)).unwrap_or_default()
    }

    /// One of several.
    pub fn one<T: Copy>(&mut self, of: &[T], otherwise: T) -> T {
        let index = usize::try_from(self.below(of.len() as u64)).unwrap_or_default();
        of.get(index).copied().unwrap_or(otherwise)
    }
}

const WOMEN: &[&str] = &[
    "Jana",
    "Marie",
    "Eva",
    "Hana",
    "Anna",
    "Lenka",
    "Kateřina",
    "Lucie",
    "Věra",
    "Alena",
    "Petra",
    "Veronika",
    "Jaroslava",
    "Tereza",
    "Martina",
    "Michaela",
    "Jitka",
    "Helena",
    "Ludmila",
    "Zdeňka",
    "Ivana",
    "Monika",
    "Eliška",
    "Zuzana",
    "Markéta",
    "Barbora",
    "Jarmila",
    "Dagmar",
    "Simona",
    "Renata",
    "Nikola",
    "Klára",
    "Adéla",
    "Karolína",
    "Šárka",
    "Žaneta",
    "Růžena",
    "Čeňka",
    "Denisa",
    "Aneta",
];
const MEN: &[&str] = &[
    "Jiří",
    "Jan",
    "Petr",
    "Josef",
    "Pavel",
    "Martin",
    "Tomáš",
    "Jaroslav",
    "Miroslav",
    "Zdeněk",
    "Václav",
    "Michal",
    "František",
    "Jakub",
    "Milan",
    "Karel",
    "Lukáš",
    "David",
    "Vladimír",
    "Ladislav",
    "Ondřej",
    "Stanislav",
    "Marek",
    "Roman",
    "Daniel",
    "Radek",
    "Antonín",
    "Vojtěch",
    "Filip",
    "Adam",
    "Matěj",
    "Aleš",
    "Dominik",
    "Štěpán",
    "Řehoř",
    "Matyáš",
    "Patrik",
    "Vít",
    "Kryštof",
    "Čeněk",
];
/// Man's and woman's form.
const FAMILIES: &[(&str, &str)] = &[
    ("Novák", "Nováková"),
    ("Svoboda", "Svobodová"),
    ("Novotný", "Novotná"),
    ("Dvořák", "Dvořáková"),
    ("Černý", "Černá"),
    ("Procházka", "Procházková"),
    ("Kučera", "Kučerová"),
    ("Veselý", "Veselá"),
    ("Horák", "Horáková"),
    ("Němec", "Němcová"),
    ("Marek", "Marková"),
    ("Pospíšil", "Pospíšilová"),
    ("Pokorný", "Pokorná"),
    ("Hájek", "Hájková"),
    ("Král", "Králová"),
    ("Jelínek", "Jelínková"),
    ("Růžička", "Růžičková"),
    ("Beneš", "Benešová"),
    ("Fiala", "Fialová"),
    ("Sedláček", "Sedláčková"),
    ("Doležal", "Doležalová"),
    ("Zeman", "Zemanová"),
    ("Kolář", "Kolářová"),
    ("Navrátil", "Navrátilová"),
    ("Čermák", "Čermáková"),
    ("Vaněk", "Vaňková"),
    ("Urban", "Urbanová"),
    ("Blažek", "Blažková"),
    ("Kříž", "Křížová"),
    ("Kopecký", "Kopecká"),
    ("Musil", "Musilová"),
    ("Šimek", "Šimková"),
    ("Konečný", "Konečná"),
    ("Malý", "Malá"),
    ("Holub", "Holubová"),
    ("Čech", "Čechová"),
    ("Štěpánek", "Štěpánková"),
    ("Staněk", "Staňková"),
    ("Vlček", "Vlčková"),
    ("Soukup", "Soukupová"),
    ("Šťastný", "Šťastná"),
    ("Mareš", "Marešová"),
    ("Moravec", "Moravcová"),
    ("Sýkora", "Sýkorová"),
    ("Tichý", "Tichá"),
    ("Vacek", "Vacková"),
    ("Žák", "Žáková"),
    ("Řezáč", "Řezáčová"),
    ("Ďurica", "Ďuricová"),
    ("Nguyen", "Nguyenová"),
];

/// A family's name in both forms.
pub fn family(dice: &mut Dice) -> (&'static str, &'static str) {
    dice.one(FAMILIES, ("Novák", "Nováková"))
}

/// A given name.
pub fn given(dice: &mut Dice, woman: bool) -> &'static str {
    if woman { dice.one(WOMEN, "Jana") } else { dice.one(MEN, "Jan") }
}
