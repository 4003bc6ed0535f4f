package io.oratio.runtime.dialogue;

import io.oratio.runtime.agent.AgentDefinition;
import io.oratio.runtime.dialogue.Reply.Kind;
import io.oratio.runtime.dialogue.form.FormFilling;
import java.util.Optional;

/// Replies to what anybody may want of any agent, within a form and without one.
final class CommonTalk {
  private final AgentDefinition agent;
  private final Topics topics;
  private final Parting parting;
  private final Course course;

  CommonTalk(AgentDefinition agent, Topics topics, Parting parting, Course course) {
    this.agent = agent;
    this.topics = topics;
    this.parting = parting;
    this.course = course;
  }

  /// The reply where no form is being filled.
  Reply reply(Wish wish) {
    return switch (wish) {
      case LEAVE -> parting.farewell();
      case PERSON -> parting.handOffAsAsked();
      case REPEAT -> Reply.of(Kind.ANSWER, course.last().isBlank() ? offer() : course.last());
      case WHO -> {
        course.tellsOffline();
        yield Reply.of(Kind.ANSWER, agentName() + Wording.WHO + " " + offer());
      }
      case HELP -> Reply.of(Kind.ANSWER, offer());
      case GREETING -> Reply.of(Kind.ANSWER, Wording.GREETING);
      case THANKS -> {
        course.waitFor(new Waiting.OfAnythingElse());
        yield Reply.of(Kind.ANSWER, Wording.WELCOME);
      }
      case CANCEL -> Reply.of(Kind.ANSWER, "All right. " + Wording.WHAT_ELSE);
      case YES, NO -> Reply.of(Kind.ASK, Wording.WHAT_ELSE);
    };
  }

  /// The reply while a form is being filled; empty where the wish is rather an answer to it.
  Optional<Reply> replyIn(FormFilling filling, Wish wish, Said said) {
    return switch (wish) {
      case LEAVE ->
          Wish.isPlainGoodbye(said.tokens()) ? Optional.of(parting.farewell()) : Optional.empty();
      case PERSON -> Optional.of(parting.handOffAsAsked());
      case CANCEL -> {
        course.leaveForm();
        yield Optional.of(Reply.of(Kind.ANSWER, Wording.CANCELLED));
      }
      case REPEAT -> Optional.of(Reply.of(Kind.ASK, filling.question()));
      case WHO -> Optional.of(Reply.of(Kind.ASK, Wording.WHO + " " + filling.question()));
      case HELP -> Optional.of(Reply.of(Kind.ASK, filling.help() + " " + filling.question()));
      case GREETING, THANKS, YES, NO -> Optional.empty();
    };
  }

  /// Tells what may be asked, something else each time.
  String offer() {
    return Wording.offer(topics.examples(course.offer()));
  }

  private String agentName() {
    return agent.agentName().isBlank() ? "" : "This is " + agent.agentName() + ". ";
  }
}
