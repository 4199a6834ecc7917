//! From a statement to what runs: planned within a few milliseconds, over tables of its own.
//!
//! One prepared state serves all questions; a question brings its tables and its percentile
//! function, so nothing is registered anywhere and questions cannot see each other.

use std::collections::HashMap;
use std::sync::Arc;

use arrow::datatypes::{DataType, SchemaRef};
use datafusion::catalog::TableProvider;
use datafusion::common::{Result, TableReference, plan_err};
use datafusion::config::{ConfigOptions, Dialect};
use datafusion::datasource::provider_as_source;
use datafusion::execution::disk_manager::{DiskManagerBuilder, DiskManagerMode};
use datafusion::execution::memory_pool::GreedyMemoryPool;
use datafusion::execution::runtime_env::RuntimeEnvBuilder;
use datafusion::execution::{SessionState, SessionStateBuilder, TaskContext};
use datafusion::logical_expr::planner::{ContextProvider, ExprPlanner};
use datafusion::logical_expr::{
    AggregateUDF, Expr, HigherOrderUDF, LogicalPlan, ScalarUDF, TableSource, WindowUDF,
};
use datafusion::physical_plan::ExecutionPlan;
use datafusion::prelude::SessionConfig;
use datafusion::sql::planner::{ParserOptions, SqlToRel};
use solera_event::limit;

use super::distinct::Cardinality;
use super::functions;
use super::quantile::{Budget, Percentile};
use super::table::EventsTable;

/// Rows of a batch. Larger ones cost fewer calls a row and still fit the caches of a core.
const BATCH_ROWS: usize = 8_192;

/// Plans statements.
pub(super) struct Planner {
    state: SessionState,
}

/// Something that runs.
pub(super) struct Planned {
    pub(super) plan: Arc<dyn ExecutionPlan>,
    pub(super) context: Arc<TaskContext>,
}

impl Planner {
    /// A planner for that many partitions.
    pub(super) fn new(partitions: usize) -> Result<Planner> {
        let mut config = SessionConfig::new()
            .with_target_partitions(partitions)
            .with_batch_size(BATCH_ROWS)
            .with_collect_statistics(false)
            .with_information_schema(false);
        tune(config.options_mut());
        let runtime = RuntimeEnvBuilder::new()
            .with_memory_pool(Arc::new(GreedyMemoryPool::new(limit::QUESTION_MEMORY_BYTES_MAX)))
            .with_disk_manager_builder(
                DiskManagerBuilder::default().with_mode(DiskManagerMode::Disabled),
            )
            .build_arc()?;
        let mut builder = SessionStateBuilder::new()
            .with_config(config)
            .with_runtime_env(runtime)
            .with_default_features();
        builder.scalar_functions().get_or_insert_default().extend(functions::all());
        let cardinality = Arc::new(AggregateUDF::from(Cardinality::default()));
        builder.aggregate_functions().get_or_insert_default().push(cardinality);
        Ok(Planner { state: builder.build() })
    }

    /// Plans a statement over these tables.
    ///
    /// # Errors
    /// When the statement makes no sense over them.
    pub(super) async fn plan(
        &self,
        sql: &str,
        tables: HashMap<String, EventsTable>,
        budget: &Arc<Budget>,
    ) -> Result<Planned> {
        let statement = self.state.sql_to_statement(sql, &Dialect::Generic)?;
        let logical = {
            let names = Names::new(&self.state, tables, budget);
            let options =
                ParserOptions { enable_ident_normalization: true, ..ParserOptions::default() };
            SqlToRel::new_with_options(&names, options).statement_to_plan(statement)?
        };
        let logical = super::share::percentiles(logical)?;
        let logical = self.state.optimize(&logical)?;
        let plan = self.physical(&logical).await?;
        Ok(Planned { plan, context: self.state.task_ctx() })
    }

    /// Plans the reading of some columns of the rows that meet all conditions, in no order.
    ///
    /// # Errors
    /// When a condition makes no sense over the table.
    pub(super) async fn scan(
        &self,
        table: &EventsTable,
        columns: &[&str],
        conditions: &[Expr],
    ) -> Result<Planned> {
        let schema = table.schema();
        let places = columns.iter().map(|name| Ok(schema.index_of(name)?));
        let places: Vec<usize> = places.collect::<Result<_>>()?;
        let plan = table.scan(&self.state, Some(&places), conditions, None).await?;
        Ok(Planned { plan, context: self.state.task_ctx() })
    }

    async fn physical(&self, logical: &LogicalPlan) -> Result<Arc<dyn ExecutionPlan>> {
        self.state.query_planner().create_physical_plan(logical, &self.state).await
    }
}

fn tune(options: &mut ConfigOptions) {
    // Whatever our scans could gain by these is told by statistics already.
    options.optimizer.enable_dynamic_filter_pushdown = false;
    options.optimizer.repartition_file_scans = false;
    options.optimizer.skip_failed_rules = false;
    options.optimizer.max_passes = 2;
}

/// What names of a statement mean.
struct Names<'a> {
    state: &'a SessionState,
    tables: HashMap<String, Arc<dyn TableSource>>,
    percentile: Arc<AggregateUDF>,
}

impl<'a> Names<'a> {
    fn new(
        state: &'a SessionState,
        tables: HashMap<String, EventsTable>,
        budget: &Arc<Budget>,
    ) -> Names<'a> {
        let source = |table: EventsTable| provider_as_source(Arc::new(table));
        Names {
            state,
            tables: tables.into_iter().map(|(name, table)| (name, source(table))).collect(),
            percentile: Arc::new(AggregateUDF::from(Percentile::new(Arc::clone(budget)))),
        }
    }
}

impl ContextProvider for Names<'_> {
    fn get_table_source(&self, name: TableReference) -> Result<Arc<dyn TableSource>> {
        match self.tables.get(name.table()) {
            Some(table) => Ok(Arc::clone(table)),
            None => plan_err!("the question reads the table {name}, which it did not name"),
        }
    }

    fn create_cte_work_table(&self, name: &str, _: SchemaRef) -> Result<Arc<dyn TableSource>> {
        plan_err!("the question asks for the recursive table {name}")
    }

    fn get_expr_planners(&self) -> &[Arc<dyn ExprPlanner>] {
        self.state.expr_planners()
    }

    fn get_function_meta(&self, name: &str) -> Option<Arc<ScalarUDF>> {
        self.state.scalar_functions().get(name).cloned()
    }

    fn get_higher_order_meta(&self, name: &str) -> Option<Arc<HigherOrderUDF>> {
        self.state.higher_order_functions().get(name).cloned()
    }

    fn get_aggregate_meta(&self, name: &str) -> Option<Arc<AggregateUDF>> {
        match name {
            "percentile" => Some(Arc::clone(&self.percentile)),
            _ => self.state.aggregate_functions().get(name).cloned(),
        }
    }

    fn get_window_meta(&self, name: &str) -> Option<Arc<WindowUDF>> {
        self.state.window_functions().get(name).cloned()
    }

    fn get_variable_type(&self, _: &[String]) -> Option<DataType> {
        None
    }

    fn options(&self) -> &ConfigOptions {
        self.state.config_options()
    }

    fn udf_names(&self) -> Vec<String> {
        self.state.scalar_functions().keys().cloned().collect()
    }

    fn higher_order_function_names(&self) -> Vec<String> {
        Vec::new()
    }

    fn udaf_names(&self) -> Vec<String> {
        self.state.aggregate_functions().keys().cloned().collect()
    }

    fn udwf_names(&self) -> Vec<String> {
        self.state.window_functions().keys().cloned().collect()
    }
}
