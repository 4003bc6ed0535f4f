package io.oratio.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The story of `src/test/client`: a program in TypeScript with a client that is made of the
/// contract, from registering to the notification of a hand-off.
@Timeout(600)
class ClientStoryTest {
  private static final Path PROJECT = Path.of("src", "test", "client").toAbsolutePath();
  private static final Path CONTRACT =
      Path.of("..", "docs", "protocol", "control-plane.openapi.yaml").toAbsolutePath().normalize();

  @TempDir Path folder;

  @Test
  void tellsTheWholeStoryWithAClientMadeOfTheContract() throws Exception {
    Tools.need("sipp", "sip-tester");
    Tools.need("node", "nodejs");
    Tools.need("npm", "npm");
    Path scenario = folder.resolve("call.xml");
    Files.writeString(scenario, SippScenario.speaking(question(), 18));
    Path client = client();
    int mailPort = freeTcpPort();
    int answerPort = freeUdpPort();
    try (UpProcess up =
        UpProcess.start(
            folder,
            "local",
            Map.of(
                "ORATIO_MAIL_HOST",
                "127.0.0.1",
                "ORATIO_MAIL_PORT",
                "" + mailPort,
                "ORATIO_MAIL_SECURITY",
                "none",
                "ORATIO_MAIL_FROM",
                "oratio@example.com"))) {
      String told =
          Tools.run(
              client,
              300,
              Map.of(
                  "ORATIO_SERVER",
                  up.http(),
                  "ORATIO_SIP",
                  "127.0.0.1:" + up.sipPort(),
                  "ORATIO_CALL_SCENARIO",
                  scenario.toString(),
                  "ORATIO_ANSWER_PORT",
                  "" + answerPort,
                  "ORATIO_MAIL_PORT",
                  "" + mailPort),
              List.of("node", "out/story.js"));
      assertThat(told).contains("THE STORY IS TOLD");
    }
  }

  /// The client, made and checked by the compiler at its strictest.
  private Path client() throws Exception {
    Path client = Files.createDirectory(folder.resolve("client"));
    try (Stream<Path> files = Files.list(PROJECT)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, client.resolve(file.getFileName()));
      }
    }
    Path modules = Workshop.nodeModules(PROJECT);
    Files.createSymbolicLink(client.resolve("node_modules"), modules);
    Tools.run(client, 120, "node", "generate.mjs", CONTRACT.toString());
    Tools.run(client, 180, "node", modules.resolve("typescript/bin/tsc").toString(), "-p", ".");
    return client;
  }

  private Path question() throws Exception {
    Path question = Tools.question(folder, "When are you open?", 8000);
    Path ulaw = folder.resolve("question.ulaw");
    List<String> words =
        List.of("sox", question.toString(), "-t", "ul", "-r", "8000", "-c", "1", ulaw.toString());
    Tools.run(
        folder, 20, Map.of(), Stream.concat(words.stream(), Stream.of("pad", "7", "9")).toList());
    return ulaw;
  }

  private static int freeTcpPort() throws Exception {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static int freeUdpPort() throws Exception {
    try (DatagramSocket socket =
        new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
      return socket.getLocalPort();
    }
  }
}
