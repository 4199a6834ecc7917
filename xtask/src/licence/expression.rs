//! SPDX licence expressions: `MIT OR (Apache-2.0 AND Unicode-3.0)`, and the older `MIT/Apache-2.0`.
//!
//! A licence `WITH` an exception only permits more, so it holds where the licence holds.

/// Whether the expression can be met with the licences that are allowed.
pub(super) fn holds(text: &str, allowed: &dyn Fn(&str) -> bool) -> Result<bool, String> {
    let spaced = text.replace('/', " OR ").replace('(', " ( ").replace(')', " ) ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let mut reader = Reader { words: &words, allowed };
    let holds = reader.any()?;
    match reader.words {
        [] => Ok(holds),
        [word, ..] => Err(format!("`{word}` is too much")),
    }
}

struct Reader<'a, 't> {
    words: &'a [&'t str],
    allowed: &'a dyn Fn(&str) -> bool,
}

impl<'t> Reader<'_, 't> {
    fn any(&mut self) -> Result<bool, String> {
        let mut holds = self.all()?;
        while self.take("OR") {
            holds |= self.all()?;
        }
        Ok(holds)
    }

    fn all(&mut self) -> Result<bool, String> {
        let mut holds = self.one()?;
        while self.take("AND") {
            holds &= self.one()?;
        }
        Ok(holds)
    }

    fn one(&mut self) -> Result<bool, String> {
        if self.take("(") {
            let holds = self.any()?;
            return if self.take(")") { Ok(holds) } else { Err("a `)` is missing".to_owned()) };
        }
        let name = self.next().ok_or("a licence is missing")?;
        if self.take("WITH") {
            self.next().ok_or("an exception is missing")?;
        }
        Ok((self.allowed)(name))
    }

    fn next(&mut self) -> Option<&'t str> {
        let (first, rest) = self.words.split_first()?;
        self.words = rest;
        Some(first)
    }

    fn take(&mut self, word: &str) -> bool {
        let found = self.words.first().is_some_and(|first| *first == word);
        if found {
            self.words = &self.words[1..];
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn or_needs_one_and_needs_all() {
        let allowed = |name: &str| matches!(name, "MIT" | "Apache-2.0");
        for (text, expected) in [
            ("MIT", true),
            ("GPL-3.0", false),
            ("GPL-3.0 OR MIT", true),
            ("MIT/Apache-2.0", true),
            ("MIT AND GPL-3.0", false),
            ("(GPL-3.0 OR MIT) AND Apache-2.0", true),
            ("Apache-2.0 WITH LLVM-exception", true),
        ] {
            assert_eq!(holds(text, &allowed), Ok(expected), "{text}");
        }
        assert!(holds("MIT OR", &allowed).is_err());
        assert!(holds("(MIT", &allowed).is_err());
        assert!(holds("MIT MIT", &allowed).is_err());
    }
}
