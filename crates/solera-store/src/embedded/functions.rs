//! The scalar functions that questions use over JSON text, lists, ids and time.
//!
//! An attribute's column holds JSON text as it was sent; a list's column holds the text of a JSON
//! array. Neighbouring rows often hold the same text, so each function keeps its last answer.

use std::sync::Arc;

use arrow::array::{
    Array, ArrayRef, AsArray, BooleanBuilder, Float64Builder, Int64Array, ListBuilder,
    StringBuilder, StringViewArray, StringViewBuilder, UInt64Array,
};
use arrow::compute::take;
use arrow::datatypes::{DataType, Field, Int64Type};
use datafusion::common::{DataFusionError, Result, ScalarValue, exec_err, plan_err};
use datafusion::logical_expr::{
    ColumnarValue, ScalarFunctionArgs, ScalarUDF, ScalarUDFImpl, Signature, Volatility,
};
use solera_event::Id;

use super::json::{List, number, text};

/// Every function, to be registered.
pub(super) fn all() -> Vec<Arc<ScalarUDF>> {
    Name::ALL.into_iter().map(|name| Arc::new(ScalarUDF::from(Function::new(name)))).collect()
}

/// The function that takes an item out of a list of numbers of a fixed length. Not registered:
/// only plans of our own make use of it.
pub(super) fn item() -> Arc<ScalarUDF> {
    Arc::new(ScalarUDF::from(Function::new(Name::Item)))
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Name {
    AttributeText,
    AttributeNumber,
    ListAnyEq,
    ListAnyLike,
    ListAnyRange,
    ListTexts,
    Elements,
    Bucket,
    IdText,
    Item,
}

impl Name {
    const ALL: [Name; 9] = [
        Name::AttributeText,
        Name::AttributeNumber,
        Name::ListAnyEq,
        Name::ListAnyLike,
        Name::ListAnyRange,
        Name::ListTexts,
        Name::Elements,
        Name::Bucket,
        Name::IdText,
    ];

    fn text(self) -> &'static str {
        match self {
            Name::AttributeText => "attribute_text",
            Name::AttributeNumber => "attribute_number",
            Name::ListAnyEq => "list_any_eq",
            Name::ListAnyLike => "list_any_like",
            Name::ListAnyRange => "list_any_range",
            Name::ListTexts => "list_texts",
            Name::Elements => "elements",
            Name::Bucket => "bucket",
            Name::IdText => "id_text",
            Name::Item => "item",
        }
    }

    fn arguments(self) -> Vec<DataType> {
        match self {
            Name::AttributeText | Name::AttributeNumber | Name::ListTexts => {
                vec![DataType::Utf8View]
            }
            Name::ListAnyEq | Name::ListAnyLike | Name::Elements => {
                vec![DataType::Utf8View, DataType::Utf8View]
            }
            Name::ListAnyRange => {
                vec![DataType::Utf8View, DataType::Float64, DataType::Float64]
            }
            Name::Bucket => vec![DataType::Int64, DataType::Utf8View],
            Name::IdText => vec![DataType::BinaryView],
            Name::Item => Vec::new(),
        }
    }

    fn answer(self) -> DataType {
        match self {
            Name::AttributeText | Name::Elements | Name::IdText => DataType::Utf8View,
            Name::AttributeNumber | Name::Item => DataType::Float64,
            Name::ListAnyEq | Name::ListAnyLike | Name::ListAnyRange => DataType::Boolean,
            Name::ListTexts => {
                DataType::List(Arc::new(Field::new_list_field(DataType::Utf8, true)))
            }
            Name::Bucket => DataType::Int64,
        }
    }
}

#[derive(Debug, PartialEq, Eq, Hash)]
struct Function {
    name: Name,
    signature: Signature,
}

impl Function {
    fn new(name: Name) -> Function {
        Function { name, signature: Signature::user_defined(Volatility::Immutable) }
    }
}

impl ScalarUDFImpl for Function {
    fn name(&self) -> &str {
        self.name.text()
    }

    fn signature(&self) -> &Signature {
        &self.signature
    }

    fn coerce_types(&self, arg_types: &[DataType]) -> Result<Vec<DataType>> {
        if self.name == Name::Item {
            return Ok(arg_types.to_vec());
        }
        let wanted = self.name.arguments();
        if wanted.len() != arg_types.len() {
            return plan_err!("{} wants {} arguments", self.name.text(), wanted.len());
        }
        Ok(wanted)
    }

    fn return_type(&self, _: &[DataType]) -> Result<DataType> {
        Ok(self.name.answer())
    }

    fn invoke_with_args(&self, args: ScalarFunctionArgs) -> Result<ColumnarValue> {
        let [column, rest @ ..] = args.args.as_slice() else {
            return exec_err!("{} wants arguments", self.name.text());
        };
        let rows = column.to_array(args.number_rows)?;
        let answer = self.run(&rows, rest)?;
        Ok(match column {
            ColumnarValue::Scalar(_) => {
                ColumnarValue::Scalar(ScalarValue::try_from_array(&answer, 0)?)
            }
            ColumnarValue::Array(_) => ColumnarValue::Array(answer),
        })
    }
}

impl Function {
    fn run(&self, rows: &ArrayRef, rest: &[ColumnarValue]) -> Result<ArrayRef> {
        match self.name {
            Name::AttributeText => Ok(texts(rows.as_string_view(), text_or_null)),
            Name::AttributeNumber => Ok(numbers(rows.as_string_view())),
            Name::IdText => Ok(ids(rows)),
            Name::ListTexts => Ok(lists(rows.as_string_view())),
            Name::Elements => {
                let path = constant(rest, 0)?;
                Ok(texts(rows.as_string_view(), |json, out| {
                    super::json::elements(json, &path, out)
                }))
            }
            Name::ListAnyEq => {
                let wanted = constant(rest, 0)?;
                Ok(any(rows.as_string_view(), |item| item.text() == wanted))
            }
            Name::ListAnyLike => {
                let pattern = Pattern::new(&constant(rest, 0)?);
                Ok(any(rows.as_string_view(), |item| pattern.fits(&item.text())))
            }
            Name::ListAnyRange => {
                let (low, high) = (float(rest, 0)?, float(rest, 1)?);
                let within = |item: &str| number(item).is_some_and(|n| (low..=high).contains(&n));
                Ok(any(rows.as_string_view(), |item| within(&item.text())))
            }
            Name::Item => item_of(rows, scalar(rest, 0)?),
            Name::Bucket => bucket(rows.as_primitive::<Int64Type>(), &constant(rest, 0)?),
        }
    }
}

fn scalar(rest: &[ColumnarValue], at: usize) -> Result<&ScalarValue> {
    match rest.get(at) {
        Some(ColumnarValue::Scalar(value)) => Ok(value),
        _ => exec_err!("argument {} must be a constant", at + 2),
    }
}

fn constant(rest: &[ColumnarValue], at: usize) -> Result<String> {
    match scalar(rest, at)?.try_as_str() {
        Some(Some(text)) => Ok(text.to_owned()),
        _ => exec_err!("argument {} must be text", at + 2),
    }
}

fn float(rest: &[ColumnarValue], at: usize) -> Result<f64> {
    match scalar(rest, at)? {
        ScalarValue::Float64(Some(value)) => Ok(*value),
        _ => exec_err!("argument {} must be a number", at + 2),
    }
}

/// Calls `then` with every text and whether it is the same as the one before.
fn each<'a>(rows: &'a StringViewArray, mut then: impl FnMut(Option<&'a str>, bool)) {
    let mut last = None;
    for row in rows.iter() {
        then(row, last == Some(row));
        last = Some(row);
    }
}

fn text_or_null(json: &str, out: &mut String) -> bool {
    match text(json) {
        Some(text) => {
            out.push_str(&text);
            true
        }
        None => false,
    }
}

/// Text to text; `make` answers false for null.
fn texts(rows: &StringViewArray, make: impl Fn(&str, &mut String) -> bool) -> ArrayRef {
    let mut out = StringViewBuilder::with_capacity(rows.len());
    let (mut made, mut is_there) = (String::new(), false);
    each(rows, |json, same| {
        if !same {
            made.clear();
            is_there = json.is_some_and(|json| make(json, &mut made));
        }
        out.append_option(is_there.then_some(made.as_str()));
    });
    Arc::new(out.finish())
}

fn numbers(rows: &StringViewArray) -> ArrayRef {
    let mut out = Float64Builder::with_capacity(rows.len());
    let mut last = None;
    each(rows, |json, same| {
        if !same {
            last = json.and_then(number);
        }
        out.append_option(last);
    });
    Arc::new(out.finish())
}

fn ids(rows: &ArrayRef) -> ArrayRef {
    let rows = rows.as_binary_view();
    let mut out = StringViewBuilder::with_capacity(rows.len());
    for row in rows.iter() {
        out.append_option(row.map(|bytes| Id::from_bytes(bytes).text().into_owned()));
    }
    Arc::new(out.finish())
}

/// Whether any item passes; null stays null.
fn any(rows: &StringViewArray, passes: impl Fn(&super::json::Item<'_>) -> bool) -> ArrayRef {
    let mut out = BooleanBuilder::with_capacity(rows.len());
    let mut last = None;
    each(rows, |json, same| {
        if !same {
            last = json.map(|json| List::read(json).items().any(|item| passes(&item)));
        }
        out.append_option(last);
    });
    Arc::new(out.finish())
}

fn lists(rows: &StringViewArray) -> ArrayRef {
    let mut out = ListBuilder::new(StringBuilder::new());
    for json in rows.iter() {
        let list = json.map(List::read);
        for item in list.iter().flat_map(List::items) {
            out.values().append_value(item.text());
        }
        out.append(list.is_some());
    }
    Arc::new(out.finish())
}

fn item_of(lists: &ArrayRef, at: &ScalarValue) -> Result<ArrayRef> {
    let (Some(lists), ScalarValue::Int64(Some(at))) = (lists.as_fixed_size_list_opt(), at) else {
        return exec_err!("item wants a list and a place in it");
    };
    let step = lists.value_length() as usize;
    let places = (0..lists.len()).map(|row| (row * step) as u64 + *at as u64);
    Ok(take(lists.values(), &UInt64Array::from_iter_values(places), None)?)
}

/// A pattern of `LIKE`, whatever the case: `%` is any text, `_` any character, `\` takes the next
/// one as it is.
struct Pattern(Vec<Piece>);

enum Piece {
    Char(char),
    One,
    Any,
}

impl Pattern {
    fn new(pattern: &str) -> Pattern {
        let mut pieces = Vec::new();
        let mut chars = pattern.chars();
        while let Some(char) = chars.next() {
            match char {
                '%' => pieces.push(Piece::Any),
                '_' => pieces.push(Piece::One),
                '\\' => pieces.extend(chars.next().into_iter().flat_map(lower).map(Piece::Char)),
                char => pieces.extend(lower(char).map(Piece::Char)),
            }
        }
        Pattern(pieces)
    }

    /// Goes back to the last `%` only, which is enough.
    fn fits(&self, text: &str) -> bool {
        let text: Vec<char> = text.chars().flat_map(lower).collect();
        let (mut at, mut piece, mut back) = (0, 0, None);
        while at < text.len() {
            match self.0.get(piece) {
                Some(Piece::Any) => {
                    back = Some((piece + 1, at));
                    piece += 1;
                    continue;
                }
                Some(Piece::One) => {
                    (at, piece) = (at + 1, piece + 1);
                    continue;
                }
                Some(Piece::Char(char)) if *char == text[at] => {
                    (at, piece) = (at + 1, piece + 1);
                    continue;
                }
                _ => {}
            }
            let Some((after, from)) = back else { return false };
            back = Some((after, from + 1));
            (at, piece) = (from + 1, after);
        }
        self.0[piece..].iter().all(|piece| matches!(piece, Piece::Any))
    }
}

fn lower(char: char) -> impl Iterator<Item = char> {
    char.to_lowercase()
}

/// The start of the bucket that each time lies in; null outside. `boundaries` are ascending and
/// joined by commas; the last one ends the last bucket.
fn bucket(times: &Int64Array, boundaries: &str) -> Result<ArrayRef> {
    let bad = || DataFusionError::Execution("the boundaries of bucket are numbers".to_owned());
    let starts = boundaries.split(',').map(|text| text.trim().parse::<i64>().map_err(|_| bad()));
    let starts = starts.collect::<Result<Vec<_>>>()?;
    let mut last = (1, 0);
    let answers = times.iter().map(|time| {
        let time = time?;
        if !(last.0 <= time && time < last.1) {
            let after = starts.partition_point(|start| *start <= time);
            last = (*starts.get(after.checked_sub(1)?)?, *starts.get(after)?);
        }
        Some(last.0)
    });
    Ok(Arc::new(answers.collect::<Int64Array>()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn column(texts: &[Option<&str>]) -> ArrayRef {
        Arc::new(StringViewArray::from_iter(texts.iter().copied()))
    }

    fn run(name: Name, rows: &ArrayRef, rest: &[ScalarValue]) -> ArrayRef {
        let rest: Vec<_> = rest.iter().cloned().map(ColumnarValue::Scalar).collect();
        Function::new(name).run(rows, &rest).unwrap()
    }

    fn text_of(array: &ArrayRef) -> Vec<Option<String>> {
        array.as_string_view().iter().map(|text| text.map(str::to_owned)).collect()
    }

    #[test]
    fn attributes_are_read_as_text_and_as_numbers() {
        let rows =
            column(&[Some("12.50"), Some("12.50"), Some(r#""a\n\u00e9""#), Some("null"), None]);
        let texts = text_of(&run(Name::AttributeText, &rows, &[]));
        assert_eq!(texts[0].as_deref(), Some("12.50"));
        assert_eq!(texts[2].as_deref(), Some("a\né"));
        assert_eq!((&texts[3], &texts[4]), (&None, &None));
        let numbers = run(Name::AttributeNumber, &rows, &[]);
        let numbers: Vec<_> =
            numbers.as_primitive::<arrow::datatypes::Float64Type>().iter().collect();
        assert_eq!(numbers, [Some(12.5), Some(12.5), None, None, None]);
    }

    #[test]
    fn lists_are_searched() {
        let rows = column(&[Some(r#"["Rage_click","x"]"#), Some("[1,25.5]"), Some("[]"), None]);
        let flags = |array: ArrayRef| array.as_boolean().iter().collect::<Vec<_>>();
        let like = |text: &str| flags(run(Name::ListAnyLike, &rows, &[text.into()]));
        assert_eq!(like("%RAGE\\_%"), [Some(true), Some(false), Some(false), None]);
        assert_eq!(like("%rage%k"), [Some(true), Some(false), Some(false), None]);
        assert_eq!(like("x%"), [Some(true), Some(false), Some(false), None]);
        let eq = flags(run(Name::ListAnyEq, &rows, &["25.5".into()]));
        assert_eq!(eq, [Some(false), Some(true), Some(false), None]);
        let range = flags(run(Name::ListAnyRange, &rows, &[20.0.into(), 25.5.into()]));
        assert_eq!(range, [Some(false), Some(true), Some(false), None]);
    }

    #[test]
    fn elements_come_out_as_a_list() {
        let rows = column(&[
            Some(r#"[{"message":"a","at":{"line":1}},{"at":{"line":2}},3]"#),
            Some(r#"[{"locations":[{"line":1},{"line":2}]},{"locations":[{"line":3}]}]"#),
            None,
        ]);
        let at = |path: &str| text_of(&run(Name::Elements, &rows, &[path.into()]));
        assert_eq!(at("message"), [Some("[\"a\"]".into()), Some("[]".into()), None]);
        assert_eq!(at("at.line"), [Some("[1,2]".into()), Some("[]".into()), None]);
        assert_eq!(at("locations[].line"), [Some("[]".into()), Some("[1,2,3]".into()), None]);
    }

    #[test]
    fn times_fall_into_buckets() {
        let times: ArrayRef =
            Arc::new(Int64Array::from(vec![Some(9), Some(10), Some(29), Some(30), None]));
        let starts = run(Name::Bucket, &times, &["10,20,30".into()]);
        let starts: Vec<_> = starts.as_primitive::<Int64Type>().iter().collect();
        assert_eq!(starts, [None, Some(10), Some(20), None, None]);
    }
}
