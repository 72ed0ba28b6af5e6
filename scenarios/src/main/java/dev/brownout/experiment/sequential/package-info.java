/** Sequential stopping of replications with a stated error. */
package dev.brownout.experiment.sequential;
