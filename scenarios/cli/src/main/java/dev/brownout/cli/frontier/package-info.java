/** Options and text of the Pareto frontier of the designs of an experiment. */
package dev.brownout.cli.frontier;
