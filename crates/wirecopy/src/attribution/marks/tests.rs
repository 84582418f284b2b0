//! The scanner on the conventions it must know and the accidents it must survive.

use super::*;
use crate::language::english;

fn scan_text(text: &str) -> (Document, Marks) {
    let document = Document::from_text(text).unwrap();
    let marks = scan(&document, english().unwrap());
    (document, marks)
}

/// The outermost quotations, marks included.
fn outer(text: &str) -> Vec<String> {
    let (document, marks) = scan_text(text);
    marks.quotations.iter().filter(|q| q.depth == 0).map(|q| document.slice(q.span).to_owned()).collect()
}

fn flags(text: &str) -> Vec<(bool, bool, bool)> {
    scan_text(text).1.quotations.iter().map(|q| (q.unclosed, q.unopened, q.irregular)).collect()
}

fn inner(text: &str) -> Vec<String> {
    let (document, marks) = scan_text(text);
    marks.quotations.iter().filter(|q| q.depth > 0).map(|q| document.slice(q.span).to_owned()).collect()
}

#[test]
fn conventions() {
    for (text, want) in [
        ("“It was dark,” Marsh said.", "“It was dark,”"),
        ("\"It was dark,\" Marsh said.", "\"It was dark,\""),
        ("``It was dark,'' Marsh said.", "``It was dark,''"),
        ("''It was dark,'' Marsh said.", "''It was dark,''"),
        ("<<It was dark>>, said Marsh.", "<<It was dark>>"),
        ("«It was dark», said Marsh.", "«It was dark»"),
        ("« It was dark », said Marsh.", "« It was dark »"),
        ("»It was dark«, said Marsh.", "»It was dark«"),
        ("„It was dark“, said Marsh.", "„It was dark“"),
        ("„It was dark”, said Marsh.", "„It was dark”"),
        ("「It was dark」, said Marsh.", "「It was dark」"),
        ("‘It was dark,’ said Marsh.", "‘It was dark,’"),
        ("'It was dark,' said Marsh.", "'It was dark,'"),
        ("Marsh said: “It was\u{200b} dark.”\u{200b}", "“It was\u{200b} dark.”"),
    ] {
        assert_eq!(outer(text), [want], "{text}");
        assert_eq!(flags(text), [(false, false, false)], "{text}");
    }
}

#[test]
fn apostrophes_are_no_marks() {
    for text in [
        "The players’ union met in the ’90s, rock ’n’ roll, ’tis said, at the O’Briens’ farm.",
        "The players' union met in the '90s, rock 'n' roll, 'tis said, at the O'Briens' farm.",
        "A 6'2\" guard stood 5'11\" tall at 40° 26′ 46″.",
        "He said the boys' coats and the girls' hats weren't theirs; the class of ’16's was.",
    ] {
        assert_eq!(outer(text), [] as [&str; 0], "{text}");
    }
}

#[test]
fn british_singles_with_apostrophes_inside() {
    assert_eq!(
        outer("‘I don’t know the Joneses’ boat,’ said Lund, ‘but it’s theirs.’"),
        ["‘I don’t know the Joneses’ boat,’", "‘but it’s theirs.’"]
    );
    assert_eq!(
        outer("'I don't know the Joneses' boat,' said Lund, 'but it's theirs.'"),
        ["'I don't know the Joneses' boat,'", "'but it's theirs.'"]
    );
}

#[test]
fn nesting() {
    for (text, out, within) in [
        ("“He told me ‘run’ and I ran,” Marsh said.", "“He told me ‘run’ and I ran,”", "‘run’"),
        ("‘He told me “run” and I ran,’ Marsh said.", "‘He told me “run” and I ran,’", "“run”"),
        ("«He told me «run» and I ran», Marsh said.", "«He told me «run» and I ran»", "«run»"),
        ("\"He told me \"run\" and I ran,\" Marsh said.", "\"He told me \"run\" and I ran,\"", "\"run\""),
        ("「He told me 『run』 and I ran」, Marsh said.", "「He told me 『run』 and I ran」", "『run』"),
        ("''He told me, 'Run,''' Marsh said.", "''He told me, 'Run,'''", "'Run,'"),
        ("\"He told me, 'Run,' \" Marsh said.", "\"He told me, 'Run,' \"", "'Run,'"),
        ("“He told me, ‘Run,’\u{2009}” Marsh said.", "“He told me, ‘Run,’\u{2009}”", "‘Run,’"),
    ] {
        assert_eq!(outer(text), [out], "{text}");
        assert_eq!(inner(text), [within], "{text}");
    }
}

#[test]
fn straight_marks_by_neighbours() {
    assert_eq!(
        outer("\"It was dark,\" Marsh said. \"Nobody had a torch.\""),
        ["\"It was dark,\"", "\"Nobody had a torch.\""]
    );
    // One stray mark does not invert what follows.
    assert_eq!(
        outer("The gate\" was shut. \"It was dark,\" Marsh said. \"Nobody had a torch.\""),
        ["\"It was dark,\"", "\"Nobody had a torch.\""]
    );
}

#[test]
fn wrong_way_and_mixed_marks() {
    for (text, want) in [
        ("”It was dark,” said Marsh.", "”It was dark,”"),
        ("“It was dark\", said Marsh.", "“It was dark\""),
        (",,It was dark`` said Marsh.", ",,It was dark``"),
        ("“It was dark.“", "“It was dark.“"),
        ("«It was dark,” said Marsh.", "«It was dark,”"),
    ] {
        assert_eq!(outer(text), [want], "{text}");
        assert_eq!(flags(text), [(false, false, true)], "{text}");
    }
}

#[test]
fn never_closed_and_never_opened() {
    let text = "“It was dark, Marsh said, and nobody had a torch.\n\nIt rained.";
    assert_eq!(outer(text), ["“It was dark, Marsh said, and nobody had a torch."]);
    assert_eq!(flags(text), [(true, false, false)]);
    let text = "It rained. It was dark,” Marsh said.";
    assert_eq!(outer(text), ["It was dark,”"]);
    assert_eq!(flags(text), [(false, true, false)]);
    let text = "“It was dark, Marsh said. “Nobody had a torch.”";
    assert_eq!(outer(text), ["“It was dark, Marsh said.", "“Nobody had a torch.”"]);
}

#[test]
fn a_quotation_may_be_reopened_in_each_paragraph() {
    let text =
        "Quill said: “We looked at every option.\n\n“None was cheap.\n\n“This one was at least honest.”";
    let (_, marks) = scan_text(text);
    let links: Vec<_> = marks.quotations.iter().map(|q| (q.continues, q.unclosed)).collect();
    assert_eq!(links, [(None, false), (Some(0), false), (Some(1), false)]);
    // Closed in each paragraph: not one quotation.
    let text = "“We looked at every option.”\n\n“None was cheap,” she went on.";
    assert!(scan_text(text).1.quotations.iter().all(|q| q.continues.is_none()));
}

#[test]
fn uses() {
    use Use::{Mention, Nickname, Scare, Speech, Title};
    for (text, want) in [
        ("The “temporary” fence is nine years old.", Scare),
        ("She sang “Salt and Rope” from the 1974 album.", Title),
        ("Janek “the Ferry” Moor said nothing.", Nickname),
        ("He is a man who goes by “Shorty.”", Nickname),
        ("The word “levee” comes from French.", Mention),
        ("Here “silt” means any fine sediment.", Mention),
        ("“No,” she said.", Speech),
        ("Vasko said, “There is no hidden account.”", Speech),
        ("Lund called the inquiry “a favour to the guilty.”", Speech),
    ] {
        let found: Vec<_> = scan_text(text).1.quotations.iter().map(|q| q.usage).collect();
        assert_eq!(found, [want], "{text}");
    }
}

#[test]
fn hostile_runs_take_linear_time() {
    for unit in [
        "\"", "'", "“", "”", "‘", "’", "''", "«", "``", ",,a", "“a ", "\"a ", "a\" ", "5\"", "5'", " '",
        "s’ a ",
    ] {
        let text = unit.repeat(1_000_000 / unit.len());
        let start = std::time::Instant::now();
        let (document, marks) = scan_text(&text);
        for q in &marks.quotations {
            assert!(document.get(q.span).is_some() && document.get(q.inner).is_some());
        }
        // Quadratic time would take minutes.
        assert!(start.elapsed().as_secs() < 20, "{unit:?} took {:?}", start.elapsed());
    }
}
