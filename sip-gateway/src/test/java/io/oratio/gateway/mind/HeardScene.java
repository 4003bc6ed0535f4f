package io.oratio.gateway.mind;

import io.oratio.domain.agent.CallRules.TransferTarget;
import io.oratio.domain.session.Channel;
import io.oratio.domain.tenant.TenantId;
import io.oratio.runtime.tool.Scene;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;

/// A phone call that remembers what was done to it.
final class HeardScene implements Scene {
  final BlockingQueue<String> deeds = new LinkedBlockingQueue<>();
  private final TenantId tenantId;
  private final Map<String, String> headers;

  HeardScene(TenantId tenantId, Map<String, String> headers) {
    this.tenantId = tenantId;
    this.headers = headers;
  }

  @Override
  public Facts facts() {
    return new Facts(
        tenantId,
        "reception",
        1,
        "owner",
        "ses_1",
        Channel.SIP,
        "+15550123",
        "+15550123",
        ZoneOffset.UTC,
        headers);
  }

  @Override
  public void hangUp(String reason) {
    deeds.add("hang up");
  }

  @Override
  public boolean transfer(TransferTarget target) {
    deeds.add("transfer " + target.uri());
    return true;
  }

  @Override
  public CompletionStage<String> collectDigits(int longest, String terminator, Duration within) {
    return CompletableFuture.completedFuture("");
  }

  @Override
  public void handOff(String reason, Optional<TransferTarget> target) {
    deeds.add("hand off to " + target.map(TransferTarget::uri).orElse("nobody"));
  }

  @Override
  public void say(String sentence) {
    deeds.add("say " + sentence);
  }
}
