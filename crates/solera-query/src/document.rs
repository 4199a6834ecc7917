//! A row of a list as a JSON document: `session.view.count` becomes nested objects.

use serde_json::{Map, Number, Value};

use crate::{Cell, Column};

/// The document of a row; what is null is left out. Columns must be paths of which none is a
/// prefix of another, as those of the session table are.
pub fn document(columns: &[Column], row: &[Cell]) -> String {
    let mut document = Map::new();
    for (column, cell) in columns.iter().zip(row) {
        if let Some(value) = value(cell) {
            put(&mut document, &column.name, value);
        }
    }
    Value::Object(document).to_string()
}

fn value(cell: &Cell) -> Option<Value> {
    match cell {
        // Rows of a list have no groups, so none that is cut.
        Cell::Null | Cell::Other => None,
        Cell::Bool(flag) => Some(Value::Bool(*flag)),
        Cell::Int(int) => Some(Value::from(*int)),
        Cell::Float(float) => Number::from_f64(*float).map(Value::Number),
        Cell::Text(text) => Some(Value::String(text.clone())),
    }
}

fn put(document: &mut Map<String, Value>, path: &str, value: Value) {
    let Some((key, rest)) = path.split_once('.') else {
        document.insert(path.to_owned(), value);
        return;
    };
    let inner = document.entry(key).or_insert_with(|| Value::Object(Map::new()));
    if let Value::Object(inner) = inner {
        put(inner, rest, value);
    }
}

#[cfg(test)]
mod tests {
    use solera_event::field::Unit;

    use super::*;
    use crate::ColumnType;

    #[test]
    fn paths_nest_and_nulls_are_left_out() {
        let column =
            |name: &str| Column { name: name.to_owned(), ty: ColumnType::Text, unit: Unit::None };
        let columns = ["session.id", "session.view.count", "usr.id"].map(column);
        let row = [Cell::Text("s".to_owned()), Cell::Int(2), Cell::Null];
        assert_eq!(document(&columns, &row), r#"{"session":{"id":"s","view":{"count":2}}}"#);
    }
}
