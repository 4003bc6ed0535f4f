package io.oratio.gateway.sip;

import gov.nist.javax.sip.message.SIPRequest;
import java.util.ArrayDeque;
import java.util.Locale;
import java.util.Queue;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sip.ServerTransaction;
import javax.sip.message.Request;
import javax.sip.message.Response;

/// Key presses by INFO (RFC 6086), in the two forms that are in use: `application/dtmf-relay` with
/// `Signal=` and `Duration=` lines, and `application/dtmf` with the key alone. Touched on the
/// dialog's mailbox only.
final class InfoDigits {
  private static final int USUAL_DURATION_MS = 160;
  private static final int DURATION_MS_MAX = 10_000;
  private static final int QUEUED_MAX = 64;
  private static final Pattern SIGNAL =
      Pattern.compile("(?im)^\\s*Signal\\s*=\\s*([0-9A-D*#]|1[0-5])\\s*$");
  private static final Pattern DURATION = Pattern.compile("(?im)^\\s*Duration\\s*=\\s*(\\d{1,6})");
  private static final String KEYS = "0123456789*#ABCD";

  private final InDialogSender sender;
  private final Consumer<SipEvent> told;
  private final Queue<Character> queued = new ArrayDeque<>();
  private boolean isSending;

  InfoDigits(InDialogSender sender, Consumer<SipEvent> told) {
    this.sender = sender;
    this.told = told;
  }

  /// An INFO of theirs. One without a body says nothing and is fine (RFC 2976 §2.2).
  void received(SIPRequest request, ServerTransaction transaction) {
    String type = Bodies.type(request);
    String body = Bodies.text(request);
    if (!type.isEmpty()
        && !type.equals("application/dtmf-relay")
        && !type.equals("application/dtmf")) {
      String fields = "Accept: application/dtmf-relay, application/dtmf\r\n";
      answer(request, transaction, 415, "Unsupported Media Type", fields);
      return;
    }
    answer(request, transaction, Response.OK, "OK", "");
    Matcher signal =
        SIGNAL.matcher(type.equals("application/dtmf") ? "Signal=" + body.strip() : body);
    if (signal.find()) {
      Matcher duration = DURATION.matcher(body);
      int durationMs = duration.find() ? Integer.parseInt(duration.group(1)) : USUAL_DURATION_MS;
      told.accept(new SipEvent.Digit(key(signal.group(1)), Math.min(durationMs, DURATION_MS_MAX)));
    }
  }

  /// 10 to 15 are the event codes of RFC 4733 §3.2, which some write instead of the key.
  private static char key(String signal) {
    return signal.length() == 2
        ? KEYS.charAt(Integer.parseInt(signal))
        : signal.toUpperCase(Locale.ROOT).charAt(0);
  }

  /// Sends keys, the next when the last was answered.
  void send(String digits) {
    for (char digit : digits.toUpperCase(Locale.ROOT).toCharArray()) {
      if (KEYS.indexOf(digit) >= 0 && queued.size() < QUEUED_MAX) {
        queued.add(digit);
      }
    }
    sendNext();
  }

  private void sendNext() {
    Character digit = isSending ? null : queued.poll();
    if (digit == null) {
      return;
    }
    isSending = true;
    String body = "Signal=" + digit + "\r\nDuration=" + USUAL_DURATION_MS + "\r\n";
    sender.send(
        Request.INFO,
        "Content-Type: application/dtmf-relay\r\n",
        body,
        _ -> {
          isSending = false;
          sendNext();
        });
  }

  private void answer(
      SIPRequest request, ServerTransaction transaction, int status, String why, String fields) {
    sender.respond(transaction, sender.response(request, status, why, fields));
  }
}
