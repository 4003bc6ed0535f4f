package io.oratio.runtime.agent;

import io.oratio.domain.tenant.TenantId;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads `agent.json` and `prompt.md`: foreign bytes become a complete [AgentDefinition], or all
/// that is wrong with them at once. Stateless; safe from any thread.
public final class AgentFile {
  /// The most bytes of an `agent.json`.
  public static final int LONGEST_FILE = 262_144;

  /// The most bytes of a `prompt.md`.
  public static final int LONGEST_PROMPT = 24_576;

  private static final int DEEPEST = 32;
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private static final JsonMapper STRICT =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(DEEPEST)
                          .maxNameLength(300)
                          .maxNumberLength(100)
                          .build())
                  .build())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private AgentFile() {}

  /// Reads the two files of an agent whose folder's other files are known.
  ///
  /// @param files the paths of the folder's other files, with `/`: `knowledge/prices.pdf`,
  ///   `tools/orders.yaml`; what the definition says of files is compared with them
  public static AgentReading read(byte[] agentJson, byte[] promptMd, Set<String> files) {
    return read(agentJson, promptMd, Optional.of(files));
  }

  /// Reads the two files, given as texts, without looking at what else the folder holds.
  public static AgentReading read(String agentJson, String promptMd) {
    return read(
        agentJson.getBytes(StandardCharsets.UTF_8),
        promptMd.getBytes(StandardCharsets.UTF_8),
        Optional.empty());
  }

  /// The definition of texts that are known to be in order.
  ///
  /// @throws IllegalArgumentException naming the faults if they are not
  public static AgentDefinition parse(String agentJson, String promptMd) {
    return switch (read(agentJson, promptMd)) {
      case AgentReading.Good good -> good.definition();
      case AgentReading.Faulty faulty ->
          throw new IllegalArgumentException(
              faulty.faults().stream().map(Fault::toString).collect(Collectors.joining("\n")));
    };
  }

  /// The definition of a stored text, which was checked when it was stored. What a newer version of
  /// the software put there and this one does not know is skipped.
  ///
  /// @throws IllegalStateException if it is no JSON object
  static AgentDefinition stored(String agentJson, String promptMd) {
    try {
      JsonNode tree = STRICT.readTree(agentJson);
      if (tree.isObject()) {
        return new DefinitionReader(tree, promptMd).read();
      }
    } catch (JacksonException _) {
      // Its message would quote the document.
    }
    throw new IllegalStateException("a stored agent.json is no JSON object");
  }

  private static AgentReading read(byte[] agentJson, byte[] promptMd, Optional<Set<String>> files) {
    Faults faults = new Faults();
    String prompt = prompt(promptMd, faults);
    Optional<JsonNode> tree = tree(agentJson, faults);
    if (tree.isEmpty()) {
      return new AgentReading.Faulty(faults.all());
    }
    CharacterRules.check(tree.get(), faults);
    AgentSchema.check(tree.get(), faults);
    AgentDefinition definition = new DefinitionReader(tree.get(), prompt).read();
    Faults ofRules = new Faults();
    new DefinitionRules(definition, ofRules).check();
    new ToolRules(definition, files, ofRules).check();
    new DialogueRules(definition, ofRules).check();
    files.ifPresent(it -> FileDescriptions.check(definition, it, ofRules));
    Set<String> told = faults.all().stream().map(Fault::pointer).collect(Collectors.toSet());
    ofRules.all().stream().filter(it -> !isToldBy(told, it.pointer())).forEach(faults::add);
    if (faults.isEmpty()) {
      fits(definition, new String(agentJson, StandardCharsets.UTF_8), faults);
    }
    return faults.isEmpty()
        ? new AgentReading.Good(definition)
        : new AgentReading.Faulty(faults.all());
  }

  /// Whatever the store of versions would refuse is told now.
  private static void fits(AgentDefinition definition, String text, Faults faults) {
    try {
      Definitions.version(new TenantId("nobody"), 1, definition, text, Instant.EPOCH);
    } catch (IllegalArgumentException e) {
      faults.add("", "is too much for one version: " + e.getMessage());
    }
  }

  /// A part that breaks the schema is not looked at further: one fault, one sentence.
  private static boolean isToldBy(Set<String> told, String pointer) {
    return told.stream()
        .filter(it -> !it.isEmpty())
        .anyMatch(it -> pointer.equals(it) || pointer.startsWith(it + "/"));
  }

  private static Optional<JsonNode> tree(byte[] bytes, Faults faults) {
    if (bytes.length > LONGEST_FILE) {
      faults.add("", "has more than " + LONGEST_FILE + " bytes");
      return Optional.empty();
    }
    Optional<String> text = text(Fault.AGENT_JSON, bytes, faults);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      JsonNode tree = STRICT.readTree(text.get());
      if (tree.isObject()) {
        return Optional.of(tree);
      }
      faults.add("", "is not a JSON object");
    } catch (StreamConstraintsException _) {
      faults.add("", "is nested deeper than " + DEEPEST + " levels, or holds an endless name");
    } catch (JacksonException e) {
      faults.add(
          "", "is no JSON: " + e.getOriginalMessage().lines().findFirst().orElse("") + at(e));
    }
    return Optional.empty();
  }

  private static String at(JacksonException e) {
    return e.getLocation() == null || e.getLocation().getLineNr() < 1
        ? ""
        : " (line "
            + e.getLocation().getLineNr()
            + ", column "
            + e.getLocation().getColumnNr()
            + ")";
  }

  private static String prompt(byte[] bytes, Faults faults) {
    if (bytes.length > LONGEST_PROMPT) {
      faults.add(new Fault(Fault.PROMPT_MD, "", "has more than " + LONGEST_PROMPT + " bytes"));
      return "";
    }
    Optional<String> text = text(Fault.PROMPT_MD, bytes, faults);
    if (text.isPresent() && text.get().isBlank()) {
      faults.add(new Fault(Fault.PROMPT_MD, "", "is empty; it is what the agent is told"));
    }
    if (text.isPresent() && text.get().indexOf('\0') >= 0) {
      faults.add(new Fault(Fault.PROMPT_MD, "", "holds U+0000, which is no text"));
    }
    return text.orElse("");
  }

  private static Optional<String> text(String file, byte[] bytes, Faults faults) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      if (text.isEmpty() || text.charAt(0) != BYTE_ORDER_MARK) {
        return Optional.of(text);
      }
      faults.add(
          new Fault(file, "", "begins with a byte-order mark; save it as UTF-8 without one"));
    } catch (CharacterCodingException _) {
      faults.add(new Fault(file, "", "is not UTF-8 text"));
    }
    return Optional.empty();
  }
}
