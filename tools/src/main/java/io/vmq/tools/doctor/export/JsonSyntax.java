package io.vmq.tools.doctor.export;

import io.vmq.nic.notation.Refusal;
import io.vmq.tools.scenario.BadInputException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;

/** What is wrong with an export that is no JSON, in a sentence of ours in place of the parser's account of itself. */
final class JsonSyntax {

    private static final String WHOLE = "expected the whole file that the script of --collect-script saves";
    /** The parser has two kinds of exception for it, and one beginning. */
    private static final String END = "Unexpected end-of-input";
    private static final Pattern TWICE = Pattern.compile("Duplicate Object property \"(.*)\"", Pattern.DOTALL);
    private static final Pattern CHARACTER = Pattern.compile("Unexpected character \\('(.)'", Pattern.DOTALL);

    private JsonSyntax() {}

    /** Where it was seen, what it is and what was expected. */
    static BadInputException refusal(String file, JacksonException error) {
        return new BadInputException(file + place(error.getLocation()) + ": " + sentence(error));
    }

    private static String place(TokenStreamLocation at) {
        return at == null || at.getLineNr() < 1 ? "" : ":" + at.getLineNr() + ":" + at.getColumnNr();
    }

    private static String sentence(JacksonException error) {
        String account = String.valueOf(error.getOriginalMessage());
        Matcher twice = TWICE.matcher(account);
        if (twice.lookingAt()) {
            return Refusal.quoted(twice.group(1)) + " stands twice in one object (expected once)";
        }
        if (account.startsWith(END)) {
            return "the file ends in the middle of its JSON (" + WHOLE + ")";
        }
        return error instanceof StreamConstraintsException
                ? "nested deeper, or with a longer number or name, than an export is (" + WHOLE + ")"
                : "not valid JSON" + character(account) + " (" + WHOLE + ")";
    }

    private static String character(String account) {
        Matcher character = CHARACTER.matcher(account);
        return character.lookingAt() ? ": '" + character.group(1) + "' may not stand here" : "";
    }
}
