package io.vmq.tools.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vmq.tools.experiment.Runs;
import io.vmq.tools.scenario.BadInputException;
import io.vmq.tools.scenario.Setting;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResultFolderTest {

    @TempDir
    private Path folder = Path.of("");

    @ParameterizedTest
    @ValueSource(strings = {"result.json", "summary.csv", "scenario.yaml", "latency.hlog"})
    void shouldFindBeforeTheRunThatAFileCannotBeReplaced(String name) throws IOException {
        Files.createDirectory(folder.resolve(name));

        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> ResultFolder.open(folder, Runs.scenario(Map.of())))
                .withMessageStartingWith("--out: '" + folder + "' cannot be written (");
    }

    @Test
    void shouldFindBeforeTheRunThatTheDiskIsTooSmall() {
        assertThatThrownBy(() -> DiskSpace.check(folder, Long.MAX_VALUE)).isInstanceOf(FileSystemException.class)
                .hasMessageContaining("bytes free, up to " + Long.MAX_VALUE + " may be needed");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void shouldLeaveNothingBehindAfterLookingForRoom() throws IOException {
        DiskSpace.check(folder, 1);
        assertThat(folder).isEmptyDirectory();
    }

    /** What a run of two seconds really wrote, three modes with nine queues each, against what was set aside for it. */
    @Test
    void shouldSetAsideMoreThanARunWrites() throws IOException, InterruptedException {
        Map<Setting, String> settings = Map.of(Setting.CLOCK, "virtual", Setting.DURATION, "2s", Setting.FRAME_SIZE,
                "imix",
                Setting.ARRIVALS, "mmpp:9/10ms,1/90ms", Setting.RATE, "15%");
        try (ResultFolder results = ResultFolder.open(folder, Runs.scenario(settings))) {
            results.write(Runs.virtual(settings, results.intervals()));
        }
        long writtenBytes = 0;
        for (String name : new String[] {"result.json", "summary.csv", "scenario.yaml", "latency.hlog"}) {
            writtenBytes += Files.size(folder.resolve(name));
        }
        assertThat(DiskSpace.neededBytes(Runs.scenario(settings))).isGreaterThan(writtenBytes);
    }
}
