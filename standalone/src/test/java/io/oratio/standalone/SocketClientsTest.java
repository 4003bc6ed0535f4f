package io.oratio.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.oratio.domain.session.Channel;
import io.oratio.media.record.WavFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The example clients of `docs/examples`, run as a reader would run them.
@Timeout(240)
class SocketClientsTest {
  private static final Path EXAMPLES =
      Path.of("..", "docs", "examples").toAbsolutePath().normalize();

  @TempDir static Path folder;
  private static UpProcess up;

  @BeforeAll
  static void start() throws Exception {
    up = UpProcess.start(folder, "scripted", Map.of());
  }

  @AfterAll
  static void stop() throws Exception {
    up.close();
  }

  @Test
  void talksToAProgramInPython() throws Exception {
    Tools.need("python3", "python3");
    Path question = Tools.question(folder, "What time is breakfast?", 16_000);
    Path venv = folder.resolve("venv");
    Tools.run(folder, 60, "python3", "-m", "venv", venv.toString());
    String python = venv.resolve("bin/python").toString();
    Tools.run(folder, 90, python, "-m", "pip", "install", "-q", "websockets==15.0.1");
    Path answer = folder.resolve("answer-python.wav");
    String events =
        Tools.run(
            folder,
            60,
            python,
            EXAMPLES.resolve("voice_client.py").toString(),
            socket(),
            question.toString(),
            answer.toString(),
            "--seconds",
            "10",
            "--start-after",
            "3");
    heard(events, answer);
  }

  @Test
  void talksToAProgramInNode() throws Exception {
    Tools.need("node", "nodejs");
    Path question = Tools.question(folder, "What time is breakfast?", 16_000);
    Path answer = folder.resolve("answer-node.wav");
    String events =
        Tools.run(
            folder,
            60,
            Map.of("NODE_OPTIONS", "--no-warnings"),
            List.of(
                "node",
                "--experimental-websocket",
                EXAMPLES.resolve("voice_client.mjs").toString(),
                socket(),
                question.toString(),
                answer.toString(),
                "10",
                "3"));
    heard(events, answer);
  }

  @Test
  void refusesAPageOfAnotherOriginAndAnUnknownAgent() throws Exception {
    Tools.need("node", "nodejs");
    Path script = folder.resolve("refused.mjs");
    Files.writeString(
        script,
        """
        const socket = new WebSocket(process.argv[2]);
        socket.onmessage = ({ data }) => console.log(data);
        socket.onclose = ({ code }) => console.log('closed', code);
        socket.onerror = () => {};
        """);
    assertThat(
            Tools.run(
                folder,
                30,
                Map.of("NODE_OPTIONS", "--no-warnings"),
                List.of(
                    "node",
                    "--experimental-websocket",
                    script.toString(),
                    socket().replace("/ws/harbour-hotel", "/ws/nobody"))))
        .contains("AGENT_NOT_FOUND")
        .contains("closed");
    Process curl =
        new ProcessBuilder(
                "curl",
                "-s",
                "-o",
                "/dev/null",
                "-w",
                "%{http_code}",
                "-m",
                "10",
                "-H",
                "Connection: Upgrade",
                "-H",
                "Upgrade: websocket",
                "-H",
                "Sec-WebSocket-Version: 13",
                "-H",
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
                "-H",
                "Origin: https://evil.example",
                up.http() + "/ws/harbour-hotel")
            .start();
    assertThat(new String(curl.getInputStream().readAllBytes())).isEqualTo("403");
  }

  private static void heard(String events, Path answer) throws Exception {
    assertThat(events)
        .contains("\"type\":\"ready\"")
        .contains("\"role\":\"assistant\"")
        .contains("\"type\":\"ended\"");
    WavFile wav = WavFile.read(answer);
    assertThat(wav.rateHz()).isEqualTo(24_000);
    double seconds = wav.length() / 24_000.0;
    assertThat(seconds).isBetween(8.0, 11.0);
    long loud = 0;
    for (short sample : wav.samples()) {
      loud += Math.abs(sample) > 300 ? 1 : 0;
    }
    assertThat(loud / 24_000.0).as("seconds of loud sound").isGreaterThan(1.0);
    assertThat(up.closed(1).getFirst().session().channel()).isEqualTo(Channel.WEBSOCKET);
  }

  private static String socket() {
    return up.http().replace("http://", "ws://") + "/ws/harbour-hotel";
  }
}
