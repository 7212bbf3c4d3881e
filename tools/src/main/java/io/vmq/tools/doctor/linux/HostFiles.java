package io.vmq.tools.doctor.linux;

import io.vmq.nic.notation.Refusal;
import io.vmq.tools.scenario.BadInputException;
import io.vmq.tools.scenario.FileRefusal;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * The files of {@code /proc} and {@code /sys}, or of a saved copy of them. What is not there, or not to be read while the
 * hardware is down, is empty; what is there and is not what the kernel writes is refused with its file and value.
 *
 * @param root
 *            the folder in which {@code proc} and {@code sys} stand
 */
record HostFiles(Path root) {

    private static final int MAX_BYTES = 8 << 20;
    private static final Pattern WHOLE = Pattern.compile("[0-9]{1,9}");

    boolean isFolder(String path) {
        return Files.isDirectory(root.resolve(path));
    }

    /** The text of a file without blanks at its ends. */
    Optional<String> text(String path) {
        try (InputStream in = Files.newInputStream(root.resolve(path))) {
            byte[] content = in.readNBytes(MAX_BYTES + 1);
            if (content.length > MAX_BYTES) {
                throw new BadInputException(root.resolve(path) + ": longer than " + MAX_BYTES + " bytes");
            }
            return Optional.of(new String(content, StandardCharsets.UTF_8).strip());
        } catch (NoSuchFileException | NotDirectoryException e) {
            return Optional.empty();
        } catch (IOException e) {
            // Attributes such as speed answer EINVAL while the link is down; a process may end while it is looked at.
            return Optional.empty();
        }
    }

    /** The last name of what a symbolic link, or a file with a path in it, points to. */
    Optional<String> linkName(String path) {
        Path link = root.resolve(path);
        try {
            Path target = Files.isSymbolicLink(link) ? Files.readSymbolicLink(link) : Path.of(text(path).orElse(""));
            return Optional.ofNullable(target.getFileName()).map(Path::toString);
        } catch (IOException | InvalidPathException e) {
            return Optional.empty();
        }
    }

    /** What a file says, if it is there. */
    <T> Optional<T> value(String path, Function<String, T> parse) {
        return text(path).map(text -> {
            try {
                return parse.apply(text);
            } catch (IllegalArgumentException e) {
                throw new BadInputException(
                        root.resolve(path) + ": " + Refusal.quoted(text) + " is not possible (" + e.getMessage() + ")");
            }
        });
    }

    /** A whole number of at least 0; empty for a negative one, by which the kernel says that it does not know. */
    OptionalLong whole(String path) {
        Optional<Long> number = value(path, text -> {
            if (!WHOLE.matcher(text.startsWith("-") ? text.substring(1) : text).matches()) {
                throw new IllegalArgumentException("expected a whole number");
            }
            return Long.valueOf(text);
        });
        return number.isEmpty() || number.get() < 0 ? OptionalLong.empty() : OptionalLong.of(number.get());
    }

    /** Names in a folder, sorted; none if there is no such folder. */
    List<String> names(String path) {
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(root.resolve(path))) {
            entries.forEach(entry -> names.add(String.valueOf(entry.getFileName())));
        } catch (NoSuchFileException | NotDirectoryException e) {
            return List.of();
        } catch (IOException | DirectoryIteratorException e) {
            throw new BadInputException(root.resolve(path) + ": cannot be read ("
                    + (e instanceof IOException io ? FileRefusal.reason(io) : String.valueOf(e.getMessage())) + ")");
        }
        names.sort(null);
        return names;
    }

    /** The numbers in a folder whose names are a prefix and a number, rising. */
    List<Integer> numbers(String path, String prefix) {
        return names(path).stream().filter(name -> name.startsWith(prefix))
                .map(name -> number(name.substring(prefix.length()))).filter(OptionalInt::isPresent)
                .map(OptionalInt::getAsInt).sorted().toList();
    }

    private static OptionalInt number(String text) {
        return WHOLE.matcher(text).matches() ? OptionalInt.of(Integer.parseInt(text)) : OptionalInt.empty();
    }
}
