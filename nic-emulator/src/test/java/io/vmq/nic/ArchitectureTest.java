package io.vmq.nic;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.vmq.nic.port.Port;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The rooms of this module: their arrows are those of the table in ARCHITECTURE.md, and each kind of outside has one place. */
class ArchitectureTest {

    private static final String ROOT = "io.vmq.nic.";
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .importUrl(Port.class.getProtectionDomain().getCodeSource().getLocation());
    /** A row such as | `room` | `other`, `third` | what lives there |. */
    private static final Pattern ROW = Pattern.compile("\\| `([a-z]+)` \\| ([^|]*) \\|.*");
    private static final Pattern NAME = Pattern.compile("`([a-z]+)`");

    @Test
    void shouldHaveTheArrowsOfThePage() throws IOException {
        Map<String, Set<String>> arrows = new TreeMap<>();
        for (JavaClass each : CLASSES) {
            if (each.getPackageName().startsWith(ROOT)) {
                Set<String> used = arrows.computeIfAbsent(roomOf(each), name -> new TreeSet<>());
                targets(each).filter(target -> target.getPackageName().startsWith(ROOT)).map(ArchitectureTest::roomOf)
                        .filter(name -> !name.equals(roomOf(each))).forEach(used::add);
            }
        }

        assertThat(arrows).isEqualTo(tableOfThePage());
    }

    @Test
    void shouldUseNettyInOnePlace() {
        assertThat(roomsThatUse("io.netty.")).containsExactly("vxlan");
    }

    @Test
    void shouldMakeSystemCallsInOnePlace() {
        assertThat(roomsThatUse("java.lang.foreign.Linker")).containsExactly("linux");
    }

    private static Set<String> roomsThatUse(String prefix) {
        return CLASSES.stream().filter(each -> targets(each).anyMatch(target -> target.getName().startsWith(prefix)))
                .map(ArchitectureTest::roomOf).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<JavaClass> targets(JavaClass from) {
        return from.getDirectDependenciesFromSelf().stream().map(Dependency::getTargetClass)
                .map(JavaClass::getBaseComponentType);
    }

    private static String roomOf(JavaClass type) {
        return type.getPackageName().substring(ROOT.length());
    }

    private static Map<String, Set<String>> tableOfThePage() throws IOException {
        String page = Files.readString(Path.of("..", "ARCHITECTURE.md"));
        String section = page.substring(page.indexOf("Rooms of `nic-emulator`"),
                page.indexOf("`tools` (`io.vmq.tools`)"));
        Map<String, Set<String>> rooms = new TreeMap<>();
        section.lines().map(ROW::matcher).filter(Matcher::matches).forEach(row -> rooms.put(row.group(1),
                NAME.matcher(row.group(2)).results().map(name -> name.group(1))
                        .collect(Collectors.toCollection(TreeSet::new))));
        return rooms;
    }
}
