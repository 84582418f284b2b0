//! `wirecopy.story/1`. Articles, reports and families are numbered from 0; every span stands beside the number of its article.

use serde::Serialize;

use super::{Input, ProducedBy, SpanOut, Units, round4, to_string};
use crate::JsonOptions;
use crate::attribution::Count;
use crate::story::{
    Article, Cites, DiffPart, Family, Figure, Independence, Member, Own, Place, Report, Rests, Silence,
    Speaker, Story, Witness,
};

const SCHEMA: &str = "wirecopy.story/1";

#[derive(Debug, Serialize)]
struct StoryOut<'a> {
    schema: &'static str,
    offsets: &'static str,
    articles: Vec<ArticleOut<'a>>,
    apart: &'a [usize],
    independence: IndependenceOut<'a>,
    reports: Vec<ReportOut<'a>>,
    older_reports: Vec<ReportOut<'a>>,
    other_reports: Vec<ReportOut<'a>>,
    families: Vec<FamilyOut<'a>>,
    only: Vec<MemberOut<'a>>,
    figures: Vec<FigureOut<'a>>,
    silences: Vec<SilenceOut<'a>>,
    produced_by: ProducedBy,
    inputs: Vec<Input>,
}

#[derive(Debug, Serialize)]
struct ArticleOut<'a> {
    id: &'a str,
    input: usize,
    outlet: Option<&'a str>,
    outlet_from_body: bool,
    published: Option<&'a str>,
    place: Option<&'a str>,
    reports: &'a [usize],
    inferred: bool,
    cites: Vec<CitesOut<'a>>,
    own: Vec<OwnOut<'a>>,
}

#[derive(Debug, Serialize)]
struct PlaceOut<'a> {
    article: usize,
    id: &'a str,
    start: usize,
    end: usize,
}

#[derive(Clone, Copy, Debug, Serialize)]
struct CountOut {
    min: u32,
    max: Option<u32>,
}

#[derive(Debug, Serialize)]
struct CitesOut<'a> {
    words: &'a str,
    place: PlaceOut<'a>,
    count: Option<CountOut>,
    central: bool,
}

#[derive(Debug, Serialize)]
struct OwnOut<'a> {
    kind: &'static str,
    who: Option<&'a str>,
    attribution: Option<String>,
    place: PlaceOut<'a>,
}

#[derive(Debug, Serialize)]
struct ReportOut<'a> {
    outlet: &'a str,
    date: Option<&'a str>,
    date_words: Option<&'a str>,
    article: Option<usize>,
    places: Vec<PlaceOut<'a>>,
}

#[derive(Debug, Serialize)]
struct FamilyOut<'a> {
    central: bool,
    quoted: bool,
    articles: Vec<usize>,
    members: Vec<MemberOut<'a>>,
    independence: IndependenceOut<'a>,
}

#[allow(clippy::struct_excessive_bools, reason = "the shape of the answer")]
#[derive(Debug, Serialize)]
struct MemberOut<'a> {
    article: usize,
    id: &'a str,
    attribution: Option<String>,
    spans: Vec<SpanOut>,
    text: &'a str,
    quoted: bool,
    unclosed: bool,
    relation: &'static str,
    diff: Vec<DiffOut<'a>>,
    speaker: Option<SpeakerOut<'a>>,
    drift: Vec<&'static str>,
    stance: &'static str,
    via: &'a [String],
    first_party: bool,
    score: f64,
    likely: bool,
}

#[derive(Debug, Serialize)]
pub(super) struct DiffOut<'a> {
    step: &'static str,
    #[serde(skip_serializing_if = "str::is_empty")]
    from: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    to: &'a str,
}

#[derive(Debug, Serialize)]
struct SpeakerOut<'a> {
    name: &'a str,
    #[serde(rename = "type")]
    kind: &'static str,
    named: bool,
    count: Option<CountOut>,
    span: Option<SpanOut>,
    inferred: bool,
}

#[derive(Debug, Serialize)]
struct IndependenceOut<'a> {
    reports: CountOut,
    people: CountOut,
    witnesses: Vec<WitnessOut<'a>>,
}

#[derive(Debug, Serialize)]
struct WitnessOut<'a> {
    name: &'a str,
    named: bool,
    stance: &'static str,
    count: Option<CountOut>,
    places: Vec<PlaceOut<'a>>,
}

#[derive(Debug, Serialize)]
struct FigureOut<'a> {
    kind: &'static str,
    conflict: bool,
    about: &'a str,
    family: Option<usize>,
    sides: Vec<SideOut<'a>>,
}

#[derive(Debug, Serialize)]
struct SideOut<'a> {
    words: &'a str,
    min: f64,
    max: Option<f64>,
    place: PlaceOut<'a>,
}

#[derive(Debug, Serialize)]
struct SilenceOut<'a> {
    who: &'a str,
    act: &'static str,
    asked_by: Option<&'a str>,
    places: Vec<PlaceOut<'a>>,
}

/// The `wirecopy.story/1` answer for a story.
pub fn story_json(story: &Story, options: &JsonOptions) -> String {
    let w = Writer { story, options: *options };
    let out = StoryOut {
        schema: SCHEMA,
        offsets: options.offsets.name(),
        articles: story
            .articles()
            .iter()
            .zip(&story.lineage().articles)
            .map(|(a, r)| w.article(a, r))
            .collect(),
        apart: story.apart(),
        independence: w.independence(story.independence()),
        reports: story.lineage().reports.iter().map(|r| w.report(r)).collect(),
        older_reports: story.lineage().older.iter().map(|r| w.report(r)).collect(),
        other_reports: story.lineage().others.iter().map(|r| w.report(r)).collect(),
        families: story.families().iter().map(|f| w.family(f)).collect(),
        only: story.only().iter().map(|o| w.member(&o.member)).collect(),
        figures: story.figures().iter().map(|f| w.figure(f)).collect(),
        silences: story.silences().iter().map(|s| w.silence(s)).collect(),
        produced_by: match story.analysis(0) {
            Some(a) => ProducedBy::new(SCHEMA).with_pack(a.pack(), *options),
            None => ProducedBy::new(SCHEMA),
        },
        inputs: story.documents().map(Input::of).collect(),
    };
    to_string(&out)
}

pub(super) fn diff_out(diff: &[DiffPart]) -> Vec<DiffOut<'_>> {
    diff.iter().map(|d| DiffOut { step: d.step.name(), from: &d.from, to: &d.to }).collect()
}

fn count_out(c: Count) -> CountOut {
    CountOut { min: c.min, max: c.max }
}

/// A measure, to six digits after the point: what conversions need and no more.
fn round6(x: f64) -> f64 {
    (x * 1e6).round() / 1e6
}

struct Writer<'a> {
    story: &'a Story,
    options: JsonOptions,
}

impl<'a> Writer<'a> {
    fn spans(&self, article: usize, spans: &[crate::Span]) -> Vec<SpanOut> {
        self.story
            .analysis(article)
            .map_or_else(Vec::new, |a| Units::new(a.document(), self.options.offsets).spans(spans))
    }

    fn place(&self, place: Place) -> PlaceOut<'a> {
        let span = self.spans(place.article, &[place.span]).pop().unwrap_or(SpanOut { start: 0, end: 0 });
        PlaceOut {
            article: place.article,
            id: self.story.articles().get(place.article).map_or("", |a| &a.id),
            start: span.start,
            end: span.end,
        }
    }

    fn places(&self, places: &[Place]) -> Vec<PlaceOut<'a>> {
        places.iter().map(|&p| self.place(p)).collect()
    }

    fn article(&self, a: &'a Article, rests: &'a Rests) -> ArticleOut<'a> {
        ArticleOut {
            id: &a.id,
            input: a.input,
            outlet: a.outlet.as_deref(),
            outlet_from_body: a.outlet_from_body,
            published: a.published.as_ref().map(crate::Date::as_str),
            place: a.place.as_deref(),
            reports: &rests.reports,
            inferred: rests.inferred,
            cites: rests.cites.iter().map(|c| self.cites(c)).collect(),
            own: rests.own.iter().map(|o| self.own(o)).collect(),
        }
    }

    fn cites(&self, c: &'a Cites) -> CitesOut<'a> {
        CitesOut {
            words: &c.words,
            place: self.place(c.place),
            count: c.count.map(count_out),
            central: c.central,
        }
    }

    fn own(&self, o: &'a Own) -> OwnOut<'a> {
        OwnOut {
            kind: o.kind.name(),
            who: o.who.as_deref(),
            attribution: o.attribution.map(|n| format!("a{n}")),
            place: self.place(o.place),
        }
    }

    fn report(&self, r: &'a Report) -> ReportOut<'a> {
        ReportOut {
            outlet: &r.outlet,
            date: r.date.as_ref().map(crate::Date::as_str),
            date_words: r.date_words.as_deref(),
            article: r.article,
            places: self.places(&r.places),
        }
    }

    fn family(&self, f: &'a Family) -> FamilyOut<'a> {
        FamilyOut {
            central: f.central,
            quoted: f.quoted(),
            articles: f.articles(),
            members: f.members.iter().map(|m| self.member(m)).collect(),
            independence: self.independence(&f.independence),
        }
    }

    fn member(&self, m: &'a Member) -> MemberOut<'a> {
        MemberOut {
            article: m.article,
            id: self.story.articles().get(m.article).map_or("", |a| &a.id),
            attribution: m.attribution.map(|n| format!("a{n}")),
            spans: self.spans(m.article, &m.spans),
            text: &m.text,
            quoted: m.quoted,
            unclosed: m.unclosed,
            relation: m.relation.name(),
            diff: diff_out(&m.diff),
            speaker: m.speaker.as_ref().map(|s| self.speaker(m.article, s)),
            drift: m.drift.iter().map(|d| d.name()).collect(),
            stance: m.stance.name(),
            via: &m.via,
            first_party: m.first_party,
            score: round4(m.score),
            likely: m.likely(),
        }
    }

    fn speaker(&self, article: usize, s: &'a Speaker) -> SpeakerOut<'a> {
        SpeakerOut {
            name: &s.name,
            kind: s.kind.name(),
            named: s.named,
            count: s.count.map(count_out),
            span: s.span.and_then(|span| self.spans(article, &[span]).pop()),
            inferred: s.inferred,
        }
    }

    fn independence(&self, i: &'a Independence) -> IndependenceOut<'a> {
        IndependenceOut {
            reports: count_out(i.reports),
            people: count_out(i.people),
            witnesses: i.witnesses.iter().map(|w| self.witness(w)).collect(),
        }
    }

    fn witness(&self, w: &'a Witness) -> WitnessOut<'a> {
        WitnessOut {
            name: &w.name,
            named: w.named,
            stance: w.stance.name(),
            count: w.count.map(count_out),
            places: self.places(&w.places),
        }
    }

    fn figure(&self, f: &'a Figure) -> FigureOut<'a> {
        FigureOut {
            kind: f.kind.name(),
            conflict: f.conflict,
            about: &f.about,
            family: f.family,
            sides: f
                .sides
                .iter()
                .map(|s| SideOut {
                    words: &s.words,
                    min: round6(s.min),
                    max: s.max.map(round6),
                    place: self.place(s.place),
                })
                .collect(),
        }
    }

    fn silence(&self, s: &'a Silence) -> SilenceOut<'a> {
        SilenceOut {
            who: &s.who,
            act: s.act.name(),
            asked_by: s.asked_by.as_deref(),
            places: self.places(&s.places),
        }
    }
}
