package io.vmq.tools;

import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The arrows between modules and packages, as ARCHITECTURE.md has them. */
class ArchitectureTest {

    private static final String CORE = "io.vmq.dispatch..";
    private static final String NIC = "io.vmq.nic..";
    private static final String TOOLS = "io.vmq.tools..";

    private static JavaClasses product = new ClassFileImporter().importClasses(ArchitectureTest.class);

    @BeforeAll
    static void readTheProduct() {
        product = new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("io.vmq");
        assertThat(product.contain(ArchitectureTest.class)).isFalse();
        assertThat(product).hasSizeGreaterThan(150);
    }

    @Test
    void shouldPointFromToolsToNicToDispatchOnly() {
        noClasses().that().resideInAPackage(CORE).should().dependOnClassesThat().resideInAnyPackage(NIC, TOOLS)
                .check(product);
        noClasses().that().resideInAPackage(NIC).should().dependOnClassesThat().resideInAPackage(TOOLS).check(product);
    }

    @Test
    void shouldKeepDispatchToTheJdkJctoolsAndHdrHistogram() {
        classes().that().resideInAPackage(CORE).should().onlyDependOnClassesThat()
                .resideInAnyPackage(CORE, "java..", "org.jctools..", "org.HdrHistogram..", "org.jspecify..")
                .check(product);
    }

    @ParameterizedTest(name = "{0} knows nothing of {1}")
    @CsvSource({"scenario, experiment", "scenario, search", "experiment, search",
        "search, report", "search, steer", "search, command", "steer, search", "scenario, report", "scenario, steer",
        "scenario, command",
        "experiment, report",
        "experiment, steer", "experiment, command", "report, steer", "report, command", "steer, experiment",
        "steer, report", "steer, command", "scenario, sweep", "experiment, sweep", "steer, sweep", "sweep, report",
        "sweep, steer", "sweep, command", "doctor, report", "doctor, command", "doctor, steer",
        "doctor.export, experiment", "doctor.hyperv, experiment", "doctor.linux, experiment",
        "doctor.hyperv, doctor.simulation", "nic, report", "nic, command", "nic, experiment", "nic, scenario",
        "nic, steer",
        "conformance, report", "conformance, command", "conformance, experiment", "conformance, steer",
        "conformance, doctor", "conformance, nic", "nic, conformance", "steer, conformance", "experiment, conformance",
        "scenario, conformance", "doctor, conformance",
        "nic, doctor.hyperv", "nic, doctor.simulation", "doctor, nic", "steer, nic", "experiment, nic",

        "archive, page", "archive, drawing",
        "page, command", "page, experiment", "page, gate", "report, page", "report, drawing",
        "drawing, page", "drawing, report", "drawing, archive", "drawing, scenario", "drawing, command",
        "drawing, experiment",
        "scenario, send", "experiment, send", "search, send", "sweep, send", "steer, send", "doctor, send",
        "send, steer",
        "send, search", "send, sweep", "send, doctor", "send, report", "send, command",
        "archive, gate", "archive, report", "archive, experiment", "archive, command", "archive, search",
        "archive, sweep", "gate, report", "gate, command", "gate, experiment", "scenario, archive",
        "experiment, archive",
        "scenario, gate", "experiment, gate",
        "gate.statistics, gate.input", "gate.statistics, gate.run", "gate.input, gate.history", "gate.input, gate.run",
        "gate.statistics, archive",
        "scenario, doctor", "experiment, doctor", "search, doctor", "sweep, doctor", "steer, doctor"})
    void shouldPointFromCommandToReportToExperimentToScenarioOnly(String from, String to) {
        noClasses().that().resideInAPackage("io.vmq.tools." + from + "..").should().dependOnClassesThat()
                .resideInAPackage("io.vmq.tools." + to + "..").check(product);
    }

    @ParameterizedTest
    @ValueSource(strings = {"io.vmq.dispatch.(*)..", "io.vmq.nic.(*)..", "io.vmq.tools.(*).."})
    void shouldHaveNoCycles(String packages) {
        slices().matching(packages).should().beFreeOfCycles().check(product);
    }

    @Test
    void shouldPrintInCommandsAndOnTheTerminalOnly() {
        DescribedPredicate<JavaClass> printers = JavaClass.Predicates.resideInAPackage("io.vmq.tools.command..")
                .or(JavaClass.Predicates.type(Main.class))
                .or(JavaClass.Predicates.simpleName("TerminalProgress"));

        noClasses().that(are(DescribedPredicate.not(printers))).should(ACCESS_STANDARD_STREAMS).check(product);
    }

    @Test
    void shouldNotUseUnsafeNorNativeMethods() {
        noClasses().should().dependOnClassesThat().haveFullyQualifiedName("sun.misc.Unsafe").check(product);
        assertThat(product.stream().flatMap(type -> type.getMethods().stream())
                .filter(method -> method.getModifiers().contains(JavaModifier.NATIVE)))
                .isEmpty();
    }

    @Test
    void shouldTouchRawMemoryInOneClassAndInTheSystemCalls() {
        noClasses().that().resideOutsideOfPackages("io.vmq.dispatch.memory..", "io.vmq.nic.linux..").should()
                .dependOnClassesThat().haveFullyQualifiedName("java.lang.foreign.ValueLayout").check(product);
        noClasses().that().resideOutsideOfPackage("io.vmq.nic.linux..").should().dependOnClassesThat()
                .haveFullyQualifiedName("java.lang.foreign.Linker").check(product);
    }

    @Test
    void shouldNameClassesForWhatTheyAre() {
        noClasses().should().haveSimpleNameContaining("Util").check(product);
        noClasses().should().haveSimpleNameContaining("Helper").check(product);
        noClasses().should().haveSimpleNameContaining("Manager").check(product);
        noClasses().should().haveSimpleNameContaining("Impl").check(product);
    }

    @Test
    void shouldNamePackagesForWhatTheyHold() {
        noClasses().should().resideInAnyPackage("..util..", "..utils..", "..common..", "..impl..", "..helper..",
                "..helpers..", "..manager..").check(product);
    }

    @Test
    void shouldSayInEveryPackageWhatIsNull() throws ClassNotFoundException {
        Set<String> packages = new TreeSet<>();
        product.forEach(type -> packages.add(type.getPackageName()));

        assertThat(packages).hasSizeGreaterThan(15);
        for (String name : packages) {
            assertThat(Class.forName(name + ".package-info")).as(name).hasAnnotation(NullMarked.class);
        }
    }
}
