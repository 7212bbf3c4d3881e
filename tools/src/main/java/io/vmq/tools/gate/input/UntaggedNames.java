package io.vmq.tools.gate.input;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Names for series whose files do not name them. Files whose names differ in their last number only are trials of one series. If all
 * are, it is called {@value #ONLY} on either side of a gate; otherwise each is called what its files are, without that number. For one
 * thread.
 */
final class UntaggedNames {

    static final String ONLY = "values";

    private static final Pattern ENDING = Pattern.compile("\\.[A-Za-z]+$");
    private static final Pattern NUMBERING = Pattern.compile("[-_. ]*[0-9]+$");

    private final Map<InputFile, String> names = new LinkedHashMap<>();
    private final Map<String, List<String>> used = new LinkedHashMap<>();

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

    /** The name of the series to which a file's untagged values belong. */
    String of(InputFile file) {
        String name = names.getOrDefault(file, ONLY);
        used.computeIfAbsent(name, any -> new ArrayList<>()).add(file.name());
        return name;
    }

    /** Says which files were taken for trials of one thing. */
    void remark(SideDraft draft) {
        used.forEach((name, files) -> {
            if (files.size() > 1) {
                draft.remark(files.size() + " files are trials of the series " + name + ": " + files.getFirst() + " to "
                        + files.getLast() + ".");
            }
        });
    }
}
