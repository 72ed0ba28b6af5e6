/** Scenarios from several sources: the components of a configuration with the load and the times of measurements. */
package dev.brownout.importing.combined;
