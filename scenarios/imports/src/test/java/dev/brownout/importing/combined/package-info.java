/** Scenarios from a configuration and measurements of the same system. */
package dev.brownout.importing.combined;
