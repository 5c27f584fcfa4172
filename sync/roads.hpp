// One register's streets as one walks along them: the csbm of one Yol together, its lines joined to
// stretches, and where on them a door stands. The numbering law is about this and nothing else.
#pragma once

#include "geo/nearest.hpp"
#include "sync/night.hpp"

#include <cstdint>
#include <utility>
#include <vector>

namespace uavt::sync {

/// Where a door stands on its street.
struct DoorPlace {
  std::int32_t stretch = -1;  ///< -1: next to an arm that has no beginning, or nothing is drawn
  double distance = 0;        ///< to the nearest line of its csbm; infinity: none is drawn
  double station = 0;         ///< from the stretch's beginning; Units: metres
  double offset = 0;          ///< left of the stretch positive; Units: metres
};

class Roads {
 public:
  /// The csbm with one `yol_kimlik_no`, else the csbm alone.
  struct Road {
    std::vector<std::size_t> streets;  ///< rows, ascending
  };
  struct Stretch {
    std::uint32_t road = 0;
    double length = 0;
    /// Metres of line whose numbers grow along the stretch, less those whose numbers fall, by
    /// MAKS' first and last number of each side; 0: not said.
    double growing = 0;
    std::vector<geo::Point> vertices;
    std::vector<double> stations;  ///< of the vertices

    /// The place on the stretch; before its beginning or behind its end, that end.
    [[nodiscard]] geo::Point at(double station) const;
  };

  /// Live rows with a line: the centrelines of a street where it has any, else its own line.
  Roads(const Side& side, const Settings& settings);

  [[nodiscard]] const std::vector<Road>& roads() const { return roads_; }
  [[nodiscard]] const std::vector<Stretch>& stretches() const { return stretches_; }
  /// The road of a street's row; -1: the row is not live.
  [[nodiscard]] std::int32_t road_of(std::size_t street) const { return road_of_street_[street]; }

  [[nodiscard]] DoorPlace place(geo::Point door, std::size_t street) const;

  /// All lines as segments; a line of two streets is there twice.
  [[nodiscard]] const geo::Segments& segments() const { return segments_; }
  [[nodiscard]] std::uint32_t street_of(std::uint32_t segment) const {
    return segment_streets_[segment];
  }
  /// The street's segments: the first, and the one behind the last.
  [[nodiscard]] std::pair<std::uint32_t, std::uint32_t> segments_of(std::size_t street) const {
    return {first_segment_[street], first_segment_[street + 1]};
  }
  /// Distance to the street's lines; infinity: none is drawn. Units: metres.
  [[nodiscard]] double distance(geo::Point point, std::size_t street) const;

 private:
  friend class RoadBuilder;
  std::vector<Road> roads_;
  std::vector<Stretch> stretches_;
  std::vector<std::int32_t> road_of_street_;
  geo::Segments segments_;                    ///< street by street
  std::vector<std::uint32_t> first_segment_;  ///< by street, and the end of the last
  std::vector<std::uint32_t> segment_streets_;
  std::vector<std::int32_t> segment_stretches_;
  std::vector<double> segment_stations_;  ///< of the segment's start
};

}  // namespace uavt::sync
