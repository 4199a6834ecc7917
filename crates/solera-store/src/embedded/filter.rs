//! One filter of a question, ready to be judged by statistics and evaluated on its own columns.

use std::fmt;
use std::sync::Arc;

use arrow::array::{Array, AsArray, BooleanArray, RecordBatch};
use arrow::compute::{and, prep_null_mask_filter};
use arrow::datatypes::{Schema, SchemaRef};
use datafusion::common::tree_node::TreeNode;
use datafusion::common::{DFSchema, Result, exec_err};
use datafusion::logical_expr::Expr;
use datafusion::physical_expr::PhysicalExpr;
use datafusion::physical_expr::utils::reassign_expr_columns;

use super::prune::Test;
use crate::columns::{APPLICATION, ColumnType, DATE, attribute_path};

/// Conditions over the same columns, all of which a row must meet.
#[derive(Debug)]
pub(super) struct Filter {
    /// What statistics can judge of it.
    pub(super) test: Test,
    /// The columns it reads.
    pub(super) schema: SchemaRef,
    exprs: Vec<Arc<dyn PhysicalExpr>>,
    cost: u32,
}

impl Filter {
    /// Evaluates it: of each row of a batch of [`Filter::schema`], whether it passes.
    ///
    /// # Errors
    /// As the expressions give them.
    pub(super) fn evaluate(&self, batch: &RecordBatch) -> Result<BooleanArray> {
        let mut passed: Option<BooleanArray> = None;
        for expr in &self.exprs {
            let result = expr.evaluate(batch)?.into_array(batch.num_rows())?;
            let Some(result) = result.as_boolean_opt() else {
                return exec_err!("the filter {expr} is no condition");
            };
            let result = match result.null_count() {
                0 => result.clone(),
                _ => prep_null_mask_filter(result),
            };
            passed = Some(match passed {
                None => result,
                Some(before) => and(&before, &result)?,
            });
        }
        Ok(passed.unwrap_or_else(|| BooleanArray::from(vec![true; batch.num_rows()])))
    }
}

impl fmt::Display for Filter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, expr) in self.exprs.iter().enumerate() {
            write!(f, "{}{expr}", if at > 0 { " AND " } else { "" })?;
        }
        Ok(())
    }
}

/// Makes filters of a question's conditions, those first that are cheap and let few rows pass.
///
/// # Errors
/// When a condition reads a column that the table does not have.
pub(super) fn filters(
    conditions: &[Expr],
    table: &SchemaRef,
    physical: impl Fn(&Expr, &DFSchema) -> Result<Arc<dyn PhysicalExpr>>,
) -> Result<Vec<Filter>> {
    let df_schema = DFSchema::try_from(Arc::clone(table))?;
    let mut filters: Vec<Filter> = Vec::new();
    for condition in conditions {
        let mut places = condition
            .column_refs()
            .into_iter()
            .map(|column| Ok(table.index_of(&column.name)?))
            .collect::<Result<Vec<_>>>()?;
        places.sort_unstable();
        let schema: SchemaRef = Arc::new(table.project(&places)?);
        let expr = reassign_expr_columns(physical(condition, &df_schema)?, &schema)?;
        let test = Test::of(condition);
        match filters.iter_mut().find(|filter| filter.schema.fields() == schema.fields()) {
            Some(filter) => {
                let before = std::mem::replace(&mut filter.test, Test::Unknown);
                filter.test = Test::All(vec![before, test]);
                filter.exprs.push(expr);
            }
            None => filters.push(Filter {
                cost: cost(condition, &schema),
                exprs: vec![expr],
                schema,
                test,
            }),
        }
    }
    filters.sort_by_key(|filter| filter.cost);
    Ok(filters)
}

/// How late a condition is evaluated. What the order of rows makes a matter of a few pages comes
/// first, then by how much there is to read.
fn cost(condition: &Expr, schema: &Schema) -> u32 {
    let columns = schema.fields().iter().map(|field| match ColumnType::of_name(field.name()) {
        _ if field.name() == APPLICATION => 1,
        _ if field.name() == DATE => 3,
        _ if field.name() == "session.id" => 2,
        _ if attribute_path(field.name()).is_some() => 20,
        ColumnType::Bool => 4,
        ColumnType::Int | ColumnType::Float => 6,
        ColumnType::Bytes => 7,
        ColumnType::Text => 8,
    });
    let mut calls = 0;
    let counted = condition.apply(|expr| {
        calls += match expr {
            Expr::Like(_) | Expr::SimilarTo(_) => 10,
            Expr::ScalarFunction(_) => 5,
            _ => 0,
        };
        Ok(datafusion::common::tree_node::TreeNodeRecursion::Continue)
    });
    debug_assert!(counted.is_ok(), "counting cannot fail");
    columns.sum::<u32>() + calls
}
