package stet.domain;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Whoever reads one package of the domain need not have read another that needs it. */
@AnalyzeClasses(packages = "stet.domain", importOptions = ImportOption.DoNotIncludeTests.class)
class CirclesTest {
    @ArchTest
    static final ArchRule no_two_packages_need_each_other =
            slices().matching("stet.(**)").should().beFreeOfCycles();
}
