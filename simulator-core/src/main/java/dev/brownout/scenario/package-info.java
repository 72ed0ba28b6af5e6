/** The immutable, validated description of one variant of a scenario: plain data, below the components. */
package dev.brownout.scenario;
