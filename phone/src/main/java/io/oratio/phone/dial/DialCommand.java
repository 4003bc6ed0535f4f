package io.oratio.phone.dial;

import io.oratio.phone.call.CallEvent;
import io.oratio.phone.call.CallOptions;
import io.oratio.phone.call.CallReport;
import io.oratio.phone.call.CallState;
import io.oratio.phone.call.Phone;
import io.oratio.phone.call.PhoneCall;
import io.oratio.phone.call.PhoneSettings;
import io.oratio.phone.call.Unreachable;
import io.oratio.phone.report.Json;
import io.oratio.phone.report.ReportJson;
import io.oratio.phone.sip.SipUri;
import io.oratio.phone.sip.Transport;
import io.oratio.phone.sound.Sounds;
import io.oratio.phone.sound.WavReader;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// Makes one call and tells how it went.
public final class DialCommand {
  /// Answered, and something was said.
  public static final int HEARD = 0;

  /// Answered, but nothing was said.
  public static final int HEARD_NOTHING = 1;

  /// Refused: busy, unknown, forbidden, unavailable.
  public static final int REFUSED = 2;

  /// Nobody answered in time.
  public static final int NO_ANSWER = 3;

  /// The command cannot be understood, or there is no way to the other side.
  public static final int UNREACHABLE = 4;

  private static final int LOOK_EVERY_MS = 50;

  private final PhoneSettings settings;
  private final boolean isTerminal;

  /// A command on this phone.
  ///
  /// @param isTerminal whether the output is a screen on which a line can be written over
  public DialCommand(PhoneSettings settings, boolean isTerminal) {
    this.settings = settings;
    this.isTerminal = isTerminal;
  }

  /// Runs from the command line; the process ends with the exit status.
  public static void main(String[] args) {
    boolean isTerminal = System.console() != null && System.console().isTerminal();
    DialCommand command = new DialCommand(PhoneSettings.anywhere(), isTerminal);
    CountDownLatch done = new CountDownLatch(1);
    Thread caller = Thread.currentThread();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> hangUpFirst(caller, done)));
    int status = command.run(List.of(args), System.out);
    done.countDown();
    System.exit(status);
  }

  /// Ctrl-C ends the call properly before the process goes.
  private static void hangUpFirst(Thread caller, CountDownLatch done) {
    if (done.getCount() == 0) {
      return;
    }
    caller.interrupt();
    try {
      done.await(3, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Makes the call and waits for its end. An interrupt of the thread hangs up.
  ///
  /// @param args the words after `dial`
  /// @return the exit status
  public int run(List<String> args, PrintStream out) {
    if (args.contains("--help") || args.contains("-h")) {
      out.println(DialArguments.USAGE);
      return HEARD;
    }
    DialArguments asked;
    short[] question;
    try {
      asked = DialArguments.parse(args);
      question =
          asked.question().isPresent() ? WavReader.read(asked.question().get()) : new short[0];
    } catch (IllegalArgumentException e) {
      out.println(e.getMessage());
      out.println(DialArguments.USAGE);
      return UNREACHABLE;
    } catch (IOException e) {
      out.println("the question cannot be read: " + e.getMessage());
      return UNREACHABLE;
    }
    DialScreen screen = new DialScreen(out, asked.isJson(), isTerminal);
    try (Phone phone = new Phone(settings.reaching(asked.uri()))) {
      CallReport report = call(phone, asked, question, screen);
      if (asked.isJson()) {
        out.println(Json.write(ReportJson.of(report)));
      }
      screen.ended(report);
      return exitStatus(report);
    } catch (Unreachable | UncheckedIOException e) {
      complain(out, asked, e.getMessage());
      return UNREACHABLE;
    }
  }

  private static void complain(PrintStream out, DialArguments asked, String reason) {
    if (asked.isJson()) {
      Map<String, Object> map = new LinkedHashMap<>();
      map.put("target", asked.uri());
      map.put("outcome", "unreachable");
      map.put("reason", reason);
      out.println(Json.write(map));
    } else {
      out.println(reason);
    }
  }

  static int exitStatus(CallReport report) {
    return switch (report.outcome()) {
      case ANSWERED -> report.hasHeardSpeech() ? HEARD : HEARD_NOTHING;
      case REFUSED -> REFUSED;
      case NO_ANSWER, CANCELLED -> NO_ANSWER;
      case UNREACHABLE -> UNREACHABLE;
    };
  }

  private CallReport call(Phone phone, DialArguments asked, short[] question, DialScreen screen)
      throws Unreachable {
    Optional<SipUri> uri = SipUri.parse(asked.uri());
    if (uri.isPresent() && uri.get().transport() == Transport.UDP && Doorbell.isShut(uri.get())) {
      throw new Unreachable("nobody listens at " + asked.uri());
    }
    BlockingQueue<CallEvent> events = new LinkedBlockingQueue<>();
    PhoneCall call = phone.dial(asked.uri(), options(asked), events::add);
    screen.dialling(asked.uri());
    boolean speaks = question.length > 0 || !asked.digits().isEmpty();
    DialScript script = new DialScript(speaks, asked.playsAtOnce(), asked.talkLimit());
    while (true) {
      Optional<CallEvent> event = next(events, call);
      if (event.isPresent() && event.get() instanceof CallEvent.Ended ended) {
        return ended.report();
      }
      event.ifPresent(one -> show(one, screen));
      if (call.state() == CallState.TALKING) {
        screen.meter(call.heard());
        switch (script.next(call.heard(), call.talkMs())) {
          case WAIT -> {}
          case SPEAK -> speak(call, question, asked.digits(), script);
          case HANG_UP -> call.hangUp();
        }
      }
    }
  }

  private static Optional<CallEvent> next(BlockingQueue<CallEvent> events, PhoneCall call) {
    try {
      return Optional.ofNullable(events.poll(LOOK_EVERY_MS, TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      call.hangUp();
      return Optional.empty();
    }
  }

  private static CallOptions options(DialArguments asked) {
    CallOptions options = CallOptions.USUAL.withFrom("dial");
    if (asked.codec().isPresent()) {
      options = options.withCodecs(asked.codec().get());
    }
    if (asked.user().isPresent()) {
      options =
          options
              .withFrom(asked.user().get())
              .withCredentials(asked.user().get(), asked.password());
    }
    if (asked.recording().isPresent()) {
      options = options.withRecording(asked.recording().get());
    }
    return options;
  }

  private static void speak(PhoneCall call, short[] question, String digits, DialScript script) {
    if (!digits.isEmpty()) {
      call.sendDigits(digits);
    }
    call.play(Sounds.once(question)).thenRun(() -> script.said(call.heard()));
  }

  private static void show(CallEvent event, DialScreen screen) {
    switch (event) {
      case CallEvent.Ringing ringing -> screen.ringing(ringing.status());
      case CallEvent.Talking talking -> screen.answered(talking.answered());
      case CallEvent.Changed changed ->
          screen.line("the other side changed the call: %s", changed.direction().attribute());
      case CallEvent.Digit digit -> screen.line("heard the key %s", digit.digit());
      case CallEvent.Info info -> screen.line("got an INFO of %s", info.contentType());
      case CallEvent.Referred referred -> screen.line("is sent on to %s", referred.target());
      case CallEvent.Unacknowledged _, CallEvent.Ended _ -> {}
    }
  }
}
