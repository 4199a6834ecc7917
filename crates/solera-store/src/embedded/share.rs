//! Several percentiles of one column in one question become one, which keeps the values once.
//!
//! `percentile(x, 50), percentile(x, 95)` is planned as `percentile(x, 50, 95)`, a list, and its
//! items are taken out above the aggregate under the names they had.

use std::sync::Arc;

use datafusion::common::tree_node::{Transformed, TreeNode};
use datafusion::common::{Column, Result};
use datafusion::logical_expr::expr::{AggregateFunction, ScalarFunction};
use datafusion::logical_expr::{Aggregate, Expr, LogicalPlan, Projection, ScalarUDF, lit};

use super::functions::item;

/// Rewrites every aggregate that has several percentiles of one column.
///
/// # Errors
/// When the plan made no sense before.
pub(super) fn percentiles(plan: LogicalPlan) -> Result<LogicalPlan> {
    Ok(plan
        .transform_up(|plan| match plan {
            LogicalPlan::Aggregate(aggregate) => shared(aggregate),
            plan => Ok(Transformed::no(plan)),
        })?
        .data)
}

/// Percentiles of the same values: the first of them, and where each stood.
struct Group {
    function: AggregateFunction,
    places: Vec<usize>,
}

fn shared(aggregate: Aggregate) -> Result<Transformed<LogicalPlan>> {
    let groups = groups(&aggregate.aggr_expr);
    if groups.iter().all(|group| group.places.len() < 2) {
        return Ok(Transformed::no(LogicalPlan::Aggregate(aggregate)));
    }
    let mut inner = Vec::new();
    for (place, expr) in aggregate.aggr_expr.iter().enumerate() {
        if !groups.iter().any(|group| group.places.len() > 1 && group.places.contains(&place)) {
            inner.push(expr.clone());
        }
    }
    let mut items = Vec::new();
    let take: Arc<ScalarUDF> = item();
    for group in groups.into_iter().filter(|group| group.places.len() > 1) {
        let list = Expr::AggregateFunction(group.function);
        let name = list.schema_name().to_string();
        for (at, place) in group.places.into_iter().enumerate() {
            // The name has dots, which are no qualifier.
            let list = Expr::Column(Column::new_unqualified(name.clone()));
            let args = vec![list, lit(at as i64)];
            let item = ScalarFunction::new_udf(Arc::clone(&take), args);
            items.push((place, Expr::ScalarFunction(item)));
        }
        inner.push(list);
    }
    let keys = aggregate.schema.columns();
    let key_count = aggregate.group_expr_len()?;
    let mut outer: Vec<Expr> = keys[..key_count].iter().cloned().map(Expr::Column).collect();
    for (place, expr) in aggregate.aggr_expr.iter().enumerate() {
        let column = &keys[key_count + place];
        match items.iter().find(|(of, _)| *of == place) {
            Some((_, item)) => outer.push(item.clone().alias(column.name.clone())),
            None => outer.push(Expr::Column(column.clone())),
        }
        debug_assert_eq!(expr.schema_name().to_string(), column.name);
    }
    let inner = Aggregate::try_new(aggregate.input, aggregate.group_expr, inner)?;
    let inner = Arc::new(LogicalPlan::Aggregate(inner));
    Ok(Transformed::yes(LogicalPlan::Projection(Projection::try_new(outer, inner)?)))
}

fn groups(exprs: &[Expr]) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for (place, expr) in exprs.iter().enumerate() {
        let Expr::AggregateFunction(function) = expr else { continue };
        if function.func.name() != "percentile" || function.params.args.len() != 2 {
            continue;
        }
        let same = groups.iter_mut().find(|group| {
            let (of, with) = (&group.function.params, &function.params);
            of.args[0] == with.args[0] && of.filter == with.filter
        });
        match same {
            Some(group) => {
                group.function.params.args.push(function.params.args[1].clone());
                group.places.push(place);
            }
            None => groups.push(Group { function: function.clone(), places: vec![place] }),
        }
    }
    groups
}
