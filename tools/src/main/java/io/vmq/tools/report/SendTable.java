package io.vmq.tools.report;

import io.vmq.dispatch.measure.LatencySummary;
import io.vmq.nic.notation.TimeSpan;
import io.vmq.tools.send.SendResult;
import io.vmq.tools.send.SendTarget;
import io.vmq.tools.send.SentFrames;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** What was sent, as tables for people. */
public final class SendTable {

    private SendTable() {}

    /** Heading, tables, and what kept frames from being sent. */
    public static String text(SendResult result) {
        return heading(result) + "\n" + frames(result) + "\n" + rates(result) + late(result.late()) + notes(result);
    }

    private static String heading(SendResult result) {
        return result.plan().scenario().name() + ": " + new TimeSpan(result.plan().durationNs()).text() + " to "
                + result.target().kind().label() + " " + result.target().name() + ", seed " + result.plan().seed()
                + ", " + (result.plan().tags() ? "tagged" : "no tags") + "\n"
                + ScenarioText.traffic(result.plan().scenario()) + "\n";
    }

    private static String frames(SendResult result) {
        SentFrames frames = result.frames();
        return new TextTable().figures("due").figures("sent").figures("unsent").figures("failed").figures("no room")
                .figures("tagged").words("digest")
                .row(Figures.count(frames.due()), Figures.count(frames.sent()), Figures.count(frames.unsent()),
                        Figures.count(frames.failed()), Figures.count(result.noRoom()), Figures.count(frames.tagged()),
                        "0x" + HexFormat.of().toHexDigits(result.digest()))
                .text();
    }

    private static String rates(SendResult result) {
        return new TextTable().figures("intended Mpps").figures("sent Mpps").figures("sent Gb/s")
                .figures("on the wire Gb/s")
                .row(Figures.mpps(result.plan().intendedPps()), Figures.mpps(result.sentPps()),
                        Figures.gbps(result.sentBps()), Figures.gbps(result.sentL1Bps()))
                .text();
    }

    private static String late(@Nullable LatencySummary late) {
        if (late == null) {
            return "";
        }
        TextTable table = new TextTable().words("handed over after due");
        LatencySummary.PERCENTILES.forEach(percentile -> table.figures("p" + Percentiles.name(percentile)));
        String[] cells = new String[LatencySummary.PERCENTILES.size() + 2];
        cells[0] = "us";
        for (int i = 0; i < LatencySummary.PERCENTILES.size(); i++) {
            cells[i + 1] = Figures.us(late, LatencySummary.PERCENTILES.get(i));
        }
        cells[cells.length - 1] = Figures.maxUs(late);
        return "\n" + table.figures("max").row(cells).text();
    }

    private static String notes(SendResult result) {
        StringBuilder notes = new StringBuilder();
        SentFrames frames = result.frames();
        if (result.failure() != null) {
            notes.append("FAILED: nothing more can be sent: ").append(result.failure()).append(".\n");
        }
        if (frames.unsent() > 0 && result.failure() != null) {
            notes.append("INCOMPLETE: ").append(frames.unsent())
                    .append(" frames that were due by then were not sent.\n");
        } else if (frames.unsent() > 0) {
            notes.append("INCOMPLETE: ").append(frames.unsent())
                    .append(" frames could not be handed over within 10 ms ")
                    .append("after they were due; a lower --rate, or a CPU of its own, may help.\n");
        }
        if (frames.failed() > 0) {
            notes.append("INCOMPLETE: the system dropped ").append(frames.failed()).append(" frames that it had taken")
                    .append(result.target().kind() == SendTarget.Kind.VXLAN
                            ? " (is anybody listening at the peer?)" : "")
                    .append(".\n");
        }
        if (result.interrupted()) {
            notes.append("Interrupted after ").append(new TimeSpan(result.lastedNs()).text())
                    .append(": the figures are those of what was sent by then.\n");
        }
        return notes.isEmpty() ? "" : "\n" + notes;
    }
}
