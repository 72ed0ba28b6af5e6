/** Tests of service time estimates and of calibrated scenarios. */
package dev.brownout.importing.calibrate;
