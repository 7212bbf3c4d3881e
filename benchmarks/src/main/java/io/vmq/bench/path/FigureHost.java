package io.vmq.bench.path;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Where a figure of ours runs: in a virtual machine that runs nothing else, so that it is compiled for itself alone. It
 * asks for rounds on its standard input, one a line, and waits in between without using a CPU; when the input ends, so
 * does it.
 */
public final class FigureHost {

    /** How an answer begins; whatever else stands on the output is the virtual machine's. */
    static final String ANSWER = "round ";

    private FigureHost() {}

    /**
     * Serves one figure.
     *
     * @param arguments
     *            the figure's name and the two CPUs
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        String name = arguments[0];
        Cores cores = Cores.pinned(Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]));
        Figure figure = Figures.inJava().stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow();
        BufferedReader asked = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = asked.readLine(); line != null; line = asked.readLine()) {
            System.out.println(text(figure.run(cores, Long.parseLong(line))));
            System.out.flush();
        }
    }

    private static String text(Round round) {
        return ANSWER + round.frames() + " " + round.elapsedNs() + " " + round.gapNs() + " " + round.witness();
    }

    /** What {@link #text} made text of. */
    static Round parse(String line) {
        List<String> words = List.of(line.substring(ANSWER.length()).split(" ", -1));
        return new Round(Long.parseLong(words.get(0)), Long.parseLong(words.get(1)), Long.parseLong(words.get(2)),
                Long.parseLong(words.get(3)));
    }
}
