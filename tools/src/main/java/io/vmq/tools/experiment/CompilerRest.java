package io.vmq.tools.experiment;

import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;

/** Waits until the compiler of the virtual machine has nothing left to do, so that it takes no CPU from a trial. */
final class CompilerRest {

    private static final long LOOK_EVERY_MS = 100;
    private static final int LOOKS_WITHOUT_NEWS = 3;
    private static final int MOST_LOOKS = 30;

    private CompilerRest() {}

    /** Returns when no compilation has ended for 300 ms, or after 3 s. */
    static void await() throws InterruptedException {
        CompilationMXBean compiler = ManagementFactory.getCompilationMXBean();
        if (compiler == null || !compiler.isCompilationTimeMonitoringSupported()) {
            return;
        }
        long before = compiler.getTotalCompilationTime();
        int quiet = 0;
        for (int look = 0; look < MOST_LOOKS && quiet < LOOKS_WITHOUT_NEWS; look++) {
            Thread.sleep(LOOK_EVERY_MS);
            long now = compiler.getTotalCompilationTime();
            quiet = now == before ? quiet + 1 : 0;
            before = now;
        }
    }
}
