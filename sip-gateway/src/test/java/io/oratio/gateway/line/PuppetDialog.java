package io.oratio.gateway.line;

import io.oratio.domain.trunk.Trunk;
import io.oratio.gateway.sip.Invite;
import io.oratio.gateway.sip.SipDialog;
import io.oratio.gateway.sip.SipEvent;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// A dialog that does only what a test tells it to, and remembers what was done to it.
final class PuppetDialog implements SipDialog {
  private final BlockingQueue<String> deeds = new LinkedBlockingQueue<>();
  private final List<SipEvent> before = new ArrayList<>();
  private final Invite invite;
  private Consumer<SipEvent> listener = before::add;

  PuppetDialog(Trunk trunk, String dialled, Optional<String> offer) {
    this.invite =
        new Invite(
            "call-id",
            trunk,
            InetAddress.getLoopbackAddress(),
            5060,
            dialled,
            "sip:" + dialled + "@127.0.0.1",
            "ada",
            Optional.empty(),
            Optional.of("puppet"),
            offer,
            Map.of(),
            "127.0.0.1");
  }

  synchronized void tell(SipEvent event) {
    listener.accept(event);
  }

  /// Waits for the next thing done to the caller.
  String next() throws InterruptedException {
    String deed = deeds.poll(10, TimeUnit.SECONDS);
    return deed == null ? "nothing within 10 s" : deed;
  }

  @Override
  public Invite invite() {
    return invite;
  }

  @Override
  public synchronized void listen(Consumer<SipEvent> heard) {
    listener = heard;
    before.forEach(heard);
    before.clear();
  }

  @Override
  public void ringing() {
    deeds.add("ringing");
  }

  @Override
  public void progress(String sdp) {
    deeds.add("progress " + sdp);
  }

  @Override
  public void answer(String sdp) {
    deeds.add("answer " + sdp);
  }

  @Override
  public void reject(int status, String reason, OptionalInt retryAfterSeconds) {
    deeds.add(
        "reject " + status + " " + reason + " " + retryAfterSeconds.stream().boxed().toList());
  }

  @Override
  public void bye(String reasonText) {
    deeds.add("bye " + reasonText);
  }

  @Override
  public void refer(String targetUri) {
    deeds.add("refer " + targetUri);
  }

  @Override
  public void answerReoffer(String sdp) {
    deeds.add("reanswer " + sdp);
  }

  @Override
  public void refuseReoffer(int status) {
    deeds.add("refuse reoffer " + status);
  }

  @Override
  public void sendInfoDigits(String digits) {
    deeds.add("info " + digits);
  }
}
