package io.vmq.tools.drawing;

/** Text from outside, made harmless for XML and HTML. */
public final class Markup {

    private Markup() {}

    /** Stands for itself between tags and between quotes; characters that no document may have, or that change the direction of text, become {@code ?}. */
    public static String escape(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(codePoint -> {
            switch (codePoint) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> {
                    if (isHarmless(codePoint)) {
                        escaped.appendCodePoint(codePoint);
                    } else {
                        escaped.append('?');
                    }
                }
            }
        });
        return escaped.toString();
    }

    private static boolean isHarmless(int codePoint) {
        if (codePoint == '\n') {
            return true;
        }
        boolean none = (codePoint & 0xFFFE) == 0xFFFE;
        return !none && switch (Character.getType(codePoint)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE -> false;
            default -> true;
        };
    }
}
