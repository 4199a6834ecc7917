//! Lists the built files of the console and of the browser SDK, to be part of the binary.
//!
//! Knows nothing of Node: where `npm run build` has left nothing in console/dist, a page that says
//! so takes the place of the console; where it has left nothing in sdk/browser/dist/v1, there is no
//! SDK. Of a file that lies there compressed as well (`.br`, `.gz`) only the compressed ones are
//! taken.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::{env, fs, io};

/// What stands for the console while it is not built.
const NOT_BUILT: &str = "src/embedded/console_not_built.html";

/// The ways in which one file lies there.
#[derive(Default)]
struct Ways {
    plain: Option<PathBuf>,
    brotli: Option<PathBuf>,
    gzip: Option<PathBuf>,
}

fn main() -> io::Result<()> {
    let here = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").expect("cargo says where it is"));
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo says where to write"));
    fs::write(out.join("console.gen.rs"), list(&console(&here)?)?)?;
    fs::write(out.join("sdk.gen.rs"), list(&sdk(&here)?)?)?;
    watch(&here.join("build.rs"));
    Ok(())
}

fn console(here: &Path) -> io::Result<BTreeMap<String, Ways>> {
    watch(&here.join(NOT_BUILT));
    let mut files = built(&here.join("../../console"), "dist", "index.html", here)?;
    if files.is_empty() {
        let page = Ways { plain: Some(here.join(NOT_BUILT)), ..Ways::default() };
        files.insert("index.html".to_owned(), page);
    }
    Ok(files)
}

fn sdk(here: &Path) -> io::Result<BTreeMap<String, Ways>> {
    built(&here.join("../../sdk/browser"), "dist/v1", "manifest.json", here)
}

/// The files of a package's folder; none when the one without which it is not built is missing.
fn built(
    package: &Path,
    folder: &str,
    needed: &str,
    here: &Path,
) -> io::Result<BTreeMap<String, Ways>> {
    let mut files = BTreeMap::new();
    let folder = package.join(folder);
    if folder.join(needed).is_file() {
        watch(&folder);
        collect(&folder, &folder, &mut files)?;
    } else {
        // A folder that is not there would be built anew each time: the one above it is watched.
        watch(if package.is_dir() { package } else { here });
    }
    Ok(files)
}

fn watch(path: &Path) {
    println!("cargo:rerun-if-changed={}", path.display());
}

fn collect(root: &Path, folder: &Path, files: &mut BTreeMap<String, Ways>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(root, &path, files)?;
            continue;
        }
        let name = path.strip_prefix(root).expect("it lies in there").to_string_lossy();
        let name = name.replace('\\', "/");
        // Maps are for those who build it, and lie beside what they built.
        // Names that begin with a dot are the tools'.
        let is_hidden = name.split('/').any(|part| part.starts_with('.'));
        if is_hidden
            || name.ends_with(".map")
            || name.ends_with(".map.br")
            || name.ends_with(".map.gz")
        {
            continue;
        }
        if let Some(name) = name.strip_suffix(".br") {
            files.entry(name.to_owned()).or_default().brotli = Some(path);
        } else if let Some(name) = name.strip_suffix(".gz") {
            files.entry(name.to_owned()).or_default().gzip = Some(path);
        } else {
            files.entry(name).or_default().plain = Some(path);
        }
    }
    Ok(())
}

/// The list as Rust: an array in the order of the names.
fn list(files: &BTreeMap<String, Ways>) -> io::Result<String> {
    let mut text = "&[\n".to_owned();
    for (name, ways) in files {
        let Some(path) = &ways.plain else { continue };
        let mut hasher = DefaultHasher::new();
        fs::read(path)?.hash(&mut hasher);
        let plain = ways.plain.as_ref().filter(|_| ways.gzip.is_none());
        writeln!(
            text,
            "File {{ name: {name:?}, tag: \"W/\\\"{:016x}\\\"\", plain: {}, brotli: {}, gzip: {} }},",
            hasher.finish(),
            include(plain),
            include(ways.brotli.as_ref()),
            include(ways.gzip.as_ref()),
        )
        .expect("a String takes everything");
    }
    text.push(']');
    Ok(text)
}

fn include(path: Option<&PathBuf>) -> String {
    path.map_or("None".to_owned(), |path| format!("Some(include_bytes!({path:?}))"))
}
