//! Answers checked statements: takes a snapshot, plans, runs, and turns batches into rows.

use std::collections::HashMap;
use std::io;
use std::ops::Range;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use arrow::array::{Array, AsArray, RecordBatch};
use arrow::compute::cast;
use arrow::datatypes::{DataType, Float64Type, Int64Type, Schema};
use arrow::error::ArrowError;
use datafusion::common::DataFusionError;
use datafusion::physical_plan::display::DisplayableExecutionPlan;
use datafusion::physical_plan::{ExecutionPlan, collect};
use solera_event::{Id, limit};
use solera_query::{Cell, Rows, Select, TableUse};
use tokio::sync::Semaphore;

use super::footer::FooterCache;
use super::plan::Planner;
use super::quantile::Budget;
use super::runtime::AskRuntime;
use super::sessions::Sessions;
use super::snapshot::Snapshot;
use super::table::{EventsTable, Source};
use crate::columns::question_schema;

/// Cores that one question may keep busy.
const THREADS: usize = 2;

/// Why a question has no answer.
#[derive(Debug, thiserror::Error)]
pub enum SelectError {
    /// It took too long.
    #[error("the question took longer than {limit_ms} ms: ask about less time, or filter more")]
    TimedOut {
        /// The limit, in milliseconds.
        limit_ms: i64,
    },
    /// It and those beside it hold too much.
    #[error("the question needs more memory than the {limit_bytes} bytes that all questions share")]
    Memory {
        /// The limit, in bytes.
        limit_bytes: usize,
    },
    /// The store has been closed.
    #[error("the store is closed")]
    Closed,
    /// A mistake of ours, or rows that no longer can be read.
    #[error("the question could not be answered: {0}")]
    Failed(String),
}

impl From<DataFusionError> for SelectError {
    fn from(error: DataFusionError) -> Self {
        match error.find_root() {
            DataFusionError::ResourcesExhausted(_) => {
                SelectError::Memory { limit_bytes: limit::QUESTION_MEMORY_BYTES_MAX }
            }
            root => SelectError::Failed(root.to_string()),
        }
    }
}

impl From<ArrowError> for SelectError {
    fn from(error: ArrowError) -> Self {
        SelectError::Failed(error.to_string())
    }
}

/// How to answer.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct SelectOptions {
    /// Whether to tell what was done, with times and counts.
    pub explain: bool,
}

/// An answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    /// The rows, to be handed to [`Select::finish`].
    pub rows: Rows,
    /// What was done, when that was asked for.
    pub explain: Option<String>,
}

/// Answers questions on threads of its own. Clones share everything.
#[derive(Clone)]
pub(crate) struct Asker {
    shared: Arc<Shared>,
    runtime: Arc<AskRuntime>,
}

struct Shared {
    planner: Planner,
    footers: Arc<FooterCache>,
    sessions: Sessions,
    running: Semaphore,
}

/// What a statement gave.
pub(super) struct Batches {
    pub(super) batches: Vec<RecordBatch>,
    pub(super) scanned_rows: u64,
    pub(super) approximate: Option<f64>,
    pub(super) explain: Option<String>,
    /// Parts that could not be read, and why.
    pub(super) damaged: Vec<(u32, String)>,
}

impl Asker {
    /// Starts the threads. Parts are opened through `footers`.
    ///
    /// # Errors
    /// When the system gives no threads.
    pub(crate) fn new(footers: Arc<FooterCache>) -> io::Result<Asker> {
        let shared = Shared {
            planner: Planner::new(THREADS).map_err(io::Error::other)?,
            footers,
            sessions: Sessions::new(limit::SESSION_FILTERS_BYTES_MAX),
            running: Semaphore::new(limit::QUESTIONS_RUNNING_MAX),
        };
        Ok(Asker { shared: Arc::new(shared), runtime: Arc::new(AskRuntime::new(THREADS)?) })
    }

    /// What plans statements.
    pub(super) fn planner(&self) -> &Planner {
        &self.shared.planner
    }

    /// Opened parts.
    pub(super) fn footers(&self) -> &Arc<FooterCache> {
        &self.shared.footers
    }

    /// Of a snapshot what a question reads that may be about one session alone. May read the
    /// disk.
    pub(crate) fn narrow(&self, snapshot: &mut Snapshot, select: &Select) {
        if let Some(id) = select.session() {
            self.shared.sessions.narrow(snapshot, id, &self.shared.footers);
        }
    }

    /// Runs something on the questions' threads, within the time a question may take and beside
    /// no more others than there may be. Dropping the future stops it.
    ///
    /// # Errors
    /// As the work gives them; [`SelectError::TimedOut`]; [`SelectError::Closed`].
    pub(super) async fn run<T: Send + 'static>(
        &self,
        work: impl Future<Output = Result<T, SelectError>> + Send + 'static,
    ) -> Result<T, SelectError> {
        let limit_ms = limit::QUESTION_TIMEOUT_MS;
        let shared = Arc::clone(&self.shared);
        let in_turn = async move {
            let _turn = shared.running.acquire().await.map_err(|_| SelectError::Closed)?;
            work.await
        };
        let limit = Duration::from_millis(limit_ms as u64);
        // The timer belongs to the runtime it is made on.
        let running = self.runtime.run(async move { tokio::time::timeout(limit, in_turn).await });
        match running.await {
            Some(Ok(answer)) => answer,
            Some(Err(_)) => Err(SelectError::TimedOut { limit_ms }),
            None => Err(SelectError::Failed("it stopped in the middle".to_owned())),
        }
    }

    /// Runs a statement over a snapshot of each of its tables, of which only rows of those dates
    /// are there. To be called on the questions' threads.
    ///
    /// # Errors
    /// As planning and running give them.
    pub(super) async fn statement(
        &self,
        sql: &str,
        tables: &[TableUse],
        snapshots: Vec<Snapshot>,
        dates: Option<Range<i64>>,
        explain: bool,
    ) -> Result<Batches, SelectError> {
        let scanned_rows = Arc::new(AtomicU64::default());
        let damaged = Arc::new(Mutex::default());
        let budget = Budget::new(limit::PERCENTILE_VALUES_MAX);
        let mut by_name = HashMap::new();
        for (table, snapshot) in tables.iter().zip(snapshots) {
            let source = Source {
                snapshot,
                dates: dates.clone(),
                footers: Arc::clone(&self.shared.footers),
                scanned_rows: Arc::clone(&scanned_rows),
                damaged: Arc::clone(&damaged),
            };
            let schema = named_in(sql, &question_schema(table.kind, &table.attributes));
            let table_of = EventsTable::new(&schema, Arc::new(source));
            by_name.insert(table.kind.name().to_owned(), table_of);
        }
        let planned = self.shared.planner.plan(sql, by_name, &budget).await?;
        let plan = Arc::clone(&planned.plan);
        let batches = collect(planned.plan, planned.context).await?;
        let damaged = std::mem::take(&mut *damaged.lock().unwrap_or_else(PoisonError::into_inner));
        Ok(Batches {
            batches,
            scanned_rows: scanned_rows.load(Ordering::Relaxed),
            approximate: budget.error(),
            explain: explain.then(|| told(plan.as_ref())),
            damaged,
        })
    }

    /// Answers a question, and names the parts that could not be read.
    ///
    /// # Errors
    /// See [`SelectError`].
    pub(crate) async fn select(
        &self,
        select: &Select,
        options: SelectOptions,
        mut snapshots: Vec<Snapshot>,
    ) -> Result<(Answer, Vec<(u32, String)>), SelectError> {
        let started = Instant::now();
        let (asker, owned) = (self.clone(), select.clone());
        let batches = self
            .run(async move {
                snapshots.iter_mut().for_each(|snapshot| asker.narrow(snapshot, &owned));
                let (sql, tables) = (owned.sql(), owned.tables());
                asker.statement(sql, tables, snapshots, None, options.explain).await
            })
            .await?;
        let mut rows = Rows::empty(select.columns().to_vec());
        for batch in &batches.batches {
            append(batch, &mut rows)?;
        }
        rows.scanned_rows = batches.scanned_rows;
        rows.approximate = batches.approximate;
        rows.elapsed_ms = started.elapsed().as_secs_f64() * 1_000.0;
        Ok((Answer { rows, explain: batches.explain }, batches.damaged))
    }
}

/// Of a table's columns, those that the statement may name: each stands in it between quotes.
/// Planning over ten columns takes a fraction of what it takes over a hundred and fifty.
fn named_in(sql: &str, schema: &Schema) -> Schema {
    let is_named = |name: &str| sql.contains(&format!("\"{}\"", name.replace('"', "\"\"")));
    let fields = schema.fields().iter().filter(|field| is_named(field.name()));
    Schema::new(fields.cloned().collect::<Vec<_>>())
}

fn told(plan: &dyn ExecutionPlan) -> String {
    DisplayableExecutionPlan::with_metrics(plan).indent(false).to_string()
}

fn append(batch: &RecordBatch, rows: &mut Rows) -> Result<(), SelectError> {
    if batch.num_columns() != rows.columns.len() {
        let (given, wanted) = (batch.num_columns(), rows.columns.len());
        return Err(SelectError::Failed(format!("{given} columns came, {wanted} were wanted")));
    }
    let columns = batch.columns().iter().map(cells).collect::<Result<Vec<_>, _>>()?;
    let mut columns: Vec<_> = columns.into_iter().map(Vec::into_iter).collect();
    for _ in 0..batch.num_rows() {
        let row = columns.iter_mut().map(|column| column.next().unwrap_or(Cell::Null));
        rows.rows.push(row.collect());
    }
    Ok(())
}

fn cells(column: &arrow::array::ArrayRef) -> Result<Vec<Cell>, SelectError> {
    let or_null = |cell: Option<Cell>| cell.unwrap_or(Cell::Null);
    Ok(match column.data_type() {
        DataType::Null => vec![Cell::Null; column.len()],
        DataType::Boolean => {
            column.as_boolean().iter().map(|value| or_null(value.map(Cell::Bool))).collect()
        }
        ty if ty.is_integer() => {
            let column = cast(column, &DataType::Int64)?;
            let values = column.as_primitive::<Int64Type>();
            values.iter().map(|value| or_null(value.map(Cell::Int))).collect()
        }
        ty if ty.is_floating() || ty.is_decimal() => {
            let column = cast(column, &DataType::Float64)?;
            let values = column.as_primitive::<Float64Type>();
            values.iter().map(|value| or_null(value.map(Cell::Float))).collect()
        }
        DataType::Binary | DataType::LargeBinary | DataType::BinaryView => {
            let column = cast(column, &DataType::BinaryView)?;
            let text = |bytes| Cell::Text(Id::from_bytes(bytes).text().into_owned());
            column.as_binary_view().iter().map(|value| or_null(value.map(text))).collect()
        }
        _ => {
            let column = cast(column, &DataType::Utf8View)?;
            let text = |text: &str| Cell::Text(text.to_owned());
            column.as_string_view().iter().map(|value| or_null(value.map(text))).collect()
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use solera_event::Kind;

    #[test]
    fn a_table_has_only_what_the_statement_names() {
        let schema = question_schema(Kind::View, &["a\"b".to_owned()]);
        let named = named_in(r#"SELECT "view.name", "@a""b", 'date' FROM view"#, &schema);
        let names: Vec<_> = named.fields().iter().map(|field| field.name().as_str()).collect();
        assert_eq!(names, ["view.name", "@a\"b"]);
    }
}
