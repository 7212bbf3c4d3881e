package io.vmq.tools.report;

import io.vmq.tools.scenario.BadInputException;
import io.vmq.tools.scenario.FileRefusal;
import io.vmq.tools.sweep.SweepPlan;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The folder of a sweep: {@code sweep.json}, which says what was asked for, and {@code sweep.csv}, to which each row is added
 * when it is finished. Closing it puts the rows into grid order. One process uses a folder at a time, in one thread.
 */
public final class SweepFolder implements AutoCloseable {

    private static final String PLAN = "sweep.json";
    private static final String ROWS = "sweep.csv";
    private static final String NEW_PLAN = "sweep.json.new";
    private static final String SORTED = "sweep.csv.sorted";
    /** What a run that was killed may leave behind; it says nothing. */
    private static final Set<String> REMAINS = Set.of(NEW_PLAN, SORTED, DiskSpace.PROBE);
    private static final long BYTES_PER_ROW = 2 * 1_024L;

    private final Path folder;
    private final SweepRows rows;
    private final FileChannel plan;
    private final FileChannel csv;
    private boolean inOrder = true;
    private int last = -1;

    private SweepFolder(Path folder, SweepRows rows, FileChannel plan, FileChannel csv) {
        this.folder = folder;
        this.rows = rows;
        this.plan = plan;
        this.csv = csv;
    }

    /**
     * Opens the folder of a sweep, and makes it if needed.
     *
     * @param rows
     *            takes the rows that are there already
     * @param resume
     *            whether the folder may hold a part of this sweep; a last row that is not whole is then dropped
     * @throws BadInputException
     *             if it cannot be written, is in use, or holds anything but this sweep
     */
    public static SweepFolder open(Path folder, SweepPlan plan, SweepRows rows, boolean resume) {
        if (folder.toString().isEmpty()) {
            throw new BadInputException("--out: '' is not possible (expected a folder)");
        }
        try {
            Files.createDirectories(folder);
            boolean isNew = isEmpty(folder);
            if (!isNew && !resume) {
                throw new BadInputException("--out: '" + folder
                        + "' is not empty (expected a new folder, or --resume to go on with the sweep in it)");
            }
            DiskSpace.check(folder, plan.rows() * BYTES_PER_ROW + DiskSpace.BYTES_AT_LEAST);
            if (isNew) {
                replace(folder, PLAN, NEW_PLAN, SweepPlanDocument.text(plan));
            }
            return begin(folder, plan, rows);
        } catch (IOException e) {
            throw refusal(folder, e);
        }
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.allMatch(file -> REMAINS.contains(file.getFileName().toString()));
        }
    }

    /** All at once or not at all. */
    private static void replace(Path folder, String name, String temporary, String text) throws IOException {
        Path written = folder.resolve(temporary);
        try {
            Files.writeString(written, text);
            Files.move(written, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(written);
        }
    }

    private static SweepFolder begin(Path folder, SweepPlan plan, SweepRows rows) throws IOException {
        if (!Files.isRegularFile(folder.resolve(PLAN))) {
            throw new BadInputException("--resume: '" + folder + "' holds no sweep (there is no " + PLAN + " in it)");
        }
        FileChannel locked = FileChannel.open(folder.resolve(PLAN), StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            refuseIfInUse(folder, locked);
            SweepPlanDocument.difference(read(locked), plan).ifPresent(difference -> {
                throw new BadInputException("--resume: '" + folder + "' holds another sweep: " + difference
                        + " (expected the command that began it, or another folder)");
            });
            return beginRows(folder, rows, locked);
        } catch (IOException | RuntimeException e) {
            locked.close();
            throw e;
        }
    }

    private static SweepFolder beginRows(Path folder, SweepRows rows, FileChannel locked) throws IOException {
        FileChannel csv = FileChannel.open(folder.resolve(ROWS), StandardOpenOption.CREATE, StandardOpenOption.READ,
                StandardOpenOption.WRITE);
        try {
            SweepFolder opened = new SweepFolder(folder, rows, locked, csv);
            opened.readRows();
            return opened;
        } catch (IOException | RuntimeException e) {
            csv.close();
            throw e;
        }
    }

    private static void refuseIfInUse(Path folder, FileChannel plan) throws IOException {
        boolean free;
        try {
            free = plan.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            free = false;
        }
        if (!free) {
            throw new BadInputException("--out: '" + folder + "' is in use by another sweep");
        }
    }

    /** Reads through the channel: POSIX drops a lock when its process closes the file, by whichever channel. */
    private static String read(FileChannel channel) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(channel.size()));
        while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
            // Goes on until all of it is there.
        }
        return new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
    }

    /** Keeps whole lines; what follows the last of them was being written when an earlier run ended. */
    private void readRows() throws IOException {
        String text = Files.readString(folder.resolve(ROWS), StandardCharsets.ISO_8859_1);
        String whole = text.substring(0, text.lastIndexOf('\n') + 1);
        if (whole.isEmpty()) {
            csv.truncate(0);
            write((rows.headerLine() + "\n").getBytes(StandardCharsets.UTF_8));
            return;
        }
        String[] lines = new String(whole.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8).split("\n",
                -1);
        for (int i = 0; i < lines.length - 1; i++) {
            boolean known = i == 0 ? lines[i].equals(rows.headerLine()) : rows.addLine(lines[i]);
            if (!known) {
                throw new BadInputException("--resume: " + folder.resolve(ROWS) + ":" + (i + 1)
                        + ": not a line of this sweep (expected the file as it was left)");
            }
        }
        csv.truncate(whole.length());
        csv.position(whole.length());
        inOrder = false;
    }

    /**
     * Writes a row that was just added to the rows.
     *
     * @throws BadInputException
     *             if it cannot be written; what was written before stays
     */
    public void add(int row) {
        try {
            write((rows.line(row) + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new BadInputException("--out: '" + folder + "' cannot be written (" + FileRefusal.reason(e)
                    + "); --resume goes on from the rows that are there");
        }
        inOrder &= row > last;
        last = row;
    }

    private void write(byte[] bytes) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            csv.write(buffer);
        }
    }

    /** Where the rows of the sweep in a folder are. */
    public static Path file(Path folder) {
        return folder.resolve(ROWS);
    }

    private static BadInputException refusal(Path folder, IOException e) {
        return new BadInputException("--out: '" + folder + "' cannot be written (" + FileRefusal.reason(e) + ")");
    }

    /**
     * Puts the rows that are there into grid order.
     *
     * @throws BadInputException
     *             if that cannot be written; the rows then stay as they are
     */
    @Override
    public void close() {
        try (plan; csv) {
            if (!inOrder) {
                replace(folder, ROWS, SORTED, rows.csv());
            }
        } catch (IOException e) {
            throw refusal(folder, e);
        }
    }
}
