#include "report/decision_list.hpp"

#include "report/words.hpp"
#include "sync/text.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <stdexcept>

namespace uavt::report {

namespace {

using sync::Language;
using Json = nlohmann::ordered_json;

/// As many characters of a fingerprint as a person needs to name it.
constexpr std::size_t short_fingerprint = 12;

/// Whose value is published, in a word of the command.
std::string_view side_of(const sync::Ruling& ruling) {
  const sync::Sides both = sync::sides(ruling.layer);
  switch (ruling.take) {
    case sync::RulingTake::national:
      return sync::name(both.national);
    case sync::RulingTake::municipal:
      return sync::name(both.municipal);
    case sync::RulingTake::published:
      break;
  }
  return "published";
}

std::string_view command_of(sync::RulingOrigin origin) {
  switch (origin) {
    case sync::RulingOrigin::decide:
      return "decide";
    case sync::RulingOrigin::reject:
      return "reject";
    case sync::RulingOrigin::revert:
      break;
  }
  return "revert";
}

std::string_view form_of(sync::RulingForm form) {
  switch (form) {
    case sync::RulingForm::group:
      return "group";
    case sync::RulingForm::absence:
      return "absence";
    case sync::RulingForm::insert:
      break;
  }
  return "insert";
}

std::string state_of(const sync::KeptRuling& kept, Language language) {
  const bool turkish = language == Language::tr;
  if (kept.withdrawn) {
    return fmt::format("{} {} ({})", turkish ? "geri çekildi" : "withdrawn",
                       day(sync::iso_date(*kept.withdrawn), language), visible(kept.withdrawn_by));
  }
  if (kept.ended_run != 0) {
    return fmt::format("{} {}", turkish ? "bitti, çalışma" : "ended, run", kept.ended_run);
  }
  return turkish ? "geçerli" : "in force";
}

std::string_view state_word_of(const sync::KeptRuling& kept) {
  return kept.withdrawn ? "withdrawn" : kept.ended_run != 0 ? "ended" : "in_force";
}

}  // namespace

std::optional<StoredQuestion> question_of(const std::string& finding_json) {
  const Json json = Json::parse(finding_json, nullptr, false);
  if (!json.is_object()) throw std::invalid_argument("a stored finding cannot be read");
  const auto asked = json.find("decision");
  if (asked == json.end() || !asked->is_object()) return std::nullopt;
  try {
    const auto layer = sync::layer_named(json.at("layer").get<std::string>());
    StoredQuestion stored;
    stored.question.group = asked->at("group").get<std::string>();
    if (!layer) throw std::invalid_argument("a stored finding names no layer");
    const auto group = sync::group_position(*layer, stored.question.group);
    if (!group) throw std::invalid_argument("a stored finding names no group");
    stored.layer = *layer;
    stored.group = *group;
    stored.question.tucbs_no = asked->at("tucbs_no").get<std::int64_t>();
    stored.question.published = asked->at("published").get<std::string>();
    stored.question.uavt = asked->at("uavt").get<std::string>();
    stored.question.cbs = asked->at("cbs").get<std::string>();
    return stored;
  } catch (const Json::exception& problem) {
    throw std::invalid_argument(std::string("a stored finding cannot be read: ") + problem.what());
  }
}

std::string decide_command_of(const std::string& fingerprint, Language language) {
  return fmt::format("uavt-sync decide {} --take cbs|uavt --because \"{}\"",
                     visible(fingerprint.substr(0, short_fingerprint)),
                     language == Language::tr ? "gerekçe" : "reason");
}

std::string ruled_thing(const sync::Ruling& ruling, Language language) {
  const bool turkish = language == Language::tr;
  const std::string layer = layer_word(sync::name(ruling.layer), language);
  const std::string reg = register_word(sync::name(ruling.reg));
  switch (ruling.form) {
    case sync::RulingForm::group: {
      const std::string_view side = side_of(ruling);
      return fmt::format("{} #{} {}: {}", layer, ruling.tucbs_no,
                         sync::layer_type(ruling.layer).groups[ruling.group],
                         side == "published"
                             ? std::string(turkish ? "yayımlanan kalır" : "as published")
                             : register_word(side));
    }
    case sync::RulingForm::absence:
      return fmt::format("{} #{}: {} {}", layer, ruling.tucbs_no, reg,
                         turkish ? "bıraktı, satır durur" : "has left it, the row stays");
    case sync::RulingForm::insert:
      break;
  }
  return fmt::format("{}: {} {}", layer, reg, turkish ? "kaydı alınmaz" : "record is not taken");
}

std::string ruling_list(std::span<const sync::KeptRuling> rulings, Language language) {
  std::string out;
  for (const sync::KeptRuling& kept : rulings) {
    const sync::Ruling& ruling = kept.ruling;
    out += fmt::format("{:>6}  {}  {}  {}  {}: {}\n", ruling.id, state_of(kept, language),
                       day(sync::iso_date(ruling.created), language), ruled_thing(ruling, language),
                       visible(ruling.person), visible(ruling.reason));
  }
  return out;
}

std::string ruling_list_json(std::span<const sync::KeptRuling> rulings) {
  std::string out = "[";
  for (const sync::KeptRuling& kept : rulings) {
    const sync::Ruling& ruling = kept.ruling;
    const bool of_group = ruling.form == sync::RulingForm::group;
    Json json;
    json["id"] = ruling.id;
    json["state"] = state_word_of(kept);
    json["command"] = command_of(ruling.origin);
    json["form"] = form_of(ruling.form);
    json["layer"] = sync::name(ruling.layer);
    json["tucbs_no"] = ruling.tucbs_no != 0 ? Json(ruling.tucbs_no) : Json();
    json["group"] = of_group ? Json(sync::layer_type(ruling.layer).groups[ruling.group]) : Json();
    json["take"] = of_group ? Json(side_of(ruling)) : Json();
    json["register"] = of_group ? Json() : Json(sync::name(ruling.reg));
    json["fingerprint"] = ruling.fingerprint.empty() ? Json() : Json(ruling.fingerprint);
    json["about"] = ruling.about != 0 ? Json(ruling.about) : Json();
    json["reason"] = ruling.reason;
    json["person"] = ruling.person;
    json["created"] = sync::iso_date(ruling.created);
    json["ended_run"] = kept.ended_run != 0 ? Json(kept.ended_run) : Json();
    json["withdrawn"] = kept.withdrawn ? Json(sync::iso_date(*kept.withdrawn)) : Json();
    out += (out.size() == 1 ? "\n" : ",\n") +
           json.dump(-1, ' ', false, Json::error_handler_t::replace);
  }
  return out + "\n]\n";
}

}  // namespace uavt::report
