package io.oratio.gateway;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/// Who may know whom within the voice plane.
@AnalyzeClasses(
    packages = "io.oratio.gateway",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArrowsTest {
  @ArchTest
  static final ArchRule theCallKnowsNoSipAndNoSocket =
      noClasses()
          .that()
          .resideInAPackage("io.oratio.gateway.call..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.oratio.gateway.sip..",
              "io.oratio.gateway.sdp..",
              "io.oratio.gateway.line..",
              "io.oratio.gateway.socket..",
              "io.oratio.gateway.trunk..",
              "org.springframework..",
              "javax.sip..");

  @ArchTest
  static final ArchRule theCallKnowsNoEngineByName =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.oratio.engine.nova..", "io.oratio.engine.local..", "io.oratio.engine.scripted..");

  @ArchTest
  static final ArchRule theJournalKnowsOnlyRecordsAndFiles =
      noClasses()
          .that()
          .resideInAPackage("io.oratio.gateway.journal..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.oratio.gateway.call..",
              "io.oratio.gateway.sip..",
              "io.oratio.gateway.socket..",
              "io.oratio.storage..",
              "org.springframework..");

  @ArchTest
  static final ArchRule onlyTheWiringKnowsTheAdaptersOfTheStores =
      noClasses().should().dependOnClassesThat().resideInAPackage("io.oratio.storage..");
}
