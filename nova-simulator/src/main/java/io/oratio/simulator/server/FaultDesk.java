package io.oratio.simulator.server;

import io.oratio.simulator.script.Fault;
import io.oratio.simulator.script.FaultRule;
import io.oratio.simulator.script.Script;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Holds the script in force and deals its faults out to the sessions as they come. Any thread.
public final class FaultDesk {
  private Script script;
  private final List<Dealt> rules = new ArrayList<>();

  public FaultDesk(Script script) {
    this.script = script;
    put(script);
  }

  /// Puts another script in force for the sessions to come.
  public synchronized void put(Script other) {
    script = other;
    rules.clear();
    other.faults().forEach(rule -> rules.add(new Dealt(rule)));
  }

  public synchronized Script script() {
    return script;
  }

  /// The faults that fall upon the next session.
  public synchronized List<Fault> dealFor(String modelId) {
    List<Fault> faults = new ArrayList<>();
    for (Dealt dealt : rules) {
      boolean fits = dealt.rule.model().map(modelId::contains).orElse(true);
      if (fits && dealt.left > 0) {
        dealt.left--;
        faults.add(dealt.rule.fault());
      }
    }
    return faults;
  }

  /// The faults that a request asks for itself: in its header (`reset@500, hang`) and behind the
  /// model id (`amazon.nova-2-sonic-v1:0~reset@500`).
  ///
  /// @throws IllegalArgumentException when there is no such fault
  static List<Fault> askedFor(Optional<String> header, List<String> suffixes) {
    List<Fault> faults = new ArrayList<>();
    suffixes.forEach(suffix -> faults.add(Fault.parse(suffix)));
    if (header.isPresent()) {
      for (String part : header.get().split(",", 16)) {
        faults.add(Fault.parse(part.strip()));
      }
    }
    return faults;
  }

  private static final class Dealt {
    private final FaultRule rule;
    private int left;

    Dealt(FaultRule rule) {
      this.rule = rule;
      this.left = rule.sessions().orElse(Integer.MAX_VALUE);
    }
  }
}
