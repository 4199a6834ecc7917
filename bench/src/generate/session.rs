//! One visitor's session: who, with what browser window, and the view that is open now.
//!
//! Holds ready-made pieces of JSON for what its events share. Does not know how an event is laid
//! out as a whole (`event`), nor what happens in a view (`plan`).

use super::dice::Dice;
use super::plan::{Item, Paint};
use super::site::{Site, fill};
use super::text::Put;
use super::vocabulary::{COUNTRIES, NAMES, PHONE_VIEWPORTS, VIEWPORTS};

/// A session that goes on longer than this is over, so that none runs into the future.
const SESSION_MS: i64 = 24 * 60_000;
/// Visitors remembered to come back.
const VISITORS: usize = 65_536;
/// Sessions of somebody who was there before.
const RETURNING: f64 = 0.35;

/// Who was there before.
#[derive(Default)]
pub struct Visitors(Vec<[u8; 16]>);

impl Visitors {
    fn next(&mut self, dice: &mut Dice) -> [u8; 16] {
        if !self.0.is_empty() && dice.chance(RETURNING) {
            return dice.pick(&self.0);
        }
        let id = dice.uuid();
        if self.0.len() < VISITORS {
            self.0.push(id);
        } else {
            let at = dice.below(VISITORS);
            self.0[at] = id;
        }
        id
    }
}

/// How often things were counted in a view.
#[derive(Default, Clone, Copy)]
pub struct Counts {
    /// Actions so far.
    pub action: i64,
    /// Errors so far.
    pub error: i64,
    /// Long tasks so far.
    pub long_task: i64,
    /// Resources so far.
    pub resource: i64,
    /// Frustrations so far.
    pub frustration: i64,
}

/// The view that is open.
#[derive(Default)]
pub struct View {
    /// Its id.
    pub id: [u8; 16],
    /// When it began.
    pub date_ms: i64,
    /// `"url":"…","referrer":"…","id":"…","name":"…"`.
    pub reference: Vec<u8>,
    /// `,"context":{…}`.
    pub context: Vec<u8>,
    /// What will happen, in order.
    pub plan: Vec<Item>,
    /// The next of `plan`.
    pub next: usize,
    /// The version of its document that was sent last.
    pub version: i64,
    /// What was counted so far.
    pub counts: Counts,
    /// Whether a document was loaded (else the page changed its route).
    pub initial: bool,
    /// How it was painted.
    pub paint: Paint,
    /// The ids of its actions.
    pub actions: Vec<[u8; 16]>,
    /// How long it lasts, in ms.
    pub lasts_ms: f64,
}

/// A visitor's session.
pub struct Session {
    /// Its id.
    pub id: [u8; 16],
    /// Whether a replay is recorded.
    pub replay: bool,
    /// Index of the site's release.
    pub release: usize,
    /// How slow network and machine are; 1 is usual.
    pub slowness: f64,
    /// Views that are still to come.
    pub views_left: usize,
    /// The view that is open.
    pub view: View,
    /// `,"feature_flags":{…}`.
    pub flags: Vec<u8>,
    /// `,"connectivity":{…},"tab":{…}`.
    pub tab: Vec<u8>,
    /// `,"usr":{…},"account":{…}`.
    pub user: Vec<u8>,
    /// `,"service":"…","version":"…"`.
    pub release_text: Vec<u8>,
    /// `"width":…,"height":…`.
    pub viewport: Vec<u8>,
    /// `,"privacy":{…},"device":{…}`.
    pub device: Vec<u8>,
    /// `,"ddtags":"…"}`.
    pub tags: Vec<u8>,
    ends_ms: i64,
    cart_cents: u64,
    cart_items: i64,
}

impl Session {
    /// A session that starts then.
    pub fn new(
        site: &Site,
        country: usize,
        phone: bool,
        start_ms: i64,
        visitors: &mut Visitors,
        dice: &mut Dice,
    ) -> Session {
        let release = site.releases.len() - 1 - dice.weighted(&[62, 25, 8, 3, 2]);
        let mut session = Session {
            id: dice.uuid(),
            replay: dice.chance(0.2),
            release,
            slowness: COUNTRIES[country].2 * dice.skewed(1.0, 0.45) * if phone { 1.6 } else { 1.0 },
            views_left: 1 + dice.repeats(0.82, 40),
            view: View { date_ms: start_ms, ..View::default() },
            flags: Vec::new(),
            tab: Vec::new(),
            user: Vec::new(),
            release_text: Vec::new(),
            viewport: Vec::new(),
            device: Vec::new(),
            tags: Vec::new(),
            ends_ms: start_ms + SESSION_MS,
            cart_cents: 0,
            cart_items: 0,
        };
        session.write_pieces(site, country, phone, dice);
        session.write_user(visitors, dice);
        session
    }

    fn write_pieces(&mut self, site: &Site, country: usize, phone: bool, dice: &mut Dice) {
        let effective =
            ["4g", "4g", "4g", "4g", "4g", "3g", "2g"][((self.slowness * 1.8) as usize).min(6)];
        self.tab.put(r#","connectivity":{"status":"connected","effective_type":""#).put(effective);
        self.tab.put(r#""},"tab":{"id":""#).id(&dice.uuid()).put(r#""}"#);
        if dice.chance(0.5) {
            self.flags
                .put(r#","feature_flags":{"new_checkout":"#)
                .put(["true", "false"][dice.below(2)]);
            self.flags.put(r#","search_ranking":""#).put(dice.pick(&[
                "control",
                "variant_a",
                "variant_b",
            ]));
            self.flags.put(r#""}"#);
        }
        let (width, height) = dice.pick(if phone { PHONE_VIEWPORTS } else { VIEWPORTS });
        let bars = dice.below(90) as u32;
        self.viewport
            .put(r#""width":"#)
            .int(width.into())
            .put(r#","height":"#)
            .int((height - bars).into());
        let version = &site.releases[self.release].0;
        self.release_text
            .put(r#","service":""#)
            .put(&site.service)
            .put(r#"","version":""#)
            .put(version)
            .put(r#"""#);
        self.tags
            .put(r#","ddtags":"sdk_version:7.16.2,env:production,service:"#)
            .put(&site.service);
        self.tags.put(",version:").put(version).put(r#""}"#);
        let (_, _, _, locale, zone) = COUNTRIES[country];
        let language = &locale[..2];
        self.device
            .put(r#","privacy":{"replay_level":"mask-user-input"},"device":{"locale":""#)
            .put(locale);
        self.device.put(r#"","locales":[""#).put(locale).put(r#"",""#).put(language);
        self.device.put(r#""],"time_zone":""#).put(zone).put(r#""}"#);
    }

    fn write_user(&mut self, visitors: &mut Visitors, dice: &mut Dice) {
        let anonymous = visitors.next(dice);
        self.user.put(r#","usr":{"#);
        // who is signed in is so on every visit: told by the visitor's id, not by the dice
        if anonymous[0] < 100 {
            let number = u32::from_be_bytes([0, anonymous[1], anonymous[2], anonymous[3]]);
            let name = NAMES[anonymous[4] as usize % NAMES.len()];
            let family = NAMES[anonymous[5] as usize % NAMES.len()];
            self.user
                .put(r#""id":"u-"#)
                .int(number.into())
                .put(r#"","name":""#)
                .put(name)
                .put(" ")
                .put(family);
            self.user
                .put(r#"","email":""#)
                .put(name)
                .put(".")
                .int(number.into())
                .put(r#"@mail.example","plan":""#);
            self.user.put(["free", "free", "plus", "pro"][anonymous[6] as usize % 4]).put(r#"","#);
        }
        self.user.put(r#""anonymous_id":""#).id(&anonymous).put(r#""}"#);
        if anonymous[0] < 50 {
            let account = u32::from(anonymous[7]) * 17 + u32::from(anonymous[8] % 17);
            self.user
                .put(r#","account":{"id":"acc-"#)
                .int(account.into())
                .put(r#"","name":"Account "#)
                .int(account.into());
            self.user
                .put(r#"","tier":""#)
                .put(["bronze", "silver", "gold"][account as usize % 3])
                .put(r#""}"#);
        }
    }

    /// Opens the next view: its address, its context, what happens in it. False at the end.
    pub fn open_view(&mut self, site: &Site, dice: &mut Dice) -> bool {
        let start_ms = self.view.date_ms + self.view.lasts_ms as i64 + dice.below(40) as i64;
        if self.views_left == 0 || start_ms > self.ends_ms {
            return false;
        }
        self.views_left -= 1;
        let first = self.view.version == 0;
        let page = site.page(dice);
        let mut referrer = std::mem::take(&mut self.view.reference);
        match (first, referrer.windows(2).position(|pair| pair == b"\",")) {
            (false, Some(end)) => referrer.truncate(end),
            _ => {
                referrer.clear();
                let from = [
                    "https://www.search.example/",
                    "",
                    "",
                    "https://news.example/deals",
                    "https://social.example/",
                ];
                referrer.put(r#""url":""#).put(from[dice.weighted(&[46, 30, 10, 6, 8])]);
            }
        }
        let view = &mut self.view;
        view.id = dice.uuid();
        view.date_ms = start_ms;
        view.initial = first || dice.chance(0.42);
        (view.version, view.counts, view.next) = (0, Counts::default(), 0);
        view.reference = Vec::with_capacity(256);
        view.reference.put(r#""url":""#).put(&page.url).put(r#"","referrer":""#);
        view.reference.extend_from_slice(&referrer[r#""url":""#.len()..]);
        view.reference.put(r#"","id":""#).id(&view.id).put(r#"""#);
        if site.names_views {
            view.reference.put(r#","name":""#).put(page.name).put(r#"""#);
        }
        super::plan::plan(view, self.slowness, self.release + 1 == site.releases.len(), dice);
        self.write_context(dice);
        true
    }

    fn write_context(&mut self, dice: &mut Dice) {
        if dice.chance(0.22) {
            self.cart_cents += 199 + dice.skewed(2_400.0, 0.9) as u64;
            self.cart_items += 1;
        }
        let context = &mut self.view.context;
        context.clear();
        context
            .put(r#","context":{"team":{"name":""#)
            .put(["growth", "search", "checkout", "core"][self.release % 4]);
        context.put(r#"","n":"#).int(self.release as i64).put("}");
        if self.cart_items > 0 {
            context
                .put(r#","cart":{"total":"#)
                .decimal(self.cart_cents * 100)
                .put(r#","items":"#)
                .int(self.cart_items);
            context.put("}");
        }
        if dice.chance(0.1) {
            context.put(r#","campaign":""#);
            fill("spring-:w-:p", dice, context);
            context.put(r#"""#);
        }
        context.put("}");
    }

    /// Whether the open view has nothing left to tell.
    pub fn view_is_over(&self) -> bool {
        self.view.next >= self.view.plan.len()
    }
}
