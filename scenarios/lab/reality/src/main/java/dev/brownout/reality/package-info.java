/**
 * Validation of the simulator against a real server stack on this host: nginx, two instances of a service, Redis, and
 * PostgreSQL with a replica. The scenario is calibrated with one light load. All other loads and faults are predicted,
 * and the predictions are written down before the measurement.
 */
package dev.brownout.reality;
