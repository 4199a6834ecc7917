//! One application's web site: its pages, what they load, and its releases.
//!
//! Everything that is a fixed text is made once here, so that an event only copies it.

use super::dice::Dice;
use super::text::Put;
use super::vocabulary::{ADJECTIVES, CALLS, NOUNS, OTHERS, PAGES};

/// Distinct images of a site, as (path, bytes).
const IMAGES: usize = 6_000;
/// Chunks of JavaScript of one release.
const CHUNKS: usize = 36;

/// What sends events: an application known to the server.
#[derive(Debug, Clone)]
pub struct Application {
    /// Its id, as text.
    pub id: String,
    /// Its client token.
    pub token: String,
}

/// A page that visitors open.
pub struct Page {
    /// Its whole address.
    pub url: String,
    /// The route's name, `/product/:s`.
    pub name: &'static str,
}

/// A web site and what it is made of.
pub struct Site {
    /// Whose it is.
    pub application: Application,
    /// `https://www.shop-one.example`.
    pub origin: String,
    /// The service that its events name.
    pub service: String,
    /// Whether its router names views; else the server names them by their path.
    pub names_views: bool,
    /// Releases, the newest last: version, hash of its chunks.
    pub releases: Vec<(String, String)>,
    /// First page of each entry of [`PAGES`], and how many there are.
    pages: Vec<(usize, usize)>,
    all_pages: Vec<Page>,
    images: Vec<String>,
}

impl Site {
    /// The `index`th site.
    pub fn new(index: usize, application: Application, dice: &mut Dice) -> Site {
        let town = ["oak-linen", "nordlicht", "casa-verde", "harbour"][index % 4];
        let origin = format!("https://{town}.example");
        let (mut pages, mut all_pages) = (Vec::new(), Vec::new());
        for (_, name, count) in PAGES {
            pages.push((all_pages.len(), *count));
            all_pages.extend(
                (0..*count).map(|_| Page { url: format!("{origin}{}", filled(name, dice)), name }),
            );
        }
        let images = (0..IMAGES).map(|_| {
            format!(
                "https://img.{town}.example/media/{}/{}.webp?w=640",
                dice.below(900),
                filled(":s", dice)
            )
        });
        Site {
            images: images.collect(),
            releases: (0..9)
                .map(|n| {
                    (
                        format!("{}.{}.{}", 4 + index, 12 + n / 3, n % 3),
                        format!("{:08x}", dice.bits() as u32),
                    )
                })
                .collect(),
            service: format!("{town}-web"),
            names_views: index != 1,
            application,
            origin,
            pages,
            all_pages,
        }
    }

    /// A page that somebody opens next.
    pub fn page(&self, dice: &mut Dice) -> &Page {
        let (first, count) = self.pages[dice.weighted_by(PAGES, |page| page.0)];
        &self.all_pages[first + dice.popular(count, 2.2)]
    }

    /// The address of an image.
    pub fn image(&self, dice: &mut Dice) -> &str {
        &self.images[dice.popular(IMAGES, 1.8)]
    }

    /// Writes the address of a chunk of this release's code or style.
    pub fn chunk(&self, release: usize, extension: &str, dice: &mut Dice, out: &mut Vec<u8>) {
        let hash = &self.releases[release].1;
        let number = dice.popular(CHUNKS, 1.5);
        out.put(&self.origin).put("/assets/").int(number as i64).put("-").put(hash).put(extension);
    }

    /// Writes the address of a call of the site's own interface: its method and median time.
    pub fn call(&self, dice: &mut Dice, out: &mut Vec<u8>) -> (&'static str, f64) {
        let (method, path, median) = CALLS[dice.popular(CALLS.len(), 1.4)];
        out.put(&self.origin);
        fill(path, dice, out);
        (method, median)
    }

    /// Writes the address of a request to somebody else: its type, and whether its timings show.
    pub fn other(&self, dice: &mut Dice, out: &mut Vec<u8>) -> (&'static str, bool) {
        let (kind, url, open) = OTHERS[dice.below(OTHERS.len())];
        fill(url, dice, out);
        (kind, open)
    }
}

/// Writes a pattern with its `:n`, `:p`, `:w` and `:s` filled in.
pub fn fill(pattern: &str, dice: &mut Dice, out: &mut Vec<u8>) {
    let mut rest = pattern;
    while let Some(at) = rest.find(':') {
        let (before, marked) = rest.split_at(at);
        out.put(before);
        match marked.as_bytes().get(1) {
            Some(b'n') => out.int(dice.popular(50_000, 2.0) as i64 + 1),
            Some(b'p') => out.int(dice.popular(12, 3.0) as i64 + 1),
            Some(b'w') => out.put(dice.pick(NOUNS)),
            Some(b's') => slug(dice, out),
            _ => {
                out.put(":");
                rest = &marked[1..];
                continue;
            }
        };
        rest = &marked[2..];
    }
    out.put(rest);
}

fn slug<'o>(dice: &mut Dice, out: &'o mut Vec<u8>) -> &'o mut Vec<u8> {
    out.put(dice.pick(ADJECTIVES))
        .put("-")
        .put(dice.pick(ADJECTIVES))
        .put("-")
        .put(dice.pick(NOUNS))
        .put("-");
    out.int(dice.below(9_000) as i64 + 1_000)
}

fn filled(pattern: &str, dice: &mut Dice) -> String {
    let mut out = Vec::new();
    fill(pattern, dice, &mut out);
    String::from_utf8(out).expect("patterns are text")
}
