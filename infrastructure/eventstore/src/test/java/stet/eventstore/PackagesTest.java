package stet.eventstore;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.function.Function;

/** The packages of the event store each have one trade, and their arrows point one way. */
@AnalyzeClasses(packages = "stet.eventstore", importOptions = ImportOption.DoNotIncludeTests.class)
class PackagesTest {
    @ArchTest
    static final ArchRule no_circle_of_packages = slices().assignedFrom(by("packages", JavaClass::getPackageName))
            .should()
            .beFreeOfCycles();

    @ArchTest
    static final ArchRule no_classes_that_know_each_other = slices().assignedFrom(by(
                    "classes with those inside them", found -> found.getName().replaceFirst("\\$.*", "")))
            .should()
            .beFreeOfCycles();

    @ArchTest
    static final ArchRule nobody_within_knows_the_face = noClasses()
            .that()
            .resideInAPackage("stet.eventstore.*..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("stet.eventstore");

    @ArchTest
    static final ArchRule the_ledger_runs_on_postgresql_without_the_file_of_h2 =
            noClasses().should().dependOnClassesThat().resideInAnyPackage("stet.h2file..", "org.h2..");

    @ArchTest
    static final ArchRule backups_and_tables_do_without_axon = noClasses()
            .that()
            .resideInAnyPackage("stet.eventstore.backup..", "stet.eventstore.tables..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.axonframework..");

    private static SliceAssignment by(String what, Function<JavaClass, String> slice) {
        return new SliceAssignment() {
            @Override
            public SliceIdentifier getIdentifierOf(JavaClass found) {
                return SliceIdentifier.of(slice.apply(found));
            }

            @Override
            public String getDescription() {
                return what;
            }
        };
    }
}
