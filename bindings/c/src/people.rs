//! The same people across documents.

use wirecopy::Analysis;
use wirecopy::people::{Bearer, Person, speakers};
use wirecopy::schema::speakers_json;

use crate::analysis::{models, wirecopy_analysis};
use crate::error::{wirecopy_error, wirecopy_status};
use crate::ffi;
use crate::guard::{Failure, guard, value};
use crate::options::{or_default, wirecopy_options};
use crate::story::gather;
use crate::types::{wirecopy_buf, wirecopy_merge, wirecopy_person, wirecopy_place, wirecopy_str};

/// People gathered from several documents, which it keeps. Never changes; may be used from any thread.
#[derive(Debug)]
pub struct wirecopy_people {
    analyses: Vec<Analysis>,
    people: Vec<Person>,
    lists: Vec<Lists>,
}

/// What C sees as arrays.
#[derive(Debug)]
struct Lists {
    bearers: Vec<wirecopy_place>,
    said: Vec<wirecopy_place>,
    maybe: Vec<u32>,
}

fn place(b: Bearer) -> wirecopy_place {
    wirecopy_place { article: b.article as u32, number: b.entity.index() as u32 }
}

impl Lists {
    fn of(person: &Person) -> Self {
        let said = person.said.iter();
        Self {
            bearers: person.bearers.iter().copied().map(place).collect(),
            said: said
                .map(|s| wirecopy_place { article: s.article as u32, number: s.attribution as u32 })
                .collect(),
            maybe: person.maybe.iter().map(|&n| n as u32).collect(),
        }
    }
}

impl wirecopy_people {
    fn person(&self, i: usize) -> Result<&Person, Failure> {
        self.people.get(i).ok_or(Failure::OutOfRange("i"))
    }
}

/// Gathers the speakers of `n` documents: the same person by initials, short forms, transliteration or role, and by
/// WIRECOPY_OPTION_ALIASES, which wins over everything else. Where it is not decided, people stay apart and know of each
/// other. `o` may be NULL. The analyses may be freed afterwards. On success `*out` is to be freed with
/// wirecopy_people_free.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wirecopy_speakers(
    analyses: *const *const wirecopy_analysis,
    n: usize,
    o: *const wirecopy_options,
    out: *mut *mut wirecopy_people,
    error: *mut *mut wirecopy_error,
) -> wirecopy_status {
    let body = || {
        // SAFETY: the contract of the header.
        let (analyses, out, given) = unsafe { (gather(analyses, n)?, ffi::out(out, "out")?, or_default(o)) };
        if cfg!(not(feature = "lang-en")) {
            return models();
        }
        let limits = given.limits.start();
        limits.check()?;
        let people = speakers(&analyses, &given.people);
        limits.check()?;
        let lists = people.iter().map(Lists::of).collect();
        out.hand_over(wirecopy_people { analyses, people, lists })
    };
    // SAFETY: the contract of the header.
    unsafe { guard(error, body) }
}

/// Number of people; 0 when `p` is NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wirecopy_people_count(p: *const wirecopy_people) -> usize {
    // SAFETY: the contract of the header.
    value(0, || Ok(unsafe { ffi::shared(p, "p") }?.people.len()))
}

/// The fullest name of person `i`; empty when there is none of that number. It lives as long as the people.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wirecopy_people_name(p: *const wirecopy_people, i: usize) -> wirecopy_str {
    // SAFETY: the contract of the header.
    value(wirecopy_str::EMPTY, || Ok(wirecopy_str::of(&unsafe { ffi::shared(p, "p") }?.person(i)?.name)))
}

/// Person `i`, from 0, in the order they first come up. `out_size` is `sizeof *out`, as for
/// wirecopy_analysis_attribution.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wirecopy_people_person(
    p: *const wirecopy_people,
    i: usize,
    out: *mut wirecopy_person,
    out_size: usize,
) -> wirecopy_status {
    let body = || {
        // SAFETY: the contract of the header.
        let person = unsafe { ffi::shared(p, "p") }?.person(i)?;
        let told = wirecopy_person {
            bearers: person.bearers.len() as u32,
            merges: person.merges.len() as u32,
            maybe: person.maybe.len() as u32,
            said: person.said.len() as u32,
        };
        // SAFETY: the contract of the header; the struct holds 4-byte numbers alone.
        unsafe { ffi::write_sized(out, out_size, &told, "out") }
    };
    // SAFETY: no error object is asked for.
    unsafe { guard(std::ptr::null_mut(), body) }
}

/// One of the lists of person `i`.
///
/// # Safety
///
/// As for the functions of the header.
unsafe fn list<T>(
    p: *const wirecopy_people,
    i: usize,
    ptr: *mut *const T,
    len: *mut usize,
    one: impl FnOnce(&Lists) -> &[T],
) -> wirecopy_status {
    let body = || {
        // SAFETY: the contract of the header.
        let (p, ptr, len) = unsafe { (ffi::shared(p, "p")?, ffi::out(ptr, "ptr")?, ffi::out(len, "len")?) };
        let found = one(p.lists.get(i).ok_or(Failure::OutOfRange("i"))?);
        ptr.write(found.as_ptr())?;
        len.write(found.len())
    };
    // SAFETY: no error object is asked for.
    unsafe { guard(std::ptr::null_mut(), body) }
}

/// Whom person `i` was gathered from: articles and the numbers of entities in them.
/// The array lives as long as the people.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wirecopy_people_bearers(
    p: *const wirecopy_people,
    i: usize,
    ptr: *mut *const wirecopy_place,
    len: *mut usize,
) -> wirecopy_status {
    // SAFETY: the contract of the header.
    unsafe { list(p, i, ptr, len, |l| &l.bearers) }
}

/// What person `i` said, by day of publication: articles and the numbers of attributions in them.
/// The array lives as long as the people.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wirecopy_people_said(
    p: *const wirecopy_people,
    i: usize,
    ptr: *mut *const wirecopy_place,
    len: *mut usize,
) -> wirecopy_status {
    // SAFETY: the contract of the header.
    unsafe { list(p, i, ptr, len, |l| &l.said) }
}

/// The numbers of people that person `i` may be too: not decided. The array lives as long as the people.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wirecopy_people_maybe(
    p: *const wirecopy_people,
    i: usize,
    ptr: *mut *const u32,
    len: *mut usize,
) -> wirecopy_status {
    // SAFETY: the contract of the header.
    unsafe { list(p, i, ptr, len, |l| &l.maybe) }
}

/// Merge `k`, from 0, of person `i`: two of its bearers, and why they were taken for one. `out_size` is `sizeof *out`,
/// as for wirecopy_analysis_attribution.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wirecopy_people_merge(
    p: *const wirecopy_people,
    i: usize,
    k: usize,
    out: *mut wirecopy_merge,
    out_size: usize,
) -> wirecopy_status {
    let body = || {
        // SAFETY: the contract of the header.
        let person = unsafe { ffi::shared(p, "p") }?.person(i)?;
        let merge = person.merges.get(k).ok_or(Failure::OutOfRange("k"))?;
        let told = wirecopy_merge {
            a: place(merge.a),
            b: place(merge.b),
            reason: merge.reason as u32,
            score: merge.score,
        };
        // SAFETY: the contract of the header; the struct holds 4-byte numbers alone.
        unsafe { ffi::write_sized(out, out_size, &told, "out") }
    };
    // SAFETY: no error object is asked for.
    unsafe { guard(std::ptr::null_mut(), body) }
}

/// The answer wirecopy.speakers/1 as JSON, offsets in the unit of WIRECOPY_OPTION_OFFSETS; `o` may be NULL.
/// On success `*out` is to be freed with wirecopy_buf_free.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wirecopy_people_to_json(
    p: *const wirecopy_people,
    o: *const wirecopy_options,
    out: *mut wirecopy_buf,
    error: *mut *mut wirecopy_error,
) -> wirecopy_status {
    let body = || {
        // SAFETY: the contract of the header.
        let (p, given, out) = unsafe { (ffi::shared(p, "p")?, or_default(o), ffi::out(out, "out")?) };
        if cfg!(not(feature = "lang-en")) {
            return models();
        }
        out.hand_over_bytes(speakers_json(&p.analyses, &p.people, &given.json))
    };
    // SAFETY: the contract of the header.
    unsafe { guard(error, body) }
}

/// Frees people; NULL is allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wirecopy_people_free(p: *mut wirecopy_people) {
    // SAFETY: the contract of the header.
    unsafe { ffi::free(p) }
}
