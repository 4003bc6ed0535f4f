package io.oratio.simulator;

import io.oratio.simulator.report.SessionReport;
import io.oratio.simulator.script.Script;
import io.oratio.simulator.session.Limits;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/// How a simulator is to run. `SimulatorSettings.standard()` listens on a free port of this
/// machine, in cleartext, and checks strictly; the `with…` methods change one thing each.
///
/// @param host the address to listen on
/// @param port the port, 0 for any free one
/// @param tls how TLS is done; cleartext HTTP/2 when absent
/// @param strict whether the first offence against the protocol ends the session, as with the
///   service, and signatures must be there; else offences are only reported
/// @param limits when sessions are cut, and what counts as a pause
/// @param quota the most streams at once; one more gets status 429
/// @param script what is heard, said and broken
/// @param saveAudio the folder where the audio received is kept, one WAV file a session
/// @param eventLoops the threads that do the work
/// @param onReport is handed the report of each session that ends, by a thread of the simulator
public record SimulatorSettings(
    String host,
    int port,
    Optional<Tls> tls,
    boolean strict,
    Limits limits,
    int quota,
    Script script,
    Optional<Path> saveAudio,
    int eventLoops,
    Consumer<SessionReport> onReport) {
  public SimulatorSettings {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("A port is from 0 to 65535, not " + port);
    }
    if (quota < 0 || eventLoops < 1 || eventLoops > 64) {
      throw new IllegalArgumentException("The quota is 0 or more, the event loops 1 to 64");
    }
  }

  /// The certificate of a server that speaks TLS.
  public sealed interface Tls {
    /// One made at the start, for localhost.
    record SelfSigned() implements Tls {}

    /// A chain and its key, both PEM files.
    record Pem(Path chain, Path key) implements Tls {}
  }

  /// A free port of this machine, cleartext, strict, the service's limits, 20 streams, two threads.
  public static SimulatorSettings standard() {
    return new SimulatorSettings(
        "127.0.0.1",
        0,
        Optional.empty(),
        true,
        Limits.ofTheService(),
        20,
        Script.standard(),
        Optional.empty(),
        2,
        _ -> {});
  }

  public SimulatorSettings withHost(String other) {
    return new SimulatorSettings(
        other, port, tls, strict, limits, quota, script, saveAudio, eventLoops, onReport);
  }

  public SimulatorSettings withPort(int other) {
    return new SimulatorSettings(
        host, other, tls, strict, limits, quota, script, saveAudio, eventLoops, onReport);
  }

  public SimulatorSettings withTls(Tls other) {
    return new SimulatorSettings(
        host,
        port,
        Optional.of(other),
        strict,
        limits,
        quota,
        script,
        saveAudio,
        eventLoops,
        onReport);
  }

  /// The first offence ends the session, and signatures must be there.
  public SimulatorSettings strictly() {
    return new SimulatorSettings(
        host, port, tls, true, limits, quota, script, saveAudio, eventLoops, onReport);
  }

  /// Offences are reported, but do not end the session; signatures are not looked at.
  public SimulatorSettings lenient() {
    return new SimulatorSettings(
        host, port, tls, false, limits, quota, script, saveAudio, eventLoops, onReport);
  }

  public SimulatorSettings withLimits(Limits other) {
    return new SimulatorSettings(
        host, port, tls, strict, other, quota, script, saveAudio, eventLoops, onReport);
  }

  /// The session's length, the idle time and the pauses of the caller, all multiplied.
  public SimulatorSettings scaled(double scale) {
    return withLimits(limits.scaled(scale));
  }

  public SimulatorSettings withQuota(int other) {
    return new SimulatorSettings(
        host, port, tls, strict, limits, other, script, saveAudio, eventLoops, onReport);
  }

  public SimulatorSettings withScript(Script other) {
    return new SimulatorSettings(
        host, port, tls, strict, limits, quota, other, saveAudio, eventLoops, onReport);
  }

  public SimulatorSettings savingAudioIn(Path folder) {
    return new SimulatorSettings(
        host, port, tls, strict, limits, quota, script, Optional.of(folder), eventLoops, onReport);
  }

  public SimulatorSettings withEventLoops(int other) {
    return new SimulatorSettings(
        host, port, tls, strict, limits, quota, script, saveAudio, other, onReport);
  }

  public SimulatorSettings onReport(Consumer<SessionReport> other) {
    return new SimulatorSettings(
        host, port, tls, strict, limits, quota, script, saveAudio, eventLoops, other);
  }
}
