package io.vmq.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** The build finds its own JDK, whatever Java runs Maven. */
class BuildTest {
    @Test
    void testsRunOnJava25() {
        assertEquals(25, Runtime.version().feature());
    }
}
