/**
 * From measured requests to a scenario: work told from waiting, the model checked by running it, and what is written.
 */
package dev.brownout.importing.calibrate;
