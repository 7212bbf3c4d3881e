package io.vmq.tools.sweep;

import io.vmq.dispatch.measure.TrialResult;
import io.vmq.tools.experiment.Verdict;

/**
 * What a cell gave.
 *
 * @param limit
 *            what kept its mode from delivering more
 */
public record CellResult(TrialResult trial, Verdict.Limit limit) {}
