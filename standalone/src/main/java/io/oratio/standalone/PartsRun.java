package io.oratio.standalone;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/// Which parts a process runs, for the wiring.
final class PartsRun {
  private PartsRun() {}

  /// The gateway runs here.
  static final class Gateway implements Condition {
    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
      return parts(context).hasGateway();
    }
  }

  /// The control plane runs here.
  static final class Control implements Condition {
    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
      return parts(context).hasControl();
    }
  }

  /// The control plane runs here without the gateway.
  static final class ControlAlone implements Condition {
    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
      return !parts(context).hasGateway();
    }
  }

  private static Settings.Parts parts(ConditionContext context) {
    return Binder.get(context.getEnvironment())
        .bind("oratio.parts", Settings.Parts.class)
        .orElse(Settings.Parts.ALL);
  }
}
