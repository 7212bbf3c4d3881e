package io.vmq.tools.send;

import io.vmq.dispatch.frame.FrameBatch;
import io.vmq.nic.capture.PcapWriter;
import io.vmq.nic.capture.PcapngWriter;
import io.vmq.tools.scenario.BadInputException;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** A capture file that is written: the end of its name says in which format. Stamps count from 1970, so equal plans give equal files. */
public sealed interface CaptureFile extends Closeable {

    /** The frame is in no queue that is known. */
    int NO_QUEUE = PcapngWriter.NO_QUEUE;

    /**
     * Begins the file; what was there before is gone.
     *
     * @param nic
     *            name of the interface, for formats that have one
     * @throws BadInputException
     *             if the name ends otherwise than .pcap or .pcapng
     */
    static CaptureFile create(Path file, String nic) throws IOException {
        boolean knowsQueues = knowsQueues(file);
        OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16);
        try {
            return knowsQueues ? new Pcapng(new PcapngWriter(out, nic)) : new Pcap(new PcapWriter(out));
        } catch (IOException | RuntimeException e) {
            closeAfter(e, out);
            throw e;
        }
    }

    private static void closeAfter(Exception cause, OutputStream out) {
        try {
            out.close();
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
    }

    /**
     * Whether the file's format has a place for the queue of a frame.
     *
     * @throws BadInputException
     *             if the name ends otherwise than .pcap or .pcapng
     */
    static boolean knowsQueues(Path file) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        if (!name.endsWith(".pcap") && !name.endsWith(".pcapng")) {
            throw new BadInputException(
                    "--out: '" + file + "' is not possible (expected a name that ends with .pcapng or "
                            + ".pcap, which says the format)");
        }
        return name.endsWith(".pcapng");
    }

    /** Writes frame i of a batch; formats without a place for the queue leave it out. */
    void write(FrameBatch batch, int i, int queue) throws IOException;

    /** Nanosecond pcap. */
    record Pcap(PcapWriter writer) implements CaptureFile {

        @Override
        public void write(FrameBatch batch, int i, int queue) throws IOException {
            writer.write(batch, i, 0);
        }

        @Override
        public void close() throws IOException {
            writer.close();
        }
    }

    /** Pcapng, with epb_queue. */
    record Pcapng(PcapngWriter writer) implements CaptureFile {

        @Override
        public void write(FrameBatch batch, int i, int queue) throws IOException {
            writer.write(batch, i, 0, queue);
        }

        @Override
        public void close() throws IOException {
            writer.close();
        }
    }
}
