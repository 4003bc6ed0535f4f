package io.oratio.runtime.dialogue;

import io.oratio.domain.session.Channel;
import io.oratio.runtime.agent.AgentDefinition;
import io.oratio.runtime.dialogue.form.SlotReader;
import io.oratio.runtime.dialogue.grammar.Dates;
import io.oratio.runtime.knowledge.Knowledge;
import io.oratio.runtime.tool.Scene;
import io.oratio.runtime.tool.ToolSpec;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The agent without a model in one conversation. First come words of danger, then what it asked
/// itself, then a form that is being filled, then the agent's own phrases and documents; what it
/// does not know it says.
public final class DialogueAgent implements Dialogue {
  private static final Set<Channel> VOICES =
      EnumSet.of(Channel.SIP, Channel.WEBRTC, Channel.WEBSOCKET);
  private static final int LONGEST_TEXT_CHARS = 2000;

  private final DialogueModel model;
  private final Uses uses;
  private final Course course;
  private final Parting parting;
  private final AskedTalk asked;
  private final FormTalk inForm;
  private final OpenTalk open;
  private final ToolTalk results;

  // The recogniser asks from its own thread while the next reply is being made on another.
  private volatile List<String> expected = List.of();

  DialogueAgent(
      DialogueModel model,
      Knowledge knowledge,
      Scene.Facts facts,
      Collection<ToolSpec> tools,
      Clock clock) {
    this.model = model;
    this.uses = new Uses(tools);
    this.course = new Course(model.agent().greeting());
    this.parting = new Parting(model.agent(), uses, course);
    Topics topics = new Topics(model, knowledge, facts);
    CommonTalk common = new CommonTalk(model.agent(), topics, parting, course);
    FormSteps forms = new FormSteps(slotReader(model.agent(), facts, clock), uses, parting, course);
    Serving serving = new Serving(model, uses, parting, forms);
    this.asked = new AskedTalk(topics, serving, uses, parting, course);
    this.inForm = new FormTalk(topics, common, serving, forms, course);
    this.open = new OpenTalk(topics, common, serving, parting, course);
    this.results = new ToolTalk(forms, course);
  }

  private static SlotReader slotReader(AgentDefinition agent, Scene.Facts facts, Clock clock) {
    ZoneId zone = zone(agent, facts);
    boolean isMonthFirst = agent.language().equalsIgnoreCase("en-US");
    return new SlotReader(
        () -> new Dates(LocalDate.now(clock.withZone(zone)), isMonthFirst),
        VOICES.contains(facts.channel()));
  }

  private static ZoneId zone(AgentDefinition agent, Scene.Facts facts) {
    try {
      return agent.timeZone().isBlank() ? facts.timeZone() : ZoneId.of(agent.timeZone());
    } catch (DateTimeException _) {
      return facts.timeZone();
    }
  }

  @Override
  public List<String> vocabulary() {
    return model.vocabulary();
  }

  @Override
  public List<String> expected() {
    return expected;
  }

  @Override
  public Reply replyTo(String words, boolean isSure) {
    String bounded = words.substring(0, Math.min(LONGEST_TEXT_CHARS, words.length()));
    Said said = Said.of(bounded, isSure);
    if (said.tokens().isEmpty()) {
      return Reply.silence();
    }
    Reply reply = course.replied(decide(said));
    expected = course.expected();
    return reply;
  }

  private Reply decide(Said said) {
    if (Topics.names(model.agent().rules().dangerWords(), said)) {
      return parting.handOff("danger words", Wording.HANDING_OFF, Wording.DANGER_ALONE);
    }
    if (Topics.names(model.agent().settings().escalationTriggers(), said)) {
      return parting.handOff("escalation trigger", Wording.HANDING_OFF, Wording.NO_PERSON);
    }
    return course
        .takeWaiting()
        .flatMap(it -> asked.reply(it, said))
        .or(() -> course.form().map(it -> inForm.reply(it, said)))
        .orElseGet(() -> open.reply(said));
  }

  @Override
  public Reply toolAnswered(String toolUseId, String json) {
    Optional<Uses.Use> use = uses.answered(toolUseId);
    if (use.isEmpty()) {
      return Reply.silence();
    }
    Reply reply = course.said(results.reply(use.get(), Uses.read(json)));
    expected = course.expected();
    return reply;
  }
}
