package dev.brownout.experiment.frontier;

import dev.brownout.experiment.ReplicationSummary;

/**
 * A design to compare with other designs.
 *
 * @param name name in tables and charts, unique among the designs
 * @param summary replications, with the same random numbers as those of the other designs
 */
public record FrontierDesign(String name, ReplicationSummary summary) {}
