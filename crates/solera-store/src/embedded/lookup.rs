//! Single rows of a part, read by their numbers.
//!
//! For versions of views whose row lies in a part already. Only the pages that hold the rows are
//! read, thanks to the page index; footers are those that questions use.

use std::sync::Arc;

use arrow::array::RecordBatch;
use arrow::compute::concat_batches;
use arrow::error::ArrowError;
use parquet::arrow::ProjectionMask;
use parquet::arrow::arrow_reader::{ArrowReaderMetadata, ArrowReaderOptions};
use parquet::errors::ParquetError;
use parquet::file::metadata::PageIndexPolicy;

use super::footer::FooterCache;
use super::snapshot::PartFile;
use super::{files, pages};

/// Reads rows.
pub(crate) struct Lookup {
    footers: Arc<FooterCache>,
}

impl Lookup {
    /// Looks footers up there.
    pub(crate) fn new(footers: Arc<FooterCache>) -> Lookup {
        Lookup { footers }
    }

    /// Rows of a part by their numbers, ascending and at least one; of the named columns, or of
    /// all.
    ///
    /// # Errors
    /// When the file cannot be read or is no sound part.
    pub(crate) fn rows(
        &self,
        part: &Arc<PartFile>,
        rows: &[u32],
        columns: Option<&[&str]>,
    ) -> Result<RecordBatch, ParquetError> {
        let footer = files::patiently(files::reader_lacks_means, || self.footers.get(part))?;
        let leaves: Vec<usize> = match columns {
            None => (0..footer.arrow.parquet_schema().num_columns()).collect(),
            Some(names) => names.iter().filter_map(|name| footer.leaf(name)).collect(),
        };
        let metadata = footer.metadata();
        let (mut batches, mut first, mut next) = (Vec::new(), 0, 0);
        for group in 0..metadata.num_row_groups() {
            let len = metadata.row_group(group).num_rows() as usize;
            let until = rows.partition_point(|row| (*row as usize) < first + len);
            if until > next {
                let wanted = rows[next..until].iter().map(|row| *row as usize - first);
                let read = pages::open_rows(&footer, group, leaves.iter().copied(), wanted)?;
                batches.extend(read.collect::<Result<Vec<_>, ArrowError>>()?);
            }
            (first, next) = (first + len, until);
        }
        let Some(one) = batches.first() else {
            return Err(ParquetError::General(format!("it has no row {rows:?}")));
        };
        Ok(concat_batches(&one.schema(), &batches)?)
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
