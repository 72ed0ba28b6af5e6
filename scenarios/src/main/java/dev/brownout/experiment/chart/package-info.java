/** What experiments showed, in pictures; who draws them needs what draws charts on the class path. */
package dev.brownout.experiment.chart;
