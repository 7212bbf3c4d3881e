package io.vmq.bench.path;

import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** All figures there are. */
final class Figures {

    private Figures() {}

    /** The product's own, by what they add to each other; the peers; what the machine can do at all. */
    static List<Figure> inJava() {
        List<Figure> figures = new ArrayList<>();
        Guests.MODES.forEach(mode -> figures.add(SteerFigure.mode(mode)));
        figures.add(SteerFigure.toeplitz());
        Guests.MODES.forEach(mode -> figures.add(HandOffFigure.dispatch(mode)));
        Guests.MODES.forEach(mode -> figures.add(HandOffFigure.handOff(mode)));
        Guests.MODES.forEach(mode -> figures.add(new PathFigure("path/" + mode, mode, RxQueueLink::new)));
        figures.add(peer("disruptor", DisruptorLink::new));
        figures.add(peer("agrona", AgronaLink::new));
        figures.add(peer("jctools-spsc", JctoolsSpscLink::new));
        figures.add(peer("jctools-mpsc", JctoolsMpscLink::new));
        figures.add(peer("arrayblockingqueue", ArrayBlockingQueueLink::new));
        figures.add(LimitFigure.lines());
        figures.add(LimitFigure.descriptors());
        figures.add(new IdleFigure());
        return figures;
    }

    /** The work of {@code path/vmq}, with another library's queue in the place of ours. */
    private static Figure peer(String name, Function<Arena, FrameLink> links) {
        return new PathFigure("peer/" + name, "vmq", links);
    }
}
