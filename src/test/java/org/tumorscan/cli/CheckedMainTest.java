package org.tumorscan.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.function.Function;

/** That no test reads what the program prints without a look at its schema. */
@AnalyzeClasses(packages = "org.tumorscan.cli", importOptions = CheckedMainTest.TestsAlone.class)
class CheckedMainTest {

  /** ArchUnit's own option knows {@code target/test-classes} alone, not that of a profile. */
  static final class TestsAlone implements ImportOption {
    @Override
    public boolean includes(Location location) {
      return location.contains("/test-classes/");
    }
  }

  @ArchTest
  static final ArchRule everyTestRunsTheProgramThroughIt =
      noClasses()
          .that()
          .doNotHaveSimpleName("CheckedMain")
          .should()
          .callMethod(Main.class, "run", String[].class, Console.class)
          .orShould()
          .callMethod(Main.class, "run", String[].class, Console.class, Function.class);
}
