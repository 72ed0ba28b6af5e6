/**
 * Experiments in folders: finished trials, so that an experiment goes on where it was ended; parts of one that are run
 * on many machines, which know nothing of each other; and how the parts become one.
 */
package dev.brownout.experiment.shard;
