//! Where bodies come from: made as they are needed, or made before and kept in a file.
//!
//! The file exists because a deflated body costs its maker more than its taker: prepared before
//! the clock starts, it leaves the machine to the server. No body is used twice.

use std::fs::File;
use std::io::{BufReader, BufWriter, Read, Seek, Write};

use anyhow::{Context, Result};
use flate2::{Compress, Compression, FlushCompress};

use crate::generate::{Body, Generator, Kind, Sent, When};

/// Gives one body after the other.
pub trait Supply {
    /// Fills the next body; `done` is the share (0 to 1) of the run that is over. False at the end.
    fn next(&mut self, body: &mut Body, done: f64) -> Result<bool>;
    /// Whether the bodies are deflated.
    fn is_deflated(&self) -> bool;
}

/// Makes each body as it is asked for.
pub struct Fresh {
    generator: Generator,
    when: When,
    events: usize,
    deflate: Option<Deflate>,
}

impl Fresh {
    /// Bodies of so many events; deflated with this level if there is one.
    pub fn new(generator: Generator, when: When, events: usize, level: Option<u32>) -> Fresh {
        Fresh { generator, when, events, deflate: level.map(Deflate::new) }
    }

    /// What makes them.
    pub fn generator(&mut self) -> &mut Generator {
        &mut self.generator
    }
}

impl Supply for Fresh {
    fn next(&mut self, body: &mut Body, done: f64) -> Result<bool> {
        self.generator.fill(body, self.events, &self.when, done);
        if let Some(deflate) = &mut self.deflate {
            deflate.pack(&mut body.bytes)?;
        }
        Ok(true)
    }

    fn is_deflated(&self) -> bool {
        self.deflate.is_some()
    }
}

/// A zlib stream per body, as the SDK's worker makes it.
struct Deflate {
    stream: Compress,
    packed: Vec<u8>,
}

impl Deflate {
    fn new(level: u32) -> Deflate {
        Deflate { stream: Compress::new(Compression::new(level), true), packed: Vec::new() }
    }

    fn pack(&mut self, bytes: &mut Vec<u8>) -> Result<()> {
        self.stream.reset();
        self.packed.clear();
        // a zlib stream of incompressible bytes grows by less than this
        self.packed.reserve(bytes.len() + bytes.len() / 100 + 64);
        self.stream
            .compress_vec(bytes, &mut self.packed, FlushCompress::Finish)
            .context("a body cannot be deflated")?;
        std::mem::swap(bytes, &mut self.packed);
        Ok(())
    }
}

/// Bodies in a file that has no name.
pub struct Spool {
    file: File,
    bodies: u64,
    deflated: bool,
}

impl Spool {
    /// An empty one, in the folder for temporary files.
    pub fn new(deflated: bool) -> Result<Spool> {
        let path = std::env::temp_dir().join(format!("solera-bench-{}", uuid::Uuid::new_v4()));
        let file = File::options()
            .read(true)
            .write(true)
            .create_new(true)
            .open(&path)
            .with_context(|| format!("{} cannot be made", path.display()))?;
        std::fs::remove_file(&path)?;
        Ok(Spool { file, bodies: 0, deflated })
    }

    /// Takes bodies from another supply until `events` of them are there.
    pub fn filled(mut supply: impl Supply, events: u64) -> Result<Spool> {
        let mut spool = Spool::new(supply.is_deflated())?;
        let (mut body, mut done) = (Body::default(), 0);
        let mut writer = BufWriter::with_capacity(1 << 20, &spool.file);
        while done < events && supply.next(&mut body, done as f64 / events as f64)? {
            write(&mut writer, &body)?;
            done += body.sent.len() as u64;
            spool.bodies += 1;
        }
        writer.flush()?;
        drop(writer);
        Ok(spool)
    }

    /// Appends a body.
    pub fn push(&mut self, body: &Body) -> Result<()> {
        let mut bytes = Vec::with_capacity(body.bytes.len() + body.sent.len() * 32);
        write(&mut bytes, body)?;
        self.bodies += 1;
        self.file.write_all(&bytes).context("the spool cannot be written")
    }

    /// How many bodies lie in it.
    pub fn len(&self) -> u64 {
        self.bodies
    }

    /// Whether nothing lies in it.
    pub fn is_empty(&self) -> bool {
        self.bodies == 0
    }

    /// Gives the bodies back in order.
    pub fn reader(mut self) -> Result<SpoolReader> {
        self.file.rewind()?;
        Ok(SpoolReader {
            left: self.bodies,
            deflated: self.deflated,
            file: BufReader::with_capacity(1 << 20, self.file),
        })
    }
}

/// A spool being read.
pub struct SpoolReader {
    file: BufReader<File>,
    left: u64,
    deflated: bool,
}

impl Supply for SpoolReader {
    fn next(&mut self, body: &mut Body, _: f64) -> Result<bool> {
        if self.left == 0 {
            return Ok(false);
        }
        self.left -= 1;
        read(&mut self.file, body).context("the spool cannot be read")?;
        Ok(true)
    }

    fn is_deflated(&self) -> bool {
        self.deflated
    }
}

fn write(out: &mut impl Write, body: &Body) -> Result<()> {
    out.write_all(&[body.application as u8, body.user_agent as u8])?;
    out.write_all(&body.address)?;
    out.write_all(&(body.sent.len() as u32).to_le_bytes())?;
    for sent in &body.sent {
        out.write_all(&[sent.kind as u8])?;
        out.write_all(&sent.id)?;
        out.write_all(&(sent.version as u32).to_le_bytes())?;
    }
    out.write_all(&(body.bytes.len() as u32).to_le_bytes())?;
    Ok(out.write_all(&body.bytes)?)
}

fn read(from: &mut impl Read, body: &mut Body) -> Result<()> {
    let [application, user_agent] = array(from)?;
    (body.application, body.user_agent, body.address) =
        (application.into(), user_agent.into(), array(from)?);
    body.sent.clear();
    for _ in 0..u32::from_le_bytes(array(from)?) {
        let [kind] = array(from)?;
        let (id, version) = (array(from)?, u32::from_le_bytes(array(from)?));
        body.sent.push(Sent { kind: Kind::ALL[usize::from(kind)], id, version: version.into() });
    }
    body.bytes.resize(u32::from_le_bytes(array(from)?) as usize, 0);
    Ok(from.read_exact(&mut body.bytes)?)
}

fn array<const N: usize>(from: &mut impl Read) -> Result<[u8; N]> {
    let mut bytes = [0; N];
    from.read_exact(&mut bytes)?;
    Ok(bytes)
}
