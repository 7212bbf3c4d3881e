package io.vmq.tools.scenario;

import io.vmq.nic.notation.Refusal;
import io.vmq.tools.scenario.ScenarioTree.Mapping;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * A scenario file, opened and parsed but not yet understood.
 *
 * @param name
 *            file name without folder and extension: the scenario's name if it gives none
 * @param folder
 *            where relative file names inside the scenario start
 * @param tree
 *            what the file says
 */
public record ScenarioSource(String name, Path folder, Mapping tree) {

    private static final Path HERE = Path.of("");

    /**
     * Opens what a SCENARIO argument names: a scenario that ships, otherwise a file ({@code ./NAME} is always a file).
     *
     * @throws BadInputException
     *             if it is neither, cannot be read, or is not one YAML mapping
     */
    public static ScenarioSource open(String argument) {
        if (ShippedScenarios.names().contains(argument)) {
            return parse(argument + ".yaml", HERE, ShippedScenarios.yaml(argument).getBytes(StandardCharsets.UTF_8));
        }
        Path file = existing(argument);
        Path folder = file.getParent();
        return parse(argument, folder == null ? HERE : folder, read(file));
    }

    /**
     * Parses a scenario that is already in memory.
     *
     * @param file
     *            name in messages
     * @throws BadInputException
     *             if it is not one YAML mapping
     */
    public static ScenarioSource parse(String file, Path folder, byte[] content) {
        String last = file.substring(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1);
        return new ScenarioSource(last.replaceFirst("\\.ya?ml$", ""), folder, YamlTree.read(file, content));
    }

    /** Whether the frames are those of a capture, so that the scenario has no rate. */
    public boolean hasCapture() {
        return tree.get("traffic").filter(traffic -> traffic instanceof Mapping mapping
                && mapping.get(Setting.PCAP.lastKey()).isPresent()).isPresent();
    }

    private static Path existing(String argument) {
        try {
            Path file = Path.of(argument);
            if (!argument.isEmpty() && Files.exists(file)) {
                return file;
            }
        } catch (InvalidPathException e) {
            // Not a name that a file can have: refused below, as any other unknown name.
        }
        throw new BadInputException(Refusal.quoted(argument) + " is neither a file nor a scenario that ships"
                + ShippedScenarios.expected(argument, "a path or "));
    }

    /** One byte more than allowed tells the parser that there is too much, also of a file without end. */
    private static byte[] read(Path file) {
        if (Files.isDirectory(file)) {
            throw new BadInputException(file + ": a folder (expected a scenario file)");
        }
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(YamlTree.MAX_BYTES + 1);
        } catch (IOException e) {
            throw new BadInputException(file + ": cannot be read (" + FileRefusal.reason(e) + ")");
        }
    }
}
