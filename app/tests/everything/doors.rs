//! The doors of the house: sign-in wall, error pages, headers, and the way nobody comes in.

use crate::harness::Person;
use crate::on_both;
use axum::http::{Method, StatusCode};

on_both!(
    async fn a_stranger_is_led_to_sign_in_and_back(house: TestHouse) {
        let answer = house.stranger().get("/pripady?strana=2").await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER);
        assert_eq!(answer.location(), Some("/prihlaseni?zpet=%2Fpripady%3Fstrana%3D2"));
    }
);

on_both!(
    async fn a_page_that_is_not_there_says_so_in_czech_with_a_way_back(house: TestHouse) {
        let mut browser = house.browser_of(Person::Coordinator).await;
        let page = browser.visit("/neco/co-neni").await;
        assert_eq!(page.status, StatusCode::NOT_FOUND);
        assert_eq!(page.heading(), "Stránku jsme nenašli");
        assert!(page.links().contains(&"/".to_owned()));
        assert!(page.text().chars().any(|c| c.is_ascii_digit()), "there is no reference number");
    }
);

on_both!(
    async fn a_form_from_another_site_is_refused(house: TestHouse) {
        let mut browser = house.browser_of(Person::Coordinator).await;
        let body = Some(crate::harness::browser::urlencoded(&[("nazev".into(), "X".into())]));
        let answer =
            browser.send_with(Method::POST, "/pripady/novy", body, &[("sec-fetch-site", "cross-site")]).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN);
    }
);

on_both!(
    async fn pages_are_kept_by_nobody_and_framed_by_nobody(house: TestHouse) {
        let mut browser = house.browser_of(Person::Coordinator).await;
        let answer = browser.get("/pripady").await;
        assert_eq!(answer.status, StatusCode::OK);
        assert_eq!(answer.header("cache-control"), "no-store");
        assert_eq!(answer.header("x-frame-options"), "DENY");
        assert!(answer.header("content-security-policy").contains("default-src 'self'"));
        assert!(!answer.header("content-security-policy").contains("unsafe"));
    }
);

on_both!(
    async fn a_revoked_or_idle_session_opens_nothing(house: TestHouse) {
        let mut browser = house.browser_of(Person::Coordinator).await;
        assert_eq!(browser.get("/pripady").await.status, StatusCode::OK);
        house.house.clock.set(house.house.clock.now().plus_seconds(5 * 3600));
        assert_eq!(browser.get("/pripady").await.status, StatusCode::SEE_OTHER);
    }
);

on_both!(
    async fn no_page_loads_anything_from_elsewhere(house: TestHouse) {
        let mut browser = house.browser_of(Person::Coordinator).await;
        for answer in crate::harness::tour::walk(&mut browser, &crate::harness::tour::starts(&house)).await {
            if !answer.is_html() {
                continue;
            }
            let page = answer.page();
            for (selector, attribute) in
                [("script[src]", "src"), ("link[href]", "href"), ("img[src]", "src"), ("iframe[src]", "src")]
            {
                for address in page.attributes(selector, attribute) {
                    assert!(
                        address.starts_with('/') && !address.starts_with("//"),
                        "{}: {address}",
                        answer.url
                    );
                }
            }
            assert!(
                page.attributes("[style]", "style").is_empty(),
                "{} has inline styles, which the policy forbids",
                answer.url
            );
            // A block of data is no script: the policy lets none of it run.
            let inline = page.texts("script:not([src]):not([type=\"application/json\"])");
            assert!(inline.is_empty(), "{} has inline script", answer.url);
        }
    }
);

on_both!(
    async fn what_no_form_sends_is_told_apart_and_answered_in_czech(house: TestHouse) {
        let case = house.named("case.dolezalovi");
        let address = format!("/pripady/{case}/upravit");
        let mut browser = house.browser_of(Person::Coordinator).await;
        let form = "application/x-www-form-urlencoded".to_owned();
        let bodies = [
            ((form.clone(), vec![b'a'; 4 * 1024 * 1024]), StatusCode::PAYLOAD_TOO_LARGE, "moc velký"),
            (("application/json".to_owned(), b"{}".to_vec()), StatusCode::UNSUPPORTED_MEDIA_TYPE, "formulář"),
            (
                ("multipart/form-data; boundary=x".to_owned(), b"--x".to_vec()),
                StatusCode::UNSUPPORTED_MEDIA_TYPE,
                "formulář",
            ),
        ];
        for (body, status, words) in bodies {
            let kind = body.0.clone();
            let answer = browser.send(Method::POST, &address, Some(body)).await;
            assert_eq!(answer.status, status, "{kind}");
            assert!(answer.page().text().contains(words), "{}", answer.page().text());
        }
        for (method, address, status) in [
            (Method::GET, "/p/%ff".to_owned(), StatusCode::NOT_FOUND),
            (Method::GET, format!("/pripady/{case}%ff"), StatusCode::NOT_FOUND),
            (Method::DELETE, "/pripady".to_owned(), StatusCode::METHOD_NOT_ALLOWED),
        ] {
            let answer = browser.send(method, &address, None).await;
            assert_eq!(answer.status, status, "{address}");
            assert!(answer.page().links().contains(&"/".to_owned()), "{address} has no way back");
        }
    }
);

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn behind_tls_a_session_belongs_to_this_host_alone() {
    use crate::harness::{TestHouse, browser};
    use pripadovka::access::{House, HouseParts};
    let house = TestHouse::lived_in().await;
    let token = house.sign_in(house.cast.id(Person::Coordinator)).await;
    let parts = &house.house;
    let secure = House::new(HouseParts {
        queries: parts.queries.clone(),
        trail: parts.trail.clone(),
        keys: parts.keys.clone(),
        clock: parts.clock.clone(),
        demo: false,
        secure_cookies: true,
        exit: parts.exit.clone(),
    });
    let mut planted = browser::Browser::new(browser::serve(&secure));
    planted.keep_cookie("pripadovka", &token);
    let answer = planted.get("/pripady").await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "a cookie that a neighbour could plant opens a session");
    assert!(answer.header("strict-transport-security").contains("max-age="));
    let mut own = browser::Browser::new(browser::serve(&secure));
    own.keep_cookie("__Host-pripadovka", &token);
    assert_eq!(own.get("/pripady").await.status, StatusCode::OK);
    let out = own.post("/odhlasit", &[]).await;
    let cookie = out.header("set-cookie").to_owned();
    assert!(
        cookie.starts_with("__Host-pripadovka=") && cookie.contains("Secure") && cookie.contains("HttpOnly"),
        "{cookie}"
    );
}
