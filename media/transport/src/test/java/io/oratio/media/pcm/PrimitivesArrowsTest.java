package io.oratio.media.pcm;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;

/// What the packages below the path may know of each other.
@AnalyzeClasses(packages = "io.oratio.media", importOptions = ImportOption.DoNotIncludeTests.class)
class PrimitivesArrowsTest {
  private static final String[] PRIMITIVES = {
    "io.oratio.media.pcm",
    "io.oratio.media.codec",
    "io.oratio.media.rtp",
    "io.oratio.media.rtcp",
    "io.oratio.media.dtmf",
    "io.oratio.media.jitter",
    "io.oratio.media.vad"
  };

  @ArchTest static final ArchRule samplesKnowNothingOfUs = only("pcm");

  @ArchTest static final ArchRule codecsKnowNothingOfUs = only("codec");

  @ArchTest
  static final ArchRule packetsKnowNothingOfUsButNettysBuffers = only("rtp", "io.netty.buffer..");

  @ArchTest
  static final ArchRule reportsKnowPackets =
      only("rtcp", "io.oratio.media.rtp", "io.netty.buffer..");

  @ArchTest
  static final ArchRule keysKnowNothingOfUsButNettysBuffers = only("dtmf", "io.netty.buffer..");

  @ArchTest
  static final ArchRule theJitterBufferKnowsPacketsCodecsAndLevels =
      only("jitter", "io.oratio.media.rtp", "io.oratio.media.codec", "io.oratio.media.pcm");

  @ArchTest static final ArchRule theVoiceDetectorKnowsLevels = only("vad", "io.oratio.media.pcm");

  @ArchTest
  static final ArchRule nothingHereReadsTheClockOrLogs =
      noClasses()
          .that()
          .resideInAnyPackage(PRIMITIVES)
          .should()
          .callMethod(System.class, "nanoTime")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(Instant.class, "now")
          .orShould()
          .dependOnClassesThat()
          .resideInAPackage("org.slf4j..");

  private static ArchRule only(String name, String... others) {
    String self = "io.oratio.media." + name;
    String[] allowed = new String[others.length + 3];
    System.arraycopy(others, 0, allowed, 0, others.length);
    allowed[others.length] = self;
    allowed[others.length + 1] = "java..";
    allowed[others.length + 2] = "org.jspecify..";
    return classes()
        .that()
        .resideInAPackage(self)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(allowed);
  }
}
