package io.oratio.gateway.mind;

import io.oratio.gateway.tool.Mind;
import io.oratio.runtime.agent.AgentDefinition;
import io.oratio.runtime.tool.ToolResult;
import io.oratio.runtime.tool.ToolSpec;
import io.oratio.runtime.tool.ToolUse;
import io.oratio.runtime.tool.Tools;
import java.util.List;
import java.util.concurrent.CompletionStage;

/// One call's mind. Any thread.
final class RuntimeMind implements Mind {
  private final AgentDefinition agent;
  private final String prompt;
  private final Tools tools;
  private final Alarm alarm;

  RuntimeMind(AgentDefinition agent, String prompt, Tools tools, Alarm alarm) {
    this.agent = agent;
    this.prompt = prompt;
    this.tools = tools;
    this.alarm = alarm;
  }

  @Override
  public String prompt() {
    return prompt;
  }

  @Override
  public boolean isInterruptible() {
    return agent.rules().interruption();
  }

  @Override
  public List<ToolSpec> tools() {
    return tools.specs();
  }

  @Override
  public CompletionStage<ToolResult> use(ToolUse use) {
    return tools.use(use);
  }

  @Override
  public void heard(String words) {
    tools.heard(words);
    alarm.heard(words);
  }

  @Override
  public void close() {
    tools.close();
  }
}
