//! The plan node that reads a table: work shared out between partitions as they come for it.
//!
//! A unit of work is a stretch of a row group, or a batch of the buffer. Partitions take units
//! from one queue, so that none idles while another has work left; no order is promised. A part
//! that cannot be read is noted in [`Source::damaged`] and the answer is given from the rest.

use std::collections::VecDeque;
use std::fmt;
use std::ops::Range;
use std::sync::atomic::Ordering;
use std::sync::{Arc, Mutex, PoisonError};

use arrow::array::RecordBatch;
use arrow::datatypes::SchemaRef;
use datafusion::common::tree_node::TreeNodeRecursion;
use datafusion::common::{DataFusionError, Result};
use datafusion::execution::TaskContext;
use datafusion::physical_expr::{EquivalenceProperties, PhysicalExpr};
use datafusion::physical_plan::execution_plan::{Boundedness, EmissionType};
use datafusion::physical_plan::metrics::{
    BaselineMetrics, ExecutionPlanMetricsSet, MetricBuilder, MetricsSet,
};
use datafusion::physical_plan::stream::RecordBatchStreamAdapter;
use datafusion::physical_plan::{
    DisplayAs, DisplayFormatType, ExecutionPlan, Partitioning, PlanProperties,
    SendableRecordBatchStream,
};
use solera_event::limit;

use super::batch_unit::read_batch;
use super::files;
use super::filter::Filter;
use super::footer::Footer;
use super::group_unit::{GroupRows, open_group};
use super::prune::{Check, Test, Value, group_can_pass};
use super::table::Source;
use super::verify::{PANICKED, unless_it_panics};
use crate::columns::{APPLICATION, DATE};

/// Units that a question should have at least, so that two cores end at about the same time.
const UNITS_WANTED: usize = 16;

/// What all partitions share.
#[derive(Debug)]
pub(super) struct Plan {
    pub(super) source: Arc<Source>,
    pub(super) schema: SchemaRef,
    pub(super) filters: Vec<Filter>,
}

/// One piece of work.
#[derive(Debug)]
enum Unit {
    Rows { part: usize, footer: Arc<Footer>, group: usize, rows: Range<usize> },
    Batch(usize),
}

/// Reads a table.
#[derive(Debug)]
pub(super) struct ScanExec {
    plan: Arc<Plan>,
    queue: Arc<Mutex<Option<VecDeque<Unit>>>>,
    properties: Arc<PlanProperties>,
    metrics: ExecutionPlanMetricsSet,
}

impl ScanExec {
    /// Reads `schema` of the rows that pass every filter.
    pub(super) fn new(
        source: Arc<Source>,
        schema: SchemaRef,
        filters: Vec<Filter>,
        partitions: usize,
    ) -> ScanExec {
        let properties = PlanProperties::new(
            EquivalenceProperties::new(Arc::clone(&schema)),
            Partitioning::UnknownPartitioning(partitions),
            EmissionType::Incremental,
            Boundedness::Bounded,
        );
        ScanExec {
            plan: Arc::new(Plan { source, schema, filters }),
            queue: Arc::default(),
            properties: Arc::new(properties),
            metrics: ExecutionPlanMetricsSet::new(),
        }
    }
}

impl DisplayAs for ScanExec {
    fn fmt_as(&self, _: DisplayFormatType, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let snapshot = &self.plan.source.snapshot;
        let columns: Vec<_> =
            self.plan.schema.fields().iter().map(|field| field.name().as_str()).collect();
        write!(
            f,
            "ScanExec: {}, parts={}, batches={}, columns=[{}], filters=[",
            snapshot.kind.name(),
            snapshot.parts.len(),
            snapshot.batches.len(),
            columns.join(", "),
        )?;
        for (at, filter) in self.plan.filters.iter().enumerate() {
            write!(f, "{}{filter}", if at > 0 { "; " } else { "" })?;
        }
        f.write_str("]")
    }
}

impl ExecutionPlan for ScanExec {
    fn name(&self) -> &str {
        "ScanExec"
    }

    fn properties(&self) -> &Arc<PlanProperties> {
        &self.properties
    }

    fn children(&self) -> Vec<&Arc<dyn ExecutionPlan>> {
        Vec::new()
    }

    fn apply_expressions(
        &self,
        _: &mut dyn FnMut(&Arc<dyn PhysicalExpr>) -> Result<TreeNodeRecursion>,
    ) -> Result<TreeNodeRecursion> {
        Ok(TreeNodeRecursion::Continue)
    }

    fn with_new_children(
        self: Arc<Self>,
        _: Vec<Arc<dyn ExecutionPlan>>,
    ) -> Result<Arc<dyn ExecutionPlan>> {
        Ok(self)
    }

    fn execute(
        &self,
        partition: usize,
        context: Arc<TaskContext>,
    ) -> Result<SendableRecordBatchStream> {
        let rows = Rows {
            plan: Arc::clone(&self.plan),
            queue: Arc::clone(&self.queue),
            open: None,
            batch_rows: context.session_config().batch_size(),
            metrics: BaselineMetrics::new(&self.metrics, partition),
            looked_at: MetricBuilder::new(&self.metrics).counter("rows_looked_at", partition),
        };
        let stream = futures::stream::iter(rows);
        Ok(Box::pin(RecordBatchStreamAdapter::new(Arc::clone(&self.plan.schema), stream)))
    }

    fn metrics(&self) -> Option<MetricsSet> {
        Some(self.metrics.clone_inner())
    }
}

/// The rows of one partition.
struct Rows {
    plan: Arc<Plan>,
    queue: Arc<Mutex<Option<VecDeque<Unit>>>>,
    open: Option<(usize, GroupRows)>,
    batch_rows: usize,
    metrics: BaselineMetrics,
    looked_at: datafusion::physical_plan::metrics::Count,
}

impl Iterator for Rows {
    type Item = Result<RecordBatch>;

    fn next(&mut self) -> Option<Result<RecordBatch>> {
        let time = self.metrics.elapsed_compute().clone();
        let _timer = time.timer();
        let next = self.advance().transpose();
        if let Some(Ok(batch)) = &next {
            self.metrics.record_output(batch.num_rows());
        }
        next
    }
}

impl Rows {
    fn advance(&mut self) -> Result<Option<RecordBatch>> {
        loop {
            if let Some((part, rows)) = &mut self.open {
                match unless_it_panics(|| rows.next_batch()) {
                    Some(Ok(Some(batch))) => return Ok(Some(batch)),
                    Some(Ok(None)) => {}
                    Some(Err(damage)) => self.plan.damaged(*part, &damage),
                    None => self.plan.damaged(*part, &PANICKED),
                }
                self.open = None;
            }
            match self.next_unit()? {
                None => return Ok(None),
                Some(Unit::Rows { part, footer, group, rows }) => {
                    self.open_rows(part, &footer, group, rows)?;
                }
                Some(Unit::Batch(at)) => {
                    self.looked_at(self.plan.source.snapshot.batches[at].batch.num_rows());
                    if let Some(batch) = read_batch(&self.plan, at)? {
                        return Ok(Some(batch));
                    }
                }
            }
        }
    }

    fn open_rows(
        &mut self,
        part: usize,
        footer: &Arc<Footer>,
        group: usize,
        rows: Range<usize>,
    ) -> Result<()> {
        let open = || open_group(&self.plan, part, footer, group, rows, self.batch_rows);
        let panicked = || Err(Damage::Part(PANICKED.to_owned()));
        match unless_it_panics(open).unwrap_or_else(panicked) {
            Ok(opened) => {
                self.looked_at(opened.looked_at);
                self.open = Some((part, opened));
            }
            Err(Damage::Part(why)) => self.plan.damaged(part, &why),
            Err(Damage::Question(error)) => return Err(error),
        }
        Ok(())
    }

    fn looked_at(&self, rows: usize) {
        self.looked_at.add(rows);
        self.plan.source.scanned_rows.fetch_add(rows as u64, Ordering::Relaxed);
    }

    /// The next unit. Whoever comes first lays the queue out while the others wait: opened
    /// footers make that a matter of microseconds.
    fn next_unit(&self) -> Result<Option<Unit>> {
        let mut queue = self.queue.lock().unwrap_or_else(PoisonError::into_inner);
        let units = match queue.as_mut() {
            Some(units) => units,
            None => queue.insert(self.plan.units()?),
        };
        Ok(units.pop_front())
    }
}

/// Why rows of a part could not be read.
#[derive(Debug)]
pub(super) enum Damage {
    /// The part is to blame.
    Part(String),
    /// The question is to blame.
    Question(DataFusionError),
}

impl From<parquet::errors::ParquetError> for Damage {
    fn from(error: parquet::errors::ParquetError) -> Self {
        Damage::Part(error.to_string())
    }
}

impl From<arrow::error::ArrowError> for Damage {
    fn from(error: arrow::error::ArrowError) -> Self {
        Damage::Part(error.to_string())
    }
}

impl Plan {
    fn damaged(&self, part: usize, why: &impl fmt::Display) {
        let id = self.source.snapshot.parts[part].part.meta.id;
        let mut damaged = self.source.damaged.lock().unwrap_or_else(PoisonError::into_inner);
        if damaged.iter().all(|(known, _)| *known != id) {
            damaged.push((id, why.to_string()));
        }
    }

    /// All the work there is.
    fn units(&self) -> Result<VecDeque<Unit>> {
        let mut groups = Vec::new();
        for (part, view) in self.source.snapshot.parts.iter().enumerate() {
            if !self.part_can_pass(part) || view.dead.count() == view.part.meta.rows {
                continue;
            }
            match self.source.footers.get(&view.part) {
                Ok(footer) => groups.extend(self.groups(part, &footer)),
                // An answer from the rest would be wrong, and the part is none the worse.
                Err(error) if files::reader_lacks_means(&error) => {
                    return Err(DataFusionError::External(Box::new(error)));
                }
                Err(error) => self.damaged(part, &error),
            }
        }
        let rows: usize = groups.iter().map(|(.., rows)| *rows).sum();
        let page = limit::PAGE_ROWS_MAX;
        let unit_rows = (rows / UNITS_WANTED).next_multiple_of(page).max(2 * page);
        let mut units = VecDeque::new();
        for (part, footer, group, rows) in groups {
            for start in (0..rows).step_by(unit_rows) {
                let rows = start..rows.min(start + unit_rows);
                units.push_back(Unit::Rows { part, footer: Arc::clone(&footer), group, rows });
            }
        }
        units.extend((0..self.source.snapshot.batches.len()).map(Unit::Batch));
        Ok(units)
    }

    fn groups(&self, part: usize, footer: &Arc<Footer>) -> Vec<(usize, Arc<Footer>, usize, usize)> {
        let metadata = footer.metadata();
        (0..metadata.num_row_groups())
            .filter(|group| self.filters.iter().all(|f| group_can_pass(&f.test, footer, *group)))
            .map(|group| {
                let rows = metadata.row_group(group).num_rows() as usize;
                (part, Arc::clone(footer), group, rows)
            })
            .collect()
    }

    /// Whether a part may hold rows that pass, by what the manifest says of it.
    fn part_can_pass(&self, part: usize) -> bool {
        let meta = &self.source.snapshot.parts[part].part.meta;
        self.filters.iter().all(|filter| part_passes(&filter.test, meta))
    }
}

fn part_passes(test: &Test, meta: &super::part::PartMeta) -> bool {
    match test {
        Test::All(tests) => tests.iter().all(|test| part_passes(test, meta)),
        Test::Any(tests) => tests.iter().any(|test| part_passes(test, meta)),
        Test::Column(column, Check::In(values)) if column == APPLICATION => meta
            .applications
            .iter()
            .any(|application| values.contains(&Value::Bytes(application.as_bytes().to_vec()))),
        Test::Column(column, Check::Low(Value::Int(low), _)) if column == DATE => {
            meta.date_max_ms >= *low
        }
        Test::Column(column, Check::High(Value::Int(high), _)) if column == DATE => {
            meta.date_min_ms <= *high
        }
        Test::Column(..) | Test::Unknown => true,
    }
}
