//! Where a person returns to, and what a device is called.

/// An address of our own to return to after signing in; everything else becomes the beginning.
#[must_use]
pub(super) fn way_back(typed: &str) -> &str {
    let path = typed.split(['?', '#']).next().unwrap_or_default();
    let ours = typed.starts_with('/')
        && !typed.starts_with("//")
        && !typed.contains('\\')
        && !typed.chars().any(char::is_control)
        && typed.is_ascii()
        && typed.len() <= 1000;
    let circle = path == "/prihlaseni" || path.starts_with("/prihlaseni/") || path == "/odhlasit";
    if ours && !circle { typed } else { "/" }
}

/// "Firefox, Windows" from what a browser says about itself. Only known words, never the text itself.
#[must_use]
pub(super) fn device(user_agent: &str) -> String {
    let first = |known: &[(&str, &'static str)]| {
        known.iter().find(|(mark, _)| user_agent.contains(mark)).map(|(_, name)| *name)
    };
    // The order matters: Edge and Opera also call themselves Chrome, and Chrome calls itself Safari.
    let browser = first(&[
        ("Edg", "Edge"),
        ("OPR/", "Opera"),
        ("SamsungBrowser", "Samsung Internet"),
        ("Firefox/", "Firefox"),
        ("FxiOS", "Firefox"),
        ("CriOS", "Chrome"),
        ("Chrome/", "Chrome"),
        ("Safari/", "Safari"),
    ]);
    let system = first(&[
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Android", "Android"),
        ("Windows", "Windows"),
        ("Mac OS X", "Mac"),
        ("CrOS", "ChromeOS"),
        ("Linux", "Linux"),
    ]);
    match (browser, system) {
        (Some(browser), Some(system)) => format!("{browser}, {system}"),
        (Some(only), None) | (None, Some(only)) => only.to_owned(),
        (None, None) => "neznámé zařízení".to_owned(),
    }
}

/// "30 sekund", "2 minuty": how long to wait.
#[must_use]
pub(super) fn waiting(seconds: i64) -> String {
    let seconds = u32::try_from(seconds.max(1)).unwrap_or(u32::MAX);
    if seconds < 90 {
        czech::plural::count(seconds, "sekundu", "sekundy", "sekund")
    } else {
        czech::plural::count(seconds.div_ceil(60), "minutu", "minuty", "minut")
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn people_return_to_our_own_pages_only() {
        assert_eq!(way_back("/pripady?strana=2"), "/pripady?strana=2");
        for foreign in
            ["https://jinde.example/", "//jinde.example", "/\\jinde.example", "", "pripady", "/a\r\nb"]
        {
            assert_eq!(way_back(foreign), "/", "{foreign}");
        }
        assert_eq!(way_back("/prihlaseni?zpet=/prihlaseni"), "/");
        assert_eq!(way_back("/odhlasit"), "/");
    }

    #[test]
    fn devices_are_called_as_people_call_them() {
        let edge = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0 Safari/537.36 Edg/131.0";
        assert_eq!(device(edge), "Edge, Windows");
        assert_eq!(
            device("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"),
            "Firefox, Linux"
        );
        assert_eq!(device("<script>"), "neznámé zařízení");
    }

    #[test]
    fn waiting_is_said_in_czech() {
        assert_eq!(waiting(15), "15\u{a0}sekund");
        assert_eq!(waiting(120), "2\u{a0}minuty");
        assert_eq!(waiting(900), "15\u{a0}minut");
    }

    proptest! {
        #[test]
        fn no_text_leads_out_of_the_house(text in ".{0,60}") {
            let back = way_back(&text);
            prop_assert!(back.starts_with('/') && !back.starts_with("//") && !back.contains('\\'));
        }
    }
}
