/**
 * Experiments as records: the options of an experiment with their descriptions, defaults and limits, its plan and its
 * outcome. The command line, the tools of an assistant and the Python package are made from the records.
 */
package dev.brownout.experiment.spec;
