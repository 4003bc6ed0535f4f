package io.oratio.phone.load;

import io.oratio.phone.call.CallOptions;
import io.oratio.phone.call.CallReport;
import io.oratio.phone.call.Phone;
import io.oratio.phone.call.PhoneCall;
import io.oratio.phone.call.Unreachable;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;

/// Makes the calls of a plan on one phone and gathers what came of them. One thread begins and ends
/// calls; all else is done by the phone's.
public final class LoadRun {
  private final Phone phone;
  private final LoadPlan plan;
  private final IntConsumer progress;
  private final Voices voices;
  private final LoadTally tally;
  private final CompletableFuture<LoadResult> result = new CompletableFuture<>();
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("load").factory());
  private int begun;
  private int ended;

  /// A run that has not begun.
  ///
  /// @param progress told the number of calls that are over, each time one ends
  public LoadRun(Phone phone, LoadPlan plan, IntConsumer progress) {
    this.phone = phone;
    this.plan = plan;
    this.progress = progress;
    this.voices = new Voices(plan.voice());
    this.tally = new LoadTally(plan);
  }

  /// Begins; the result comes when the last call is over.
  public CompletionStage<LoadResult> start() {
    long apart = plan.betweenStarts().toNanos();
    tally.begin();
    for (int i = 0; i < plan.concurrent(); i++) {
      thread.schedule(this::beginOne, i * apart, TimeUnit.NANOSECONDS);
    }
    return result;
  }

  private void beginOne() {
    int number = begun++;
    try {
      PhoneCall call = phone.dial(plan.target(), options(number), _ -> {});
      call.answered()
          .thenRun(() -> thread.schedule(call::hangUp, talkNanos(), TimeUnit.NANOSECONDS));
      call.ended().thenAccept(report -> thread.execute(() -> oneEnded(report)));
    } catch (Unreachable e) {
      tally.failed(e.getMessage());
      countEnd();
    }
  }

  private long talkNanos() {
    return plan.talk().toNanos();
  }

  private CallOptions options(int number) {
    CallOptions options =
        CallOptions.USUAL
            .withFrom("load" + number)
            .withCodecs(plan.codecs().toArray(String[]::new))
            .withRingLimit(Duration.ofSeconds(30))
            .withSound(() -> voices.of(number));
    return plan.credentials().isPresent()
        ? options.withCredentials(
            plan.credentials().get().user(), plan.credentials().get().password())
        : options;
  }

  private void oneEnded(CallReport report) {
    tally.ended(report);
    countEnd();
  }

  private void countEnd() {
    ended++;
    progress.accept(ended);
    if (ended == plan.total()) {
      thread.shutdown();
      result.complete(tally.result(phone.lateness()));
    } else if (begun < plan.total() && begun - ended < plan.concurrent()) {
      thread.execute(this::beginOne);
    }
  }
}
