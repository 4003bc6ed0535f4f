package io.oratio.control.web.door;

import io.oratio.control.web.Endpoint;
import io.oratio.control.web.Endpoints;
import io.oratio.control.web.Request;
import io.oratio.control.web.contract.Contract;
import io.oratio.control.web.contract.Operation;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// Which operation is answered by whom. Filled once, at the start.
public final class OperationTable {
  private final Contract contract;
  private final Map<String, Endpoint> endpoints = new HashMap<>();
  private final Map<String, Consumer<Request>> passedOn = new HashMap<>();

  /// @throws IllegalStateException if an operation is unknown to the contract, or answered twice
  public OperationTable(Contract contract, Collection<Endpoints> features) {
    this.contract = contract;
    Endpoints.Register register =
        new Endpoints.Register() {
          @Override
          public void answer(String operationId, Endpoint endpoint) {
            claim(operationId);
            endpoints.put(operationId, endpoint);
          }

          @Override
          public void passOn(String operationId, Consumer<Request> look) {
            claim(operationId);
            passedOn.put(operationId, look);
          }
        };
    features.forEach(it -> it.register(register));
  }

  /// Who answers it; empty if Spring does, or nobody.
  Optional<Endpoint> endpoint(Operation operation) {
    return Optional.ofNullable(endpoints.get(operation.operationId()));
  }

  /// What looks at it before Spring answers it; empty if Spring does not.
  Optional<Consumer<Request>> passedOn(Operation operation) {
    return Optional.ofNullable(passedOn.get(operation.operationId()));
  }

  /// The operations of the contract that nobody answers.
  public List<Operation> unanswered() {
    return contract.operations().stream()
        .filter(it -> endpoint(it).isEmpty() && passedOn(it).isEmpty())
        .toList();
  }

  private void claim(String operationId) {
    if (contract.operation(operationId).isEmpty()) {
      throw new IllegalStateException("the contract has no operation " + operationId);
    }
    if (endpoints.containsKey(operationId) || passedOn.containsKey(operationId)) {
      throw new IllegalStateException(operationId + " is answered twice");
    }
  }
}
