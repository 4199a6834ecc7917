//! One visit: who comes, which pages they see, and when they have had enough.
//!
//! What happens on a page is told by `page`.

use rand::RngExt;
use rand::rngs::SmallRng;
use serde_json::{Value, json};

use super::page::{self, Shown};
use super::story::Story;
use super::world::{
    BROWSERS, CATEGORIES, COUNTRIES, Country, HELP, NAMES, PRODUCTS, Page, REFERRERS, SEARCHES,
};

/// Pages of a visit at most.
const PAGES_MAX: usize = 25;

/// One request's worth of events.
pub(super) struct Batch {
    /// The events, each a line of JSON.
    pub(super) lines: Vec<String>,
    /// The visitor's browser.
    pub(super) user_agent: &'static str,
    /// The visitor's address.
    pub(super) address: String,
}

/// A visit as it goes on.
pub(super) struct Visit<'s> {
    pub(super) story: &'s Story,
    pub(super) random: SmallRng,
    pub(super) country: &'static Country,
    pub(super) phone: bool,
    pub(super) now_ms: i64,
    pub(super) cart_cents: u32,
    pub(super) cart_items: u32,
    /// What every event of the visit says: session, user, tab, application and the like.
    pub(super) envelope: Value,
    pub(super) referrer: String,
    pub(super) release: &'static str,
    pub(super) first: bool,
    user_agent: &'static str,
    address: String,
    campaign: &'static str,
}

impl<'s> Visit<'s> {
    /// A visitor comes.
    pub(super) fn new(story: &'s Story, mut random: SmallRng) -> Visit<'s> {
        let now_ms = story.begin(&mut random);
        let country = &COUNTRIES[weighted(&mut random, COUNTRIES.iter().map(|one| one.share))];
        let (_, phone, user_agent) =
            BROWSERS[weighted(&mut random, BROWSERS.iter().map(|one| one.0))];
        let (_, referrer, campaign) =
            REFERRERS[weighted(&mut random, REFERRERS.iter().map(|one| one.0))];
        let [a, b] = country.network;
        let address =
            format!("{a}.{b}.{}.{}", random.random_range(1..255), random.random_range(1..255));
        let release = story.release(now_ms);
        let envelope = envelope(story, country, phone, &mut random);
        Visit {
            story,
            random,
            country,
            phone,
            now_ms,
            cart_cents: 0,
            cart_items: 0,
            envelope,
            referrer: referrer.to_owned(),
            release,
            first: true,
            user_agent,
            address,
            campaign,
        }
    }

    /// Everything that the visit's SDK sends.
    pub(super) fn batches(mut self) -> Vec<Batch> {
        let mut batches = Vec::new();
        let mut page = self.landing();
        for _ in 0..PAGES_MAX {
            let url = self.url(page);
            let shown = page::show(&mut self, page, &url);
            self.after(page, url, &shown);
            for lines in [shown.early, shown.late] {
                let lines = lines.iter().map(Value::to_string).collect();
                batches.push(Batch {
                    lines,
                    user_agent: self.user_agent,
                    address: self.address.clone(),
                });
            }
            match self.next(page, shown.painted_ms, shown.broken) {
                Some(next) => page = next,
                None => break,
            }
        }
        batches
    }

    fn landing(&mut self) -> Page {
        [Page::Home, Page::Category, Page::Product, Page::Article, Page::Account]
            [weighted(&mut self.random, [40, 18, 30, 6, 6])]
    }

    fn after(&mut self, page: Page, url: String, shown: &Shown) {
        self.now_ms += shown.lasted_ms;
        self.referrer = url;
        self.first = false;
        if page == Page::Done {
            (self.cart_cents, self.cart_items) = (0, 0);
        }
    }

    /// Where the visitor goes next; away, more likely the longer the page took to show itself.
    fn next(&mut self, page: Page, painted_ms: f64, broken: bool) -> Option<Page> {
        let patience = 0.12
            + ((painted_ms - 2_500.0) / 8_000.0).clamp(0.0, 0.55)
            + if broken { 0.45 } else { 0.0 };
        if page == Page::Done || self.random.random_bool(patience.min(0.95)) {
            return None;
        }
        let choices: &[(Page, u32)] = match page {
            Page::Home => &[
                (Page::Category, 45),
                (Page::Search, 20),
                (Page::Product, 25),
                (Page::Account, 6),
                (Page::Help, 4),
            ],
            Page::Category | Page::Search => {
                &[(Page::Product, 70), (Page::Category, 20), (Page::Search, 10)]
            }
            Page::Product if self.cart_items > 0 => {
                &[(Page::Cart, 40), (Page::Product, 35), (Page::Category, 25)]
            }
            Page::Product => &[(Page::Product, 50), (Page::Category, 35), (Page::Search, 15)],
            Page::Cart => &[(Page::Address, 62), (Page::Product, 28), (Page::Home, 10)],
            Page::Address => &[(Page::Payment, 85), (Page::Cart, 15)],
            Page::Payment => &[(Page::Done, 88), (Page::Cart, 12)],
            Page::Account => &[(Page::Orders, 60), (Page::Home, 40)],
            Page::Orders => &[(Page::Help, 30), (Page::Home, 70)],
            Page::Help => &[(Page::Article, 85), (Page::Home, 15)],
            Page::Article => &[(Page::Article, 30), (Page::Home, 40), (Page::Orders, 30)],
            Page::Done => return None,
        };
        Some(choices[weighted(&mut self.random, choices.iter().map(|one| one.1))].0)
    }

    fn url(&mut self, page: Page) -> String {
        let host = page.service().1;
        let random = &mut self.random;
        let path = match page {
            Page::Category => format!("/category/{}", pick(random, CATEGORIES)),
            Page::Product => format!("/product/{}", pick(random, PRODUCTS).0),
            Page::Search => format!("/search?q={}", pick(random, SEARCHES)),
            Page::Orders => format!("/orders/{}", random.random_range(10_000..99_999)),
            Page::Article => format!("/help/{}", pick(random, HELP)),
            _ => page.name().to_owned(),
        };
        let campaign = if self.first && !path.contains('?') { self.campaign } else { "" };
        format!("https://{host}.oak-and-linen.example{path}{campaign}")
    }

    /// A new id.
    pub(super) fn id(&mut self) -> String {
        id(&mut self.random)
    }

    /// A duration around `median_ms`, with the long tail that durations have.
    pub(super) fn around(&mut self, median_ms: f64) -> f64 {
        // the sum of a few uniform draws is near enough to a normal one
        let normal: f64 = (0..6).map(|_| self.random.random::<f64>()).sum::<f64>() - 3.0;
        median_ms * (normal * 0.8).exp()
    }
}

fn envelope(story: &Story, country: &Country, phone: bool, random: &mut SmallRng) -> Value {
    let mut user = json!({ "anonymous_id": id(random) });
    if random.random_bool(0.35) {
        let name = pick(random, NAMES);
        let email = format!("{}@mail.example", name.to_lowercase().replace(' ', "."));
        user = json!({
            "id": format!("u-{}", random.random_range(1_000..9_000)), "name": name, "email": email,
            "plan": pick(random, &["free", "free", "plus"]), "anonymous_id": user["anonymous_id"],
        });
    }
    let (width, height) =
        if phone { (390, 664) } else { pick(random, &[(1920, 945), (1440, 789), (1366, 641)]) };
    json!({
        "application": { "id": story.application },
        "source": "browser",
        "session": { "id": id(random), "type": "user" },
        "tab": { "id": id(random) },
        "usr": user,
        "connectivity": { "status": "connected", "effective_type": if country.slowness > 2.0 { "3g" } else { "4g" } },
        "display": { "viewport": { "width": width, "height": height } },
        "feature_flags": { "new_checkout": random.random_bool(0.5) },
    })
}

fn id(random: &mut SmallRng) -> String {
    uuid::Builder::from_random_bytes(random.random()).into_uuid().to_string()
}

pub(super) fn pick<T: Copy>(random: &mut SmallRng, of: &[T]) -> T {
    of[random.random_range(0..of.len())]
}

/// An index, each as likely as its weight says.
pub(super) fn weighted(random: &mut SmallRng, weights: impl IntoIterator<Item = u32>) -> usize {
    let weights: Vec<u32> = weights.into_iter().collect();
    let mut rest = random.random_range(0..weights.iter().sum());
    for (index, weight) in weights.iter().enumerate() {
        match u32::checked_sub(rest, *weight) {
            Some(less) => rest = less,
            None => return index,
        }
    }
    weights.len() - 1
}
