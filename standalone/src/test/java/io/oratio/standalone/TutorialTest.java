package io.oratio.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Does what `docs/tutorial.md` tells a newcomer to do, with its own commands, and looks whether
/// each prints what the page says it prints.
///
/// A block marked `bash` is typed as it stands; the next block without a mark is what is printed,
/// line for line: `…` in a line stands for anything, and alone in a line for any lines. In a
/// command `…` stands for what the reader copies: it is found behind the same beginning in what was
/// printed. The block marked `leave-running` goes on beside the others. Ports 8080 and 5060 are
/// free ones here.
class TutorialTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final String ANY = "…";
  private static final int BLOCK_SECONDS_MAX = 180;

  @TempDir private Path folder;
  private final StringBuilder printed = new StringBuilder();
  private String http = "127.0.0.1:8080";
  private String sip = "127.0.0.1:5060";

  /// A command, or several, and what is printed.
  private record Step(String commands, List<String> expected, boolean isLeftRunning) {}

  @Test
  @Timeout(value = 600, unit = TimeUnit.SECONDS)
  void everyCommandOfTheTutorialPrintsWhatThePageSays() throws Exception {
    List<Step> steps = steps(Files.readAllLines(ROOT.resolve("docs/tutorial.md")));
    assertThat(steps).hasSizeGreaterThan(6);
    assertThat(steps.getFirst().isLeftRunning()).isTrue();
    program();
    Process up = null;
    try {
      for (Step step : steps) {
        if (step.isLeftRunning()) {
          up = leftRunning(step);
        } else {
          run(step);
        }
      }
    } finally {
      if (up != null) {
        end(up);
      }
    }
    assertThat(folder.resolve("call.wav")).isNotEmptyFile();
    assertThat(folder.resolve("answer.wav")).isNotEmptyFile();
    assertThat(Files.readString(folder.resolve("call.vtt"))).startsWith("WEBVTT").contains("<v ");
  }

  @Test
  void theLauncherKnowsEveryVerbOfTheTutorial() throws Exception {
    String launcher = Files.readString(ROOT.resolve("oratio"));
    String page = Files.readString(ROOT.resolve("docs/tutorial.md"));
    Matcher verbs = Pattern.compile("\\./oratio ([a-z]+)").matcher(page);
    List<String> unknown = new ArrayList<>();
    while (verbs.find()) {
      String verb = verbs.group(1);
      if (!Pattern.compile("(?m)^  (.* \\| )?" + verb + "( \\| .*)?\\)").matcher(launcher).find()
          || !launcher.contains("\n  ./oratio " + verb + " ")) {
        unknown.add(verb);
      }
    }
    assertThat(unknown).isEmpty();
  }

  @Test
  void theLauncherKnowsEveryVerbOverTheApi() throws Exception {
    String launcher = Files.readString(ROOT.resolve("oratio"));
    for (String verb : io.oratio.standalone.shell.Shell.names()) {
      assertThat(launcher).contains("\n  ./oratio " + verb + " ");
      assertThat(launcher).containsPattern("(?m)^  (.* \\| )?" + verb + "( \\| .*)?\\)");
    }
  }

  private static List<Step> steps(List<String> lines) {
    List<Step> steps = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      if (!lines.get(i).startsWith("```")) {
        continue;
      }
      String mark = lines.get(i).substring(3).strip();
      List<String> block = new ArrayList<>();
      for (i++; !lines.get(i).startsWith("```"); i++) {
        block.add(lines.get(i));
      }
      if (mark.startsWith("bash")) {
        steps.add(
            new Step(String.join("\n", block), new ArrayList<>(), mark.contains("leave-running")));
      } else {
        assertThat(steps.getLast().expected()).as("one block of what is printed").isEmpty();
        steps.getLast().expected().addAll(block);
      }
    }
    return steps;
  }

  /// `./oratio` as this test finds it on its class path: the real one would build first.
  private void program() throws Exception {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    Path program = folder.resolve("oratio");
    Files.writeString(
        program,
        """
        #!/usr/bin/env bash
        case $1 in up | dial | speak) fast=-XX:+UseZGC ;; *) fast='-XX:+UseSerialGC -XX:TieredStopAtLevel=1' ;; esac
        exec '%s' $fast -Xmx512m --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \\
          -Doratio.home='%s' -cp '%s' io.oratio.standalone.Oratio "$@"
        """
            .formatted(java, ROOT, classPath));
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
  }

  private Process start(String commands, Path log) throws Exception {
    ProcessBuilder bash =
        new ProcessBuilder("bash", "-e", "-u", "-o", "pipefail", "-c", commands)
            .directory(folder.toFile())
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    bash.environment().keySet().removeIf(it -> it.startsWith("AWS_") || it.startsWith("ORATIO_"));
    bash.environment().put("ORATIO_DATADIR", folder.resolve("data").toString());
    bash.environment().put("ORATIO_HTTP_PORT", "0");
    bash.environment().put("ORATIO_SIP_PORT", "0");
    bash.environment().put("ORATIO_SIP_BIND", "127.0.0.1");
    bash.environment().put("ORATIO_ENGINE_NAME", "local");
    bash.environment().put("ORATIO_LOGIN_FILE", folder.resolve("login/login.json").toString());
    bash.environment().put("ORATIO_PASSWORD", "crust and crumb at dawn");
    return bash.start();
  }

  /// Starts what goes on, and waits until it has printed its last line.
  private Process leftRunning(Step step) throws Exception {
    Path log = Files.createTempFile(folder, "up", ".log");
    Process process = start(step.commands(), log);
    String last = step.expected().getLast();
    try {
      long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(BLOCK_SECONDS_MAX);
      while (!read(log).contains(last) && !process.waitFor(100, TimeUnit.MILLISECONDS)) {
        assertThat(System.nanoTime()).as("%s", read(log)).isLessThan(deadline);
      }
      http = found("HTTP +http://(\\S+)", read(log)).orElse(http);
      sip = found("Dial +sip:demo@(\\S+)", read(log)).orElse(sip);
      matches(step, read(log));
    } catch (AssertionError | RuntimeException e) {
      end(process);
      throw e;
    }
    return process;
  }

  private void run(Step step) throws Exception {
    Path log = Files.createTempFile(folder, "block", ".log");
    String commands = copied(here(step.commands()));
    Process process = start(commands, log);
    if (!process.waitFor(BLOCK_SECONDS_MAX, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError(commands + "\ndid not end:\n" + read(log));
    }
    assertThat(process.exitValue()).as(commands + "\nprinted:\n" + read(log)).isZero();
    matches(step, read(log));
  }

  private void matches(Step step, String output) {
    printed.append(output);
    StringBuilder pattern = new StringBuilder("\\s*");
    for (String line : step.expected()) {
      if (line.strip().equals(ANY)) {
        pattern.append("(?:.*\n)*");
      } else {
        pattern.append(
            Stream.of(here(line).split(ANY, -1))
                .map(Pattern::quote)
                .reduce((a, b) -> a + ".*" + b)
                .orElseThrow());
        pattern.append(" *\n");
      }
    }
    assertThat(output.stripTrailing() + "\n")
        .as("What this printed:\n%s\nThe tutorial says:\n%s", output, step.expected())
        .matches(Pattern.compile(pattern + "\\s*"));
  }

  /// With this test's ports in place of the usual ones.
  private String here(String text) {
    return text.replace("127.0.0.1:8080", http).replace("127.0.0.1:5060", sip);
  }

  /// What the reader copies, put in.
  private String copied(String commands) {
    Matcher wanted = Pattern.compile("([^\\s'\"]+)" + ANY).matcher(commands);
    return wanted.replaceAll(
        it ->
            Matcher.quoteReplacement(
                it.group(1)
                    + found(Pattern.quote(it.group(1)) + "(\\S+)", printed.toString())
                        .orElseThrow(() -> new AssertionError("not printed: " + it.group()))));
  }

  private static Optional<String> found(String pattern, String text) {
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static void end(Process process) throws InterruptedException {
    process.destroy();
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
    }
  }
}
