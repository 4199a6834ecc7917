//! Made-up sessions for benches: correlated events of all kinds, the same on every run.
//!
//! Shaped like what browsers send: some fifty fields an event, ids random, names from a few
//! thousand paths with a long tail, timings from skewed distributions.

use solera_event::{Attribute, Event, FieldId, Kind, Uuid, Value, field};

/// Whose events are asked about: 70 % of all.
pub(crate) const APPLICATION: Uuid = Uuid::from_u128(0xa000_0000_0000_4000_8000_0000_0000_0001);
const OTHER: Uuid = Uuid::from_u128(0x1000_0000_0000_4000_8000_0000_0000_0002);

/// A small random number generator.
pub(crate) struct Random(pub u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, bound: u64) -> u64 {
        self.next() % bound
    }

    fn unit(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// A number below the bound, small ones far more often.
    fn skewed(&mut self, bound: u64) -> u64 {
        (self.unit().powi(3) * bound as f64) as u64
    }

    fn uuid(&mut self) -> Uuid {
        Uuid::from_u128(u128::from(self.next()) << 64 | u128::from(self.next()))
    }

    fn duration_ns(&mut self, median_ms: f64) -> i64 {
        let normal = (0..4).map(|_| self.unit()).sum::<f64>() - 2.0;
        (median_ms * (normal * 1.4).exp() * 1e6) as i64
    }
}

const BROWSERS: [&str; 4] = ["Chrome", "Mobile Safari", "Firefox", "Edge"];
const COUNTRIES: [&str; 12] = [
    "Germany",
    "France",
    "United States",
    "Spain",
    "Italy",
    "Japan",
    "Brazil",
    "India",
    "Poland",
    "Canada",
    "Mexico",
    "Sweden",
];
const TYPES: [&str; 6] = ["js", "css", "image", "fetch", "xhr", "font"];

/// What tells an event from all others.
pub(crate) fn key(event: &Event<'_>) -> u64 {
    let ids = [field::RESOURCE_ID, field::ACTION_ID, field::ERROR_ID, field::LONG_TASK_ID];
    let id = ids.into_iter().find_map(|id| event.id(id)).or_else(|| event.id(field::VIEW_ID));
    xxhash_rust::xxh3::xxh3_64(&id.unwrap().to_bytes()) ^ event.kind as u64
}

fn set(event: &mut Event<'static>, path: &str, value: impl Into<Value<'static>>) {
    let id = FieldId::find(path).unwrap_or_else(|| panic!("no field {path}"));
    event.set(id, value);
}

/// Events of one session that began at that time, about sixty.
pub(crate) fn session(random: &mut Random, start_ms: i64, mut give: impl FnMut(Event<'static>)) {
    let application = if random.below(10) < 7 { APPLICATION } else { OTHER };
    let session = random.uuid();
    let user = Uuid::from_u128(u128::from(random.skewed(60_000)) * 0x1234_5678_9abc_def1_2345_6789);
    let tab = random.uuid();
    let browser = BROWSERS[random.skewed(4) as usize];
    let country = COUNTRIES[random.skewed(12) as usize];
    let version = format!("4.{}.0", random.below(12));
    let common = |event: &mut Event<'static>, view: Uuid, path: &str| {
        event.set(field::SESSION_ID, session);
        event.set(field::VIEW_ID, view);
        event.set(field::USR_ANONYMOUS_ID, user);
        event.set(field::VERSION, version.clone());
        event.set(field::BROWSER_NAME, browser);
        event.set(field::GEO_COUNTRY, country);
        event.set(field::VIEW_NAME, path.to_owned());
        event.set(field::VIEW_URL, format!("https://shop.example.com{path}?ref=mail"));
        for (path, value) in [
            ("session.type", "user"),
            ("source", "browser"),
            ("service", "shop"),
            ("env", "prod"),
            ("sdk_version", "7.16.0"),
            ("os.name", "Windows"),
            ("os.version", "10.0"),
            ("device.type", "desktop"),
            ("browser.version", "131.0.0.0"),
            ("browser.version_major", "131"),
            ("geo.city", "Springfield"),
            ("connectivity.status", "connected"),
            ("connectivity.effective_type", "4g"),
            ("device.locale", "en-US"),
            ("device.time_zone", "Europe/Berlin"),
            ("view.referrer", "https://www.example.org/"),
        ] {
            set(event, path, value);
        }
        set(event, "tab.id", tab);
        set(event, "display.viewport.width", 1920.0);
        set(event, "display.viewport.height", 1080.0 - (user.as_u128() % 200) as f64);
        set(event, "_dd.format_version", 2_i64);
        set(event, "_dd.configuration.session_sample_rate", 100.0);
        set(event, "session.has_replay", user.as_u128().is_multiple_of(3));
        event.attributes.push(Attribute { path: "context.plan".into(), json: "\"gold\"".into() });
    };
    let mut now_ms = start_ms;
    for at in 0..2 + random.below(9) {
        let view = random.uuid();
        let path = format!("/shop/section-{}/item", random.skewed(1_500));
        let made = |kind: Kind, ms: i64| {
            let mut event = Event::new(kind, application, ms);
            common(&mut event, view, &path);
            event
        };
        let mut event = made(Kind::View, now_ms);
        event.version = 5;
        event.set(field::VIEW_LCP, random.duration_ns(1_800.0));
        event.set(field::VIEW_FCP, random.duration_ns(900.0));
        event.set(field::VIEW_TIME_SPENT, random.duration_ns(20_000.0));
        event.set(field::VIEW_CLS, random.below(400) as f64 / 1_000.0);
        event.set(field::VIEW_IS_ACTIVE, false);
        set(&mut event, "view.loading_type", if at == 0 { "initial_load" } else { "route_change" });
        set(&mut event, "view.error.count", random.skewed(3) as i64);
        set(&mut event, "view.resource.count", random.below(30) as i64);
        set(&mut event, "view.action.count", random.below(5) as i64);
        set(&mut event, "view.loading_time", random.duration_ns(1_500.0));
        if random.below(4) == 0 {
            let json = format!("{}.{:02}", random.skewed(40), random.below(100));
            event
                .attributes
                .push(Attribute { path: "context.cart.total".into(), json: json.into() });
        }
        give(event);
        for _ in 0..random.below(12) {
            let mut event = made(Kind::Resource, now_ms + random.below(8_000) as i64);
            let file = random.skewed(2_500);
            let host = format!("cdn-{}.example.com", file % 8);
            let name = format!("/assets/{}/file-{file}.js", file % 40);
            event.set(field::RESOURCE_ID, random.uuid());
            event.set(field::RESOURCE_TYPE, TYPES[(file % 6) as usize]);
            event.set(field::RESOURCE_DURATION, random.duration_ns(120.0));
            event.set(field::RESOURCE_URL, format!("https://{host}{name}?v={version}"));
            event.set(field::RESOURCE_URL_PATH, name);
            event.set(field::RESOURCE_URL_HOST, host);
            set(&mut event, "resource.size", random.duration_ns(0.03));
            set(&mut event, "resource.transfer_size", random.duration_ns(0.02));
            set(
                &mut event,
                "resource.status_code",
                if file.is_multiple_of(50) { 404_i64 } else { 200 },
            );
            set(&mut event, "resource.method", "GET");
            set(&mut event, "resource.first_byte.duration", random.duration_ns(40.0));
            set(&mut event, "resource.download.duration", random.duration_ns(20.0));
            give(event);
        }
        for _ in 0..random.below(3) {
            let mut event = made(Kind::Action, now_ms + random.below(8_000) as i64);
            event.set(field::ACTION_ID, random.uuid());
            event.set(field::ACTION_TYPE, "click");
            set(&mut event, "action.target.name", format!("button {}", random.skewed(300)));
            give(event);
        }
        if random.below(2) == 0 {
            let mut event = made(Kind::Error, now_ms + random.below(8_000) as i64);
            let which = random.skewed(400);
            event.set(field::ERROR_ID, random.uuid());
            let cause =
                if which.is_multiple_of(10) { "timeout" } else { "undefined is no function" };
            event.set(field::ERROR_MESSAGE, format!("TypeError {which}: {cause} in module"));
            set(
                &mut event,
                "error.stack",
                format!("at f{which} (https://shop.example.com/app.js:{which}:7)\n").repeat(8),
            );
            set(&mut event, "error.type", "TypeError");
            set(&mut event, "error.source", "source");
            give(event);
        }
        if random.below(2) == 0 {
            let mut event = made(Kind::LongTask, now_ms + random.below(8_000) as i64);
            event.set(field::LONG_TASK_ID, random.uuid());
            set(&mut event, "long_task.duration", random.duration_ns(90.0));
            give(event);
        }
        now_ms += 10_000 + random.below(60_000) as i64;
    }
}
