package dev.brownout.spark;

import java.io.Serializable;

/**
 * A run that is to be done.
 *
 * @param place of the run in the batch
 * @param number of the run in the experiment
 */
record RemoteRun(int place, int number) implements Serializable {}
