package io.vmq.tools.page;

import io.vmq.tools.drawing.SvgText;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * What is around the content of a page: style sheet, script, and a policy that lets these two through by their hashes and forbids all
 * requests, whatever the content says.
 */
final class PageShell {

    private static final String ALARM_LIGHT = "--alarm:#B00020;--alarmpaper:#FDECEE;";
    private static final String ALARM_DARK = "--alarm:#FF8A94;--alarmpaper:#3A1A1E;";

    private PageShell() {}

    /** The whole document. */
    static String around(String title, String content) {
        String style = style();
        String script = resource("page.js");
        HtmlText html = new HtmlText().raw("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
        html.raw("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src " + hash(style)
                + "; script-src " + hash(script) + "; base-uri 'none'; form-action 'none'\">\n");
        html.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        html.raw("<meta name=\"color-scheme\" content=\"light dark\">\n");
        html.raw("<meta name=\"referrer\" content=\"no-referrer\">\n");
        html.element("title", title);
        html.raw("<style>").raw(style).raw("</style>\n</head>\n<body>\n").raw(content);
        return html.raw("<script>").raw(script).raw("</script>\n</body>\n</html>\n").toString();
    }

    /** Printed pages are light: the dark colours are for screens alone. */
    private static String style() {
        return "\n:root{" + SvgText.variables(false) + ALARM_LIGHT + "}\n"
                + "@media screen and (prefers-color-scheme:dark){:root{" + SvgText.variables(true) + ALARM_DARK
                + "}}\n" + resource("page.css") + SvgText.style();
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static String resource(String name) {
        try (InputStream in = PageShell.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is not in the jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
