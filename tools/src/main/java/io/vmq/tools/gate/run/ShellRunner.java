package io.vmq.tools.gate.run;

import io.vmq.tools.gate.Side;
import io.vmq.tools.scenario.BadInputException;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Runs commands by the shell. {@value #OUT} in a command is where it has to write its result, a file or a folder that is not there yet (its path is quoted already); without it, what it prints is
 * the result. {@value #NUMBER} is the number of the run, the same for both sides, to make a seed of. What each run printed stays beside its result.
 *
 * <p>
 * One thread uses it; a process that is asked to stop, or that takes too long, is ended with all that it has started.
 */
final class ShellRunner implements Runner {

    static final String OUT = "{out}";
    static final String NUMBER = "{n}";

    private static final Pattern PLACES = Pattern.compile(Pattern.quote(OUT) + "|" + Pattern.quote(NUMBER));

    /** A result is there, and its trials may be INVALID. */
    private static final int EXIT_INVALID = 3;
    private static final long LOOK_EVERY_MS = 50;
    private static final int LOOKS_BEFORE_A_FAILURE = 10;
    private static final int LONGEST_LINE = 300;

    private final String baseline;
    private final String candidate;
    private final Path folder;
    private final long timeoutNs;
    private final Function<Path, Side> reader;
    private final BooleanSupplier stop;

    ShellRunner(String baseline, String candidate, Path folder, long timeoutNs, Function<Path, Side> reader,
            BooleanSupplier stop) {
        this.baseline = baseline;
        this.candidate = candidate;
        this.folder = folder;
        this.timeoutNs = timeoutNs;
        this.reader = reader;
        this.stop = stop;
    }

    @Override
    public Side run(Turn turn) throws IOException, InterruptedException {
        String command = turn.ofCandidate() ? candidate : baseline;
        String name = String.format(Locale.ROOT, "%03d", turn.number());
        Path place = Files.createDirectories(turn.number() == 0 ? folder.resolve("warm-up").resolve(turn.side())
                : folder.resolve(turn.side()));
        boolean isPrinted = !command.contains(OUT);
        Path result = place.resolve(isPrinted ? name + ".json" : name);
        Path errors = place.resolve(name + ".stderr.txt");
        FileTree.delete(result);
        Process process = shell(line(command, result, turn.number()))
                .redirectOutput(isPrinted ? result.toFile() : place.resolve(name + ".stdout.txt").toFile())
                .redirectError(errors.toFile()).redirectInput(Redirect.from(nothing())).start();
        await(process, turn, command);
        int code = process.exitValue();
        if (code != 0 && code != EXIT_INVALID) {
            throw failed(turn, command, "exit code " + code + lastLine(errors));
        }
        if (isPrinted ? Files.size(result) == 0 : !Files.exists(result)) {
            throw failed(turn, command, isPrinted ? "it printed nothing, and has no " + OUT + " to write to"
                    : "it wrote nothing to " + OUT);
        }
        try {
            return reader.apply(result);
        } catch (BadInputException e) {
            throw failed(turn, command, String.valueOf(e.getMessage()));
        }
    }

    /** The command with its places filled in, in one go: what is filled in has no places. */
    private static String line(String command, Path result, int number) {
        return PLACES.matcher(command).replaceAll(place -> Matcher
                .quoteReplacement(place.group().equals(OUT) ? quoted(result) : Integer.toString(number)));
    }

    private static boolean isWindows() {
        return System.getProperty("os.name", "").startsWith("Windows");
    }

    private static File nothing() {
        return new File(isWindows() ? "NUL" : "/dev/null");
    }

    private static ProcessBuilder shell(String command) {
        return new ProcessBuilder(isWindows() ? List.of("cmd.exe", "/c", command) : List.of("/bin/sh", "-c", command));
    }

    private static String quoted(Path path) {
        return isWindows() ? '"' + path.toString() + '"' : "'" + path.toString().replace("'", "'\\''") + "'";
    }

    private void await(Process process, Turn turn, String command) throws InterruptedException {
        long startNs = System.nanoTime();
        try {
            while (!process.waitFor(LOOK_EVERY_MS, TimeUnit.MILLISECONDS)) {
                if (stop.getAsBoolean()) {
                    throw new InterruptedException("stopped");
                }
                if (System.nanoTime() - startNs > timeoutNs) {
                    throw refusal(turn, command, "it was not done after " + TimeUnit.NANOSECONDS.toSeconds(timeoutNs)
                            + " s (--timeout)");
                }
            }
        } finally {
            if (process.isAlive()) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly().waitFor();
            }
        }
    }

    /**
     * What to say of a command that failed. Ctrl-C reaches the command and us at the same time, and a command may be gone before we know: so a failure waits a
     * little for word that it was none.
     */
    private BadInputException failed(Turn turn, String command, String what) throws InterruptedException {
        for (int look = 0; look < LOOKS_BEFORE_A_FAILURE; look++) {
            if (stop.getAsBoolean()) {
                throw new InterruptedException("stopped, and the command with it");
            }
            Thread.sleep(LOOK_EVERY_MS);
        }
        return refusal(turn, command, what);
    }

    private static BadInputException refusal(Turn turn, String command, String what) {
        return new BadInputException("--" + turn.side() + ": '" + command + "', "
                + (turn.number() == 0 ? "warm-up" : "run " + turn.number()) + ": " + what);
    }

    /** The last line that a run wrote to its standard error, which mostly says what is wrong. */
    private static String lastLine(Path errors) throws IOException {
        byte[] end = new byte[LONGEST_LINE];
        try (FileChannel channel = FileChannel.open(errors)) {
            ByteBuffer bytes = ByteBuffer.wrap(end);
            channel.read(bytes, Math.max(0, channel.size() - LONGEST_LINE));
            String text = new String(end, 0, bytes.position(), StandardCharsets.UTF_8).strip();
            String line = text.substring(text.lastIndexOf('\n') + 1);
            return line.isEmpty() ? "" : ": " + line;
        }
    }
}
