/** Immutable, validated description of one variant of a scenario: plain data, on a lower layer than the components. */
package dev.brownout.scenario;
