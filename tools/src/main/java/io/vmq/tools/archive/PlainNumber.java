package io.vmq.tools.archive;

import java.util.regex.Pattern;

/** Numbers in text files of other tools: without a sign, with a point, as printers of figures write them. */
final class PlainNumber {

    private static final Pattern NUMBER = Pattern.compile("[0-9]*\\.?[0-9]+([eE][-+]?[0-9]{1,3})?");
    private static final int LONGEST = 40;

    private PlainNumber() {}

    /** The number, finite and not below zero; NaN if the text is none. */
    static double of(String text) {
        boolean isNumber = text.length() <= LONGEST && NUMBER.matcher(text).matches();
        double value = isNumber ? Double.parseDouble(text) : Double.NaN;
        return Double.isFinite(value) ? value : Double.NaN;
    }
}
