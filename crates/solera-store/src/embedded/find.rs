//! Events by one id alone: all of a session or a view.
//!
//! The statement that says the same is not planned: for each of nine kinds that would take longer
//! than the search.

use std::sync::{Arc, PoisonError};

use arrow::array::{Array, AsArray, RecordBatch};
use arrow::datatypes::{Int64Type, UInt64Type};
use datafusion::common::ScalarValue;
use datafusion::logical_expr::Expr;
use datafusion::physical_plan::execute_stream;
use datafusion::prelude::ident;
use futures::StreamExt;
use solera_event::Id;
use solera_query::EventsSelect;

use super::fetch::{Damaged, Found};
use super::select::{Asker, SelectError};
use super::snapshot::Snapshot;
use super::table::{EventsTable, ROW, Source};
use crate::columns::{APPLICATION, DATE, question_schema};

impl Asker {
    /// Where the events lie that have an id in a column, in the order of the answer, and how many
    /// rows were looked at.
    ///
    /// # Errors
    /// As reading gives them.
    pub(super) async fn find_by_id(
        &self,
        events: &EventsSelect,
        column: &str,
        id: &Id<'_>,
        snapshot: &Snapshot,
        damaged: &mut Damaged,
    ) -> Result<(Vec<Found>, u64), SelectError> {
        if snapshot.parts.is_empty() && snapshot.batches.is_empty() {
            return Ok((Vec::new(), 0));
        }
        let select = events.select();
        let source = Arc::new(Source {
            snapshot: snapshot.clone(),
            dates: Some(select.range()),
            footers: Arc::clone(self.footers()),
            scanned_rows: Arc::default(),
            damaged: Arc::default(),
        });
        let table = EventsTable::new(&question_schema(events.kind(), &[]), Arc::clone(&source));
        let conditions =
            [is(APPLICATION, select.application().as_bytes().to_vec()), is(column, id.to_bytes())];
        let columns: Vec<&str> = [ROW, DATE].into_iter().chain(events.id_columns()).collect();
        let planned = self.planner().scan(&table, &columns, &conditions).await?;
        let mut rows = execute_stream(planned.plan, planned.context)?;
        let mut found = Vec::new();
        while let Some(batch) = rows.next().await {
            found_in(&batch?, &mut found);
            // Someone's session may have no end.
            if found.len() >= 4 * select.rows_max() {
                sort(&mut found, events.newest_first());
                found.truncate(select.rows_max());
            }
        }
        sort(&mut found, events.newest_first());
        damaged.append(&mut source.damaged.lock().unwrap_or_else(PoisonError::into_inner));
        Ok((found, source.scanned_rows.load(std::sync::atomic::Ordering::Relaxed)))
    }
}

fn found_in(batch: &RecordBatch, found: &mut Vec<Found>) {
    let rows = batch.column(0).as_primitive::<UInt64Type>();
    let dates = batch.column(1).as_primitive::<Int64Type>();
    let ids: Vec<_> = batch.columns()[2..].iter().map(|ids| ids.as_binary_view()).collect();
    found.extend((0..batch.num_rows()).map(|at| {
        let id = ids.iter().find(|ids| ids.is_valid(at)).map(|ids| ids.value(at).to_vec());
        Found { row: rows.value(at), date_ms: dates.value(at), id: id.unwrap_or_default() }
    }));
}

fn sort(found: &mut [Found], newest_first: bool) {
    found.sort_by(|one, other| (one.date_ms, &one.id).cmp(&(other.date_ms, &other.id)));
    if newest_first {
        found.reverse();
    }
}

fn is(column: &str, bytes: Vec<u8>) -> Expr {
    ident(column).eq(Expr::Literal(ScalarValue::BinaryView(Some(bytes)), None))
}
