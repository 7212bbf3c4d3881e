package io.vmq.tools.page;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Short names of results: that of the folder, with as many folders above it as it takes to tell them apart. */
final class ResultNames {

    private ResultNames() {}

    /** One name for each document. */
    static List<String> of(List<Path> documents) {
        List<Path> folders = documents.stream().map(ResultNames::folder).toList();
        List<String> names = folders.stream().map(folder -> last(folder, 1)).toList();
        for (int parts = 2; names.stream().distinct().count() < names.size() && parts < 64; parts++) {
            List<String> longer = new ArrayList<>();
            for (Path folder : folders) {
                longer.add(last(folder, parts));
            }
            names = longer;
        }
        return names;
    }

    private static Path folder(Path document) {
        Path absolute = document.toAbsolutePath().normalize();
        boolean usual = absolute.getFileName() != null && absolute.getFileName().toString().equals("result.json");
        return usual && absolute.getParent() != null ? absolute.getParent() : absolute;
    }

    private static String last(Path path, int parts) {
        int count = path.getNameCount();
        return count == 0 ? path.toString() : path.subpath(Math.max(0, count - parts), count).toString();
    }
}
