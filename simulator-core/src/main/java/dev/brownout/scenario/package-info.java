/** The immutable, validated description of one variant of a scenario, and the list of everything it can name. */
package dev.brownout.scenario;
