package io.oratio.standalone;

import io.oratio.engine.local.answering.Answers;
import io.oratio.engine.local.answering.Reply;
import io.oratio.runtime.dialogue.Dialogue;
import io.oratio.runtime.dialogue.DialogueModel;
import java.util.List;
import java.util.Set;

/// A dialogue in the words of the offline speech engine.
final class DialogueAnswers implements Answers {
  /// Tools that may end the call: the caller hears everything first.
  private static final Set<String> LAST = Set.of("hang_up", "transfer", "hand_off");

  private final DialogueModel model;
  private final Dialogue dialogue;

  DialogueAnswers(DialogueModel model, Dialogue dialogue) {
    this.model = model;
    this.dialogue = dialogue;
  }

  @Override
  public Reply replyTo(String words, boolean isSure) {
    return spoken(dialogue.replyTo(words, isSure));
  }

  @Override
  public Reply toolAnswered(String toolUseId, String json) {
    return spoken(dialogue.toolAnswered(toolUseId, json));
  }

  @Override
  public List<String> questions() {
    return dialogue.vocabulary();
  }

  @Override
  public List<String> expected() {
    return dialogue.expected();
  }

  @Override
  public List<List<String>> states() {
    return model.states();
  }

  @Override
  public List<String> sayings() {
    return model.sayings();
  }

  private static Reply spoken(io.oratio.runtime.dialogue.Reply reply) {
    if (!reply.tools().isEmpty()) {
      return new Reply.UseTools(
          reply.words(),
          reply.tools().stream()
              .map(
                  it ->
                      new Reply.Tool(
                          it.toolUseId(), it.name(), it.arguments(), LAST.contains(it.name())))
              .toList());
    }
    return switch (reply.kind()) {
      case SILENCE -> new Reply.Silence();
      case REJECT -> new Reply.Clarify(reply.words());
      case ANSWER, ASK, HANDOFF, FAREWELL -> new Reply.Answer(reply.words());
    };
  }
}
