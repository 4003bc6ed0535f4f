package io.oratio.simulator.session;

import io.oratio.simulator.script.Fault;
import io.oratio.simulator.script.Script;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/// All that a session is given when it begins.
///
/// @param sessionId its id
/// @param modelId the model that was asked for
/// @param script what it says and does
/// @param faults what goes wrong in it
/// @param limits when it is cut
/// @param strict whether the first offence against the protocol ends it
/// @param toneHz the pitch of its voice
/// @param recordings the recordings that replies may play
/// @param ids makes the ids of its contents
/// @param audioFolder where the audio received is written, if anywhere
/// @param writer writes it, one task at a time
public record Setting(
    String sessionId,
    String modelId,
    Script script,
    List<Fault> faults,
    Limits limits,
    boolean strict,
    double toneHz,
    Recordings recordings,
    Supplier<String> ids,
    Optional<Path> audioFolder,
    Executor writer) {
  public Setting {
    faults = List.copyOf(faults);
  }

  boolean has(Fault.Kind kind) {
    return faults.stream().anyMatch(fault -> fault.kind() == kind);
  }

  boolean announcesInterruptionsTwice() {
    return has(Fault.Kind.DUPLICATE_INTERRUPTED);
  }
}
