/** Scenarios of servers and of machines that several processes share, validated against analytical models. */
package dev.brownout.machines;
