package io.oratio.engine;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/// Who may know whom in this module.
@AnalyzeClasses(packages = "io.oratio.engine", importOptions = ImportOption.DoNotIncludeTests.class)
class ArrowsTest {
  @ArchTest
  static final ArchRule thePortKnowsNoAdapterAndNoLibrary =
      classes()
          .that()
          .resideInAPackage("io.oratio.engine")
          .should()
          .onlyDependOnClassesThat(
              resideInAnyPackage("io.oratio.engine", "java..", "org.jspecify.annotations"));

  @ArchTest
  static final ArchRule theAdaptersDoNotKnowEachOther =
      slices().matching("io.oratio.engine.(*)..").should().notDependOnEachOther();

  @ArchTest
  static final ArchRule onlyNovaOpensTheDoorToAmazon =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.oratio.engine.nova..")
          .should()
          .dependOnClassesThat(resideInAPackage("software.amazon.."));

  @ArchTest
  static final ArchRule ofOursOnlyTheMediaLibraryIsUsed =
      noClasses()
          .should()
          .dependOnClassesThat(
              resideInAPackage("io.oratio..")
                  .and(
                      com.tngtech.archunit.base.DescribedPredicate.not(
                          resideInAnyPackage("io.oratio.engine..", "io.oratio.media.."))));
}
