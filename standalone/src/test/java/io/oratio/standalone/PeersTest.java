package io.oratio.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.oratio.domain.session.Turn;
import io.oratio.media.record.WavFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Other people's phones call the gateway as a newcomer has it: nothing configured, the offline
/// engine, real speech. Judged is what they hear and what was kept, not only that SIP succeeded.
@Timeout(240)
class PeersTest {
  @TempDir static Path folder;
  private static UpProcess up;

  @BeforeAll
  static void start() throws Exception {
    up = UpProcess.start(folder, "local", Map.of());
  }

  @AfterAll
  static void stop() throws Exception {
    up.close();
  }

  @Test
  void answersBaresipInSpeech() throws Exception {
    Tools.need("baresip", "baresip");
    Path question = Tools.question(folder, "What time is breakfast?", 8000);
    Path late = folder.resolve("late.wav");
    Tools.run(folder, 20, "sox", question.toString(), late.toString(), "pad", "8", "12");
    Path home = baresipHome(late);
    // It ends by itself after -t seconds; its exit status then is not zero by design.
    Process baresip =
        new ProcessBuilder(
                "timeout",
                "-s",
                "KILL",
                "60",
                "baresip",
                "-4",
                "-f",
                home.toString(),
                "-e",
                "/dial " + up.dial(),
                "-t",
                "22")
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("baresip.log").toFile())
            .start();
    baresip.waitFor();
    WavFile heard = WavFile.read(dump(home.resolve("rec"), "-dec.wav"));
    double seconds = heard.length() / (double) heard.rateHz();
    assertThat(seconds).as("seconds heard").isBetween(15.0, 25.0);
    assertSpeech(heard.samples(), heard.rateHz(), 4.0);
    spoken(up.closed(1).getFirst());
  }

  @Test
  void answersSippAndItsSpeechIsKept() throws Exception {
    Tools.need("sipp", "sip-tester");
    Path question = Tools.question(folder, "Can I bring my dog?", 8000);
    Path ulaw = folder.resolve("question.ulaw");
    Tools.run(
        folder,
        20,
        "sox",
        question.toString(),
        "-t",
        "ul",
        "-r",
        "8000",
        "-c",
        "1",
        ulaw.toString(),
        "pad",
        "8",
        "10");
    Path scenario = folder.resolve("call.xml");
    Files.writeString(scenario, SippScenario.speaking(ulaw, 20));
    int before = up.closed(0).size();
    Tools.run(
        folder,
        60,
        "timeout",
        "-s",
        "KILL",
        "55",
        "sipp",
        "127.0.0.1:" + up.sipPort(),
        "-s",
        "demo",
        "-sf",
        scenario.toString(),
        "-m",
        "1",
        "-l",
        "1",
        "-i",
        "127.0.0.1",
        "-mi",
        "127.0.0.1",
        "-nostdin");
    spoken(up.closed(before + 1).getFirst());
  }

  private static void spoken(UpProcess.Recorded kept) throws Exception {
    assertThat(kept.session().ending().orElseThrow().result()).isEqualTo("completed");
    assertThat(kept.turns()).extracting(Turn::role).contains(Turn.Role.ASSISTANT, Turn.Role.USER);
    assertThat(kept.turns().getFirst().content()).contains("Harbour Hotel");
    WavFile recording = WavFile.read(kept.recording().orElseThrow());
    assertThat(recording.channels()).isEqualTo(2);
    assertSpeech(recording.channel(0), recording.rateHz(), 0.5);
    assertSpeech(recording.channel(1), recording.rateHz(), 4.0);
  }

  /// Speech and not only a tone or noise: loud stretches of at least so many seconds, with pauses
  /// between them, at the level of speech, and not one frequency.
  private static void assertSpeech(short[] samples, int rateHz, double secondsMin) {
    int frame = rateHz / 50;
    int loud = 0;
    int pauses = 0;
    boolean before = false;
    double peak = 0;
    for (int at = 0; at + frame <= samples.length; at += frame) {
      double sum = 0;
      for (int i = at; i < at + frame; i++) {
        sum += (double) samples[i] * samples[i];
        peak = Math.max(peak, Math.abs(samples[i]));
      }
      boolean now = Math.sqrt(sum / frame) > 300;
      loud += now ? 1 : 0;
      pauses += before && !now ? 1 : 0;
      before = now;
    }
    assertThat(loud / 50.0).as("seconds of sound").isGreaterThan(secondsMin);
    assertThat(pauses).as("pauses").isGreaterThan(secondsMin > 2 ? 3 : 0);
    assertThat(peak).as("peak").isBetween(1500.0, 32767.0);
  }

  private static Path dump(Path folder, String ending) throws Exception {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(it -> it.toString().endsWith(ending)).findFirst().orElseThrow();
    }
  }

  private static Path baresipHome(Path speech) throws Exception {
    Path home = Files.createDirectories(folder.resolve("baresip"));
    Path recordings = Files.createDirectories(home.resolve("rec"));
    Files.writeString(home.resolve("accounts"), "<sip:peer@127.0.0.1>;regint=0\n");
    Files.writeString(home.resolve("contacts"), "");
    Files.write(
        home.resolve("config"),
        List.of(
            "module_path /usr/lib/baresip/modules",
            "sip_listen 127.0.0.1:0",
            "net_interface 127.0.0.1",
            "audio_source aufile," + speech,
            "audio_player aufile,/dev/null",
            "audio_alert aufile,/dev/null",
            "snd_path " + recordings,
            "module g711.so",
            "module aufile.so",
            "module sndfile.so",
            "module_tmp account.so",
            "module_app menu.so"));
    return home;
  }
}
