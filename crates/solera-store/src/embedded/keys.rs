//! Which events a part holds, by the hash of their ids: read at a start and for old parts.

use arrow::array::RecordBatch;
use parquet::arrow::arrow_reader::{ArrowReaderMetadata, ParquetRecordBatchReaderBuilder};
use parquet::errors::ParquetError;
use solera_event::Kind;

use super::files;
use super::lookup::{mask, options};
use super::part::PartMeta;
use crate::batch::{Identity, id_fields};
use crate::columns::APPLICATION;
use crate::columns::read::Cells;

/// The key of every row that has one, with the row's number.
///
/// # Errors
/// When the file cannot be read or is no sound part.
pub(crate) fn read(part: &PartMeta) -> Result<Vec<(u64, u32)>, ParquetError> {
    let file = files::open(&part.path)?;
    let footer = ArrowReaderMetadata::load(&file, options())?;
    let mut names = vec![APPLICATION];
    names.extend(id_fields(part.kind).iter().map(|id| id.field().path));
    let mask = mask(&footer, &names);
    let reader = ParquetRecordBatchReaderBuilder::new_with_metadata(file, footer);
    let reader = reader.with_projection(mask).with_batch_size(8_192).build()?;
    let mut keys = Vec::with_capacity(part.rows);
    let mut first = 0;
    for batch in reader {
        let batch = batch?;
        let all = of(part.kind, &batch).into_iter().zip(first..);
        keys.extend(all.filter_map(|(key, row)| Some((key?, row))));
        first += batch.num_rows() as u32;
    }
    Ok(keys)
}

/// The key of each row of a batch.
pub(crate) fn of(kind: Kind, batch: &RecordBatch) -> Vec<Option<u64>> {
    let cells = |name| batch.column_by_name(name).and_then(|column| Cells::new(column.as_ref()));
    let applications = cells(APPLICATION);
    let ids: Vec<_> = id_fields(kind).iter().map(|id| cells(id.field().path)).collect();
    let key = |row| {
        let application = applications.as_ref()?.bytes(row)?;
        let mut identity = Identity::new(kind, application);
        for id in &ids {
            let Some(id) = id else {
                identity.none();
                continue;
            };
            match (id.bytes(row), id.int(row)) {
                (Some(bytes), _) => identity.id(bytes),
                (_, Some(number)) => identity.number(number),
                _ => identity.none(),
            }
            if identity.enough(kind) {
                break;
            }
        }
        identity.finish()
    };
    (0..batch.num_rows()).map(key).collect()
}
