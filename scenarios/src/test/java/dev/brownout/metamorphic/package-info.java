/**
 * Metamorphic tests: relations between the results of two runs that hold for any numbers, such as those of a rescaled
 * or extended scenario.
 */
package dev.brownout.metamorphic;
