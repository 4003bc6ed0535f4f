package io.oratio.control.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.oratio.control.rig.ApiClient;
import io.oratio.control.rig.ApiRig;
import io.oratio.control.web.contract.Role;
import io.oratio.domain.Samples;
import io.oratio.domain.session.Sessions;
import io.oratio.domain.session.Turn;
import io.oratio.domain.tenant.TenantId;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class TranscriptTest {
  private static final String NASTY =
      "<script>alert(1)</script>\n\n00:00:09.000 --> 00:00:10.000\n<v Agent>yes & no";

  private static ApiRig rig;

  private final TenantId tenant = rig.newTenant();
  private final ApiClient viewer = rig.as(tenant, Role.VIEWER);

  @BeforeAll
  static void start() {
    rig = ApiRig.start(SessionMatrixPart.class);
  }

  @AfterAll
  static void stop() {
    rig.close();
  }

  @Test
  void isGivenAsJsonUnlessAnotherFormIsAskedFor() {
    String path = spoken(turn(1, Turn.Role.ASSISTANT, "Good morning.", 0, false, ""));
    assertThat(viewer.get(path).expect(200).json().at("/turns/0/content").stringValue())
        .isEqualTo("Good morning.");
    assertThat(viewer.with("Accept", "text/*;q=0.5, text/vtt").get(path).expect(200).text())
        .startsWith("WEBVTT\n");
    assertThat(viewer.with("Accept", "text/plain").get(path).expect(200).text())
        .isEqualTo("[00:00:00.000] Agent: Good morning.\n");
    assertThat(viewer.with("Accept", "text/vtt").get(path + "?format=json").expect(200).json())
        .isNotEmpty();
    viewer.with("Accept", "image/png").get(path).expect(406, "NOT_ACCEPTABLE");
    viewer.get(path + "?format=pdf").expect(400, "REQUEST_INVALID");
  }

  @Test
  void choosesTheFormThatIsLikedBest() {
    assertThat(TranscriptForm.accepted("*/*")).contains(TranscriptForm.JSON);
    assertThat(TranscriptForm.accepted("text/*")).contains(TranscriptForm.TEXT);
    assertThat(TranscriptForm.accepted("*/*;q=0.1, text/vtt;q=0.2")).contains(TranscriptForm.VTT);
    assertThat(TranscriptForm.accepted("*/*, application/json;q=0")).contains(TranscriptForm.TEXT);
    assertThat(TranscriptForm.accepted("application/json;q=nonsense")).isEmpty();
  }

  @Test
  void writesCaptionsWhoseTimesAreThoseOfTheTurns() {
    String path =
        spoken(
            turn(1, Turn.Role.ASSISTANT, "Good morning.", 500, false, ""),
            turn(2, Turn.Role.USER, "A room, please.", 1_700, false, ""),
            turn(3, Turn.Role.TOOL, "{\"free\": 3}", 2_000, false, "rooms"),
            turn(4, Turn.Role.ASSISTANT, "Of course.", 3_725_042, true, ""));
    assertThat(viewer.get(path + "?format=vtt").expect(200).text())
        .isEqualTo(
            """
            WEBVTT

            1
            00:00:00.500 --> 00:00:01.700
            <v Agent>Good morning.

            2
            00:00:01.700 --> 00:00:03.750
            <v Caller>A room, please.

            4
            01:02:05.042 --> 01:02:06.742
            <v Agent>Of course.
            """);
  }

  @Test
  void letsNobodysWordsBecomeATagACueOrALine() {
    String path =
        spoken(
            turn(1, Turn.Role.USER, NASTY, 0, false, ""),
            turn(2, Turn.Role.USER, "-->", 100, false, ""));
    String captions = viewer.get(path + "?format=vtt").expect(200).text();
    assertValid(captions, 2);
    assertThat(captions)
        .contains(
            "<v Caller>&lt;script&gt;alert(1)&lt;/script&gt; 00:00:09.000 --&gt; 00:00:10.000"
                + " &lt;v Agent&gt;yes &amp; no\n");
    assertThat(viewer.get(path + "?format=text").expect(200).text().lines()).hasSize(2);
  }

  @Test
  void keepsCaptionsInOrderThoughTurnsOverlap() {
    String path =
        spoken(
            turn(1, Turn.Role.ASSISTANT, "A long sentence that is cut short", 5_000, true, ""),
            turn(2, Turn.Role.USER, "Stop", 4_000, false, ""),
            turn(3, Turn.Role.ASSISTANT, "Yes?", 5_000, false, ""),
            turn(4, Turn.Role.USER, " \n ", 6_000, false, ""));
    assertValid(viewer.get(path + "?format=vtt").expect(200).text(), 3);
  }

  @Test
  void isWholeWhereASessionIsLong() {
    Turn[] turns = new Turn[1100];
    for (int i = 0; i < turns.length; i++) {
      turns[i] = Samples.turn(i + 1, "words " + i);
    }
    String path = spoken(turns);
    assertThat(viewer.get(path).expect(200).json().path("turns")).hasSize(1100);
    assertValid(viewer.get(path + "?format=vtt").expect(200).text(), 1100);
  }

  /// Cues as WebVTT §4.1 wants them: a blank line before each, no start before the one above, an
  /// end after its start, no line that a parser takes for another.
  private static void assertValid(String captions, int cues) {
    assertThat(captions).startsWith("WEBVTT\n\n");
    Pattern timing = Pattern.compile("([0-9:]{8,}\\.[0-9]{3}) --> ([0-9:]{8,}\\.[0-9]{3})");
    String[] blocks = captions.strip().split("\n\n");
    assertThat(blocks).hasSize(cues + 1);
    String earliest = "";
    for (String block : List.of(blocks).subList(1, blocks.length)) {
      String[] lines = block.split("\n");
      assertThat(lines).hasSize(3);
      var times = timing.matcher(lines[1]);
      assertThat(times.matches()).as(lines[1]).isTrue();
      assertThat(times.group(1)).isGreaterThanOrEqualTo(earliest).isLessThan(times.group(2));
      earliest = times.group(1);
      assertThat(lines[2]).matches("<v (Caller|Agent)>[^<>]+");
    }
  }

  private String spoken(Turn... turns) {
    Sessions sessions = rig.bean(Sessions.class);
    sessions.open(Samples.session(tenant, "ses_1", Samples.MORNING));
    for (Turn turn : turns) {
      sessions.append(tenant, "ses_1", turn);
    }
    return "/api/sessions/ses_1/transcript";
  }

  private static Turn turn(
      int sequence, Turn.Role role, String words, int millis, boolean interrupted, String tool) {
    return new Turn(
        sequence,
        role,
        words,
        Samples.MORNING.plusMillis(millis),
        Duration.ofMillis(millis),
        interrupted,
        tool);
  }
}
