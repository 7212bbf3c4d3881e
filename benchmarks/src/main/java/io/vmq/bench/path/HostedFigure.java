package io.vmq.bench.path;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A figure in a process of its own ({@link FigureHost}), as the benchmark sees it. One thread uses it. */
final class HostedFigure implements AutoCloseable {

    private static final int PATIENCE_SECONDS = 2;

    private final String name;
    private final Process process;
    private final BufferedWriter requests;
    private final BufferedReader answers;

    /**
     * Starts the process: the same Java, class path and options as this one. A figure of two cores may leave the compiler
     * no CPU; it then goes on only when a method is compiled, since otherwise it is luck what is compiled when, and the same
     * figure differs by a third from process to process.
     */
    HostedFigure(Figure figure, Cores cores) throws IOException {
        name = figure.name();
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElse("java"));
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        if (figure.needsTwoCores()) {
            command.add("-Xbatch");
        }
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), FigureHost.class.getName(), name,
                String.valueOf(cores.producerCpu()), String.valueOf(cores.consumerCpu())));
        process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        requests = process.outputWriter(StandardCharsets.UTF_8);
        answers = process.inputReader(StandardCharsets.UTF_8);
    }

    String name() {
        return name;
    }

    /** Runs a round of about {@code forNs}. */
    Round measure(long forNs) throws IOException {
        requests.write(forNs + "\n");
        requests.flush();
        String line = answers.readLine();
        while (line != null && !line.startsWith(FigureHost.ANSWER)) {
            System.err.println(line);
            line = answers.readLine();
        }
        if (line == null) {
            throw new IOException("the process that measures " + name + " has ended");
        }
        return FigureHost.parse(line);
    }

    /** The end of its input ends the process; if it does not hear, it is killed. */
    @Override
    public void close() {
        try {
            requests.close();
            if (process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                return;
            }
        } catch (IOException e) {
            // It has ended already.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly();
    }
}
