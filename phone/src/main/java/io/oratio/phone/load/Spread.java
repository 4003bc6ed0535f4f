package io.oratio.phone.load;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// How a figure is spread over calls.
///
/// @param count of figures; the others are 0 where there are none
/// @param p50 half of them are at most this
/// @param p99 so are 99 of 100
public record Spread(int count, double min, double p50, double p99, double max) {
  /// Of these figures.
  public static Spread of(List<? extends Number> figures) {
    if (figures.isEmpty()) {
      return new Spread(0, 0, 0, 0, 0);
    }
    double[] sorted = figures.stream().mapToDouble(Number::doubleValue).toArray();
    Arrays.sort(sorted);
    return new Spread(
        sorted.length, sorted[0], at(sorted, 0.50), at(sorted, 0.99), sorted[sorted.length - 1]);
  }

  private static double at(double[] sorted, double share) {
    return sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)];
  }

  Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("count", count);
    map.put("min", min);
    map.put("p50", p50);
    map.put("p99", p99);
    map.put("max", max);
    return map;
  }
}
