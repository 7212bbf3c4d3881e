package io.vmq.tools.gate.input;

import io.vmq.tools.archive.FileKind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;

/** What lies beside results in a folder without being one: hidden files, notes, scenarios, pages and pictures. */
public final class Bystanders {

    private static final Set<String> ENDINGS = Set.of("txt", "md", "yaml", "yml", "csv", "html", "svg", "png");
    /** Of these, what may hold a table of percentiles, which is a result. */
    private static final Set<String> MAYBE_TABLES = Set.of("txt", "csv");

    private Bystanders() {}

    /**
     * Whether a file or folder may be passed over; a folder that is not hidden is not.
     *
     * @throws io.vmq.tools.scenario.BadInputException
     *             if it has to be looked into and cannot be read
     */
    public static boolean isOne(Path path) {
        String name = path.getFileName().toString();
        if (isHidden(path) || Files.isDirectory(path)) {
            return isHidden(path);
        }
        String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return ENDINGS.contains(ending)
                && !(MAYBE_TABLES.contains(ending) && FileKind.of(path) == FileKind.PERCENTILES);
    }

    static boolean isHidden(Path path) {
        return path.getFileName().toString().startsWith(".");
    }
}
