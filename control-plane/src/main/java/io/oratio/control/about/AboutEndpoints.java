package io.oratio.control.about;

import io.oratio.control.web.Answer;
import io.oratio.control.web.Endpoints;
import io.oratio.control.web.contract.Contract;

/// The contract itself, and how the service is.
public final class AboutEndpoints implements Endpoints {
  private final Contract contract;
  private final Health health;

  public AboutEndpoints(Contract contract, Health health) {
    this.contract = contract;
    this.health = health;
  }

  @Override
  public void register(Register on) {
    on.answer("getContract", _ -> Answer.text("application/yaml", contract.text()));
    on.answer("getHealth", _ -> health.answer());
  }
}
