/** Step types of a scenario, one record each, and their compiled programs of work, calls, pauses and branches. */
package dev.brownout.step;
