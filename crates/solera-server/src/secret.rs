//! Secrets: making them, hashing them, comparing them.
//!
//! What is made here has 160 bits or more, so one round of SHA-256 keeps it; what a person
//! chooses goes through argon2id. Must hold: no secret is kept or logged in clear.

use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use rand::RngExt;
use sha2::{Digest, Sha256};

/// The hash under which a secret is kept.
pub(crate) type Hash = [u8; 32];

/// A new secret: the prefix that tells what it is, and 32 random letters and digits.
pub(crate) fn new(prefix: &str) -> String {
    const LETTERS: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    let mut rng = rand::rng();
    let letters = (0..32).map(|_| char::from(LETTERS[rng.random_range(0..LETTERS.len())]));
    std::iter::once(prefix.to_owned()).chain(letters.map(String::from)).collect()
}

/// A new client token. Public, yet not to be guessed.
pub(crate) fn new_client_token() -> String {
    format!("pub{:032x}", rand::rng().random::<u128>())
}

/// The hash of a secret made by [`new`], or of one that an operator chose.
pub(crate) fn hash(secret: &str) -> Hash {
    Sha256::digest(secret.as_bytes()).into()
}

/// Whether two hashes are the same, in a time that tells nothing.
pub(crate) fn same(a: &Hash, b: &Hash) -> bool {
    let difference = a.iter().zip(b).fold(0, |all, (a, b)| all | (a ^ b));
    std::hint::black_box(difference) == 0
}

/// Hashes a password. Takes tens of milliseconds and 19 MiB: not on an async thread.
pub(crate) fn hash_password(password: &str) -> String {
    let hash: PasswordHash =
        Argon2::default().hash_password(password.as_bytes()).expect("a fresh salt is a good salt");
    hash.to_string()
}

/// Whether the password is the hashed one. As slow as [`hash_password`], and as slow for an
/// account that does not exist (`None`), so that time does not tell which accounts do.
pub(crate) fn is_password(password: &str, hash: Option<&str>) -> bool {
    const NOBODY: &str = "$argon2id$v=19$m=19456,t=2,p=1$c29sZXJhc29sZXJh$\
                          AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
    let Ok(parsed) = PasswordHash::new(hash.unwrap_or(NOBODY)) else { return false };
    Argon2::default().verify_password(password.as_bytes(), &parsed).is_ok() && hash.is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_known_again() {
        let hash = hash_password("correct horse");
        assert!(is_password("correct horse", Some(&hash)));
        assert!(!is_password("correct house", Some(&hash)));
        assert!(!is_password("correct horse", None));
    }

    #[test]
    fn secrets_differ_and_hashes_compare() {
        let (a, b) = (new("solera_"), new("solera_"));
        assert_eq!(a.len(), "solera_".len() + 32);
        assert!(same(&hash(&a), &hash(&a)) && !same(&hash(&a), &hash(&b)));
    }
}
