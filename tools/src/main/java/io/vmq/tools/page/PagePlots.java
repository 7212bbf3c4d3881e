package io.vmq.tools.page;

import io.vmq.tools.drawing.Sheet;
import io.vmq.tools.drawing.SvgText;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The plots of a page, in its order. Each stands there twice: laid out for wide screens and paper, and for phones. */
final class PagePlots {

    private final List<Shown> plots = new ArrayList<>();

    /** Puts a plot into the page; nothing if there is none. */
    void add(HtmlText html, @Nullable Shown shown) {
        if (shown == null) {
            return;
        }
        plots.add(shown);
        String id = "plot" + plots.size();
        html.raw("<figure>\n").raw(SvgText.part(shown.plot().on(Sheet.WIDE), id + "w", "wide"))
                .raw("\n").raw(SvgText.part(shown.plot().on(Sheet.NARROW), id + "n", "narrow")).raw("\n");
        if (!shown.note().isEmpty()) {
            html.element("figcaption", shown.note());
        }
        html.raw("</figure>\n");
    }

    List<Shown> plots() {
        return List.copyOf(plots);
    }
}
