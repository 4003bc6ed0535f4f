package io.oratio.phone.load;

import io.oratio.phone.call.CallOptions;
import io.oratio.phone.call.Phone;
import io.oratio.phone.call.PhoneSettings;
import io.oratio.phone.call.Reaction;
import io.oratio.phone.sip.Transport;
import io.oratio.phone.sound.Sounds;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Runs this process's code hot before it measures another: a phone of its own calls itself over
/// loopback. A cold virtual machine would else count its own slowness as the other side's.
final class WarmUp {
  private static final int AT_ONCE = 10;
  private static final Duration TALK = Duration.ofMillis(300);
  private static final long PATIENCE_SECONDS = 30;

  private WarmUp() {}

  static void run(int calls) {
    if (calls < 1) {
      return;
    }
    CallOptions options = CallOptions.USUAL.withSound(() -> Sounds.tone(500, -20));
    try (Phone phone = new Phone(PhoneSettings.loopback())) {
      phone.onCall(_ -> new Reaction.Answer(options, Duration.ZERO));
      LoadPlan plan =
          LoadPlan.shortCalls(phone.uri(Transport.UDP), Math.min(calls, AT_ONCE), calls, TALK);
      new LoadRun(phone, plan, _ -> {})
          .start()
          .toCompletableFuture()
          .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      // Not warm then; the figures of the run tell, since its own clock is among them.
      return;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
