/** Charts of the results of experiments. Rendering them requires the charting module on the class path. */
package dev.brownout.experiment.chart;
