package io.vmq.tools.page;

import io.vmq.tools.drawing.Markup;

/** HTML, piece by piece. What goes between tags is escaped; tags and attributes are ours. */
final class HtmlText {

    private final StringBuilder html = new StringBuilder();

    /** Markup of our own, as it is. */
    HtmlText raw(String markup) {
        html.append(markup);
        return this;
    }

    /** Text, from wherever. */
    HtmlText text(String text) {
        html.append(Markup.escape(text));
        return this;
    }

    /** A whole element with text in it. */
    HtmlText element(String name, String text) {
        return element(name, "", text);
    }

    /**
     * A whole element with text in it.
     *
     * @param attributes
     *            of our own, as they are
     */
    HtmlText element(String name, String attributes, String text) {
        html.append('<').append(name).append(attributes.isEmpty() ? "" : " ").append(attributes).append('>')
                .append(Markup.escape(text)).append("</").append(name).append(">\n");
        return this;
    }

    @Override
    public String toString() {
        return html.toString();
    }
}
