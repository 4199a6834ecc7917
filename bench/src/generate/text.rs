//! Writing JSON by hand: pieces of text, numbers and ids onto the end of a buffer.
//!
//! Knows nothing of events. Must hold: what is put as text needs no escaping, which is so for
//! every text of the generator, and the tests parse what comes out.

use super::dice::uuid_text;

/// A buffer that JSON is written onto.
pub trait Put {
    /// Text as it is.
    fn put(&mut self, text: &str) -> &mut Self;
    /// A whole number.
    fn int(&mut self, number: i64) -> &mut Self;
    /// The text of a UUID, without quotes.
    fn id(&mut self, id: &[u8; 16]) -> &mut Self;
    /// A number with at most four digits after the point, shortest as JavaScript writes it.
    fn decimal(&mut self, ten_thousandths: u64) -> &mut Self;
    /// Milliseconds as nanoseconds, in the steps of 0.1 ms that browsers give.
    fn ns(&mut self, ms: f64) -> &mut Self;
}

impl Put for Vec<u8> {
    fn put(&mut self, text: &str) -> &mut Self {
        self.extend_from_slice(text.as_bytes());
        self
    }

    fn int(&mut self, number: i64) -> &mut Self {
        self.extend_from_slice(itoa::Buffer::new().format(number).as_bytes());
        self
    }

    fn id(&mut self, id: &[u8; 16]) -> &mut Self {
        self.extend_from_slice(&uuid_text(id));
        self
    }

    fn decimal(&mut self, ten_thousandths: u64) -> &mut Self {
        self.int((ten_thousandths / 10_000) as i64);
        let mut rest = ten_thousandths % 10_000;
        let mut step = 1_000;
        if rest > 0 {
            self.push(b'.');
        }
        while rest > 0 {
            self.push(b'0' + (rest / step) as u8);
            rest %= step;
            step /= 10;
        }
        self
    }

    fn ns(&mut self, ms: f64) -> &mut Self {
        self.int(tenths(ms) * 100_000)
    }
}

/// Milliseconds as a count of the 0.1 ms steps that browsers give.
pub fn tenths(ms: f64) -> i64 {
    (ms * 10.0).round() as i64
}
