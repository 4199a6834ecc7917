//! Dice: random numbers with the distributions that the events need.
//!
//! Does not know what an event is. Must hold: cheap (a draw is a few nanoseconds), and the same
//! seed gives the same draws.

use rand::rngs::SmallRng;
use rand::{Rng, SeedableRng};

const HEX: &[u8; 512] = &hex_pairs();

/// A source of random values.
pub struct Dice {
    source: SmallRng,
    spare_normal: Option<f64>,
}

impl Dice {
    /// Dice that fall alike for one seed.
    pub fn new(seed: u64) -> Dice {
        Dice { source: SmallRng::seed_from_u64(seed), spare_normal: None }
    }

    /// 64 random bits.
    pub fn bits(&mut self) -> u64 {
        self.source.next_u64()
    }

    /// A whole number from 0 to `bound` - 1.
    pub fn below(&mut self, bound: usize) -> usize {
        ((u128::from(self.bits()) * bound as u128) >> 64) as usize
    }

    /// A number from 0 to 1 (1 excluded).
    pub fn unit(&mut self) -> f64 {
        (self.bits() >> 11) as f64 / (1u64 << 53) as f64
    }

    /// True with this probability.
    pub fn chance(&mut self, probability: f64) -> bool {
        self.unit() < probability
    }

    /// One of these, each as likely.
    pub fn pick<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.below(of.len())]
    }

    /// An index below `bound`, low ones far more often: with `steepness` 1 all alike, with 3 the
    /// first tenth takes almost half.
    pub fn popular(&mut self, bound: usize, steepness: f64) -> usize {
        ((bound as f64 * self.unit().powf(steepness)) as usize).min(bound - 1)
    }

    /// An index into a table of weights.
    pub fn weighted(&mut self, weights: &[u32]) -> usize {
        self.weighted_by(weights, |weight| *weight)
    }

    /// An index into a table that holds weights.
    pub fn weighted_by<T>(&mut self, table: &[T], weight: impl Fn(&T) -> u32) -> usize {
        let mut rest = self.below(table.iter().map(|entry| weight(entry) as usize).sum());
        for (index, entry) in table.iter().enumerate() {
            match rest.checked_sub(weight(entry) as usize) {
                Some(next) => rest = next,
                None => return index,
            }
        }
        table.len() - 1
    }

    /// How many times in a row a chance comes true, at most `most`.
    pub fn repeats(&mut self, probability: f64, most: usize) -> usize {
        (0..most).take_while(|_| self.chance(probability)).count()
    }

    /// Around 0, with a deviation of 1 (Box and Muller, which makes two at once).
    pub fn normal(&mut self) -> f64 {
        if let Some(spare) = self.spare_normal.take() {
            return spare;
        }
        let radius = (-2.0 * (1.0 - self.unit()).ln()).sqrt();
        let (sine, cosine) = (std::f64::consts::TAU * self.unit()).sin_cos();
        self.spare_normal = Some(radius * sine);
        radius * cosine
    }

    /// Half of the values under `median`, with the long tail that durations have.
    pub fn skewed(&mut self, median: f64, sigma: f64) -> f64 {
        median * (sigma * self.normal()).exp()
    }

    /// The bytes of a UUID of version 4.
    pub fn uuid(&mut self) -> [u8; 16] {
        let (high, low) = (self.bits(), self.bits());
        let mut bytes = [0; 16];
        bytes[..8].copy_from_slice(&high.to_be_bytes());
        bytes[8..].copy_from_slice(&low.to_be_bytes());
        bytes[6] = bytes[6] & 0x0f | 0x40;
        bytes[8] = bytes[8] & 0x3f | 0x80;
        bytes
    }
}

/// The usual text of a UUID.
pub fn uuid_text(id: &[u8; 16]) -> [u8; 36] {
    let mut text = [b'-'; 36];
    let mut at = 0;
    for (index, byte) in id.iter().enumerate() {
        if matches!(index, 4 | 6 | 8 | 10) {
            at += 1;
        }
        text[at..at + 2].copy_from_slice(&HEX[*byte as usize * 2..][..2]);
        at += 2;
    }
    text
}

const fn hex_pairs() -> [u8; 512] {
    let digits = b"0123456789abcdef";
    let mut pairs = [0; 512];
    let mut byte = 0;
    while byte < 256 {
        pairs[byte * 2] = digits[byte >> 4];
        pairs[byte * 2 + 1] = digits[byte & 15];
        byte += 1;
    }
    pairs
}
