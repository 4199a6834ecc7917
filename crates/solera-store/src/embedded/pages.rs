//! Columns of a row group, page by page, with one Zstandard context a thread.
//!
//! The parquet crate makes two contexts for every column it opens, which for a few rows of a
//! hundred columns costs as much as reading them. So it is told that nothing is compressed, and
//! pages are unpacked here on their way to it.

use std::cell::RefCell;
use std::io;
use std::sync::Arc;

use arrow::array::BooleanBufferBuilder;
use bytes::Bytes;
use parquet::arrow::arrow_reader::{ParquetRecordBatchReader, RowGroups, RowSelection};
use parquet::arrow::{ProjectionMask, parquet_to_arrow_field_levels};
use parquet::basic::Compression;
use parquet::column::page::{Page, PageIterator, PageMetadata, PageReader};
use parquet::errors::{ParquetError, Result};
use parquet::file::metadata::{ParquetMetaData, RowGroupMetaData};
use parquet::file::serialized_reader::SerializedPageReader;
use zstd::bulk::Decompressor;
use zstd::zstd_safe::get_frame_content_size;

use super::footer::{Footer, PartReader};

/// Single rows in memory at once as columns: a whole one may have a megabyte.
const BATCH_ROWS: usize = 128;
/// A page unpacked, in bytes: what the format can say.
const PAGE_BYTES_MAX: u64 = i32::MAX as u64;

thread_local! {
    static ZSTD: RefCell<Option<Decompressor<'static>>> = const { RefCell::new(None) };
}

/// Reads columns of a row group: all rows, or those selected.
///
/// # Errors
/// When the part cannot be read.
pub(super) fn open(
    footer: &Arc<Footer>,
    group: usize,
    leaves: impl Iterator<Item = usize>,
    selection: Option<RowSelection>,
    batch_rows: usize,
) -> Result<ParquetRecordBatchReader> {
    let schema = footer.arrow.parquet_schema();
    let mask = ProjectionMask::leaves(schema, leaves);
    let fields = footer.arrow.schema().fields();
    let levels = parquet_to_arrow_field_levels(schema, mask, Some(fields))?;
    let group = Group { footer: Arc::clone(footer), group };
    let batch_rows = batch_rows.min(group.num_rows());
    ParquetRecordBatchReader::try_new_with_row_groups(&levels, &group, batch_rows, selection)
}

/// Reads columns of some rows of a row group, by their numbers in it.
///
/// # Errors
/// When the part cannot be read.
pub(super) fn open_rows(
    footer: &Arc<Footer>,
    group: usize,
    leaves: impl Iterator<Item = usize>,
    rows: impl Iterator<Item = usize>,
) -> Result<ParquetRecordBatchReader> {
    let len = footer.metadata().row_group(group).num_rows() as usize;
    let mut bits = BooleanBufferBuilder::new(len);
    bits.append_n(len, false);
    rows.for_each(|row| bits.set_bit(row, true));
    let selection = RowSelection::from_boolean_buffer(bits.finish());
    open(footer, group, leaves, Some(selection), BATCH_ROWS)
}

/// A row group of a part.
struct Group {
    footer: Arc<Footer>,
    group: usize,
}

impl Group {
    fn meta(&self) -> &RowGroupMetaData {
        self.footer.metadata().row_group(self.group)
    }

    fn pages(&self, leaf: usize) -> Result<Box<dyn PageReader>> {
        let column = self.meta().column(leaf);
        let index = self.footer.metadata().offset_index();
        let places = index.and_then(|index| index.get(self.group)?.get(leaf));
        let places = places.map(|places| places.page_locations.clone());
        let reader = Arc::new(self.footer.reader.clone());
        let rows = self.num_rows();
        if !matches!(column.compression(), Compression::ZSTD(_)) {
            let pages = SerializedPageReader::new(reader, column, rows, places)?;
            return Ok(Box::new(pages));
        }
        let column = column.clone().into_builder().set_compression(Compression::UNCOMPRESSED);
        let packed = SerializedPageReader::new(reader, &column.build()?, rows, places)?;
        Ok(Box::new(Unpacking { packed }))
    }
}

impl RowGroups for Group {
    fn num_rows(&self) -> usize {
        self.meta().num_rows() as usize
    }

    fn column_chunks(&self, leaf: usize) -> Result<Box<dyn PageIterator>> {
        Ok(Box::new(Once(Some(self.pages(leaf)))))
    }

    fn row_groups(&self) -> Box<dyn Iterator<Item = &RowGroupMetaData> + '_> {
        Box::new(std::iter::once(self.meta()))
    }

    fn metadata(&self) -> &ParquetMetaData {
        self.footer.metadata()
    }
}

/// The pages of one column of one row group.
struct Once(Option<Result<Box<dyn PageReader>>>);

impl Iterator for Once {
    type Item = Result<Box<dyn PageReader>>;

    fn next(&mut self) -> Option<Self::Item> {
        self.0.take()
    }
}

impl PageIterator for Once {}

/// Pages as they lie in the file, unpacked as they are read.
struct Unpacking {
    packed: SerializedPageReader<PartReader>,
}

impl Iterator for Unpacking {
    type Item = Result<Page>;

    fn next(&mut self) -> Option<Result<Page>> {
        self.get_next_page().transpose()
    }
}

impl PageReader for Unpacking {
    fn get_next_page(&mut self) -> Result<Option<Page>> {
        let Some(mut page) = self.packed.get_next_page()? else { return Ok(None) };
        match &mut page {
            Page::DataPage { buf, .. } | Page::DictionaryPage { buf, .. } => *buf = unpack(buf)?,
            // Its levels lie before what is packed; Solera writes none.
            Page::DataPageV2 { .. } => {
                return Err(ParquetError::NYI("a data page of version 2".to_owned()));
            }
        }
        Ok(Some(page))
    }

    fn peek_next_page(&mut self) -> Result<Option<PageMetadata>> {
        self.packed.peek_next_page()
    }

    fn skip_next_page(&mut self) -> Result<()> {
        self.packed.skip_next_page()
    }
}

fn unpack(packed: &Bytes) -> Result<Bytes> {
    if packed.is_empty() {
        return Ok(packed.clone());
    }
    let size = match get_frame_content_size(packed) {
        Ok(Some(size)) if size <= PAGE_BYTES_MAX => size as usize,
        _ => return Err(ParquetError::General("a page is no Zstandard frame".to_owned())),
    };
    let unpacked = ZSTD.with_borrow_mut(|zstd| -> io::Result<Vec<u8>> {
        let zstd = match zstd {
            Some(zstd) => zstd,
            None => zstd.insert(Decompressor::new()?),
        };
        zstd.decompress(packed, size)
    })?;
    if unpacked.len() != size {
        let len = unpacked.len();
        return Err(ParquetError::General(format!("a page has {len} bytes, not {size}")));
    }
    Ok(unpacked.into())
}
