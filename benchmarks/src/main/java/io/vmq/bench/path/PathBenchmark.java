package io.vmq.bench.path;

import io.vmq.nic.linux.LinuxThreadPinning;
import java.util.*;

final class PathBenchmark {
    public static void main(String[] args) throws Exception {
        double seconds = Double.parseDouble(args[0]);
        int rounds = Integer.parseInt(args[1]);
        String only = args.length > 2 ? args[2] : "";
        List<Figure> figures = new ArrayList<>();
        for (String m : Guests.MODES)
            figures.add(new SteerFigure(m));
        for (String m : Guests.MODES)
            figures.add(HandOffFigure.dispatch(m));
        for (String m : Guests.MODES)
            figures.add(HandOffFigure.handOff(m));
        for (String m : Guests.MODES)
            figures.add(new PathFigure("path/" + m, m, RxQueueLink::new));
        figures.add(new PathFigure("alone/vmq", "vmq", RxQueueLink::new));
        figures.add(new PathFigure("alone/send", "vmq", RxQueueLink::new));
        figures.add(LimitFigure.lines(16384));
        figures.add(LimitFigure.descriptors(16384));
        figures.removeIf(f -> !f.name().matches(only.isEmpty() ? ".*" : only));
        Cores cores = new Cores(LinuxThreadPinning.orNone(), 0, 1);
        Map<String, List<Double>> out = new LinkedHashMap<>();
        for (int r = -2; r < rounds; r++)
            for (Figure f : figures) {
                double rt = RoundTrip.measureNs(cores);
                double v = f.run(cores, (long) (seconds * 1e9)).framesPerSecond() / 1e6;
                double rt2 = RoundTrip.measureNs(cores);
                String state = Math.max(rt, rt2) > 1.3 * Math.min(rt, rt2) ? "moved"
                        : rt < 40 ? "smt" : rt < 120 ? "near" : "far";
                if (r >= 0 && !state.equals("moved"))
                    out.computeIfAbsent(state + " " + f.name(), x -> new ArrayList<>()).add(v);
            }
        new TreeMap<>(out).forEach((n, l) -> {
            List<Double> s = new ArrayList<>(l);
            Collections.sort(s);
            System.out.printf("%-24s %7.1f  %5.2f ns  min %6.1f max %6.1f n %d%n", n, s.get(s.size() / 2),
                    1e3 / s.get(s.size() / 2), s.get(0), s.get(s.size() - 1), s.size());
        });
    }
}
