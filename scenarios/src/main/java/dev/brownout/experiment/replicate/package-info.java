/** Independent replications of a scenario: means, confidence intervals and verdicts. */
package dev.brownout.experiment.replicate;
