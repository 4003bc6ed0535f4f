package io.oratio.storage.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.oratio.storage.StoresUnavailableException;
import java.nio.file.Path;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunAsTest {
  @TempDir Path folder;

  @Test
  void addsNothingForANormalUser() {
    RunAs way = RunAs.choose(1000, folder.resolve("none"), _ -> false);
    assertThat(way.command("initdb", "-D")).containsExactly("initdb", "-D");
    assertThat(way.owner()).isEmpty();
  }

  @Test
  void givesAUserWithoutANameTheOneOfANamespace() {
    RunAs way =
        RunAs.choose(1000, folder.resolve("none"), words -> words.getFirst().equals("unshare"));
    assertThat(way.command("initdb")).containsExactly("unshare", "-U", "initdb");
    assertThat(way.owner()).isEmpty();
  }

  @Test
  void prefersANamespaceForRoot() {
    RunAs way = RunAs.choose(0, folder.resolve("none"), _ -> true);
    assertThat(way.command("postgres")).containsExactly("unshare", "-U", "postgres");
  }

  @Test
  void fallsBackToNobodyWhereNamespacesAreForbidden() {
    RunAs way =
        RunAs.choose(0, folder.resolve("none"), words -> words.getFirst().equals("runuser"));
    assertThat(way.command("postgres"))
        .containsExactly("runuser", "-u", "nobody", "--", "postgres");
    assertThat(way.owner()).isEqualTo(OptionalInt.of(65_534));
  }

  @Test
  void saysWhatToDoWhereRootHasNoWay() {
    assertThatThrownBy(() -> RunAs.choose(0, folder.resolve("none"), _ -> false))
        .isInstanceOf(StoresUnavailableException.class)
        .hasMessageContaining("start Oratio as a normal user");
  }

  @Test
  void saysWhatToDoWhenTheDataAreAnothers() {
    int other = RunAs.ownerOf(folder) + 1;
    assertThatThrownBy(() -> RunAs.choose(other, folder, _ -> true))
        .isInstanceOf(StoresUnavailableException.class)
        .hasMessageContaining("chown");
  }

  @Test
  void knowsTheMachinesThatPostgresIsPackedFor() {
    assertThat(ServerBinaries.archiveFor("Linux", "amd64")).isEqualTo("postgres-linux-x86_64.txz");
    assertThat(ServerBinaries.archiveFor("Linux", "aarch64"))
        .isEqualTo("postgres-linux-arm_64.txz");
    assertThat(ServerBinaries.archiveFor("Mac OS X", "aarch64"))
        .isEqualTo("postgres-darwin-arm_64.txz");
    assertThat(ServerBinaries.archiveFor("Mac OS X", "x86_64"))
        .isEqualTo("postgres-darwin-x86_64.txz");
    assertThatThrownBy(() -> ServerBinaries.archiveFor("Windows 11", "amd64"))
        .isInstanceOf(StoresUnavailableException.class)
        .hasMessageContaining("Windows 11");
    assertThatThrownBy(() -> ServerBinaries.archiveFor("Linux", "riscv64"))
        .isInstanceOf(StoresUnavailableException.class);
  }
}
