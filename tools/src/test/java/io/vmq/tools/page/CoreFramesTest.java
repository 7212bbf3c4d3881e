package io.vmq.tools.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vmq.tools.archive.LoggedInterval;
import io.vmq.tools.archive.StoredTrial;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class CoreFramesTest {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    @Test
    void shouldFollowAQueueToItsNextCore() {
        List<double[]> frames = frames("{'atNs':1250000000,'queue':1,'nic':'nic0','from':0,'to':1,'entry':null}", 250,
                1750);

        assertThat(frames.get(0)).containsExactly(250.0, 0.0);
        assertThat(frames.get(1)).containsExactly(750.0, 1000.0);
    }

    @Test
    void shouldLeaveAQueueWhereItIsWhenEntriesMove() {
        List<double[]> frames = frames("{'atNs':1250000000,'queue':1,'nic':'nic0','from':0,'to':1,'entry':5}", 0, 2000);

        assertThat(frames.get(1)).containsExactly(1000.0, 1000.0);
    }

    @Test
    void shouldHaveNoAnswerWhereCoresHandFramesOn() {
        assertThat(frames("", 1000, 1000)).isEmpty();
    }

    @Test
    void shouldSpreadAnIntervalOverTheColumnsThatItLiesIn() {
        LoadGrid grid = new LoadGrid(List.of(1.0, 2.0, 3.0, 5.0));
        double[] frames = grid.empty();
        grid.spread(frames, 1.5, 3.5, 200);

        assertThat(frames).containsExactly(new double[] {50, 100, 50}, within(1e-9));
        assertThat(grid.rates(frames)).containsExactly(0.05, 0.1, 0.025);
    }

    /** One queue that is on core 1 in the end, a thousand frames in each of two seconds. */
    private static List<double[]> frames(String move, int core0, int core1) {
        String document = "{'queues':[{'id':1,'nic':'nic0','core':1}],'moves':[" + move
                + "],'cores':[{'id':0,'delivered':" + core0 + "},{'id':1,'delivered':" + core1 + "}]}";
        StoredTrial trial = new StoredTrial("vmq", 0, 1, "virtual", "0x0", true, List.of(), false,
                MAPPER.readTree(document.replace('\'', '"')));
        List<LoggedInterval> intervals = List.of(interval(1), interval(2));
        TrialLog log = new TrialLog(intervals, Map.of(0, intervals.stream().map(TrialLog.Frames::of).toList()));
        return CoreFrames.of(new LoadGrid(List.of(1.0, 2.0, 3.0)), new ModeTrials.Logged(trial, log));
    }

    private static LoggedInterval interval(double start) {
        Histogram values = new Histogram(3);
        values.recordValueWithCount(5_000, 1_000);
        return new LoggedInterval(start, start + 1, values);
    }
}
