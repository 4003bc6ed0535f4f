package io.oratio.phone.call;

import io.oratio.phone.sip.Headers;
import io.oratio.phone.sip.SipRequest;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;

/// Decides about calls as it was told and remembers what happened, for tests that wait for it.
public final class Journal implements Incoming, Consumer<CallEvent> {
  private final Function<SipRequest, Reaction> decision;
  private final List<CallEvent> events = new CopyOnWriteArrayList<>();
  private final CompletableFuture<PhoneCall> call = new CompletableFuture<>();

  /// Of the called side.
  public Journal(Function<SipRequest, Reaction> decision) {
    this.decision = decision;
  }

  /// Of the calling side.
  public Journal() {
    this(_ -> new Reaction.Refuse(480, "Temporarily Unavailable", Headers.NONE));
  }

  @Override
  public Reaction react(SipRequest invite) {
    return decision.apply(invite);
  }

  @Override
  public void happened(PhoneCall taken, CallEvent event) {
    call.complete(taken);
    accept(event);
  }

  @Override
  public void accept(CallEvent event) {
    events.add(event);
  }

  /// The first call that was taken.
  public PhoneCall call() throws Exception {
    return call.get(20, TimeUnit.SECONDS);
  }

  /// Waits for the first event of a kind.
  public <T extends CallEvent> T first(Class<T> kind) {
    Await.until(() -> has(kind));
    return all(kind).getFirst();
  }

  /// Whether an event of a kind has happened.
  public boolean has(Class<? extends CallEvent> kind) {
    return events.stream().anyMatch(kind::isInstance);
  }

  /// All events of a kind so far.
  public <T extends CallEvent> List<T> all(Class<T> kind) {
    return events.stream().filter(kind::isInstance).map(kind::cast).toList();
  }
}
