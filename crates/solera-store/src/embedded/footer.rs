//! Opened parts: the file, its footer and page index, and how its columns are read.
//!
//! Kept in memory within a bound, for a footer with its page index takes a millisecond to decode
//! and every question needs those of many parts.

use std::collections::HashMap;
use std::fs::File;
use std::io::Read;
use std::os::unix::fs::FileExt;
use std::sync::Arc;

use arrow::datatypes::{DataType, Field, Schema};
use bytes::Bytes;
use parquet::arrow::arrow_reader::{ArrowReaderMetadata, ArrowReaderOptions};
use parquet::basic::{ConvertedType, Type as PhysicalType};
use parquet::errors::ParquetError;
use parquet::file::metadata::{PageIndexPolicy, ParquetMetaData, ParquetMetaDataReader};
use parquet::file::reader::{ChunkReader, Length};
use parquet::schema::types::ColumnDescriptor;
use solera_event::limit;

use super::cache::PartCache;
use super::snapshot::PartFile;

/// A part's file, read at any place by many at once.
#[derive(Debug, Clone)]
pub(crate) struct PartReader {
    file: Arc<File>,
    len: u64,
}

impl Length for PartReader {
    fn len(&self) -> u64 {
        self.len
    }
}

impl ChunkReader for PartReader {
    type T = PartCursor;

    fn get_read(&self, start: u64) -> Result<PartCursor, ParquetError> {
        Ok(PartCursor { reader: self.clone(), at: start })
    }

    fn get_bytes(&self, start: u64, length: usize) -> Result<Bytes, ParquetError> {
        // A length is the file's own word: never ask for more memory than the file is long.
        if start.saturating_add(length as u64) > self.len {
            return Err(ParquetError::EOF(format!("{length} bytes at {start} of {}", self.len)));
        }
        let mut bytes = vec![0; length];
        self.file.read_exact_at(&mut bytes, start)?;
        Ok(bytes.into())
    }
}

/// Reads a part from some place on.
#[derive(Debug)]
pub(crate) struct PartCursor {
    reader: PartReader,
    at: u64,
}

impl Read for PartCursor {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let read = self.reader.file.read_at(buffer, self.at)?;
        self.at += read as u64;
        Ok(read)
    }
}

/// An opened part.
#[derive(Debug)]
pub(crate) struct Footer {
    /// Its file.
    pub(crate) reader: PartReader,
    /// Its metadata, with the types that a question sees.
    pub(crate) arrow: ArrowReaderMetadata,
    leaves: HashMap<String, usize>,
    size: usize,
}

impl Footer {
    /// Opens a part's file and reads its footer.
    ///
    /// # Errors
    /// When the file cannot be read or is no Parquet file.
    pub(crate) fn open(part: &PartFile) -> Result<Footer, ParquetError> {
        let file = File::open(&part.meta.path)?;
        let len = file.metadata()?.len();
        let reader = PartReader { file: Arc::new(file), len };
        let metadata = ParquetMetaDataReader::new()
            .with_page_index_policy(PageIndexPolicy::Optional)
            .parse_and_finish(&reader)?;
        let (schema, leaves) = question_schema(&metadata);
        let size = metadata.memory_size() + leaves.len() * 256;
        let options = ArrowReaderOptions::new().with_schema(Arc::new(schema));
        let arrow = ArrowReaderMetadata::try_new(Arc::new(metadata), options)?;
        Ok(Footer { reader, arrow, leaves, size })
    }

    /// The place of a column in the file.
    pub(crate) fn leaf(&self, column: &str) -> Option<usize> {
        self.leaves.get(column).copied()
    }

    /// What the file says of itself.
    pub(crate) fn metadata(&self) -> &ParquetMetaData {
        self.arrow.metadata()
    }
}

/// The file's columns, typed as a question sees them, and the place of each.
fn question_schema(metadata: &ParquetMetaData) -> (Schema, HashMap<String, usize>) {
    let columns = metadata.file_metadata().schema_descr().columns();
    let mut leaves = HashMap::with_capacity(columns.len());
    let mut fields = Vec::with_capacity(columns.len());
    for (leaf, column) in columns.iter().enumerate() {
        let nullable = column.self_type().is_optional();
        fields.push(Field::new(column.name(), question_type(column), nullable));
        leaves.insert(column.name().to_owned(), leaf);
    }
    (Schema::new(fields), leaves)
}

/// By what lies in the file, not by what the name means today: the scan casts where that differs.
fn question_type(column: &ColumnDescriptor) -> DataType {
    match (column.physical_type(), column.converted_type()) {
        (PhysicalType::BOOLEAN, _) => DataType::Boolean,
        (PhysicalType::INT64, _) => DataType::Int64,
        (PhysicalType::DOUBLE, _) => DataType::Float64,
        (_, ConvertedType::UTF8) => DataType::Utf8View,
        _ => DataType::BinaryView,
    }
}

/// Opened parts, bounded in bytes.
#[derive(Debug)]
pub(crate) struct FooterCache(PartCache<Footer>);

impl Default for FooterCache {
    fn default() -> FooterCache {
        FooterCache(PartCache::new(limit::FOOTER_CACHE_BYTES_MAX))
    }
}

impl FooterCache {
    /// Closes parts that are gone.
    pub(crate) fn forget_gone(&self) {
        self.0.forget_gone();
    }

    /// The footer of a part.
    ///
    /// # Errors
    /// As [`Footer::open`].
    pub(crate) fn get(&self, part: &Arc<PartFile>) -> Result<Arc<Footer>, ParquetError> {
        self.0.get(part, || {
            let footer = Footer::open(part)?;
            let size = footer.size;
            Ok((footer, size))
        })
    }
}
