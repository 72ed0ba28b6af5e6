/**
 * Reads configuration files of other programs as nodes with source locations. Reports the fate of each setting: used,
 * passed over as irrelevant to load and timing, left out for a reason, or not understood.
 */
package dev.brownout.importing.config;
