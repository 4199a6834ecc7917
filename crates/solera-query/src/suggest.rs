//! What was probably meant: the nearest of some names.

/// "did you mean `x`?" with the nearest name, where one is near enough.
pub(crate) fn nearest<'a>(word: &str, names: impl IntoIterator<Item = &'a str>) -> Option<String> {
    let length = word.chars().count();
    let near = (length / 4).clamp(1, 3);
    names
        .into_iter()
        .filter(|name| name.len().abs_diff(length) <= near)
        .map(|name| (distance(word, name), name))
        .filter(|(distance, _)| (1..=near).contains(distance))
        .min()
        .map(|(_, name)| format!("did you mean `{name}`?"))
}

/// Letters to add, drop, change or swap with a neighbour until one word is the other.
fn distance(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let mut before: Vec<usize> = Vec::new();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, from) in a.iter().enumerate() {
        let mut next = vec![i + 1];
        for (j, to) in b.iter().enumerate() {
            let mut least = (row[j] + usize::from(from != to)).min(row[j + 1] + 1).min(next[j] + 1);
            if i > 0 && j > 0 && a[i - 1] == *to && *from == b[j - 1] {
                least = least.min(before[j - 1] + 1);
            }
            next.push(least);
        }
        before = std::mem::replace(&mut row, next);
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_name_is_suggested() {
        let names = ["view.name", "view.url", "error.message"];
        assert_eq!(nearest("view.nmae", names).as_deref(), Some("did you mean `view.name`?"));
        assert_eq!(nearest("viewname", names).as_deref(), Some("did you mean `view.name`?"));
        assert_eq!(nearest("view.name", names), None);
        assert_eq!(nearest("cart", names), None);
    }
}
