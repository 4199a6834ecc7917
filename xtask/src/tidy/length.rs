//! Files and functions that fit the eye.

use super::Finding;
use super::source::{self, File, Tree};

/// Lines of a file without its tests: past the first it is told, past the second it is wrong.
const FILE_LINES: (usize, usize) = (400, 500);
/// Lines of a function: the same.
const FUNCTION_LINES: (usize, usize) = (70, 100);

/// Measures.
pub(super) fn check(tree: &Tree) -> Vec<Finding> {
    let ours = tree.rust().filter(|file| !file.is_test() && !file.path.contains(".gen."));
    ours.flat_map(measure).collect()
}

fn measure(file: &File) -> Vec<Finding> {
    let code = source::code(file.production());
    let mut findings = Vec::new();
    findings.extend(judge(&file.path, "the file", file.production().lines().count(), FILE_LINES));
    for function in functions(&code) {
        let place = format!("{}:{}", file.path, function.line);
        findings.extend(judge(&place, &function.name, function.lines, FUNCTION_LINES));
    }
    findings
}

fn judge(place: &str, what: &str, lines: usize, (many, most): (usize, usize)) -> Option<Finding> {
    let message = format!("{what} has {lines} lines; {many} are many, {most} the most");
    match lines {
        lines if lines > most => Some(Finding::wrong(place, message)),
        lines if lines > many => Some(Finding::remark(place, message)),
        _ => None,
    }
}

struct Function {
    name: String,
    line: usize,
    lines: usize,
}

/// Every function with a body, found by its braces.
fn functions(code: &str) -> Vec<Function> {
    let mut found = Vec::new();
    for (at, _) in code.match_indices("fn ") {
        let own_word =
            code[..at].chars().next_back().is_none_or(|one| one.is_whitespace() || one == '(');
        let Some((open, end)) = body(&code[at..]).filter(|_| own_word) else { continue };
        let name = code[at + 3..at + open].chars();
        found.push(Function {
            name: name.take_while(|one| one.is_alphanumeric() || *one == '_').collect(),
            line: source::line(code, at),
            lines: code[at..at + end].matches('\n').count() + 1,
        });
    }
    found
}

/// Where the body of the function that begins here opens and ends.
fn body(code: &str) -> Option<(usize, usize)> {
    let (mut depth, mut nested, mut open) = (0_usize, 0_usize, None);
    for (at, one) in code.char_indices() {
        match one {
            '(' | '[' => nested += 1,
            ')' | ']' => nested = nested.saturating_sub(1),
            ';' if open.is_none() && nested == 0 => return None,
            '{' => {
                depth += 1;
                open = open.or(Some(at));
            }
            '}' => {
                depth = depth.checked_sub(1)?;
                if depth == 0 {
                    return Some((open?, at));
                }
            }
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn functions_are_found_by_their_braces() {
        let code = "trait T { fn a(&self); fn b(x: [u8; 2]) -> u8 {\n  if x { y }\n}\n}\nfn c() {}";
        let found = functions(code);
        let told: Vec<_> =
            found.iter().map(|one| (one.name.as_str(), one.line, one.lines)).collect();
        assert_eq!(told, [("b", 1, 3), ("c", 5, 1)]);
    }
}
