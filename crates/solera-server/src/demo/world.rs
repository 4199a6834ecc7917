//! The world of the demo: its visitors' countries and browsers, and the pages of its sites.
//!
//! Only lists.

/// A country: share, an address's first two bytes, how slow its network is, locale, time zone.
pub(super) struct Country {
    pub(super) share: u32,
    pub(super) network: [u8; 2],
    pub(super) slowness: f64,
    pub(super) locale: &'static str,
    pub(super) time_zone: &'static str,
}

const fn country(
    share: u32,
    network: [u8; 2],
    slowness: f64,
    locale: &'static str,
    time_zone: &'static str,
) -> Country {
    Country { share, network, slowness, locale, time_zone }
}

#[rustfmt::skip] // a table reads by its columns
pub(super) const COUNTRIES: &[Country] = &[
    country(30, [91, 12], 0.7, "de-DE", "Europe/Berlin"),
    country(22, [73, 162], 0.9, "en-US", "America/New_York"),
    country(14, [86, 140], 0.8, "en-GB", "Europe/London"),
    country(10, [90, 45], 0.8, "fr-FR", "Europe/Paris"),
    country(9, [177, 32], 2.4, "pt-BR", "America/Sao_Paulo"),
    country(8, [49, 36], 2.9, "en-IN", "Asia/Kolkata"),
    country(7, [126, 77], 1.1, "ja-JP", "Asia/Tokyo"),
];

/// A browser: share, whether it is a phone's, its user agent.
#[rustfmt::skip] // a table reads by its columns
pub(super) const BROWSERS: &[(u32, bool, &str)] = &[
    (40, false, "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36"),
    (10, false, "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36"),
    (22, true, "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Mobile/15E148 Safari/604.1"),
    (16, true, "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Mobile Safari/537.36"),
    (7, false, "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:143.0) Gecko/20100101 Firefox/143.0"),
    (5, false, "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36 Edg/141.0.0.0"),
];

/// Where visitors come from.
pub(super) const REFERRERS: &[(u32, &str, &str)] = &[
    (40, "https://www.search.example/", ""),
    (30, "", ""),
    (15, "https://social.example/", "?utm_source=social&utm_medium=post&utm_campaign=autumn"),
    (15, "", "?utm_source=newsletter&utm_medium=email&utm_campaign=week-47"),
];

/// What the shop sells: slug, price in cents.
#[rustfmt::skip] // a table reads by its columns
pub(super) const PRODUCTS: &[(&str, u32)] = &[
    ("linen-shirt-1042", 4_900), ("oak-desk-2210", 38_900), ("wool-blanket-1180", 7_950), ("enamel-mug-3301", 1_490),
    ("floor-lamp-2087", 12_900), ("canvas-backpack-1555", 8_900), ("tea-kettle-3120", 3_950), ("leather-wallet-1702", 5_400),
    ("garden-chair-2450", 9_900), ("cotton-towel-1333", 1_990), ("wall-clock-2718", 4_250), ("rain-jacket-1618", 13_900),
    ("ceramic-vase-3141", 2_890), ("desk-organizer-2999", 2_450), ("running-shoe-1777", 10_900), ("picture-frame-3456", 1_790),
];
/// How the shop sorts them.
pub(super) const CATEGORIES: &[&str] =
    &["clothing", "furniture", "kitchen", "lighting", "outdoor", "gifts"];
/// What is asked of the help centre.
pub(super) const HELP: &[&str] =
    &["delivery-times", "return-an-item", "change-my-address", "payment-methods", "gift-cards"];
/// What visitors search for.
pub(super) const SEARCHES: &[&str] = &["lamp", "desk", "mug", "jacket", "gift", "towel", "chair"];
/// Names of those who have signed in.
pub(super) const NAMES: &[&str] = &[
    "Ada Novak",
    "Ben Osei",
    "Chen Li",
    "Dana Weiss",
    "Elif Kaya",
    "Hana Sato",
    "Jonas Berg",
    "Priya Nair",
    "Rosa Lima",
    "Tom Clarke",
];

/// A kind of page: the name its router gives it, its host, and how heavy it is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Page {
    Home,
    Category,
    Product,
    Search,
    Cart,
    Address,
    Payment,
    Done,
    Account,
    Orders,
    Help,
    Article,
}

impl Page {
    /// The route's name.
    pub(super) fn name(self) -> &'static str {
        match self {
            Page::Home => "/",
            Page::Category => "/category/:category",
            Page::Product => "/product/:product",
            Page::Search => "/search",
            Page::Cart => "/cart",
            Page::Address => "/checkout/address",
            Page::Payment => "/checkout/payment",
            Page::Done => "/checkout/done",
            Page::Account => "/account",
            Page::Orders => "/orders/:order",
            Page::Help => "/help",
            Page::Article => "/help/:article",
        }
    }

    /// The service that serves it, and the first label of its host.
    pub(super) fn service(self) -> (&'static str, &'static str) {
        match self {
            Page::Account | Page::Orders => ("account", "my"),
            Page::Help | Page::Article => ("help-centre", "help"),
            _ => ("storefront", "www"),
        }
    }

    /// How much slower than usual it is, and how many images it shows.
    pub(super) fn weight(self) -> (f64, usize) {
        match self {
            Page::Home => (1.2, 9),
            Page::Category => (1.1, 12),
            Page::Product => (1.3, 6),
            Page::Search => (1.6, 8),
            Page::Payment => (1.5, 1),
            _ => (0.8, 2),
        }
    }
}
