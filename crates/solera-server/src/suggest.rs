//! "Did you mean": the known word nearest to one that nobody knows.

/// The nearest of `known` to `word`, `None` where nothing is near enough to be meant.
pub(crate) fn nearest<'a>(word: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let allowed = word.chars().count().div_ceil(3).clamp(1, 4);
    known
        .map(|candidate| (distance(word, candidate), candidate))
        .filter(|(distance, _)| *distance <= allowed)
        .min()
        .map(|(_, candidate)| candidate)
}

/// Levenshtein's distance: letters to add, drop or change.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (at, left) in a.chars().enumerate() {
        let mut diagonal = std::mem::replace(&mut row[0], at + 1);
        for (column, right) in b.iter().enumerate() {
            let change = diagonal + usize::from(left != *right);
            diagonal = row[column + 1];
            row[column + 1] = change.min(diagonal + 1).min(row[column] + 1);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_is_meant_when_it_is_near() {
        let known = ["filter", "from", "group_by"];
        assert_eq!(nearest("fliter", known.into_iter()), Some("filter"));
        assert_eq!(nearest("groupby", known.into_iter()), Some("group_by"));
        assert_eq!(nearest("zzz", known.into_iter()), None);
    }
}
