//! Common given names in the Czech Republic, folded, for telling a given name
//! from a surname and a woman from a man.
//!
//! Names borne by both (Nikola, Saša), or alike once folded (Lada and Láďa), stand
//! in a list of their own: they are given names, but tell no gender.

use super::Gender;
use crate::folding::fold;

const WOMEN: &str = " adela adriana agata agnes alena alexandra alice alzbeta amalie anastazie andela andrea aneta anezka anicka \
anita anna annamarie antonie apolena aranka barbora bara barborka beata berta bibiana blanka blazena bozena \
bohumila bohuslava bohdana brigita carmen cecilie charlotta dagmar dana danka daniela darina darja dasa debora denisa diana \
dita dobromila dominika dorota doubravka drahomira drahoslava edita ela elena eliska ella ema emilie emma erika \
ester eva evelina evicka evzenie filipina frantiska gabriela gerta gita gizela hana hanka hanicka hedvika helena henrieta \
hermina ida ilona ina inka irena irma isabela iva ivana iveta ivona izabela jana janicka jarka jarmila jaroslava jasmina jenny \
jindriska jirina jitka johana jolana josefina judita julie juliana justyna kamila karin karina karla karolina katarina \
katerina katka klara klaudie kornelie kristina kristyna kristynka kveta kvetoslava kvetuse ladislava laura lea lenka leona \
leontyna leticie libena libuse lida lidka lidie liliana linda livie ljuba lola lucie lucka ludmila luisa lydie magda magdalena mahulena \
marcela marketa maria marie marika marina mariana marta martina matylda melanie melissa michaela mila milada \
milana milena milica milka miloslava milusa miluse mirka miroslava miriam mona monika nada nadezda natalie natalka nela \
nelly nicol nicole nika nikol nikoleta nina nora oksana oldriska olena olga olina olivie otylie pavla pavlina \
perla petra rachel radka radana radoslava radmila regina renata rita romana rosalie rozalie ruth ruzena sabina sandra sara sarka sarlota \
silvie simona slavka slavena sofie sona stanislava stela stella stepanka svatava svetlana sylva sylvie tamara tana tatana tatiana \
tea tekla tereza terezka terezie tina uljana ursula vaclava valentyna valerie vanda vanesa vendula vendulka vera verka veronika viktorie \
vilma viola vladimira vladislava vlastimila xenie yvona yveta yvetta zaneta zdena zdenka zdislava \
zina zita zlata zofie zoe zora zuzana zuzka ";

const MEN: &str = " abraham adam adolf alan albert albin albrecht ales alexandr alexej alfons alfred alois ambroz andrej antonin arnold arnost artur \
augustin bartolomej bedrich benedikt benjamin blahoslav bohdan bohumil bohumir bohus bohuslav boris borek borivoj borislav bretislav \
bruno ctibor ctirad cyril cenek cestmir dalibor dalimil daniel dan david dominik drahomir drahoslav dusan eduard \
eda emanuel emil erik erich evzen felix ferdinand filip frantisek franta gabriel gustav hanus havel herbert hermann honza horymir hubert \
hugo hynek ignac igor ilja ivan ivo ivos izak jachym jakub jan janek jarek jaromir jaroslav jenik jeronym jindrich jiri jirka jirik \
jonas jonathan jordan josef jozef julius justin kamil karel kajetan kaspar kazimir klement kliment konrad konstantin krystof kristian kuba kvetoslav kvido \
ladislav leo leon leopold leos libor lubomir lubor lubos ludek ludvik lukas lumir marcel marek marian martin matej matous matyas max \
maxim maxmilian metodej michal mikulas milan milos miloslav milivoj miroslav mirek mojmir norbert oldrich oleg oliver ondrej ondra oskar osvald otakar oto \
otto otmar ota patrik pavel pepa petr pravoslav premek premysl prokop radek radim radko radomir radoslav radovan rafael rehor richard robert roman \
rostislav rudolf samuel sebastian servac simon slavoj slavomir sobeslav stanislav stefan stepan svatopluk svatoslav tadeas teodor theodor tibor \
timotej tobias tomas tomasek urban vaclav vasek vavrinec valentin valdemar vendelin viktor vilem vincenc vit vitek vitezslav vladan vladimir vladislav \
vlastimil vlastislav vojta vojtech vojtisek vratislav zbynek zbysek zdenek zikmund ";

const EITHER: &str =
    " alex jindra kim lada misa nikita nikola noel rene robin sasa slava stana vlada vlasta ";

/// True for a common given name, whoever bears it.
pub(super) fn is_given(name: &str) -> bool {
    let folded = fold(name);
    let word = format!(" {folded} ");
    !folded.is_empty()
        && !folded.contains(' ')
        && [WOMEN, MEN, EITHER].iter().any(|list| list.contains(&word))
}

/// The gender of the bearers of a common given name; `None` for other names.
///
/// Case and diacritics do not matter. A hyphenated or double name is not known.
pub(super) fn known_given(name: &str) -> Option<Gender> {
    let folded = fold(name);
    if folded.is_empty() || folded.contains(' ') {
        return None;
    }
    let word = format!(" {folded} ");
    match (WOMEN.contains(&word), MEN.contains(&word)) {
        (true, false) => Some(Gender::Woman),
        (false, true) => Some(Gender::Man),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_hold_folded_names_that_belong_to_one_gender_only() {
        for name in WOMEN.split(' ').chain(MEN.split(' ')).filter(|n| !n.is_empty()) {
            assert_eq!(fold(name), name, "not folded");
            assert!(known_given(name).is_some(), "{name} is in both lists");
        }
    }
}
