//! Lock files: committed, and free of registries that a clone elsewhere cannot reach.

use super::Finding;
use super::source::{File, Tree};

/// Lock file, the mark of an address in it, and how allowed ones begin: npm's names none, so that
/// each clone asks the registry it is set up for.
const LOCKS: &[(&str, &str, Option<&str>)] = &[
    ("Cargo.lock", "source = \"", Some("registry+https://github.com/rust-lang/crates.io-index\"")),
    ("package-lock.json", "\"resolved\": \"", None),
];

/// Checks each.
pub(super) fn check(tree: &Tree) -> Vec<Finding> {
    LOCKS
        .iter()
        .flat_map(|(path, mark, allowed)| match tree.file(path) {
            Some(file) => addresses(file, mark, *allowed),
            None => {
                vec![Finding::wrong(*path, "is missing: it is committed, so that builds repeat")]
            }
        })
        .collect()
}

fn addresses(file: &File, mark: &str, allowed: Option<&str>) -> Vec<Finding> {
    let lines = file.text.lines().enumerate();
    let private = lines.filter_map(|(at, line)| Some((at, line.split_once(mark)?.1))).filter(
        // A package of this repository is a link to its folder.
        |(_, address)| {
            address.contains(':') && !allowed.is_some_and(|start| address.starts_with(start))
        },
    );
    private
        .map(|(at, _)| {
            let place = format!("{}:{}", file.path, at + 1);
            Finding::wrong(place, "names a registry that another machine may not reach")
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn private_addresses_are_found_and_links_are_not() {
        let text = "\"resolved\": \"tests/e2e\",\n\
                    \"resolved\": \"https://npm.example.com/a\",\n";
        let file = File { path: "package-lock.json".to_owned(), text: text.to_owned() };
        let (_, mark, allowed) = LOCKS[1];
        let places: Vec<_> =
            addresses(&file, mark, allowed).into_iter().map(|finding| finding.place).collect();
        assert_eq!(places, ["package-lock.json:2"]);
    }
}
