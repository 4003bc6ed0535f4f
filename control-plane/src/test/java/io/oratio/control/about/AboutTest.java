package io.oratio.control.about;

import static org.assertj.core.api.Assertions.assertThat;

import io.oratio.control.rig.ApiRig;
import io.oratio.control.web.contract.Contract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class AboutTest {
  private static ApiRig rig;

  @BeforeAll
  static void start() {
    rig = ApiRig.start();
  }

  @AfterAll
  static void stop() {
    rig.close();
  }

  @Test
  void servesTheContractItKeeps() {
    assertThat(rig.nobody().get("/openapi.yaml").expect(200).text())
        .isEqualTo(Contract.standard().text());
  }

  @Test
  void isWellWhenNothingItNeedsIsMissing() {
    assertThat(rig.nobody().get("/health").expect(200).json().path("status").stringValue(""))
        .isEqualTo("up");
  }

  @Test
  void answersAPathThatIsNowhereAsAProblem() {
    rig.nobody().get("/api/nothing").expect(404, "NOT_FOUND");
    rig.nobody().get("/nothing").expect(404, "NOT_FOUND");
  }
}
