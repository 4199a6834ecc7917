//! How a part's file is written: which encoding each column gets, and the file made safe.
//!
//! Young parts are written quickly: LZ4, dictionaries only where values repeat. Old ones are
//! written small: Zstandard, and the encoding that the column's values ask for.

use std::fs::{File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::path::Path;
use std::sync::Arc;

use arrow::array::ArrayRef;
use arrow::datatypes::{Schema, SchemaRef};
use parquet::arrow::ArrowSchemaConverter;
use parquet::arrow::arrow_writer::{
    ArrowColumnChunk, ArrowColumnWriter, ArrowRowGroupWriterFactory, compute_leaves,
};
use parquet::basic::{Compression, Encoding, ZstdLevel};
use parquet::errors::ParquetError;
use parquet::file::properties::{EnabledStatistics, WriterProperties};
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::types::ColumnPath;
use solera_event::{Kind, field, limit};

use crate::batch::id_fields;
use crate::columns::{APPLICATION, ColumnType, DATE, Form, VERSION, arrow_field};
use crate::disk;

/// Zstandard's level for old parts: 9 saves 4 % more and takes four times as long.
const ZSTD_LEVEL: i32 = 3;
/// How often the filter of a part's sessions may say yes where there is none: about ten bits a
/// session.
const SESSION_FILTER_WRONG: f64 = 0.01;
/// A dictionary may grow to so many bytes before a column chunk goes on without one.
const DICTIONARY_BYTES_MAX: usize = 2 << 20;

/// How a column's values are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Coding {
    /// Values repeat.
    Dictionary,
    /// They do not.
    Plain,
    /// Whole numbers near their neighbours.
    Delta,
    /// Random bytes that nothing makes shorter.
    Random,
}

/// A column of a part.
#[derive(Debug, Clone)]
pub(crate) struct Column {
    pub(crate) name: String,
    pub(crate) coding: Coding,
}

/// Whether it is the id that every row has anew.
pub(crate) fn is_own_id(kind: Kind, name: &str) -> bool {
    kind != Kind::Replay && id_fields(kind).iter().any(|id| id.field().path == name)
}

/// The Arrow schema of those columns.
pub(crate) fn schema(columns: &[Column]) -> SchemaRef {
    let fields = columns.iter().map(|column| arrow_field(&column.name, Form::Part));
    Arc::new(Schema::new(fields.collect::<Vec<_>>()))
}

fn properties(kind: Kind, columns: &[Column], young: bool) -> WriterProperties {
    let zstd = ZstdLevel::try_new(ZSTD_LEVEL).expect("the level is one of Zstandard's");
    let compression = if young { Compression::LZ4_RAW } else { Compression::ZSTD(zstd) };
    let mut properties = WriterProperties::builder()
        .set_created_by("solera".to_owned())
        .set_compression(compression)
        .set_dictionary_enabled(false)
        .set_dictionary_page_size_limit(DICTIONARY_BYTES_MAX)
        .set_data_page_row_count_limit(limit::PAGE_ROWS_MAX)
        .set_write_batch_size(limit::PAGE_ROWS_MAX)
        .set_statistics_enabled(EnabledStatistics::Chunk)
        .set_max_row_group_row_count(Some(limit::ROW_GROUP_ROWS_MAX));
    let session = ColumnPath::new(vec![field::SESSION_ID.field().path.to_owned()]);
    properties = properties.set_column_bloom_filter_fpp(session, SESSION_FILTER_WRONG);
    for column in columns {
        let path = ColumnPath::new(vec![column.name.clone()]);
        // Only these are sorted enough for the bounds of a page to tell anything.
        let sorted = [field::SESSION_ID.field().path, field::VIEW_ID.field().path];
        if matches!(&*column.name, DATE | APPLICATION) || sorted.contains(&&*column.name) {
            let page = EnabledStatistics::Page;
            properties = properties.set_column_statistics_enabled(path.clone(), page);
        } else if is_own_id(kind, &column.name) {
            let none = EnabledStatistics::None;
            properties = properties.set_column_statistics_enabled(path.clone(), none);
        }
        properties = match column.coding {
            Coding::Dictionary => properties.set_column_dictionary_enabled(path, true),
            Coding::Plain => properties,
            Coding::Delta => properties.set_column_encoding(path, Encoding::DELTA_BINARY_PACKED),
            Coding::Random => properties
                .set_column_encoding(path.clone(), Encoding::DELTA_LENGTH_BYTE_ARRAY)
                .set_column_compression(path, Compression::UNCOMPRESSED),
        };
    }
    properties.build()
}

/// The coding of a column of which nothing is known but its name.
pub(crate) fn usual_coding(kind: Kind, name: &str) -> Coding {
    if matches!(name, DATE | VERSION) {
        return Coding::Delta;
    }
    if is_own_id(kind, name) {
        return Coding::Random;
    }
    if name == field::HISTORY.field().path {
        return Coding::Plain;
    }
    match ColumnType::of_name(name) {
        ColumnType::Text | ColumnType::Bytes => Coding::Dictionary,
        ColumnType::Bool | ColumnType::Int | ColumnType::Float => Coding::Plain,
    }
}

/// A part's file while it is written.
pub(crate) struct PartWriter {
    file: SerializedFileWriter<BufWriter<Summed>>,
    factory: ArrowRowGroupWriterFactory,
    schema: SchemaRef,
    row_groups: usize,
    /// The row group that is written piece by piece, and its rows.
    open: Option<(Vec<ArrowColumnWriter>, usize)>,
}

impl PartWriter {
    /// Creates the file, in place of an unfinished one of that name.
    ///
    /// # Errors
    /// As the file system says.
    pub(crate) fn create(
        path: &Path,
        kind: Kind,
        columns: &[Column],
        young: bool,
    ) -> Result<PartWriter, ParquetError> {
        let schema = schema(columns);
        let parquet = ArrowSchemaConverter::new().convert(&schema)?;
        let file = OpenOptions::new().write(true).create(true).truncate(true).open(path)?;
        let properties = Arc::new(properties(kind, columns, young));
        let summed = Summed { file, bytes: 0, crc: crc32fast::Hasher::new() };
        let file = BufWriter::with_capacity(256 << 10, summed);
        let file = SerializedFileWriter::new(file, parquet.root_schema_ptr(), properties)?;
        let factory = ArrowRowGroupWriterFactory::new(&file, schema.clone());
        Ok(PartWriter { file, factory, schema, row_groups: 0, open: None })
    }

    /// Writes a row group, a column at a time; `column` gives the arrays of a column, by its
    /// place, one after another.
    ///
    /// # Errors
    /// As the file system says.
    pub(crate) fn row_group(
        &mut self,
        mut column: impl FnMut(usize) -> Vec<ArrayRef>,
    ) -> Result<(), ParquetError> {
        let writers = self.factory.create_column_writers(self.row_groups)?;
        let mut chunks: Vec<ArrowColumnChunk> = Vec::with_capacity(writers.len());
        for (at, mut writer) in writers.into_iter().enumerate() {
            for array in column(at) {
                for leaf in compute_leaves(self.schema.field(at), &array)? {
                    writer.write(&leaf)?;
                }
            }
            chunks.push(writer.close()?);
        }
        self.append(chunks)
    }

    /// Writes some rows, an array for each column; row groups end by themselves.
    ///
    /// # Errors
    /// As the file system says.
    pub(crate) fn piece(
        &mut self,
        rows: usize,
        column: impl Fn(usize) -> ArrayRef,
    ) -> Result<(), ParquetError> {
        let (mut writers, before) = match self.open.take() {
            Some(open) => open,
            None => (self.factory.create_column_writers(self.row_groups)?, 0),
        };
        for (at, writer) in writers.iter_mut().enumerate() {
            for leaf in compute_leaves(self.schema.field(at), &column(at))? {
                writer.write(&leaf)?;
            }
        }
        self.open = Some((writers, before + rows));
        if before + rows >= limit::ROW_GROUP_ROWS_MAX { self.end_group() } else { Ok(()) }
    }

    fn end_group(&mut self) -> Result<(), ParquetError> {
        let Some((writers, _)) = self.open.take() else { return Ok(()) };
        let chunks = writers.into_iter().map(ArrowColumnWriter::close);
        let chunks = chunks.collect::<Result<Vec<_>, _>>()?;
        self.append(chunks)
    }

    fn append(&mut self, chunks: Vec<ArrowColumnChunk>) -> Result<(), ParquetError> {
        let mut group = self.file.next_row_group()?;
        for chunk in chunks {
            chunk.append_to_row_group(&mut group)?;
        }
        group.close()?;
        self.row_groups += 1;
        Ok(())
    }

    /// Ends the file and makes its bytes safe; gives their number and checksum. Its name is not
    /// yet safe.
    ///
    /// # Errors
    /// As the file system says.
    pub(crate) fn finish(mut self) -> Result<(u64, u32), ParquetError> {
        self.end_group()?;
        let file = self.file.into_inner()?;
        let summed = file.into_inner().map_err(|error| error.into_error())?;
        summed.file.sync_all()?;
        Ok((summed.bytes, summed.crc.finalize()))
    }
}

/// A file with the checksum of what was written to it, one byte after another.
struct Summed {
    file: File,
    bytes: u64,
    crc: crc32fast::Hasher,
}

impl Write for Summed {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.file.write(bytes)?;
        self.crc.update(&bytes[..written]);
        self.bytes += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

/// Makes the names of new parts safe.
///
/// # Errors
/// As the file system says.
pub(crate) fn sync_names(folder: &Path) -> Result<(), ParquetError> {
    Ok(disk::sync_folder(folder)?)
}
