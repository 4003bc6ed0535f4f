package io.oratio.modelsimulator.script;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// When a rule fits. A rule that asks for nothing of a tool fits only where a person spoke last.
///
/// @param user in the last message of the user
/// @param system in the system prompt
/// @param result in the last tool's result, which is the last message
/// @param tool the name of the tool that answered last
/// @param model in the model's name
/// @param call the number of the request since the script was given, from 1
public record When(
    Optional<Words> user,
    Optional<Words> system,
    Optional<Words> result,
    Optional<String> tool,
    Optional<Words> model,
    OptionalInt call) {
  /// Fits always where a person spoke last.
  public static final When ALWAYS =
      new When(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          OptionalInt.empty());

  /// Where a person's last message holds these words.
  public static When user(String words) {
    return new When(
        Optional.of(Words.of(words)),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        OptionalInt.empty());
  }

  /// Where the tool of this name answered last.
  public static When answeredBy(String tool) {
    return new When(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(tool),
        Optional.empty(),
        OptionalInt.empty());
  }

  /// The groups of all expressions in the order user, system, result, model; empty when it does not
  /// fit.
  public Optional<List<String>> fit(Asked asked) {
    boolean wantsTool = result.isPresent() || tool.isPresent();
    if (wantsTool != asked.isToolLast() && !(call.isPresent() && !wantsTool)) {
      return Optional.empty();
    }
    if (call.isPresent() && call.getAsInt() != asked.number()) {
      return Optional.empty();
    }
    if (tool.isPresent() && !tool.get().equals(asked.tool())) {
      return Optional.empty();
    }
    List<String> groups = new ArrayList<>();
    boolean isFit =
        fits(user, asked.user(), groups)
            && fits(system, asked.system(), groups)
            && fits(result, asked.result(), groups)
            && fits(model, asked.model(), groups);
    return isFit ? Optional.of(groups) : Optional.empty();
  }

  private static boolean fits(Optional<Words> words, String text, List<String> groups) {
    if (words.isEmpty()) {
      return true;
    }
    Optional<List<String>> found = words.get().fit(text);
    found.ifPresent(groups::addAll);
    return found.isPresent();
  }
}
