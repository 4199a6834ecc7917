use super::*;

fn hints(brands: &str, mobile: &str, platform_version: &str) -> ClientHints {
    let some = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
    ClientHints {
        brands: some(brands),
        mobile: some(mobile),
        platform_version: some(platform_version),
        ..ClientHints::default()
    }
}

fn told(agents: &UserAgents, text: &str, hints: &ClientHints) -> String {
    let agent = agents.read(text, hints);
    let text = |text: &Option<String>| text.clone().unwrap_or("-".to_owned());
    format!(
        "{} {} ({}) | {} {} ({}) | {} {} {}{}",
        text(&agent.browser_name),
        text(&agent.browser_version),
        text(&agent.browser_version_major),
        text(&agent.os_name),
        text(&agent.os_version),
        text(&agent.os_version_major),
        text(&agent.device_type),
        text(&agent.device_brand),
        text(&agent.device_model),
        if agent.bot { " bot" } else { "" },
    )
}

/// A header that tells no more than it must, and hints that tell the rest.
#[test]
fn hints_know_what_the_header_hides() {
    let agents = UserAgents::new();
    let hints = |list: &str, version: &str| ClientHints {
        full_version_list: Some(list.to_owned()),
        platform_version: Some(version.to_owned()),
        ..ClientHints::default()
    };
    let chrome =
        "\"Chromium\";v=\"140.0.1.1\", \"Google Chrome\";v=\"140.0.7339.80\", \"Not.A\";v=\"99.0\"";
    let other = "\"Chromium\";v=\"139.0.1.1\", \"Google Chrome\";v=\"139.0.1.1\"";
    let android = "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36";
    let mac = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36";
    let windows = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36";
    for (text, hints, expected) in [
        (
            android,
            hints(chrome, "\"16.0.0\""),
            "Chrome Mobile 140.0.7339.80 (140) | Android 16 (16)",
        ),
        (mac, hints(chrome, "\"15.6.1\""), "Chrome 140.0.7339.80 (140) | Mac OS X 15.6.1 (15)"),
        (windows, hints(chrome, "\"10.0.0\""), "Chrome 140.0.7339.80 (140) | Windows 10 (10)"),
        // What says something else altogether is not believed.
        (mac, hints(other, "\"\""), "Chrome 140.0.0.0 (140) | Mac OS X 10.15.7 (10)"),
        (mac, hints("", "x"), "Chrome 140.0.0.0 (140) | Mac OS X 10.15.7 (10)"),
    ] {
        let told = told(&agents, text, &hints);
        assert!(told.starts_with(expected), "{told}");
    }
}

#[test]
fn headers_are_read() {
    let agents = UserAgents::new();
    let none = ClientHints::default();
    let chrome = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36";
    for (text, hints, expected) in [
        (chrome, &none, "Chrome 140.0.0.0 (140) | Windows 10 (10) | desktop - -"),
        (
            chrome,
            &hints("", "?0", "\"15.0.0\""),
            "Chrome 140.0.0.0 (140) | Windows 11 (11) | desktop - -",
        ),
        (
            chrome,
            &hints("\"Not:A\";v=\"8\", \"Brave\";v=\"140\"", "", ""),
            "Brave 140 (140) | Windows 10 (10) | desktop - -",
        ),
        (
            "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/156.0.0.0 Safari/537.36",
            &none,
            "HeadlessChrome 156.0.0 (156) | Linux - (-) | desktop - - bot",
        ),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1",
            &none,
            "Mobile Safari 18.5 (18) | iOS 18.5 (18) | mobile Apple iPhone",
        ),
        (
            "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36",
            &none,
            "Chrome Mobile 140.0.0.0 (140) | Android 10 (10) | mobile - -",
        ),
        (
            "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
            &none,
            "Googlebot 2.1 (2) | - - (-) | bot - - bot",
        ),
        ("curl/8.5.0", &none, "curl 8.5.0 (8) | - - (-) | other - -"),
        ("", &none, "- - (-) | - - (-) | other - -"),
    ] {
        assert_eq!(told(&agents, text, hints), expected, "{text}");
    }
    let first = agents.read(chrome, &none);
    assert!(Arc::ptr_eq(&first, &agents.read(chrome, &none)), "it is remembered");
}
