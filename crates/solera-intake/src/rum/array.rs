//! A JSON array of items, split without trusting any of them.
//!
//! Looks only at strings and brackets, so that one bad element leaves its neighbours whole. What
//! an element is, is told by whoever reads it.

/// A piece of an array's body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Element<'b> {
    /// An element, with a comma or the closing bracket after it.
    Whole(&'b [u8]),
    /// What is left where no end is found, or after the array's end.
    Broken(&'b [u8]),
}

/// The elements of the array that a body begins with.
#[derive(Debug)]
pub(super) struct Elements<'b> {
    rest: &'b [u8],
    closed: bool,
    first: bool,
}

impl<'b> Elements<'b> {
    /// The elements of a body whose first byte, white space aside, is `[`.
    pub(super) fn new(body: &'b [u8]) -> Elements<'b> {
        let body = body.trim_ascii();
        Elements { rest: body.get(1..).unwrap_or_default(), closed: false, first: true }
    }

    fn take(&mut self, count: usize) -> &'b [u8] {
        let (taken, rest) = self.rest.split_at(count);
        self.rest = rest.get(1..).unwrap_or_default();
        taken.trim_ascii()
    }
}

impl<'b> Iterator for Elements<'b> {
    type Item = Element<'b>;

    fn next(&mut self) -> Option<Element<'b>> {
        let first = std::mem::take(&mut self.first);
        let rest = self.rest.trim_ascii();
        if self.closed || rest.is_empty() {
            self.rest = &[];
            return (!rest.is_empty()).then_some(Element::Broken(rest));
        }
        let Some(end) = end_of_element(self.rest) else {
            let rest = std::mem::take(&mut self.rest);
            return Some(Element::Broken(rest.trim_ascii()));
        };
        self.closed = self.rest[end] == b']';
        let element = self.take(end);
        if element.is_empty() && first && self.closed {
            return self.next();
        }
        Some(Element::Whole(element))
    }
}

/// Where the first element ends: at its comma, or at the array's bracket.
fn end_of_element(bytes: &[u8]) -> Option<usize> {
    let (mut depth, mut at) = (0_usize, 0);
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'"' => at = end_of_string(bytes, at)?,
            b'{' | b'[' => depth += 1,
            b'}' | b']' if depth > 0 => depth -= 1,
            b',' | b']' if depth == 0 => return Some(at),
            _ => {}
        }
        at += 1;
    }
    None
}

/// Where the closing quote of the string lies that opens at `at`.
fn end_of_string(bytes: &[u8], at: usize) -> Option<usize> {
    let mut from = at + 1;
    loop {
        let hit = from + memchr::memchr2(b'"', b'\\', bytes.get(from..)?)?;
        if bytes[hit] == b'"' {
            return Some(hit);
        }
        from = hit + 2;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(body: &str, expected: &[Element<'_>]) {
        assert_eq!(Elements::new(body.as_bytes()).collect::<Vec<_>>(), expected, "{body}");
    }

    #[test]
    fn elements_are_split() {
        use Element::{Broken, Whole};
        check("[]", &[]);
        check(" [ \n ] ", &[]);
        check("[1]", &[Whole(b"1")]);
        check(
            "[ {\"a\":\"],\\\"\"} , [1,2] ]\r\n",
            &[Whole(b"{\"a\":\"],\\\"\"}"), Whole(b"[1,2]")],
        );
        check("[1,]", &[Whole(b"1"), Whole(b"")]);
        check("[,]", &[Whole(b""), Whole(b"")]);
        check("[1,{\"a\"", &[Whole(b"1"), Broken(b"{\"a\"")]);
        check("[1,\"a", &[Whole(b"1"), Broken(b"\"a")]);
        check("[1] 2", &[Whole(b"1"), Broken(b"2")]);
        check("[", &[]);
        check("[1,", &[Whole(b"1")]);
        check("[\"\\", &[Broken(b"\"\\")]);
    }
}
