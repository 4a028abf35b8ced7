//! Words that are also surnames or street names, but mostly just words.
//!
//! Such a word alone proves nothing: it must have a capital letter where an
//! ordinary word would not, a title or a given name before it, or a number.

/// Everyday words that people and streets are also called, folded, as in a dictionary.
const EVERYDAY: &str = " adam andel bajer balas baran bartos basta beran beranek berka bida bily blaha blecha bocek bohac borovy bouda \
brada bran brany breza brezen brod bryl buben bublina buk bures buran cap carda cech cepek cerny cerven cervenec cervenka cesta chaloupka chlad chlap chleboun \
chlup chmel chvala cihla cilek cizek coufal cermak ctvrtek dedek dedina den dite dlask dlouhy dobry dobry dolezal dolni dohnal doskocil drabek dub duben \
dusek dvorak dymak fara fiala fojt had hajek hajny hlad hlava hlavac hlavaty hlavni hlas holec holub hora horak horni hotovy houba houska hovorka \
hrabal hrach hrad hradek hrdina hrdy hrom hrubec hruby hruska hruza hudec hus husa hvezda jahoda jaky jalovec jar jaro jarni jasny javor jedlicka jedly jelen \
jelinek jerab jezek jih jindra jiny jiskra kacer kadlec kafka kalina kamen kapoun kapr kas kaspar klic klima klobouk knez kocour kocian kohout kolar koleno konecny \
kolo kopec kopecky kopriva koren kos kostelni kosina kotrba kour koutny kouba koza kozel kozak kral krasa krasny kratky krava krejci kriz krtek kruty \
krupa kubat kucera kuchar kukla kuna kun kutil kvet kveten kyselka kyselo les lesni letni leden liska list listopad louka lucni lovec luka lysy maly malir mach masa matka \
med medved mesic mesto mikes mily mlady mlejnek mlynar mlynsky mlcoch moravec mostecky motyl mraz mracek mrkvicka moudry muller musil navratil nadrazni namesti nebe \
nedela nejedly nemec nemy nesvadba neubauer nezval novak novotny novy nadeje odehnal okurka olsansky orel orsag osvobozeni pacak palecek pan panek papousek parizek park patek pavouk pazout \
pech pekar pes pisar plachy ples podzim pokorny polak pole polni porucik pospisil post potok potucek pravda prikryl pribyl prochazka prosinec prusa ptacek \
ptak puchyr pustejovsky rada radost raj rak raska rehor remes reznicek ridky rohlik rok rosa roubal rousek ruda rus ruza ruzicka rychly rybar \
rybnicni ryba ryba rys rybnik sad sadlo sadovy salac sedlak sedlacek sedivy sever silny simek skala skacel skolni skopek skrivan sladek sladky slama slany slavicek slavik slepicka \
slovak slunce smekal smetana smolik smutny snajdr snih sobota sokol soukup soused spacek spravny stary staniek stastny stastna stejskal stepan stodola \
strach straka strnad stred strom strouhal studeny stul sucho suchy svaty svatek svec svestka svetly svoboda sova sykora syrovy tesar tichy toman topol travnicek trubka \
trefil tuma turek uher uhlir ulice unor urban vacha valenta vanek vlk vlcek vasicek veda vecerka velky vesely vesely veseli vinar vitek vlach \
vlas voda vodicka vojak vojta vondra vopat vrana vrba vrabec vrchni vyskocil vysoky zahradnik zahradni zachar zajic zajicek zamecnik zapletal zari zatloukal zeleny zelenka \
zeman zidek zima zimni zita zlaty zly zub zubr zvon zralok zamek mir miru prace zeme domov most mostni nabrezni nova nove stara mala velka dlouha kratka siroka uzka \
vysoka nizka horni dolni zadni predni ceska ceske skolni kostelni nadrazni hlavni lesni polni lucni zahradni rybnicni sportovni mlada vesela tmava svetla cerna bila cervena \
cervene modra zelena ticha klidna slunecna jizni severni vychodni zapadni spojovaci prumyslova mirova mirove ";

/// True when the word, alone and in small letters, may be just a word.
///
/// Adjectives always may (their ending tells), and so may everything short.
pub(crate) fn is_common(folded: &str, typed: &str) -> bool {
    let lower = typed.to_lowercase();
    folded.len() <= 4
        || EVERYDAY.contains(&format!(" {folded} "))
        || lower.ends_with(['ý', 'í', 'é'])
        || (lower.ends_with('á') && !lower.ends_with("ová"))
        // Past participles: Doležal, Navrátil, Přikryl.
        || ((folded.ends_with("al") || folded.ends_with("il") || folded.ends_with("el") || folded.ends_with("yl")) && folded.len() >= 5)
}
