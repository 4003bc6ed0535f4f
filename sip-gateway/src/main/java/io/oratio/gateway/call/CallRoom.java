package io.oratio.gateway.call;

import io.oratio.engine.SpeechEngine;
import io.oratio.gateway.journal.Journal;
import io.oratio.gateway.tool.Minds;
import io.oratio.media.path.Pacer;
import io.oratio.media.record.DiskWriter;
import java.time.Clock;
import java.util.concurrent.Executor;

/// What all calls of a gateway share.
///
/// @param node this process's name in the session records
/// @param recordings the one thread that writes recordings
/// @param threads lends threads to the calls' mailboxes
/// @param transfers says where calls may be sent on
public record CallRoom(
    String node,
    SpeechEngine engine,
    Minds minds,
    Pacer pacer,
    DiskWriter recordings,
    Journal journal,
    SpareVoice spareVoice,
    CallSettings settings,
    Clock clock,
    Executor threads,
    TransferGate transfers) {
  /// A room whose calls may be sent on anywhere.
  public CallRoom(
      String node,
      SpeechEngine engine,
      Minds minds,
      Pacer pacer,
      DiskWriter recordings,
      Journal journal,
      SpareVoice spareVoice,
      CallSettings settings,
      Clock clock,
      Executor threads) {
    this(
        node,
        engine,
        minds,
        pacer,
        recordings,
        journal,
        spareVoice,
        settings,
        clock,
        threads,
        TransferGate.OPEN);
  }
}
