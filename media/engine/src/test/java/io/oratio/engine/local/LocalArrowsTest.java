package io.oratio.engine.local;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.oratio.engine", importOptions = ImportOption.DoNotIncludeTests.class)
class LocalArrowsTest {
  @ArchTest
  static final ArchRule onlyTheVoiceKnowsMary =
      noClasses()
          .that()
          .doNotHaveSimpleName("MaryVoice")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("marytts..");

  @ArchTest
  static final ArchRule onlyHearingKnowsSphinx =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.oratio.engine.local.hearing")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("edu.cmu.sphinx..");

  @ArchTest
  static final ArchRule onlyPocketsphinxCallsNativeCode =
      noClasses()
          .that()
          .haveSimpleNameNotStartingWith("Pocketsphinx")
          .and()
          .resideInAPackage("io.oratio.engine.local..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("java.lang.foreign");

  @ArchTest
  static final ArchRule theOtherEnginesDoNotKnowTheLocalOne =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.oratio.engine.local..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.oratio.engine.local..");

  @ArchTest
  static final ArchRule answersKnowNothingOfSound =
      noClasses()
          .that()
          .resideInAPackage("io.oratio.engine.local.answering")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.oratio.engine.local.speaking");
}
