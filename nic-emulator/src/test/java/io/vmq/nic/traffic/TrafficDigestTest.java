package io.vmq.nic.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmq.dispatch.frame.FrameBatch;
import io.vmq.dispatch.host.VirtualMachine;
import io.vmq.dispatch.measure.SourceDigest;
import io.vmq.nic.load.Load;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Traffic without extras is the same, byte by byte and ns by ns, as it was before there were any: results stay valid.
 */
class TrafficDigestTest {

    private static final int FRAMES = 100_000;

    private static String digest(TrafficModel model, long seed) {
        SourceDigest digest = new SourceDigest();
        EmulatedSource source = new EmulatedSource(model, seed);
        FrameBatch batch = FrameBatch.of(source, FrameBatch.DEFAULT_CAPACITY);
        for (int seen = 0; seen < FRAMES; seen += batch.count()) {
            source.fill(batch, Long.MAX_VALUE - 1);
            digest.take(batch);
        }
        return Long.toHexString(digest.value());
    }

    @ParameterizedTest
    @CsvSource({"TCP, 52df4f687a38f6d7", "UDP, ba34420a959cddea"})
    void shouldStayAsItWas(Transport transport, String expected) {
        assertThat(digest(Traffic.model("imix", "poisson", "zipf:1.2", 1e6, transport), 5)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"TCP, 4fa3a1a11b172bb8", "UDP, 460efde542c19ff7"})
    void shouldStayAsItWasForTaggedAndUntaggedVmsBackToBack(Transport transport, String expected) {
        List<VirtualMachine> vms = new ArrayList<>(Traffic.vms(3, VirtualMachine.NO_VLAN));
        vms.addAll(Traffic.vms(6, 4094).subList(3, 6));
        TrafficModel model = Traffic.model(vms, 1_000, "64:3,65:1,570:1,9216:1", "poisson", "zipf:1.2",
                Load.BACK_TO_BACK, transport);

        assertThat(digest(model, 7)).isEqualTo(expected);
    }
}
