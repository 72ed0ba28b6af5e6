/** List of all experiments. */
package dev.brownout.experiment.catalog;
