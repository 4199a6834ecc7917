//! What the steps need to know of an application, and of the moment a body came.

use std::net::IpAddr;
use std::sync::OnceLock;

use solera_event::time::DAY_MS;
use solera_event::{Kind, Uuid, limit};

use crate::enrich::Visitor;
use crate::enrich::geo::Geo;
use crate::enrich::user_agent::UserAgents;
use crate::request::Head;
use crate::scrub::ScrubRule;

/// An application's settings, as far as intake heeds them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Application {
    /// Who it is.
    pub id: Uuid,
    /// Whether the visitor's address is kept in `client_ip`.
    pub keep_ip: bool,
    /// Whether country, subdivision and city are worked out from the address.
    pub keep_geo: bool,
    /// What is masked, or drops an event. At most one rule for each pattern counts: the first.
    pub scrub: Vec<ScrubRule>,
    /// Hosts whose resources are first-party, with all their subdomains: `cdn.example.net`.
    pub first_party_hosts: Vec<String>,
    /// Days for which events are kept, by the number of their kind; 0 is as long as can be said.
    pub retention_days: [u32; Kind::ALL.len()],
}

impl Application {
    /// An application with the default settings: no address kept, geo kept, tokens in query
    /// strings and card numbers masked, 30 days (resources and long tasks 15).
    pub fn new(id: Uuid) -> Application {
        let mut retention_days = [30; Kind::ALL.len()];
        retention_days[Kind::Resource as usize] = 15;
        retention_days[Kind::LongTask as usize] = 15;
        Application {
            id,
            keep_ip: false,
            keep_geo: true,
            scrub: ScrubRule::defaults(),
            first_party_hosts: Vec::new(),
            retention_days,
        }
    }

    /// How old an event of a kind may be, in milliseconds: as old as it would be kept, for what
    /// is older counts in no answer.
    pub(crate) fn age_max_ms(&self, kind: Kind) -> i64 {
        let most = u32::from(limit::RETENTION_DAYS_MAX);
        let days = match self.retention_days[kind as usize] {
            0 => most,
            days => days.min(most),
        };
        i64::from(days) * DAY_MS
    }
}

/// The moment a body came, and what is known then. One per body: what is worked out of the
/// request (browser, place) is worked out once and shared by its events.
#[derive(Debug)]
pub struct Context<'a> {
    /// When the body came, in milliseconds since 1970.
    pub received_ms: i64,
    /// From which address, once trusted proxies are looked through.
    pub address: Option<IpAddr>,
    /// Whose token it came with.
    pub application: &'a Application,
    /// The places of addresses, if there is a database.
    pub geo: Option<&'a Geo>,
    /// The reader of `User-Agent` headers.
    pub user_agents: &'a UserAgents,
    visitor: OnceLock<Visitor>,
}

impl<'a> Context<'a> {
    /// The moment of one body.
    pub fn new(
        received_ms: i64,
        address: Option<IpAddr>,
        application: &'a Application,
        geo: Option<&'a Geo>,
        user_agents: &'a UserAgents,
    ) -> Context<'a> {
        Context { received_ms, address, application, geo, user_agents, visitor: OnceLock::new() }
    }

    /// What the request tells of the visitor.
    pub(crate) fn visitor(&self, head: &Head) -> &Visitor {
        self.visitor.get_or_init(|| Visitor::of(head, self))
    }
}
