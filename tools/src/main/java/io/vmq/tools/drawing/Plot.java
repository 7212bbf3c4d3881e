package io.vmq.tools.drawing;

import io.vmq.tools.drawing.Shape.Align;
import io.vmq.tools.drawing.Shape.Words;

/** Something to draw, laid out for the sheet that it gets. */
public sealed interface Plot permits LinePlot, HeatPlot, BarPlot {

    /** What it shows, in a few words. */
    String title();

    /** The drawing; its height may differ from that of the sheet. */
    Drawing on(Sheet sheet);

    /** The title at the top. */
    static Shape heading(Sheet sheet, String title) {
        double size = sheet.letters() * 1.2;
        int room = (int) (sheet.width() / (size * 0.6));
        return new Words(Ink.TITLE, new Point(2, size * 1.1), Align.START, size, true, Sheet.cut(title, room));
    }
}
