//! Lock files: committed, and free of registries that a clone elsewhere cannot reach.

use super::Finding;
use super::source::{File, Tree};

/// Lock file, the mark of an address in it, and how public addresses begin.
const LOCKS: &[(&str, &str, &str)] = &[
    ("Cargo.lock", "source = \"", "registry+https://github.com/rust-lang/crates.io-index\""),
    ("package-lock.json", "\"resolved\": \"", "https://registry.npmjs.org/"),
];

/// Checks each.
pub(super) fn check(tree: &Tree) -> Vec<Finding> {
    LOCKS
        .iter()
        .flat_map(|(path, mark, public)| match tree.file(path) {
            Some(file) => addresses(file, mark, public),
            None => {
                vec![Finding::wrong(*path, "is missing: it is committed, so that builds repeat")]
            }
        })
        .collect()
}

fn addresses(file: &File, mark: &str, public: &str) -> Vec<Finding> {
    let lines = file.text.lines().enumerate();
    let private = lines.filter_map(|(at, line)| Some((at, line.split_once(mark)?.1))).filter(
        // A package of this repository is a link to its folder.
        |(_, address)| !address.starts_with(public) && address.contains(':'),
    );
    private
        .map(|(at, _)| {
            let place = format!("{}:{}", file.path, at + 1);
            Finding::wrong(place, "names a registry that is not the public one")
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn private_addresses_are_found_and_links_are_not() {
        let text = "\"resolved\": \"https://registry.npmjs.org/a\",\n\"resolved\": \"tests/e2e\",\n\
                    \"resolved\": \"https://npm.example.com/a\",\n";
        let file = File { path: "package-lock.json".to_owned(), text: text.to_owned() };
        let (_, mark, public) = LOCKS[1];
        let places: Vec<_> =
            addresses(&file, mark, public).into_iter().map(|finding| finding.place).collect();
        assert_eq!(places, ["package-lock.json:3"]);
    }
}
