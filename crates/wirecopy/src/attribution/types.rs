//! [`Attribution`] and its parts.

use crate::Span;
use crate::document::BlockKind;
use crate::entity::EntityId;
use crate::names::names;

names! {
    /// How much of the content stands inside quotation marks.
    Kind {
        /// All of it.
        Direct = "direct",
        /// Some of it.
        Mixed = "mixed",
        /// None of it.
        Indirect = "indirect",
        /// A speech act whose words are not given.
        Gesture = "gesture",
    }
}

names! {
    /// Semino and Short's grid: speech, thought or writing; direct, indirect, free, or only the act.
    Presentation {
        /// Direct speech.
        Ds = "DS",
        /// Indirect speech.
        Is = "IS",
        /// Free direct speech.
        Fds = "FDS",
        /// Free indirect speech.
        Fis = "FIS",
        /// Narrator's report of a speech act.
        Nrsa = "NRSA",
        /// Direct thought.
        Dt = "DT",
        /// Indirect thought.
        It = "IT",
        /// Free indirect thought.
        Fit = "FIT",
        /// Narrator's report of a thought act.
        Nrta = "NRTA",
        /// Direct writing.
        Dw = "DW",
        /// Indirect writing.
        Iw = "IW",
        /// Free direct writing.
        Fdw = "FDW",
        /// Free indirect writing.
        Fiw = "FIW",
        /// Narrator's report of a writing act.
        Nrwa = "NRWA",
    }
}

names! {
    /// What kind of act a cue reports.
    CueClass {
        /// Neutral saying.
        Say = "say",
        /// Saying from which the writer keeps a distance.
        Claim = "claim",
        /// Saying whose content the writer takes as so.
        Reveal = "reveal",
        /// Denying: the content is what is denied.
        Denial = "denial",
        /// Confirming.
        Confirmation = "confirmation",
        /// Asking.
        Question = "question",
        /// Telling someone to act.
        Directive = "directive",
        /// Promising or threatening.
        Commissive = "commissive",
        /// Doing by saying.
        Performative = "performative",
        /// Thinking.
        Cognition = "cognition",
        /// Feeling.
        Emotion = "emotion",
        /// Wanting.
        Volition = "volition",
        /// Predicting.
        Forecast = "forecast",
        /// Judging.
        Evaluation = "evaluation",
        /// How it was said.
        Manner = "manner",
        /// Writing.
        Written = "written",
        /// Passing on what another said.
        Citation = "citation",
        /// A gesture.
        Gesture = "gesture",
        /// Hearsay: no one is named.
        Hearsay = "hearsay",
        /// Layout: a colon, a dash, a label.
        Layout = "layout",
    }
}

names! {
    /// What a source is.
    SourceType {
        /// A person.
        Person = "person",
        /// Several persons.
        GroupOfPersons = "group_of_persons",
        /// A company, union, party, university, club.
        Organisation = "organisation",
        /// A ministry, court, army, or a place that stands for one.
        GovernmentBody = "government_body",
        /// A body of several countries.
        InternationalBody = "international_body",
        /// An agency, newspaper, broadcaster, site.
        MediaOutlet = "media_outlet",
        /// A report, letter, filing, survey, recording.
        Document = "document",
        /// A banner, a plaque.
        Object = "object",
        /// One unnamed source.
        AnonymousPerson = "anonymous_person",
        /// Several unnamed sources.
        AnonymousGroup = "anonymous_group",
        /// Voices in general: "experts", "critics".
        Generic = "generic",
        /// No one is named.
        Unspecified = "unspecified",
        /// The reporter.
        Author = "author",
    }
}

names! {
    /// How far a source is named.
    Anonymity {
        /// By name.
        Named = "named",
        /// By part of the name.
        PartialName = "partial_name",
        /// By another name.
        Pseudonym = "pseudonym",
        /// By role alone, nothing withheld: "a spokesman", "a neighbour".
        UnnamedRole = "unnamed_role",
        /// By description: "a senior official".
        Described = "described",
        /// On an explicit condition of anonymity.
        Condition = "condition",
        /// The outlet keeps the name back.
        WithheldByOutlet = "withheld_by_outlet",
        /// "A source", "sources".
        Bare = "bare",
        /// Not known to anyone: "a voice".
        Unidentified = "unidentified",
        /// Voices in general.
        Generic = "generic",
        /// No one.
        Unspecified = "unspecified",
    }
}

names! {
    /// What a gesture does.
    Act {
        /// Declined to comment.
        RefusalToComment = "refusal_to_comment",
        /// Did not respond.
        NoResponse = "no_response",
        /// Could not be reached.
        NotReached = "not_reached",
        /// Was asked; no answer is reported.
        Request = "request",
        /// Denied something not spelled out.
        Denial = "denial",
        /// Confirmed something not spelled out.
        Confirmation = "confirmation",
        /// Neither confirmed nor denied.
        NonConfirmation = "non_confirmation",
        /// Apologised.
        Apology = "apology",
        /// Condemned.
        Condemnation = "condemnation",
        /// Praised or thanked.
        Praise = "praise",
        /// Withdrew a report.
        Retraction = "retraction",
        /// Corrected a report.
        Correction = "correction",
        /// Nodded.
        Affirmation = "affirmation",
    }
}

names! {
    /// Whether the source said it or is said not to have said it.
    Polarity {
        /// Said.
        Positive = "positive",
        /// Not said.
        Negated = "negated",
    }
}

names! {
    /// Who stands behind the truth of the content.
    Factivity {
        /// The source.
        SourceCommits = "source_commits",
        /// No one in particular.
        Neutral = "neutral",
        /// The writer doubts it.
        WriterDoubts = "writer_doubts",
        /// The writer takes it as so.
        WriterEndorses = "writer_endorses",
    }
}

names! {
    /// The part of a node in a chain.
    ChainRole {
        /// Passes on what another said.
        Conduit = "conduit",
        /// Said it.
        Utterer = "utterer",
    }
}

names! {
    /// What is special about an attribution.
    Flag {
        /// The speaker goes on from an earlier quote.
        Continuation = "continuation",
        /// The quotation was never closed.
        Unclosed = "unclosed",
        /// The quotation was never opened.
        Unopened = "unopened",
        /// Its marks are mixed or the wrong way round.
        Irregular = "irregular",
        /// Words were put in or left out by an editor.
        Edited = "edited",
        /// It was said in another language.
        Translated = "translated",
        /// It was not said: a condition, a future, an image.
        Unrealised = "unrealised",
        /// It cannot be told whether the outlet asked itself: the publisher is not known.
        PublisherUnknown = "publisher_unknown",
        /// The negation belongs to the content.
        NegRaising = "neg_raising",
        /// A caption or display line that repeats a quote of the body.
        Display = "display",
        /// Paragraph breaks seem lost.
        Flattened = "flattened",
    }
}

/// A set of [`Flag`]s.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Flags(u32);

impl Flags {
    /// Whether `flag` is in it.
    pub fn has(self, flag: Flag) -> bool {
        self.0 & (1 << flag as u32) != 0
    }

    pub(crate) fn set(&mut self, flag: Flag) {
        self.0 |= 1 << flag as u32;
    }

    pub(crate) fn clear(&mut self, flag: Flag) {
        self.0 &= !(1 << flag as u32);
    }

    /// The set as bits; bit `n` is the flag of stable number `n`.
    pub fn bits(self) -> u32 {
        self.0
    }

    /// The flags in it, in the order of their numbers.
    pub fn iter(self) -> impl Iterator<Item = Flag> {
        Flag::ALL.iter().copied().filter(move |&f| self.has(f))
    }
}

/// How many people a source is: at least `min`, at most `max` when known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Count {
    /// At least so many.
    pub min: u32,
    /// At most so many; `None` when the text does not say.
    pub max: Option<u32>,
}

impl Count {
    /// Just `n`.
    pub fn exact(n: u32) -> Self {
        Self { min: n, max: Some(n) }
    }

    /// `n` or more.
    pub fn at_least(n: u32) -> Self {
        Self { min: n, max: None }
    }
}

/// The words that signal an attribution.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cue {
    /// Its words, in text order; one piece nearly always.
    pub spans: Vec<Span>,
    /// The one word at its centre.
    pub head: Span,
    /// What kind of act it reports.
    pub class: CueClass,
    /// The dictionary form of the head.
    pub lemma: String,
}

/// The words for who the content comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceMention {
    /// The whole noun phrase, with apposition; more than one piece only in "Neither A nor B" and the like.
    pub spans: Vec<Span>,
    /// The smallest name or noun.
    pub head: Span,
    /// What it is.
    pub kind: SourceType,
    /// How far it is named.
    pub anonymity: Anonymity,
    /// How many people it is.
    pub count: Option<Count>,
    /// Its entity, when resolved.
    pub entity: Option<EntityId>,
}

impl SourceMention {
    /// From its first to its last word.
    pub fn extent(&self) -> Span {
        self.spans.iter().copied().reduce(Span::cover).unwrap_or(self.head)
    }
}

/// One node of the way a statement took: outermost conduit first, the utterer last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChainNode {
    /// Whether it passes on or says.
    pub role: ChainRole,
    /// What it is.
    pub kind: SourceType,
    /// Its name or description.
    pub name: String,
    /// Where it stands in the text, if it does.
    pub span: Option<Span>,
    /// The words that make it a node ("told", "citing").
    pub cue: Option<Span>,
    /// Its entity, when resolved.
    pub entity: Option<EntityId>,
    /// Whether it was inferred from elsewhere in the document and not stated with the attribution.
    pub inferred: bool,
}

/// How sure each part is, from 0 to 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Confidence {
    /// Of the content's extent.
    pub content: f32,
    /// Of the cue.
    pub cue: f32,
    /// Of the source's words.
    pub source: f32,
    /// Of who the source is.
    pub entity: f32,
    /// Of the chain.
    pub chain: f32,
}

/// One relation: a content, the cue that signals it, the source it comes from.
#[derive(Clone, Debug, PartialEq)]
pub struct Attribution {
    pub(crate) kind: Kind,
    pub(crate) presentation: Presentation,
    pub(crate) content: Vec<Span>,
    pub(crate) quoted: Vec<Span>,
    pub(crate) cue: Option<Cue>,
    pub(crate) source: Option<SourceMention>,
    pub(crate) speaker: Option<EntityId>,
    pub(crate) chain: Vec<ChainNode>,
    pub(crate) depth: Option<u32>,
    pub(crate) first_party: bool,
    pub(crate) act: Option<Act>,
    pub(crate) about: Option<Span>,
    pub(crate) addressee: Option<Span>,
    pub(crate) medium: Option<&'static str>,
    pub(crate) occasion: Option<Span>,
    pub(crate) when: Option<Span>,
    pub(crate) polarity: Polarity,
    pub(crate) factivity: Factivity,
    pub(crate) flags: Flags,
    pub(crate) nested_in: Option<u32>,
    /// For a continuation or a repeated display line: the attribution it goes on from or repeats.
    pub(crate) follows: Option<u32>,
    pub(crate) zone: BlockKind,
    pub(crate) evidence: Vec<String>,
    pub(crate) confidence: Confidence,
}

impl Attribution {
    /// How sure it is that this is an attribution, from 0 to 1: the confidence of its content.
    pub fn certainty(&self) -> f32 {
        self.confidence.content
    }

    /// An attribution of which only the content is known.
    pub(crate) fn of(kind: Kind, content: Vec<Span>, zone: BlockKind) -> Self {
        Self {
            kind,
            presentation: if kind == Kind::Direct { Presentation::Ds } else { Presentation::Is },
            content,
            quoted: Vec::new(),
            cue: None,
            source: None,
            speaker: None,
            chain: Vec::new(),
            depth: None,
            first_party: false,
            act: None,
            about: None,
            addressee: None,
            medium: None,
            occasion: None,
            when: None,
            polarity: Polarity::Positive,
            factivity: Factivity::Neutral,
            flags: Flags::default(),
            nested_in: None,
            follows: None,
            zone,
            evidence: Vec::new(),
            confidence: Confidence { content: 0.5, cue: 0.5, source: 0.5, entity: 0.5, chain: 0.5 },
        }
    }

    /// How much of the content stands inside quotation marks.
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// The channel and form, by Semino and Short.
    pub fn presentation(&self) -> Presentation {
        self.presentation
    }

    /// The content, in text order; several pieces are still one attribution. Empty for a gesture.
    pub fn content(&self) -> &[Span] {
        &self.content
    }

    /// The parts inside marks, the marks included.
    pub fn quoted(&self) -> &[Span] {
        &self.quoted
    }

    /// The words that signal it.
    pub fn cue(&self) -> Option<&Cue> {
        self.cue.as_ref()
    }

    /// The words for who it comes from.
    pub fn source(&self) -> Option<&SourceMention> {
        self.source.as_ref()
    }

    /// Who that is; `None` when undecided.
    pub fn speaker(&self) -> Option<EntityId> {
        self.speaker
    }

    /// The way it took: outermost conduit first, the utterer last. The publisher is not in it.
    pub fn chain(&self) -> &[ChainNode] {
        &self.chain
    }

    /// Number of nodes of the chain; `None` when the chain is not known to its end.
    pub fn depth(&self) -> Option<u32> {
        self.depth
    }

    /// Whether the publishing outlet itself obtained it.
    pub fn first_party(&self) -> bool {
        self.first_party
    }

    /// For a gesture: what it does.
    pub fn act(&self) -> Option<Act> {
        self.act
    }

    /// For a gesture: what it is about.
    pub fn about(&self) -> Option<Span> {
        self.about
    }

    /// Who it was said to.
    pub fn addressee(&self) -> Option<Span> {
        self.addressee
    }

    /// `writing`, `post`, `e-mail`, … when not plain speech.
    pub fn medium(&self) -> Option<&'static str> {
        self.medium
    }

    /// On which occasion.
    pub fn occasion(&self) -> Option<Span> {
        self.occasion
    }

    /// When it was said.
    pub fn when(&self) -> Option<Span> {
        self.when
    }

    /// Whether the source said it or is said not to have.
    pub fn polarity(&self) -> Polarity {
        self.polarity
    }

    /// Who stands behind its truth.
    pub fn factivity(&self) -> Factivity {
        self.factivity
    }

    /// What is special about it.
    pub fn flags(&self) -> Flags {
        self.flags
    }

    /// The number of the attribution whose content it stands in.
    pub fn nested_in(&self) -> Option<u32> {
        self.nested_in
    }

    /// For a continuation or a repeated display line: the number of the attribution it goes on from or repeats.
    pub fn follows(&self) -> Option<u32> {
        self.follows
    }

    /// The kind of block it stands in.
    pub fn zone(&self) -> BlockKind {
        self.zone
    }

    /// The rules or models that found it.
    pub fn evidence(&self) -> &[String] {
        &self.evidence
    }

    /// How sure each part is.
    pub fn confidence(&self) -> Confidence {
        self.confidence
    }

    /// From the first to the last byte of its content, or of its cue and source for a gesture.
    pub fn extent(&self) -> Span {
        let cover = |spans: &mut dyn Iterator<Item = Span>| spans.reduce(Span::cover);
        cover(&mut self.content.iter().copied())
            .or_else(|| {
                let cue = self.cue.iter().flat_map(|c| c.spans.iter().copied());
                let source = self.source.iter().map(SourceMention::extent);
                cover(&mut cue.chain(source))
            })
            .unwrap_or(Span::of(0, 0))
    }

    /// Whether it is what people call a quote or a gesture ([`Scope::Speech`](crate::Scope::Speech)): said or
    /// written, not thought, felt, wanted or expected.
    pub fn is_speech(&self) -> bool {
        match &self.cue {
            None => true,
            Some(cue) => {
                self.kind == Kind::Direct
                    || !matches!(cue.class, CueClass::Cognition | CueClass::Emotion | CueClass::Volition)
            }
        }
    }
}
