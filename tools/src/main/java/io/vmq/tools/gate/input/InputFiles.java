package io.vmq.tools.gate.input;

import io.vmq.nic.notation.Refusal;
import io.vmq.tools.archive.FileKind;
import io.vmq.tools.archive.ResultReader;
import io.vmq.tools.scenario.BadInputException;
import io.vmq.tools.scenario.FileRefusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/** Finds the files that an argument means: a file, a folder, or a pattern with *, ?, [] or {}. For one thread. */
final class InputFiles {

    private static final String EXPECTED = "a result folder, a result document, a histogram log, a table of percentiles,"
            + " JMH's JSON, or a folder of these";
    private static final int MOST_DEEP = 8;
    private static final int MOST_FILES = 10_000;
    private static final String PATTERN_SIGNS = "*?[{";
    private static final Comparator<Path> BY_NAME = Comparator.comparing(Path::toString, NaturalOrder.INSTANCE);

    private final List<InputFile> files = new ArrayList<>();
    private final List<String> remarks = new ArrayList<>();

    /**
     * The files that an argument means, in natural order of their names.
     *
     * @throws BadInputException
     *             if there are none, or something else lies among them
     */
    InputFiles(String argument) {
        List<Path> named = named(argument);
        named.forEach(path -> visit(path, 0));
        if (files.isEmpty()) {
            throw new BadInputException(Refusal.quoted(argument) + " holds nothing to compare (expected " + EXPECTED
                    + ")");
        }
    }

    List<InputFile> files() {
        return List.copyOf(files);
    }

    /** Sentences about what was not read. */
    List<String> remarks() {
        return List.copyOf(remarks);
    }

    private static List<Path> named(String argument) {
        try {
            if (!argument.isEmpty() && Files.exists(Path.of(argument))) {
                return List.of(Path.of(argument));
            }
            List<Path> matches = isPattern(argument) ? matches(argument) : List.of();
            if (matches.isEmpty()) {
                throw new BadInputException(Refusal.quoted(argument)
                        + (isPattern(argument) ? " matches nothing" : " does not exist") + " (expected " + EXPECTED
                        + ")");
            }
            return matches;
        } catch (InvalidPathException | PatternSyntaxException e) {
            throw new BadInputException(Refusal.quoted(argument) + " cannot be the name of a file (expected " + EXPECTED
                    + ")");
        } catch (UncheckedIOException e) {
            throw unreadable(argument, cause(e));
        } catch (IOException e) {
            throw unreadable(argument, e);
        }
    }

    private static boolean isPattern(String text) {
        return text.chars().anyMatch(c -> PATTERN_SIGNS.indexOf(c) >= 0);
    }

    private static IOException cause(UncheckedIOException e) {
        return Objects.requireNonNull(e.getCause());
    }

    private static BadInputException unreadable(String argument, IOException e) {
        return new BadInputException(Refusal.quoted(argument) + " cannot be read (" + FileRefusal.reason(e) + ")");
    }

    /** The parts of a pattern's path before the first sign are a folder; what lies in it is held against the whole. */
    private static List<Path> matches(String argument) throws IOException {
        int sign = 0;
        while (PATTERN_SIGNS.indexOf(argument.charAt(sign)) < 0) {
            sign++;
        }
        String folder = argument.substring(0, argument.lastIndexOf('/', sign) + 1);
        String pattern = argument.substring(folder.length());
        Path root = Path.of(folder.isEmpty() ? "." : folder);
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        int deep = pattern.contains("**") ? MOST_DEEP : (int) pattern.chars().filter(c -> c == '/').count() + 1;
        PathMatcher matcher = root.getFileSystem().getPathMatcher("glob:" + pattern);
        try (Stream<Path> inside = Files.walk(root, deep)) {
            return inside.filter(path -> !path.equals(root) && matcher.matches(root.relativize(path)))
                    .filter(path -> !Bystanders.isHidden(path))
                    .map(path -> folder.isEmpty() ? root.relativize(path) : path)
                    .sorted(BY_NAME).limit(MOST_FILES + 1L).toList();
        }
    }

    private void visit(Path path, int depth) {
        if (Files.isDirectory(path)) {
            visitFolder(path, depth);
        } else {
            add(new InputFile(path, comparableKind(path)));
        }
    }

    private static FileKind comparableKind(Path path) {
        FileKind kind = FileKind.of(path);
        if (kind == FileKind.OTHER) {
            throw new BadInputException(path + ": is nothing that can be compared (expected " + EXPECTED + ")");
        }
        return kind;
    }

    private void visitFolder(Path folder, int depth) {
        List<Path> children = children(folder);
        if (children.stream().anyMatch(child -> isNamed(child, ResultReader.DOCUMENT))) {
            add(new InputFile(folder, FileKind.DOCUMENT));
            remarkOnResultsBelow(folder, children);
            return;
        }
        if (depth == MOST_DEEP) {
            throw new BadInputException(folder + ": lies more than " + MOST_DEEP + " folders deep (expected " + EXPECTED
                    + ")");
        }
        int before = files.size();
        children.stream().filter(child -> !Bystanders.isOne(child)).forEach(child -> visit(child, depth + 1));
        if (files.size() == before) {
            throw new BadInputException(folder + ": holds nothing that can be compared (expected " + EXPECTED + ")");
        }
    }

    private void remarkOnResultsBelow(Path folder, List<Path> children) {
        long below = children.stream().filter(child -> Files.exists(child.resolve(ResultReader.DOCUMENT))).count();
        if (below > 0) {
            remarks.add(folder + " is a result itself: " + Counts.of(below, "result")
                    + " in folders inside it left out.");
        }
    }

    private static boolean isNamed(Path path, String name) {
        return path.getFileName().toString().equals(name);
    }

    private static List<Path> children(Path folder) {
        try (Stream<Path> children = Files.list(folder)) {
            return children.filter(child -> !Bystanders.isHidden(child)).sorted(BY_NAME).toList();
        } catch (IOException e) {
            throw unreadable(folder.toString(), e);
        } catch (UncheckedIOException e) {
            throw unreadable(folder.toString(), cause(e));
        }
    }

    private void add(InputFile file) {
        if (files.size() == MOST_FILES) {
            throw new BadInputException(file.path() + ": is one file too many (expected at most " + MOST_FILES + ")");
        }
        files.add(file);
    }
}
