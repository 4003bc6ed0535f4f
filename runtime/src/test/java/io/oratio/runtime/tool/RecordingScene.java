package io.oratio.runtime.tool;

import io.oratio.domain.agent.CallRules.TransferTarget;
import io.oratio.domain.session.Channel;
import io.oratio.domain.tenant.TenantId;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;

/// A conversation that writes down what tools do to it. Safe from any thread.
public final class RecordingScene implements Scene {
  private final Facts facts;
  private final List<String> said = new CopyOnWriteArrayList<>();
  private final List<String> hangUps = new CopyOnWriteArrayList<>();
  private final List<TransferTarget> transfers = new CopyOnWriteArrayList<>();
  private final List<Optional<TransferTarget>> handOffs = new CopyOnWriteArrayList<>();
  private final CompletableFuture<String> digits = new CompletableFuture<>();
  private volatile boolean canTransfer = true;

  public RecordingScene(Facts facts) {
    this.facts = facts;
  }

  /// A call to an agent of a tenant.
  public static RecordingScene call(String tenantId, String agentId, String sessionId) {
    return new RecordingScene(
        new Facts(
            new TenantId(tenantId),
            agentId,
            1,
            "owner",
            sessionId,
            Channel.SIP,
            "+4915112345678",
            "+4915112345678",
            ZoneId.of("UTC"),
            Map.of()));
  }

  public List<String> said() {
    return List.copyOf(said);
  }

  public List<String> hangUps() {
    return List.copyOf(hangUps);
  }

  public List<TransferTarget> transfers() {
    return List.copyOf(transfers);
  }

  /// Where hand-offs sent the caller.
  public List<Optional<TransferTarget>> handOffs() {
    return List.copyOf(handOffs);
  }

  /// From now on the channel cannot transfer.
  public void refuseTransfers() {
    canTransfer = false;
  }

  /// The other side presses keys.
  public void press(String keys) {
    digits.complete(keys);
  }

  @Override
  public Facts facts() {
    return facts;
  }

  @Override
  public void hangUp(String reason) {
    hangUps.add(reason);
  }

  @Override
  public boolean transfer(TransferTarget target) {
    if (canTransfer) {
      transfers.add(target);
    }
    return canTransfer;
  }

  @Override
  public CompletionStage<String> collectDigits(int longest, String terminator, Duration within) {
    return digits;
  }

  @Override
  public void handOff(String reason, Optional<TransferTarget> target) {
    handOffs.add(target);
  }

  @Override
  public void say(String sentence) {
    said.add(sentence);
  }
}
