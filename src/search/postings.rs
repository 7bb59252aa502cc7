//! Posting lists: which documents hold a term and how often, as bytes.
//!
//! A posting is the gap to the document before (minus one) times eight plus the frequency minus one
//! up to seven, as a variable-length integer; a frequency of eight or more adds what is left. Most
//! postings are one byte. Lists of two runs join by writing only the first posting of the second anew.

/// Appends an unsigned integer, seven bits a byte, low bits first.
#[inline]
pub fn put(out: &mut Vec<u8>, mut value: u64) {
    while value >= 0x80 {
        out.push((value as u8) | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}

/// Reads what [`put`] wrote and moves `bytes` on; `None` at the end or when it is damaged.
#[inline]
pub fn take(bytes: &mut &[u8]) -> Option<u64> {
    let (mut value, mut shift) = (0u64, 0);
    loop {
        let (first, rest) = bytes.split_first()?;
        *bytes = rest;
        value |= u64::from(first & 0x7F) << shift;
        if *first < 0x80 {
            return Some(value);
        }
        shift += 7;
        if shift > 63 {
            return None;
        }
    }
}

/// Appends one posting; `gap` is the distance to the document before, at least one.
#[inline]
pub fn put_posting(out: &mut Vec<u8>, gap: u32, frequency: u32) {
    let low = (frequency - 1).min(7);
    put(out, (u64::from(gap - 1) << 3) | u64::from(low));
    if low == 7 {
        put(out, u64::from(frequency - 8));
    }
}

/// Calls `visit` with document and frequency of each posting; documents at or above `limit` end the list.
#[inline]
pub fn each(mut bytes: &[u8], limit: u32, mut visit: impl FnMut(u32, u32)) {
    let mut next = 0u64;
    while let Some(head) = take(&mut bytes) {
        let document = next + (head >> 3);
        let low = (head & 7) as u32;
        let frequency = if low == 7 { 8 + take(&mut bytes).unwrap_or(0) as u32 } else { low + 1 };
        if document >= u64::from(limit) {
            return;
        }
        visit(document as u32, frequency);
        next = document + 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_is_written_is_read(list in proptest::collection::btree_map(0u32..5000, 1u32..3000, 0..80)) {
            let (mut bytes, mut next) = (Vec::new(), 0);
            for (document, frequency) in &list {
                put_posting(&mut bytes, document + 1 - next, *frequency);
                next = document + 1;
            }
            let mut read = Vec::new();
            each(&bytes, 5000, |document, frequency| read.push((document, frequency)));
            prop_assert_eq!(read, list.into_iter().collect::<Vec<_>>());
        }

        #[test]
        fn damaged_bytes_end_the_list(bytes in proptest::collection::vec(any::<u8>(), 0..60)) {
            each(&bytes, 100, |document, _| assert!(document < 100));
        }
    }
}
