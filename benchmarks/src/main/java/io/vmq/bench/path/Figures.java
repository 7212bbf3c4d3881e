package io.vmq.bench.path;

import java.util.ArrayList;
import java.util.List;

/** All figures there are. */
final class Figures {

    private Figures() {}

    /** The product's own, by what they add to each other; then what the machine can do at all. */
    static List<Figure> ours() {
        List<Figure> figures = new ArrayList<>();
        Guests.MODES.forEach(mode -> figures.add(new SteerFigure(mode)));
        Guests.MODES.forEach(mode -> figures.add(HandOffFigure.dispatch(mode)));
        Guests.MODES.forEach(mode -> figures.add(HandOffFigure.handOff(mode)));
        Guests.MODES.forEach(mode -> figures.add(new PathFigure("path/" + mode, mode, RxQueueLink::new)));
        figures.add(LimitFigure.lines());
        figures.add(LimitFigure.descriptors());
        figures.add(new IdleFigure());
        return figures;
    }
}
