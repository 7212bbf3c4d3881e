package io.vmq.tools.scenario;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;

/** Turns the parser's account of a syntax error, a page with excerpts, into one sentence with its place. */
final class YamlSyntax {

    /** What is wrong, then where; the parser gives its context in the same form before it. */
    private static final Pattern PROBLEM = Pattern.compile("(?m)^(.*)\\R in reader, line (\\d+), column (\\d+):");

    private YamlSyntax() {}

    static BadInputException refusal(String file, JacksonException error) {
        String account = String.valueOf(error.getOriginalMessage());
        String place = place(file, error.getLocation());
        String problem = account.lines().findFirst().orElse("unreadable");
        Matcher matcher = PROBLEM.matcher(account);
        while (matcher.find()) {
            problem = matcher.group(1);
            place = file + ":" + matcher.group(2) + ":" + matcher.group(3);
        }
        return new BadInputException(place + ": not valid YAML: " + problem.strip());
    }

    private static String place(String file, @Nullable TokenStreamLocation location) {
        return location == null || location.getLineNr() < 1
                ? file
                : file + ":" + location.getLineNr() + ":" + Math.max(1, location.getColumnNr());
    }
}
