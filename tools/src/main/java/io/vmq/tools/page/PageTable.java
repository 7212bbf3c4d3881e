package io.vmq.tools.page;

import java.util.ArrayList;
import java.util.List;

/** A table of a page: a caption, columns of words or figures, rows that begin with their name. */
final class PageTable {

    /** What must not be overlooked. */
    static final String NO = "NO";

    private static final int MOST_ROWS = 256;

    private final String caption;
    private final List<String> headings = new ArrayList<>();
    private final List<Kind> kinds = new ArrayList<>();
    private final List<List<String>> rows = new ArrayList<>();

    /** What a column holds, with its class in the style sheet. */
    private enum Kind {
        WORDS(""), PROSE("class=\"long\""), FIGURES("class=\"n\"");

        private final String attribute;

        Kind(String attribute) {
            this.attribute = attribute;
        }
    }

    PageTable(String caption) {
        this.caption = caption;
    }

    /** Columns of words, flush left. */
    PageTable words(String... names) {
        return columns(Kind.WORDS, names);
    }

    /** A column of sentences, flush left, which break where they are long. */
    PageTable prose(String name) {
        return columns(Kind.PROSE, name);
    }

    /** Columns of figures, flush right; a heading ends with its unit. */
    PageTable figures(String... names) {
        return columns(Kind.FIGURES, names);
    }

    private PageTable columns(Kind kind, String... names) {
        for (String name : names) {
            headings.add(name);
            kinds.add(kind);
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
            html.element("th", "scope=\"col\" " + kinds.get(i).attribute, headings.get(i));
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
                html.element("th", "scope=\"row\" " + kinds.get(i).attribute, row.get(i));
            } else {
                html.element("td", row.get(i).equals(NO) ? "class=\"n no\"" : kinds.get(i).attribute, row.get(i));
            }
        }
        html.raw("</tr>\n");
    }
}
