package io.vmq.tools.gate.input;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Names for series whose files do not name them. Files whose names differ in their last number only are trials of one series. If all
 * are, it is called {@value #ONLY} on either side of a gate; otherwise each is called what its files are, without that number.
 */
final class UntaggedNames {

    static final String ONLY = "values";

    private static final Pattern ENDING = Pattern.compile("\\.[A-Za-z]+$");
    private static final Pattern NUMBERING = Pattern.compile("[-_. ]*[0-9]+$");

    private final Map<InputFile, String> names = new LinkedHashMap<>();

    UntaggedNames(List<InputFile> files) {
        files.forEach(file -> names.put(file, stem(file.name())));
        if (names.values().stream().distinct().count() == 1) {
            names.replaceAll((file, stem) -> ONLY);
        }
    }

    private static String stem(String fileName) {
        String stem = NUMBERING.matcher(ENDING.matcher(fileName).replaceFirst("")).replaceFirst("");
        return stem.isEmpty() ? ONLY : stem;
    }

    String of(InputFile file) {
        return names.getOrDefault(file, ONLY);
    }
}
