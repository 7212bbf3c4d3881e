package io.vmq.tools.steer;

import io.vmq.tools.scenario.BadInputException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * A text that a command was told to read: a file, or standard input.
 *
 * @param argument
 *            the file, or {@value #STANDARD_INPUT}
 */
public record InputText(String argument) {

    private static final String STANDARD_INPUT = "-";
    private static final String EXPECTED = " (expected a text file, or - for standard input)";

    /** What messages call it. */
    public String name() {
        return isStandardInput() ? "standard input" : argument;
    }

    public boolean isStandardInput() {
        return argument.equals(STANDARD_INPUT);
    }

    /**
     * Opens it.
     *
     * @param standardInput
     *            what {@value #STANDARD_INPUT} stands for
     * @throws BadInputException
     *             if there is no such file, or it cannot be read
     */
    public InputStream open(InputStream standardInput) {
        if (isStandardInput()) {
            return standardInput;
        }
        try {
            Path file = Path.of(argument);
            if (Files.isDirectory(file)) {
                throw new BadInputException(name() + ": is a folder" + EXPECTED);
            }
            return Files.newInputStream(file);
        } catch (NoSuchFileException | InvalidPathException e) {
            throw new BadInputException("'" + argument + "' does not exist" + EXPECTED);
        } catch (AccessDeniedException e) {
            throw new BadInputException(name() + ": may not be read by this user" + EXPECTED);
        } catch (IOException e) {
            throw new BadInputException(name() + ": cannot be read (" + e.getMessage() + ")");
        }
    }
}
