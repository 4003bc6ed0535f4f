package io.oratio.control.creation;

import io.oratio.domain.agent.Agent;
import io.oratio.domain.agent.AgentStatus;
import io.oratio.domain.agent.Agents;
import io.oratio.domain.creation.Creation;
import io.oratio.domain.creation.Creations;
import io.oratio.domain.creation.Step;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Works on one creation in whose lease one is, step by step, until it is done, given up, or rests.
/// What was done is written before the next is begun, so that whoever comes after goes on there.
final class CreationWork {
  private static final Logger LOG = LoggerFactory.getLogger(CreationWork.class);

  private final Creations creations;
  private final Agents agents;
  private final CreationSteps steps;
  private final CreationNews news;
  private final CreationSettings settings;
  private final InstantSource clock;

  CreationWork(
      Creations creations,
      Agents agents,
      CreationSteps steps,
      CreationNews news,
      CreationSettings settings,
      InstantSource clock) {
    this.creations = creations;
    this.agents = agents;
    this.steps = steps;
    this.news = news;
    this.settings = settings;
    this.clock = clock;
  }

  /// Goes on as far as it comes. Blocks.
  ///
  /// @param owner of the lease
  void goOn(Creation leased, String owner) {
    Creation creation = leased;
    while (true) {
      Optional<Step> next = creation.nextStep();
      if (next.isEmpty() || Thread.currentThread().isInterrupted()) {
        return;
      }
      Optional<Agent> agent = agents.find(creation.tenantId(), creation.agentId());
      if (agent.isEmpty()) {
        // Deleted meanwhile, or never written because the request that asked for it died.
        creations.remove(creation.tenantId(), creation.agentId());
        return;
      }
      Optional<Creation> after = step(creation, next.get(), agent.get(), owner);
      if (after.isEmpty()) {
        return;
      }
      creation = after.get();
    }
  }

  /// @return the creation with the step done; empty when it is not to be worked on now
  private Optional<Creation> step(Creation creation, Step step, Agent agent, String owner) {
    Instant now = clock.instant();
    if (step.attempts() >= settings.attempts()) {
      // The last attempt was begun and its process died.
      giveUp(creation, step, agent, owner, "It was broken off too often.");
      return Optional.empty();
    }
    Step begun = step.begun(now);
    Creation working = creation.with(begun, now, now);
    if (!creations.save(working, owner)) {
      return Optional.empty();
    }
    news.step(working);
    try {
      Agent after = steps.perform(step.name(), agent);
      Creation done = working.with(begun.done(clock.instant()), clock.instant(), clock.instant());
      if (!creations.save(done, owner)) {
        return Optional.empty();
      }
      news.step(done);
      if (!after.equals(agent)) {
        news.agent(after);
      }
      return Optional.of(done);
    } catch (StepRefused e) {
      giveUp(working, begun, agent, owner, e.getMessage());
    } catch (IOException | RuntimeException e) {
      // The root of a step: whatever failed, it is ours, and the same may go well later.
      LOG.warn("{}: {} failed", creation.agentId(), step.name(), e);
      String why = "Something of ours failed (" + e.getClass().getSimpleName() + ").";
      if (begun.attempts() >= settings.attempts()) {
        giveUp(working, begun, agent, owner, why);
      } else {
        Instant failedAt = clock.instant();
        Creation resting =
            working.with(
                begun.toBeTriedAgain(why),
                failedAt,
                failedAt.plus(settings.restAfter(begun.attempts())));
        if (creations.save(resting, owner)) {
          news.step(resting);
        }
      }
    }
    return Optional.empty();
  }

  private void giveUp(Creation creation, Step step, Agent agent, String owner, String why) {
    Instant now = clock.instant();
    Creation failed = creation.with(step.failed(why, now), now, now);
    agents
        .find(agent.tenantId(), agent.agentId())
        .filter(it -> it.status() == AgentStatus.CREATING)
        .ifPresent(
            it -> {
              Agent marked = it.as(AgentStatus.FAILED, it.nextChange(now));
              if (agents.save(marked, it.updatedAt())) {
                news.agent(marked);
              }
            });
    if (creations.save(failed, owner)) {
      news.step(failed);
    }
  }
}
