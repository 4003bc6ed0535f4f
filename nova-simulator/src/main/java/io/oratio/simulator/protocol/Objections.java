package io.oratio.simulator.protocol;

/// Where an offence is brought forward. A strict judge throws it back and the stream ends; a
/// lenient one notes it and the event is taken as far as it can be.
@FunctionalInterface
public interface Objections {
  void raise(Refusal refusal) throws Refusal;

  /// Brings forward an offence for which the service's wording is known.
  default void raise(String message, String detail) throws Refusal {
    raise(new Refusal(message, detail));
  }
}
