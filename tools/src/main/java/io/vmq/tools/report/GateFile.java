package io.vmq.tools.report;

import io.vmq.nic.notation.Refusal;
import io.vmq.tools.gate.GateResult;
import io.vmq.tools.scenario.BadInputException;
import io.vmq.tools.scenario.FileRefusal;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * A file that what a gate found is written to.
 *
 * @param file
 *            absolute
 */
public record GateFile(GateFormat format, Path file) {

    private static final String OPTION = "--write: ";

    /**
     * Reads {@code FORMAT=FILE}, makes the folder of the file if needed, and finds out whether the file can be written; nothing is written
     * yet.
     *
     * @throws BadInputException
     *             if it cannot
     */
    public static GateFile open(String text) {
        int at = text.indexOf('=');
        GateFormat format = GateFormat.named(text.substring(0, Math.max(at, 0))).orElseThrow(() -> refused(text));
        if (at + 1 == text.length()) {
            throw refused(text);
        }
        try {
            Path file = Path.of(text.substring(at + 1)).toAbsolutePath().normalize();
            refuseUnlessWritable(file);
            return new GateFile(format, file);
        } catch (InvalidPathException e) {
            throw refused(text);
        } catch (IOException e) {
            throw unwritable(text.substring(at + 1), e);
        }
    }

    private static void refuseUnlessWritable(Path file) throws IOException {
        Path folder = file.getParent();
        if (folder == null) {
            throw new AccessDeniedException(file.toString());
        }
        Files.createDirectories(folder);
        ResultFolder.refuseUnlessWritable(file);
        if (Files.notExists(file) && !Files.isWritable(folder)) {
            throw new AccessDeniedException(folder.toString());
        }
    }

    /**
     * Writes the file; one that is there is replaced.
     *
     * @throws BadInputException
     *             if the file system refuses after all
     */
    public void write(GateResult result, boolean all) {
        try {
            Files.writeString(file, format.text(result, all));
        } catch (IOException e) {
            throw unwritable(file.toString(), e);
        }
    }

    private static BadInputException refused(String text) {
        return new BadInputException(OPTION + Refusal.quoted(text) + " is not possible (expected FORMAT=FILE, such as "
                + "junit=gate.xml, with one of " + GateFormat.labels() + ")");
    }

    private static BadInputException unwritable(String name, IOException e) {
        return new BadInputException(OPTION + "'" + name + "' cannot be written (" + FileRefusal.reason(e) + ")");
    }
}
