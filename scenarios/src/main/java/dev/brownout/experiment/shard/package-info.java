/**
 * Experiments in folders: finished trials, so that an experiment can be resumed, and shards of an experiment that run
 * independently on many machines and are merged.
 */
package dev.brownout.experiment.shard;
