/** Responses that miss acknowledged writes, validated against analytical models. */
package dev.brownout.staleness;
