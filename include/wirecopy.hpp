/*
 * wirecopy for C++17: wirecopy.h with owners, exceptions and views. Nothing but this header is needed beside it.
 *
 * Every object of the C API is a class that owns it: movable, not copied. Calls that fail throw wirecopy::error. A
 * std::string_view and a wirecopy::view of spans are borrowed and live as long as the object they came from.
 */
#ifndef WIRECOPY_HPP
#define WIRECOPY_HPP

#include <cstddef>
#include <cstdint>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "wirecopy.h"

namespace wirecopy {

using span = wirecopy_span;
using attribution = wirecopy_attribution;
using chain_node = wirecopy_chain_node;
using entity = wirecopy_entity;

/** What went wrong. */
class error : public std::runtime_error {
 public:
  error(wirecopy_status status, const std::string &message) : std::runtime_error(message), status_(status) {}
  /** WIRECOPY_STATUS_… */
  wirecopy_status status() const noexcept { return status_; }

 private:
  wirecopy_status status_;
};

/** A row of values that belong to another object. */
template <class T>
class view {
 public:
  view() = default;
  view(const T *data, std::size_t size) : data_(data), size_(size) {}
  const T *begin() const noexcept { return data_; }
  const T *end() const noexcept { return data_ + size_; }
  const T *data() const noexcept { return data_; }
  std::size_t size() const noexcept { return size_; }
  bool empty() const noexcept { return size_ == 0; }
  const T &operator[](std::size_t i) const noexcept { return data_[i]; }

 private:
  const T *data_ = nullptr;
  std::size_t size_ = 0;
};

namespace detail {

inline wirecopy_str to(std::string_view text) noexcept {
  wirecopy_str out;
  out.ptr = text.data();
  out.len = text.size();
  return out;
}

inline std::string_view from(wirecopy_str text) noexcept {
  return text.len ? std::string_view(text.ptr, text.len) : std::string_view();
}

[[noreturn]] inline void fail(wirecopy_status status, wirecopy_error *e) {
  std::string message(from(wirecopy_error_message(e)));
  wirecopy_error_free(e);
  if (message.empty()) message = from(wirecopy_name(WIRECOPY_NAMES_STATUS, status));
  throw error(status, message);
}

inline void must(wirecopy_status status, wirecopy_error *e = nullptr) {
  if (status != WIRECOPY_STATUS_OK) fail(status, e);
}

inline std::string taken(wirecopy_buf buf) {
  struct owner {
    wirecopy_buf buf;
    ~owner() { wirecopy_buf_free(buf); }
  } owned{buf};
  return std::string(reinterpret_cast<const char *>(owned.buf.ptr), owned.buf.len);
}

template <class T, void (*Free)(T *)>
struct freeing {
  void operator()(T *p) const noexcept { Free(p); }
};

template <class T, void (*Free)(T *)>
using owned = std::unique_ptr<T, freeing<T, Free>>;

/** A call that makes an object: its outputs are the last two parameters. */
template <class T, class F, class... Args>
T *made(F f, Args... args) {
  T *out = nullptr;
  wirecopy_error *e = nullptr;
  const wirecopy_status status = f(args..., &out, &e);
  must(status, e);
  return out;
}

template <class F, class... Args>
std::string text(F f, Args... args) {
  wirecopy_buf out = {nullptr, 0, 0};
  wirecopy_error *e = nullptr;
  const wirecopy_status status = f(args..., &out, &e);
  must(status, e);
  return taken(out);
}

template <class T, class F, class... Args>
T got(F f, Args... args) {
  T out;
  must(f(args..., &out, sizeof out));
  return out;
}

template <class T, class F, class... Args>
view<T> row(F f, Args... args) {
  const T *ptr = nullptr;
  std::size_t len = 0;
  must(f(args..., &ptr, &len));
  return view<T>(ptr, len);
}

}  // namespace detail

/** The name of a number: name(WIRECOPY_NAMES_KIND, a.kind). */
inline std::string_view name(std::uint32_t names, std::uint32_t number) noexcept {
  return detail::from(wirecopy_name(names, number));
}

/** Whether a span is one. */
inline bool is_some(span s) noexcept { return s.start != WIRECOPY_NONE; }

/** Stops calls from another thread. */
class cancel {
 public:
  cancel() : p_(wirecopy_cancel_new()) {}
  void stop() const noexcept { wirecopy_cancel_stop(p_.get()); }
  bool is_stopped() const noexcept { return wirecopy_cancel_is_stopped(p_.get()); }
  const wirecopy_cancel *get() const noexcept { return p_.get(); }

 private:
  detail::owned<wirecopy_cancel, wirecopy_cancel_free> p_;
};

/** Options of any call: options().set(WIRECOPY_OPTION_OUTLET, "The Harbour Courier"). */
class options {
 public:
  options() : p_(wirecopy_options_new()) {}
  options &set(std::uint32_t key, std::string_view value) {
    detail::must(wirecopy_options_set_str(p_.get(), key, detail::to(value)));
    return *this;
  }
  options &set(std::uint32_t key, const char *value) { return set(key, std::string_view(value)); }
  options &set(std::uint32_t key, bool value) {
    detail::must(wirecopy_options_set_bool(p_.get(), key, value));
    return *this;
  }
  options &set(std::uint32_t key, double value) {
    detail::must(wirecopy_options_set_f64(p_.get(), key, value));
    return *this;
  }
  options &set(std::uint32_t key, std::uint64_t value) {
    detail::must(wirecopy_options_set_u64(p_.get(), key, value));
    return *this;
  }
  options &set(std::uint32_t key, unsigned value) { return set(key, std::uint64_t(value)); }
  options &set(std::uint32_t key, int value) {
    if (value < 0) throw error(WIRECOPY_STATUS_INVALID_OPTION, "a number of an option is not negative");
    return set(key, std::uint64_t(value));
  }
  options &set(const cancel &c) {
    detail::must(wirecopy_options_set_cancel(p_.get(), c.get()));
    return *this;
  }
  const wirecopy_options *get() const noexcept { return p_.get(); }

 private:
  detail::owned<wirecopy_options, wirecopy_options_free> p_;
};

/** One article. */
class document {
 public:
  static document parse(std::string_view input, std::uint32_t format = WIRECOPY_FORMAT_AUTO,
                        const options &o = options()) {
    return document(detail::made<wirecopy_document>(wirecopy_document_parse, detail::to(input), format, o.get()));
  }
  static document read_file(std::string_view path, std::uint32_t format = WIRECOPY_FORMAT_AUTO,
                            const options &o = options()) {
    return document(detail::made<wirecopy_document>(wirecopy_document_read_file, detail::to(path), format, o.get()));
  }
  explicit document(wirecopy_document *p) noexcept : p_(p) {}
  std::string_view text() const noexcept { return detail::from(wirecopy_document_text(p_.get())); }
  std::string_view title() const noexcept { return detail::from(wirecopy_document_title(p_.get())); }
  /** WIRECOPY_FIELD_…; empty when it is not known. */
  std::string_view field(std::uint32_t key) const noexcept {
    return detail::from(wirecopy_document_field(p_.get(), key));
  }
  std::string_view slice(span s) const noexcept { return detail::from(wirecopy_document_slice(p_.get(), s)); }
  std::size_t block_count() const noexcept { return wirecopy_document_block_count(p_.get()); }
  wirecopy_block block(std::size_t i) const {
    return detail::got<wirecopy_block>(wirecopy_document_block, get(), i);
  }
  std::string to_json(const options &o = options()) const {
    return detail::text(wirecopy_document_to_json, get(), o.get());
  }
  const wirecopy_document *get() const noexcept { return p_.get(); }

 private:
  detail::owned<wirecopy_document, wirecopy_document_free> p_;
};

/** What was found in one document. */
class analysis {
 public:
  explicit analysis(wirecopy_analysis *p) noexcept : p_(p) {}
  std::string_view text() const noexcept { return detail::from(wirecopy_analysis_text(p_.get())); }
  std::string_view slice(span s) const noexcept { return detail::from(wirecopy_analysis_slice(p_.get(), s)); }
  /** Number of attributions. */
  std::size_t size() const noexcept { return wirecopy_analysis_attribution_count(p_.get()); }
  attribution operator[](std::size_t i) const {
    return detail::got<attribution>(wirecopy_analysis_attribution, get(), i);
  }
  view<span> content(std::size_t i) const { return detail::row<span>(wirecopy_analysis_content, get(), i); }
  view<span> quoted(std::size_t i) const { return detail::row<span>(wirecopy_analysis_quoted, get(), i); }
  view<span> sentences() const { return detail::row<span>(wirecopy_analysis_sentences, get()); }
  /** The name of who said it; empty when undecided. */
  std::string_view speaker(const attribution &a) const noexcept {
    return detail::from(wirecopy_analysis_speaker_name(p_.get(), a.speaker));
  }
  chain_node chain(std::size_t i, std::size_t k) const {
    return detail::got<chain_node>(wirecopy_analysis_chain_node, get(), i, k);
  }
  std::string_view chain_name(std::size_t i, std::size_t k) const noexcept {
    return detail::from(wirecopy_analysis_chain_name(p_.get(), i, k));
  }
  std::size_t entity_count() const noexcept { return wirecopy_analysis_entity_count(p_.get()); }
  wirecopy::entity entity(std::size_t i) const {
    return detail::got<wirecopy::entity>(wirecopy_analysis_entity, get(), i);
  }
  std::string_view entity_name(std::size_t i) const noexcept {
    return detail::from(wirecopy_analysis_speaker_name(p_.get(), static_cast<std::uint32_t>(i)));
  }
  view<span> mentions(std::size_t i) const { return detail::row<span>(wirecopy_analysis_mentions, get(), i); }
  wirecopy::document document() const {
    wirecopy_document *out = nullptr;
    detail::must(wirecopy_analysis_document(p_.get(), &out));
    return wirecopy::document(out);
  }
  std::string to_json(const options &o = options()) const {
    return detail::text(wirecopy_analysis_to_json, get(), o.get());
  }
  std::string annotate(std::string_view input, const options &o = options()) const {
    return detail::text(wirecopy_analysis_annotate, get(), detail::to(input), o.get());
  }
  /** The text with what is of some kinds, WIRECOPY_MASK_… added up, blanked. */
  std::string mask(std::uint32_t kinds) const { return detail::text(wirecopy_analysis_mask, get(), kinds); }
  const wirecopy_analysis *get() const noexcept { return p_.get(); }

 private:
  detail::owned<wirecopy_analysis, wirecopy_analysis_free> p_;
};

/** Who said what in a text, by default a plain one. */
inline analysis analyze(std::string_view text, const options &o = options()) {
  return analysis(detail::made<wirecopy_analysis>(wirecopy_analyze, detail::to(text), o.get()));
}

/** Finds who said what, in one language. */
class analyzer {
 public:
  explicit analyzer(std::string_view language = "en", const options &o = options())
      : p_(detail::made<wirecopy_analyzer>(wirecopy_analyzer_new, detail::to(language), o.get())) {}
  analysis run(const document &d) const {
    return analysis(detail::made<wirecopy_analysis>(wirecopy_analyzer_run, get(), d.get()));
  }
  const wirecopy_analyzer *get() const noexcept { return p_.get(); }

 private:
  detail::owned<wirecopy_analyzer, wirecopy_analyzer_free> p_;
};

/** A text in half a kilobyte. */
class signature {
 public:
  explicit signature(std::string_view text, const options &o = options())
      : p_(detail::made<wirecopy_signature>(wirecopy_signature_new, detail::to(text), o.get())) {}
  static signature from_bytes(std::string_view bytes) {
    return signature(detail::made<wirecopy_signature>(wirecopy_signature_from_bytes, detail::to(bytes)));
  }
  std::string to_bytes() const {
    wirecopy_buf out = {nullptr, 0, 0};
    detail::must(wirecopy_signature_to_bytes(p_.get(), &out));
    return detail::taken(out);
  }
  double similarity(const signature &other) const {
    double out = 0;
    detail::must(wirecopy_signature_similarity(p_.get(), other.p_.get(), &out));
    return out;
  }

 private:
  explicit signature(wirecopy_signature *p) noexcept : p_(p) {}
  detail::owned<wirecopy_signature, wirecopy_signature_free> p_;
};

/** Documents by what they are made of. */
class index {
 public:
  explicit index(const options &o = options())
      : p_(detail::made<wirecopy_index>(wirecopy_index_new, o.get())) {}
  std::uint64_t insert(std::string_view key, const document &d) {
    return added(wirecopy_index_insert, detail::to(key), d.get());
  }
  std::uint64_t insert_text(std::string_view key, std::string_view text) {
    return added(wirecopy_index_insert_text, detail::to(key), detail::to(text));
  }
  void remove(std::uint64_t id) { detail::must(wirecopy_index_remove(p_.get(), id)); }
  std::size_t size() const noexcept { return static_cast<std::size_t>(wirecopy_index_count(p_.get())); }
  std::string_view key(std::uint64_t id) const noexcept { return detail::from(wirecopy_index_key(p_.get(), id)); }
  /** The copies of a text, the most alike first. */
  std::vector<wirecopy_match> find(std::string_view text) const {
    return all(detail::made<wirecopy_matches>(wirecopy_index_find_text, get(), detail::to(text)));
  }
  std::vector<wirecopy_match> find(const document &d) const {
    return all(detail::made<wirecopy_matches>(wirecopy_index_find, get(), d.get()));
  }
  /** Groups of documents, by number. */
  std::vector<std::vector<std::uint64_t>> clusters() const {
    detail::owned<wirecopy_clusters, wirecopy_clusters_free> c(
        detail::made<wirecopy_clusters>(wirecopy_index_clusters, get()));
    std::vector<std::vector<std::uint64_t>> out;
    for (std::size_t i = 0; i < wirecopy_clusters_count(c.get()); i++) {
      auto members = detail::row<std::uint64_t>(wirecopy_clusters_members, c.get(), i);
      out.emplace_back(members.begin(), members.end());
    }
    return out;
  }
  std::string pairs_to_json(const options &o = options()) const {
    return detail::text(wirecopy_index_pairs_to_json, get(), o.get());
  }
  const wirecopy_index *get() const noexcept { return p_.get(); }

 private:
  template <class F, class... Args>
  std::uint64_t added(F f, Args... args) {
    std::uint64_t id = 0;
    wirecopy_error *e = nullptr;
    const wirecopy_status status = f(p_.get(), args..., &id, &e);
    detail::must(status, e);
    return id;
  }
  static std::vector<wirecopy_match> all(wirecopy_matches *made) {
    detail::owned<wirecopy_matches, wirecopy_matches_free> m(made);
    std::vector<wirecopy_match> out;
    for (std::size_t i = 0; i < wirecopy_matches_count(m.get()); i++)
      out.push_back(detail::got<wirecopy_match>(wirecopy_matches_get, m.get(), i));
    return out;
  }
  detail::owned<wirecopy_index, wirecopy_index_free> p_;
};

namespace detail {
inline std::vector<const wirecopy_analysis *> pointers(const std::vector<analysis> &all) {
  std::vector<const wirecopy_analysis *> out;
  for (const analysis &a : all) out.push_back(a.get());
  return out;
}
}  // namespace detail

/** Several articles on one event, compared. */
class story {
 public:
  explicit story(const std::vector<analysis> &articles, const options &o = options())
      : p_(detail::made<wirecopy_story>(wirecopy_story_new, detail::pointers(articles).data(), articles.size(),
                                        o.get())) {}
  wirecopy_story_summary summary() const {
    return detail::got<wirecopy_story_summary>(wirecopy_story_summarize, get());
  }
  std::string to_json(const options &o = options()) const {
    return detail::text(wirecopy_story_to_json, get(), o.get());
  }
  const wirecopy_story *get() const noexcept { return p_.get(); }

 private:
  detail::owned<wirecopy_story, wirecopy_story_free> p_;
};

/** The same people across documents. */
class people {
 public:
  explicit people(const std::vector<analysis> &articles, const options &o = options())
      : p_(detail::made<wirecopy_people>(wirecopy_speakers, detail::pointers(articles).data(), articles.size(),
                                         o.get())) {}
  std::size_t size() const noexcept { return wirecopy_people_count(p_.get()); }
  wirecopy_person operator[](std::size_t i) const {
    return detail::got<wirecopy_person>(wirecopy_people_person, get(), i);
  }
  std::string_view name(std::size_t i) const noexcept { return detail::from(wirecopy_people_name(p_.get(), i)); }
  wirecopy_merge merge(std::size_t i, std::size_t k) const {
    return detail::got<wirecopy_merge>(wirecopy_people_merge, get(), i, k);
  }
  view<wirecopy_place> bearers(std::size_t i) const {
    return detail::row<wirecopy_place>(wirecopy_people_bearers, get(), i);
  }
  view<wirecopy_place> said(std::size_t i) const { return detail::row<wirecopy_place>(wirecopy_people_said, get(), i); }
  view<std::uint32_t> maybe(std::size_t i) const { return detail::row<std::uint32_t>(wirecopy_people_maybe, get(), i); }
  std::string to_json(const options &o = options()) const {
    return detail::text(wirecopy_people_to_json, get(), o.get());
  }
  const wirecopy_people *get() const noexcept { return p_.get(); }

 private:
  detail::owned<wirecopy_people, wirecopy_people_free> p_;
};

/** Reports on one document: its sources, the terms of the unnamed, who had their say. */
class reports {
 public:
  explicit reports(const analysis &a) : p_(detail::made<wirecopy_reports>(wirecopy_reports_new, a.get())) {}
  std::size_t source_count() const noexcept { return wirecopy_reports_source_count(p_.get()); }
  wirecopy_source_report source(std::size_t i) const {
    return detail::got<wirecopy_source_report>(wirecopy_reports_source, get(), i);
  }
  view<std::uint32_t> said(std::size_t i) const { return detail::row<std::uint32_t>(wirecopy_reports_said, get(), i); }
  std::size_t reply_count() const noexcept { return wirecopy_reports_reply_count(p_.get()); }
  wirecopy_reply reply(std::size_t i) const { return detail::got<wirecopy_reply>(wirecopy_reports_reply, get(), i); }
  view<std::uint32_t> asked(std::size_t i) const { return detail::row<std::uint32_t>(wirecopy_reports_asked, get(), i); }
  view<std::uint32_t> answers(std::size_t i) const {
    return detail::row<std::uint32_t>(wirecopy_reports_answers, get(), i);
  }
  std::string to_json(const options &o = options()) const {
    return detail::text(wirecopy_reports_to_json, get(), o.get());
  }
  const wirecopy_reports *get() const noexcept { return p_.get(); }

 private:
  detail::owned<wirecopy_reports, wirecopy_reports_free> p_;
};

/** What became of the quotes of a draft. */
class verification {
 public:
  verification(const analysis &draft, const std::vector<analysis> &against, const options &o = options())
      : p_(detail::made<wirecopy_verification>(wirecopy_verification_new, draft.get(),
                                               detail::pointers(against).data(), against.size(), o.get())) {}
  std::size_t size() const noexcept { return wirecopy_verification_count(p_.get()); }
  wirecopy_checked operator[](std::size_t i) const {
    return detail::got<wirecopy_checked>(wirecopy_verification_quote, get(), i);
  }
  wirecopy_found match(std::size_t i, std::size_t k) const {
    return detail::got<wirecopy_found>(wirecopy_verification_match, get(), i, k);
  }
  std::string to_json(const options &o = options()) const {
    return detail::text(wirecopy_verification_to_json, get(), o.get());
  }
  const wirecopy_verification *get() const noexcept { return p_.get(); }

 private:
  detail::owned<wirecopy_verification, wirecopy_verification_free> p_;
};

}  // namespace wirecopy

#endif  // WIRECOPY_HPP
