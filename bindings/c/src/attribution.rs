//! What is in an analysis: attributions, their parts, chains, entities.

use wirecopy::attribution::{ChainNode, Count, SourceMention};
use wirecopy::{Analysis, Attribution, Entity, EntityId, Span};

use crate::analysis::{Lists, Spans, wirecopy_analysis};
use crate::error::wirecopy_status;
use crate::ffi;
use crate::guard::{Failure, guard, value};
use crate::names::block;
use crate::types::{
    WIRECOPY_NONE, wirecopy_attribution, wirecopy_chain_node, wirecopy_entity, wirecopy_span, wirecopy_str,
};

fn number(n: Option<u32>) -> u32 {
    n.unwrap_or(WIRECOPY_NONE)
}

fn entity_number(id: Option<EntityId>) -> u32 {
    number(id.map(|e| e.index() as u32))
}

fn least(count: Option<Count>) -> u32 {
    number(count.map(|c| c.min))
}

fn most(count: Option<Count>) -> u32 {
    number(count.and_then(|c| c.max))
}

fn told(analysis: &Analysis, a: &Attribution) -> wirecopy_attribution {
    let cue = a.cue().map(|c| c.spans.iter().copied().reduce(Span::cover).unwrap_or(c.head));
    let source = a.source();
    let count = source.and_then(|s| s.count);
    let sure = a.confidence();
    wirecopy_attribution {
        extent: wirecopy_span::of(a.extent()),
        cue: wirecopy_span::maybe(cue),
        source: wirecopy_span::maybe(source.map(SourceMention::extent)),
        kind: a.kind() as u32,
        flags: a.flags().bits(),
        speaker: entity_number(a.speaker()),
        confidence_content: sure.content,
        confidence_cue: sure.cue,
        confidence_source: sure.source,
        confidence_entity: sure.entity,
        confidence_chain: sure.chain,
        depth: number(a.depth()),
        nested_in: number(a.nested_in()),
        first_party: a.first_party().into(),
        speech: a.is_speech().into(),
        cue_head: wirecopy_span::maybe(a.cue().map(|c| c.head)),
        cue_class: number(a.cue().map(|c| c.class as u32)),
        source_head: wirecopy_span::maybe(source.map(|s| s.head)),
        source_type: number(source.map(|s| s.kind as u32)),
        anonymity: number(source.map(|s| s.anonymity as u32)),
        count_min: least(count),
        count_max: most(count),
        chain_len: a.chain().len() as u32,
        presentation: a.presentation() as u32,
        polarity: a.polarity() as u32,
        factivity: a.factivity() as u32,
        act: number(a.act().map(|act| act as u32)),
        about: wirecopy_span::maybe(a.about()),
        addressee: wirecopy_span::maybe(a.addressee()),
        occasion: wirecopy_span::maybe(a.occasion()),
        when: wirecopy_span::maybe(a.when()),
        follows: number(a.follows()),
        zone: block(a.zone()),
        verifiability: number(a.speaker().map(|_| analysis.verifiability(a) as u32)),
    }
}

fn node_told(node: &ChainNode) -> wirecopy_chain_node {
    wirecopy_chain_node {
        role: node.role as u32,
        source_type: node.kind as u32,
        span: wirecopy_span::maybe(node.span),
        cue: wirecopy_span::maybe(node.cue),
        entity: entity_number(node.entity),
        inferred: node.inferred.into(),
    }
}

fn entity_told(e: &Entity) -> wirecopy_entity {
    wirecopy_entity {
        source_type: e.kind() as u32,
        anonymity: e.anonymity() as u32,
        count_min: least(e.count()),
        count_max: most(e.count()),
        mentions: e.mentions().len() as u32,
        role: wirecopy_span::maybe(e.role()),
        affiliation: wirecopy_span::maybe(e.affiliation()),
        speaks_for: wirecopy_span::maybe(e.speaks_for()),
        basis: wirecopy_span::maybe(e.basis()),
        reason: wirecopy_span::maybe(e.reason()),
        basis_kind: e.basis_kind() as u32,
        reason_kind: e.reason_kind() as u32,
    }
}

/// List `i` of some lists of spans.
///
/// # Safety
///
/// As for the functions of the header.
unsafe fn list(
    a: *const wirecopy_analysis,
    i: usize,
    ptr: *mut *const wirecopy_span,
    len: *mut usize,
    lists: impl FnOnce(&Spans) -> &Lists,
) -> wirecopy_status {
    let body = || {
        // SAFETY: the contract of the header.
        let (a, ptr, len) = unsafe { (ffi::shared(a, "a")?, ffi::out(ptr, "ptr")?, ffi::out(len, "len")?) };
        let found = lists(a.spans()).get(i).ok_or(Failure::OutOfRange("i"))?;
        ptr.write(found.as_ptr())?;
        len.write(found.len())
    };
    // SAFETY: no error object is asked for.
    unsafe { guard(std::ptr::null_mut(), body) }
}

/// Number of attributions; 0 when `a` is NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wirecopy_analysis_attribution_count(a: *const wirecopy_analysis) -> usize {
    // SAFETY: the contract of the header.
    value(0, || Ok(unsafe { ffi::shared(a, "a") }?.inner.attributions().len()))
}

/// The attribution of number `i`, from 0. `out_size` is `sizeof *out`: a program built against an older header
/// gets what it knows, one built against a newer header gets zeros for what the library does not know.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wirecopy_analysis_attribution(
    a: *const wirecopy_analysis,
    i: usize,
    out: *mut wirecopy_attribution,
    out_size: usize,
) -> wirecopy_status {
    let body = || {
        // SAFETY: the contract of the header.
        let a = unsafe { ffi::shared(a, "a") }?;
        let found = told(&a.inner, a.attribution(i)?);
        // SAFETY: the contract of the header; the struct holds 4-byte numbers alone.
        unsafe { ffi::write_sized(out, out_size, &found, "out") }
    };
    // SAFETY: no error object is asked for.
    unsafe { guard(std::ptr::null_mut(), body) }
}

/// The content of attribution `i`, in text order; several pieces are still one statement, none is a gesture.
/// The array lives as long as the analysis.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wirecopy_analysis_content(
    a: *const wirecopy_analysis,
    i: usize,
    ptr: *mut *const wirecopy_span,
    len: *mut usize,
) -> wirecopy_status {
    // SAFETY: the contract of the header.
    unsafe { list(a, i, ptr, len, |spans| &spans.contents) }
}

/// The parts of attribution `i` that stand inside quotation marks, marks included.
/// The array lives as long as the analysis.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wirecopy_analysis_quoted(
    a: *const wirecopy_analysis,
    i: usize,
    ptr: *mut *const wirecopy_span,
    len: *mut usize,
) -> wirecopy_status {
    // SAFETY: the contract of the header.
    unsafe { list(a, i, ptr, len, |spans| &spans.quoted) }
}

/// The words that signal attribution `i`: one piece nearly always, none without a cue.
/// The array lives as long as the analysis.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wirecopy_analysis_cue_words(
    a: *const wirecopy_analysis,
    i: usize,
    ptr: *mut *const wirecopy_span,
    len: *mut usize,
) -> wirecopy_status {
    // SAFETY: the contract of the header.
    unsafe { list(a, i, ptr, len, |spans| &spans.cues) }
}

/// The words for who attribution `i` comes from: one piece nearly always, none without a source.
/// The array lives as long as the analysis.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wirecopy_analysis_source_words(
    a: *const wirecopy_analysis,
    i: usize,
    ptr: *mut *const wirecopy_span,
    len: *mut usize,
) -> wirecopy_status {
    // SAFETY: the contract of the header.
    unsafe { list(a, i, ptr, len, |spans| &spans.sources) }
}

/// The dictionary form of the word at the centre of the cue of attribution `i`; empty without a cue. It lives as long
/// as the analysis.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wirecopy_analysis_lemma(a: *const wirecopy_analysis, i: usize) -> wirecopy_str {
    value(wirecopy_str::EMPTY, || {
        // SAFETY: the contract of the header.
        let cue = unsafe { ffi::shared(a, "a") }?.attribution(i)?.cue();
        Ok(cue.map_or(wirecopy_str::EMPTY, |c| wirecopy_str::of(&c.lemma)))
    })
}

/// "writing", "post", "e-mail", … when attribution `i` is not plain speech, else empty. It lives for ever.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wirecopy_analysis_medium(a: *const wirecopy_analysis, i: usize) -> wirecopy_str {
    value(wirecopy_str::EMPTY, || {
        // SAFETY: the contract of the header.
        let medium = unsafe { ffi::shared(a, "a") }?.attribution(i)?.medium();
        Ok(medium.map_or(wirecopy_str::EMPTY, wirecopy_str::of))
    })
}

/// Node `k` of the chain of attribution `i`, from 0: the outermost conduit first, the utterer last. The publisher is
/// not in it. `out_size` is `sizeof *out`, as for wirecopy_analysis_attribution.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wirecopy_analysis_chain_node(
    a: *const wirecopy_analysis,
    i: usize,
    k: usize,
    out: *mut wirecopy_chain_node,
    out_size: usize,
) -> wirecopy_status {
    let body = || {
        // SAFETY: the contract of the header.
        let a = unsafe { ffi::shared(a, "a") }?.attribution(i)?;
        let told = node_told(a.chain().get(k).ok_or(Failure::OutOfRange("k"))?);
        // SAFETY: the contract of the header; the struct holds 4-byte numbers alone.
        unsafe { ffi::write_sized(out, out_size, &told, "out") }
    };
    // SAFETY: no error object is asked for.
    unsafe { guard(std::ptr::null_mut(), body) }
}

/// The name or description of node `k` of the chain of attribution `i`; empty when there is none. It lives as long as
/// the analysis.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wirecopy_analysis_chain_name(
    a: *const wirecopy_analysis,
    i: usize,
    k: usize,
) -> wirecopy_str {
    value(wirecopy_str::EMPTY, || {
        // SAFETY: the contract of the header.
        let node = unsafe { ffi::shared(a, "a") }?.attribution(i)?.chain().get(k);
        Ok(node.map_or(wirecopy_str::EMPTY, |n| wirecopy_str::of(&n.name)))
    })
}

/// Number of entities; 0 when `a` is NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wirecopy_analysis_entity_count(a: *const wirecopy_analysis) -> usize {
    // SAFETY: the contract of the header.
    value(0, || Ok(unsafe { ffi::shared(a, "a") }?.inner.entities().len()))
}

/// The entity of number `i`, from 0; wirecopy_analysis_speaker_name gives its name. `out_size` is `sizeof *out`, as
/// for wirecopy_analysis_attribution.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wirecopy_analysis_entity(
    a: *const wirecopy_analysis,
    i: usize,
    out: *mut wirecopy_entity,
    out_size: usize,
) -> wirecopy_status {
    let body = || {
        // SAFETY: the contract of the header.
        let found = unsafe { ffi::shared(a, "a") }?.inner.entities().get(i);
        let told = entity_told(found.ok_or(Failure::OutOfRange("i"))?);
        // SAFETY: the contract of the header; the struct holds 4-byte numbers alone.
        unsafe { ffi::write_sized(out, out_size, &told, "out") }
    };
    // SAFETY: no error object is asked for.
    unsafe { guard(std::ptr::null_mut(), body) }
}

/// The name of the entity of number `speaker`; empty when there is none. It lives as long as the analysis.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wirecopy_analysis_speaker_name(
    a: *const wirecopy_analysis,
    speaker: u32,
) -> wirecopy_str {
    value(wirecopy_str::EMPTY, || {
        // SAFETY: the contract of the header.
        let entity = unsafe { ffi::shared(a, "a") }?.inner.entities().get(speaker as usize);
        Ok(entity.map_or(wirecopy_str::EMPTY, |e| wirecopy_str::of(e.name())))
    })
}

/// Where the entity of number `i` is mentioned, in text order. The array lives as long as the analysis.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wirecopy_analysis_mentions(
    a: *const wirecopy_analysis,
    i: usize,
    ptr: *mut *const wirecopy_span,
    len: *mut usize,
) -> wirecopy_status {
    // SAFETY: the contract of the header.
    unsafe { list(a, i, ptr, len, |spans| &spans.mentions) }
}
