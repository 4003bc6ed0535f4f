package io.oratio.gateway.sip;

import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What both sides agreed on to notice that the other is gone (RFC 4028). Touched on the dialog's
/// mailbox only.
final class SessionTimer {
  private static final Pattern SECONDS = Pattern.compile("^\\s*([0-9]{1,9})\\s*(;.*)?$");
  private static final Pattern REFRESHER = Pattern.compile(";\\s*refresher\\s*=\\s*(uac|uas)");

  private final EdgeParts parts;
  private final Mailbox mailbox;
  private final Runnable refresh;
  private final Runnable expire;
  private long seconds;
  private boolean isOurs;
  private Runnable stop = () -> {};

  /// @param refresh when it is on us to refresh
  /// @param expire when nobody refreshed in time
  SessionTimer(EdgeParts parts, Mailbox mailbox, Runnable refresh, Runnable expire) {
    this.parts = parts;
    this.mailbox = mailbox;
    this.refresh = refresh;
    this.expire = expire;
  }

  /// The shortest interval we take, when the one asked for is shorter (RFC 4028 §9: 422). A client
  /// that does not know the timer is not refused; the interval is raised instead.
  static OptionalLong tooShort(SIPRequest request, Duration least) {
    OptionalLong asked = asked(request);
    boolean isRefused =
        asked.isPresent()
            && asked.getAsLong() < least.toSeconds()
            && Headers.lists(request, "Supported", "timer");
    return isRefused ? OptionalLong.of(least.toSeconds()) : OptionalLong.empty();
  }

  /// The header lines of a 2xx to an INVITE or UPDATE of theirs, and the terms they stand for (RFC
  /// 4028 §9 and its table 2).
  String agree(SIPRequest request, Duration least) {
    OptionalLong asked = asked(request);
    if (asked.isEmpty()) {
      return "";
    }
    boolean knowsTimer = Headers.lists(request, "Supported", "timer");
    Optional<String> refresher = refresher(request);
    isOurs = !knowsTimer || refresher.filter("uas"::equals).isPresent();
    seconds = Math.max(asked.getAsLong(), least.toSeconds());
    start();
    return "Session-Expires: "
        + seconds
        + ";refresher="
        + (isOurs ? "uas" : "uac")
        + "\r\n"
        + (isOurs ? "" : "Require: timer\r\n");
  }

  /// The shortest interval a 422 of theirs allows.
  static OptionalLong least(SIPResponse refusal) {
    Matcher matcher = SECONDS.matcher(Headers.value(refusal, "Min-SE").orElse(""));
    return matcher.matches()
        ? OptionalLong.of(Long.parseLong(matcher.group(1)))
        : OptionalLong.empty();
  }

  /// What their 2xx to our INVITE says (RFC 4028 §7.2). Without the header there is no timer.
  void agreed(SIPResponse answer, Duration least) {
    OptionalLong told = asked(answer);
    if (told.isPresent()) {
      isOurs = refresher(answer).filter("uas"::equals).isEmpty();
      seconds = Math.max(told.getAsLong(), least.toSeconds());
      start();
    }
  }

  /// The header lines of a refresh of ours.
  String ask() {
    return "Session-Expires: " + seconds + ";refresher=uac\r\n";
  }

  /// A refresh went through: the interval begins anew.
  void start() {
    stop.run();
    // RFC 4028 §10: refresh at half the interval; give up a third, at most 32 s, before its end.
    long patience = seconds - Math.min(32, seconds / 3);
    stop =
        isOurs
            ? parts.later(Duration.ofSeconds(seconds).dividedBy(2), mailbox, refresh)
            : parts.later(Duration.ofSeconds(patience), mailbox, expire);
  }

  /// Our refresh met one of theirs; try again a little later (RFC 3261 §14.1).
  void retryIn(Duration delay) {
    stop.run();
    stop = parts.later(delay, mailbox, refresh);
  }

  void stop() {
    stop.run();
  }

  private static OptionalLong asked(SIPMessage message) {
    Matcher matcher = SECONDS.matcher(value(message));
    return matcher.matches()
        ? OptionalLong.of(Long.parseLong(matcher.group(1)))
        : OptionalLong.empty();
  }

  private static Optional<String> refresher(SIPMessage message) {
    Matcher matcher = REFRESHER.matcher(value(message));
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  private static String value(SIPMessage message) {
    return Headers.value(message, "Session-Expires")
        .or(() -> Headers.value(message, "x"))
        .orElse("")
        .toLowerCase(Locale.ROOT);
  }
}
