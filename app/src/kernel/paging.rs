//! Pages of long lists.

/// One page of a list.
#[derive(Clone, Debug)]
pub struct Page<T> {
    /// What is on this page.
    pub rows: Vec<T>,
    /// Its number, from one.
    pub number: u32,
    /// Whether another page follows.
    pub more: bool,
}

impl<T> Page<T> {
    /// Rows on a page.
    pub const SIZE: u32 = 50;

    /// From at most `SIZE + 1` rows: the extra one only tells that another page follows.
    #[must_use]
    pub fn cut(mut rows: Vec<T>, number: u32) -> Self {
        let more = rows.len() > Self::SIZE as usize;
        rows.truncate(Self::SIZE as usize);
        Self { rows, number, more }
    }

    /// How many rows to skip for a page.
    #[must_use]
    pub fn offset(number: u32) -> i64 {
        i64::from(number.saturating_sub(1)) * i64::from(Self::SIZE)
    }

    /// How many rows to ask for.
    #[must_use]
    pub fn limit() -> i64 {
        i64::from(Self::SIZE) + 1
    }
}
