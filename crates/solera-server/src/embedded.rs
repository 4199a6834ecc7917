//! The files of the console and of the browser SDK, as build.rs found them when this binary was
//! built.
//!
//! Text lies here compressed alone, to keep the binary small; who takes neither Brotli nor gzip
//! gets it inflated. Knows no HTTP.

use std::borrow::Cow;
use std::io::Read;

/// Every file of the console, in the order of the names; `index.html` is always there.
pub(crate) const CONSOLE: &[File] = include!(concat!(env!("OUT_DIR"), "/console.gen.rs"));

/// What stands under `/sdk/v1/`, in the order of the names; nothing where the SDK was not built.
pub(crate) const SDK: &[File] = include!(concat!(env!("OUT_DIR"), "/sdk.gen.rs"));

/// One file. It is there plain or as gzip, or both.
#[derive(Debug)]
pub(crate) struct File {
    /// Its path in the folder, with `/`.
    pub(crate) name: &'static str,
    /// A weak entity tag, of the plain bytes.
    pub(crate) tag: &'static str,
    /// As it is.
    pub(crate) plain: Option<&'static [u8]>,
    /// Compressed with Brotli.
    pub(crate) brotli: Option<&'static [u8]>,
    /// Compressed with gzip.
    pub(crate) gzip: Option<&'static [u8]>,
}

impl File {
    /// The file of that name.
    pub(crate) fn find(files: &'static [File], name: &str) -> Option<&'static File> {
        let at = files.binary_search_by(|file| file.name.cmp(name)).ok()?;
        Some(&files[at])
    }

    /// Its bytes, not compressed.
    pub(crate) fn plain(&self) -> Cow<'static, [u8]> {
        if let Some(bytes) = self.plain {
            return Cow::Borrowed(bytes);
        }
        let mut bytes = Vec::new();
        let mut gzip = flate2::read::GzDecoder::new(self.gzip.unwrap_or_default());
        gzip.read_to_end(&mut bytes).expect("what was built in is whole");
        Cow::Owned(bytes)
    }

    /// What its bytes are.
    pub(crate) fn content_type(&self) -> &'static str {
        match self.name.rsplit('.').next().unwrap_or_default() {
            "html" => "text/html; charset=utf-8",
            "js" | "mjs" => "text/javascript; charset=utf-8",
            "css" => "text/css; charset=utf-8",
            "json" => "application/json",
            "webmanifest" => "application/manifest+json",
            "svg" => "image/svg+xml",
            "png" => "image/png",
            "ico" => "image/x-icon",
            "webp" => "image/webp",
            "woff2" => "font/woff2",
            "wasm" => "application/wasm",
            "tgz" => "application/gzip",
            "txt" => "text/plain; charset=utf-8",
            _ => "application/octet-stream",
        }
    }
}
