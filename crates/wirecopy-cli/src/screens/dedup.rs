//! The screen of `wirecopy dedup`: the groups first, then the pairs.

use wirecopy::dedup::{Clusters, Index, Pair};

use super::{Screen, clean, count};

pub(crate) fn render(index: &Index, pairs: &[Pair], clusters: &Clusters, screen: Screen) -> String {
    let groups: Vec<_> = clusters.iter().filter(|c| c.len() > 1).collect();
    let mut out = screen.bold(&match groups.len() {
        0 => format!("No copies among {}", count(index.len(), "document", "documents")),
        n => format!("{} among {}", count(n, "group", "groups"), count(index.len(), "document", "documents")),
    });
    out.push('\n');
    for (k, group) in groups.iter().enumerate() {
        let members: Vec<&str> = group.members().map(|(_, key)| key).collect();
        out.push_str(&format!("{:>3}  {}\n", k + 1, screen.fit(&members.join(", "), 5)));
    }
    if pairs.is_empty() {
        return out;
    }
    out.push_str(&format!("\n{}\n", screen.bold(" score kind    passages documents")));
    for p in pairs {
        let names = format!("{} = {}", clean(p.a_key()), clean(p.b_key()));
        let (kind, passages) = (p.kind().name(), p.passages().len());
        out.push_str(&format!(
            "{:>5.0}% {kind:<7} {passages:>8} {}\n",
            p.score() * 100.0,
            screen.fit(&names, 24)
        ));
    }
    out
}
