//! `bench crash`: kill -9 at random moments under load; every acknowledged event is there, once.
//!
//! Each round's events lie in an hour of their own, so that a round is checked by itself; at the
//! end all rounds are checked again, for a later crash must not lose what an earlier one kept.

use std::cell::RefCell;
use std::collections::HashMap;
use std::path::PathBuf;
use std::rc::Rc;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};
use clap::Args;
use serde_json::{Value, json};

use crate::api::Api;
use crate::generate::dice::{Dice, uuid_text};
use crate::generate::{Application, Body, Generator, Kind, Options, When};
use crate::http::Address;
use crate::load::{self, OnRefusal, Settings, now_ms};
use crate::report::{Report, say};
use crate::server::Server;
use crate::supply::{Fresh, Spool};
use crate::target::Target;

const HOUR_MS: i64 = 3_600_000;
/// Groups that one question may ask for, under the server's limit.
const GROUPS: usize = 9_000;
/// What was acknowledged is in the answers within this after a start.
const VISIBLE_WITHIN: Duration = Duration::from_secs(10);
/// Acknowledged bodies of a round that are sent once more after the crash.
const SENT_AGAIN: usize = 20;

/// Kills a server under load again and again.
#[derive(Args, Debug, Clone)]
pub struct Crash {
    #[command(flatten)]
    target: Target,
    /// The command that starts the server, words apart by spaces
    #[arg(long)]
    command: String,
    /// How often it is killed
    #[arg(long, default_value_t = 50)]
    times: usize,
    /// Events a second; 0 is as fast as answers come
    #[arg(long, default_value_t = 20_000.0)]
    rate: f64,
    /// The server is killed after a random time up to so many seconds
    #[arg(long, default_value_t = 3.0)]
    most_seconds: f64,
    /// Kept-alive connections
    #[arg(long, default_value_t = 16)]
    connections: usize,
    /// The same seed gives the same events and moments
    #[arg(long)]
    seed: Option<u64>,
    /// Write the numbers there as JSON
    #[arg(long, value_name = "FILE")]
    json: Option<PathBuf>,
}

/// What was acknowledged in a round: per kind, the id and the highest version of a view.
struct Round {
    /// The end of the time that its events lie in.
    to_ms: i64,
    acknowledged: Vec<(usize, Kind, HashMap<[u8; 16], i64>)>,
    again: Vec<Body>,
    killed_after: Duration,
}

impl Crash {
    /// Runs, and prints what was found. An error if anything was lost or doubled.
    pub async fn run(self) -> Result<()> {
        let address = self.target.address()?;
        let mut server = Server::start(&self.command, &address).await?;
        let applications = self.target.api()?.applications().await?;
        let mut dice = Dice::new(self.seed.unwrap_or_else(|| uuid::Uuid::new_v4().as_u64_pair().0));
        let (mut rounds, mut events, mut slowest) = (Vec::new(), 0, Duration::ZERO);
        for number in 1..=self.times {
            let to_ms = now_ms() - (number as i64 - 1) * 2 * HOUR_MS;
            let round = self.round(server, &address, &applications, to_ms, &mut dice).await?;
            server = Server::start(&self.command, &address)
                .await
                .with_context(|| format!("after kill {number}"))?;
            slowest = slowest.max(server.ready_after);
            self.send_again(&address, &applications, &round.again).await?;
            let found = check(&mut self.target.api()?, &applications, &round)
                .await
                .with_context(|| format!("after kill {number}"))?;
            say(&format!(
                "kill {number:>3} after {:>4} ms: {} events acknowledged, all there once; ready after {} ms; {} more rows were written but not acknowledged",
                round.killed_after.as_millis(),
                round.events(),
                server.ready_after.as_millis(),
                found - round.events(),
            ));
            events += round.events();
            rounds.push(round);
        }
        for (number, round) in rounds.iter().enumerate() {
            check(&mut self.target.api()?, &applications, round)
                .await
                .with_context(|| format!("at the end, round {}", number + 1))?;
        }
        server.stop().await?;
        let mut report = Report::new("crash");
        report.number("kills", self.times as f64, "times SIGKILL under load");
        report.number("acknowledged", events as f64, "rows acknowledged (views counted once)");
        report.number("lost", 0.0, "").number("doubled", 0.0, "");
        report.number(
            "slowest_start_ms",
            slowest.as_secs_f64() * 1_000.0,
            "ms to /readyz after a kill",
        );
        report.tell(self.json.as_deref())
    }

    /// Loads the server, and kills it meanwhile.
    async fn round(
        &self,
        server: Server,
        address: &Address,
        applications: &[Application],
        to_ms: i64,
        dice: &mut Dice,
    ) -> Result<Round> {
        let kinds = (0..applications.len())
            .flat_map(|index| Kind::ALL.map(|kind| (index, kind, HashMap::new())))
            .collect();
        let round = Rc::new(RefCell::new(Round {
            to_ms,
            acknowledged: kinds,
            again: Vec::new(),
            killed_after: Duration::ZERO,
        }));
        let options = Options {
            seed: dice.bits(),
            applications: applications.to_vec(),
            lanes: 64,
            sessions_per_lane: 4,
            late: 0.0,
        };
        let fresh = Fresh::new(Generator::new(options), When::before(to_ms, 0.0), 50, None);
        let noted = round.clone();
        let on_ack = Box::new(move |body: &Body| noted.borrow_mut().note(body));
        let settings = self.settings(address, applications, OnRefusal::Stop);
        let load =
            tokio::task::spawn_local(
                async move { load::run(&settings, Box::new(fresh), on_ack).await },
            );
        let killed_after = Duration::from_secs_f64(0.05 + dice.unit() * self.most_seconds);
        let started = Instant::now();
        tokio::time::sleep(killed_after).await;
        server.kill()?;
        load.await??;
        ensure!(
            started.elapsed() < killed_after + Duration::from_secs(60),
            "the load did not end with the server"
        );
        let mut round =
            Rc::into_inner(round).context("the load holds on to the round")?.into_inner();
        round.killed_after = killed_after;
        Ok(round)
    }

    fn settings(
        &self,
        address: &Address,
        applications: &[Application],
        on_refusal: OnRefusal,
    ) -> Settings {
        Settings {
            address: address.clone(),
            applications: applications.to_vec(),
            connections: self.connections,
            bodies_per_second: self.rate / 50.0,
            seconds: None,
            events: None,
            resend: 0.0,
            on_refusal,
        }
    }

    /// As SDKs do whose answer was lost.
    async fn send_again(
        &self,
        address: &Address,
        applications: &[Application],
        bodies: &[Body],
    ) -> Result<()> {
        let mut spool = Spool::new(false)?;
        bodies.iter().try_for_each(|body| spool.push(body))?;
        load::run(
            &self.settings(address, applications, OnRefusal::Retry),
            Box::new(spool.reader()?),
            Box::new(|_: &Body| {}),
        )
        .await?;
        Ok(())
    }
}

impl Round {
    fn note(&mut self, body: &Body) {
        for sent in &body.sent {
            let place = body.application * Kind::ALL.len() + sent.kind as usize;
            let version = self.acknowledged[place].2.entry(sent.id).or_default();
            *version = sent.version.max(*version);
        }
        self.again.push(body.clone());
        if self.again.len() > SENT_AGAIN {
            self.again.remove(0);
        }
    }

    fn events(&self) -> usize {
        self.acknowledged.iter().map(|(.., ids)| ids.len()).sum()
    }
}

/// Whether a round's events are there, each once and views in no older version: how many rows
/// there are in all. Asks again for as long as answers may lag behind.
async fn check(api: &mut Api, applications: &[Application], round: &Round) -> Result<usize> {
    let started = Instant::now();
    loop {
        match check_once(api, applications, round).await {
            Err(error) if started.elapsed() > VISIBLE_WITHIN => return Err(error),
            Err(_) => tokio::time::sleep(Duration::from_millis(100)).await,
            found => return found,
        }
    }
}

async fn check_once(api: &mut Api, applications: &[Application], round: &Round) -> Result<usize> {
    let mut rows = 0;
    for (application, kind, wanted) in &round.acknowledged {
        let there = ids(
            api,
            &applications[*application],
            *kind,
            round.to_ms - HOUR_MS,
            round.to_ms + HOUR_MS / 2,
        )
        .await?;
        rows += there.len();
        for (id, version) in wanted {
            let id = String::from_utf8_lossy(&uuid_text(id)).into_owned();
            match there.get(&id) {
                None => bail!("the {} {id} was acknowledged and is not there", kind.name()),
                Some((count, _)) if *count != 1 => {
                    bail!("the {} {id} is there {count} times", kind.name())
                }
                Some((_, found)) if found < version => {
                    bail!("the view {id} is there in version {found}, {version} was acknowledged")
                }
                Some(_) => {}
            }
        }
        if let Some((id, (count, _))) = there.iter().find(|(_, (count, _))| *count != 1) {
            bail!("the {} {id} is there {count} times", kind.name());
        }
    }
    Ok(rows)
}

/// Every id of a kind with its number of rows and highest version, asked in slices of time that
/// the server's limit on groups allows.
async fn ids(
    api: &mut Api,
    application: &Application,
    kind: Kind,
    from_ms: i64,
    to_ms: i64,
) -> Result<HashMap<String, (i64, i64)>> {
    let (mut ids, mut slices) = (HashMap::<String, (i64, i64)>::new(), vec![(from_ms, to_ms)]);
    while let Some((from, to)) = slices.pop() {
        let scope = json!({ "application_id": application.id, "event": kind.name(), "from": from, "to": to });
        let with = |rest: Value| {
            let mut question = scope.clone();
            if let (Some(question), Value::Object(rest)) = (question.as_object_mut(), rest) {
                question.extend(rest);
            }
            question
        };
        let count = api
            .number(&with(json!({ "compute": [{ "name": "n", "fn": "count" }] })))
            .await? as usize;
        if count > GROUPS && to - from > 1 {
            let middle = from + (to - from) / 2;
            slices.extend([(from, middle), (middle, to)]);
            continue;
        }
        let mut compute = vec![json!({ "name": "n", "fn": "count" })];
        if kind == Kind::View {
            compute
                .push(json!({ "name": "version", "fn": "max", "field": "_dd.document_version" }));
        }
        let id = format!("{}.id", kind.name());
        let question = with(
            json!({ "compute": compute, "group_by": [{ "field": id }], "limit": GROUPS + 1_000 }),
        );
        for row in api.rows(&question).await? {
            let entry = ids
                .entry(row[0].as_str().context("an id that is no text")?.to_owned())
                .or_default();
            entry.0 += row[1].as_i64().context("a count that is no number")?;
            entry.1 = entry.1.max(row.get(2).and_then(Value::as_i64).unwrap_or(0));
        }
    }
    Ok(ids)
}
