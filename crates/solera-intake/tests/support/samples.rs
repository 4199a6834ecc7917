//! The samples of `schema/samples/rum`: real and hand-made requests.
#![allow(dead_code, unreachable_pub, reason = "each test uses its own part")]
#![allow(clippy::disallowed_methods, reason = "samples are files")]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use solera_event::Uuid;
use solera_intake::{Application, Context, Head, UserAgents};

/// The application that all samples are of.
pub const APPLICATION: Uuid = Uuid::from_u128(0x11111111_2222_4333_8444_555555555555);

pub static USER_AGENTS: LazyLock<UserAgents> = LazyLock::new(UserAgents::new);

/// One recorded request.
pub struct Sample {
    pub name: String,
    pub url: String,
    pub headers: BTreeMap<String, String>,
    pub received_ms: i64,
    pub body: Vec<u8>,
}

pub fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../schema/samples/rum")
}

/// Every sample, in the order of its number.
pub fn samples() -> Vec<Sample> {
    let entries = std::fs::read_dir(folder()).expect("the folder of samples");
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("an entry").path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "json"));
    paths.sort();
    paths.iter().map(|path| sample(path)).collect()
}

fn sample(path: &Path) -> Sample {
    let text = std::fs::read(path).expect("a sample");
    let request: serde_json::Value = serde_json::from_slice(&text).expect("JSON");
    let headers = request["headers"].as_object().expect("an object");
    let pair = |(name, value): (&String, &serde_json::Value)| {
        (name.clone(), value.as_str().expect("text").to_owned())
    };
    Sample {
        name: path.file_stem().expect("a name").to_string_lossy().into_owned(),
        url: request["url"].as_str().expect("text").to_owned(),
        headers: headers.iter().map(pair).collect(),
        received_ms: request["received_ms"].as_i64().expect("a time"),
        body: std::fs::read(path.with_extension("body")).expect("a body"),
    }
}

impl Sample {
    pub fn head(&self) -> Head {
        let (path, query) = match self.url.split_once('?') {
            Some((path, query)) => (path, Some(query)),
            None => (&*self.url, None),
        };
        let header = |name: &str| self.headers.get(name).map(String::as_str);
        Head::read(path, query, header).expect("an intake request")
    }
}

pub fn application() -> Application {
    Application::new(APPLICATION)
}

pub fn context(application: &Application, received_ms: i64) -> Context<'_> {
    Context::new(received_ms, None, application, None, &USER_AGENTS)
}
