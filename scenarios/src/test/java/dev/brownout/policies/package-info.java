/** Resilience policies in scenarios: their position, shared state, and audit. */
package dev.brownout.policies;
