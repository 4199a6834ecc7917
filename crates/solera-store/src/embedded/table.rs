//! A kind of event as a table of a question.
//!
//! Takes every filter that DataFusion hands down and promises to apply it exactly, so that no
//! plan filters twice.

use std::ops::Range;
use std::sync::atomic::AtomicU64;
use std::sync::{Arc, Mutex};

use arrow::datatypes::{DataType, Field, Schema, SchemaRef};
use async_trait::async_trait;
use datafusion::catalog::{Session, TableProvider};
use datafusion::common::Result;
use datafusion::logical_expr::{Expr, TableProviderFilterPushDown, TableType, col, lit};
use datafusion::physical_plan::ExecutionPlan;

use super::filter::filters;
use super::footer::FooterCache;
use super::scan::ScanExec;
use super::snapshot::Snapshot;
use crate::columns::DATE;

/// The column that tells where a row lies in the snapshot: the place of its part or batch
/// (parts first) shifted by [`ROW_BITS`], and the row within.
pub(super) const ROW: &str = "_row";
/// Bits of the row within a part or batch.
pub(super) const ROW_BITS: u32 = 40;

/// What a table reads.
#[derive(Debug)]
pub(super) struct Source {
    /// The rows.
    pub(super) snapshot: Snapshot,
    /// Only rows of these dates are there, in milliseconds since 1970.
    pub(super) dates: Option<Range<i64>>,
    /// Opened parts.
    pub(super) footers: Arc<FooterCache>,
    /// Counts the rows that had to be looked at.
    pub(super) scanned_rows: Arc<AtomicU64>,
    /// Parts that could not be read, and why.
    pub(super) damaged: Arc<Mutex<Vec<(u32, String)>>>,
}

/// One kind of event.
#[derive(Debug)]
pub(super) struct EventsTable {
    schema: SchemaRef,
    source: Arc<Source>,
}

impl EventsTable {
    /// The table of a source with these columns, and `_row`.
    pub(super) fn new(columns: &Schema, source: Arc<Source>) -> EventsTable {
        let row = Arc::new(Field::new(ROW, DataType::UInt64, false));
        let fields = columns.fields().iter().cloned().chain([row]);
        EventsTable { schema: Arc::new(Schema::new(fields.collect::<Vec<_>>())), source }
    }
}

#[async_trait]
impl TableProvider for EventsTable {
    fn schema(&self) -> SchemaRef {
        Arc::clone(&self.schema)
    }

    fn table_type(&self) -> TableType {
        TableType::Base
    }

    fn supports_filters_pushdown(
        &self,
        filters: &[&Expr],
    ) -> Result<Vec<TableProviderFilterPushDown>> {
        Ok(vec![TableProviderFilterPushDown::Exact; filters.len()])
    }

    async fn scan(
        &self,
        state: &dyn Session,
        projection: Option<&Vec<usize>>,
        conditions: &[Expr],
        _limit: Option<usize>,
    ) -> Result<Arc<dyn ExecutionPlan>> {
        let mut conditions = conditions.to_vec();
        if let Some(dates) = &self.source.dates {
            conditions.push(col(DATE).gt_eq(lit(dates.start)).and(col(DATE).lt(lit(dates.end))));
        }
        if let Some(since_ms) = self.source.snapshot.since_ms {
            conditions.push(col(DATE).gt_eq(lit(since_ms)));
        }
        let physical = |expr: &Expr, schema: &_| state.create_physical_expr(expr.clone(), schema);
        let filters = filters(&conditions, &self.schema, physical)?;
        let schema = match projection {
            Some(places) => Arc::new(self.schema.project(places)?),
            None => Arc::clone(&self.schema),
        };
        let options = state.config_options();
        Ok(Arc::new(ScanExec::new(
            Arc::clone(&self.source),
            schema,
            filters,
            options.execution.target_partitions,
        )))
    }
}
