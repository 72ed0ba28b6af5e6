package dev.brownout.spark;

import java.io.Serializable;

/**
 * Request for one run on a worker of the cluster.
 *
 * @param place index of the run in the batch
 * @param number number of the run in the experiment
 */
record RemoteRun(int place, int number) implements Serializable {}
