package io.vmq.tools.gate.history;

import io.vmq.nic.notation.Refusal;
import io.vmq.tools.archive.FileKind;
import io.vmq.tools.archive.ResultReader;
import io.vmq.tools.gate.Side;
import io.vmq.tools.gate.input.Bystanders;
import io.vmq.tools.gate.input.Circumstances;
import io.vmq.tools.gate.input.NaturalOrder;
import io.vmq.tools.gate.input.SideReader;
import io.vmq.tools.scenario.BadInputException;
import io.vmq.tools.scenario.FileRefusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads a history: a folder of results, each of which is a point, or a CSV file as Apache Otava reads it, each row a point. */
public final class HistoryReader {

    /** Longest history that is looked at: the time that it takes grows faster than the square of its length. */
    static final int MOST_POINTS = 300;

    private static final String EXPECTED = "a folder with a result in each of its folders or files, or a CSV file with the "
            + "columns time, commit and one a figure";
    private final SideReader reader;
    private final Consumer<List<String>> onDifference;
    private final Order order;
    private final boolean skipUnreadable;
    private final FigureChoice choice;

    private record Place(Path path, String name, Instant time, boolean timeInName) {}

    /**
     * @param reader
     *            reads each result
     * @param onDifference
     *            is told in what a result is not like the first, and refuses it unless that is wanted; then a remark says what changed
     * @param skipUnreadable
     *            whether results that cannot be read are left out, with a remark
     * @param choice
     *            which figures are looked at, and which way is good
     */
    public HistoryReader(SideReader reader, Consumer<List<String>> onDifference, Order order, boolean skipUnreadable,
            FigureChoice choice) {
        this.reader = reader;
        this.onDifference = onDifference;
        this.order = order;
        this.skipUnreadable = skipUnreadable;
        this.choice = choice;
    }

    /**
     * Reads all of it, oldest first.
     *
     * @throws BadInputException
     *             in one sentence that names the file, for what cannot be read or does not belong together
     */
    public History read(String argument) {
        Path path = path(argument);
        History history = Files.isDirectory(path) ? folder(argument, path) : file(argument, path);
        if (history.traces().isEmpty()) {
            throw new BadInputException(Refusal.quoted(argument)
                    + " holds nothing that was asked for (expected other --series or --metric)");
        }
        return history;
    }

    private History file(String argument, Path file) {
        if (!file.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".csv")) {
            throw new BadInputException(Refusal.quoted(argument) + " is no history (expected " + EXPECTED + ")");
        }
        return new CsvHistory(file, order, choice).read(argument);
    }

    private static Path path(String argument) {
        try {
            Path path = Path.of(argument);
            if (argument.isEmpty() || !Files.exists(path)) {
                throw new BadInputException(Refusal.quoted(argument) + " does not exist (expected " + EXPECTED + ")");
            }
            return path;
        } catch (InvalidPathException _) {
            throw new BadInputException(Refusal.quoted(argument) + " cannot be the name of a file (expected " + EXPECTED
                    + ")");
        }
    }

    private History folder(String argument, Path folder) {
        if (Files.isRegularFile(folder.resolve(ResultReader.DOCUMENT))) {
            throw new BadInputException(folder + ": is one result (expected " + EXPECTED + ")");
        }
        if (!choice.higherIsBetter().isEmpty()) {
            throw new BadInputException("--higher-is-better: is for the columns of a CSV file, and " + folder
                    + " is a folder of results, which say so themselves (expected none)");
        }
        HistoryDraft draft = new HistoryDraft();
        List<Place> places = newest(draft, places(folder));
        if (places.isEmpty()) {
            throw new BadInputException(folder + ": holds no result (expected " + EXPECTED + ")");
        }
        Side first = null;
        Side previous = null;
        for (Place place : places) {
            Side side = read(draft, place);
            if (side != null) {
                first = first == null ? side : first;
                onDifference.accept(Circumstances.difference(first, side));
                remarkOnDifference(draft, previous == null ? side : previous, side);
                previous = side;
                add(draft, place, side);
            }
        }
        if (first == null) {
            throw new BadInputException(folder + ": holds no result that can be read (expected " + EXPECTED + ")");
        }
        return draft.history(argument, inWords(places), choice);
    }

    /** Says what changed where it did, and not again of each result after it. */
    private static void remarkOnDifference(HistoryDraft draft, Side before, Side after) {
        Circumstances.difference(before, after).forEach(difference -> draft.remark(difference + "."));
    }

    private List<Place> places(Path folder) {
        Comparator<Place> byName = Comparator.comparing(Place::name, NaturalOrder.INSTANCE);
        return children(folder).stream().filter(path -> !Bystanders.isOne(path)).map(HistoryReader::place)
                .sorted(order == Order.NAME ? byName : Comparator.comparing(Place::time).thenComparing(byName))
                .toList();
    }

    private static List<Path> children(Path folder) {
        try (Stream<Path> children = Files.list(folder)) {
            return children.toList();
        } catch (IOException e) {
            throw unreadable(folder, e);
        } catch (UncheckedIOException e) {
            throw unreadable(folder, Objects.requireNonNull(e.getCause()));
        }
    }

    private static BadInputException unreadable(Path path, IOException e) {
        return new BadInputException(path + ": cannot be read (" + FileRefusal.reason(e) + ")");
    }

    private static Place place(Path path) {
        String name = path.getFileName().toString();
        Optional<Instant> inName = PointTime.inName(name);
        return new Place(path, name, inName.orElseGet(() -> PointTime.ofFile(path)), inName.isPresent());
    }

    private static List<Place> newest(HistoryDraft draft, List<Place> places) {
        if (places.size() <= MOST_POINTS) {
            return places;
        }
        draft.remark("Only the newest " + MOST_POINTS + " of " + places.size() + " results are looked at.");
        return places.subList(places.size() - MOST_POINTS, places.size());
    }

    private @Nullable Side read(HistoryDraft draft, Place place) {
        try {
            return reader.read(place.path().toString());
        } catch (BadInputException e) {
            if (!skipUnreadable) {
                throw e;
            }
            draft.remark("Left out: " + e.getMessage() + ".");
            return null;
        }
    }

    private static void add(HistoryDraft draft, Place place, Side side) {
        draft.point(new Point(place.name(), commit(place.path()), place.time()));
        draft.add(side);
        side.remarks().forEach(remark -> draft.remark(place.name() + ": " + remark));
    }

    /** The commit of the results in a folder or file, if they have one and the same. */
    private static @Nullable String commit(Path path) {
        Set<String> commits = new TreeSet<>();
        documents(path).filter(file -> FileKind.of(file) == FileKind.DOCUMENT).forEach(file -> commits
                .add(ResultReader.read(file).tree().path("tool").path("commit").asString("")));
        String only = commits.size() == 1 ? commits.iterator().next() : "";
        return only.isEmpty() ? null : only;
    }

    /** The file itself, the document of the folder, or those of the folders in it. */
    private static Stream<Path> documents(Path path) {
        if (Files.isRegularFile(path)) {
            return Stream.of(path);
        }
        Path own = path.resolve(ResultReader.DOCUMENT);
        return Files.isRegularFile(own) ? Stream.of(own)
                : children(path).stream().map(child -> child.resolve(ResultReader.DOCUMENT))
                        .filter(Files::isRegularFile);
    }

    private String inWords(List<Place> places) {
        long named = places.stream().filter(Place::timeInName).count();
        if (order == Order.NAME) {
            return "in the order of their names";
        }
        return named == places.size()
                ? "in the order of the dates that their names begin with"
                : named == 0
                        ? "in the order in which their files were written"
                        : "in the order of the dates that their names begin with, or their files were written";
    }
}
