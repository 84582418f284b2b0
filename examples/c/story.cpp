// Compares articles on one event: how many reports and people are behind them, and what contradicts.
//
//   c++ -std=c++17 story.cpp $(pkg-config --cflags --libs wirecopy) && ./a.out article.html article.txt …
#include <iostream>
#include <wirecopy.hpp>

static std::string range(std::uint32_t min, std::uint32_t max) {
  if (max == WIRECOPY_NONE) return std::to_string(min) + " or more";
  return min == max ? std::to_string(min) : std::to_string(min) + " to " + std::to_string(max);
}

int main(int argc, char **argv) try {
  if (argc < 2) {
    std::cerr << "usage: story ARTICLE...\n";
    return 2;
  }
  wirecopy::analyzer english;
  std::vector<wirecopy::analysis> articles;
  for (int i = 1; i < argc; i++) articles.push_back(english.run(wirecopy::document::read_file(argv[i])));
  for (const auto &article : articles) {
    std::cout << article.document().title() << "\n";
    for (std::size_t i = 0; i < article.entity_count(); i++) {
      auto one = article.entity(i);
      if (one.anonymity != WIRECOPY_ANONYMITY_NAMED)
        std::cout << "  not named: " << article.entity_name(i) << " ("
                  << wirecopy::name(WIRECOPY_NAMES_ANONYMITY, one.anonymity) << ")\n";
    }
  }
  auto all = wirecopy::story(articles).summary();
  std::cout << all.articles << " articles on the event, " << all.apart << " on something else; independent reports "
            << range(all.reports_min, all.reports_max) << ", people behind the central claim "
            << range(all.people_min, all.people_max) << ", figures that contradict " << all.conflicts << "\n";
  return 0;
} catch (const wirecopy::error &e) {
  std::cerr << "story: " << e.what() << "\n";
  return 1;
}
