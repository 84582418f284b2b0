//! Matrices of floats, row by row, and their products.

/// A matrix; row by row.
#[derive(Clone, Debug, Default)]
pub(crate) struct Matrix {
    pub(crate) rows: usize,
    pub(crate) cols: usize,
    pub(crate) data: Vec<f32>,
}

impl Matrix {
    pub(crate) fn zeros(rows: usize, cols: usize) -> Self {
        Self { rows, cols, data: vec![0.0; rows * cols] }
    }

    pub(crate) fn row(&self, r: usize) -> &[f32] {
        &self.data[r * self.cols..(r + 1) * self.cols]
    }

    pub(crate) fn row_mut(&mut self, r: usize) -> &mut [f32] {
        &mut self.data[r * self.cols..(r + 1) * self.cols]
    }

    pub(crate) fn add(&mut self, other: &Self) {
        debug_assert_eq!((self.rows, self.cols), (other.rows, other.cols));
        for (a, b) in self.data.iter_mut().zip(&other.data) {
            *a += b;
        }
    }
}

/// One side of a product: a matrix as it is, or on its side.
#[derive(Clone, Copy)]
pub(crate) enum Side<'a> {
    Plain(&'a Matrix),
    Turned(&'a Matrix),
}

impl<'a> Side<'a> {
    /// Rows, columns, distance of rows, distance of columns, the numbers.
    fn shape(self) -> (usize, usize, isize, isize, &'a [f32]) {
        match self {
            Self::Plain(m) => (m.rows, m.cols, m.cols as isize, 1, &m.data),
            Self::Turned(m) => (m.cols, m.rows, 1, m.cols as isize, &m.data),
        }
    }
}

/// Adds the product of `a` and `b` to `out`.
pub(crate) fn multiply(a: Side<'_>, b: Side<'_>, out: &mut Matrix) {
    let (m, k, a_row, a_col, a) = a.shape();
    let (k2, n, b_row, b_col, b) = b.shape();
    assert!(k == k2 && (out.rows, out.cols) == (m, n), "{m}x{k} by {k2}x{n} into {}x{}", out.rows, out.cols);
    if m == 0 || n == 0 || k == 0 {
        return;
    }
    #[allow(unsafe_code, reason = "the product's interface takes pointers")]
    // SAFETY: the shapes were compared above, the strides are those of whole matrices of these shapes, and `out` is
    // borrowed alone.
    unsafe {
        gemm::gemm(
            m,
            n,
            k,
            out.data.as_mut_ptr(),
            1,
            n as isize,
            true,
            a.as_ptr(),
            a_col,
            a_row,
            b.as_ptr(),
            b_col,
            b_row,
            1.0,
            1.0,
            false,
            false,
            false,
            gemm::Parallelism::None,
        );
    }
}
