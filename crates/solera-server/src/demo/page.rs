//! What happens on one page: how it loads, what the visitor does, what breaks.
//!
//! Events are those of the browser SDK's dialect, as `serde_json` values.

use rand::RngExt;
use serde_json::{Value, json};

use super::event::ns;

use super::story::BROKEN;
use super::visit::{Visit, pick};
use super::world::{CATEGORIES, PRODUCTS, Page};

/// What came of showing a page.
pub(super) struct Shown {
    /// What the SDK sends while the page is open.
    pub(super) early: Vec<Value>,
    /// What it sends when the page is left.
    pub(super) late: Vec<Value>,
    /// When the largest content was there.
    pub(super) painted_ms: f64,
    /// How long the page was open.
    pub(super) lasted_ms: i64,
    /// Whether what the visitor wanted did not work.
    pub(super) broken: bool,
}

/// A page being shown.
pub(super) struct Telling<'v, 's> {
    pub(super) visit: &'v mut Visit<'s>,
    pub(super) page: Page,
    pub(super) url: &'v str,
    pub(super) view: String,
    pub(super) lasts_ms: f64,
    pub(super) paint: Paint,
    pub(super) counts: Counts,
    pub(super) events: Vec<Value>,
    /// The action that causes what happens now.
    pub(super) action: Option<String>,
    pub(super) broken: bool,
}

pub(super) struct Paint {
    pub(super) first_byte: f64,
    pub(super) first: f64,
    pub(super) largest: f64,
    pub(super) load: f64,
    pub(super) shift: f64,
}

#[derive(Default)]
pub(super) struct Counts {
    pub(super) actions: u64,
    pub(super) errors: u64,
    pub(super) long_tasks: u64,
    pub(super) resources: u64,
    pub(super) frustrations: u64,
}

/// Shows a page to a visitor.
pub(super) fn show(visit: &mut Visit<'_>, page: Page, url: &str) -> Shown {
    let paint = paint(visit, page);
    let lasts_ms = visit.around(16_000.0).clamp(paint.load + 500.0, 600_000.0);
    let view = visit.id();
    let mut telling = Telling {
        visit,
        page,
        url,
        view,
        lasts_ms,
        paint,
        counts: Counts::default(),
        events: Vec::new(),
        action: None,
        broken: false,
    };
    telling.load();
    let mut early = std::mem::take(&mut telling.events);
    early.push(telling.version(1, telling.paint.load * 1.1));
    telling.act();
    let mut late = std::mem::take(&mut telling.events);
    late.push(telling.version(2, telling.lasts_ms));
    let (painted_ms, broken) = (telling.paint.largest, telling.broken);
    Shown { early, late, painted_ms, lasted_ms: lasts_ms as i64, broken }
}

fn paint(visit: &mut Visit<'_>, page: Page) -> Paint {
    // the second product page of the broken release waits for a script that it does not need
    let regression = if page == Page::Product && visit.release == BROKEN { 1.9 } else { 1.0 };
    let slowness = visit.country.slowness * page.weight().0 * if visit.phone { 1.5 } else { 1.0 };
    let first_byte = visit.around(190.0) * slowness;
    let first = first_byte + visit.around(380.0) * slowness;
    let largest = first + visit.around(620.0) * slowness * regression;
    let load = largest + visit.around(300.0) * slowness;
    let shift =
        if visit.random.random_bool(0.4) { 0.0 } else { (visit.around(300.0)).round() / 10_000.0 };
    Paint { first_byte, first, largest, load, shift }
}

impl Telling<'_, '_> {
    /// What is loaded before the visitor can do anything.
    fn load(&mut self) {
        let url = self.url.to_owned();
        let first_byte = self.paint.first_byte;
        self.resource(&url, "document", None, 0.0, first_byte * 1.2, 200, 42_000);
        let release = self.visit.release;
        for (name, size) in [("vendor", 182_000), ("app", 96_000), ("page", 41_000)] {
            let duration = self.visit.around(70.0) * self.visit.country.slowness;
            let url = format!("https://static.oak-and-linen.example/assets/{name}-{release}.js");
            self.resource(&url, "js", None, first_byte, duration, 200, size);
        }
        for _ in 0..self.page.weight().1 {
            let product = pick(&mut self.visit.random, PRODUCTS).0;
            let duration = self.visit.around(110.0) * self.visit.country.slowness;
            let size = self.visit.around(36_000.0) as i64;
            let url = format!("https://img.oak-and-linen.example/{product}.webp?w=640");
            self.resource(&url, "image", None, self.paint.first, duration, 200, size);
        }
        self.call("GET", "/api/session", 45.0, 0.001, first_byte);
        if matches!(self.page, Page::Home | Page::Product | Page::Cart) {
            let fails = self.visit.story.recommendations_fail(self.visit.now_ms);
            if self.call("GET", "/api/recommendations", 240.0, fails, self.paint.first) {
                let at = self.paint.first + 300.0;
                self.error(
                    at,
                    "NetworkError",
                    "custom",
                    "Recommendations could not be loaded: status 503",
                    "loadRecommendations",
                );
            }
        }
        for _ in 0..self.visit.random.random_range(0..3) {
            let at = self.paint.first + self.visit.around(200.0);
            self.long_task(at);
        }
    }

    /// What the visitor does, page by page.
    fn act(&mut self) {
        let at = self.paint.load + self.visit.around(4_000.0);
        match self.page {
            Page::Product => self.product(at),
            Page::Search => {
                self.action(at, "Search", "BUTTON.search__go", &[]);
                self.call("GET", "/api/search?q=lamp", 260.0, 0.01, at + 20.0);
            }
            Page::Category => self.action(at, "Filter by price", "SUMMARY.filter", &[]),
            Page::Cart => self.cart(at),
            Page::Address => {
                self.action(at, "Continue", "BUTTON.step__next", &[]);
                self.call("GET", "/api/shipping/quotes", 420.0, 0.02, at + 15.0);
            }
            Page::Payment => self.pay(at),
            Page::Done => self.operation(at - 500.0, "end", None),
            _ if self.visit.random.random_bool(0.4) => {
                let category = pick(&mut self.visit.random, CATEGORIES);
                self.action(at, &format!("Open {category}"), "A.menu__link", &[]);
            }
            _ => {}
        }
        if self.visit.random.random_bool(0.03) {
            self.error(
                at + 900.0,
                "TypeError",
                "source",
                "Cannot read properties of null (reading 'focus')",
                "restoreFocus",
            );
        }
    }

    fn product(&mut self, at: f64) {
        self.action(at, "Next image", "BUTTON.gallery__next", &[]);
        if !self.visit.random.random_bool(0.35) {
            return;
        }
        let at = at + self.visit.around(3_000.0);
        self.action(at, "Add to cart", "#add-to-cart", &[]);
        if self.call("POST", "/api/cart/items", 120.0, 0.01, at + 10.0) {
            self.error(
                at + 200.0,
                "NetworkError",
                "custom",
                "The item could not be put into the cart",
                "addToCart",
            );
            self.broken = true;
            return;
        }
        self.visit.cart_cents += pick(&mut self.visit.random, PRODUCTS).1;
        self.visit.cart_items += 1;
        let duration = self.visit.around(210.0) * self.visit.country.slowness;
        self.vital(
            at,
            json!({ "type": "duration", "name": "add_to_cart", "duration": ns(duration) }),
        );
    }

    fn cart(&mut self, at: f64) {
        if self.breaks(at, 0.35, "CartSummary.render") {
            return;
        }
        self.operation(at, "start", None);
        if !self.visit.random.random_bool(0.15) {
            self.action(at, "Checkout", "A.cart__checkout", &[]);
            return;
        }
        // the coupon field does nothing until the total is there: people click it in anger
        for click in 0..3 {
            self.action(
                at + f64::from(click) * 180.0,
                "Apply coupon",
                "#coupon-apply",
                &["rage_click", "dead_click"],
            );
        }
        self.call("POST", "/api/cart/coupon", 1_900.0, 0.05, at + 30.0);
    }

    fn pay(&mut self, at: f64) {
        self.action(at, "Pay", "#pay", &[]);
        if self.breaks(at + 12.0, 0.25, "CheckoutForm.submit") {
            self.operation(at + 14.0, "end", Some("error"));
            return;
        }
        if self.call("POST", "/api/checkout/payment", 900.0, 0.03, at + 20.0) {
            self.error(
                at + 1_000.0,
                "PaymentError",
                "custom",
                "Payment was answered with status 503",
                "confirmPayment",
            );
            self.operation(at + 1_010.0, "end", Some("error"));
            self.broken = true;
        }
    }

    /// What the broken release does to carts: with this probability, there.
    fn breaks(&mut self, at: f64, probability: f64, function: &str) -> bool {
        if self.visit.release != BROKEN || !self.visit.random.random_bool(probability) {
            return false;
        }
        let message = "Cannot read properties of undefined (reading 'total')";
        self.error(at, "TypeError", "source", message, function);
        self.broken = true;
        true
    }

    /// A call of the site's own interface; whether it failed.
    fn call(&mut self, method: &str, path: &str, median_ms: f64, fails: f64, at: f64) -> bool {
        let failed = self.visit.random.random_bool(fails);
        let duration = self.visit.around(median_ms) * (0.6 + 0.4 * self.visit.country.slowness);
        let url = format!("https://api.oak-and-linen.example{path}");
        self.resource(
            &url,
            "fetch",
            Some(method),
            at,
            duration,
            if failed { 503 } else { 200 },
            2_400,
        );
        failed
    }
}
