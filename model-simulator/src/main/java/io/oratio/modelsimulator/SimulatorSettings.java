package io.oratio.modelsimulator;

import io.oratio.modelsimulator.report.RequestReport;
import io.oratio.modelsimulator.script.Script;
import java.util.function.Consumer;

/// How a simulator is started.
///
/// @param host the address to listen on
/// @param port 0 takes any free one
/// @param quota requests at once; one more gets status 429
/// @param onReport told of each request that ended, by its thread
public record SimulatorSettings(
    String host, int port, int quota, Script script, Consumer<RequestReport> onReport) {
  /// This machine only, any port, 200 requests at once, the usual script.
  public static SimulatorSettings standard() {
    return new SimulatorSettings("127.0.0.1", 0, 200, Script.standard(), _ -> {});
  }

  public SimulatorSettings withHost(String address) {
    return new SimulatorSettings(address, port, quota, script, onReport);
  }

  public SimulatorSettings withPort(int number) {
    return new SimulatorSettings(host, number, quota, script, onReport);
  }

  public SimulatorSettings withQuota(int most) {
    return new SimulatorSettings(host, port, most, script, onReport);
  }

  public SimulatorSettings withScript(Script other) {
    return new SimulatorSettings(host, port, quota, other, onReport);
  }

  public SimulatorSettings onReport(Consumer<RequestReport> listener) {
    return new SimulatorSettings(host, port, quota, script, listener);
  }
}
