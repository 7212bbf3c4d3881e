package io.vmq.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.vmq.dispatch.steering.SteeringProvider;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.module.ModuleDescriptor;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The arrows between the packages of this module, and what each of them may use of the world outside. */
class ArchitectureTest {

    private static final String ROOT = "io.vmq.dispatch.";

    /** Who uses whom: exactly these arrows, no more and no fewer. Nobody uses the engine. */
    private static final String ARROWS = """
            memory   ->
            fault    ->
            frame    -> memory
            ring     -> frame memory
            steering -> frame memory
            ndis     -> steering
            host     -> frame ndis steering
            team     -> fault host steering
            balance  -> host steering
            core     -> fault
            measure  -> balance frame host memory
            engine   -> balance core fault frame host measure memory ring steering
            """;

    /** Libraries beside the JDK's base module, and the only packages that use them. */
    private static final String LIBRARIES = """
            org.HdrHistogram           <- measure
            org.jctools.queues         <- measure
            org.jctools.queues.varhandle <- measure
            """;

    /** The one that opens memory for a trial, and the one that needs some to explain a tuple. */
    private static final Set<String> ARENA_OWNERS = Set.of(ROOT + "engine.LiveEngine", ROOT + "steering.RssExplainer");

    private static final JavaClasses CLASSES = new ClassFileImporter().importUrl(location());

    /** Where the classes of this module are, without those of the tests. */
    private static URL location() {
        return SteeringProvider.class.getProtectionDomain().getCodeSource().getLocation();
    }

    @Test
    void shouldHaveExactlyTheseArrowsBetweenPackages() {
        Map<String, Set<String>> arrows = new TreeMap<>();
        for (JavaClass each : CLASSES) {
            Set<String> used = arrows.computeIfAbsent(packageOf(each), name -> new TreeSet<>());
            dependencies(each).map(Dependency::getTargetClass).filter(ArchitectureTest::isOurs)
                    .map(ArchitectureTest::packageOf).filter(name -> !name.equals(packageOf(each))).forEach(used::add);
        }
        assertThat(arrows).isEqualTo(table(ARROWS, "->"));
    }

    @Test
    void shouldUseExactlyTheseLibraries() {
        Map<String, Set<String>> libraries = new TreeMap<>();
        for (JavaClass each : CLASSES) {
            dependencies(each).map(dependency -> dependency.getTargetClass().getBaseComponentType().getPackageName())
                    .filter(name -> !name.isEmpty() && !name.startsWith("java.") && !name.startsWith("io.vmq.dispatch")
                            && !name.equals("org.jspecify.annotations"))
                    .forEach(name -> libraries.computeIfAbsent(name, key -> new TreeSet<>()).add(packageOf(each)));
        }
        assertThat(libraries).as("no sun.misc.Unsafe, no Netty, nothing else").isEqualTo(table(LIBRARIES, "<-"));
    }

    @Test
    void shouldTouchForeignMemoryOnlyThroughTheSeam() {
        assertThat(foreignDependenciesOutsideTheSeam().filter(dependency -> !isArena(dependency.getTargetClass())))
                .extracting(Dependency::getDescription).isEmpty();
    }

    @Test
    void shouldTakeArenasOnlyInConstructors() {
        Stream<JavaClass> others = CLASSES.stream().filter(each -> !packageOf(each).equals("memory"))
                .filter(each -> !ARENA_OWNERS.contains(each.getName()));
        assertThat(others).allSatisfy(each -> {
            assertThat(each.getFields()).noneMatch(field -> isArena(field.getRawType()));
            assertThat(each.getMethods()).noneMatch(method -> isArena(method.getRawReturnType())
                    || method.getRawParameterTypes().stream().anyMatch(ArchitectureTest::isArena));
            assertThat(each.getMethodCallsFromSelf()).noneMatch(call -> isArena(call.getTargetOwner()));
        });
    }

    private static Stream<Dependency> foreignDependenciesOutsideTheSeam() {
        return CLASSES.stream().filter(each -> !packageOf(each).equals("memory"))
                .flatMap(ArchitectureTest::dependencies)
                .filter(dependency -> dependency.getTargetClass().getPackageName().equals("java.lang.foreign"));
    }

    @Test
    void shouldNameTheSameProvidersInBothPlaces() throws IOException, URISyntaxException {
        assertThat(providersOfTheModule()).isNotEmpty().isEqualTo(providersOnTheClassPath());
    }

    /** Tests run on the class path, where the descriptor is only a file beside the classes. */
    private static List<String> providersOfTheModule() throws IOException, URISyntaxException {
        Path descriptorFile = Path.of(location().toURI()).resolve("module-info.class");
        try (InputStream descriptor = Files.newInputStream(descriptorFile)) {
            return ModuleDescriptor.read(descriptor).provides().stream()
                    .filter(provides -> provides.service().equals(SteeringProvider.class.getName()))
                    .flatMap(provides -> provides.providers().stream()).toList();
        }
    }

    private static List<String> providersOnTheClassPath() throws IOException, URISyntaxException {
        Path services = Path.of(location().toURI()).resolve("META-INF/services");
        return Files.readAllLines(services.resolve(SteeringProvider.class.getName())).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#")).toList();
    }

    private static Stream<Dependency> dependencies(JavaClass from) {
        return from.getDirectDependenciesFromSelf().stream();
    }

    private static boolean isOurs(JavaClass type) {
        return type.getBaseComponentType().getName().startsWith(ROOT);
    }

    private static boolean isArena(JavaClass type) {
        return type.isEquivalentTo(Arena.class);
    }

    private static String packageOf(JavaClass type) {
        return type.getBaseComponentType().getPackageName().substring(ROOT.length());
    }

    private static Map<String, Set<String>> table(String rows, String arrow) {
        Map<String, Set<String>> table = new TreeMap<>();
        rows.lines().forEach(row -> {
            int at = row.indexOf(arrow);
            String names = row.substring(at + arrow.length()).strip();
            table.put(row.substring(0, at).strip(),
                    names.isEmpty() ? new TreeSet<>() : new TreeSet<>(Arrays.asList(names.split(" +", -1))));
        });
        return table;
    }
}
