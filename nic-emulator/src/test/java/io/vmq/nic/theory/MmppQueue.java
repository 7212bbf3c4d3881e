package io.vmq.nic.theory;

/**
 * MMPP/D/1 solved by the transform of its workload: arrivals whose rate depends on one of two states, equal service.
 *
 * <p>
 * Let Q be the generator of the states, L the diagonal matrix of their rates, h the service time and w(s) the row of
 * E[exp(-s workload); state]. In equilibrium (Lucantoni, "New results on the single server queue with a batch Markovian
 * arrival process", 1991)
 *
 * <pre>
 * w(s) A(s) = s p,   A(s) = s I + Q - L (1 - exp(-s h)),   p = row of P(no work; state)
 * </pre>
 *
 * The determinant of A has one zero above 0. There p times the null vector of A is 0, and the sum of p is 1 - load: that
 * gives p. Twice differentiated at 0 the equation gives the mean workload
 *
 * <pre>
 * (rate h^2 / 2 - h u r) / (1 - load),   u = (p - pi + h pi L) (Q + e pi)^-1,   r = the rates,   pi = long-run states
 * </pre>
 *
 * and the wait follows from what the frames in the system contribute to it: workload = rate (h wait + h^2 / 2).
 *
 * @param firstRate
 *            arrivals a second in the first state
 * @param firstSojourn
 *            how long that state lasts in the mean, seconds
 * @param secondRate
 *            arrivals a second in the second state
 * @param secondSojourn
 *            how long that one lasts
 * @param service
 *            service time, seconds; the load must be below 1
 */
record MmppQueue(double firstRate, double firstSojourn, double secondRate, double secondSojourn, double service) {

    /** Halvings of an interval until nothing of it is left in a double. */
    private static final int HALVINGS = 200;

    /** Mean time from arrival to the end of service, seconds. */
    double meanLatency() {
        return service + meanWait();
    }

    private double meanWait() {
        double rate = longRun(firstRate, secondRate);
        return (meanWorkload() / rate - service * service / 2) / service;
    }

    /** The mean of a figure that has these values in the two states. */
    private double longRun(double first, double second) {
        return (first * firstSojourn + second * secondSojourn) / (firstSojourn + secondSojourn);
    }

    private double meanWorkload() {
        double rate = longRun(firstRate, secondRate);
        double load = rate * service;
        double stateOne = firstSojourn / (firstSojourn + secondSojourn);
        double idleInOne = idleInFirst(1 - load);
        // The row (p - pi + h pi L) has the sum 0, and Q + e pi keeps such rows: it divides them by minus the sum of its rates.
        double row = idleInOne - stateOne + service * stateOne * firstRate;
        double u = -row / (1 / firstSojourn + 1 / secondSojourn);
        return (rate * service * service / 2 - service * u * (firstRate - secondRate)) / (1 - load);
    }

    /** Probability of no work in the first state, if it is {@code idle} in both. */
    private double idleInFirst(double idle) {
        double s = zero();
        // A(s) x = 0 for x = (1 / firstSojourn, -diagonal of the first row).
        double xOne = 1 / firstSojourn;
        double xTwo = -diagonal(s, firstRate, firstSojourn);
        return idle * xTwo / (xTwo - xOne);
    }

    /** The zero of the determinant above 0: up to there the determinant is negative, from there on it grows without end. */
    private double zero() {
        double low = 0;
        double high = firstRate + secondRate + 2 / firstSojourn + 2 / secondSojourn;
        for (int i = 0; i < HALVINGS; i++) {
            double middle = (low + high) / 2;
            if (determinant(middle) < 0) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }

    private double determinant(double s) {
        return diagonal(s, firstRate, firstSojourn) * diagonal(s, secondRate, secondSojourn)
                - 1 / firstSojourn / secondSojourn;
    }

    private double diagonal(double s, double rate, double sojourn) {
        return s - 1 / sojourn + rate * Math.expm1(-s * service);
    }
}
