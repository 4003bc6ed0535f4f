package io.oratio.storage;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/// The arrows and the single doors of this module, as sentences.
@AnalyzeClasses(
    packages = "io.oratio.storage",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArrowsTest {
  @ArchTest
  static final ArchRule ofOursOnlyTheDomainIsImported =
      noClasses()
          .should()
          .dependOnClassesThat(
              resideInAPackage("io.oratio..")
                  .and(
                      JavaClass.Predicates.resideOutsideOfPackages(
                          "io.oratio.domain..", "io.oratio.storage..")));

  @ArchTest
  static final ArchRule sqlIsSpokenOnlyToPostgresAndItsEmbeddedServer =
      noClasses()
          .that(
              resideInAPackage("io.oratio.storage..")
                  .and(
                      JavaClass.Predicates.resideOutsideOfPackages(
                          "io.oratio.storage.postgres..", "io.oratio.storage.embedded..")))
          .should()
          .dependOnClassesThat(
              resideInAnyPackage(
                  "java.sql..",
                  "javax.sql..",
                  "org.springframework..",
                  "org.postgresql..",
                  "com.zaxxer..",
                  "org.flywaydb.."));

  @ArchTest
  static final ArchRule dynamoDbHasOneDoor =
      noClasses()
          .that(JavaClass.Predicates.resideOutsideOfPackage("io.oratio.storage.dynamodb.."))
          .should()
          .dependOnClassesThat(resideInAPackage("software.amazon.awssdk.services.dynamodb.."));

  @ArchTest
  static final ArchRule s3HasOneDoor =
      noClasses()
          .that(JavaClass.Predicates.resideOutsideOfPackage("io.oratio.storage.s3.."))
          .should()
          .dependOnClassesThat(resideInAPackage("software.amazon.awssdk.services.s3.."));

  @ArchTest
  static final ArchRule kmsHasOneDoor =
      noClasses()
          .that(JavaClass.Predicates.resideOutsideOfPackage("io.oratio.storage.secret.."))
          .should()
          .dependOnClassesThat(resideInAPackage("software.amazon.awssdk.services.kms.."));

  @ArchTest
  static final ArchRule redisHasOneDoor =
      noClasses()
          .that(JavaClass.Predicates.resideOutsideOfPackage("io.oratio.storage.redis.."))
          .should()
          .dependOnClassesThat(resideInAnyPackage("io.lettuce..", "io.netty.."));

  @ArchTest
  static final ArchRule adaptersDoNotKnowEachOther =
      noClasses()
          .that(resideInAnyPackage("io.oratio.storage.dynamodb..", "io.oratio.storage.redis.."))
          .should()
          .dependOnClassesThat(
              resideInAnyPackage(
                  "io.oratio.storage.postgres..",
                  "io.oratio.storage.embedded..",
                  "io.oratio.storage.file..",
                  "io.oratio.storage.s3.."));

  @ArchTest
  static final ArchRule theEmbeddedServerKnowsNoTables =
      noClasses()
          .that(resideInAPackage("io.oratio.storage.embedded.."))
          .should()
          .dependOnClassesThat(resideInAPackage("io.oratio.storage.postgres.."));
}
