/**
 * Scenario files: from YAML and options to a checked, normalised {@link io.vmq.tools.scenario.Scenario}, and back.
 *
 * <p>
 * {@link io.vmq.tools.scenario.ScenarioSource} opens what the user named,
 * {@link io.vmq.tools.scenario.ScenarioReader} checks it together with the options given,
 * {@link io.vmq.tools.scenario.ScenarioWriter} writes the normalised form. Whatever the user got wrong ends in one
 * {@link io.vmq.tools.scenario.BadInputException}.
 */
@NullMarked
package io.vmq.tools.scenario;

import org.jspecify.annotations.NullMarked;
