package io.oratio.storage.body;

import io.oratio.domain.trunk.Cidr;
import java.util.List;

/// The lists of a trunk, as JSON arrays of words.
public final class TrunkBody {
  private TrunkBody() {}

  public static String writeSources(List<Cidr> sources) {
    return Json.list(sources.stream().map(Cidr::toString).toList()).toString();
  }

  /// @throws IllegalStateException if it is no JSON
  public static List<Cidr> readSources(String json) {
    return Json.texts(Json.read(json)).stream().map(Cidr::parse).toList();
  }

  public static String writeCodecs(List<String> codecs) {
    return Json.list(codecs).toString();
  }

  /// @throws IllegalStateException if it is no JSON
  public static List<String> readCodecs(String json) {
    return Json.texts(Json.read(json));
  }
}
