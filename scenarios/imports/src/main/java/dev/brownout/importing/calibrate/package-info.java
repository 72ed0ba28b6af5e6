/**
 * Calibration of a scenario from measured requests: separation of service time and waiting time, validation of the
 * model by simulation, and output of the scenario.
 */
package dev.brownout.importing.calibrate;
