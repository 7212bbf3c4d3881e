package io.vmq.tools.page;

import java.util.ArrayList;
import java.util.List;

/** A table of a page: a caption, columns of words or figures, rows that begin with their name. */
final class PageTable {

    private static final int MOST_ROWS = 256;

    private final String caption;
    private final List<String> headings = new ArrayList<>();
    private final List<Boolean> figures = new ArrayList<>();
    private final List<List<String>> rows = new ArrayList<>();

    PageTable(String caption) {
        this.caption = caption;
    }

    /** A column of words, flush left. */
    PageTable words(String... names) {
        for (String name : names) {
            headings.add(name);
            figures.add(false);
        }
        return this;
    }

    /** A column of figures, flush right; the heading ends with their unit. */
    PageTable figures(String... names) {
        for (String name : names) {
            headings.add(name);
            figures.add(true);
        }
        return this;
    }

    PageTable row(String... cells) {
        return row(List.of(cells));
    }

    PageTable row(List<String> cells) {
        rows.add(List.copyOf(cells));
        return this;
    }

    boolean isEmpty() {
        return rows.isEmpty();
    }

    int rows() {
        return rows.size();
    }

    /** Writes it into a box that scrolls by itself where it is too wide. */
    void writeTo(HtmlText html) {
        html.raw("<div class=\"wide-table\" role=\"region\" tabindex=\"0\" aria-label=\"").text(caption)
                .raw("\"><table>\n");
        html.element("caption", caption);
        html.raw("<thead><tr>");
        for (int i = 0; i < headings.size(); i++) {
            html.element("th", "scope=\"col\"" + number(i), headings.get(i));
        }
        html.raw("</tr></thead>\n<tbody>\n");
        rows.stream().limit(MOST_ROWS).forEach(row -> writeRow(html, row));
        html.raw("</tbody></table></div>\n");
        if (rows.size() > MOST_ROWS) {
            html.element("p", "class=\"note\"",
                    (rows.size() - MOST_ROWS) + " more rows are left out here; the result document has them.");
        }
    }

    private void writeRow(HtmlText html, List<String> row) {
        html.raw("<tr>");
        for (int i = 0; i < row.size(); i++) {
            if (i == 0) {
                html.element("th", "scope=\"row\"" + number(i), row.get(i));
            } else {
                html.element("td", number(i).strip(), row.get(i));
            }
        }
        html.raw("</tr>\n");
    }

    private String number(int column) {
        return figures.get(column) ? " class=\"n\"" : "";
    }
}
