package io.vmq.bench.path;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A program of another language that has run.
 *
 * @param command
 *            the program and its arguments
 * @param exitCode
 *            what it ended with
 * @param output
 *            all that it printed, on either stream
 */
public record NativeProcess(List<String> command, int exitCode, String output) {

    /** Runs a program that reads nothing. */
    public static NativeProcess run(List<String> command, Duration patience) throws InterruptedException {
        return run(command, "", patience);
    }

    /** Runs a program that reads {@code input}; one that takes longer than {@code patience} is killed and refused. */
    public static NativeProcess run(List<String> command, String input, Duration patience) throws InterruptedException {
        try {
            Path folder = Files.createTempDirectory("vmq-native");
            Path read = folder.resolve("input");
            Path printed = folder.resolve("output");
            try {
                Files.writeString(read, input);
                int exitCode = exitCode(command, read, printed, patience);
                return new NativeProcess(List.copyOf(command), exitCode, Files.readString(printed));
            } finally {
                Files.deleteIfExists(read);
                Files.deleteIfExists(printed);
                Files.delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(command.getFirst() + " cannot be run", e);
        }
    }

    private static int exitCode(List<String> command, Path read, Path printed, Duration patience)
            throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectInput(read.toFile()).redirectErrorStream(true)
                .redirectOutput(Redirect.to(printed.toFile())).start();
        try {
            if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException(command.getFirst() + " took more than " + patience.toSeconds() + " s");
            }
            return process.exitValue();
        } finally {
            process.destroyForcibly();
        }
    }

    public boolean succeeded() {
        return exitCode == 0;
    }

    /** What it printed, if it ended well. */
    public String outputOfSuccess() {
        if (!succeeded()) {
            throw new IllegalStateException(command.getFirst() + " ended with " + exitCode + " and said: " + output);
        }
        return output;
    }
}
