package io.oratio.runtime.outbound;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// A resolver whose answers are written down; the last answer to a name stays.
public final class FakeNames implements Resolver {
  private final Map<String, List<List<InetAddress>>> answers = new HashMap<>();
  private final List<String> asked = new ArrayList<>();

  /// Adds the next answer to a name.
  public synchronized FakeNames answer(String host, String... addresses) {
    answers
        .computeIfAbsent(host, _ -> new ArrayList<>())
        .add(Stream.of(addresses).map(InetAddress::ofLiteral).toList());
    return this;
  }

  @Override
  public synchronized List<InetAddress> resolve(String host) throws UnknownHostException {
    asked.add(host);
    var left = answers.get(host);
    if (left == null) {
      throw new UnknownHostException(host);
    }
    return left.size() > 1 ? left.removeFirst() : left.getFirst();
  }

  /// The names asked for so far.
  public synchronized List<String> asked() {
    return List.copyOf(asked);
  }
}
