package io.vmq.bench.nic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import io.vmq.dispatch.frame.FrameBatch;
import io.vmq.dispatch.steering.ReceiveFilter;
import io.vmq.nic.linux.AllowedCpus;
import io.vmq.nic.linux.Errno;
import io.vmq.nic.linux.NetworkNamespace;
import io.vmq.nic.linux.SystemCalls;
import io.vmq.nic.machine.Machine;
import io.vmq.nic.port.PortException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class NicBenchmarkTest {

    private static final Path PEERS = Path.of("peers");
    private static final long SECOND = 1_000_000_000;
    private static final int ROUNDS = 2;

    @TempDir
    private Path folder;

    private static Series series(String name, long... received) {
        List<Round> rounds = new ArrayList<>();
        for (long frames : received) {
            rounds.add(new Round(frames + 3, frames, 2, 1, SECOND));
        }
        return new Series(name, rounds, null);
    }

    private static Measured written() {
        return new Measured(
                List.of(series(BareReader.NAME, 1_000, 4_000, 2_000), series("af-packet", 900, 2_000, 2_200),
                        new Series("af-xdp", List.of(), "not allowed here")),
                false);
    }

    @Test
    void shouldCompareRoundByRound() {
        Measured measured = written();
        assertThat(measured.series().get(1).rates()).extracting(spread -> spread.median()).isEqualTo(2_000.0);
        assertThat(measured.overBare(measured.series().get(1))).satisfies(over -> {
            assertThat(over.min()).isEqualTo(0.5);
            assertThat(over.median()).isEqualTo(0.9);
            assertThat(over.max()).isEqualTo(1.1);
        });
        assertThat(measured.overBare(measured.series().get(2))).isNull();
    }

    @Test
    void shouldSayWhatBecameOfEachFrame() {
        assertThat(new Round(10, 5, 2, 1, SECOND).unexplainedFrames()).isEqualTo(2);
        assertThat(Round.of(new Sent(10, 5), new Received(7, 2, 5 + SECOND / 2), 1))
                .isEqualTo(new Round(10, 7, 2, 1, SECOND / 2));
        assertThat(new Round(10, 7, 2, 1, SECOND / 2).framesPerSecond()).isEqualTo(14);
    }

    @Test
    void shouldWriteTheDocumentThatIsPromised() {
        JsonNode document = JsonMapper.builder().build()
                .readTree(NicDocument.of(written(), Machine.current(System::nanoTime)));
        assertThat(document.get("schema").stringValue()).isEqualTo("vmq.bench/1");
        JsonNode packets = document.get("results").get(1);
        assertThat(packets.get("name").stringValue()).isEqualTo("af-packet");
        assertThat(packets.get("framesPerSecond").doubleValue()).isEqualTo(2_000);
        assertThat(packets.get("overBare").get("median").doubleValue()).isEqualTo(0.9);
        assertThat(packets.get("rounds")).extracting(JsonNode::doubleValue).containsExactly(900.0, 2_000.0, 2_200.0);
        assertThat(packets.get("sentFrames")).extracting(JsonNode::longValue).containsExactly(903L, 2_003L, 2_203L);
        JsonNode refused = document.get("results").get(2);
        assertThat(refused.get("framesPerSecond").isNull()).isTrue();
        assertThat(refused.get("notMeasured").stringValue()).isEqualTo("not allowed here");
    }

    @Test
    void shouldNameWhatWasNotMeasured() {
        assertThat(NicTable.of(written(), Machine.current(System::nanoTime)))
                .contains("af-xdp: not measured: not allowed here", "0.90x").doesNotContain("NaN", "Interrupted");
    }

    @Test
    void shouldRefuseAProgramThatCannotBeCompiled() throws InterruptedException {
        Reader reader = BareReader.compile(folder.resolve("no-such-folder"), folder, 0);
        assertThat(reader.name()).isEqualTo(BareReader.NAME);
        assertThatThrownBy(() -> reader.open("any")).isInstanceOf(PortException.class)
                .hasMessageContaining("bare_reader.c");
    }

    @Test
    void shouldPrepareFramesThatEachHaveAFilter() {
        List<ReceiveFilter> filters = Addressees.filters();
        List<FrameBatch> frames = Addressees.frames();
        assertThat(frames).hasSizeGreaterThan(1).allSatisfy(batch -> {
            assertThat(batch.isFull()).isTrue();
            for (int i = 0; i < batch.count(); i++) {
                long mac = batch.memory().i64Be(batch.address(i)) >>> Short.SIZE;
                assertThat(filters).anySatisfy(filter -> assertThat(filter.mac().bits()).isEqualTo(mac));
                assertThat(batch.storedBytes(i)).isEqualTo(60);
            }
        });
    }

    /** How fast means nothing here; that no frame is lost without a trace does. */
    @Test
    void shouldAccountForEachFrameOfEveryReader() throws Exception {
        int[] cpus = AllowedCpus.ofThisProcess().numbers();
        List<Reader> readers = new ArrayList<>();
        readers.add(BareReader.compile(PEERS, folder, cpus[cpus.length - 1]));
        readers.addAll(Readers.inJava());
        Measured measured = inThread(() -> new NicBenchmark(readers, ROUNDS, 0.02, 1, cpus[0], cpus[cpus.length - 1])
                .run((reader, done, total) -> {}, () -> false));
        assertThat(measured.partial()).isFalse();
        assertThat(measured.series()).hasSameSizeAs(readers);
        List<Series> there = measured.series().stream().filter(one -> one.notMeasured() == null).toList();
        assertThat(there).allSatisfy(one -> assertThat(one.rounds()).as(one.name()).hasSize(ROUNDS)
                .allSatisfy(round -> {
                    assertThat(round.receivedFrames()).isPositive();
                    assertThat(round.unexplainedFrames()).isZero();
                }));
        for (Series one : measured.series()) {
            if (one.notMeasured() != null) {
                skipIfNotAllowed(one.name() + ": " + one.notMeasured());
            }
        }
    }

    @Test
    void shouldStopBetweenReadersWhenAsked() throws Exception {
        int[] cpus = AllowedCpus.ofThisProcess().numbers();
        Measured measured = inThread(() -> new NicBenchmark(Readers.inJava(), ROUNDS, 1, 1, cpus[0], cpus[0])
                .run((reader, done, total) -> {}, () -> true));
        assertThat(measured.partial()).isTrue();
        assertThat(measured.series()).allSatisfy(one -> assertThat(one.rounds()).isEmpty());
    }

    @FunctionalInterface
    private interface Work {
        Measured run() throws Exception;
    }

    /** On a platform thread of its own, after a try whether there can be a private network. */
    private static Measured inThread(Work work) throws Exception {
        FutureTask<Measured> task = new FutureTask<>(() -> {
            int answer = SystemCalls.unshare(NetworkNamespace.NEW_NETWORK);
            if (Errno.EPERM.is(answer) || Errno.EACCES.is(answer)) {
                skipUnlessRequired("no network namespace can be had here: " + Errno.describe(answer));
            }
            try {
                return work.run();
            } catch (PortException e) {
                skipIfNotAllowed(String.valueOf(e.getMessage()));
                throw e;
            }
        });
        Thread.ofPlatform().name("bench-test").start(task);
        try {
            return task.get(1, TimeUnit.MINUTES);
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case Exception exception -> throw exception;
                case Error error -> throw error;
                case null, default -> throw e;
            }
        }
    }

    /** Whatever else is the reason is a failure. */
    private static void skipIfNotAllowed(String reason) {
        assertThat(reason).containsAnyOf("EPERM", "EACCES", "EOPNOTSUPP", "ENOSYS", "EAFNOSUPPORT", "CAP_",
                "no C compiler");
        skipUnlessRequired(reason);
    }

    private static void skipUnlessRequired(String reason) {
        if (System.getProperty("nic.tests", "").equals("required")) {
            fail("-Dnic.tests=required, but " + reason);
        }
        System.out.println("test of a real port skipped: " + reason);
        abort(reason);
    }
}
