//! Names, places and sentences for invented families, drawn by dice that fall the same way for the same seed.

/// Dice: SplitMix64.
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
    pub fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % (end.max(1) as u64)).unwrap()
    }

    /// True so many times of a hundred.
    pub fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    /// One of several.
    pub fn one<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        &of[self.below(of.len())]
    }

    /// In another order.
    pub fn shuffled<T: Clone>(&mut self, of: &[T]) -> Vec<T> {
        let mut list = of.to_vec();
        for at in (1..list.len()).rev() {
            list.swap(at, self.below(at + 1));
        }
        list
    }
}

const WOMEN: &str = "Květoslava Drahoslava Vlastimila Blahomila Dobromila Zdislava Otýlie Apolena Filoména Kunhuta \
    Leokádie Serafína Hedvika Bronislava Svatava Berenika Kordula Eufrozína Anastázie Rozárka Sidonie Vendelína Žofinka";
const MEN: &str = "Ctirad Hostimil Krasoslav Mojmír Soběslav Techomír Velislav Vratimil Zbyhněv Křišťan Bořivoj \
    Kazimír Metoděj Prokop Slavoboj Vendelín-Jan Jáchymek Blažejko Kryšpín Leopoldek Cyprián Havelka Ignácek";
/// Beginnings of names and places: each stands once in a case.
const STEMS: &str = "Hvozd Kraml Zbor Smrkl Kozl Branik Tuchl Prosk Mladot Ledvin Chluml Zahrš Rousl Kopřivn Vesk \
    Dřevn Bukol Jasenk Lipk Modřan Podhor Skalt Trnk Újezd Vrbat Zdebor Žernov Ostruž Polank Radost Sedlišt Tetín \
    Brodk Dubin Hrobk Jilemn Klokot Lhotk Mlčen Nechor Ohrad Písečn Rohozn Stříbr Tvrdon Uhersk Vitans Zvíkov Bělot \
    Cetor Dětřich Hlavň Jestřeb Kunrat Loděnk Maršov Nebahov Olešk Pačej Rapotk Svratk Tasov Útěch Voděrad Zlámank \
    Boskov Čejkov Drahot Horst Jindšt Kralick Litohoř Morašk Netolk Okrouhl Petrov Roketn Strakon Třebčk Umlauf Vimper \
    Zašov Borotn Čimel Doksan Hostom Jevíčk Kyjovk Lomnick Měčín Novák-Lhot Opatovn Perneg Rychnovk Slavětk Telnk Ústupk \
    Velešín Znojemk Bavork Chýnov Divišk Hamrnk Ivančk Kamenk Libotk Mirošk Nalžovk Osečk Planičk Rabštejnk Sušick Tažovk";

const ENDINGS: [(&str, &str); 6] = [
    ("ecký", "ecká"),
    ("ánek", "ánková"),
    ("oušek", "oušková"),
    ("ínský", "ínská"),
    ("ečka", "ečková"),
    ("áček", "áčková"),
];

/// Words of one case: none is given out twice.
pub struct Words {
    women: Vec<&'static str>,
    men: Vec<&'static str>,
    stems: Vec<&'static str>,
}

/// Letters and digits only, without case and diacritics.
pub use crate::canaries::bare;

impl Words {
    pub fn new(dice: &mut Dice) -> Self {
        let list = |text: &'static str| text.split_whitespace().collect::<Vec<_>>();
        Self {
            women: dice.shuffled(&list(WOMEN)),
            men: dice.shuffled(&list(MEN)),
            stems: dice.shuffled(&list(STEMS)),
        }
    }

    fn stem(&mut self) -> &'static str {
        self.stems.pop().expect("a case needs fewer names than there are beginnings")
    }

    /// A given name and a family name.
    pub fn name(&mut self, dice: &mut Dice, woman: bool) -> (String, String) {
        let given = if woman { self.women.pop() } else { self.men.pop() };
        let (his, hers) = dice.one(&ENDINGS);
        let family = format!("{}{}", self.stem(), if woman { hers } else { his });
        (given.expect("a given name").to_owned(), family)
    }

    /// A street with a house number; the part of it that gives the place away.
    pub fn address(&mut self, dice: &mut Dice) -> (String, String) {
        let street = format!("{}ovská {}", self.stem(), 2 + dice.below(97));
        (format!("{street}\n785 01 Šternberk"), street)
    }

    /// An electronic address that tells no name.
    pub fn email(&mut self) -> String {
        format!("{}@schranka.example", bare(self.stem()))
    }

    /// A place in the genitive, as it stands in a sentence.
    pub fn place(&mut self) -> String {
        format!("{}ovic", self.stem())
    }
}

/// A mobile number.
pub fn phone(dice: &mut Dice) -> String {
    let mut three = || 100 + dice.below(900);
    format!("+420 7{:02} {:03} {:03}", three() % 100, three(), three())
}

/// What is said in the room under a topic; what follows is a place, and with it nobody else's.
pub fn sentence(topic: &str) -> &'static str {
    match topic {
        "family_household" => "U oběda bývá i strýc z",
        "school" => "Do školy dojíždí až ze zastávky u",
        "health_child" => "Na alergologii ji poslali do nemocnice u",
        "health_others" => "Na léčení byl v zařízení nedaleko",
        "housing_money" => "Dluží za nájem družstvu z",
        "violence_safety" => "Rozbil dveře u známých z",
        "criminal" => "Podmínku dostal za krádež v obchodě u",
        "care_history" => "Dva roky žil u pěstounů z",
        "child_words" => "Řekl, že chce jezdit za kamarádem do",
        "plan_tasks" => "Domluvili jsme termín s poradnou z",
        _ => "Zmínili jsme kroužek z",
    }
}
