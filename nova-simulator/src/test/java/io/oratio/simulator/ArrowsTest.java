package io.oratio.simulator;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/// Who may import what, in sentences.
@AnalyzeClasses(
    packages = "io.oratio.simulator",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArrowsTest {
  @ArchTest
  static final ArchRule theSimulatorNeedsNothingElseOfOurs =
      classes()
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "io.oratio.simulator..",
              "java..",
              "javax.net.ssl..",
              "io.netty..",
              "tools.jackson..",
              "software.amazon.eventstream..",
              "org.jspecify..");

  @ArchTest
  static final ArchRule onlyTheWireKnowsEventStreamMessages =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.oratio.simulator.wire..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("software.amazon..");

  @ArchTest
  static final ArchRule onlyServerAndWireKnowNetty =
      noClasses()
          .that()
          .resideOutsideOfPackages("io.oratio.simulator.server..", "io.oratio.simulator.wire..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.netty..");

  @ArchTest
  static final ArchRule aSessionKnowsNoServerAndNoWire =
      noClasses()
          .that()
          .resideInAnyPackage(
              "io.oratio.simulator.session..",
              "io.oratio.simulator.protocol..",
              "io.oratio.simulator.voice..",
              "io.oratio.simulator.script..",
              "io.oratio.simulator.report..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.oratio.simulator.server..", "io.oratio.simulator.wire..");

  @ArchTest
  static final ArchRule packagesDoNotGoRoundInCircles =
      slices().matching("io.oratio.simulator.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule nobodyBelowImportsTheFront =
      noClasses()
          .that()
          .resideInAnyPackage("io.oratio.simulator.*..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.oratio.simulator");
}
