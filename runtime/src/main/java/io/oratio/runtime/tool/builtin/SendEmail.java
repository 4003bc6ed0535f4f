package io.oratio.runtime.tool.builtin;

import io.oratio.domain.mail.Letter;
import io.oratio.domain.text.Shape;
import io.oratio.domain.tool.ToolExecution.Authority;
import io.oratio.runtime.agent.AgentDefinition;
import io.oratio.runtime.mail.Address;
import io.oratio.runtime.mail.Mail;
import io.oratio.runtime.mail.MailFailure;
import io.oratio.runtime.tool.Scene;
import io.oratio.runtime.tool.Tool;
import io.oratio.runtime.tool.ToolFailure;
import io.oratio.runtime.tool.ToolSpec;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.node.ObjectNode;

/// `send_email`: writes to an address that the agent's owner or the operator named, and to nobody
/// else. Settings: `to`, the usual recipient or several; `allowed`, further ones, also `@domain`
/// for all of a domain; `subject`, a template that may hold `{subject}` and `{agentName}`.
final class SendEmail {
  private static final int SUBJECT_CHARS_MAX = 150;
  private static final int BODY_CHARS_MAX = 8_000;

  private final List<String> addresses;
  private final List<String> domains;
  private final String template;
  private final String agentName;
  private final Scene.Facts facts;
  private final Mail mail;
  private final Clock clock;

  private SendEmail(
      AgentDefinition agent,
      Settings settings,
      Scene.Facts facts,
      Mail mail,
      List<String> operatorRecipients,
      Clock clock) {
    List<String> named = new ArrayList<>(settings.texts("to"));
    named.addAll(settings.texts("allowed"));
    named.addAll(operatorRecipients);
    addresses = named.stream().filter(Address::isOne).distinct().toList();
    domains = named.stream().filter(it -> it.startsWith("@") && Address.isOne("x" + it)).toList();
    template = settings.text("subject", "{subject}");
    agentName = agent.agentName();
    this.facts = facts;
    this.mail = mail;
    this.clock = clock;
  }

  /// @return empty where there is nobody it may write to
  static Optional<Tool> of(
      AgentDefinition agent,
      Settings settings,
      Scene.Facts facts,
      Mail mail,
      List<String> operatorRecipients,
      Clock clock) {
    SendEmail email = new SendEmail(agent, settings, facts, mail, operatorRecipients, clock);
    return email.addresses.isEmpty() && email.domains.isEmpty()
        ? Optional.empty()
        : Optional.of(new Builtin(email.spec(), true, email::send));
  }

  private ToolSpec spec() {
    ObjectSchema schema = new ObjectSchema();
    if (!domains.isEmpty()) {
      schema.text(
          "to",
          "The recipient: one of "
              + String.join(", ", addresses)
              + " or any address ending in "
              + String.join(", ", domains),
          254,
          true);
    } else if (addresses.size() > 1) {
      schema.choice("to", "The recipient", addresses);
    }
    if (template.contains("{subject}")) {
      schema.text("subject", "A few words", SUBJECT_CHARS_MAX, true);
    }
    schema.text("body", "The letter, plain text", BODY_CHARS_MAX, true);
    return new ToolSpec(
        "send_email",
        domains.isEmpty() && addresses.size() == 1
            ? "Sends an e-mail to the one address it is meant for."
            : "Sends an e-mail to one of the allowed addresses.",
        schema.json(),
        Authority.WRITE,
        false);
  }

  private ObjectNode send(ObjectNode arguments, String key) throws ToolFailure {
    String to =
        arguments.has("to") || addresses.isEmpty()
            ? arguments.path("to").asString()
            : addresses.getFirst();
    if (!isAllowed(to)) {
      throw new ToolFailure("recipient", "This recipient is not allowed.", false);
    }
    try {
      mail.send(
          new Letter(
              facts.tenantId(),
              idOf(key),
              facts.agentId(),
              facts.sessionId(),
              to,
              subject(arguments.path("subject").asString()),
              arguments.path("body").asString(),
              clock.instant()));
    } catch (MailFailure failure) {
      throw new ToolFailure("mail", failure.sentence(), failure.mayRetry());
    }
    return Builtin.status("sent", "The e-mail is on its way.");
  }

  private boolean isAllowed(String to) {
    return Address.isOne(to)
        && (addresses.stream().anyMatch(it -> Address.isSame(it, to))
            || domains.stream()
                .anyMatch(it -> Address.isSame(it, to.substring(to.lastIndexOf('@')))));
  }

  private String subject(String given) {
    String line =
        template
            .replace("{agentName}", agentName)
            .replace("{subject}", given)
            .replaceAll("[\\p{Cc}\\p{Zl}\\p{Zp}]+", " ")
            .strip();
    return Shape.repaired(line, 2 * SUBJECT_CHARS_MAX);
  }

  /// The same for the same execution, so that a letter sent twice is seen to be one.
  private static String idOf(String key) {
    return "lt-" + UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8));
  }
}
