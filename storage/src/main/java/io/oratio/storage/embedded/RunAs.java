package io.oratio.storage.embedded;

import io.oratio.storage.StoresUnavailableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// PostgreSQL refuses to run as root. A normal user runs it as it is; root runs it in a user
/// namespace of its own (where it is nobody, though the files stay root's), or, where a container
/// forbids namespaces, as the user that owns the data.
///
/// @param prefix the words before each PostgreSQL command
/// @param owner the user and group number that must own the data; empty when files stay as they are
record RunAs(List<String> prefix, OptionalInt owner) {
  private static final int NOBODY = 65_534;
  private static final RunAs IN_NAMESPACE =
      new RunAs(List.of("unshare", "-U"), OptionalInt.empty());
  private static final Duration PROBE = Duration.ofSeconds(10);

  RunAs {
    prefix = List.copyOf(prefix);
  }

  /// Chooses what works here.
  ///
  /// @param data the server's data folder; it need not be there yet
  /// @throws StoresUnavailableException when root has no way to run it; it says what to do
  static RunAs choose(int ourUser, Path data) {
    return choose(ourUser, data, words -> Command.run(words, PROBE).succeeded());
  }

  static RunAs choose(int ourUser, Path data, Predicate<List<String>> works) {
    int dataOwner = Files.exists(data) ? ownerOf(data) : ourUser;
    if (ourUser != 0) {
      if (dataOwner != ourUser) {
        throw new StoresUnavailableException(
            "The data in "
                + data
                + " belong to another user (number "
                + dataOwner
                + "): start Oratio as that user, or give the folder to this one with chown -R.");
      }
      RunAs asWeAre = new RunAs(List.of(), OptionalInt.empty());
      // A container may run us under a number that has no name, which initdb does not accept.
      boolean isNamed = works.test(List.of("id", "-un"));
      return isNamed || !works.test(IN_NAMESPACE.command("true")) ? asWeAre : IN_NAMESPACE;
    }
    List<RunAs> ways = new ArrayList<>();
    if (dataOwner != 0) {
      ways.add(setpriv(dataOwner));
    } else {
      ways.add(IN_NAMESPACE);
      ways.add(setpriv(NOBODY));
      ways.add(new RunAs(List.of("runuser", "-u", "nobody", "--"), OptionalInt.of(NOBODY)));
    }
    return ways.stream()
        .filter(way -> works.test(way.command("true")))
        .findFirst()
        .orElseThrow(
            () ->
                new StoresUnavailableException(
                    "The embedded PostgreSQL does not run as root, and this machine allows none of "
                        + "unshare -U, setpriv or runuser: start Oratio as a normal user, or give "
                        + "it the address of a PostgreSQL server."));
  }

  /// The command as it is to be run.
  List<String> command(String... words) {
    return Stream.concat(prefix.stream(), Stream.of(words)).toList();
  }

  /// Gives a file or folder, with all it holds, to the user that will run the server, and lets that
  /// user reach it.
  ///
  /// @throws StoresUnavailableException when a folder above it is closed to that user
  void handOver(Path path) throws IOException {
    if (owner.isEmpty()) {
      return;
    }
    for (Path above = path.getParent(); above != null; above = above.getParent()) {
      if (ownerOf(above) != owner.getAsInt()
          && !Files.getPosixFilePermissions(above).contains(PosixFilePermission.OTHERS_EXECUTE)) {
        throw new StoresUnavailableException(
            "The embedded PostgreSQL runs as user "
                + owner.getAsInt()
                + " here, and "
                + above
                + " is closed to it: choose a data folder elsewhere (--data), or open this one "
                + "with chmod o+x, or start Oratio as a normal user.");
      }
    }
    try (Stream<Path> all = Files.walk(path)) {
      for (Path each : all.toList()) {
        Files.setAttribute(each, "unix:uid", owner.getAsInt(), LinkOption.NOFOLLOW_LINKS);
        Files.setAttribute(each, "unix:gid", owner.getAsInt(), LinkOption.NOFOLLOW_LINKS);
      }
    }
  }

  /// The number of the user that owns the file.
  static int ownerOf(Path path) {
    try {
      return (Integer) Files.getAttribute(path, "unix:uid");
    } catch (IOException | UnsupportedOperationException e) {
      throw new StoresUnavailableException(
          "The owner of " + path + " cannot be read: the embedded PostgreSQL needs Linux or macOS.",
          e);
    }
  }

  private static RunAs setpriv(int user) {
    return new RunAs(
        List.of("setpriv", "--reuid=" + user, "--regid=" + user, "--clear-groups", "--"),
        OptionalInt.of(user));
  }
}
