package io.vmq.tools.gate;

import java.util.List;
import java.util.stream.Stream;

/**
 * All comparisons of a gate and what they come to together: regressed if one of them is; else inconclusive if one of them is; else
 * improved if one of them is; else pass.
 *
 * @param baseline
 *            what the baseline was, as the user gave it
 * @param candidate
 *            what the candidate was
 * @param confidence
 *            how often an interval of a comparison holds the truth, as a fraction; each end is wrong in half of the other cases
 * @param method
 *            one sentence on how it was tested, for people who ask
 * @param partial
 *            whether somebody stopped it before it was done
 * @param remarks
 *            sentences about what was left out, and other things to know
 */
public record GateResult(String baseline, String candidate, GateRules rules, GateVerdict verdict, double confidence,
        String method,
        List<Comparison> comparisons,
        boolean partial, List<String> remarks) {

    public GateResult {
        comparisons = List.copyOf(comparisons);
        remarks = List.copyOf(remarks);
    }

    /** The same result with more remarks behind its own. */
    public GateResult withRemarks(List<String> more) {
        return new GateResult(baseline, candidate, rules, verdict, confidence, method, comparisons, partial,
                Stream.concat(remarks.stream(), more.stream()).toList());
    }
}
