//! Words that are also surnames or street names, but mostly just words.
//!
//! Such a word alone proves nothing: it must have a capital letter where an
//! ordinary word would not, a title or a given name before it, or a number.

/// Everyday words that people and streets are also called, folded, as in a dictionary.
const EVERYDAY: &str = " andel beran bida bily blaha blecha borovy bran brany breza brezen brod buben bublina buk cap carda cech cepek \
cerny cerven cervenec cervenka cesta chaloupka chlad chlap chleboun chlup chmel chvala cihla cilek cizek \
cermak ctvrtek dedina den dite dlouhy dobry dolezal dolni dohnal doskocil dub duben fara fiala had hajek hlad \
hlava hlavaty hlavni hlas holub hora horak horni hotovy houba houska hovorka hrach hrad hradek hrdina hrdy \
hrom hruby hruska hruza hus husa hvezda jahoda jaky jalovec jar jaro jarni jasny javor jedly jelen jerab jezek \
jih jiny jiskra kalina kamen kapoun kapr kaspar klic klima klobouk knez kocour kolar koleno konecny kolo kopec \
kopriva koren kos kostelni kosina kour koutny kouba koza kozel kozak kral krasa krasny kratky krava kriz krtek \
kruty krupa kuchar kun kvet kveten kyselo les lesni letni leden liska list listopad louka lucni lovec luka \
lysy maly matka med medved mesic mesto mily mlady mlynar mlynsky motyl mraz mracek mrkvicka moudry musil \
navratil nadrazni namesti nebe nedela nejedly nemec nemy novotny novy nadeje odehnal okurka orel osvobozeni \
pan papousek park patek pavouk pekar pes plachy ples podzim pokorny polak pole polni pospisil post potok \
potucek pravda pribyl prochazka prosinec ptacek ptak puchyr rada radost raj rak reznicek ridky rohlik rok rosa \
ruda rus ruza ruzicka rychly rybar rybnicni ryba rys rybnik sad sadlo sadovy salac sedlak sedlacek sedivy \
sever silny skala skolni skrivan sladky slama slany slavik slepicka slovak slunce smetana smolik smutny snih \
sobota sokol soused spravny stary stastny stastna stodola strach straka strnad stred strom studeny stul sucho \
suchy svaty svatek svec svestka svetly svoboda sova syrovy tesar tichy topol travnicek trubka turek uher uhlir \
ulice unor vlk vlcek veda velky vesely veseli vinar vlas voda vodicka vojak vrana vrba vrabec vrchni vyskocil \
vysoky zahradnik zahradni zajic zari zeleny zeman zima zimni zlaty zly zub zubr zvon zamek mir miru prace zeme \
domov most mostni nabrezni nova nove stara mala velka dlouha kratka siroka uzka vysoka nizka zadni predni \
ceska ceske sportovni mlada vesela tmava svetla cerna bila cervena cervene modra zelena ticha klidna slunecna \
jizni severni vychodni zapadni spojovaci prumyslova mirova mirove ";

/// True when the word, alone and in small letters, may be just a word.
///
/// Adjectives always may (their ending tells), and so may everything short.
pub(crate) fn is_common(folded: &str, typed: &str) -> bool {
    let lower = typed.to_lowercase();
    folded.len() <= 4
        || EVERYDAY.contains(&format!(" {folded} "))
        || lower.ends_with(['ý', 'í', 'é'])
        || ["ého", "ých", "ích", "ém", "ou"].iter().any(|ending| lower.ends_with(ending))
        || (lower.ends_with('á') && !lower.ends_with("ová"))
        // Past participles: Doležal, Navrátil, Přikryl.
        || ((folded.ends_with("al") || folded.ends_with("il") || folded.ends_with("el") || folded.ends_with("yl")) && folded.len() >= 5)
}
