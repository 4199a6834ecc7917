//! Single rows of a part, read by their numbers.
//!
//! For versions of views whose row lies in a part already. Only the pages that hold the rows are
//! read, thanks to the page index.

use std::collections::HashMap;
use std::fs::File;

use arrow::array::RecordBatch;
use arrow::compute::concat_batches;
use arrow::error::ArrowError;
use parquet::arrow::ProjectionMask;
use parquet::arrow::arrow_reader::{
    ArrowReaderMetadata, ArrowReaderOptions, ParquetRecordBatchReaderBuilder, RowSelection,
};
use parquet::errors::ParquetError;
use parquet::file::metadata::PageIndexPolicy;

use super::files;
use super::part::PartMeta;

/// Footers kept at hand, of so many parts.
const FOOTERS_MAX: usize = 16;

/// Reads rows; keeps a few footers.
#[derive(Default)]
pub(crate) struct Lookup {
    footers: HashMap<u32, ArrowReaderMetadata>,
}

impl Lookup {
    /// Rows of a part by their numbers, ascending; of the named columns, or of all.
    ///
    /// # Errors
    /// When the file cannot be read or is no sound part.
    pub(crate) fn rows(
        &mut self,
        part: &PartMeta,
        rows: &[u32],
        columns: Option<&[&str]>,
    ) -> Result<RecordBatch, ParquetError> {
        let file = files::open(&part.path)?;
        let footer = self.footer(part, &file)?;
        let mask = match columns {
            None => ProjectionMask::all(),
            Some(names) => mask(&footer, names),
        };
        let ranges = rows.iter().map(|row| *row as usize..*row as usize + 1);
        let total = footer.metadata().file_metadata().num_rows() as usize;
        let selection = RowSelection::from_consecutive_ranges(ranges, total);
        let builder = ParquetRecordBatchReaderBuilder::new_with_metadata(file, footer);
        let reader = builder.with_projection(mask).with_row_selection(selection).build()?;
        let schema = arrow::array::RecordBatchReader::schema(&reader);
        let batches: Vec<RecordBatch> = reader.collect::<Result<_, ArrowError>>()?;
        Ok(concat_batches(&schema, &batches)?)
    }

    fn footer(
        &mut self,
        part: &PartMeta,
        file: &File,
    ) -> Result<ArrowReaderMetadata, ParquetError> {
        if let Some(footer) = self.footers.get(&part.id) {
            return Ok(footer.clone());
        }
        let footer = ArrowReaderMetadata::load(file, options())?;
        if self.footers.len() >= FOOTERS_MAX {
            self.footers.clear();
        }
        self.footers.insert(part.id, footer.clone());
        Ok(footer)
    }
}

/// How parts are opened: with the page index.
pub(crate) fn options() -> ArrowReaderOptions {
    ArrowReaderOptions::new()
        .with_skip_arrow_metadata(true)
        .with_page_index_policy(PageIndexPolicy::Optional)
}

/// The named columns, those that there are.
pub(crate) fn mask(footer: &ArrowReaderMetadata, names: &[&str]) -> ProjectionMask {
    let all = footer.schema().fields().iter().enumerate();
    let chosen = all.filter(|(_, field)| names.contains(&field.name().as_str()));
    ProjectionMask::roots(footer.parquet_schema(), chosen.map(|(at, _)| at))
}
