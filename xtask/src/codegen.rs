//! `cargo xtask codegen`: writes the generated files anew.
//!
//! Each is the expectation of a test beside the code that it is written from; run with
//! `UPDATE_EXPECT=1`, that test writes it. The console's API types follow from the last.

use anyhow::Result;

use crate::console;
use crate::tool::{self, cargo};

/// Package, and a word in the name of the test that holds the file.
const TESTS: &[(&str, &str)] = &[
    ("solera-event", "the_page_of_fields_is_up_to_date"), // docs/fields.md
    ("solera-event", "the_schemas_are_up_to_date"),       // schema/rum/*.json
    ("solera-server", "the_page_says_the_same"),          // docs/config.md
    ("solera-server", "the_document_is_as_it_was_checked_in"), // schema/openapi.json
];

/// Writes them.
pub(crate) fn run() -> Result<()> {
    for (package, test) in TESTS {
        let mut command = cargo(&["test", "--quiet", "--package", package, "--", test]);
        command.env("UPDATE_EXPECT", "1");
        tool::run(command)?;
    }
    console::api_types()
}
