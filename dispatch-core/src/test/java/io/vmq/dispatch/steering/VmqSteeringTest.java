package io.vmq.dispatch.steering;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.vmq.dispatch.frame.MacAddress;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VmqSteeringTest {

    @ParameterizedTest
    @ValueSource(ints = {-1, 3, 1000})
    void shouldRefuseFiltersOfQueuesThatDoNotExist(int queue) {
        ReceiveFilter filter = new ReceiveFilter(MacAddress.parse("00:15:5d:00:00:01"), ReceiveFilter.ANY_VLAN, queue);
        SteeringContext context = SteeringContext.idle(3, RssSettings.DEFAULT, List.of(filter));

        assertThatIllegalArgumentException().isThrownBy(() -> new VmqProvider().create(context))
                .withMessage("the receive filter for MAC 00:15:5d:00:00:01 names queue " + queue
                        + ", but the queues are 0 to 2");
    }
}
