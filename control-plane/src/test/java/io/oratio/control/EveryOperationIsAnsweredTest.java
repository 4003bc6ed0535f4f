package io.oratio.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.oratio.control.rig.AllFeatures;
import io.oratio.control.rig.ApiRig;
import io.oratio.control.web.contract.Operation;
import io.oratio.control.web.door.OperationTable;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What the contract promises is there.
@Timeout(60)
class EveryOperationIsAnsweredTest {
  @Test
  void everyOperationOfTheContractIsAnsweredBySomebody() {
    try (ApiRig rig = AllFeatures.start()) {
      List<Operation> unanswered = rig.bean(OperationTable.class).unanswered();
      assertThat(unanswered).isEmpty();
    }
  }
}
