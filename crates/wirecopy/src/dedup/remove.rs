//! [`Index::remove`]: a document is forgotten; the numbers of the others stay.

use super::Index;

impl Index {
    /// Takes a document out, by its number; whether it was there. What was kept of it is freed, its key is free
    /// again, and its number is given to the next document: an index of the last so many documents does not grow.
    ///
    /// ```
    /// use wirecopy::dedup::{DedupOptions, Index};
    /// let mut index = Index::new(&DedupOptions::default())?;
    /// let text = "The harbour wall at Port Vellin will hold, the minister said on Monday.";
    /// let id = index.insert_text("nordwire", text)?;
    /// assert_eq!(index.query_text(text).len(), 1);
    /// assert!(index.remove(id) && !index.remove(id));
    /// assert!(index.is_empty() && index.query_text(text).is_empty());
    /// assert_eq!(index.insert_text("nordwire", text)?, id);
    /// # Ok::<(), wirecopy::Error>(())
    /// ```
    pub fn remove(&mut self, id: u64) -> bool {
        let Some(at) = usize::try_from(id).ok().filter(|at| self.holds(*at)) else { return false };
        self.links.take();
        self.by_key.remove(&self.kept[at].key);
        let exact = self.kept[at].exact;
        if self.kept[at].words > 0
            && let Some(&class) = self.by_words.get(&exact)
        {
            self.leave(class as usize, at as u32, exact);
        }
        self.kept[at].forget();
        self.free.push(at as u32);
        true
    }

    /// Whether the document of a number is still there.
    pub(crate) fn holds(&self, at: usize) -> bool {
        self.kept.get(at).is_some_and(|kept| self.by_key.get(&kept.key).is_some_and(|id| *id as usize == at))
    }

    /// Takes a document out of its class; a class of none goes, and the last one takes its number.
    fn leave(&mut self, class: usize, id: u32, exact: u128) {
        let members = &mut self.classes[class].members;
        members.retain(|member| *member != id);
        if !members.is_empty() {
            // The lead has the smallest key.
            let least = (0..members.len()).min_by_key(|k| &self.kept[members[*k] as usize].key).unwrap_or(0);
            members.swap(0, least);
            return;
        }
        let gone = self.classes.swap_remove(class);
        if let Some(postings) = self.postings.get_mut() {
            for key in &gone.keys {
                postings.remove(*key, class as u32);
            }
        }
        self.by_words.remove(&exact);
        let last = self.classes.len();
        if let Some(moved) = self.classes.get(class) {
            if let Some(postings) = self.postings.get_mut() {
                for key in &moved.keys {
                    postings.renumber(*key, last as u32, class as u32);
                }
            }
            self.by_words.insert(self.kept[moved.members[0] as usize].exact, class as u32);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::JsonOptions;
    use crate::dedup::{DedupOptions, Index};
    use crate::schema::{clusters_json, pairs_json};

    const OPENINGS: [&str; 4] = ["The harbour wall", "The old dam", "The river board", "The lower town"];

    /// Texts in families: four of each are alike, two of these the same.
    fn text(k: usize) -> String {
        let family = k / 4;
        let mut out = format!("{} of part {family} will hold until spring", OPENINGS[family % 4]);
        for word in 0..60 {
            out.push_str(&format!(
                " said{} word{}",
                (family * 7 + word) % 23,
                (family * 31 + word * 11) % 97
            ));
        }
        if k % 4 > 1 {
            out.push_str(&format!(" and nobody asked {k}"));
        }
        out
    }

    #[test]
    fn what_is_left_answers_as_if_the_rest_had_never_come() {
        let options = DedupOptions::default();
        for seed in 1..20usize {
            let (mut some, mut only) = (Index::new(&options).unwrap(), Index::new(&options).unwrap());
            let ids: Vec<u64> =
                (0..40).map(|k| some.insert_text(&format!("k{k}"), &text(k)).unwrap()).collect();
            let gone = |k: usize| k.wrapping_mul(2_654_435_761).wrapping_mul(seed) >> 7 & 3 < 2;
            for k in (0..40).rev().filter(|k| gone(*k)) {
                assert!(some.remove(ids[k]));
            }
            // Some come back under the key they had.
            for k in (0..40).filter(|k| gone(*k) && k % 3 == 0) {
                some.insert_text(&format!("k{k}"), &text(k)).unwrap();
            }
            for k in (0..40).filter(|k| !gone(*k) || k % 3 == 0) {
                only.insert_text(&format!("k{k}"), &text(k)).unwrap();
            }
            let json = JsonOptions::default();
            assert_eq!(some.len(), only.len());
            assert_eq!(pairs_json(&some, &some.pairs(), &json), pairs_json(&only, &only.pairs(), &json));
            assert_eq!(
                clusters_json(&some, &some.clusters(), &json),
                clusters_json(&only, &only.clusters(), &json)
            );
            for k in 0..40 {
                let keys = |index: &Index| -> Vec<String> {
                    index.query_text(&text(k)).iter().map(|m| format!("{} {}", m.key(), m.score())).collect()
                };
                assert_eq!(keys(&some), keys(&only));
            }
        }
    }
}
