//! Closed lists of cases: what a person is to a child, by what right, and as what kind of reader.

use crate::kernel::Choice;

/// Declares an enumeration with stable codes and Czech labels.
macro_rules! choice {
    ($(#[$doc:meta])* pub enum $name:ident { $($(#[$vdoc:meta])* $variant:ident = $code:literal, $label:literal;)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $name { $($(#[$vdoc])* #[doc = concat!("„", $label, "“")] $variant),+ }
        impl Choice for $name {
            const ALL: &'static [Self] = &[$(Self::$variant),+];
            fn code(self) -> &'static str {
                match self { $(Self::$variant => $code),+ }
            }
            fn label(self) -> &'static str {
                match self { $(Self::$variant => $label),+ }
            }
        }
    };
}

choice! {
    /// As what a person reads: the rows of the disclosure matrix. The code is the one of its data file.
    pub enum ReaderKind {
        ParentWithResponsibility = "parent_with_responsibility", "rodič s rodičovskou odpovědností";
        ParentWithoutResponsibility = "parent_without_responsibility", "rodič bez rodičovské odpovědnosti";
        Child = "child", "dítě";
        OtherRelative = "other_relative", "jiný příbuzný nebo blízký člověk";
        FosterCarer = "foster_carer", "pěstoun, poručník nebo jiná pečující osoba";
        SupportPerson = "support_person", "důvěrník nebo doprovod";
        School = "school", "škola nebo školské zařízení";
        HealthProvider = "health_provider", "zdravotnictví";
        SocialService = "social_service", "sociální služba";
        AccompanyingOrganisation = "accompanying_organisation", "doprovázející organizace";
        ResidentialFacility = "residential_facility", "pobytové zařízení";
        MunicipalDepartment = "municipal_department", "odbor úřadu (bydlení, dávky)";
        Adviser = "adviser", "poradce (dluhy, bydlení)";
        OtherOspod = "other_ospod", "jiný OSPOD";
        Region = "region", "krajský úřad";
        Police = "police", "policie";
        Prosecutor = "prosecutor", "státní zastupitelství";
        Probation = "probation", "probační a mediační služba";
        Court = "court", "soud";
        Interpreter = "interpreter", "tlumočník";
        Facilitator = "facilitator", "facilitátor";
        MinuteTaker = "minute_taker", "zapisovatel";
    }
}

impl ReaderKind {
    /// Whether such a person belongs to the family's own circle, not to those who come by profession.
    #[must_use]
    pub const fn is_of_family(self) -> bool {
        matches!(
            self,
            Self::ParentWithResponsibility
                | Self::ParentWithoutResponsibility
                | Self::Child
                | Self::OtherRelative
                | Self::FosterCarer
                | Self::SupportPerson
        )
    }
}

choice! {
    /// What a person is to a child.
    pub enum RelationKind {
        Mother = "mother", "matka";
        Father = "father", "otec";
        Grandparent = "grandparent", "prarodič";
        Sibling = "sibling", "sourozenec";
        PartnerOfParent = "partner_of_parent", "partner rodiče";
        OtherRelative = "other_relative", "jiný příbuzný";
        CloseFriend = "close_friend", "blízký člověk";
        FosterCarer = "foster_carer", "pěstoun";
        Guardian = "guardian", "poručník nebo opatrovník";
        Teacher = "teacher", "učitel";
        SchoolCounsellor = "school_counsellor", "školní poradenství";
        Kindergarten = "kindergarten", "mateřská škola";
        Paediatrician = "paediatrician", "dětský lékař";
        OtherHealth = "other_health", "jiný zdravotník";
        SocialService = "social_service", "pracovník sociální služby";
        Housing = "housing", "bytový odbor";
        Adviser = "adviser", "poradce";
        Authority = "authority", "jiný úřad";
        Other = "other", "jiný vztah";
    }
}

choice! {
    /// By what right a person acts for a child (§ 858, § 928, § 943, § 958 of the Civil Code).
    pub enum LegalPosition {
        None = "none", "žádné";
        ParentWithResponsibility = "parent_with_responsibility", "rodič s rodičovskou odpovědností";
        ParentWithoutResponsibility = "parent_without_responsibility", "rodič bez rodičovské odpovědnosti";
        Guardian = "guardian", "poručník";
        FosterCarer = "foster_carer", "pěstoun nebo jiná pečující osoba";
        GuardianAdLitem = "guardian_ad_litem", "opatrovník";
    }
}

choice! {
    /// What a protected fact is.
    pub enum ProtectedKind {
        Address = "address", "místo pobytu";
        Phone = "phone", "telefon";
        Email = "email", "e-mail";
        Name = "name", "jméno";
        School = "school", "škola nebo školka dítěte";
        Work = "work", "zaměstnání";
        Health = "health", "zdraví";
        Notifier = "notifier", "kdo podal oznámení";
        ChildWords = "child_words", "co řeklo dítě";
        Other = "other", "něco jiného";
    }
}

/// Which relation, kind of reader and right a pasted or typed word means. Unknown words are a free relation of a
/// close person without any right, which a worker then corrects.
#[must_use]
pub fn read_word(word: &str) -> (RelationKind, ReaderKind, LegalPosition) {
    use LegalPosition as L;
    use ReaderKind as K;
    use RelationKind as R;
    let folded = czech::folding::fold(word);
    let is = |words: &[&str]| words.iter().any(|w| folded == *w || folded.starts_with(&format!("{w} ")));
    if is(&["matka", "mama", "maminka"]) {
        (R::Mother, K::ParentWithResponsibility, L::ParentWithResponsibility)
    } else if is(&["otec", "tata", "tatinek"]) {
        (R::Father, K::ParentWithResponsibility, L::ParentWithResponsibility)
    } else if is(&["babicka", "dedecek", "deda", "babi", "prarodic"]) {
        (R::Grandparent, K::OtherRelative, L::None)
    } else if is(&["sourozenec", "bratr", "sestra"]) {
        (R::Sibling, K::OtherRelative, L::None)
    } else if is(&["partner", "partnerka", "pritel", "pritelkyne", "druh", "druzka"]) {
        (R::PartnerOfParent, K::OtherRelative, L::None)
    } else if is(&["teta", "stryc", "pribuzny", "pribuzna", "sestrenice", "bratranec"]) {
        (R::OtherRelative, K::OtherRelative, L::None)
    } else if is(&["pestoun", "pestounka"]) {
        (R::FosterCarer, K::FosterCarer, L::FosterCarer)
    } else if is(&["porucnik", "porucnice"]) {
        (R::Guardian, K::FosterCarer, L::Guardian)
    } else if is(&["opatrovnik", "opatrovnice"]) {
        (R::Guardian, K::OtherOspod, L::GuardianAdLitem)
    } else {
        read_profession(&folded)
    }
}

fn read_profession(folded: &str) -> (RelationKind, ReaderKind, LegalPosition) {
    use ReaderKind as K;
    use RelationKind as R;
    let has = |parts: &[&str]| parts.iter().any(|p| folded.contains(p));
    let (relation, reader) = if has(&["ucitel", "reditel", "vychovatel", "asistent pedagog"]) {
        (R::Teacher, K::School)
    } else if has(&["vychovn", "skolni psycholog", "poradkyne skoly", "metodik prevence"]) {
        (R::SchoolCounsellor, K::School)
    } else if has(&["skolka", "materska"]) {
        (R::Kindergarten, K::School)
    } else if has(&["pediatr", "detsky lekar", "detska lekarka", "lekar", "plddd"]) {
        (R::Paediatrician, K::HealthProvider)
    } else if has(&["psychiatr", "psycholog", "logoped", "sestra z ordinace"]) {
        (R::OtherHealth, K::HealthProvider)
    } else if has(&["socialni sluzb", "sas", "terenni", "klicov"]) {
        (R::SocialService, K::SocialService)
    } else if has(&["bytov"]) {
        (R::Housing, K::MunicipalDepartment)
    } else if has(&["poradce", "poradkyne"]) {
        (R::Adviser, K::Adviser)
    } else {
        (R::Other, K::OtherRelative)
    };
    (relation, reader, LegalPosition::None)
}
