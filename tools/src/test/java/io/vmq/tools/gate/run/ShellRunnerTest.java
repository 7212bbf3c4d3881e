package io.vmq.tools.gate.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vmq.tools.gate.Side;
import io.vmq.tools.scenario.BadInputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
class ShellRunnerTest {

    private static final Turn FIRST = new Turn(1, false, 1);
    private static final Turn THIRD_OF_CANDIDATE = new Turn(2, true, 3);

    @TempDir
    private Path folder = Path.of("");

    private Side run(String command, Turn turn) throws IOException, InterruptedException {
        return new ShellRunner(command, command, folder, TimeUnit.MINUTES.toNanos(1), ShellRunnerTest::read,
                () -> false).run(turn);
    }

    /** The text of the result as the name of the side. */
    private static Side read(Path result) {
        try {
            return new Side(Files.readString(result).strip(), List.of(), Map.of(), List.of());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void shouldReadWhatACommandWritesAndWhatItPrintsOtherwise() throws Exception {
        assertThat(run("echo written > {out}; echo printed", FIRST).source()).isEqualTo("written");
        assertThat(run("echo printed {n}", THIRD_OF_CANDIDATE).source()).isEqualTo("printed 3");
        assertThat(folder.resolve("baseline/001")).exists();
        assertThat(folder.resolve("candidate/003.json")).exists();
        assertThat(folder.resolve("baseline/001.stdout.txt")).hasContent("printed");
    }

    @Test
    void shouldGiveARunThatIsRunAgainAPlaceOfItsOwn() throws Exception {
        run("echo first > {out}", FIRST);
        assertThatThrownBy(() -> run("test ! -e {out}", FIRST)).hasMessageEndingWith("it wrote nothing to {out}");
    }

    @Test
    void shouldReadAResultWhoseTrialsAreInvalid() throws Exception {
        assertThat(run("echo there > {out}; exit 3", FIRST).source()).isEqualTo("there");
    }

    @Test
    void shouldSayWhichRunFailedAndWhatItSaid() {
        assertThatThrownBy(() -> run("echo no such rate >&2; exit 2", THIRD_OF_CANDIDATE))
                .isInstanceOf(BadInputException.class)
                .hasMessage("--candidate: 'echo no such rate >&2; exit 2', run 3: exit code 2: no such rate");
        assertThatThrownBy(() -> run("echo {out}", FIRST)).hasMessageEndingWith("run 1: it wrote nothing to {out}");
    }

    @Test
    void shouldEndWhatTakesTooLongWithAllThatItStarted() {
        ShellRunner impatient = new ShellRunner("sleep 600 & sleep 600", "", folder, 1, ShellRunnerTest::read,
                () -> false);
        long before = sleepers();

        assertThatThrownBy(() -> impatient.run(FIRST)).isInstanceOf(BadInputException.class)
                .hasMessageContaining("--timeout");
        assertThat(sleepers()).isEqualTo(before);
    }

    private static long sleepers() {
        return ProcessHandle.current().descendants().filter(ProcessHandle::isAlive).count();
    }

    /** The command may be gone before we know of Ctrl-C. */
    @Test
    void shouldNotTakeACommandThatCtrlCEndedForOneThatFailed() {
        int[] asked = {0};
        ShellRunner stopped = new ShellRunner("exit 130", "", folder, Long.MAX_VALUE, ShellRunnerTest::read,
                () -> asked[0]++ > 2);

        assertThatThrownBy(() -> stopped.run(FIRST)).isInstanceOf(InterruptedException.class);
    }

    @Test
    void shouldStopWhenAsked() {
        ShellRunner stopped = new ShellRunner("sleep 600", "", folder, Long.MAX_VALUE, ShellRunnerTest::read,
                () -> true);

        assertThatThrownBy(() -> stopped.run(FIRST)).isInstanceOf(InterruptedException.class);
    }

    @Test
    void shouldCountWhatAClockMisses() {
        long[] timesNs = {0, 10, 20, 1_000_020, 1_000_030, 2_000_000, 4_000_000};
        int[] next = {0};
        MachineGaps gaps = MachineGaps.read(() -> timesNs[next[0]++], 4_000_000);

        assertThat(gaps.longestNs()).isEqualTo(2_000_000);
        assertThat(gaps.awayShare()).isEqualTo((1_000_000 + 999_970 + 2_000_000) / 4_000_000.0);
        assertThat(gaps.hide(0.05)).isTrue();
        assertThat(new MachineGaps(0.01, 100_000).hide(0.05)).isFalse();
    }
}
