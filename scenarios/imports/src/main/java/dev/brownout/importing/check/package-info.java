/**
 * Comparison of an imported scenario with its source: the scenario is run, and each figure of the source is compared.
 */
package dev.brownout.importing.check;
