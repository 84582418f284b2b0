//! `Frame`: rows as columns of plain buffers, the way Arrow lays them out, a batch of some thousand rows at a time.

use std::sync::Arc;

use pyo3::IntoPyObjectExt;
use pyo3::exceptions::{PyIndexError, PyKeyError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::{PyCapsule, PyDict, PyList, PyTuple};

use crate::arrow::{schema_capsule, stream_capsule};

/// Rows of a batch: large enough to cost nothing each, small enough that growing one is no peak of memory.
const BATCH: usize = 4096;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Text,
    Int,
    Real,
    Flag,
    /// So many whole numbers a row.
    Numbers(usize),
}

impl Kind {
    fn name(self) -> String {
        match self {
            Self::Text => "text".to_owned(),
            Self::Int => "int".to_owned(),
            Self::Real => "real".to_owned(),
            Self::Flag => "flag".to_owned(),
            Self::Numbers(width) => format!("numbers:{width}"),
        }
    }

    fn of(name: &str) -> Option<Self> {
        match name {
            "text" => Some(Self::Text),
            "int" => Some(Self::Int),
            "real" => Some(Self::Real),
            "flag" => Some(Self::Flag),
            other => other.strip_prefix("numbers:")?.parse().ok().map(Self::Numbers),
        }
    }
}

/// Names and kinds of the columns.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Shape {
    pub(crate) columns: Vec<(String, Kind)>,
}

impl Shape {
    pub(crate) fn new(columns: &[(&str, Kind)]) -> Arc<Self> {
        Arc::new(Self { columns: columns.iter().map(|&(name, kind)| (name.to_owned(), kind)).collect() })
    }
}

/// One value.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Cell<'a> {
    Null,
    Text(&'a str),
    Int(i64),
    Real(f64),
    Flag(bool),
    Numbers(&'a [u32]),
}

impl<'a> From<Option<&'a str>> for Cell<'a> {
    fn from(text: Option<&'a str>) -> Self {
        text.map_or(Self::Null, Self::Text)
    }
}

impl From<usize> for Cell<'_> {
    fn from(number: usize) -> Self {
        Self::Int(number as i64)
    }
}

/// A bit a row.
#[derive(Clone, Debug, Default)]
pub(crate) struct Bits {
    bytes: Vec<u8>,
    len: usize,
    zeros: usize,
}

impl Bits {
    fn push(&mut self, bit: bool) {
        if self.len.is_multiple_of(8) {
            self.bytes.push(0);
        }
        if bit {
            self.bytes[self.len / 8] |= 1 << (self.len % 8);
        } else {
            self.zeros += 1;
        }
        self.len += 1;
    }

    fn get(&self, at: usize) -> bool {
        (self.bytes[at / 8] >> (at % 8)) & 1 == 1
    }

    pub(crate) fn bytes(&self) -> &[u8] {
        &self.bytes
    }
}

/// One column of a batch; `valid` has a bit for each row that is not missing.
#[derive(Clone, Debug)]
pub(crate) enum Column {
    Text { offsets: Vec<i64>, data: Vec<u8>, valid: Bits },
    Int { values: Vec<i64>, valid: Bits },
    Real { values: Vec<f64>, valid: Bits },
    Flag { values: Bits, valid: Bits },
    Numbers { values: Vec<u32>, width: usize, valid: Bits },
}

impl Column {
    fn new(kind: Kind) -> Self {
        let valid = Bits::default();
        match kind {
            Kind::Text => Self::Text { offsets: vec![0], data: Vec::new(), valid },
            Kind::Int => Self::Int { values: Vec::new(), valid },
            Kind::Real => Self::Real { values: Vec::new(), valid },
            Kind::Flag => Self::Flag { values: Bits::default(), valid },
            Kind::Numbers(width) => Self::Numbers { values: Vec::new(), width, valid },
        }
    }

    fn bits(&self) -> &Bits {
        match self {
            Self::Text { valid, .. }
            | Self::Int { valid, .. }
            | Self::Real { valid, .. }
            | Self::Flag { valid, .. }
            | Self::Numbers { valid, .. } => valid,
        }
    }

    /// The bits of what is not missing, None when nothing is, and how many are.
    pub(crate) fn validity(&self) -> (Option<&[u8]>, usize) {
        let bits = self.bits();
        ((bits.zeros > 0).then(|| bits.bytes()), bits.zeros)
    }

    /// A value of another kind than the column's is a missing one.
    fn push(&mut self, cell: Cell<'_>) {
        match self {
            Self::Text { offsets, data, valid } => {
                valid.push(matches!(cell, Cell::Text(_)));
                if let Cell::Text(text) = cell {
                    data.extend_from_slice(text.as_bytes());
                }
                offsets.push(data.len() as i64);
            }
            Self::Int { values, valid } => {
                valid.push(matches!(cell, Cell::Int(_)));
                values.push(if let Cell::Int(number) = cell { number } else { 0 });
            }
            Self::Real { values, valid } => {
                valid.push(matches!(cell, Cell::Real(_)));
                values.push(if let Cell::Real(number) = cell { number } else { 0.0 });
            }
            Self::Flag { values, valid } => {
                valid.push(matches!(cell, Cell::Flag(_)));
                values.push(matches!(cell, Cell::Flag(true)));
            }
            Self::Numbers { values, width, valid } => match cell {
                Cell::Numbers(numbers) if numbers.len() == *width => {
                    values.extend_from_slice(numbers);
                    valid.push(true);
                }
                _ => {
                    values.resize(values.len() + *width, 0);
                    valid.push(false);
                }
            },
        }
    }

    fn get(&self, at: usize) -> Cell<'_> {
        if !self.bits().get(at) {
            return Cell::Null;
        }
        match self {
            Self::Text { offsets, data, .. } => {
                let words = &data[offsets[at] as usize..offsets[at + 1] as usize];
                Cell::Text(std::str::from_utf8(words).unwrap_or_default())
            }
            Self::Int { values, .. } => Cell::Int(values[at]),
            Self::Real { values, .. } => Cell::Real(values[at]),
            Self::Flag { values, .. } => Cell::Flag(values.get(at)),
            Self::Numbers { values, width, .. } => Cell::Numbers(&values[at * width..(at + 1) * width]),
        }
    }

    fn shrink(&mut self) {
        match self {
            Self::Text { offsets, data, .. } => {
                offsets.shrink_to_fit();
                data.shrink_to_fit();
            }
            Self::Int { values, .. } => values.shrink_to_fit(),
            Self::Real { values, .. } => values.shrink_to_fit(),
            Self::Flag { .. } => {}
            Self::Numbers { values, .. } => values.shrink_to_fit(),
        }
    }
}

/// Some rows.
#[derive(Clone, Debug)]
pub(crate) struct Batch {
    columns: Vec<Column>,
    len: usize,
}

impl Batch {
    pub(crate) fn new(shape: &Shape) -> Self {
        Self { columns: shape.columns.iter().map(|&(_, kind)| Column::new(kind)).collect(), len: 0 }
    }

    pub(crate) fn len(&self) -> usize {
        self.len
    }

    pub(crate) fn columns(&self) -> &[Column] {
        &self.columns
    }

    pub(crate) fn push(&mut self, cells: &[Cell<'_>]) {
        debug_assert_eq!(cells.len(), self.columns.len());
        for (column, &cell) in self.columns.iter_mut().zip(cells) {
            column.push(cell);
        }
        self.len += 1;
    }
}

/// Rows on their way to a `Frame`.
pub(crate) struct Rows {
    shape: Arc<Shape>,
    done: Vec<Arc<Batch>>,
    open: Batch,
}

impl Rows {
    pub(crate) fn new(shape: &Arc<Shape>) -> Self {
        Self { shape: Arc::clone(shape), done: Vec::new(), open: Batch::new(shape) }
    }

    pub(crate) fn push(&mut self, cells: &[Cell<'_>]) {
        self.open.push(cells);
        if self.open.len >= BATCH {
            self.close();
        }
    }

    pub(crate) fn append(&mut self, rows: &Batch) {
        let mut cells = Vec::with_capacity(rows.columns.len());
        for at in 0..rows.len {
            cells.clear();
            cells.extend(rows.columns.iter().map(|c| c.get(at)));
            self.push(&cells);
        }
    }

    fn close(&mut self) {
        let mut batch = std::mem::replace(&mut self.open, Batch::new(&self.shape));
        if batch.len > 0 {
            batch.columns.iter_mut().for_each(Column::shrink);
            self.done.push(Arc::new(batch));
        }
    }

    pub(crate) fn frame(mut self) -> Frame {
        self.close();
        Frame::new(self.shape, self.done)
    }
}

/// Rows as columns; `wirecopy.Table` is what users see of it.
#[pyclass(frozen, module = "wirecopy._native")]
#[derive(Debug)]
pub(crate) struct Frame {
    shape: Arc<Shape>,
    batches: Vec<Arc<Batch>>,
    /// The first row of each batch.
    starts: Vec<usize>,
    len: usize,
}

impl Frame {
    fn new(shape: Arc<Shape>, batches: Vec<Arc<Batch>>) -> Self {
        let mut len = 0;
        let mut starts = Vec::with_capacity(batches.len());
        for batch in &batches {
            starts.push(len);
            len += batch.len;
        }
        Self { shape, batches, starts, len }
    }

    fn cell(&self, column: usize, row: usize) -> Cell<'_> {
        let k = self.starts.partition_point(|&s| s <= row) - 1;
        self.batches[k].columns[column].get(row - self.starts[k])
    }

    fn check(&self, row: usize) -> PyResult<usize> {
        if row < self.len { Ok(row) } else { Err(PyIndexError::new_err("there is no such row")) }
    }
}

fn value<'py>(py: Python<'py>, cell: Cell<'_>) -> PyResult<Bound<'py, PyAny>> {
    match cell {
        Cell::Null => Ok(py.None().into_bound(py)),
        Cell::Text(text) => text.into_bound_py_any(py),
        Cell::Int(number) => number.into_bound_py_any(py),
        Cell::Real(number) => number.into_bound_py_any(py),
        Cell::Flag(flag) => flag.into_bound_py_any(py),
        Cell::Numbers(numbers) => numbers.into_bound_py_any(py),
    }
}

#[pymethods]
impl Frame {
    /// A frame from names, kinds ("text", "int", "real", "flag", "numbers:128") and a list of values a column.
    #[staticmethod]
    #[pyo3(signature = (names: "Sequence[str]", kinds: "Sequence[str]", columns: "Sequence[Sequence[Any]]") -> "Frame")]
    fn of(names: Vec<String>, kinds: Vec<String>, columns: Vec<Bound<'_, PyAny>>) -> PyResult<Self> {
        let wrong =
            || PyValueError::new_err("a frame has a name, a kind and a list of one length for each column");
        if names.len() != kinds.len() || names.len() != columns.len() {
            return Err(wrong());
        }
        let kinds = kinds.iter().map(|k| Kind::of(k)).collect::<Option<Vec<_>>>().ok_or_else(wrong)?;
        let len = columns.first().map_or(Ok(0), PyAnyMethods::len)?;
        let shape = Arc::new(Shape { columns: names.into_iter().zip(kinds).collect() });
        let mut batch = Batch::new(&shape);
        for ((column, (_, kind)), values) in batch.columns.iter_mut().zip(&shape.columns).zip(&columns) {
            if values.len()? != len {
                return Err(wrong());
            }
            for value in values.try_iter()? {
                let value = value?;
                if value.is_none() {
                    column.push(Cell::Null);
                    continue;
                }
                match kind {
                    Kind::Text => column.push(Cell::Text(&value.extract::<String>()?)),
                    Kind::Int => column.push(Cell::Int(value.extract()?)),
                    Kind::Real => column.push(Cell::Real(value.extract()?)),
                    Kind::Flag => column.push(Cell::Flag(value.extract()?)),
                    Kind::Numbers(_) => column.push(Cell::Numbers(&value.extract::<Vec<u32>>()?)),
                }
            }
        }
        batch.len = len;
        Ok(Self::new(shape, vec![Arc::new(batch)]))
    }

    /// The names of the columns.
    #[getter]
    fn names(&self) -> Vec<&str> {
        self.shape.columns.iter().map(|(name, _)| name.as_str()).collect()
    }

    /// The kinds of the columns.
    #[getter]
    fn kinds(&self) -> Vec<String> {
        self.shape.columns.iter().map(|(_, kind)| kind.name()).collect()
    }

    fn __len__(&self) -> usize {
        self.len
    }

    /// The values of one column; KeyError when there is none of that name.
    #[pyo3(signature = (name) -> "list[Any]")]
    fn column<'py>(&self, py: Python<'py>, name: &str) -> PyResult<Bound<'py, PyList>> {
        let missing = || PyKeyError::new_err(name.to_owned());
        let at = self.shape.columns.iter().position(|(n, _)| n == name).ok_or_else(missing)?;
        let list = PyList::empty(py);
        for batch in &self.batches {
            for row in 0..batch.len {
                list.append(value(py, batch.columns[at].get(row))?)?;
            }
        }
        Ok(list)
    }

    /// One row by the names of its columns.
    #[pyo3(signature = (index) -> "dict[str, Any]")]
    fn row<'py>(&self, py: Python<'py>, index: usize) -> PyResult<Bound<'py, PyDict>> {
        let row = self.check(index)?;
        let made = PyDict::new(py);
        for (at, (name, _)) in self.shape.columns.iter().enumerate() {
            made.set_item(name, value(py, self.cell(at, row))?)?;
        }
        Ok(made)
    }

    /// The rows of these numbers.
    #[pyo3(signature = (rows: "Sequence[int]") -> "Frame")]
    fn take(&self, rows: Vec<usize>) -> PyResult<Self> {
        let mut made = Rows::new(&self.shape);
        for row in rows {
            let row = self.check(row)?;
            let cells: Vec<Cell<'_>> = (0..self.shape.columns.len()).map(|at| self.cell(at, row)).collect();
            made.push(&cells);
        }
        Ok(made.frame())
    }

    /// Arrow's C stream of struct arrays.
    #[pyo3(signature = (requested_schema: "object" = None) -> "Any")]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        let _ = requested_schema;
        stream_capsule(py, Arc::clone(&self.shape), self.batches.clone())
    }

    /// Arrow's C schema of the stream.
    #[pyo3(signature = () -> "Any")]
    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        schema_capsule(py, &self.shape)
    }

    #[pyo3(signature = () -> "tuple[Any, Any]")]
    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
        let (py, me) = (slf.py(), slf.get());
        let columns =
            me.shape.columns.iter().map(|(name, _)| me.column(py, name)).collect::<PyResult<Vec<_>>>()?;
        let args = (me.names(), me.kinds(), columns).into_pyobject(py)?;
        Ok((py.get_type::<Self>().getattr("of")?, args))
    }

    fn __repr__(&self) -> String {
        format!("<Frame {} rows, {} columns>", self.len, self.shape.columns.len())
    }
}
