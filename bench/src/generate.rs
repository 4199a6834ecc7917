//! The generator: bodies of distinct events, shaped and sized like those of the browser SDK.
//!
//! Does not know HTTP nor the clock. Must hold: every event has an id of its own, a body's events
//! are of one application, and an event costs about a microsecond to make. The distributions are
//! told in the README of this package.

pub mod dice;
pub mod event;
pub mod plan;
mod resource;
pub mod session;
pub mod site;
pub mod text;
mod view;
mod vocabulary;
pub mod when;

use dice::Dice;
use event::Pen;
pub use event::{Kind, Sent};
use plan::What;
use session::{Session, Visitors};
pub use site::Application;
use site::Site;
use vocabulary::{COUNTRIES, USER_AGENTS};
pub use when::When;

/// Shares of the events of the first, second, … application, in hundredths.
const APPLICATION_SHARES: [u32; 4] = [70, 15, 10, 5];

/// What to generate.
#[derive(Debug, Clone)]
pub struct Options {
    /// The same seed gives the same events (but for the time).
    pub seed: u64,
    /// Who sends: up to four, the first 70 % of the events.
    pub applications: Vec<Application>,
    /// Browsers, each with its user agent and address, whose bodies take turns.
    pub lanes: usize,
    /// Sessions open at once in a lane.
    pub sessions_per_lane: usize,
    /// Share of the views whose last version is held back until [`Generator::take_late`].
    pub late: f64,
}

/// One request's worth of events.
#[derive(Clone, Default)]
pub struct Body {
    /// Lines with `\n` between them.
    pub bytes: Vec<u8>,
    /// What each line is about.
    pub sent: Vec<Sent>,
    /// Which application they are of.
    pub application: usize,
    /// Which of the [`user_agent`]s the request names.
    pub user_agent: usize,
    /// The visitor's address.
    pub address: [u8; 4],
}

/// A last version of a view that was held back: the application's index, and its line.
pub type Late = (usize, Sent, Vec<u8>);

/// The text of a user agent.
pub fn user_agent(index: usize) -> &'static str {
    USER_AGENTS[index].1
}

/// Makes events.
pub struct Generator {
    dice: Dice,
    sites: Vec<Site>,
    lanes: Vec<Lane>,
    visitors: Visitors,
    next: usize,
    late_share: f64,
    late: Vec<Late>,
    sessions_per_lane: usize,
}

struct Lane {
    site: usize,
    user_agent: usize,
    phone: bool,
    country: usize,
    address: [u8; 4],
    sessions: Vec<Session>,
    next: usize,
}

impl Generator {
    /// Ready to generate. At least one application.
    pub fn new(options: Options) -> Generator {
        let mut dice = Dice::new(options.seed);
        let sites: Vec<Site> = options
            .applications
            .into_iter()
            .take(4)
            .enumerate()
            .map(|(index, application)| Site::new(index, application, &mut dice))
            .collect();
        let lanes = (0..options.lanes.max(1))
            .map(|index| Lane::new(index, options.lanes.max(1), sites.len(), &mut dice))
            .collect();
        Generator {
            dice,
            sites,
            lanes,
            visitors: Visitors::default(),
            next: 0,
            late_share: options.late,
            late: Vec::new(),
            sessions_per_lane: options.sessions_per_lane.max(1),
        }
    }

    /// Fills a body with so many events; `done` is the share of all that was generated before.
    pub fn fill(&mut self, body: &mut Body, events: usize, when: &When, done: f64) {
        let count = self.lanes.len();
        let lane = &mut self.lanes[self.next];
        self.next = (self.next + 1) % count;
        let site = &self.sites[lane.site];
        body.bytes.clear();
        body.sent.clear();
        (body.application, body.user_agent, body.address) =
            (lane.site, lane.user_agent, lane.address);
        while lane.sessions.len() < self.sessions_per_lane {
            let session = lane.session(
                site,
                when.start_ms(done, &mut self.dice),
                &mut self.visitors,
                &mut self.dice,
            );
            lane.sessions.push(session);
        }
        while body.sent.len() < events {
            let index = lane.next;
            lane.next = (index + 1) % lane.sessions.len();
            if lane.sessions[index].view_is_over()
                && !lane.sessions[index].open_view(site, &mut self.dice)
            {
                lane.sessions[index] = lane.session(
                    site,
                    when.start_ms(done, &mut self.dice),
                    &mut self.visitors,
                    &mut self.dice,
                );
                lane.sessions[index].open_view(site, &mut self.dice);
            }
            let mut pen = Pen {
                site,
                session: &mut lane.sessions[index],
                dice: &mut self.dice,
                out: &mut body.bytes,
            };
            flush(&mut pen, &mut body.sent, events, self.late_share, lane.site, &mut self.late);
        }
    }

    /// The last versions of views that were held back.
    pub fn take_late(&mut self) -> Vec<Late> {
        std::mem::take(&mut self.late)
    }

    /// The application of this index.
    pub fn application(&self, index: usize) -> &Application {
        &self.sites[index].application
    }
}

/// Writes what an SDK would send at once: what happened since the last time, then the view.
fn flush(
    pen: &mut Pen<'_>,
    sent: &mut Vec<Sent>,
    most: usize,
    late_share: f64,
    site: usize,
    late: &mut Vec<Late>,
) {
    while sent.len() < most && !pen.session.view_is_over() {
        let view = &mut pen.session.view;
        let item = view.plan[view.next];
        view.next += 1;
        if item.what == What::Version(true) && late_share > 0.0 && pen.dice.chance(late_share) {
            let mut line = Vec::with_capacity(2_800);
            let mut aside =
                Pen { site: pen.site, session: pen.session, dice: pen.dice, out: &mut line };
            let version = aside.write(item);
            late.push((site, version, line));
            return;
        }
        if !sent.is_empty() {
            pen.out.push(b'\n');
        }
        sent.push(pen.write(item));
        if matches!(item.what, What::Version(_)) {
            return;
        }
    }
}

impl Lane {
    fn new(index: usize, lanes: usize, sites: usize, dice: &mut Dice) -> Lane {
        let shares = &APPLICATION_SHARES[..sites.max(1)];
        let total: u32 = shares.iter().sum();
        // spread by a stride, so that the shares hold for few lanes, too
        let mut place = ((index * 37 % lanes) as u32 * total) / lanes as u32;
        let mut site = 0;
        while place >= shares[site] {
            place -= shares[site];
            site += 1;
        }
        let user_agent = dice.weighted_by(USER_AGENTS, |agent| agent.0);
        let country = dice.weighted_by(COUNTRIES, |country| country.0);
        let [first, second] = COUNTRIES[country].1;
        Lane {
            site,
            user_agent,
            phone: self::user_agent(user_agent).contains("Mobile"),
            country,
            address: [first, second, dice.below(254) as u8 + 1, dice.below(254) as u8 + 1],
            sessions: Vec::new(),
            next: 0,
        }
    }

    fn session(
        &self,
        site: &Site,
        start_ms: i64,
        visitors: &mut Visitors,
        dice: &mut Dice,
    ) -> Session {
        Session::new(site, self.country, self.phone, start_ms, visitors, dice)
    }
}
