package io.vmq.nic.theory;

/**
 * The share of frames that M/D/1/K loses, from the chain of what departing frames leave behind (Takagi, "Queueing
 * Analysis", volume 2, "Finite Systems", 1993).
 *
 * <p>
 * A departure leaves j frames, 0 to K - 1, with a probability p(j) in proportion to q(j):
 *
 * <pre>
 * q(0) = 1,   q(j+1) a(0) = q(j) - q(0) a(j) - sum over i = 1..j of q(i) a(j-i+1),   a(k) = Poisson(load) at k
 * loss = 1 - 1 / (p(0) + load)
 * </pre>
 */
final class LossOfFiniteQueue {

    private LossOfFiniteQueue() {}

    /**
     * @param load
     *            arrivals in a service time
     * @param places
     *            K, frames in the system at most, the one in service counted
     */
    static double loss(double load, int places) {
        double[] arrivals = poisson(load, places);
        double[] q = new double[places];
        q[0] = 1;
        double sum = 1;
        for (int j = 0; j + 1 < places; j++) {
            double rest = q[j] - q[0] * arrivals[j];
            for (int i = 1; i <= j; i++) {
                rest -= q[i] * arrivals[j - i + 1];
            }
            q[j + 1] = rest / arrivals[0];
            sum += q[j + 1];
        }
        return 1 - 1 / (1 / sum + load);
    }

    private static double[] poisson(double mean, int count) {
        double[] p = new double[count];
        p[0] = Math.exp(-mean);
        for (int k = 1; k < count; k++) {
            p[k] = p[k - 1] * mean / k;
        }
        return p;
    }
}
