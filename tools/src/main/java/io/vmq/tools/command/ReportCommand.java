package io.vmq.tools.command;

import io.vmq.tools.drawing.NoFontsException;
import io.vmq.tools.page.ReportPage;
import io.vmq.tools.scenario.BadInputException;
import io.vmq.tools.scenario.FileRefusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code vmq report}: results as one HTML page, and their plots as files. */
@Command(name = "report",
        description = "Make one self-contained HTML page of results, with percentile plots and loads over time",
        sortOptions = false, mixinStandardHelpOptions = true)
final class ReportCommand implements Callable<Integer> {

    /** Name of the page where it stands beside its result. */
    static final String FILE = "report.html";

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(arity = "1..*", paramLabel = "DIR",
            description = "Folders that --out wrote, or result documents; several are put side by side")
    private List<Path> places = List.of();

    @Option(names = "--out", paramLabel = "FILE",
            description = "Write the page here; default DIR/report.html, with several results ./report.html")
    private @Nullable Path out;

    @Option(names = "--svg", paramLabel = "DIR", description = "Write each plot to this folder as SVG too")
    private @Nullable Path svg;

    @Option(names = "--png", paramLabel = "DIR", description = "Write each plot to this folder as PNG too")
    private @Nullable Path png;

    @Override
    public Integer call() {
        Path file = out == null ? defaultFile() : out;
        refuseUnlessWritable("--out", file);
        ReportPage page = ReportPage.read(places);
        write(page, file);
        StringBuilder said = new StringBuilder(file + "\n");
        if (svg != null) {
            Path folder = svg;
            written("--svg", folder, () -> page.plotFiles().writeSvg(folder));
            said.append(folder).append(": ").append(page.plotFiles().count()).append(" plots as SVG\n");
        }
        if (png != null) {
            Path folder = png;
            written("--png", folder, () -> writePng(page, folder));
            said.append(folder).append(": ").append(page.plotFiles().count()).append(" plots as PNG\n");
        }
        StandardOutput.print(command(), said.toString());
        return ExitCode.OK;
    }

    private Path defaultFile() {
        if (places.size() > 1) {
            return Path.of(FILE);
        }
        Path place = places.getFirst();
        return Files.isDirectory(place) ? place.resolve(FILE) : place.resolveSibling(FILE);
    }

    /** Writes a page, as the commands that measure do it too. */
    static void write(ReportPage page, Path file) {
        written("--out", file, () -> page.write(file));
    }

    /** Refuses what is no file that can be written or replaced, before there is work to lose. */
    static void refuseUnlessWritable(String option, Path file) {
        if (file.toString().isEmpty() || Files.isDirectory(file)) {
            throw new BadInputException(
                    option + ": '" + file + "' is not possible (expected a file, such as report.html)");
        }
        if (Files.exists(file) && !(Files.isRegularFile(file) && Files.isWritable(file))) {
            throw new BadInputException(option + ": '" + file + "' is there and cannot be replaced");
        }
    }

    private static void writePng(ReportPage page, Path folder) throws IOException {
        try {
            page.plotFiles().writePng(folder);
        } catch (NoFontsException e) {
            throw new BadInputException(
                    "--png: this machine has no fonts to draw with (expected fontconfig and a font such "
                            + "as DejaVu Sans; --svg needs none)");
        }
    }

    /** What writes, and may be refused by the file system. */
    private interface Writing {
        void write() throws IOException;
    }

    private static void written(String option, Path place, Writing writing) {
        try {
            writing.write();
        } catch (IOException e) {
            throw new BadInputException(
                    option + ": '" + place + "' cannot be written (" + FileRefusal.reason(e) + ")");
        }
    }

    private CommandLine command() {
        return Objects.requireNonNull(spec).commandLine();
    }
}
