//! The place of an address, out of a database in MaxMind's format.
//!
//! Reads two schemas: the nested one of MaxMind, and DB-IP's flat one (`country_code`, `state1`,
//! `city`). The database's bytes are given; whether they lie in memory or are mapped from a file
//! is their owner's.

use std::net::IpAddr;

use maxminddb::Reader;
use serde::Deserialize;

/// A database's bytes, wherever they lie.
struct Bytes(Box<dyn AsRef<[u8]> + Send + Sync>);

impl AsRef<[u8]> for Bytes {
    fn as_ref(&self) -> &[u8] {
        (*self.0).as_ref()
    }
}

/// A database of places: one file for all addresses, or one for each family.
pub struct Geo {
    v4: Option<Reader<Bytes>>,
    v6: Option<Reader<Bytes>>,
}

/// A database that cannot be read.
#[derive(Debug, thiserror::Error)]
#[error("the bytes are no MaxMind database: {0}")]
pub struct BadGeo(#[from] maxminddb::MaxMindDbError);

/// A place, as far as it is known.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) country: Option<String>,
    pub(crate) country_iso_code: Option<String>,
    pub(crate) subdivision: Option<String>,
    pub(crate) city: Option<String>,
    pub(crate) continent_code: Option<String>,
}

impl std::fmt::Debug for Geo {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let kind = |reader: &Reader<Bytes>| reader.metadata().database_type.clone();
        f.debug_struct("Geo")
            .field("v4", &self.v4.as_ref().map(kind))
            .field("v6", &self.v6.as_ref().map(kind))
            .finish()
    }
}

impl Geo {
    /// Opens one database, or two of which each is asked for the addresses it has.
    ///
    /// # Errors
    /// When the bytes of one are no such database.
    pub fn open<B>(files: impl IntoIterator<Item = B>) -> Result<Geo, BadGeo>
    where
        B: AsRef<[u8]> + Send + Sync + 'static,
    {
        let mut geo = Geo { v4: None, v6: None };
        for file in files {
            let reader = Reader::from_source(Bytes(Box::new(file)))?;
            let slot = if reader.metadata().ip_version == 4 { &mut geo.v4 } else { &mut geo.v6 };
            *slot = Some(reader);
        }
        Ok(geo)
    }

    /// The place of an address; nothing where none is known.
    pub(crate) fn place(&self, address: IpAddr) -> Place {
        let address = address.to_canonical();
        let reader = match address {
            IpAddr::V4(_) => self.v4.as_ref().or(self.v6.as_ref()),
            IpAddr::V6(_) => self.v6.as_ref(),
        };
        let found = reader.and_then(|reader| reader.lookup(address).ok());
        // A record in some other schema is a missing field, not an error.
        found
            .and_then(|found| found.decode::<Record>().ok()?)
            .map(Record::place)
            .unwrap_or_default()
    }
}

/// A record of either schema.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Record<'a> {
    #[serde(borrow)]
    country: Option<Named<'a>>,
    #[serde(borrow)]
    continent: Option<Named<'a>>,
    #[serde(borrow)]
    city: Option<City<'a>>,
    #[serde(borrow)]
    subdivisions: Vec<Named<'a>>,
    country_code: Option<&'a str>,
    state1: Option<&'a str>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Named<'a> {
    iso_code: Option<&'a str>,
    code: Option<&'a str>,
    #[serde(borrow)]
    names: Names<'a>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Names<'a> {
    en: Option<&'a str>,
}

/// A city: text in the flat schema, an object in the nested one.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum City<'a> {
    Flat(&'a str),
    #[serde(borrow)]
    Nested(Named<'a>),
}

impl Record<'_> {
    fn place(self) -> Place {
        let owned = |text: Option<&str>| text.filter(|text| !text.is_empty()).map(str::to_owned);
        let country = self.country.unwrap_or_default();
        let code = owned(country.iso_code.or(self.country_code));
        let subdivision =
            self.subdivisions.first().and_then(|first| first.names.en.or(first.iso_code));
        let city = match &self.city {
            Some(City::Flat(name)) => Some(*name),
            Some(City::Nested(city)) => city.names.en,
            None => None,
        };
        Place {
            country: owned(country.names.en).or_else(|| code.clone()),
            country_iso_code: code,
            subdivision: owned(subdivision.or(self.state1)),
            city: owned(city),
            continent_code: owned(self.continent.and_then(|continent| continent.code)),
        }
    }
}

#[cfg(test)]
mod tests;
