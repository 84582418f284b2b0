// The C++ wrapper: values, exceptions, moves.
#include <cstdio>
#include <type_traits>

#include "wirecopy.hpp"

static unsigned checks, failures;

#define CHECK(what)                                                         \
  do {                                                                      \
    checks++;                                                               \
    if (!(what)) {                                                          \
      failures++;                                                           \
      std::fprintf(stderr, "wrapper.cpp:%d: not so: %s\n", __LINE__, #what); \
    }                                                                       \
  } while (0)

static const char *const TEXT =
    "Pumps sold\n\n“We were never asked,” said Petra Quill, mayor of Port Vellin. “Not once.”\n\n"
    "The pumps were sold in August, Nordwire reported, citing three people close to the deal.\n";

template <class F>
static wirecopy_status thrown(F f) {
  try {
    f();
  } catch (const wirecopy::error &e) {
    return e.what()[0] ? e.status() : WIRECOPY_NONE;
  }
  return WIRECOPY_STATUS_OK;
}

int main() {
  static_assert(!std::is_copy_constructible_v<wirecopy::analysis> && std::is_nothrow_move_constructible_v<wirecopy::analysis>);
  auto a = wirecopy::analyze(TEXT, wirecopy::options().set(WIRECOPY_OPTION_OUTLET, "The Harbour Courier"));
  CHECK(a.size() >= 2 && a.sentences().size() >= 3);
  CHECK(a.speaker(a[0]) == "Petra Quill");
  CHECK(a.slice(a.content(0)[0]) == "“We were never asked,”" && a.quoted(0).size() == 2);
  CHECK(wirecopy::name(WIRECOPY_NAMES_KIND, a[0].kind) == "direct" && wirecopy::is_some(a[0].cue));
  CHECK(a.chain_name(1, 0) == "Nordwire" && a.chain(1, 1).role == WIRECOPY_CHAIN_UTTERER);
  CHECK(a.entity_name(a[0].speaker) == "Petra Quill" && a.mentions(a[0].speaker).size() >= 1);
  CHECK(a.slice(a.entity(a[0].speaker).role) == "mayor of Port Vellin");
  auto d = a.document();
  CHECK(d.title() == "Pumps sold" && d.field(WIRECOPY_FIELD_OUTLET) == "The Harbour Courier" && d.block_count() == 3);
  CHECK(d.block(0).kind == WIRECOPY_BLOCK_TITLE && d.to_json().rfind("{\"schema\":\"wirecopy.document/1\"", 0) == 0);
  wirecopy::analyzer english;
  auto b = english.run(d);
  CHECK(a.to_json() == b.to_json());
  auto moved = std::move(b);
  CHECK(b.get() == nullptr && moved.size() == a.size());
  moved = wirecopy::analyze("Nothing is said here.");

  wirecopy::index x;
  auto one = x.insert_text("one", TEXT);
  x.insert("two", d);
  CHECK(x.size() == 2 && x.find(TEXT).size() == 2 && x.find(d)[0].jaccard == 1.0 && x.clusters().size() == 1);
  x.remove(one);
  CHECK(x.size() == 1 && x.key(x.find(TEXT)[0].id) == "two" && !x.pairs_to_json().empty());
  wirecopy::signature s(TEXT), t("Something else altogether, said nobody.");
  CHECK(s.similarity(wirecopy::signature::from_bytes(s.to_bytes())) == 1.0 && s.similarity(t) < 0.5);

  std::vector<wirecopy::analysis> articles;
  articles.push_back(std::move(a));
  auto draft = wirecopy::analyze("“We were never asked,” said Petra Quill.");
  wirecopy::verification v(draft, articles);
  CHECK(v.size() == 1 && v[0].outcome == WIRECOPY_OUTCOME_VERBATIM && v.match(0, 0).article == 0);
  CHECK(wirecopy::story(articles).summary().articles == 1 && !v.to_json().empty());
  wirecopy::people who(articles);
  CHECK(who.size() >= 1 && who[0].said >= 1 && !who.name(0).empty() && who.said(0).size() == who[0].said);
  CHECK(who.bearers(0).size() == 1 && who.maybe(0).size() == 0 && !who.to_json().empty());
  CHECK(thrown([&] { who.merge(0, 0); }) == WIRECOPY_STATUS_OUT_OF_RANGE);
  wirecopy::reports told(articles[0]);
  CHECK(told.source_count() >= 2 && told.source(0).words > 0 && told.said(0).size() == told.source(0).attributions);
  CHECK(told.reply_count() == 0 && told.to_json().rfind("{\"schema\":\"wirecopy.reports/1\"", 0) == 0);
  CHECK(thrown([&] { told.reply(0); }) == WIRECOPY_STATUS_OUT_OF_RANGE);
  CHECK(thrown([&] { told.asked(0); }) == WIRECOPY_STATUS_OUT_OF_RANGE);
  CHECK(thrown([&] { told.answers(0); }) == WIRECOPY_STATUS_OUT_OF_RANGE);
  auto blanked = articles[0].mask(WIRECOPY_MASK_QUOTED);
  CHECK(blanked.size() == std::string(TEXT).size() && blanked.find("never asked") == std::string::npos);

  wirecopy::cancel stop;
  stop.stop();
  CHECK(stop.is_stopped());
  CHECK(thrown([&] { wirecopy::analyze(TEXT, wirecopy::options().set(stop)); }) == WIRECOPY_STATUS_CANCELLED);
  try {
    wirecopy::analyzer klingon("tlh");
    CHECK(false);
  } catch (const std::runtime_error &e) {
    CHECK(std::string(e.what()) == "no language pack for \"tlh\"");
  }
  CHECK(thrown([] { wirecopy::analyze("\xff"); }) == WIRECOPY_STATUS_INVALID_UTF8);
  CHECK(thrown([] { wirecopy::analyzer klingon("tlh"); }) == WIRECOPY_STATUS_UNSUPPORTED_LANGUAGE);
  CHECK(thrown([] { wirecopy::options().set(WIRECOPY_OPTION_MAX_BYTES, -1); }) == WIRECOPY_STATUS_INVALID_OPTION);
  CHECK(thrown([&] { d.block(99); }) == WIRECOPY_STATUS_OUT_OF_RANGE);
  CHECK(thrown([] { wirecopy::document::read_file("/there/is/no/such.file"); }) == WIRECOPY_STATUS_IO);
  CHECK(thrown([] { wirecopy::story({}); }) == WIRECOPY_STATUS_NO_CONTENT);
  std::printf("wrapper (c++): %u checks, %u failed\n", checks, failures);
  return failures ? 1 : 0;
}
