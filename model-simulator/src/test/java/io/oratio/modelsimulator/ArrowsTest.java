package io.oratio.modelsimulator;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/// The arrows of this module, as sentences.
@AnalyzeClasses(
    packages = "io.oratio.modelsimulator",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArrowsTest {
  @ArchTest
  static final ArchRule ofOursTheSimulatorImportsNothing =
      classes()
          .should()
          .onlyDependOnClassesThat(
              DescribedPredicate.describe(
                  "are the simulator's or not ours",
                  (JavaClass it) ->
                      !it.getPackageName().startsWith("io.oratio.")
                          || it.getPackageName().startsWith("io.oratio.modelsimulator")));

  @ArchTest
  static final ArchRule onlyTheServerKnowsHttp =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.oratio.modelsimulator.server..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("com.sun.net.httpserver..");

  @ArchTest
  static final ArchRule featuresDoNotImportEachOtherInCircles =
      slices().matching("io.oratio.modelsimulator.(*)..").should().beFreeOfCycles();
}
