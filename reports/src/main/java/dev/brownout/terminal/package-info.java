/** Rendering of the results of a run as text for a terminal. */
package dev.brownout.terminal;
