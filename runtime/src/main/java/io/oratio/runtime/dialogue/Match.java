package io.oratio.runtime.dialogue;

/// How well words fit a target.
///
/// @param phrase the target's phrase that fits best
/// @param score 0 to 1, meaning and words together
/// @param lexical 0 to 1, words alone
record Match(Target target, String phrase, double score, double lexical) {
  /// How a person would ask for it.
  String asked() {
    return target instanceof Target.Known(var question) ? question.questions().getFirst() : phrase;
  }
}
