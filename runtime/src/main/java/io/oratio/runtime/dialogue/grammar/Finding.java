package io.oratio.runtime.dialogue.grammar;

/// A value found among words.
///
/// @param from the first word of it
/// @param to the word after its last
public record Finding<T>(T value, int from, int to) {
  public int length() {
    return to - from;
  }
}
