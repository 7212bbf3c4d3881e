package io.vmq.bench.nic;

import io.vmq.bench.path.NativeProcess;
import io.vmq.nic.packet.RingSize;
import io.vmq.nic.port.PortException;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A program in C that waits for blocks of a packet ring, counts their frames and gives them back, without a look at one. It
 * runs in the network of the thread that opens it.
 */
final class BareReader implements Reader {

    static final String NAME = "bare-c";

    private static final String PROGRAM = "bare_reader";
    private static final Duration BUILD_PATIENCE = Duration.ofMinutes(1);
    private static final int END_PATIENCE_SECONDS = 5;

    private final String program;
    private final int cpu;

    private BareReader(String program, int cpu) {
        this.program = program;
        this.cpu = cpu;
    }

    /**
     * Compiles the program. Where there is no compiler, or it refuses, the reader refuses to be opened and says so.
     *
     * @param sources
     *            folder of {@code bare_reader.c}
     * @param folder
     *            where the program is to lie
     * @param cpu
     *            where it runs
     */
    static Reader compile(Path sources, Path folder, int cpu) throws InterruptedException {
        Optional<String> compiler = onPath("cc").or(() -> onPath("gcc"));
        if (compiler.isEmpty()) {
            return new Absent("no C compiler (cc or gcc) is on the PATH");
        }
        String program = folder.resolve(PROGRAM).toAbsolutePath().toString();
        NativeProcess build = NativeProcess.run(
                List.of(compiler.get(), "-O3", "-o", program, sources.resolve(PROGRAM + ".c").toString()),
                BUILD_PATIENCE);
        return build.succeeded() ? new BareReader(program, cpu)
                : new Absent(compiler.get() + " did not compile " + PROGRAM + ".c: " + build.output().strip());
    }

    /** Removes the program from the folder where it was made, if it was. */
    static void deleteFrom(Path folder) throws IOException {
        Files.deleteIfExists(folder.resolve(PROGRAM));
    }

    private static Optional<String> onPath(String name) {
        String folders = Objects.requireNonNullElse(System.getenv("PATH"), "");
        for (String folder : folders.split(File.pathSeparator, -1)) {
            Path found = Path.of(folder, name);
            if (!folder.isEmpty() && Files.isExecutable(found)) {
                return Optional.of(found.toString());
            }
        }
        return Optional.empty();
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Reading open(String interfaceName) throws IOException {
        RingSize size = RingSize.DEFAULT;
        Process process = new ProcessBuilder(program, interfaceName, Integer.toString(cpu),
                Integer.toString(size.blockBytes()), Integer.toString(size.blockCount()),
                Integer.toString(size.retireMs())).redirectErrorStream(true).start();
        BufferedReader output = process.inputReader();
        String answer = output.readLine();
        if (!"ready".equals(answer)) {
            process.destroyForcibly();
            throw new IOException(PROGRAM + " did not begin, but said: " + answer);
        }
        return new Running(process, output);
    }

    /** The program that there is not. */
    private record Absent(String reason) implements Reader {

        @Override
        public String name() {
            return NAME;
        }

        @Override
        public Reading open(String interfaceName) throws PortException {
            throw new PortException(reason);
        }
    }

    /** The program while it receives; it ends when its input does, and whatever becomes of us. */
    private record Running(Process process, BufferedReader output) implements Reading {

        @Override
        public Received receive(Flood flood) throws IOException, InterruptedException {
            flood.awaitEnd();
            process.getOutputStream().close();
            if (!process.waitFor(END_PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new IOException(PROGRAM + " did not end within " + END_PATIENCE_SECONDS + " s");
            }
            return received(output.readLine());
        }

        private Received received(String line) throws IOException {
            String[] numbers = Objects.requireNonNullElse(line, "").split(" ", -1);
            if (process.exitValue() != 0 || numbers.length != 3) {
                throw new IOException(PROGRAM + " ended with " + process.exitValue() + " and said: " + line);
            }
            return new Received(Long.parseLong(numbers[0]), Long.parseLong(numbers[1]), Long.parseLong(numbers[2]));
        }

        @Override
        public void close() {
            process.destroyForcibly();
        }
    }
}
