//! What batch calls take: lists and series of texts, Arrow columns, documents; one after the other.

use std::collections::VecDeque;

use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyIterator, PyString, PyStringMethods};

use crate::arrow::Texts;
use crate::document::{Core, Document};

/// One of what came in.
pub(crate) enum Given {
    /// The bytes of a text.
    Text(Vec<u8>),
    Document(Core),
    /// No text, or none that can be read: why.
    Missing(String),
}

/// One of what came in, with its place and the name it goes by.
pub(crate) struct Item {
    pub(crate) row: usize,
    pub(crate) id: String,
    pub(crate) given: Given,
}

enum Source<'py> {
    Walked(Bound<'py, PyIterator>),
    Arrow(Texts),
}

/// All that came in.
pub(crate) struct Inputs<'py> {
    source: Source<'py>,
    ids: Option<VecDeque<String>>,
    total: Option<usize>,
    row: usize,
}

impl<'py> Inputs<'py> {
    /// `ids` names them; else a document goes by its own id, and a text by its place, from "0".
    pub(crate) fn new(texts: &Bound<'py, PyAny>, ids: Option<&Bound<'py, PyAny>>) -> PyResult<Self> {
        if texts.is_instance_of::<PyString>() || texts.is_instance_of::<PyBytes>() {
            return Err(PyTypeError::new_err("texts are several: a list or a column, not one text"));
        }
        let ids: Option<VecDeque<String>> = ids.map(names).transpose()?;
        let (source, total) = match Texts::of(texts)? {
            Some(column) => {
                let total = column.total().or_else(|| texts.len().ok());
                (Source::Arrow(column), total)
            }
            None => (Source::Walked(texts.try_iter()?), texts.len().ok()),
        };
        if let (Some(ids), Some(total)) = (&ids, total)
            && ids.len() != total
        {
            return Err(ids_differ());
        }
        Ok(Self { source, ids, total, row: 0 })
    }

    /// How many there are, when that is known.
    pub(crate) fn total(&self) -> Option<usize> {
        self.total
    }

    pub(crate) fn next(&mut self) -> PyResult<Option<Item>> {
        let given = match &mut self.source {
            Source::Walked(list) => match list.next() {
                Some(value) => given(&value?)?,
                None => return self.end(),
            },
            Source::Arrow(texts) => match texts.next()? {
                Some(Some(text)) => Given::Text(text.to_vec()),
                Some(None) => missing(),
                None => return self.end(),
            },
        };
        let row = self.row;
        self.row += 1;
        let id = match (&mut self.ids, &given) {
            (Some(ids), _) => ids.pop_front().ok_or_else(ids_differ)?,
            (None, Given::Document(document)) if !document.inner.id().is_empty() => {
                document.inner.id().to_owned()
            }
            _ => row.to_string(),
        };
        Ok(Some(Item { row, id, given }))
    }

    fn end(&self) -> PyResult<Option<Item>> {
        if self.ids.as_ref().is_some_and(|ids| !ids.is_empty()) { Err(ids_differ()) } else { Ok(None) }
    }
}

fn ids_differ() -> PyErr {
    PyValueError::new_err("there must be as many ids as texts")
}

fn names(ids: &Bound<'_, PyAny>) -> PyResult<VecDeque<String>> {
    if let Some(mut column) = Texts::of(ids).ok().flatten() {
        let mut all = VecDeque::new();
        while let Some(id) = column.next()? {
            all.push_back(String::from_utf8_lossy(id.unwrap_or_default()).into_owned());
        }
        return Ok(all);
    }
    ids.try_iter()?.map(|id| Ok(id?.str()?.to_cow()?.into_owned())).collect()
}

fn missing() -> Given {
    Given::Missing("no text".to_owned())
}

fn given(value: &Bound<'_, PyAny>) -> PyResult<Given> {
    if let Ok(text) = value.cast::<PyString>() {
        // Not `to_cow`: that would leave a second copy of every text inside its `str`.
        return Ok(match text.encode_utf8() {
            Ok(bytes) => Given::Text(bytes.as_bytes().to_vec()),
            Err(error) => Given::Missing(error.to_string()),
        });
    }
    if let Ok(bytes) = value.cast::<PyBytes>() {
        return Ok(Given::Text(bytes.as_bytes().to_vec()));
    }
    if let Ok(document) = value.cast::<Document>() {
        return Ok(Given::Document(document.get().core.clone()));
    }
    if value.is_none() {
        return Ok(missing());
    }
    // What pandas puts where there is nothing.
    if value.extract::<f64>().is_ok_and(f64::is_nan) || value.get_type().name()? == "NAType" {
        return Ok(missing());
    }
    let name = value.get_type().name()?;
    Err(PyTypeError::new_err(format!("texts are str, bytes or Document, not {name}")))
}
