package stet.h2file;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;

/** A file of H2 can be kept well without knowing what is kept in it. */
@AnalyzeClasses(packages = "stet.h2file", importOptions = ImportOption.DoNotIncludeTests.class)
class StandsAloneTest {
    @ArchTest
    static final ArchRule it_knows_h2_and_springs_jdbc_alone = classes()
            .that()
            .resideInAPackage("stet.h2file..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "stet.h2file..", "java..", "javax.sql..", "org.h2..", "org.springframework..", "org.jspecify..");

    @ArchTest
    static final ArchRule no_two_classes_know_each_other = slices().assignedFrom(new SliceAssignment() {
                @Override
                public SliceIdentifier getIdentifierOf(JavaClass found) {
                    return SliceIdentifier.of(found.getName().replaceFirst("\\$.*", ""));
                }

                @Override
                public String getDescription() {
                    return "classes with those inside them";
                }
            })
            .should()
            .beFreeOfCycles();
}
